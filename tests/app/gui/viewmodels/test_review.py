from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from app.gui.viewmodels.review import ReviewModel, ReviewState
from app.reanalysis import change_mirroring
from assessment.records import Visit
from core.errors import StoreError
from core.landmarks import COMMISSURE

RIGHT_CORNER, LEFT_CORNER = COMMISSURE
FRAME = 17


@pytest.fixture
def patient(add_patient):
    return add_patient()


@pytest.fixture
def examination(patient, add_visit):
    return add_visit(patient)


@pytest.fixture
def model(services, selection):
    services.choose(examiner="Dr Weber")
    made = ReviewModel(services, selection)
    yield made
    made.close()


@pytest.fixture
def ready(model, selection, patient, examination, qtbot):
    """The model with the smile of the visit open and measured."""
    model.watch()
    selection.choose_patient(patient)
    qtbot.waitUntil(lambda: model.state is ReviewState.READY)
    model.choose(examination.recordings[1].id)
    qtbot.waitUntil(lambda: model.review is not None)
    return model


def ratio(trial):
    return next(
        one.estimate.value
        for one in trial.indices
        if (one.index_id, one.subject) == ("excursion_ratio", "MC")
    )


def move_corner(model, by_px=25.0):
    x_px, y_px = model.drawn.points_px[LEFT_CORNER]
    model.corrections.place(model.player.shown_frame, LEFT_CORNER, x_px, y_px - by_px)


def test_nothing_is_read_before_somebody_looks(model, selection, patient, examination, qtbot):
    selection.choose_patient(patient)
    assert model.state is ReviewState.NO_VISIT
    model.watch()
    assert model.state is ReviewState.LOADING
    qtbot.waitUntil(lambda: model.state is ReviewState.READY)
    assert [row.recording.exercise_id for row in model.rows] == ["rest", "smile_open"]
    assert model.recording == examination.recordings[0]


def test_what_is_measured_at_once_is_what_is_stored(ready):
    # What is stored was measured before the landmarks were rounded to be stored.
    assert ratio(ready.review.trial) == pytest.approx(ratio(ready.stored_trial), abs=0.01)
    assert ready.review.trial.repetitions == ready.stored_trial.repetitions
    assert len(ready.review.marks) == len(ready.stored_trial.repetitions) == 3


def test_the_landmarks_are_those_of_the_picture(ready, library, examination, qtbot):
    ready.player.go(FRAME)
    qtbot.waitUntil(lambda: ready.player.shown_frame == FRAME)
    stored = library.visits.landmarks(examination.latest.id)[1]
    assert ready.drawn.points_px.tolist() == stored.points_px[FRAME, :, :2].tolist()


def test_a_correction_is_measured_at_once_and_undone_as_well(ready, qtbot):
    ready.player.go(FRAME)
    before = ready.review
    with qtbot.waitSignal(ready.measured):
        move_corner(ready)
    qtbot.waitUntil(lambda: ratio(ready.review.trial) != ratio(before.trial))
    assert ready.unsaved == 1
    assert [row.unsaved for row in ready.rows] == [0, 1]
    ready.corrections.undo()
    qtbot.waitUntil(lambda: ready.review.trial == before.trial)


def test_saving_keeps_a_further_analysis_beside_the_first(
    ready, library, examination, services, qtbot
):
    ready.player.go(FRAME)
    move_corner(ready)
    with qtbot.waitSignal(services.changed):
        ready.save()
    stored = library.visits.find(examination.visit.id)
    assert len(stored.analyses) == 2
    assert stored.latest.corrected_by == ("Dr Weber",)
    assert stored.analyses[0].id == examination.latest.id
    qtbot.waitUntil(lambda: ready.unsaved == 0 and ready.review is not None)
    assert ready.review.trial.measures == stored.latest.result.trials[1].measures
    assert ready.unsaved == 0
    assert ready.recording == examination.recordings[1]
    assert ready.player.frame == FRAME
    assert ready.corrections.history[0].saved


def test_what_cannot_be_saved_is_told_and_stays(ready, services, library, monkeypatch, qtbot):
    ready.player.go(FRAME)
    move_corner(ready)
    library.revisions._engine.dispose()
    monkeypatch.setattr(library.revisions, "apply", _fail)
    with qtbot.waitSignal(services.problem) as told:
        ready.save()
    assert told.args == ["The disk is full."]
    assert ready.unsaved == 1
    assert not ready.corrections.locked


def _fail(_revision):
    from core.errors import StoreError

    raise StoreError("The disk is full.")


def test_an_edited_rest_changes_the_other_clips_too(ready, examination, qtbot):
    before = ready.review.curves[0].left
    ready.choose(examination.recordings[0].id)
    qtbot.waitUntil(lambda: ready.review is not None)
    ready.corrections.reach_frames = 60
    ready.player.go(30)
    qtbot.waitUntil(lambda: ready.player.shown_frame == 30)
    move_corner(ready)
    ready.choose(examination.recordings[1].id)
    qtbot.waitUntil(lambda: ready.review is not None)
    assert abs(ready.review.curves[0].left - before).min() > 0.001


def test_another_visit_opens_with_the_same_exercise(
    ready, selection, patient, add_visit, services, qtbot
):
    later = add_visit(patient, day=9)
    services.changed.emit()
    selection.choose_visit(later.visit.id)
    qtbot.waitUntil(lambda: ready.recording == later.recordings[1])
    assert ready.player.frame == 0


def test_a_visit_without_analysis_says_so(model, selection, patient, examination, library):
    again = replace(examination.visit, **_other_id(examination.visit))
    (clip, *_) = examination.recordings
    library.visits.add(again, (replace(clip, id=uuid4(), visit_id=again.id),))
    model.watch()
    selection.choose_patient(patient)
    assert model.state is ReviewState.NOT_ANALYSED
    assert model.rows == ()


def test_a_visit_without_recordings_says_so(model, selection, patient, examination, library):
    library.visits.add(replace(examination.visit, **_other_id(examination.visit)), ())
    model.watch()
    selection.choose_patient(patient)
    assert model.state is ReviewState.NOT_RECORDED
    assert model.rows == ()
    selection.choose_patient(None)
    assert model.state is ReviewState.NO_VISIT


def _other_id(visit: Visit):
    from datetime import timedelta
    from uuid import uuid4

    return {"id": uuid4(), "taken_at": visit.taken_at + timedelta(days=1)}


def test_a_damaged_visit_is_told(
    model, selection, patient, examination, library, monkeypatch, qtbot
):
    from core.errors import StoreError

    def damaged(_analysis_id):
        raise StoreError("The stored landmarks are damaged.")

    monkeypatch.setattr(library.visits, "detected", damaged)
    model.watch()
    selection.choose_patient(patient)
    qtbot.waitUntil(lambda: model.state is ReviewState.FAILED)
    assert model.problem == "The stored landmarks are damaged."


def test_a_clip_that_can_no_longer_be_measured_says_why(ready, qtbot, monkeypatch):
    from core.errors import FaceError

    def fail(self, clip):
        raise FaceError("Too few frames.")

    monkeypatch.setattr("assessment.recalculation.Recalculation.measure", fail)
    ready.player.go(FRAME)
    move_corner(ready)
    qtbot.waitUntil(lambda: ready.unmeasured != "")
    assert (ready.review, ready.unmeasured) == (None, "Too few frames.")


def test_looking_away_stops_the_film(ready):
    ready.watch()  # a second view, as when the window is made anew
    ready.player.toggle()
    ready.look_away()
    assert ready.player.playing
    ready.look_away()
    assert not ready.player.playing


def test_a_fault_while_saving_lets_people_go_on(ready, services, library, monkeypatch, qtbot):
    bugs = []
    monkeypatch.setattr(services.short, "_on_bug", bugs.append)
    monkeypatch.setattr(library.revisions, "apply", lambda revision: 1 // 0)
    move_corner(ready)
    ready.save()
    assert ready.corrections.locked
    qtbot.waitUntil(lambda: not ready.corrections.locked)
    assert isinstance(bugs[0], ZeroDivisionError)
    assert ready.unsaved == 1


def test_a_visit_that_could_not_be_read_is_forgotten_with_its_patient(
    model, selection, patient, examination, services, library, monkeypatch, qtbot
):
    def refuse(_):
        raise StoreError("The disk cannot be read.")

    monkeypatch.setattr(library.visits, "detected", refuse)
    model.watch()
    selection.choose_patient(patient)
    selection.choose_patient(None)
    qtbot.waitUntil(lambda: services.instant.idle)
    assert model.state is ReviewState.NO_VISIT


def test_corrections_of_a_visit_that_somebody_turned_meanwhile_are_saved_at_the_second_try(
    ready, patient, examination, library, services, qtbot
):
    ready.player.go(FRAME)
    qtbot.waitUntil(lambda: ready.player.shown_frame == FRAME)
    move_corner(ready)
    keys = [one.id for one in examination.recordings]
    change_mirroring(library, patient, examination, keys, by="Dr A", reason="")
    with qtbot.waitSignal(services.problem) as told:
        ready.save()
    assert "measured anew meanwhile" in told.args[0]
    qtbot.waitUntil(lambda: ready.recording is not None and ready.recording.mirrored)
    qtbot.waitUntil(lambda: not ready.corrections.locked)
    assert ready.unsaved == 1
    ready.save()
    qtbot.waitUntil(lambda: ready.unsaved == 0)
    stored = library.visits.find(examination.visit.id)
    (edit,) = library.annotations.of_recording(examination.recordings[1].id)
    assert len(stored.analyses) == 3
    assert edit.corrections[0].point == RIGHT_CORNER
