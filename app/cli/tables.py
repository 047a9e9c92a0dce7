"""Results as tables on the terminal."""

from __future__ import annotations

from rich.table import Table

from app.cli import terminal
from assessment.examination import Analysis, Examination
from assessment.protocol import EXERCISES
from assessment.records import Patient
from assessment.report.names import subject_name
from assessment.results import Absent, Estimate, Index, TrialResult

MAIN_INDEX = "excursion_ratio"
SYMMETRY_INDEX = "symmetry_index"


def show_examination(patient: Patient, examination: Examination) -> None:
    """The gist of a visit: how the sides moved, what was dropped and what is absent."""
    analysis = examination.latest
    if analysis is None:
        terminal.say("The visit was stored without an analysis.")
        return
    result = analysis.result
    day = examination.visit.taken_at.astimezone().date().isoformat()
    table = Table(
        "Exercise",
        "Repetitions",
        "Affected / healthy side",
        "Frames used",
        title=f"{patient.code}, visit of {day}, affected side: {patient.affected_side}",
        caption=f"{result.model}, formulas {result.algorithm}. Research use only - not a medical "
        "device - verify against clinical examination.",
    )
    for trial in result.trials:
        quality = trial.quality
        table.add_row(
            EXERCISES[trial.exercise_id].name,
            str(len(trial.repetitions)) if trial.repetitions else "-",
            _main_ratio(trial),
            f"{quality.used} of {quality.frames}",
        )
    terminal.show(table)
    for flag in result.flags:
        terminal.say(f"Note: {flag}")
    for trial in result.trials:
        for flag in trial.quality.flags:
            terminal.say(f"Note ({trial.exercise_id}): {flag}")
        for start_s, end_s in trial.quality.gaps_s:
            terminal.say(f"Gap ({trial.exercise_id}): no usable face, {start_s:.1f}-{end_s:.1f} s.")
    for reason, subjects in _by_reason(result.absent).items():
        terminal.say(f"Absent ({reason.rstrip('.')}): {'; '.join(subjects)}.")
    _say_unmeasured(examination, analysis)


def _say_unmeasured(examination: Examination, analysis: Analysis) -> None:
    """The videos that were kept and left out of the analysis, and why."""
    reasons = {one.subject: one.reason for one in analysis.result.absent}
    for recording in examination.recordings:
        reason = reasons.get(f"exercise {recording.exercise_id}")
        if reason is not None:
            name = f"{recording.original_name} ({recording.exercise_id})"
            terminal.complain(f"Kept, but not measured: {name}: {reason.rstrip('.')}.")


def show_speed(examination: Examination, elapsed_s: float) -> None:
    """How long the analysis took against the length of the videos."""
    video_s = sum(recording.duration_s for recording in examination.recordings)
    ratio = video_s / elapsed_s
    terminal.say(f"{video_s:.0f} s of video in {elapsed_s:.0f} s: {ratio:.2f} times video speed.")


def _by_reason(absences: tuple[Absent, ...]) -> dict[str, list[str]]:
    """The names of what is absent, by the reason they share."""
    grouped: dict[str, list[str]] = {}
    for absent in absences:
        grouped.setdefault(absent.reason, []).append(subject_name(absent.subject))
    return grouped


def _main_ratio(trial: TrialResult) -> str:
    ratio, likeness = primary_ratio(trial), primary_ratio(trial, SYMMETRY_INDEX)
    if ratio is not None:
        return interval(ratio.estimate) + " %"
    if likeness is not None:
        return f"sides alike to {interval(likeness.estimate)} %"
    return "not measurable" if trial.repetitions else "-"


def primary_ratio(trial: TrialResult, index_id: str = MAIN_INDEX) -> Index | None:
    """An index of the exercise's primary measure, when it could be had: the excursion ratio."""
    movement = EXERCISES[trial.exercise_id].primary
    if movement is None:
        return None
    return next(
        (
            index
            for index in trial.indices
            if index.index_id == index_id and index.subject == movement.measure_id
        ),
        None,
    )


def interval(estimate: Estimate) -> str:
    """Value with its 95 % interval, e.g. "43 (38 to 49)"."""
    return f"{estimate.value:.0f} ({estimate.lower:.0f} to {estimate.upper:.0f})"
