"""Tells how the window answers while it records and analyses, for `hemiface bench window`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, TextIO

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app import timing
from app.bench.synthetic_camera import SyntheticCamera
from app.capture.steps import Phase
from app.demo import demo_folders, demo_patient
from app.exercise_video import ExerciseVideo
from app.gui.heartbeat import Heartbeat
from app.gui.start_time import tell
from app.gui.views.main_window import Place
from assessment.protocol import REST_ID

if TYPE_CHECKING:  # it makes this object
    from app.gui.capture.recording import RecordingState, Written
    from app.gui.capture.session import CaptureSession
    from app.gui.main import Program
    from assessment.examination import Examination

_DRAWN_MS: Final = 200
"""After which curves that are known have been drawn."""
_SOMEBODY: Final = "the benchmark"


class WorkTime(QObject):
    """Records the protocol from a synthetic camera, analyses a clip meanwhile, tells, and leaves.

    From the opening of the capture screen over that of the review to the end of the recording a
    beat tells how long the event loop did not come round at the longest. One JSON line says so, or
    the process ends without it.

    Args:
        program: The program, with an empty library.
        out: Where the line goes.
    """

    def __init__(self, program: Program, out: TextIO) -> None:
        super().__init__(program.window)
        self._program, self._out = program, out
        self._heartbeat = Heartbeat(self)
        self._clip = demo_folders()[0] / f"{REST_ID}.mp4"
        self._session: CaptureSession | None = None
        self._written: Written | None = None
        self._began_s: float | None = None
        self._duration_s = 0.0
        self._followed_count = 0
        program.services.examiner_ready.connect(self._begin)

    @Slot()
    def _begin(self) -> None:
        """As soon as the program has done what it does when the network is there."""
        QTimer.singleShot(_DRAWN_MS, self._open_session)

    @Slot()
    def _open_session(self) -> None:
        program, patient = self._program, demo_patient()
        program.services.library.patients.add(patient)
        program.services.changed.emit()
        program.selection.choose_patient(patient)
        camera = SyntheticCamera(self._clip)
        self._heartbeat.restart()
        program.window.go(Place.CAPTURE)
        program.capture.stored.connect(self._review)
        program.capture.record(camera)
        session = self._session = program.capture.session
        if session is None:
            raise RuntimeError("an empty library takes a recording")
        session.confirm_side(_SOMEBODY)
        session.repetition_offered.connect(session.decline)
        session.recording_state.connect(self._follow_state)
        session.reading.connect(self._follow)

    @Slot(object)
    def _follow(self) -> None:
        """Begin each exercise once the camera gives pictures, and the analysis with the first."""
        session, self._followed_count = self._session, self._followed_count + 1
        if session is None:
            return
        if session.cue.phase is Phase.INSTRUCTION:
            session.begin(anyway=True)
        if session.cue.phase.records and self._began_s is None:
            self._began_s, self._followed_count = time.perf_counter(), 0
            self._program.capture.analyses.analyse_files(
                (ExerciseVideo(REST_ID, self._clip),), _SOMEBODY
            )

    @Slot(object)
    def _follow_state(self, state: RecordingState) -> None:
        if state.written.rate_hz is not None:  # a take of one picture has no rate
            self._written = state.written

    @Slot(object)
    def _review(self, stored: Examination) -> None:
        """Look at the visit, and tell when its pictures and curves are there."""
        if self._began_s is None:
            raise RuntimeError("an analysis was stored before anything was recorded")
        self._duration_s = time.perf_counter() - self._began_s
        self._program.selection.choose_visit(stored.visit.id)
        self._program.window.go(Place.REVIEW)
        self._program.review.measured.connect(self._follow_review)

    @Slot()
    def _follow_review(self) -> None:
        review = self._program.review
        if review.review is not None:
            review.measured.disconnect(self._follow_review)
            QTimer.singleShot(_DRAWN_MS, self._leave_recording)

    @Slot()
    def _leave_recording(self) -> None:
        capture = self._program.capture
        if capture.session is None:
            raise RuntimeError("the recording ended before the review was there")
        capture.session.ended.connect(self._tell)
        capture.leave()

    @Slot()
    def _tell(self) -> None:
        self._heartbeat.beat()  # the end of the recording counts too
        written, duration_s = self._written, self._duration_s
        if written is None:
            raise RuntimeError("there is a visit before anything was recorded")
        tell(
            self._out,
            {
                timing.AT: timing.WORKED,
                timing.DURATION_S: duration_s,
                timing.STALL_MS: self._heartbeat.longest_ms,
                timing.OWN_STALL_MS: self._heartbeat.own_ms,
                timing.LONG_STALLS: self._heartbeat.long_count,
                timing.FOLLOWED_HZ: self._followed_count / duration_s,
                timing.RECORDED_HZ: written.rate_hz,
                timing.DROPPED: written.dropped_count,
            },
        )
        QApplication.closeAllWindows()
