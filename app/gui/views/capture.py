"""The screen of a new visit: the choice of a camera, then the recording."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QMessageBox, QStackedWidget, QWidget

from app.gui.capture.session import CaptureSession
from app.gui.theme import Palette
from app.gui.viewmodels.capture import CaptureModel, Stage
from app.gui.views.capture_running import CaptureRunning
from app.gui.views.capture_start import CaptureStart
from app.gui.views.patient_screen import PatientScreen


def may_leave_capture(window: QWidget, model: CaptureModel) -> bool:
    """Ask whether the program may be closed while a visit is recorded or analysed."""
    if model.holds_recordings:
        title = QCoreApplication.translate("CaptureView", "A visit is being recorded")
    else:
        title = QCoreApplication.translate("CaptureView", "A visit is being analysed")
    answer = QMessageBox.question(
        window,
        title,
        QCoreApplication.translate(
            "CaptureView",
            "What was recorded here is kept, and offered again under Capture when its patient is "
            "chosen; an analysis is broken off. Close now?",
        ),
        QMessageBox.StandardButton.Close | QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Cancel,
    )
    return answer is QMessageBox.StandardButton.Close


class CaptureView(QStackedWidget):
    """Follows the stage of the capture.

    Args:
        model: The capture.
        palette: Colours.
        parent: Owner.
    """

    def __init__(
        self, model: CaptureModel, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._palette = model, palette
        self.patient_screen: PatientScreen | None = None
        self.start = CaptureStart(model)
        self.running = CaptureRunning(model, palette)
        self.addWidget(self.start)
        self.addWidget(self.running)
        model.stage_changed.connect(self._follow_stage)
        self._follow_stage()  # a session goes on when the window is built anew

    @Slot()
    def _follow_stage(self) -> None:
        session = self._model.session
        if self._model.stage is Stage.RECORDING and session is not None:
            self.running.bind(session)
            self.setCurrentWidget(self.running)
            self._open_patient_screen(session)
        else:
            self.running.release()
            self.setCurrentWidget(self.start)
            self._close_patient_screen()

    def _open_patient_screen(self, session: CaptureSession) -> None:
        chosen = self._model.services.preferences.patient_screen
        if chosen:
            self.patient_screen = PatientScreen(self._palette)
            self.patient_screen.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
            self.destroyed.connect(self.patient_screen.deleteLater)
            self.patient_screen.bind(session)
            self.patient_screen.open_on(chosen)

    def _close_patient_screen(self) -> None:
        if self.patient_screen is not None:
            self.patient_screen.close()
            self.patient_screen.deleteLater()
            self.patient_screen = None
