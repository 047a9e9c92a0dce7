"""The results of one visit as rows of a table: both sides, their ratio, the change, the gaps."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from app import changes, number_info
from app.changes import Told
from app.number_info import PHASE_WORDS, NumberInfo
from app.result_rows import EMPTY, Number, ResultRow, Section
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
    why_score_unsure,
)
from assessment.report.names import measure_name, subject_name
from assessment.report.numbers import interval, quantity, within_percent
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
_NO_INTERVAL: Final = ""


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
        return _rest(content, exercise, found)
    if exercise.kind is ExerciseKind.BLINK:
        return _blink(content, exercise, found)
    return _movement(content, exercise, found)


def _rest(content: ReportContent, exercise: Exercise, found: TrialResult) -> Section:
    moves = [movement.measure_id for movement in exercise.movements]
    pairs = [_rest_row(content, found, measure_id) for measure_id in moves]
    middle = [_middle_row(content, found, measure_id) for measure_id in _MIDLINE_AT_REST]
    others = _index_rows(content, found.indices, exercise.id, but_about=tuple(moves))
    head = replace(pairs[0], name=f"{exercise.name}: {measure_name(moves[0])}")
    return Section(
        exercise.id, exercise.name, head, (*pairs[1:], *middle, *others, *_gaps(found.absent))
    )


def _rest_row(content: ReportContent, found: TrialResult, measure_id: str) -> ResultRow:
    row = _sides_row(content, found, measure_id, Phase.REST, measure_name(measure_id))
    if row.missing:
        return row
    return _with_asymmetry(content, row, found, measure_id, decimals=_REST_DECIMALS)


def _sides_row(
    content: ReportContent, found: TrialResult, measure_id: str, phase: Phase, name: str
) -> ResultRow:
    """A measure of both sides, or why there is none."""
    right, left = (measure(found, measure_id, phase, side) for side in _SIDES)
    if right is None or left is None:
        return ResultRow(name, missing=reason_in(found, measure_id))
    right_shown, left_shown = (
        _measured(content, side, found.exercise_id) for side in (right, left)
    )
    return ResultRow(name, right_shown, left_shown)


def _middle_row(content: ReportContent, found: TrialResult, measure_id: str) -> ResultRow:
    value = measure(found, measure_id, Phase.REST, Side.MIDLINE)
    if value is None:
        return ResultRow(measure_name(measure_id), missing=reason_in(found, measure_id))
    info = number_info.of_measure(value, found.exercise_id)
    told = changes.of_measure(content, value, found.exercise_id)
    text = quantity(value.estimate.value, value.unit)
    return _compared(ResultRow(measure_name(measure_id)), text, info, _NO_INTERVAL, told)


def _with_asymmetry(
    content: ReportContent,
    row: ResultRow,
    found: TrialResult,
    measure_id: str,
    *,
    decimals: int | None = None,
) -> ResultRow:
    """The row with the asymmetry index, or the difference of sides that may not be divided."""
    kinds = (ASYMMETRY, ASYMMETRY_UNSIGNED, SIDE_DIFFERENCE)
    several = (index(found.indices, kind, measure_id) for kind in kinds)
    one = next((one for one in several if one is not None), None)
    if one is None:
        return replace(row, remark=reason_in(found, measure_id))
    apart = one.index_id == SIDE_DIFFERENCE
    places = None if apart else decimals
    value = quantity(one.estimate.value, one.unit, decimals=places)
    text = f"difference {value}" if apart else f"AI {value}"
    info = number_info.of_index(one, found.exercise_id, decimals=places)
    resting = number_info.is_at_rest(found.exercise_id)
    ends = _NO_INTERVAL if resting else interval(one.estimate, one.unit, decimals=places)
    told = changes.of_index(content, one, found.exercise_id, decimals=places)
    return _compared(row, text, info, ends, told)


def _compared(row: ResultRow, text: str, info: NumberInfo, ends: str, told: Told) -> ResultRow:
    """The row with the number that compares, its interval and its change."""
    change = Number(told.delta, number_info.of_change(info, told)) if told.delta else EMPTY
    return replace(
        row,
        compared=Number(text, number_info.with_change(info, told)),
        ends=Number(ends, number_info.of_interval(info, ends)) if ends else EMPTY,
        change=change,
        remark=told.remark,
        beyond=bool(told.trend),
    )


def _movement(content: ReportContent, exercise: Exercise, found: TrialResult) -> Section:
    moves = [movement.measure_id for movement in exercise.movements]
    head = _excursion_row(content, found, moves[0])
    shown = [_phase_row(content, found, moves[0], phase) for phase in (Phase.REST, Phase.PEAK)]
    shown += [_excursion_row(content, found, measure_id) for measure_id in moves[1:]]
    about = tuple(moves[1:])
    others = _index_rows(content, found.indices, exercise.id, but=(RATIO,), but_about=about)
    head = replace(head, name=f"{exercise.name}: {measure_name(moves[0])}")
    return Section(exercise.id, exercise.name, head, (*shown, *others, *_gaps(found.absent)))


def _excursion_row(content: ReportContent, found: TrialResult, measure_id: str) -> ResultRow:
    row = _phase_row(content, found, measure_id, Phase.EXCURSION)
    if row.missing:
        return row
    if not measures.CATALOGUE[measure_id].ratio:
        return _with_asymmetry(content, row, found, measure_id)
    value = index(found.indices, RATIO, measure_id)
    told = ratio_finding(content, found.exercise_id, measure_id)
    return _with_finding(content, row, value, told, found.exercise_id)


def _phase_row(
    content: ReportContent, found: TrialResult, measure_id: str, phase: Phase
) -> ResultRow:
    name = f"{measure_name(measure_id)}, {PHASE_WORDS[phase]}"
    return _sides_row(content, found, measure_id, phase, name)


def _blink(content: ReportContent, exercise: Exercise, found: TrialResult) -> Section:
    rows = _index_rows(content, found.indices, exercise.id, but=(BLINK_CLOSURE,))
    gaps = _gaps(found.absent)
    if not any(one.index_id == BLINK_CLOSURE for one in found.indices):
        head = ResultRow(exercise.name, missing=reason_in(found, LID_OPENING))
    else:
        closure = _index_row(content, found.indices, BLINK_CLOSURE, LID_OPENING, exercise.id)
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
    right, left = (_indexed(content, side) if side else EMPTY for side in sides)
    row = ResultRow(number_info.subject_words(pair).capitalize(), right, left)
    value = index(result.indices, SYNKINESIS, pair)
    return _with_finding(content, row, value, _session_finding(content, SYNKINESIS, pair))


def _scores(content: ReportContent, result: SessionResult) -> Section:
    others = tuple(one for one in result.indices if not _has_own_row(one))
    own = ("synkinesis", "exercise", GLOBAL_SCORE)
    gaps = tuple(one for one in result.absent if not any(word in one.subject for word in own))
    rows = (*_index_rows(content, others, ""), *_gaps(gaps))
    head = ResultRow(f"Whole face: {indices.CATALOGUE[GLOBAL_SCORE].name.lower()}")
    score = next((one for one in result.indices if one.index_id == GLOBAL_SCORE), None)
    if score is None:
        why = (absent.reason for absent in result.absent if GLOBAL_SCORE in absent.subject)
        return Section(
            SCORES_ID, "Whole face", replace(head, missing=next(why, NOT_MEASURED)), rows
        )
    told = _session_finding(content, GLOBAL_SCORE, score.subject)
    return Section(SCORES_ID, "Whole face", _with_finding(content, head, score, told), rows)


def _has_own_row(found: Index) -> bool:
    return found.index_id in (SYNKINESIS, ACTIVATION, "synkinesis_raw", GLOBAL_SCORE)


def _index_rows(
    content: ReportContent,
    found: tuple[Index, ...],
    exercise_id: str,
    *,
    but: tuple[str, ...] = (),
    but_about: tuple[str, ...] = (),
) -> tuple[ResultRow, ...]:
    """A row for every index, the two sides of one that has sides in one row."""
    names = dict.fromkeys((one.index_id, one.subject) for one in found)
    return tuple(
        _index_row(content, found, index_id, subject, exercise_id)
        for index_id, subject in names
        if index_id not in but and subject not in but_about
    )


def _index_row(
    content: ReportContent,
    found: tuple[Index, ...],
    index_id: str,
    subject: str,
    exercise_id: str,
) -> ResultRow:
    right, left = (index(found, index_id, subject, side) for side in _SIDES)
    middle = index(found, index_id, subject)
    row = ResultRow(
        number_info.index_words(index_id, subject),
        _indexed(content, right, exercise_id) if right else EMPTY,
        _indexed(content, left, exercise_id) if left else EMPTY,
    )
    if middle is None:
        return row
    info = number_info.of_index(middle, exercise_id)
    resting = number_info.is_at_rest(exercise_id)
    ends = _NO_INTERVAL if resting else interval(middle.estimate, middle.unit)
    return _compared(row, _index_text(middle), info, ends, Told())


def _session_finding(content: ReportContent, index_id: str, subject: str) -> Finding:
    """An index over several exercises beside the visit before."""

    def read(result: SessionResult) -> Estimate | None:
        found = index(result.indices, index_id, subject)
        return found.estimate if found else None

    lids = LID_OPENING in number_info.measures_behind(index_id, subject)
    unsure = why_score_unsure(content, index_id)
    return finding(content, read, unit=Unit.PCT, missing="", lids=lids, unsure=unsure)


def _with_finding(
    content: ReportContent,
    row: ResultRow,
    value: Index | None,
    told: Finding,
    exercise_id: str = "",
) -> ResultRow:
    """The row with the number that compares the sides and what the visits say about it."""
    if value is None:
        return replace(row, remark=told.reason)
    info = number_info.of_index(value, exercise_id)
    ends = interval(value.estimate, value.unit)
    change = changes.of_finding(content, told, value.unit)
    return _compared(row, _typed(value), info, ends, change)


def _measured(content: ReportContent, found: Measure, exercise_id: str) -> Number:
    lids_at_peak = (found.measure_id, found.phase) == (LID_OPENING, Phase.PEAK)
    text = lid_opening(found) if lids_at_peak else quantity(found.estimate.value, found.unit)
    told = changes.of_measure(content, found, exercise_id)
    info = number_info.of_measure(found, exercise_id)
    return Number(text, number_info.with_change(info, told), told.trend)


def _indexed(content: ReportContent, found: Index, exercise_id: str = "") -> Number:
    told = changes.of_index(content, found, exercise_id)
    info = number_info.of_index(found, exercise_id)
    return Number(_index_text(found), number_info.with_change(info, told), told.trend)


def _index_text(found: Index) -> str:
    shown = found.estimate
    if found.index_id in (CLOSURE, BLINK_CLOSURE):
        shown = within_percent(shown)
    return quantity(shown.value, found.unit)


def _typed(found: Index) -> str:
    """The value after what it is: of a ratio 100 is good, of synkinesis 0."""
    value = _index_text(found)
    return {
        RATIO: f"ratio {value}",
        SYNKINESIS: f"synkinesis {value}",
        GLOBAL_SCORE: f"mean ratio {value}",
    }.get(found.index_id, value)


def _gaps(absent: tuple[Absent, ...]) -> tuple[ResultRow, ...]:
    """What could not be had, one row for each reason."""
    reasons: dict[str, list[str]] = {}
    for one in absent:
        reasons.setdefault(one.reason, []).append(subject_name(one.subject))
    return tuple(
        ResultRow("; ".join(dict.fromkeys(names)), missing=why) for why, names in reasons.items()
    )
