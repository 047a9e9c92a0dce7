"""Each side beside the visit before: known answers, and silence where the error is not known."""

from __future__ import annotations

import dataclasses
from uuid import uuid4

import pytest

from app import changes
from app.course import choices
from app.reporting import outline
from app.results_sheet import sections
from assessment.protocol import EXERCISES, SUNNYBROOK_TASKS
from assessment.records import Treatment
from assessment.report.lookup import (
    NETWORK_ERRS,
    NETWORK_UNKNOWN,
    TOO_FEW,
    measure,
    ratio_finding,
    trial,
)
from assessment.report.panels import ratio_panel
from assessment.results import Estimate, Index, Measure, Phase, Unit
from core.landmarks import Side

SIDES = (Side.RIGHT, Side.LEFT)
WIDTH_MM = 100.0


@pytest.fixture
def add_eyes():
    """The visits with a gentle closure of two movements, in which the left eye stays half open."""
    closed = {Side.RIGHT: 100.0, Side.LEFT: 50.0}

    def at(result):
        calibrated = result.face_frame.mm_per_unit is not None
        smile, unit = trial(result, "smile_open"), Unit.MM if calibrated else Unit.OCW
        measures = [
            Measure("PFHs", phase, side, unit, Estimate(gap, 0.1, 2, gap - 1, gap + 1), (gap, gap))
            for phase in Phase
            for side, gap in ((Side.RIGHT, 0.5), (Side.LEFT, 5.0))
        ]
        indices = [
            Index("closure_completeness", "PFHs", Unit.PCT, Estimate(pct, 1.0, 2, pct, pct), side)
            for side, pct in closed.items()
        ]
        eyes = dataclasses.replace(
            smile, exercise_id="eye_gentle", measures=tuple(measures), indices=tuple(indices)
        )
        return dataclasses.replace(result, trials=(*result.trials, eyes))

    def add(content):
        history = [dataclasses.replace(one, result=at(one.result)) for one in content.history]
        return dataclasses.replace(content, history=tuple(history))

    return add


@pytest.fixture
def visits(library, add_patient, add_visit):
    """Two visits of a patient, recorded alike."""

    def read(*, width_mm=None, second=None):
        patient = add_patient(outer_canthal_mm=width_mm)
        add_visit(patient, day=1)
        add_visit(patient, day=20, **(second or {}))
        return outline(library, patient, library.visits.history(patient.id))

    return read


def changed(content, exercise_id, wanted, *, by=0.0, se=None, place=-1):
    """The visits, measures or indices that fit `wanted` larger at the last one, and surer."""

    def moved(one):
        if not wanted(one):
            return one
        old = one.estimate
        new = Estimate(
            old.value + by, old.se if se is None else se, old.count, old.lower, old.upper
        )
        return dataclasses.replace(one, estimate=new)

    def in_trial(one):
        if one.exercise_id != exercise_id:
            return one
        measures, indices = map(moved, one.measures), map(moved, one.indices)
        return dataclasses.replace(one, measures=tuple(measures), indices=tuple(indices))

    history = list(content.history)
    result = history[place].result
    result = dataclasses.replace(result, trials=tuple(map(in_trial, result.trials)))
    history[place] = dataclasses.replace(history[place], result=result)
    return dataclasses.replace(content, history=tuple(history))


def is_measure(measure_id, phase, side):
    def fits(one):
        return isinstance(one, Measure) and (one.measure_id, one.phase, one.side) == (
            *(measure_id, phase, side),
        )

    return fits


def is_index(index_id, subject, side=Side.MIDLINE):
    def fits(one):
        return isinstance(one, Index) and (one.index_id, one.subject, one.side) == (
            *(index_id, subject, side),
        )

    return fits


def told(content, side, exercise_id="smile_open", measure_id="MC", phase=Phase.EXCURSION):
    found = measure(trial(content.result, exercise_id), measure_id, phase, side)
    return changes.of_measure(content, found, exercise_id)


def with_excursion(content, side, *, by, se):
    """Both visits with the same error, the last with a larger excursion of one side."""
    wanted = is_measure("MC", Phase.EXCURSION, side)
    before = changed(content, "smile_open", wanted, se=se, place=0)
    return changed(before, "smile_open", wanted, by=by, se=se)


@pytest.mark.parametrize(
    ("by_mm", "se_mm", "trend", "mdc"),
    [(1.4, 0.1, 0, 1.5), (1.6, 0.1, 1, 1.5), (-1.6, 0.1, -1, 1.5), (2.7, 1.0, 0, 2.8)],
)
def test_each_side_has_its_own_verdict_in_millimetres(visits, by_mm, se_mm, trend, mdc):
    """MDC95 = max(1.5 mm; 1.96 √2 SE)."""
    content = with_excursion(visits(width_mm=WIDTH_MM), Side.LEFT, by=by_mm, se=se_mm)
    mine, other = told(content, Side.LEFT), told(content, Side.RIGHT)
    assert mine.trend == trend
    assert mine.verdict == f"{'beyond' if trend else 'within'} measurement error"
    assert mine.delta == f"{by_mm:+.1f} mm".replace("-", "−")
    assert mine.error == (
        f"MDC95 = max(1.5 mm; 1.96 √({se_mm:.2f}² + {se_mm:.2f}²)) = {mdc:.1f} mm"
    )
    assert "1.5 mm" in mine.floor
    assert (other.trend, other.delta) == (0, "0.0 mm")


@pytest.mark.parametrize(("by_ocw", "trend"), [(0.016, 0), (0.018, 1)])
def test_without_the_patients_width_the_floor_is_that_of_an_average_face(visits, by_ocw, trend):
    """1.5 mm / 89 mm = 0.0169."""
    content = with_excursion(visits(), Side.RIGHT, by=by_ocw, se=0.001)
    assert told(content, Side.RIGHT).trend == trend
    assert told(content, Side.RIGHT).floor.startswith("0.017 OCW: 1.5 mm on an average face of 89")


def test_other_lengths_cameras_or_eyelid_surgery_leave_no_verdict(visits):
    content = visits(width_mm=WIDTH_MM)
    first, last = content.history
    narrow = dataclasses.replace(first.result.face_frame, mm_per_unit=90.0)
    for frame in (narrow, dataclasses.replace(narrow, mm_per_unit=None)):
        other = dataclasses.replace(
            first, result=dataclasses.replace(first.result, face_frame=frame)
        )
        mixed = dataclasses.replace(content, history=(other, last))
        found = told(mixed, Side.LEFT)
        assert (found.verdict, found.delta) == ("not compared: the millimetre factor differs", "")
        ratio = next(one for one in sections(mixed) if one.key == "smile_open").head
        assert ratio.change.text.endswith("points")
    broken = dataclasses.replace(last, break_reason="the camera differs")
    found = told(dataclasses.replace(content, history=(first, broken)), Side.LEFT)
    assert (found.verdict, found.trend) == ("not compared: the camera differs", 0)


def test_visits_with_another_camera_are_not_compared_side_by_side(visits):
    found = told(visits(second={"camera": "B"}), Side.LEFT)
    assert (found.delta, found.verdict) == ("", "not compared: the camera differs")


def test_after_eyelid_surgery_the_lids_are_not_compared(visits):
    content = visits()
    days = [one.taken_at.date() for one in content.history]
    weight = Treatment(uuid4(), content.patient.id, "eyelid weight", days[1])
    content = dataclasses.replace(content, treatments=(weight,))
    lids = told(content, Side.LEFT, "rest", "PFHs", Phase.REST)
    assert lids.verdict == "not compared: after eyelid surgery: not nerve recovery"
    assert told(content, Side.LEFT, "rest", "MC", Phase.REST).verdict == "within measurement error"


def test_one_movement_or_no_error_gives_the_difference_and_no_verdict(visits):
    """What a single movement or a single frame cannot tell is not made up."""
    content = visits()
    last = content.history[-1].result
    single = [dataclasses.replace(one, repetitions=one.repetitions[:1]) for one in last.trials]
    few = dataclasses.replace(
        content.history[-1], result=dataclasses.replace(last, trials=tuple(single))
    )
    seldom = dataclasses.replace(content, history=(content.history[0], few))
    ratio = ratio_finding(seldom, "smile_open", "MC")
    assert (ratio.change, ratio.not_compared) == (None, TOO_FEW)
    assert ratio_finding(content, "smile_open", "MC").change is not None
    found = told(seldom, Side.LEFT)
    assert found.verdict.startswith("no verdict: too few movements")
    assert (found.remark, found.delta, found.trend) == ("no verdict", "0.000 OCW", 0)
    wanted = is_measure("MC", Phase.EXCURSION, Side.LEFT)
    found = told(changed(content, "smile_open", wanted, by=1.0, se=0.0), Side.LEFT)
    assert (found.verdict, found.trend) == ("no verdict: the standard error is not known", 0)


@pytest.mark.parametrize("measure_id", ["PFA", "CCE"])
def test_areas_and_angles_have_no_verdict(visits, measure_id):
    wanted = is_measure(measure_id, Phase.REST, Side.LEFT)
    content = changed(visits(), "rest", wanted, by=100.0)
    found = told(content, Side.LEFT, "rest", measure_id, Phase.REST)
    assert found.verdict.startswith("no verdict: the smallest change that counts")
    assert found.trend == 0


@pytest.mark.parametrize(("share", "beyond"), [(0.9, False), (1.1, True)])
def test_the_asymmetry_at_rest_counts_from_what_a_millimetre_and_a_half_makes_of_it(
    visits, share, beyond
):
    content = visits(width_mm=WIDTH_MM)
    rest = trial(content.result, "rest")
    right, left = (measure(rest, "MC", Phase.REST, s).estimate.value for s in SIDES)
    floor = 100 * 1.5 / (right + left)
    wanted = is_index("asymmetry_index", "MC")
    content = changed(content, "rest", wanted, se=0.01, place=0)
    content = changed(content, "rest", wanted, by=share * floor, se=0.01)
    rows = next(one for one in sections(content) if one.key == "rest").rows
    row = next(one for one in rows if one.name.startswith("Medial canthus to commissure"))
    assert row.beyond is beyond
    assert row.change.text == f"+{share * floor:.1f} points"
    assert f"{floor:.1f} points" in row.change.info.floor


@pytest.mark.parametrize(("by", "trend"), [(-14.0, 0), (-16.0, -1)])
def test_how_far_an_eye_closes_is_followed_for_each_side(visits, add_eyes, by, trend):
    content = add_eyes(visits())
    wanted = is_index("closure_completeness", "PFHs", Side.LEFT)
    content = changed(content, "eye_gentle", wanted, by=by, se=1.0)
    rows = next(one for one in sections(content) if one.key == "eye_gentle").rows
    row = next(one for one in rows if one.name.startswith("Closure completeness"))
    assert (row.right.trend, row.left.trend) == (0, trend)
    assert row.left.info.change.startswith(f"−{-by:.0f} points: ")


def test_the_gap_that_stays_open_is_followed_in_the_row_of_the_peak(visits, add_eyes):
    content = add_eyes(visits(width_mm=WIDTH_MM))
    wanted = is_measure("PFHs", Phase.PEAK, Side.LEFT)
    content = changed(content, "eye_gentle", wanted, by=2.0, se=0.1)
    rows = next(one for one in sections(content) if one.key == "eye_gentle").rows
    row = next(one for one in rows if one.name.endswith("at the peak"))
    assert (row.right.trend, row.left.trend) == (0, 1)
    assert row.left.info.change == "+2.0 mm: beyond measurement error"


def test_on_the_first_visit_there_is_nothing_to_compare(library, add_patient, add_visit):
    patient = add_patient()
    add_visit(patient)
    content = outline(library, patient, library.visits.history(patient.id))
    assert told(content, Side.LEFT) == changes.Told(verdict="first visit")


@pytest.mark.parametrize("measure_id", ["MC", "DVm"])  # that of DVm is taken from MC, the primary
@pytest.mark.parametrize(("error_points", "tells"), [(14.0, True), (16.0, False)])
def test_a_ratio_in_which_the_network_errs_by_more_than_counts_gets_no_verdict(
    visits, measure_id, error_points, tells
):
    content = visits()
    last = content.history[-1]
    result = dataclasses.replace(last.result, ratio_error_points={"MC": error_points})
    content = dataclasses.replace(
        content, history=(*content.history[:-1], dataclasses.replace(last, result=result))
    )
    found = ratio_finding(content, "smile_open", measure_id)
    assert found.estimate is not None
    assert (found.change is not None) is tells
    assert found.not_compared == ("" if tells else NETWORK_ERRS)
    assert (ratio_panel(content, "smile_open", measure_id, title="").band is not None) is tells
    (smile,) = (one for one in sections(content) if one.key == "smile_open")
    assert ("no verdict" in smile.head.remark) is not tells


def scored(content, error_points):
    """All five tasks at both visits, as the smile was measured, with a whole-face score."""
    history = []
    for place, one in enumerate(content.history):
        smile = trial(one.result, "smile_open")
        ratio = next(found for found in smile.indices if found.index_id == "excursion_ratio")
        trials = tuple(
            dataclasses.replace(
                smile,
                exercise_id=task,
                indices=(dataclasses.replace(ratio, subject=EXERCISES[task].primary.measure_id),),
            )
            for task in SUNNYBROOK_TASKS
        )
        value = 60.0 + 20.0 * place
        score = Index("global_score", "face", Unit.PCT, Estimate(value, 1.0, 5, value, value))
        result = dataclasses.replace(
            one.result, trials=trials, indices=(score,), ratio_error_points=error_points
        )
        history.append(dataclasses.replace(one, result=result))
    return dataclasses.replace(content, history=tuple(history))


@pytest.mark.parametrize(("error_points", "tells"), [(14.0, True), (28.0, False)])
def test_a_mean_of_ratios_gets_no_verdict_where_one_of_them_gets_none(visits, error_points, tells):
    content = scored(visits(), {"BH": 3.0, "PFHs": 9.0, "MC": 4.0, "CA": 9.0, "SC": error_points})
    (whole,) = (one for one in sections(content) if one.key == "scores")
    assert ("no verdict" in whole.head.remark) is not tells
    assert bool(whole.head.change.text) is tells
    chart = next(one for one in choices(content) if "global_score" in one.key).draw(content)
    assert (chart.bands[0] is not None) is tells


def test_of_an_error_that_nobody_examined_nothing_is_claimed(visits):
    content = visits()
    last = content.history[-1]
    result = dataclasses.replace(last.result, ratio_error_points={"SC": 28.0})
    content = dataclasses.replace(
        content, history=(*content.history[:-1], dataclasses.replace(last, result=result))
    )
    assert ratio_finding(content, "smile_open", "MC").not_compared == NETWORK_UNKNOWN
