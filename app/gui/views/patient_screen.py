"""A second window for the patient: when not to wait, then what to do, large, and nothing else."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capture.cues import Cue
from app.capture.steps import Phase
from app.gui import words
from app.gui.capture.live import LivePicture
from app.gui.capture.session import CaptureSession
from app.gui.theme import Palette
from app.gui.widgets.cue_panel import CuePanel
from app.gui.widgets.live_preview import LivePreview
from app.gui.widgets.parts import card, label
from assessment.intended_use import EMERGENCY, INTENDED_USE, RESEARCH_USE

_PICTURE_SHARE = 2
_WORDS_SHARE = 3
_NOTICE_PT = 20
_SMALL_PT = 13


class PatientScreen(QWidget):
    """Shows the cue and, small, the patient in the mirror.

    What is an emergency and what the program is for is read until the first exercise begins
    (clinical.md 1.2); then nothing distracts from the exercises.

    Args:
        palette: Colours.
    """

    def __init__(self, palette: Palette) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Hemiface - for the patient"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(f"PatientScreen {{ background: {palette.window}; }}")
        self.panel = CuePanel(time.monotonic, large=True)
        self.preview = LivePreview(palette)
        emergency, purpose = (label(words.catalogue(one)) for one in (EMERGENCY, INTENDED_USE))
        self.notice = card(emergency, purpose)
        research = label(words.catalogue(RESEARCH_USE), "muted")
        for text, size_pt, weight in (
            (emergency, _NOTICE_PT, 600),
            (purpose, _SMALL_PT, 400),
            (research, _SMALL_PT, 400),
        ):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setStyleSheet(f"font-size: {size_pt}pt; font-weight: {weight};")
        layout = QVBoxLayout(self)
        layout.addWidget(self.preview, _PICTURE_SHARE)
        layout.addWidget(self.panel, _WORDS_SHARE)
        layout.addWidget(self.notice)
        layout.addWidget(research)

    def bind(self, session: CaptureSession) -> None:
        """Follow a session."""
        session.cue_changed.connect(self.show_cue)
        session.live_picture.connect(self._show_picture)
        self.show_cue(session.cue)

    @Slot(object)
    def _show_picture(self, picture: LivePicture) -> None:
        self.preview.show_image(picture.image)

    @Slot(object)
    def show_cue(self, cue: Cue) -> None:
        """Show the newest cue; the first that is more than an instruction ends the notice."""
        self.panel.show_cue(cue)
        if cue.phase is not Phase.INSTRUCTION:
            self.notice.hide()

    def open_on(self, screen_name: str) -> None:
        """Fill the screen of this name; an ordinary window when it is not there."""
        for screen in QGuiApplication.screens():
            if screen.name() == screen_name:
                self.setGeometry(screen.geometry())
                self.showFullScreen()
                return
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape leaves the full screen."""
        if event.key() == Qt.Key.Key_Escape:
            self.showNormal()
        else:
            super().keyPressEvent(event)
