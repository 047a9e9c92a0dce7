"""The results of one visit as rows of a table: both sides, their ratio, the change, the gaps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from app import number_info
from app.number_info import PHASE_WORDS, NumberInfo
from assessment import indices, measures
from assessment.protocol import EXERCISES, Exercise, ExerciseKind
from assessment.report.content import ReportContent
from assessment.report.involuntary import lid_opening
from assessment.report.lookup import (
    ACTIVATION,
    ASYMMETRY,
    ASYMMETRY_UNSIGNED,
    BLINK_CLOSURE,
    CLOSURE,
    GLOBAL_SCORE,
    LID_OPENING,
    NOT_MEASURED,
    RATIO,
    SIDE_DIFFERENCE,
    SYNKINESIS,
    Finding,
    finding,
    index,
    measure,
    ratio_finding,
    reason,
    reason_in,
    trial,
    verdict,
)
from assessment.report.names import measure_name, subject_name
from assessment.report.numbers import axis_label, interval, number, quantity, within_percent
from assessment.report.quality import SKIPPED
from assessment.results import (
    Absent,
    Estimate,
    Index,
    Measure,
    Phase,
    SessionResult,
    TrialResult,
    Unit,
)
from core.landmarks import Side

SYNKINESIS_ID: Final = "synkinesis"
SCORES_ID: Final = "scores"
_SIDES: Final = (Side.RIGHT, Side.LEFT)
_REST_DECIMALS: Final = 1
_MIDLINE_AT_REST: Final = ("CHD", "PHD")


@dataclass(frozen=True, slots=True)
class Number:
    """One cell: a number as text, and what can be asked of it."""

    text: str = ""
    info: NumberInfo | None = None


EMPTY: Final = Number()


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One line of the table.

    Attributes:
        name: Exercise or quantity.
        right: The patient's right side.
        left: The patient's left side.
        compared: The number that compares the sides.
        ends: Its 95 % interval.
        change: Its difference to the visit before.
        remark: The verdict on the change, or why there is none.
        beyond: The change is beyond measurement error.
        missing: Why the row holds no numbers, one clause; "" when it holds some.
    """

    name: str
    right: Number = EMPTY
    left: Number = EMPTY
    compared: Number = EMPTY
    ends: str = ""
    change: str = ""
    remark: str = ""
    beyond: bool = False
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One exercise, or what concerns several: its main row and all others.

    Attributes:
        key: Id of the exercise, `SYNKINESIS_ID` or `SCORES_ID`.
        name: What it is called in short.
        head: The row that stands for it.
        rows: Everything else.
    """

    key: str
    name: str
    head: ResultRow
    rows: tuple[ResultRow, ...]


def sections(content: ReportContent) -> tuple[Section, ...]:
    """The results of the reported visit; empty when it was not analysed."""
    result = content.result
    if result is None:
        return ()
    found = [
        _exercise(content, exercise) for exercise in EXERCISES.values() if _shown(result, exercise)
    ]
    return (*found, _synkinesis(content, result), _scores(content, result))


def _shown(result: SessionResult, exercise: Exercise) -> bool:
    """The exercises of the protocol that measure something, optional ones only when recorded."""
    if exercise.primary is None:
        return False
    told = {f"exercise {one.exercise_id}" for one in result.trials}
    told |= {one.subject for one in result.absent}
    return not exercise.optional or f"exercise {exercise.id}" in told


def _exercise(content: ReportContent, exercise: Exercise) -> Section:
    found = trial(content.result, exercise.id)
    if found is None:
        skipped = {skip.exercise_id: f"{SKIPPED}: {skip.reason}" for skip in content.visit.skipped}
        why = skipped.get(exercise.id) or reason(content.result, exercise.id, exercise.id)
        return Section(exercise.id, exercise.name, ResultRow(exercise.name, missing=why), ())
    if exercise.kind is ExerciseKind.REST:
        return _rest(exercise, found)
    if exercise.kind is ExerciseKind.BLINK:
        return _blink(exercise, found)
    return _movement(content, exercise, found)


def _rest(exercise: Exercise, found: TrialResult) -> Section:
    moves = [movement.measure_id for movement in exercise.movements]
    pairs = [_rest_row(found, measure_id) for measure_id in moves]
    middle = [_middle_row(found, measure_id) for measure_id in _MIDLINE_AT_REST]
    others = _index_rows(found.indices, exercise.id, but_about=tuple(moves))
    head = replace(pairs[0], name=f"{exercise.name}: {measure_name(moves[0])}")
    return Section(
        exercise.id, exercise.name, head, (*pairs[1:], *middle, *others, *_gaps(found.absent))
    )


def _rest_row(found: TrialResult, measure_id: str) -> ResultRow:
    sides = [measure(found, measure_id, Phase.REST, side) for side in _SIDES]
    if None in sides:
        return ResultRow(measure_name(measure_id), missing=reason_in(found, measure_id))
    right, left = (_measured(side, found.exercise_id) for side in sides)
    row = ResultRow(measure_name(measure_id), right, left)
    return _with_asymmetry(row, found, measure_id, decimals=_REST_DECIMALS)


def _middle_row(found: TrialResult, measure_id: str) -> ResultRow:
    value = measure(found, measure_id, Phase.REST, Side.MIDLINE)
    if value is None:
        return ResultRow(measure_name(measure_id), missing=reason_in(found, measure_id))
    ends = interval(value.estimate, value.unit)
    compared = _measured(value, found.exercise_id)
    return ResultRow(measure_name(measure_id), compared=compared, ends=ends)


def _with_asymmetry(
    row: ResultRow, found: TrialResult, measure_id: str, *, decimals: int | None = None
) -> ResultRow:
    """The row with the asymmetry index, or the difference of sides that may not be divided."""
    kinds = (ASYMMETRY, ASYMMETRY_UNSIGNED, SIDE_DIFFERENCE)
    several = (index(found.indices, kind, measure_id) for kind in kinds)
    compared = next((one for one in several if one is not None), None)
    if compared is None:
        return replace(row, remark=reason_in(found, measure_id))
    apart = compared.index_id == SIDE_DIFFERENCE
    places = None if apart else decimals
    value = number(compared.estimate.value, compared.unit, decimals=places)
    value = f"{value} {axis_label(compared.unit)}"
    text = f"difference {value}" if apart else f"AI {value}"
    info = number_info.of_index(compared, found.exercise_id, decimals=places)
    ends = interval(compared.estimate, compared.unit, decimals=places)
    return replace(row, compared=Number(text, info), ends=ends)


def _movement(content: ReportContent, exercise: Exercise, found: TrialResult) -> Section:
    moves = [movement.measure_id for movement in exercise.movements]
    head = _excursion_row(content, found, moves[0])
    shown = [_phase_row(found, moves[0], phase) for phase in (Phase.REST, Phase.PEAK)]
    shown += [_excursion_row(content, found, measure_id) for measure_id in moves[1:]]
    about = tuple(moves[1:])
    others = _index_rows(found.indices, exercise.id, but=(RATIO,), but_about=about)
    head = replace(head, name=f"{exercise.name}: {measure_name(moves[0])}")
    return Section(exercise.id, exercise.name, head, (*shown, *others, *_gaps(found.absent)))


def _excursion_row(content: ReportContent, found: TrialResult, measure_id: str) -> ResultRow:
    sides = [measure(found, measure_id, Phase.EXCURSION, side) for side in _SIDES]
    name = f"{measure_name(measure_id)}, {PHASE_WORDS[Phase.EXCURSION]}"
    if None in sides:
        return ResultRow(name, missing=reason_in(found, measure_id))
    right, left = (_measured(side, found.exercise_id) for side in sides)
    row = ResultRow(name, right, left)
    if not measures.CATALOGUE[measure_id].ratio:
        return _with_asymmetry(row, found, measure_id)
    value = index(found.indices, RATIO, measure_id)
    told = ratio_finding(content, found.exercise_id, measure_id)
    return _with_finding(row, value, told, found.exercise_id)


def _phase_row(found: TrialResult, measure_id: str, phase: Phase) -> ResultRow:
    sides = [measure(found, measure_id, phase, side) for side in _SIDES]
    name = f"{measure_name(measure_id)}, {PHASE_WORDS[phase]}"
    if None in sides:
        return ResultRow(name, missing=reason_in(found, measure_id))
    right, left = (_measured(side, found.exercise_id) for side in sides)
    return ResultRow(name, right, left)


def _blink(exercise: Exercise, found: TrialResult) -> Section:
    rows = _index_rows(found.indices, exercise.id, but=(BLINK_CLOSURE,))
    gaps = _gaps(found.absent)
    if not any(one.index_id == BLINK_CLOSURE for one in found.indices):
        head = ResultRow(exercise.name, missing=reason_in(found, LID_OPENING))
    else:
        closure = _index_row(found.indices, BLINK_CLOSURE, LID_OPENING, exercise.id)
        head = replace(closure, name=f"{exercise.name}: {closure.name}")
    return Section(exercise.id, exercise.name, head, (*rows, *gaps))


def _synkinesis(content: ReportContent, result: SessionResult) -> Section:
    pairs = dict.fromkeys(one.subject for one in result.indices if one.index_id == ACTIVATION)
    rows = {pair: _pair_row(content, result, pair) for pair in pairs}
    known = [one for one in result.indices if one.index_id == SYNKINESIS]
    gaps = _gaps(tuple(absent for absent in result.absent if "synkinesis" in absent.subject))
    if not known:
        why = "no pair of exercise and region could be measured"
        head = ResultRow("Synkinesis", missing=why)
    else:
        largest = rows[max(known, key=lambda one: one.estimate.value).subject]
        head = replace(largest, name=f"Synkinesis, largest: {largest.name.lower()}")
    return Section(SYNKINESIS_ID, "Synkinesis (largest)", head, (*rows.values(), *gaps))


def _pair_row(content: ReportContent, result: SessionResult, pair: str) -> ResultRow:
    sides = [index(result.indices, ACTIVATION, pair, side) for side in _SIDES]
    right, left = (_indexed(side) if side else EMPTY for side in sides)
    row = ResultRow(number_info.subject_words(pair).capitalize(), right, left)
    value = index(result.indices, SYNKINESIS, pair)
    return _with_finding(row, value, _session_finding(content, SYNKINESIS, pair))


def _scores(content: ReportContent, result: SessionResult) -> Section:
    others = tuple(one for one in result.indices if not _has_own_row(one))
    own = ("synkinesis", "exercise", GLOBAL_SCORE)
    gaps = tuple(one for one in result.absent if not any(word in one.subject for word in own))
    rows = (*_index_rows(others, ""), *_gaps(gaps))
    head = ResultRow(f"Whole face: {indices.CATALOGUE[GLOBAL_SCORE].name.lower()}")
    score = next((one for one in result.indices if one.index_id == GLOBAL_SCORE), None)
    if score is None:
        why = (absent.reason for absent in result.absent if GLOBAL_SCORE in absent.subject)
        return Section(
            SCORES_ID, "Whole face", replace(head, missing=next(why, NOT_MEASURED)), rows
        )
    told = _session_finding(content, GLOBAL_SCORE, score.subject)
    return Section(SCORES_ID, "Whole face", _with_finding(head, score, told), rows)


def _has_own_row(found: Index) -> bool:
    return found.index_id in (SYNKINESIS, ACTIVATION, "synkinesis_raw", GLOBAL_SCORE)


def _index_rows(
    found: tuple[Index, ...],
    exercise_id: str,
    *,
    but: tuple[str, ...] = (),
    but_about: tuple[str, ...] = (),
) -> tuple[ResultRow, ...]:
    """A row for every index, the two sides of one that has sides in one row."""
    names = dict.fromkeys((one.index_id, one.subject) for one in found)
    return tuple(
        _index_row(found, index_id, subject, exercise_id)
        for index_id, subject in names
        if index_id not in but and subject not in but_about
    )


def _index_row(
    found: tuple[Index, ...], index_id: str, subject: str, exercise_id: str
) -> ResultRow:
    right, left = (index(found, index_id, subject, side) for side in _SIDES)
    middle = index(found, index_id, subject)
    return ResultRow(
        number_info.index_words(index_id, subject),
        _indexed(right, exercise_id) if right else EMPTY,
        _indexed(left, exercise_id) if left else EMPTY,
        _indexed(middle, exercise_id) if middle else EMPTY,
        interval(middle.estimate, middle.unit) if middle else "",
    )


def _session_finding(content: ReportContent, index_id: str, subject: str) -> Finding:
    """An index over several exercises beside the visit before."""

    def read(result: SessionResult) -> Estimate | None:
        found = index(result.indices, index_id, subject)
        return found.estimate if found else None

    lids = LID_OPENING in number_info.measures_behind(index_id, subject)
    return finding(content, read, unit=Unit.PCT, missing="", lids=lids)


def _with_finding(
    row: ResultRow, value: Index | None, told: Finding, exercise_id: str = ""
) -> ResultRow:
    """The row with the number that compares the sides and what the visits say about it."""
    if value is None:
        return replace(row, remark=told.reason)
    row = replace(
        row,
        compared=_indexed(value, exercise_id),
        ends=interval(value.estimate, value.unit),
    )
    if told.change is None:
        return replace(row, remark=told.not_compared)
    change = number(told.change.delta, value.unit, signed=True)
    if value.unit is Unit.PCT:
        change = f"{change} {axis_label(Unit.POINTS)}"
    return replace(row, change=change, remark=verdict(told.change), beyond=told.change.beyond)


def _measured(found: Measure | None, exercise_id: str) -> Number:
    if found is None:
        return EMPTY
    lids_at_peak = (found.measure_id, found.phase) == (LID_OPENING, Phase.PEAK)
    text = lid_opening(found) if lids_at_peak else quantity(found.estimate.value, found.unit)
    return Number(text, number_info.of_measure(found, exercise_id))


def _indexed(found: Index, exercise_id: str = "") -> Number:
    shown = found.estimate
    if found.index_id in (CLOSURE, BLINK_CLOSURE):
        shown = within_percent(shown)
    return Number(quantity(shown.value, found.unit), number_info.of_index(found, exercise_id))


def _gaps(absent: tuple[Absent, ...]) -> tuple[ResultRow, ...]:
    """What could not be had, one row for each reason."""
    reasons: dict[str, list[str]] = {}
    for one in absent:
        reasons.setdefault(one.reason, []).append(subject_name(one.subject))
    return tuple(
        ResultRow("; ".join(dict.fromkeys(names)), missing=why) for why, names in reasons.items()
    )
