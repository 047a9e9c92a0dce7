import numpy as np
import pytest

from models.synthetic.expressions import (
    EXERCISES,
    ONE_PIECE,
    both_sides,
    combine,
    exercise,
    random_everyday,
    random_exercise,
    random_gaze,
    under_lids,
)
from models.synthetic.ict import mirror_name

STANDARD_TEN = [
    "rest",
    "brow_raise",
    "eye_gentle",
    "eye_tight",
    "smile_closed",
    "smile_open",
    "snarl",
    "pucker",
    "lower_teeth",
    "cheek_puff",
]


def test_the_standard_exercises_are_there():
    assert list(EXERCISES) == STANDARD_TEN


@pytest.mark.parametrize("task", STANDARD_TEN)
def test_exercises_use_the_models_movements_alike_on_both_sides(model, task):
    expression = exercise(task)
    model.weights(expression)
    assert expression == {mirror_name(name): weight for name, weight in expression.items()}


def test_effort_scales_the_exercise():
    full, half = exercise("smile_open"), exercise("smile_open", effort=0.5)
    assert half == {name: pytest.approx(weight / 2) for name, weight in full.items()}


def test_bone_and_whole_mouth_have_no_sides():
    assert both_sides({"jawOpen": 0.2, "mouthSmile": 0.3}) == {
        "jawOpen": 0.2,
        "mouthSmile_L": 0.3,
        "mouthSmile_R": 0.3,
    }


@pytest.mark.parametrize("draw", [random_everyday, lambda rng: random_exercise(rng)[1]])
def test_random_expressions_are_valid_nearly_even_and_repeatable(model, draw):
    for seed in range(60):
        expression = draw(np.random.default_rng(seed))
        model.weights(expression)
        assert expression == draw(np.random.default_rng(seed))
        assert all(-0.05 <= weight <= 1.8 for weight in expression.values())
        for name, weight in expression.items():
            if name not in ONE_PIECE:
                assert weight == pytest.approx(expression[mirror_name(name)], rel=0.6, abs=1e-9)


def test_healthy_sides_differ_a_little():
    expression = random_exercise(np.random.default_rng(1))[1]
    assert any(expression[n] != expression[mirror_name(n)] for n in expression)


def test_both_eyes_look_the_same_way(model):
    for seed in range(20):
        gaze = random_gaze(np.random.default_rng(seed), spread=0.5)
        model.weights(gaze)
        sideways = {name for name in gaze if "In" in name or "Out" in name}
        assert sideways in ({"eyeLookOut_L", "eyeLookIn_R"}, {"eyeLookOut_R", "eyeLookIn_L"})


def test_combine_adds_weight_by_weight():
    assert combine({"jawOpen": 0.1}, {"jawOpen": 0.2, "jawLeft": 0.5}) == {
        "jawOpen": pytest.approx(0.3),
        "jawLeft": 0.5,
    }


def test_gaze_rests_under_closed_lids():
    gaze = {"eyeLookUp_L": 0.4, "eyeLookUp_R": 0.4}
    assert under_lids(gaze, {"eyeBlink_L": 1.1, "eyeBlink_R": 0.5}) == {
        "eyeLookUp_L": 0.0,
        "eyeLookUp_R": pytest.approx(0.2),
    }
    assert under_lids(gaze, {}) == gaze
