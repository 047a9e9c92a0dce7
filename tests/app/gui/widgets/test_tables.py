from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.gui.widgets.copying_table import CopyingTable
from app.gui.widgets.number_table import NumberTable, stand_in_line
from app.number_info import of_measure
from app.result_rows import Number, ResultRow
from assessment.results import Estimate, Measure, Phase, Unit
from core.landmarks import Side


def number(side, text):
    estimate = Estimate(0.1, 0.01, 3, 0.08, 0.12)
    info = of_measure(Measure("MC", Phase.EXCURSION, side, Unit.OCW, estimate), "smile_open")
    return Number(text, info)


ROWS = (
    ResultRow(
        "Biggest smile",
        number(Side.RIGHT, "0.111 OCW"),
        number(Side.LEFT, "0.100 OCW"),
        number(Side.MIDLINE, "90 %"),
        Number("87 to 92"),
        number(Side.MIDLINE, "+21 points"),
        "beyond measurement error",
        beyond=True,
    ),
    ResultRow("Snarl", missing="it was not recorded"),
)


@pytest.fixture
def numbers(palette, qtbot):
    made = NumberTable(palette, lambda info: f"About {info.title}", "Exercises")
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show_rows(ROWS)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_table_is_copied_with_its_heads(qtbot):
    table = CopyingTable("Values")
    qtbot.addWidget(table)
    table.show_texts(["Visit", "Smile"], [["1 Jan", "9 %"], ["8 Jan", "20\n%"]])
    table.copy_all()
    assert QGuiApplication.clipboard().text() == "Visit\tSmile\n1 Jan\t9 %\n8 Jan\t20 %"


def test_the_chosen_cells_are_copied(qtbot):
    table = CopyingTable("Values")
    qtbot.addWidget(table)
    table.show_texts(["a", "b"], [["1", "2"], ["3", "4"]])
    table.selectColumn(1)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "2\n4"


def test_rows_show_numbers_and_reasons(numbers):
    texts = [numbers.item(0, column).text() for column in range(numbers.columnCount())]
    assert texts == [
        "Biggest smile",
        "0.111 OCW",
        "0.100 OCW",
        "90 %",
        "87 to 92",
        "+21 points",
        "beyond measurement error",
    ]
    assert numbers.item(1, 1).text() == "Not available: it was not recorded"
    assert numbers.columnSpan(1, 1) == numbers.columnCount() - 1


def test_every_column_has_a_head(numbers):
    heads = [numbers.horizontalHeaderItem(one).text() for one in range(numbers.columnCount())]
    assert all(heads)
    assert heads[-1] == "Change is"


def test_tables_above_each_other_have_the_same_columns(numbers, palette, qtbot):
    other = NumberTable(palette, lambda info: info.title, "Details")
    qtbot.addWidget(other)
    other.resize(numbers.size())
    stand_in_line(numbers, other)
    other.show()
    qtbot.waitExposed(other)
    wide = dataclasses.replace(ROWS[0], ends=Number("−0.0123 to −0.0045 of something wide"))
    other.show_rows([wide] * 20)
    numbers.show_rows(ROWS)
    qtbot.waitUntil(other.verticalScrollBar().isVisible)
    assert not numbers.verticalScrollBar().isVisible()
    columns = range(numbers.columnCount() - 1)
    assert [numbers.columnWidth(one) for one in columns] == [
        other.columnWidth(one) for one in columns
    ]


def test_a_long_name_is_wrapped_and_seen_as_a_whole(numbers):
    name = "Lid opening with its sign from the medial canthus to the lateral one (PFHs)"
    numbers.show_rows((dataclasses.replace(ROWS[0], name=name), ROWS[0]))
    room = numbers.visualItemRect(numbers.item(0, 0)).adjusted(6, 0, -6, 0)
    needed = numbers.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, name)
    assert needed.height() > numbers.fontMetrics().height()
    assert room.height() >= needed.height()


def test_no_row_is_drawn_in_part(numbers):
    numbers.show_rows([ROWS[0]] * 20)
    numbers.resize(900, 210)
    viewport = numbers.viewport()
    cut = numbers.rowAt(viewport.height() - 1)
    top = numbers.rowViewportPosition(cut)
    assert top + numbers.rowHeight(cut) > viewport.height()
    for first in (0, 3):
        numbers.verticalScrollBar().setValue(first)
        picture = viewport.grab(QRect(0, top, viewport.width(), viewport.height() - top))
        colours = {
            picture.toImage().pixel(x, y)
            for x in range(picture.width())
            for y in range(picture.height())
        }
        assert len(colours) == 1


def test_a_side_that_changed_beyond_error_has_a_sign_that_is_spoken(numbers):
    more, less = (
        dataclasses.replace(number(side, "0.1 OCW"), trend=trend)
        for side, trend in ((Side.RIGHT, 1), (Side.LEFT, -1))
    )
    numbers.show_rows((dataclasses.replace(ROWS[0], right=more, left=less),))
    assert [numbers.item(0, column).text() for column in (1, 2)] == ["↑ 0.1 OCW", "↓ 0.1 OCW"]
    spoken = numbers.item(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "0.1 OCW, less than at the visit before, beyond measurement error"


@pytest.mark.parametrize("column", [5, 6])
def test_the_change_and_its_verdict_can_be_asked(numbers, column):
    assert numbers.info_at(0, column) == ROWS[0].change.info


def test_the_sides_have_their_colours(numbers, palette):
    assert numbers.item(0, 1).foreground().color() == palette.text_of(Side.RIGHT)
    assert numbers.item(0, 2).foreground().color() == palette.text_of(Side.LEFT)


def test_the_keyboard_asks_for_a_number(numbers, qtbot):
    numbers.choose_row(1)
    with qtbot.waitSignal(numbers.row_chosen) as row, qtbot.waitSignal(numbers.asked) as told:
        numbers.choose_row(0)
    assert (row.args, told.args[0].side) == ([0], Side.MIDLINE)
    with qtbot.waitSignal(numbers.asked) as told:
        qtbot.keyClick(numbers, Qt.Key.Key_Left)
    assert told.args[0].side is Side.LEFT


def test_a_row_without_numbers_asks_for_nothing(numbers, qtbot):
    numbers.choose_row(0)
    with qtbot.waitSignal(numbers.asked) as told:
        numbers.choose_row(1)
    assert told.args[0] is None


@pytest.mark.qt_log_ignore("does not support raise")  # the offscreen platform
def test_the_mouse_resting_on_a_number_shows_its_tip(numbers, qtbot):
    place = numbers.visualItemRect(numbers.item(0, 1)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, numbers.viewport().mapToGlobal(place))
    QApplication.sendEvent(numbers.viewport(), event)
    assert QToolTip.text().startswith("About Biggest smile: Medial canthus")
    QToolTip.hideText()
    name = numbers.visualItemRect(numbers.item(0, 0)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, name, numbers.viewport().mapToGlobal(QPoint(name)))
    QApplication.sendEvent(numbers.viewport(), event)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_number_is_told_again_when_the_table_is_filled_anew(numbers, qtbot):
    numbers.choose_row(0)
    numbers.show_rows(ROWS)
    with qtbot.waitSignal(numbers.asked) as told:
        numbers.choose_row(0)
    assert told.args[0].side is Side.MIDLINE
