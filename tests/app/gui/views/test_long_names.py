"""A name of any length leaves all controls where they can be pressed, on a small screen too."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from app.gui.viewmodels.patients import PatientsModel
from app.gui.views.main_window import MainWindow, Place, Screen
from app.gui.views.patients import PatientsView
from assessment.validation import MAX_CODE_LENGTH
from tests.app.gui.demo import add_demo
from tests.app.gui.widgets.test_elided_label import LONG

SMALL_PX = (1366, 768)
LENGTH = {"name": 300, "diagnosis": 300, "code": MAX_CODE_LENGTH}


@pytest.fixture
def window(qtbot, services, selection, palette):
    made = MainWindow(services, selection, palette)
    qtbot.addWidget(made)
    view = PatientsView(PatientsModel(services, selection), palette)
    made.add_screen(Screen(Place.PATIENTS, "Patients", view, needs_patient=False))
    made.go(Place.PATIENTS)
    made.resize(*SMALL_PX)
    made.show()
    return made


def choose(window, selection, library, patient):
    library.patients.update(patient)
    window._screens[Place.PATIENTS].widget._model.refresh()
    selection.choose_patient(patient)
    QApplication.processEvents()


def is_whole(widget, window):
    """Whether all of a widget is seen."""
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return window.rect().contains(place) and widget.visibleRegion().boundingRect() == widget.rect()


def controls(window):
    view = window._screens[Place.PATIENTS].widget
    card = view.card
    return {
        "new patient": view.new_button,
        "new visit": card.new_visit,
        "edit record": card.edit_record,
        "open visit": card.open_visit,
        "sides exchanged": card.exchange,
        "treatments": card.treatments,
        "side": window.head.side,
        "visit": window.head.visit_choice,
    }


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_nothing_is_pushed_off_the_screen(window, selection, library, direction):
    window.setLayoutDirection(direction)
    patient = add_demo(library, visits=1)
    for (kind, text), field in product(LONG.items(), ("name", "code", "diagnosis")):
        choose(
            window, selection, library, replace(patient, **{field: text.strip()[: LENGTH[field]]})
        )
        assert (window.width(), window.height()) == SMALL_PX
        card = window._screens[Place.PATIENTS].widget.card
        assert card.horizontalScrollBar().maximum() == 0, (kind, field)
        cut = [name for name, one in controls(window).items() if not is_whole(one, window)]
        assert not cut, (kind, field)


def test_head_card_and_list_have_the_whole_name(window, selection, library):
    patient = replace(add_demo(library, visits=0), name=LONG["one word"])
    choose(window, selection, library, patient)
    view = window._screens[Place.PATIENTS].widget
    for shown in (window.head.who, view.card._title):
        assert shown.shown.endswith("…")
        assert LONG["one word"] in shown.accessibleName()
    cell = view.table.model().index(0, 1)
    assert cell.data() == LONG["one word"]
    told = cell.data(Qt.ItemDataRole.ToolTipRole).replace("\u200b", "")
    assert told == f"<p>{LONG['one word']}</p>"


def test_a_long_code_leaves_room_for_the_name(window, selection, library):
    patient = replace(add_demo(library, visits=0), code="C" * MAX_CODE_LENGTH)
    choose(window, selection, library, patient)
    table = window._screens[Place.PATIENTS].widget.table
    assert table.columnWidth(1) > table.fontMetrics().horizontalAdvance("Demo Patient")
