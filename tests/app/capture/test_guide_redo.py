"""What a guide does with an exercise that is done again, kept, skipped or done before."""

from __future__ import annotations

from app.capture.cues import (
    AllDone,
    ExerciseSkipped,
    RecordingStarts,
    RecordingStops,
    TakeDropped,
    TakeEnds,
)
from app.capture.steps import Phase
from tests.app.capture.driving import Driven


def test_redo_drops_what_the_take_has_and_starts_over():
    driven = Driven("snarl")
    driven.begin()
    driven.run_to(Phase.RELAX)
    driven.take(driven.guide.redo())
    assert driven.phase is Phase.INSTRUCTION
    assert driven.events[-3:-1] == [RecordingStops(), TakeDropped("snarl")]
    driven.begin()
    driven.run_to(Phase.FINISHED)
    assert driven.of(TakeEnds) == [TakeEnds("snarl")]
    assert driven.of(RecordingStarts) == [RecordingStarts("snarl")] * 2


def test_redo_of_an_earlier_exercise_comes_back_to_where_it_was():
    driven = Driven("rest", "snarl", "pucker")
    driven.begin()
    driven.run_to(Phase.INSTRUCTION)
    assert driven.cue.exercise_id == "snarl"
    driven.take(driven.guide.redo("rest"))
    assert driven.cue.exercise_id == "rest"
    assert driven.of(TakeDropped) == []
    driven.begin()
    driven.run_to(Phase.INSTRUCTION)
    assert driven.cue.exercise_id == "snarl"
    assert driven.of(TakeEnds) == [TakeEnds("rest")] * 2
    assert driven.guide.redo("blink_vol") == []


def test_after_all_is_done_an_exercise_can_still_be_redone():
    driven = Driven("rest")
    driven.begin()
    driven.run_to(Phase.FINISHED)
    driven.take(driven.guide.redo("rest"))
    assert (driven.phase, driven.cue.exercise_id) == (Phase.INSTRUCTION, "rest")
    assert driven.guide.redo() != []


def test_skip_keeps_the_reason_and_goes_on():
    driven = Driven("snarl", "rest")
    driven.begin()
    driven.run_to(Phase.HOLD)
    driven.take(driven.guide.skip("The patient cannot do it"))
    assert driven.of(ExerciseSkipped) == [ExerciseSkipped("snarl", "The patient cannot do it")]
    assert driven.of(TakeDropped) == [TakeDropped("snarl")]
    assert (driven.cue.exercise_id, driven.cue.done) == ("rest", 1)
    driven.take(driven.guide.skip("Tired"))
    assert driven.of(AllDone) == [AllDone()]
    assert driven.guide.skip("Nothing is left") == []


def redone(*exercises):
    """The first exercise is recorded, and begun once more."""
    driven = Driven(*exercises)
    driven.begin()
    driven.run_to(Phase.INSTRUCTION if exercises[1:] else Phase.FINISHED)
    driven.take(driven.guide.redo(exercises[0]))
    driven.begin()
    driven.run_to(Phase.KEEP)
    return driven


def test_a_redo_can_be_given_up_for_the_earlier_take():
    driven = redone("rest")
    driven.take(driven.guide.keep())
    assert driven.of(TakeDropped) == [TakeDropped("rest")]
    assert driven.of(ExerciseSkipped) == []
    assert (driven.phase, driven.cue.done) == (Phase.FINISHED, 1)


def test_there_is_nothing_to_keep_of_an_exercise_without_a_take():
    driven = Driven("rest", "snarl")
    assert driven.guide.keep() == []
    driven.begin()
    assert driven.guide.keep() == []


def test_skipping_a_redo_leaves_the_earlier_take_out_too():
    driven = redone("rest", "snarl")
    driven.take(driven.guide.skip("Two people in the picture"))
    assert driven.of(TakeDropped) == [TakeDropped("rest")]
    assert driven.of(ExerciseSkipped) == [ExerciseSkipped("rest", "Two people in the picture")]
    assert (driven.cue.exercise_id, driven.cue.done) == ("snarl", 1)
    driven.take(driven.guide.redo("rest"))
    assert driven.cue.done == 1
    assert driven.guide.keep() == []


def test_a_skipped_exercise_can_be_recorded_after_all():
    driven = Driven("rest", "snarl")
    driven.take(driven.guide.skip("Later"))
    driven.take(driven.guide.redo("rest"))
    driven.begin()
    driven.run_to(Phase.INSTRUCTION)
    assert driven.of(TakeEnds) == [TakeEnds("rest")]
    assert (driven.cue.exercise_id, driven.cue.done) == ("snarl", 1)


def test_a_visit_taken_up_again_goes_on_where_it_was():
    driven = Driven("rest", "snarl", "pucker", done=["rest"], skipped=["snarl"])
    assert (driven.cue.exercise_id, driven.cue.done, driven.cue.total) == ("pucker", 2, 3)
