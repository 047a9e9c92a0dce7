"""What can be followed over the visits of a patient, and the charts and table made of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from app.number_info import PHASE_WORDS, is_at_rest, of_side, subject_words
from assessment import indices, measures
from assessment.change import floor_of, mdc95
from assessment.grades.forms import SCALES
from assessment.grades.scale import Scale
from assessment.norms import Norm, norm_of
from assessment.protocol import EXERCISES, SUNNYBROOK_TASKS, Exercise, ExerciseKind
from assessment.protocol import Region as SynkinesisRegion
from assessment.report.content import HistoryVisit, ReportContent
from assessment.report.grade_trends import item_panel, total_panel
from assessment.report.lookup import (
    BLINK_CLOSURE,
    CLOSURE,
    GLOBAL_SCORE,
    HB_MEASUREMENT,
    RATIO,
    SYNKINESIS,
    why_score_unsure,
)
from assessment.report.names import exercise_name, measure_name
from assessment.report.numbers import axis_label, interval, quantity
from assessment.report.panels import (
    closure_panel,
    measure_panel,
    measure_unit,
    noise_band,
    ratio_panel,
    score_panel,
    synkinesis_panel,
)
from assessment.report.recovery import Band, Panel, Point, Series
from assessment.report.sources import cite
from assessment.results import Phase, TrialResult, Unit

GRADES_GROUP: Final = "Clinical grades"
SYNKINESIS_GROUP: Final = "Synkinesis"
SCORES_GROUP: Final = "Whole face"
_SCORES: Final = (GLOBAL_SCORE, HB_MEASUREMENT, "hb_measurement_ratio")


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart over the visits.

    Attributes:
        panel: What is drawn.
        unit: Unit of the values; None for grades.
        bands: Measurement error around the previous visit, one entry for each series.
        norm: Healthy people, where that is published.
        measure_id: The measure that the title names in short; "" where it names none.
        ratio: It is the affected side's excursion over the healthy side's.
        resting: Its values are of a resting clip and have no interval.
    """

    panel: Panel
    unit: Unit | None = None
    bands: tuple[Band | None, ...] = ()
    norm: Norm | None = None
    measure_id: str = ""
    ratio: bool = False
    resting: bool = False

    @property
    def goes_below_zero(self) -> bool:
        """A ratio of it is negative: the affected side moved the opposite way."""
        values = (one.estimate.value for line in self.panel.series for one in line.points)
        return self.ratio and any(round(value) < 0 for value in values)


@dataclass(frozen=True, slots=True)
class ChartChoice:
    """Something that can be followed.

    Attributes:
        key: Stays the same from patient to patient.
        group: Heading under which it is offered.
        name: What it is.
        draw: Makes the chart.
    """

    key: str
    group: str
    name: str
    draw: Callable[[ReportContent], Chart]


def choices(content: ReportContent) -> tuple[ChartChoice, ...]:
    """Everything that was found at some visit, in the order of the protocol."""
    return (
        *(one for exercise in EXERCISES.values() for one in _of_exercise(content, exercise)),
        *_of_synkinesis(content),
        *_of_scores(content),
        *_of_grades(content),
    )


def usual_keys(content: ReportContent) -> tuple[str, ...]:
    """What a report charts first: the ratios of the five regions and the two main scales."""
    primaries = ((task, EXERCISES[task].primary) for task in SUNNYBROOK_TASKS)
    wanted = [f"{RATIO}|{task}|{move.measure_id}" for task, move in primaries if move is not None]
    wanted += ["sunnybrook|composite", "house_brackmann|grade"]
    offered = {choice.key for choice in choices(content)}
    return tuple(key for key in wanted if key in offered)


def _trials(content: ReportContent, exercise_id: str) -> Iterator[TrialResult]:
    for visit in content.history:
        for trial in visit.result.trials if visit.result else ():
            if trial.exercise_id == exercise_id:
                yield trial


def _of_exercise(content: ReportContent, exercise: Exercise) -> Iterator[ChartChoice]:
    trials = list(_trials(content, exercise.id))
    ratios = {one.subject for found in trials for one in found.indices if one.index_id == RATIO}
    moved = {(one.measure_id, one.phase) for found in trials for one in found.measures}
    phase = Phase.REST if exercise.kind is ExerciseKind.REST else Phase.EXCURSION
    measured = [move.measure_id for move in exercise.movements]
    if phase is Phase.EXCURSION:
        for measure_id in measured:
            if measure_id in ratios:
                yield _ratio_choice(exercise.id, measure_id)
    for measure_id in measured:
        if (measure_id, phase) in moved:
            yield _measure_choice(exercise.id, measure_id, phase)
    closures = (CLOSURE, BLINK_CLOSURE)
    if any(one.index_id in closures for found in trials for one in found.indices):
        name = exercise_name(exercise.id)
        key = f"{CLOSURE}|{exercise.id}"
        yield ChartChoice(
            key, name, "How far the lids close", partial(_closure, exercise_id=exercise.id)
        )


def _ratio_choice(exercise_id: str, measure_id: str) -> ChartChoice:
    group, name = exercise_name(exercise_id), f"Ratio, {measure_name(measure_id)}"
    what = f"ratio {measure_id}"
    title = f"{group}: {what}"
    draw = partial(_ratio, exercise_id=exercise_id, measure_id=measure_id, title=title)
    return ChartChoice(f"{RATIO}|{exercise_id}|{measure_id}", group, name, draw)


def _measure_choice(exercise_id: str, measure_id: str, phase: Phase) -> ChartChoice:
    group = exercise_name(exercise_id)
    name = f"{PHASE_WORDS[phase].capitalize()}, {measure_name(measure_id)}"
    what = f"resting {measure_id}" if phase is Phase.REST else f"excursion {measure_id}"
    title = f"{group}: {what}"
    draw = partial(
        _measure, exercise_id=exercise_id, measure_id=measure_id, phase=phase, title=title
    )
    return ChartChoice(f"{phase}|{exercise_id}|{measure_id}", group, name, draw)


def _of_synkinesis(content: ReportContent) -> Iterator[ChartChoice]:
    results = [visit.result for visit in content.history if visit.result is not None]
    pairs = dict.fromkeys(
        one.subject for found in results for one in found.indices if one.index_id == SYNKINESIS
    )
    for pair in pairs:
        draw = partial(_synkinesis, pair=pair)
        name = subject_words(pair).capitalize()
        yield ChartChoice(f"{SYNKINESIS}|{pair}", SYNKINESIS_GROUP, name, draw)


def _of_scores(content: ReportContent) -> Iterator[ChartChoice]:
    results = [visit.result for visit in content.history if visit.result is not None]
    known = {one.index_id for found in results for one in found.indices}
    for index_id in _SCORES:
        if index_id in known:
            name = indices.CATALOGUE[index_id].name
            yield ChartChoice(index_id, SCORES_GROUP, name, partial(_score, index_id=index_id))


def _of_grades(content: ReportContent) -> Iterator[ChartChoice]:
    given = {grade.scale for visit in content.history for grade in visit.grades}
    for scale in SCALES.values():
        if scale.id in given:
            yield from _of_scale(scale)


def _of_scale(scale: Scale) -> Iterator[ChartChoice]:
    for total in reversed(scale.totals):
        draw = partial(_total, scale_id=scale.id, total_id=total.id)
        name = f"{scale.name}: {total.label.lower()}"
        yield ChartChoice(f"{scale.id}|{total.id}", GRADES_GROUP, name, draw)
    if not scale.totals:
        for item in scale.items:
            draw = partial(_item, scale_id=scale.id, item_id=item.id)
            several = len(scale.items) > 1
            name = f"{scale.name}: {item.label.lower()}" if several else scale.name
            yield ChartChoice(f"{scale.id}|{item.id}", GRADES_GROUP, name, draw)


def _ratio(content: ReportContent, *, exercise_id: str, measure_id: str, title: str) -> Chart:
    panel = ratio_panel(content, exercise_id, measure_id, title=title)
    return Chart(panel, Unit.PCT, (panel.band,), measure_id=measure_id, ratio=True)


def _measure(
    content: ReportContent, *, exercise_id: str, measure_id: str, phase: Phase, title: str
) -> Chart:
    panel = measure_panel(content, exercise_id, measure_id, phase, title=title)
    unit = measure_unit(content, exercise_id, measure_id, phase)
    norm = norm_of(exercise_id, measure_id, phase, unit)
    return replace(
        _banded(content, panel, unit, norm),
        measure_id=measure_id,
        resting=is_at_rest(exercise_id),
    )


def _closure(content: ReportContent, *, exercise_id: str) -> Chart:
    return _banded(content, closure_panel(content, exercise_id), Unit.PCT)


def _synkinesis(content: ReportContent, *, pair: str) -> Chart:
    region, _, exercise_id = pair.partition("|")
    panel = synkinesis_panel(content, SynkinesisRegion(region), exercise_id)
    return _banded(content, panel, Unit.PCT)


def _score(content: ReportContent, *, index_id: str) -> Chart:
    unit = indices.CATALOGUE[index_id].unit or Unit.POINTS
    chart = _banded(content, score_panel(content, index_id), unit)
    unsure = why_score_unsure(content, index_id)
    return replace(chart, bands=(None,) * len(chart.bands)) if unsure else chart


def _total(content: ReportContent, *, scale_id: str, total_id: str) -> Chart:
    scale = SCALES[scale_id]
    total = next(one for one in scale.totals if one.id == total_id)
    return Chart(total_panel(content, scale, total))


def _item(content: ReportContent, *, scale_id: str, item_id: str) -> Chart:
    scale = SCALES[scale_id]
    return Chart(item_panel(content, scale, scale.item(item_id)))


def _banded(content: ReportContent, panel: Panel, unit: Unit, norm: Norm | None = None) -> Chart:
    bands = tuple(_band(content, line, unit) for line in panel.series)
    return Chart(panel, unit, bands, norm)


def _band(content: ReportContent, line: Series, unit: Unit) -> Band | None:
    """Measurement error around the previous visit, by the patient's own width if it is known."""
    band = noise_band(content, line, unit)
    if band is None or content.result is None:
        return band
    before, now = line.points[-2:]
    floor = floor_of(unit, mm_per_unit=content.result.face_frame.mm_per_unit)
    return replace(band, half=mdc95(unit, now.estimate, before.estimate, floor=floor))


def short_names(charts: Sequence[Chart]) -> tuple[str, ...]:
    """What the short names in the titles stand for, e.g. "BH: brow height"."""
    ids = dict.fromkeys(chart.measure_id for chart in charts if chart.measure_id)
    return tuple(f"{one}: {measures.CATALOGUE[one].name.lower()}" for one in ids)


def told(chart: Chart, point: Point) -> str:
    """One value of a chart in words, e.g. "62 % (54 to 70)"."""
    if chart.unit is not None and chart.resting:
        return quantity(point.estimate.value, chart.unit)
    if chart.unit is not None:
        ends = interval(point.estimate, chart.unit)
        return f"{quantity(point.estimate.value, chart.unit)} ({ends})"
    levels = chart.panel.levels
    value = point.estimate.value
    return levels[round(value) - 1] if levels else f"{value:g}"


def table(
    content: ReportContent, charts: Sequence[Chart], *, write_day: Callable[[dt.date], str]
) -> tuple[list[str], list[list[str]]]:
    """The charts as heads and rows, a row for each visit; values with their 95 % interval."""
    lines = [(chart, line) for chart in charts for line in chart.panel.series]
    heads = ["Visit", "Days since onset" if content.patient.onset_date else "Days"]
    heads += [of_side(chart.panel.title, line.side) for chart, line in lines]
    rows = []
    for place, visit in enumerate(content.history):
        by_line = (
            next((told(chart, one) for one in line.points if one.visit == place), "")
            for chart, line in lines
        )
        rows.append([write_day(visit.taken_at.date()), _day(content, visit), *by_line])
    return heads, rows


def _day(content: ReportContent, visit: HistoryVisit) -> str:
    return f"{content.day_of(visit):.0f}"


def norm_words(norm: Norm) -> str:
    """Who the healthy people of a norm are, e.g. for the tip of its band."""
    name = measures.CATALOGUE[norm.measure_id].name.lower()
    return (
        f"Healthy people, {name}: mean ± standard deviation {norm.mean:g} ± {norm.sd:g} "
        f"{axis_label(norm.unit)} ({norm.people}; {cite(norm.source)})"
    )
