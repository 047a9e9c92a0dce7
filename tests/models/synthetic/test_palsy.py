import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.landmarks import Side, side_of
from models.synthetic.expressions import EXERCISES, exercise
from models.synthetic.ict import mirror_name
from models.synthetic.palsy import (
    PALSY_GRADES,
    Grade,
    Palsy,
    Region,
    palsy_of_grade,
    random_palsy,
    region_of,
)

SMILE = exercise("smile_open")
ratios = st.floats(0, 1)


def points(model, expression):
    shape = model.vertices(np.zeros(0), model.weights(expression))
    return shape[model.landmark_ids].astype(float)


def of_side(side):
    return [i for i in range(68) if side_of(i) is side]


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize("task", EXERCISES)
def test_palsy_moves_only_the_affected_side(model, side, task):
    palsy = Palsy(side, 0.1, 0.2, 0.3, 0.0, 0.8, 0.3, 0.5, 0.5)
    healthy, sick = points(model, exercise(task)), points(model, palsy.apply(exercise(task)))
    # The halves of a both-sided movement such as pucker fade into each other about the midline.
    other = [i for i in of_side(side.opposite) if abs(healthy[i, 0]) > 2]
    np.testing.assert_array_equal(sick[other], healthy[other])
    assert np.abs(sick[of_side(side)] - healthy[of_side(side)]).max() > 0.05


@given(ratios)
def test_uniform_palsy_scales_the_movement_exactly(model, ratio):
    rest = points(model, {})
    full = points(model, exercise("brow_raise")) - rest
    weak = points(model, Palsy.uniform(Side.LEFT, ratio).apply(exercise("brow_raise"))) - rest
    left = of_side(Side.LEFT)
    np.testing.assert_allclose(weak[left], ratio * full[left], atol=2e-5)
    np.testing.assert_array_equal(weak[of_side(Side.RIGHT)], full[of_side(Side.RIGHT)])


def test_healthy_palsy_changes_nothing():
    palsy = Palsy(Side.LEFT)
    assert palsy.apply(SMILE) == SMILE


@given(ratios, ratios, ratios, st.sampled_from(list(EXERCISES)))
def test_mirrored_palsy_of_the_mirrored_expression(movement, droop, pull, task):
    def palsy(side):
        return Palsy(side, movement, 0.5, 0.2, movement, droop, 0.3, 0.4, 0.6, pull)

    commanded = exercise(task) | {"browDown_L": 0.4, "mouthLeft": 0.2}
    mirrored = {mirror_name(name): weight for name, weight in commanded.items()}
    left = palsy(Side.LEFT).apply(commanded)
    right = palsy(Side.RIGHT).apply(mirrored)
    assert right == pytest.approx({mirror_name(name): weight for name, weight in left.items()})


@pytest.mark.parametrize("name", ["eyeWide_L", "eyeLookUp_L", "jawOpen", "jawLeft"])
def test_muscles_of_other_nerves_are_spared(name):
    assert region_of(name) is None
    assert Palsy.uniform(Side.LEFT, 0.0).apply({name: 0.7}) == {name: 0.7}


def test_regions_follow_their_own_ratio():
    palsy = Palsy(Side.LEFT, brow_ratio=0.1, eye_ratio=0.2, midface_ratio=0.3, mouth_ratio=0.4)
    commanded = {"browOuterUp_L": 1.0, "eyeBlink_L": 1.0, "noseSneer_L": 1.0, "mouthSmile_L": 1.0}
    assert list(palsy.apply(commanded).values()) == [0.1, 0.2, 0.3, 0.4]
    assert palsy.movement_ratios == (0.1, 0.2, 0.3, 0.4)
    assert [str(region) for region in Region] == ["brow", "eye", "midface", "mouth"]


def test_droop_lowers_corner_and_brow_and_widens_the_eye():
    rest = Palsy(Side.RIGHT, droop_ratio=1.0).apply({})
    assert rest["mouthFrown_R"] > 0
    assert rest["browDown_R"] > 0
    assert rest["eyeWide_R"] > 0
    assert rest["eyeSquint_R"] < 0
    assert all(name.endswith("_R") for name in rest)


@pytest.mark.parametrize("effect", ["droop_ratio", "contracture_ratio", "eye_to_mouth_ratio"])
def test_effects_are_graded(effect):
    blink = exercise("eye_gentle")
    whole = Palsy(Side.LEFT, **{effect: 1.0}).apply(blink)
    part = Palsy(Side.LEFT, **{effect: 0.25}).apply(blink)
    assert set(part) == set(whole) > set(blink)
    for name in set(whole) - set(blink):
        assert part[name] == pytest.approx(0.25 * whole[name])


def test_contracture_narrows_the_eye_and_lifts_the_corner():
    rest = Palsy(Side.LEFT, contracture_ratio=1.0).apply({})
    assert rest["eyeSquint_L"] > 0
    assert rest["mouthSmile_L"] > 0


def test_synkinesis_needs_the_voluntary_movement():
    palsy = Palsy(Side.LEFT, mouth_to_eye_ratio=1.0, eye_to_mouth_ratio=1.0)
    assert palsy.apply({}) == {}
    smiling, blinking = palsy.apply(SMILE), palsy.apply(exercise("eye_gentle"))
    assert smiling["eyeBlink_L"] > 0
    assert "eyeBlink_R" not in smiling
    assert blinking["mouthSmile_L"] > 0
    assert blinking["eyeBlink_L"] == 1.0
    assert palsy.apply(exercise("snarl"))["eyeBlink_L"] > 0


def test_healthy_side_pulls_the_mouth_over():
    assert Palsy(Side.LEFT, pull_ratio=1.0).apply(SMILE)["mouthRight"] > 0
    assert Palsy(Side.RIGHT, pull_ratio=1.0).apply(SMILE)["mouthLeft"] > 0


def of_grade(grade, *, side=Side.LEFT, count=80):
    return [palsy_of_grade(np.random.default_rng(seed), grade, side) for seed in range(count)]


def test_grade_i_is_a_healthy_face():
    for palsy in of_grade(Grade.I):
        assert palsy.apply(SMILE) == SMILE


# The share of normal movement per grade in House and Brackmann's measurement (clinical.md 2.1).
@pytest.mark.parametrize(
    ("grade", "least", "most"),
    [("II", 0.76, 0.99), ("III", 0.51, 0.75), ("IV", 0.26, 0.5), ("V", 0.01, 0.25), ("VI", 0, 0)],
)
def test_mouth_keeps_the_published_share_of_movement(grade, least, most):
    for palsy in of_grade(Grade[grade]):
        assert least <= palsy.mouth_ratio <= most
        assert least <= palsy.midface_ratio <= most


@pytest.mark.parametrize("grade", PALSY_GRADES)
def test_forehead_and_eye_follow_the_words_of_the_grade(grade):
    for palsy in of_grade(grade):
        assert (palsy.brow_ratio == 0) == (grade >= Grade.IV), "the forehead is still from IV on"
        assert (palsy.eye_ratio < 0.9) == (grade >= Grade.IV), "the eye stays open from IV on"


@pytest.mark.parametrize("grade", PALSY_GRADES)
def test_rest_is_asymmetric_from_v_on(model, grade):
    """Up to IV the corner hangs by less than the 3 mm that observers notice (clinical.md [S52])."""
    for palsy in of_grade(grade):
        if grade >= Grade.V:
            assert palsy.droop_ratio >= 0.4
        else:
            assert palsy.droop_ratio <= 0.4


def test_synkinesis_belongs_to_late_palsies_of_grades_ii_to_iv():
    strongest = {}
    for grade in PALSY_GRADES:
        late = [palsy for palsy in of_grade(grade) if palsy.mouth_to_eye_ratio > 0]
        assert all(palsy.droop_ratio == 0 for palsy in late)
        assert bool(late) == (grade <= Grade.IV)
        strongest[grade] = max((palsy.mouth_to_eye_ratio for palsy in late), default=0.0)
    assert strongest[Grade.II] < 0.2 < strongest[Grade.III] < 0.65 < strongest[Grade.IV]


@given(st.sampled_from(list(Grade)), st.integers(0, 2**31))
def test_both_sides_are_treated_alike(grade, seed):
    left, right = (
        palsy_of_grade(np.random.default_rng(seed), grade, side)
        for side in Side
        if side is not Side.MIDLINE
    )
    assert left.movement_ratios == right.movement_ratios
    assert left.side is not right.side


def test_the_eyeball_turns_up_only_when_the_lids_fail():
    blink = exercise("eye_gentle")
    failing = Palsy(Side.LEFT, eye_ratio=0.2, bell_ratio=1.0)
    assert failing.apply(blink)["eyeLookUp_L"] > 0.3
    assert "eyeLookUp_R" not in failing.apply(blink)
    assert failing.apply({}) == {}
    assert "eyeLookUp_L" not in Palsy(Side.LEFT, bell_ratio=1.0).apply(blink)


def test_random_palsies_are_repeatable_and_in_range():
    drawn = [random_palsy(np.random.default_rng(seed), Side.LEFT) for seed in range(200)]
    assert drawn[3] == random_palsy(np.random.default_rng(3), Side.LEFT)
    every = np.array([palsy.movement_ratios for palsy in drawn])
    assert every.min() >= 0
    assert every.max() <= 1
    late = [palsy for palsy in drawn if palsy.contracture_ratio > 0]
    assert 20 < len(late) < 90
    assert all(palsy.droop_ratio == 0 for palsy in late)
    assert max(palsy.droop_ratio for palsy in drawn) > 0.5
