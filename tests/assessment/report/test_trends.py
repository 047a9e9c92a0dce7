from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from assessment.records import Treatment
from assessment.report import lookup
from assessment.report.layout import Sheet
from assessment.report.panels import noise_band, series, timeline
from assessment.report.trends import recovery_section
from assessment.results import Unit
from core.landmarks import Side

ONSET = dt.date(2026, 1, 12)


def smile_ratio(result):
    return lookup.ratio(result, "smile_open", "MC")


def joined(content, **options):
    return [point.joined for point in series(content, Side.MIDLINE, smile_ratio, **options).points]


def test_all_visits_are_joined_when_they_can_be_compared(make_content):
    assert joined(make_content(4)) == [False, True, True, True]


def test_a_break_stands_before_the_visit_that_differs(make_content):
    assert joined(make_content(4, break_at=2)) == [False, True, False, True]


def test_the_point_after_a_break_says_why(make_content):
    content = make_content(4, break_at=2)
    points = series(content, Side.MIDLINE, smile_ratio).points
    reason = content.history[2].break_reason
    assert reason
    assert [point.apart for point in points] == ["", "", reason, ""]
    assert [point.visit for point in points] == [0, 1, 2, 3]


def test_the_noise_band_is_the_detectable_change_around_the_previous_visit(make_content):
    content = make_content(3)
    line = series(content, Side.MIDLINE, smile_ratio)
    band = noise_band(content, line, Unit.PCT)
    finding = lookup.ratio_finding(content, "smile_open", "MC")
    assert (band.first_day, band.last_day) == (line.points[1].day, line.points[2].day)
    assert (band.centre, band.half) == (finding.previous.value, finding.change.mdc)


def test_no_noise_band_across_a_break_or_at_a_single_visit(make_content):
    broken, single = make_content(3, break_at=2), make_content(1)
    for content in (broken, single):
        line = series(content, Side.MIDLINE, smile_ratio)
        assert noise_band(content, line, Unit.PCT) is None


def test_a_break_at_a_visit_without_the_value_is_not_forgotten(make_content, make_session):
    content = make_content(4, break_at=2)
    history = list(content.history)
    history[2] = replace(history[2], result=make_session(0.5, without=("smile_open",)))
    assert joined(replace(content, history=tuple(history))) == [False, True, False]


def test_lengths_break_where_the_millimetre_factor_changes(make_content):
    content = make_content(3)
    history = list(content.history)
    face_frame = replace(history[2].result.face_frame, mm_per_unit=91.0)
    history[2] = replace(history[2], result=replace(history[2].result, face_frame=face_frame))
    content = replace(content, history=tuple(history))
    assert joined(content) == [False, True, True]
    assert joined(content, lengths=True) == [False, True, False]


def test_time_counts_from_onset_or_else_from_the_first_visit(make_content, make_patient):
    content = make_content(2)
    days = [point.day for point in series(content, Side.MIDLINE, smile_ratio).points]
    assert days == [9.0, 30.0]
    unknown = replace(content, patient=make_patient(onset_date=None))
    days = [point.day for point in series(unknown, Side.MIDLINE, smile_ratio).points]
    assert days == pytest.approx([0.0, 21.0])


def test_a_period_that_began_before_the_axis_is_clipped_to_it(make_content, make_patient):
    """The visits begin long after onset, so the axis begins with the first of them."""
    onset = ONSET - dt.timedelta(days=1000)
    axis = timeline(make_content(2, patient=make_patient(onset_date=onset)))
    assert axis.first_day == 1009.0
    shown = {event.tag: (event.first_day, event.last_day) for event in axis.events}
    assert shown == {"1": (1009.0, 1011.0), "2": (1009.0, 1009.0)}


@pytest.mark.parametrize(
    ("kind", "apart"),
    [("eyelid weight", True), ("Lateral tarsorrhaphy", True), ("botulinum toxin", False)],
)
def test_eyelid_surgery_breaks_the_lines_of_the_eye(make_content, text_of, kind, apart):
    surgery = Treatment(UUID(int=9), UUID(int=1), kind, ONSET + dt.timedelta(days=40))
    content = make_content(3, stills=(), curves=(), treatments=(surgery,))
    assert joined(content, lids=True) == [False, True, not apart]
    assert joined(content) == [False, True, True]
    text = " ".join(text_of(content))
    assert ("on: after eyelid surgery: not nerve recovery" in text) is apart
    eye = lookup.ratio_finding(content, "eye_gentle", "PFHs")
    assert (eye.not_compared == "not compared: after eyelid surgery: not nerve recovery") is apart
    assert (eye.change is None) is apart
    assert lookup.ratio_finding(content, "smile_open", "MC").change is not None


def test_eyelid_surgery_before_both_visits_leaves_them_joined(make_content):
    surgery = Treatment(UUID(int=9), UUID(int=1), "eyelid weight", ONSET)
    assert joined(make_content(3, treatments=(surgery,)), lids=True) == [False, True, True]


@pytest.mark.parametrize("visits", [1, 2, 12])
def test_the_section_builds_for_any_number_of_visits(make_content, vera, visits):
    assert recovery_section(make_content(visits, stills=()), Sheet(vera, 505.0))
