"""A second window for the patient: what to do, large, and nothing else."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.capture.session import CaptureSession
from app.gui.theme import Palette
from app.gui.widgets.cue_panel import CuePanel
from app.gui.widgets.live_preview import LivePreview

_PICTURE_SHARE = 2
_WORDS_SHARE = 3


class PatientScreen(QWidget):
    """Shows the cue and, small, the patient in the mirror.

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
        layout = QVBoxLayout(self)
        layout.addWidget(self.preview, _PICTURE_SHARE)
        layout.addWidget(self.panel, _WORDS_SHARE)

    def bind(self, session: CaptureSession) -> None:
        """Follow a session."""
        session.cue_changed.connect(self.panel.show_cue)
        session.preview_frame.connect(self.preview.show_image)
        self.panel.show_cue(session.cue)

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
