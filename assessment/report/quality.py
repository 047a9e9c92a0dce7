"""The recording's quality in words, figures per clip, and the list of what is missing and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reportlab.platypus import Flowable

from assessment.analysis import NOT_RECORDED
from assessment.report import theme
from assessment.report.content import ReportContent
from assessment.report.language import Language, Verbatim
from assessment.report.layout import Cell, Column, Sheet, flowing, gap
from assessment.report.names import exercise_name, subject_names
from assessment.report.numbers import number
from assessment.report.roles import OTHER_SIDE
from assessment.report.suggested import grade_warnings
from assessment.results import Absent, Quality, SessionResult, Unit

# Share of frames that must be usable for the two better words (default).
GOOD_USED_PCT: Final = 85.0
FAIR_USED_PCT: Final = 60.0
SKIPPED: Final = "it was skipped"
_SHORT_HASH: Final = 12


def quality_in_words(result: SessionResult) -> tuple[str, str]:
    """One word for the whole recording, and the figures behind it."""
    if not result.trials:
        return "none", "No clip could be measured."
    qualities = [trial.quality for trial in result.trials]
    worst = min(_used_pct(quality) for quality in qualities)
    frames, used = sum(q.frames for q in qualities), sum(q.used for q in qualities)
    gaps = sum(len(quality.gaps_s) for quality in qualities)
    remarks = len(_remarks(result))
    word = "good" if worst >= GOOD_USED_PCT else "fair" if worst >= FAIR_USED_PCT else "poor"
    yaw = _range([quality.yaw_deg for quality in qualities])
    pitch = _range([quality.pitch_deg for quality in qualities])
    missing = {0: "no gaps", 1: "1 gap"}.get(gaps, f"{gaps} gaps")
    limits = {0: "no remarks", 1: "1 remark (see limits)"}.get(
        remarks, f"{remarks} remarks (see limits)"
    )
    text = (
        f"{_thousands(used)} of {_thousands(frames)} pictures measured; "
        f"head turned {yaw} sideways and {pitch} up or down; {missing}; {limits}."
    )
    return word, text


def _thousands(amount: int) -> str:
    return f"{amount:,}".replace(",", "\u202f")


def _used_pct(quality: Quality) -> float:
    return 100.0 * quality.used / quality.frames if quality.frames else 0.0


def _range(ranges: list[tuple[float, float]]) -> str:
    low, high = min(low for low, _ in ranges), max(high for _, high in ranges)
    return f"{round(low)}° to {round(high)}°".replace("-", "−")


def quality_section(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """Figures per clip, the face's own frame, and the versions behind every number."""
    title, result = "Quality of the recording", content.result
    if result is None or not result.trials:
        return sheet.missing(title, "No clip of this visit could be measured.")
    columns = [
        Column("Exercise", 21.0),
        Column("Pictures", 9.0, theme.NUMBER),
        Column("Measured", 11.0, theme.NUMBER),
        Column("No face", 9.0, theme.NUMBER),
        Column("Turned away", 9.0, theme.NUMBER),
        Column("Unsure", 8.0, theme.NUMBER),
        Column("Yaw", 11.0, theme.NUMBER),
        Column("Pitch", 11.0, theme.NUMBER),
        Column("Roll", 11.0, theme.NUMBER),
        Column("Gaps, s", 13.0, theme.NUMBER),
    ]
    rows = [
        _quality_row(trial.exercise_id, trial.quality, sheet.language) for trial in result.trials
    ]
    return flowing(
        sheet.heading(title),
        sheet.table(columns, rows, pad_pt=2.0),
        gap(),
        _provenance(result, sheet),
    )


def _quality_row(exercise_id: str, quality: Quality, language: Language) -> list[Cell]:
    gaps = language.join(f"{start:.1f} to {end:.1f}" for start, end in quality.gaps_s)
    return [
        exercise_name(exercise_id),
        str(quality.frames),
        f"{_used_pct(quality):.0f} %",
        str(quality.no_face),
        str(quality.outside_pose),
        str(quality.unsure),
        _range([quality.yaw_deg]),
        _range([quality.pitch_deg]),
        _range([quality.roll_deg]),
        gaps or "none",
    ]


def _provenance(result: SessionResult, sheet: Sheet) -> Flowable:
    frame, language = result.face_frame, sheet.language
    scale = "not calibrated"
    if frame.mm_per_unit is not None:
        scale = ", ".join((f"{frame.mm_per_unit:.1f} mm", frame.mm_source))
    residual_pct, angle = 100 * frame.plane_rms, number(frame.plane_angle_deg, Unit.DEG)
    width_pt = sheet.column_width_pt(2)
    left: list[tuple[str, Cell]] = [
        (
            "Mirror plane",
            f"residual {residual_pct:.1f} % OCW, {angle}° from the plane of all points",
        ),
        ("Rest template", f"{frame.template_frames} pictures"),
        ("Outer-canthal width", scale),
        ("Depth scale", f"{frame.depth_scale:.2f}"),
    ]
    right: list[tuple[str, Cell]] = [
        ("Landmark model", Verbatim(result.model)),
        ("Weights (SHA-256)", Verbatim(f"{result.weights_sha256[:_SHORT_HASH]}…")),
        ("Formulas", language.fill("version {0}", Verbatim(result.algorithm))),
    ]
    return sheet.columns([sheet.pairs(left, width_pt), sheet.pairs(right, width_pt)])


def limits_section(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """Remarks on the recording, and everything that is not available, with the reason."""
    title, result = "Limits", content.result
    remarks = _remarks_on_fonts(content, sheet)
    remarks += [*_remarks_on_sides(content, sheet.language), *grade_warnings(content)]
    if result is None:
        skipped = [
            Verbatim(f"{sheet.language.say(exercise_name(key))}: {why}.")
            for key, why in _skipped(content, sheet.language).items()
        ]
        told = ["Nothing was measured at this visit.", *remarks, *skipped]
        return sheet.missing(title, sheet.language.join(told, " "))
    remarks += [*_remarks_on_corrections(content, sheet.language), *_told(result, sheet.language)]
    block: list[Flowable] = [
        sheet.text(Verbatim(f"•  {sheet.language.say(remark)}")) for remark in remarks
    ]
    rows = _absent_rows(_with_skipped(content, result, sheet.language), sheet.language)
    if rows:
        columns = [
            Column("Not available", 40.0, theme.LABEL),
            Column("In", 24.0, theme.LABEL),
            Column("Why", 36.0, theme.LABEL),
        ]
        block += [gap(), sheet.table(columns, rows)]
    if not block:
        return sheet.missing(title, "Every exercise and measure of the protocol is available.")
    remark = "What to bear in mind, and what is not available and why."
    return flowing(sheet.heading(title, remark), *block)


def _remarks_on_fonts(content: ReportContent, sheet: Sheet) -> list[str]:
    name = "" if content.pseudonymised else content.patient.name
    if not sheet.fonts.lacks(f"{content.clinic} {content.patient.code} {name}"):
        return []
    return ["This computer has no font for some characters of the names; they print as “?”."]


def _remarks_on_sides(content: ReportContent, language: Language) -> list[str]:
    """What bears on which side is which."""
    if content.result is None:
        return []
    remarks = []
    if content.side_differs:
        remarks.append(f"Affected side: {OTHER_SIDE}. What compares A with H is left out.")
    if not content.visit.side_confirmed_by:
        remarks.append("Nobody has confirmed that right and left of the recordings are right.")
    if content.mirrored:
        names = language.join(map(exercise_name, content.mirrored))
        sentence = "{0}: filmed as a mirror image; the sides were swapped back."
        remarks.append(language.fill(sentence, names))
    return remarks


def _remarks_on_corrections(content: ReportContent, language: Language) -> list[str]:
    if not content.corrected_by:
        return []
    if content.pseudonymised:
        return ["Some landmarks were placed by hand; the others are those of the network."]
    sentence = "Some landmarks were placed by hand by {0}; the others are those of the network."
    return [language.fill(sentence, Verbatim(", ".join(content.corrected_by)))]


def _skipped(content: ReportContent, language: Language) -> dict[str, Verbatim]:
    """Why each exercise that was left out on purpose was, by its id."""
    return {
        skip.exercise_id: language.join(
            (SKIPPED, *(() if content.pseudonymised else [Verbatim(skip.reason)])), ": "
        )
        for skip in content.visit.skipped
    }


def _with_skipped(
    content: ReportContent, result: SessionResult, language: Language
) -> SessionResult:
    """`result` with the given reason of every exercise that was skipped and not done after all."""
    done = {trial.exercise_id for trial in result.trials}
    told = [
        Absent(f"exercise {key}", why)
        for key, why in _skipped(content, language).items()
        if key not in done
    ]
    skipped = {item.subject for item in told}
    others = [
        absent
        for absent in result.absent
        if absent.reason != NOT_RECORDED or absent.subject not in skipped
    ]
    return replace(result, absent=(*told, *others))


def _told(result: SessionResult, language: Language) -> list[str]:
    return [
        language.join(([language.join(names)] if names else []) + [flag], ": ")
        for flag, names in _remarks(result).items()
    ]


def _remarks(result: SessionResult) -> dict[str, list[str]]:
    """What the analysis remarked, each once, with the exercises it is about."""
    places: dict[str, list[str]] = {flag: [] for flag in result.flags}
    for trial in result.trials:
        for flag in trial.quality.flags:
            places.setdefault(flag, []).append(exercise_name(trial.exercise_id))
    return places


def _absent_rows(result: SessionResult, language: Language) -> list[list[Cell]]:
    """One row for the same things missing for the same reason, their exercises joined."""
    rows: dict[tuple[str, str], list[str]] = {}
    for where, absent in [
        ("", result.absent),
        *((exercise_name(trial.exercise_id), trial.absent) for trial in result.trials),
    ]:
        subjects: dict[str, list[str]] = {}
        for item in absent:
            names = language.join(subject_names(item.subject))
            subjects.setdefault(item.reason, []).append(names)
        for why, missing in subjects.items():
            rows.setdefault((language.join(missing, "; "), why), []).append(where)
    return [
        [what, language.join(filter(None, places)), why] for (what, why), places in rows.items()
    ]
