"""Suggestions: levels from ratios, two where the interval spans a cut-off, none where unsure."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.grades.consistency import consistency_warning
from assessment.grades.forms import HOUSE_BRACKMANN, SUNNYBROOK
from assessment.grades.grade import fill_in
from assessment.grades.suggest_house_brackmann import grade_of, suggest_house_brackmann
from assessment.grades.suggest_sunnybrook import SPARED_REMARK, suggest_sunnybrook
from assessment.grades.suggestion import Confidence
from assessment.protocol import EXERCISES, SUNNYBROOK_TASKS
from assessment.records import AffectedSide
from assessment.results import (
    Absent,
    Estimate,
    FaceFrame,
    Index,
    Measure,
    Phase,
    Quality,
    SessionResult,
    TrialResult,
    Unit,
)
from core.landmarks import Side

QUALITY = Quality(9, 0, 0, 0, 9, 0.3, 30.0, (0, 0), (0, 0), (0, 0))


def around(value, half=0.5):
    return Estimate(value, half / 2, 3, value - half, value + half)


def make_trial(
    exercise_id, *, ratio=None, excursion=10.0, unit=Unit.MM, half=0.5, indices=(), measures=()
):
    primary = EXERCISES[exercise_id].primary.measure_id
    if ratio is not None:
        indices = (*indices, Index("excursion_ratio", primary, Unit.PCT, around(ratio, half)))
        moved = Measure(
            primary, Phase.EXCURSION, Side.LEFT, unit, around(excursion, excursion / 10)
        )
        measures = (*measures, moved)
    return TrialResult(exercise_id, QUALITY, (), measures, indices, ())


def make_result(*trials, indices=()):
    frame = FaceFrame(np.zeros((68, 3)), 0.01, 0.5, 40)
    return SessionResult(frame, trials, indices, (), "pfnet@1", "0" * 64, "1", AffectedSide.LEFT)


def suggested(result, item):
    found = suggest_sunnybrook(result).found
    return next((suggestion for suggestion in found if suggestion.item == item), None)


@pytest.mark.parametrize(
    ("ratio", "levels"),
    [
        (-20, ("1",)),
        (5, ("1",)),
        (10, ("1", "2")),
        (20, ("2",)),
        (35, ("2", "3")),
        (50, ("3",)),
        (65.5, ("4",)),
        (75, ("4",)),
        (85, ("4", "5")),
        (100, ("5",)),
        (140, ("5",)),
    ],
)
@pytest.mark.parametrize("exercise_id", SUNNYBROOK_TASKS)
def test_the_level_of_a_movement_follows_its_excursion_ratio(exercise_id, ratio, levels):
    result = make_result(make_trial(exercise_id, ratio=ratio))
    suggestion = suggested(result, f"voluntary_{exercise_id}")
    assert suggestion.choices == levels
    assert suggestion.confidence is Confidence.ASSISTED
    assert f"{ratio:.1f} %".replace("-", "−") in suggestion.reason
    assert "not confirmed" in suggestion.text


@pytest.mark.parametrize(
    ("excursion", "unit", "level"),
    [(2.0, Unit.MM, "2"), (1.4, Unit.MM, "1"), (0.02, Unit.OCW, "2"), (0.01, Unit.OCW, "1")],
)
def test_slight_movement_counts_only_beyond_what_can_be_detected(excursion, unit, level):
    trial = make_trial("smile_open", ratio=20, excursion=excursion, unit=unit)
    assert suggested(make_result(trial), "voluntary_smile_open").choices == (level,)


def test_an_interval_over_three_levels_suggests_nothing():
    result = make_result(make_trial("smile_open", ratio=50, half=20))
    suggestions = suggest_sunnybrook(result)
    assert suggested(result, "voluntary_smile_open") is None
    (absent,) = [a for a in suggestions.absent if a.subject == "Open-mouth smile"]
    assert absent.reason.startswith("too uncertain")


@given(ratio=st.floats(-50, 200), half=st.floats(0, 60))
def test_never_more_than_two_neighbouring_levels(ratio, half):
    suggestion = suggested(
        make_result(make_trial("snarl", ratio=ratio, half=half)), "voluntary_snarl"
    )
    if suggestion is not None:
        levels = [int(choice) for choice in suggestion.choices]
        assert len(levels) in (1, 2)
        assert levels == list(range(levels[0], levels[0] + len(levels)))


def test_what_was_not_measured_is_absent_with_the_reason_of_the_analysis():
    trial = TrialResult(
        "pucker", QUALITY, (), (), (), (Absent("excursion_ratio SC", "neither side moved"),)
    )
    absent = suggest_sunnybrook(make_result(trial)).absent
    assert Absent("Lip pucker", "neither side moved") in absent
    assert Absent("Snarl", "the exercise was not analysed") in absent


@pytest.mark.parametrize(
    ("asymmetry", "choices"),
    [
        (0, ("normal",)),
        (12, ("narrow",)),
        (-12, ("wide",)),
        (5, ("normal", "narrow")),
        (-5.2, ("wide", "normal")),
    ],
)
def test_the_resting_eye(asymmetry, choices):
    index = Index("asymmetry_index", "PFH", Unit.PCT, around(asymmetry))
    result = make_result(make_trial("rest", indices=(index,)))
    assert suggested(result, "rest_eye").choices == choices


@pytest.mark.parametrize(
    ("unit", "value", "limit"),
    [
        (Unit.MM, 1.8, "normal up to 3.0 mm, the least that observers see"),
        (Unit.OCW, 0.02, "normal up to 0.034 OCW (3 mm on an average face), the least that"),
    ],
)
def test_the_resting_mouth_tells_where_normal_ends(unit, value, limit):
    measure = Measure("CHD", Phase.REST, Side.MIDLINE, unit, around(value, value / 10))
    result = make_result(make_trial("rest", measures=(measure,)))
    assert limit in suggested(result, "rest_mouth").reason


def test_the_cut_offs_of_the_other_items_are_told():
    index = Index("asymmetry_index", "PFH", Unit.PCT, around(0))
    found = Index("synkinesis_index", "eye|pucker", Unit.PCT, around(18))
    points = Index("hb_measurement_ratio", "face", Unit.POINTS, around(5.0))
    result = make_result(
        make_trial("rest", indices=(index,)),
        make_trial("snarl", ratio=50),
        indices=(found, points),
    )
    assert "normal from −5 to +5 %; does not apply after" in suggested(result, "rest_eye").reason
    assert suggested(result, "voluntary_snarl").reason.endswith(
        "levels 2 to 5 from 10, 35, 65 and 85 %"
    )
    assert "levels 1 to 3 from 10, 25 and 50 %" in suggested(result, "synkinesis_pucker").reason
    (grade,) = suggest_house_brackmann(result, AffectedSide.LEFT).found
    assert "I above 99 %, II above 75 %, III above 50 %, IV above 25 %, V from 1 %" in grade.reason
    assert "complete when 90 % of the opening at rest are gone" in grade.reason


@pytest.mark.parametrize(
    ("height", "side", "choices"),
    [
        (0, AffectedSide.LEFT, ("normal",)),
        (-5, AffectedSide.LEFT, ("drooped",)),
        (5, AffectedSide.LEFT, ("pulled",)),
        (5, AffectedSide.RIGHT, ("drooped",)),
        (-5, AffectedSide.RIGHT, ("pulled",)),
        (3, AffectedSide.LEFT, ("normal", "pulled")),
    ],
)
@pytest.mark.parametrize(("unit", "scale"), [(Unit.MM, 1.0), (Unit.OCW, 1 / 89)])
def test_the_resting_mouth(height, side, choices, unit, scale):
    estimate = around(height * scale, 0.5 * scale)
    measure = Measure("CHD", Phase.REST, Side.MIDLINE, unit, estimate)
    result = make_result(make_trial("rest", measures=(measure,)))
    assert suggested(replace(result, affected=side), "rest_mouth").choices == choices


def test_the_sides_of_the_mouth_come_as_neighbours_in_the_form():
    measure = Measure("CHD", Phase.REST, Side.MIDLINE, Unit.MM, around(0, 9))
    result = make_result(make_trial("rest", measures=(measure,)))
    assert suggested(result, "rest_mouth") is None


@pytest.mark.parametrize(
    ("index", "levels"),
    [(0, ("0",)), (10, ("0", "1")), (18, ("1",)), (30, ("2",)), (50, ("2", "3")), (90, ("3",))],
)
def test_synkinesis_is_suggested_with_low_confidence(index, levels):
    found = Index("synkinesis_index", "eye|pucker", Unit.PCT, around(index))
    suggestion = suggested(make_result(indices=(found,)), "synkinesis_pucker")
    assert suggestion.choices == levels
    assert suggestion.confidence is Confidence.LOW
    assert "low confidence" in suggestion.text


def test_the_worst_region_decides_about_synkinesis():
    indices = (
        Index("synkinesis_index", "eye|smile_open", Unit.PCT, around(5)),
        Index("synkinesis_index", "brow|smile_open", Unit.PCT, around(60)),
    )
    suggestion = suggested(make_result(indices=indices), "synkinesis_smile_open")
    assert suggestion.choices == ("3",)
    assert "brow" in suggestion.reason


def test_the_cheek_fold_is_never_suggested():
    trials = [make_trial(exercise_id, ratio=50) for exercise_id in SUNNYBROOK_TASKS]
    assert suggested(make_result(*trials), "rest_cheek") is None


@pytest.mark.parametrize("side", [AffectedSide.BILATERAL, AffectedSide.NONE])
def test_without_a_single_affected_side_nothing_is_suggested(side):
    result = make_result(make_trial("smile_open", ratio=50))
    result = replace(result, affected=side)
    for suggestions in (suggest_sunnybrook(result), suggest_house_brackmann(result, side)):
        assert suggestions.found == ()
        assert suggestions.absent[0].reason == "no single side is affected"


@pytest.mark.parametrize(
    ("brow", "mouth", "remarks"), [(95, 30, (SPARED_REMARK,)), (95, 80, ()), (30, 30, ())]
)
def test_a_spared_upper_face_is_remarked_on_neutrally(brow, mouth, remarks):
    result = make_result(
        make_trial("brow_raise", ratio=brow), make_trial("smile_open", ratio=mouth)
    )
    assert suggest_sunnybrook(result).remarks == remarks
    assert "stroke" not in SPARED_REMARK


@pytest.mark.parametrize(
    ("eighths", "grade"), [(8, 1), (7, 2), (6, 3), (5, 3), (4, 4), (3, 4), (2, 5), (1, 5), (0, 6)]
)
def test_eighths_become_the_published_grades(eighths, grade):
    assert grade_of(100 * eighths / 8) == grade


def closing(percent, side=Side.LEFT):
    return Index("closure_completeness", "PFHs", Unit.PCT, around(percent), side)


def house_brackmann(points, *, half=0.1, closure=None, ratio=None):
    eyes = () if closure is None else (closing(closure), closing(98 - closure, Side.RIGHT))
    trials = () if closure is None else (make_trial("eye_tight", ratio=ratio, indices=eyes),)
    index = Index("hb_measurement_ratio", "face", Unit.POINTS, around(points, half))
    suggestions = suggest_house_brackmann(make_result(*trials, indices=(index,)), AffectedSide.LEFT)
    return suggestions.found[0].choices if suggestions.found else None


@pytest.mark.parametrize(
    ("points", "closure", "grades"),
    [
        (5.0, None, ("III", "IV")),
        (5.8, None, ("II", "III")),
        (4.0, 98, ("II", "III")),
        (4.0, 40, ("IV", "V")),
        (1.0, 98, ("III", "IV", "V")),
        (7.0, 40, ("II", "III", "IV")),
        (8.0, 98, ("I", "II")),
        (0.0, 5, ("V", "VI")),
    ],
)
def test_house_brackmann_is_a_range(points, closure, grades):
    assert house_brackmann(points, closure=closure) == grades


def test_complete_closure_is_that_of_the_affected_eye_and_not_a_ratio_of_the_sides():
    # Both eyes stay half open: as much movement as the healthy side, but no complete closure.
    assert house_brackmann(4.0, closure=49, ratio=100) == ("IV", "V")
    assert house_brackmann(4.0, closure=98, ratio=60) == ("II", "III")


@given(points=st.floats(0, 8), half=st.floats(0, 3), closure=st.none() | st.floats(0, 120))
def test_house_brackmann_is_never_a_single_grade(points, half, closure):
    grades = house_brackmann(points, half=half, closure=closure)
    assert grades is None or len(grades) in (2, 3)


def test_house_brackmann_needs_brow_and_mouth():
    suggestions = suggest_house_brackmann(make_result(), AffectedSide.LEFT)
    assert suggestions.found == ()
    assert "could not be measured" in suggestions.absent[0].reason


def grade(scale, values):
    noon = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
    return fill_in(scale, values, visit_id=uuid4(), rater="Dr Example", taken_at=noon)


def sunnybrook_of(level):
    values = {item.id: item.choices[0].key for item in SUNNYBROOK.items}
    return grade(
        SUNNYBROOK,
        values | {item.id: level for item in SUNNYBROOK.items if item.group == "voluntary"},
    )


@pytest.mark.parametrize(
    ("numeral", "level", "matches"),
    [
        ("I", "5", True),
        ("I", "3", False),
        ("III", "3", True),
        ("III", "5", False),
        ("IV", "2", True),
        ("IV", "5", False),
        ("VI", "1", True),
        ("VI", "2", False),
    ],
)
def test_scales_that_contradict_each_other_are_remarked_on(numeral, level, matches):
    # Five movements of one level: a composite of 20 times that level.
    warning = consistency_warning(grade(HOUSE_BRACKMANN, {"grade": numeral}), sunnybrook_of(level))
    assert (warning is None) == matches


def test_an_incomplete_sunnybrook_is_not_compared():
    partial = grade(SUNNYBROOK, {"rest_eye": "wide"})
    assert consistency_warning(grade(HOUSE_BRACKMANN, {"grade": "I"}), partial) is None


def test_only_the_two_scales_are_compared():
    with pytest.raises(ValueError, match="nothing else"):
        consistency_warning(sunnybrook_of("3"), sunnybrook_of("3"))
