"""Lengths in outer-canthal widths: the same numbers over the patient's width, the same verdicts."""

from __future__ import annotations

import dataclasses

import pytest

from app import changes
from app.course import choices
from app.lengths import content_in_widths, result_in_widths
from app.reporting import outline
from assessment.report.lookup import measure, trial
from assessment.results import Phase, Unit
from core.landmarks import Side

WIDTH_MM = 100.0


@pytest.fixture
def content(library, add_patient, add_visit):
    patient = add_patient(outer_canthal_mm=WIDTH_MM)
    for day in (1, 20):
        add_visit(patient, day=day)
    return outline(library, patient, library.visits.history(patient.id))


def test_lengths_areas_and_their_errors_are_divided_and_the_rest_stays(content):
    before, after = content.result, result_in_widths(content.result)
    powers = {Unit.MM: (Unit.OCW, 1), Unit.MM2: (Unit.OCW2, 2)}
    seen = set()
    for old, new in zip(before.trials, after.trials, strict=True):
        for kept, shown in zip(
            (*old.measures, *old.indices), (*new.measures, *new.indices), strict=True
        ):
            unit, power = powers.get(kept.unit, (kept.unit, 0))
            seen.add(unit)
            assert shown.unit is unit
            for name in ("value", "se", "lower", "upper"):
                told = getattr(shown.estimate, name) * WIDTH_MM**power
                assert told == pytest.approx(getattr(kept.estimate, name))
    assert {Unit.OCW, Unit.OCW2, Unit.DEG, Unit.PCT} <= seen
    assert after.face_frame.mm_per_unit == WIDTH_MM


def test_repetitions_are_divided_too(content):
    key = ("MC", Phase.EXCURSION, Side.LEFT)
    kept = measure(trial(content.result, "smile_open"), *key)
    shown = measure(trial(result_in_widths(content.result), "smile_open"), *key)
    assert shown.repetitions == pytest.approx([one / WIDTH_MM for one in kept.repetitions])


def test_what_was_never_in_millimetres_stays(content):
    frame = dataclasses.replace(content.result.face_frame, mm_per_unit=None)
    result = dataclasses.replace(content.result, face_frame=frame)
    assert result_in_widths(result) is result


@pytest.mark.parametrize(("by_mm", "trend"), [(1.45, 0), (1.55, 1)])
def test_the_unit_does_not_decide_what_is_beyond_measurement_error(content, by_mm, trend):
    """A face wider than the average one: 1.5 mm are 0.0150 of its width, not 0.0169."""

    def moved(one):
        surer = dataclasses.replace(one.estimate, se=0.01)
        if (one.measure_id, one.phase, one.side) == ("MC", Phase.EXCURSION, Side.LEFT):
            surer = dataclasses.replace(surer, value=surer.value + by_mm)
        return dataclasses.replace(one, estimate=surer)

    last = content.history[-1]
    smile = trial(last.result, "smile_open")
    larger = dataclasses.replace(smile, measures=tuple(map(moved, smile.measures)))
    trials = tuple(larger if one is smile else one for one in last.result.trials)
    result = dataclasses.replace(last.result, trials=trials)
    history = (content.history[0], dataclasses.replace(last, result=result))
    in_mm = dataclasses.replace(content, history=history)
    for shown, unit in ((in_mm, "mm"), (content_in_widths(in_mm), "OCW")):
        found = measure(trial(shown.result, "smile_open"), "MC", Phase.EXCURSION, Side.LEFT)
        told = changes.of_measure(shown, found, "smile_open")
        assert told.delta.endswith(unit)
        assert told.trend == trend


def test_charts_and_their_noise_follow(content):
    key = "excursion|smile_open|MC"
    in_mm, in_widths = (
        next(one for one in choices(shown) if one.key == key).draw(shown)
        for shown in (content, content_in_widths(content))
    )
    assert (in_mm.unit, in_widths.unit) == (Unit.MM, Unit.OCW)
    for wide, narrow in zip(in_mm.panel.series, in_widths.panel.series, strict=True):
        assert [one.estimate.value / WIDTH_MM for one in wide.points] == pytest.approx(
            [one.estimate.value for one in narrow.points]
        )
    for wide, narrow in zip(in_mm.bands, in_widths.bands, strict=True):
        assert narrow.half == pytest.approx(wide.half / WIDTH_MM)
