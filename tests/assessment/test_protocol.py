"""The examination as data (clinical.md 1.2 and 4.6)."""

from __future__ import annotations

from assessment.measures import CATALOGUE
from assessment.protocol import (
    EXERCISES,
    SUNNYBROOK_TASKS,
    SYNKINESIS_MEASURE,
    VOLUNTARY,
    ExerciseKind,
    Region,
)
from core.landmarks import Side

SPECIFIED = {
    "rest", "turn_cal", "brow_raise", "eye_gentle", "eye_tight", "smile_closed", "smile_open",
    "snarl", "pucker", "lower_teeth", "cheek_puff", "speech", "spont_smile", "blink_spont",
    "blink_vol", "rest_end",
}  # fmt: skip
PRIMARY = {
    "brow_raise": ("BH", 1),
    "eye_gentle": ("PFHs", -1),
    "eye_tight": ("PFHs", -1),
    "smile_closed": ("MC", -1),
    "smile_open": ("MC", -1),
    "snarl": ("CA", -1),
    "pucker": ("SC", -1),
}
PAIRS = {
    Region.EYE: {"smile_closed", "smile_open", "snarl", "pucker", "cheek_puff", "speech"},
    Region.MOUTH: {"brow_raise", "eye_gentle", "eye_tight", "blink_spont", "blink_vol"},
    Region.BROW: {"smile_closed", "smile_open", "eye_gentle"},
}


def test_all_tasks_are_there_and_rest_comes_first():
    assert set(EXERCISES) == SPECIFIED
    assert next(iter(EXERCISES)) == "rest"
    assert all(key == exercise.id for key, exercise in EXERCISES.items())


def test_every_task_can_be_read_to_a_patient():
    for exercise in EXERCISES.values():
        assert exercise.instruction.endswith(".")
        assert exercise.name
        assert exercise.duration_s > 0
    instructions = [exercise.instruction for exercise in EXERCISES.values()]
    assert len(set(instructions)) == len(instructions)
    assert "blink" not in EXERCISES["blink_spont"].instruction.lower()


def test_primary_measures_and_their_directions():
    for key, expected in PRIMARY.items():
        primary = EXERCISES[key].primary
        assert primary is not None
        assert (primary.measure_id, primary.direction) == expected
    assert EXERCISES["turn_cal"].primary is None


def test_movements_name_side_measures():
    for exercise in EXERCISES.values():
        for movement in exercise.movements:
            assert CATALOGUE[movement.measure_id].sides == (Side.RIGHT, Side.LEFT)
            assert movement.direction in (-1, 1)
        if exercise.kind in (ExerciseKind.MOVEMENT, ExerciseKind.BLINK):
            assert exercise.movements


def test_intended_movements_of_the_reference_face_are_positive(ict):
    for key, recipe in ict.recipes.items():
        for movement in EXERCISES[key].movements:
            compute = CATALOGUE[movement.measure_id].compute
            before = compute(ict.neutral[None], ict.neutral)
            after = compute((ict.neutral + recipe)[None], ict.neutral)
            for start, end in zip(before, after, strict=True):
                assert movement.direction * (end[0] - start[0]) > 0, (key, movement)


def test_synkinesis_is_looked_for_where_the_specification_says():
    for region, exercises in PAIRS.items():
        assert exercises <= {key for key, ex in EXERCISES.items() if region in ex.synkinesis}
    assert set(SYNKINESIS_MEASURE) == set(VOLUNTARY) == set(Region)
    for region, exercise_id in VOLUNTARY.items():
        assert region not in EXERCISES[exercise_id].synkinesis


def test_the_sunnybrook_tasks_are_five_and_three_times_repeated():
    assert len(SUNNYBROOK_TASKS) == 5
    assert all(EXERCISES[key].repetitions == 3 for key in SUNNYBROOK_TASKS)


def test_blinks_want_a_faster_camera():
    assert EXERCISES["blink_vol"].frame_rate_hz == EXERCISES["blink_spont"].frame_rate_hz == 60
    assert EXERCISES["smile_open"].frame_rate_hz == 30
