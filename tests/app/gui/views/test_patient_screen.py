from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage

from app.capture.guide import Guide
from app.capture.steps import Phase
from app.gui.capture.live import LivePicture
from app.gui.views.patient_screen import PatientScreen
from assessment.intended_use import EMERGENCY, INTENDED_USE, RESEARCH_USE


class Session(QObject):
    """The cues of a real guide, whose time the test tells."""

    cue_changed = Signal(object)
    live_picture = Signal(object)

    def __init__(self, exercise_id):
        super().__init__()
        self.guide = Guide((exercise_id,))
        self.guide.start()
        self.now_s = 0.0

    @property
    def cue(self):
        return self.guide.cue

    def begin(self):
        self.guide.begin(self.now_s)
        self.cue_changed.emit(self.cue)

    def run_to(self, phase):
        while self.cue.phase is not phase:
            self.now_s += 0.1
            if self.guide.tick(self.now_s):
                self.cue_changed.emit(self.cue)


@pytest.fixture
def session(qapp):
    return Session("smile_open")


@pytest.fixture
def screen(qtbot, palette, session):
    made = PatientScreen(palette)
    qtbot.addWidget(made)
    made.bind(session)
    made.resize(1366, 768)
    made.show()
    return made


def texts(screen):
    labels = (one for one in screen.findChildren(QObject) if hasattr(one, "wordWrap"))
    return [one.text() for one in labels if one.isVisible()]


def test_emergency_and_intended_use_are_read_until_the_first_exercise_begins(screen, session):
    assert {EMERGENCY, INTENDED_USE, RESEARCH_USE} <= set(texts(screen))
    session.begin()
    assert EMERGENCY not in texts(screen)
    assert RESEARCH_USE in texts(screen)
    session.run_to(Phase.FINISHED)
    assert EMERGENCY not in texts(screen)


def test_the_screen_shows_what_the_patient_is_asked(screen, session):
    assert session.cue.text in texts(screen)
    session.begin()
    assert screen.panel.count.text() == "3"
    session.run_to(Phase.HOLD)
    assert screen.panel.words.text() == "Hold"
    session.run_to(Phase.FINISHED)
    assert screen.panel.words.text() == "Thank you, that is all"


@pytest.mark.parametrize("phase", [Phase.INSTRUCTION, Phase.COUNTDOWN, Phase.HOLD])
def test_nothing_is_cut_off_on_a_small_screen(screen, session, phase):
    if phase is not Phase.INSTRUCTION:
        session.begin()
        session.run_to(phase)
    screen.layout().activate()
    for one in screen.findChildren(QObject):
        if hasattr(one, "wordWrap") and one.isVisible() and one.text():
            assert one.height() >= one.heightForWidth(one.width())


def test_the_patient_is_seen_small(screen, session):
    picture = QImage(64, 48, QImage.Format.Format_RGB888)
    picture.fill(QColor("red"))
    session.live_picture.emit(LivePicture(picture, None))
    shown = screen.preview.grab().toImage()
    middle = QColor(shown.pixel(shown.width() // 2, shown.height() // 2))
    assert (middle.red(), middle.green()) == (255, 0)


def test_it_fills_the_chosen_screen_and_escape_leaves_that(qtbot, palette):
    made = PatientScreen(palette)
    qtbot.addWidget(made)
    made.open_on(QGuiApplication.primaryScreen().name())
    assert made.isFullScreen()
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isFullScreen()
    assert made.isVisible()


def test_without_the_chosen_screen_it_is_an_ordinary_window(qtbot, palette):
    made = PatientScreen(palette)
    qtbot.addWidget(made)
    made.open_on("HDMI-9")
    assert made.isVisible()
    assert not made.isFullScreen()
