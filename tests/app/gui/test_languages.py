"""Whoever reads German finds no English in the window, and the other way round."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import product

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.gui.i18n import install_language
from app.gui.main import Program
from app.gui.viewmodels.review import ReviewState
from app.gui.views.main_window import Place
from app.preferences import load_preferences, save_preferences
from assessment.grades.forms import HOUSE_BRACKMANN, SCALES, SUNNYBROOK
from assessment.grades.grade import fill_in
from assessment.store.library import open_library
from tests.app.alike import ALLOWED, POINTED, WORD
from tests.app.gui.demo import add_demo
from tests.app.gui.reading import texts_in

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform

PATIENCE_MS, STEP_MS = 30_000, 10


class Walk:
    """Goes through all screens and dialogs of a program, but About: licences are English.

    Args:
        library: Holds the demo patient.
        folder: The data folder.
    """

    def __init__(self, library, folder):
        save_preferences(replace(load_preferences(folder), safety_read=True), folder)
        self._program = Program(QApplication.instance(), library, folder)
        self._program.window.show()
        self._program.selection.choose_patient(library.patients.all()[0])
        self._texts = set()

    @property
    def _window(self):
        return self._program.window

    def read(self, language):
        """All texts in a language."""
        before, self._texts = self._window, set()
        self._program.services.choose(language=language)
        _wait(lambda: self._window is not before)
        for place in Place:
            self._window.go(place)
            _wait(self._window._screens[place].widget.isVisible)
            self._look(place)
            self._note(self._window)
        self._open_dialogs()
        return self._texts

    def close(self):
        """End the program."""
        self._program.close()

    def _note(self, widget):
        self._texts |= texts_in(widget)

    def _view(self, place):
        return self._window._screens[place].widget.view

    def _look(self, place):
        """Wait until the screen shows something, and ask for what shows only when asked."""
        outcomes, review = self._program.outcomes, self._program.review
        if place is Place.REVIEW:
            _wait(lambda: review.state is ReviewState.READY)
            moved = next(row for row in review.rows if row.recording.exercise_id == "smile_open")
            review.choose(moved.recording.id)
            _wait(lambda: review.review is not None)
        elif place is Place.RESULTS:
            _wait(lambda: outcomes.results_model.sections)
            self._ask_numbers()
        elif place is Place.RECOVERY:
            model = outcomes.recovery_model
            _wait(lambda: model.choices)
            kinds = {one.key.partition("|")[0]: one.key for one in model.choices}
            model.choose(list(kinds.values()))
            self._note(self._window)
            self._view(place).show_two.click()
            _wait(lambda: outcomes.two_visits_model.sights is not None)

    def _ask_numbers(self):
        """Ask for one number of every kind."""
        view, table = self._view(Place.RESULTS), self._view(Place.RESULTS).details
        asked = set()
        for chosen in range(view.overview.rowCount()):
            view.overview.choose_row(chosen)
            self._note(table)
            for row, column in product(range(table.rowCount()), range(table.columnCount())):
                info = table.info_at(row, column)
                if info is not None and info.formula not in asked:
                    asked.add(info.formula)
                    view.card.show_info(info)
                    self._note(view.card)

    def _open_dialogs(self):
        doors, patients = self._program.doors, self._window._screens[Place.PATIENTS].widget
        grades = self._view(Place.RESULTS).grades
        for show in (
            *(partial(grades.enter, scale) for scale in SCALES.values()),
            *(doors.open_settings, doors.open_safety, doors.open_manual),
            *(patients.card.edit, partial(patients.card._enter_treatment, None)),
        ):
            show()
        for dialog in self._window.findChildren(QDialog):
            self._note(dialog)
            dialog.reject()


def _wait(condition):
    """Let the window work until it is so."""
    assert any(condition() or QTest.qWait(STEP_MS) for _ in range(PATIENCE_MS // STEP_MS))


@pytest.fixture(scope="module")
def walks(qapp, tmp_path_factory):
    """What is read in each language."""
    folder = tmp_path_factory.mktemp("library")
    with open_library(folder) as library:
        add_demo(library, visits=2)
        _grade(library)
        walk = Walk(library, folder)
        read = {
            one: {text.replace(str(folder), "") for text in walk.read(one)} for one in ("de", "en")
        }
        walk.close()
    install_language(qapp, "en")
    return read


def _grade(library):
    """Two grades that do not go together, so that the program has something to say."""
    (patient,) = library.patients.all()
    visit = library.visits.history(patient.id)[-1].visit
    kept = {"visit_id": visit.id, "rater": "R. R.", "taken_at": visit.taken_at}
    library.grades.add(fill_in(HOUSE_BRACKMANN, {"grade": "I"}, **kept))
    answers = {item.id: item.choices[0].key for item in SUNNYBROOK.items}
    library.grades.add(fill_in(SUNNYBROOK, answers, **kept))


def test_no_word_of_one_language_stands_in_the_other(walks):
    english, german = (
        {word.lower(): text for text in walks[one] for word in WORD.findall(text)}
        for one in ("en", "de")
    )
    left = (german.keys() & english.keys()) - ALLOWED
    assert {word: german[word] for word in left} == {}


def test_numbers_have_the_comma_of_the_language(walks):
    german, english = (
        {text for text in walks[one] if POINTED.search(text)} for one in ("de", "en")
    )
    assert german == {"Facial Nerve Grading System 2.0"}
    assert len(english) > len(german)
