from __future__ import annotations

import datetime as dt
import threading
from uuid import uuid4

import pytest

from app import removal
from app.capture.spool import SPOOL_FOLDER, unfinished_visits
from app.capture.steps import Phase
from app.exercise_video import ExerciseVideo
from app.gui.viewmodels.capture import CaptureModel, Stage
from app.gui.viewmodels.patients import PatientsModel
from assessment.records import Visit
from tests.app.gui.capture.scripted import ScriptedClock, ScriptedSource, SlowTracker


class SlowExaminer:
    """Stores an empty visit as soon as it is let go on."""

    def __init__(self):
        self.go_on = threading.Semaphore(0)
        self.examined = []

    def examine(self, library, patient, visit, videos, *, progress, cancel):
        while not self.go_on.acquire(timeout=0.05):
            cancel.check()
        cancel.check()
        self.examined.append(patient)
        library.add_visit(visit, [])
        return library.visits.find(visit.id)


@pytest.fixture
def examiner(services, monkeypatch):
    made = SlowExaminer()
    monkeypatch.setattr(services, "wait_for_examiner", lambda: made)
    yield made
    made.go_on.release(9)


@pytest.fixture
def patient(selection, add_patient):
    person = add_patient()
    selection.choose_patient(person)
    return person


@pytest.fixture
def clock():
    return ScriptedClock()


@pytest.fixture
def model(services, selection, patient, examiner, clock):
    services.choose(exercises=("rest", "smile_open"))
    made = CaptureModel(services, selection, clock=clock)
    yield made
    made.close()


@pytest.fixture
def rest_recorded(model, clock, qtbot):
    source = ScriptedSource(clock)
    model.record(source)
    source.push()
    session = model.session
    session.repetition_offered.connect(session.decline)
    session.confirm_side("Dr Example")
    session.begin(anyway=True)
    with qtbot.waitSignal(session.exercise_finished):
        while session.cue.exercise_id == "rest":
            clock.now_s += 0.1
            source.push()
            session.tick()
    return source


def test_another_patient_ends_the_recording_which_stays_with_its_own(
    model, rest_recorded, selection, patient, add_patient, library, qtbot
):
    other = add_patient("P-2")
    selection.choose_patient(other)
    assert model.stage is Stage.CHOOSING
    model.finish()
    assert model.unfinished() == ()
    selection.choose_patient(patient)
    qtbot.waitUntil(lambda: bool(model.unfinished()))
    (spool,) = model.unfinished()
    assert spool.recorded == ("rest",)
    selection.choose_patient(other)
    model.analyse(spool)
    assert not model.analysing
    assert library.visits.history(other.id) == ()


def test_a_change_of_the_same_patient_leaves_the_recording_alone(model, rest_recorded, services):
    services.changed.emit()
    assert model.session.cue.phase is Phase.INSTRUCTION


def test_a_second_analysis_is_told_and_can_be_cancelled_after_the_first(
    model, examiner, tmp_path, library, patient, qtbot
):
    path = tmp_path / "rest.mp4"
    path.touch()
    for _ in range(2):
        model.analyses.analyse_files((ExerciseVideo("rest", path),), "Dr Example")
    with qtbot.waitSignal(model.stored):
        examiner.go_on.release()
    qtbot.waitUntil(lambda: model.services.analyses.idle or model.analysing)
    assert model.analysing
    model.cancel_analysis()
    examiner.go_on.release()
    qtbot.waitUntil(lambda: not model.analysing)
    assert len(library.visits.history(patient.id)) == 1


def test_a_stored_visit_is_not_chosen_over_the_one_that_somebody_looks_at(
    model, examiner, tmp_path, library, selection, patient, services, qtbot
):
    looked_at = Visit(uuid4(), patient.id, dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
    library.add_visit(looked_at, [])
    services.changed.emit()
    path = tmp_path / "rest.mp4"
    path.touch()
    model.analyses.analyse_files((ExerciseVideo("rest", path),), "Dr Example")
    with qtbot.waitSignal(model.stored):
        examiner.go_on.release()
    assert len(selection.visits) == 2
    assert selection.visit.visit == looked_at


def test_a_visit_that_was_stored_before_a_crash_is_not_offered_again(
    model, rest_recorded, library, patient, services
):
    model.close()
    (spool,) = model.unfinished()
    library.add_visit(
        Visit(spool.draft.visit_id, patient.id, dt.datetime(2026, 1, 2, tzinfo=dt.UTC)), []
    )
    services.changed.emit()
    assert model.unfinished() == ()
    assert not spool.folder.exists()


@pytest.fixture
def busy(model, rest_recorded, qtbot):
    tracker = SlowTracker()
    model.session.set_tracker(tracker)
    rest_recorded.push()
    qtbot.waitUntil(tracker.entered.is_set)
    yield tracker
    tracker.go_on.set()


def test_whoever_finishes_does_not_wait_for_the_network(model, busy, examiner, patient, qtbot):
    model.finish()
    assert model.stage is Stage.CHOOSING
    assert model.analysing
    assert model.unfinished() == ()
    busy.go_on.set()
    examiner.go_on.release()
    with qtbot.waitSignal(model.stored) as stored:
        pass
    assert stored.args[0].visit.patient_id == patient.id


def test_who_leaves_is_offered_the_recordings_when_they_are_written(model, busy, qtbot):
    model.leave()
    assert model.unfinished() == ()
    busy.go_on.set()
    qtbot.waitUntil(lambda: bool(model.unfinished()))
    (spool,) = model.unfinished()
    assert spool.recorded == ("rest",)


def test_nothing_is_done_with_recordings_that_are_still_written(
    model, busy, clock, services, library, patient, qtbot
):
    spool = model.spool
    with qtbot.waitSignal(model.unfinished_changed):  # the row of a visit that goes on goes
        model.leave()
    model.analyse(spool)
    model.go_on(spool, ScriptedSource(clock))
    model.give_up(spool)
    assert not model.analysing
    assert model.stage is Stage.CHOOSING
    busy.go_on.set()
    qtbot.waitUntil(lambda: bool(model.unfinished()))
    assert model.unfinished()[0].recorded == ("rest",)


def test_the_analysis_of_a_visit_that_is_ending_can_be_cancelled(
    model, busy, library, patient, qtbot
):
    model.finish()
    assert model.so_far == (0.0, None, "")
    model.cancel_analysis()
    assert model.so_far is None
    assert not model.analysing
    busy.go_on.set()
    qtbot.waitUntil(lambda: bool(model.unfinished()))
    assert library.visits.history(patient.id) == ()


def test_an_analysis_is_told_and_cancelled_with_its_own_patient(
    model, examiner, tmp_path, selection, patient, add_patient, qtbot
):
    path = tmp_path / "rest.mp4"
    path.touch()
    model.analyses.analyse_files((ExerciseVideo("rest", path),), "Dr Example")
    selection.choose_patient(add_patient("P-2"))
    assert model.so_far is None
    model.cancel_analysis()
    assert model.analysing
    with qtbot.waitSignal(model.stored) as stored:
        examiner.go_on.release()
    assert stored.args[0].visit.patient_id == patient.id


def test_recordings_are_analysed_for_whom_they_show_whoever_is_chosen_meanwhile(
    model, busy, examiner, library, selection, patient, add_patient, qtbot
):
    model.finish()
    selection.choose_patient(other := add_patient("P-2"))
    busy.go_on.set()
    examiner.go_on.release()
    with qtbot.waitSignal(model.stored):
        pass
    assert len(library.visits.history(patient.id)) == 1
    assert library.visits.history(other.id) == ()


def test_a_patient_whose_recordings_are_still_written_is_not_deleted(
    model, busy, patient, library, services, selection, qtbot
):
    patients = PatientsModel(services, selection)
    model.finish()
    with qtbot.waitSignal(services.problem) as told:
        patients.remove_patient()
    assert "delete when it is done" in told.args[0]
    assert library.patients.all() == (patient,)


def test_a_patient_who_is_deleted_while_being_recorded_leaves_nothing_and_no_complaint(
    model, busy, library, services, selection, monkeypatch, qtbot
):
    patients = PatientsModel(services, selection)
    folder = model.spool.folder
    done = []
    remove = removal.remove_patient
    monkeypatch.setattr(removal, "remove_patient", lambda *a: (done.append("removed"), remove(*a)))
    model.session.ended.connect(lambda: done.append("written"))
    with qtbot.assertNotEmitted(services.problem):
        patients.remove_patient()
        busy.go_on.set()
        qtbot.waitUntil(lambda: services.idle)
    assert done == ["written", "removed"]
    assert library.patients.all() == ()
    assert not folder.exists()


def test_recordings_of_a_program_that_closes_while_a_visit_ends_are_kept(
    model, busy, services, patient, selection
):
    model.finish()
    busy.go_on.set()
    model.close()
    services.close()
    (spool,) = unfinished_visits(services.folder / SPOOL_FOLDER)
    assert spool.recorded == ("rest",)
