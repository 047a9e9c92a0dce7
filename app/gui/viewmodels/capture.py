"""Recording a visit: from the choice of a camera to the stored visit."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.capture.cues import Cue
from app.capture.draft import Draft
from app.capture.formats import CameraFormat
from app.capture.spool import SPOOL_FOLDER, Spool, create_spool, unfinished_visits
from app.capture.steps import Phase
from app.gui import words
from app.gui.capture.cameras import Camera, CameraInUse, CameraList
from app.gui.capture.session import CaptureSession
from app.gui.capture.source import CameraSource, FileSource, PictureSource
from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.viewmodels.visit_analyses import VisitAnalyses
from app.visit_facts import VisitFacts
from app.visit_from_capture import let_go
from assessment.protocol import EXERCISES, EXPRESSION_RATE_HZ
from assessment.records import Patient
from core.errors import KnownError


class Stage(StrEnum):
    """Where the capture of a visit stands."""

    CHOOSING = "choosing"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True, eq=False)
class _Ending:
    """A session that was left, whose recordings are still being written.

    Attributes:
        session: The session.
        spool: Its recordings.
        patient: For whom they are analysed then; None: they are offered again.
    """

    session: CaptureSession
    spool: Spool
    patient: Patient | None


class CaptureModel(QObject):
    """The capture of one visit, and the visits that were not finished.

    Args:
        services: Library, network, choices.
        selection: Whose visit it is.
        clock: Monotonic time, which sources put their pictures on.
        parent: Owner.

    Signals:
        stage_changed: A session began or ended.
        cameras_changed: A camera was plugged in or out.
        unfinished_changed: There are other unfinished visits than before.
        analysis_changed: An analysis began, went on or ended.
        stored: An `Examination` was stored as a visit.
    """

    stage_changed = Signal()
    cameras_changed = Signal()
    unfinished_changed = Signal()
    analysis_changed = Signal()
    stored = Signal(object)

    def __init__(
        self,
        services: Services,
        selection: Selection,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.services, self.selection, self._clock = services, selection, clock
        self._cameras = CameraList(self)
        self._cameras.changed.connect(self.cameras_changed)
        self._session: CaptureSession | None = None
        self._spool: Spool | None = None
        self._camera: CameraInUse | None = None
        self._ending: list[_Ending] = []
        self.analyses = VisitAnalyses(services, selection, self)
        self.analyses.changed.connect(self.analysis_changed)
        self.analyses.recordings_changed.connect(self.unfinished_changed)
        self.analyses.stored.connect(self.stored)
        services.examiner_ready.connect(self._follow_face)
        selection.changed.connect(self._leave_other_patient)

    @property
    def stage(self) -> Stage:
        """Whether a session is under way."""
        return Stage.CHOOSING if self._session is None else Stage.RECORDING

    @property
    def session(self) -> CaptureSession | None:
        """The session under way."""
        return self._session

    @property
    def spool(self) -> Spool | None:
        """The recordings of the session under way."""
        return self._spool

    @property
    def holds_recordings(self) -> bool:
        """A session is under way in which something was recorded or skipped."""
        return self._spool is not None and not self._spool.is_empty

    @property
    def blink_rate_hz(self) -> float | None:
        """The rate in which blinks are recorded, None where the camera is too slow for them."""
        return self._camera.blink_rate_hz if self._camera else None

    @property
    def analysing(self) -> bool:
        """Something of a patient is being analysed, or will be as soon as it is written."""
        return self.analyses.busy or any(one.patient for one in self._ending)

    @property
    def so_far(self) -> tuple[float, float | None, str] | None:
        """How far the chosen patient's analysis is, see `Task.so_far`; None: there is none."""
        patient = self.selection.patient
        if patient is None:
            return None
        task = self.analyses.first_of(patient.id)
        if task is not None:
            return task.so_far
        ending = any(one.patient and one.patient.id == patient.id for one in self._ending)
        return (0.0, None, "") if ending else None

    def cameras(self) -> tuple[Camera, ...]:
        """The cameras plugged in, the one used last first."""
        kept = self.services.preferences.camera_id
        return tuple(sorted(self._cameras.cameras(), key=lambda one: one.id != kept))

    def unfinished(self) -> tuple[Spool, ...]:
        """Visits of the chosen patient that were recorded but not stored."""
        patient = self.selection.patient
        if patient is None:
            return ()
        try:
            found = unfinished_visits(self.services.folder / SPOOL_FOLDER)
        except KnownError as error:
            self.services.problem.emit(words.problem(error))
            return ()
        of_patient = [
            one for one in found if one.draft.patient_id == patient.id and not self._is_in_use(one)
        ]
        stored = {one.visit.id for one in self.selection.visits}
        for one in of_patient:
            if one.draft.visit_id in stored:  # the program was killed before it could let go
                let_go(one)
        return tuple(one for one in of_patient if one.draft.visit_id not in stored)

    def _is_in_use(self, spool: Spool) -> bool:
        """It is being recorded, still written, or analysed."""
        spools = [one.spool for one in self._ending] + ([self._spool] if self._spool else [])
        return spool.folder in self.analyses.folders | {one.folder for one in spools}

    def record_with(
        self, camera: Camera, chosen: CameraFormat | None, facts: VisitFacts | None = None
    ) -> None:
        """Begin a visit with a camera and remember the choice."""
        self.record(self._source_of(camera, chosen), facts)

    def rehearse_with(self, path: Path, facts: VisitFacts | None = None) -> None:
        """Begin a visit with a video in place of a camera."""
        self._camera = None
        self.record(FileSource(path), facts)

    def record(self, source: PictureSource, facts: VisitFacts | None = None) -> None:
        """Begin a visit of the chosen patient.

        Args:
            source: The pictures.
            facts: What is known of the visit; None: only who examines as a rule.
        """
        patient = self.selection.patient
        if patient is None or self._session is not None:
            return
        known = facts or VisitFacts(self.services.preferences.examiner)
        draft = Draft(
            patient_id=patient.id,
            started_at=dt.datetime.now().astimezone(),
            exercise_ids=self.services.preferences.exercises,
            examiner=known.examiner,
            site=known.site,
            camera=source.name,
            distance_m=known.distance_m,
        )
        try:
            spool = create_spool(self.services.folder / SPOOL_FOLDER, draft)
        except KnownError as error:
            self.services.problem.emit(words.problem(error))
            return
        self._open(source, spool)

    def go_on_with(self, spool: Spool, camera: Camera, chosen: CameraFormat | None) -> None:
        """Go on with a visit that was not finished, and remember the choice."""
        self.go_on(spool, self._source_of(camera, chosen))

    def go_on(self, spool: Spool, source: PictureSource) -> None:
        """Go on with a visit that was not finished, unless something is being done with it."""
        free = self._session is None and not self._is_in_use(spool)
        if free and self._told(lambda: self._take_up(spool, source)):
            self._open(source, spool)

    @staticmethod
    def _take_up(spool: Spool, source: PictureSource) -> None:
        spool.adopt_open_take()
        spool.add_camera(source.name)

    def give_up(self, spool: Spool) -> None:
        """Delete an unfinished visit, unless something is being done with it."""
        if not self._is_in_use(spool):
            self._told(spool.remove)
        self.unfinished_changed.emit()

    def leave(self) -> None:
        """End the session; what was recorded is offered again."""
        self._end_session(None)

    def finish(self) -> None:
        """End the session and analyse what was recorded."""
        self._end_session(self.selection.patient)

    def close(self) -> None:
        """End the session and wait for it: nothing goes on behind it."""
        self.leave()
        for session in [one.session for one in self._ending]:
            session.wait()

    def _end_session(self, patient: Patient | None) -> None:
        """Let the session end, and go on, see `_Ending`, when all it recorded is written."""
        session, spool = self._session, self._spool
        self._session = self._spool = self._camera = None
        if session is None or spool is None:
            return
        self._ending.append(_Ending(session, spool, patient))
        self.services.note_writing(1)
        session.cue_changed.disconnect(self._choose_rate)
        session.ended.connect(self._take_end)
        session.leave()
        self.unfinished_changed.emit()
        self.stage_changed.emit()
        self.analysis_changed.emit()

    @Slot()
    def _take_end(self) -> None:
        ended = next(one for one in self._ending if one.session is self.sender())
        self._ending.remove(ended)
        ended.session.deleteLater()
        try:
            if ended.spool.is_empty:
                self._told(ended.spool.remove)
            elif ended.patient is not None:
                self._analyse(ended.spool, ended.patient)
        finally:
            self.services.note_writing(-1)
        self.analysis_changed.emit()
        self.unfinished_changed.emit()

    def analyse(self, spool: Spool) -> None:
        """Analyse and store an unfinished visit as it is, for the patient whom it shows.

        Nothing happens while something else is being done with it.
        """
        patient = self.selection.patient
        known = patient is not None and patient.id == spool.draft.patient_id
        if patient is not None and known and not self._is_in_use(spool):
            self._analyse(spool, patient)

    def _analyse(self, spool: Spool, patient: Patient) -> None:
        if self._told(spool.adopt_open_take):
            self.analyses.analyse_recordings(spool, patient)

    @Slot()
    def cancel_analysis(self) -> None:
        """Stop the chosen patient's analysis that `so_far` tells of; the recordings stay."""
        patient = self.selection.patient
        if patient is None:
            return
        task = self.analyses.first_of(patient.id)
        if task is not None:
            task.cancel()
            return
        for number, one in enumerate(self._ending):
            if one.patient is not None and one.patient.id == patient.id:
                self._ending[number] = replace(one, patient=None)
        self.analysis_changed.emit()

    def _source_of(self, camera: Camera, chosen: CameraFormat | None) -> PictureSource:
        self.services.choose(camera_id=camera.id, camera_format=chosen.key if chosen else "")
        self._camera = CameraInUse(camera, chosen, chosen)
        return CameraSource(camera, chosen)

    def _open(self, source: PictureSource, spool: Spool) -> None:
        self._spool = spool
        self._session = CaptureSession(
            source,
            spool,
            clock=self._clock,
            fastest_rate_hz=self.blink_rate_hz or EXPRESSION_RATE_HZ,
            parent=self,
        )
        self._session.problem.connect(self._tell)
        self._session.cue_changed.connect(self._choose_rate)
        self._follow_face()
        self._session.start()
        self.unfinished_changed.emit()
        self.stage_changed.emit()

    @Slot()
    def _leave_other_patient(self) -> None:
        """A recording goes on with the patient it is of in view, lest it shows somebody else."""
        patient, spool = self.selection.patient, self._spool
        if spool is not None and (patient is None or patient.id != spool.draft.patient_id):
            self.leave()

    @Slot()
    def _follow_face(self) -> None:
        if self._session is not None and self.services.examiner is not None:
            self._session.set_tracker(self.services.examiner.live_tracker())

    @Slot(object)
    def _choose_rate(self, cue: Cue) -> None:
        camera, session = self._camera, self._session
        exercise = EXERCISES.get(cue.exercise_id)
        if camera is None or session is None or exercise is None:
            return
        wanted = camera.format_for(exercise)
        if cue.phase is Phase.INSTRUCTION and wanted != camera.current:
            self._camera = replace(camera, current=wanted)
            session.change_source(CameraSource(camera.camera, wanted))

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self.services.problem.emit(words.catalogue(sentence))

    def _told(self, change: Callable[[], None]) -> bool:
        """Whether `change` worked; otherwise the sentence is shown."""
        try:
            change()
        except KnownError as error:
            self.services.problem.emit(words.problem(error))
            return False
        return True
