"""First start, About and manual."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLabel, QPushButton

from app.gui.theme import DARK, LIGHT
from app.gui.viewmodels.demo import DemoModel
from app.gui.views import about
from app.gui.views.about import AboutDialog
from app.gui.views.demo_strip import DemoStrip
from app.gui.views.first_start import SafetyStatement
from app.gui.views.manual import ManualWindow
from assessment.intended_use import EMERGENCY, INTENDED_USE, RESEARCH_USE
from core.progress import Cancelled


@pytest.fixture
def manual(qtbot):
    made = ManualWindow(LIGHT)
    qtbot.addWidget(made)
    made.show()
    return made


def titles(manual):
    return [manual.contents.item(row).text() for row in range(manual.contents.count())]


def test_the_safety_statement_has_the_exact_words(qtbot):
    statement = SafetyStatement()
    qtbot.addWidget(statement)
    said = {one.text() for one in statement.findChildren(QLabel)}
    assert {RESEARCH_USE, INTENDED_USE, EMERGENCY} <= said


def test_no_sentence_of_it_is_cut_off_on_a_small_screen(qtbot):
    statement = SafetyStatement()
    qtbot.addWidget(statement)
    statement.open()
    statement.resize(statement.width(), 100)
    for one in statement.findChildren(QLabel):
        assert one.height() >= one.heightForWidth(one.width()), one.text()


@pytest.mark.parametrize("wanted", [True, False])
def test_reading_it_says_whether_the_demo_patient_is_wanted(qtbot, wanted):
    statement = SafetyStatement()
    qtbot.addWidget(statement)
    statement.open()
    statement.demo.setChecked(wanted)
    with qtbot.waitSignal(statement.read) as told:
        qtbot.mouseClick(statement.done_button, Qt.MouseButton.LeftButton)
    assert told.args == [wanted]


def test_closing_it_is_not_reading_it(qtbot):
    statement = SafetyStatement()
    qtbot.addWidget(statement)
    statement.open()
    with qtbot.assertNotEmitted(statement.read):
        statement.reject()


def test_about_says_what_the_program_is_for_and_made_of(qtbot, tmp_path, monkeypatch):
    dialog = AboutDialog(tmp_path)
    qtbot.addWidget(dialog)
    said = dialog.text.toPlainText()
    assert INTENDED_USE in said
    assert "numpy" in said
    assert "GNU General Public License" in said
    assert "pf-net" in said.lower()
    opened = []
    monkeypatch.setattr(about, "open_folder", opened.append)
    logs = next(one for one in dialog.findChildren(QPushButton) if "log folder" in one.text())
    logs.click()
    assert opened == [tmp_path / "logs"]


def test_the_manual_opens_at_the_first_page_with_all_in_the_contents(manual):
    assert len(titles(manual)) == 9
    assert manual.text.toPlainText().startswith("A first visit")
    assert manual.nothing.isHidden()


def test_search_narrows_the_contents_and_marks_the_place(qtbot, manual):
    qtbot.keyClicks(manual.search, "withdrawn")
    assert titles(manual) == ["Privacy"]
    assert manual.text.textCursor().selectedText() == "withdrawn"
    qtbot.keyClicks(manual.search, "xyz")
    assert titles(manual) == []
    assert not manual.nothing.isHidden()
    manual.search.clear()
    assert len(titles(manual)) == 9


def test_the_next_place_follows_and_the_first_again_after_the_last(qtbot, manual):
    qtbot.keyClicks(manual.search, "the")
    places = []
    for _ in range(60):
        places.append(manual.text.textCursor().position())
        qtbot.keyPress(manual.search, Qt.Key.Key_Return)
    assert len(set(places)) > 1
    assert places.count(places[0]) > 1


def test_links_lead_to_pages_and_never_out(manual):
    manual.text.anchorClicked.emit(QUrl("03-sides.md"))
    assert manual.text.toPlainText().startswith("Left and right")
    manual.text.anchorClicked.emit(QUrl("https://example.org/"))
    assert manual.text.toPlainText().startswith("Left and right")


def test_pictures_are_found(manual):
    manual.contents.setCurrentRow(2)
    image = QUrl("../pictures/sides.svg")
    assert not manual.text.document().resource(2, image).isNull()


def colours_of(manual):
    """Those of the diagram of the sides: its ground, and both sides' lines."""
    picture = manual.text.document().resource(2, QUrl("../pictures/sides.svg"))
    return {picture.pixelColor(x, y).name() for x, y in ((20, 20), (222, 113), (378, 113))}


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_diagrams_have_the_colours_of_the_window(qtbot, palette):
    manual = ManualWindow(palette)
    qtbot.addWidget(manual)
    manual.contents.setCurrentRow(2)
    assert colours_of(manual) == {palette.card, palette.right, palette.left}


def test_the_strip_shows_itself_while_demo_visits_are_analysed(
    qtbot, services, selection, monkeypatch
):
    model = DemoModel(services, selection)
    strip = DemoStrip(model)
    qtbot.addWidget(strip)
    assert strip.isHidden()
    stopped = threading.Event()

    def wait_until_stopped():
        stopped.wait(20)
        raise Cancelled

    monkeypatch.setattr(services, "wait_for_examiner", wait_until_stopped)
    model.add()
    assert not strip.isHidden()
    assert strip.text.text() == "Demo patient: analysing visit 1 of 5"
    strip._follow_share(0.25)
    assert strip.bar.value() == 250
    strip.stop.click()
    stopped.set()
    qtbot.waitUntil(strip.isHidden)
