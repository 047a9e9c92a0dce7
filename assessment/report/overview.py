"""The first page: who, when, which side, the five regions, change and quality at a glance."""

from __future__ import annotations

import datetime as dt
from typing import Final

from reportlab.platypus import Flowable

from assessment.records import Aetiology, AffectedSide, DatePrecision, PalsyType, Patient, Sex
from assessment.report import theme
from assessment.report.content import ReportContent
from assessment.report.figures import diamond_key, ratio_bar, ratio_scale
from assessment.report.highlights import highlights
from assessment.report.language import Language, Verbatim
from assessment.report.layout import Cell, Column, Sheet, flowing, gap, together
from assessment.report.lookup import REGIONS, Finding, Region, ratio_finding, verdict
from assessment.report.names import treatment_name
from assessment.report.numbers import (
    DASH,
    axis_label,
    date,
    interval,
    month,
    number,
    quantity,
    span,
)
from assessment.report.quality import quality_in_words
from assessment.report.roles import OTHER_SIDE
from assessment.results import SessionResult, Unit

_BAR_HEIGHT_PT: Final = 15.0
_SUMMARY_BOX_PT: Final = 84.0
_NO_HEALTHY_SIDE: Final = (
    "No ratio is given: with both sides or neither affected there is no healthy side to compare "
    "with. Both sides are listed in the regional table."
)
_OTHER_SIDE: Final = (
    f"No ratio is given: {OTHER_SIDE}. Both sides are listed in the regional table."
)
_UNROUNDED: Final = "Changes are computed from unrounded values."
_NAME_LINES: Final = 2
_FIELD_LINES: Final = 3
_HIDDEN: Final = "left out"
AETIOLOGY_WORDS: Final[dict[Aetiology, str]] = {
    Aetiology.UNKNOWN: "not recorded",
    Aetiology.BELL: "Bell's palsy",
    Aetiology.RAMSAY_HUNT: "Ramsay Hunt syndrome",
    Aetiology.IATROGENIC: "iatrogenic (after an operation)",
    Aetiology.TRAUMA: "trauma",
    Aetiology.TUMOUR: "tumour",
    Aetiology.CONGENITAL: "congenital",
    Aetiology.LYME: "Lyme disease",
    Aetiology.OTITIS: "otitis",
    Aetiology.CENTRAL: "central",
    Aetiology.GUILLAIN_BARRE: "Guillain-Barré syndrome",
    Aetiology.MELKERSSON_ROSENTHAL: "Melkersson-Rosenthal syndrome",
    Aetiology.OTHER: "other",
}
AFFECTED_WORDS: Final[dict[AffectedSide, str]] = {
    AffectedSide.LEFT: "Left (patient's left)",
    AffectedSide.RIGHT: "Right (patient's right)",
    AffectedSide.BILATERAL: "Both sides",
    AffectedSide.NONE: "None",
}


def first_page(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """Items 2-5 of clinical.md 6, with the result of the five regions between them."""
    return [
        *_title(content, sheet),
        _facts(content, sheet),
        gap(),
        *_at_a_glance(content, sheet),
        *_summary(content, sheet),
    ]


def _title(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    patient = content.patient
    shown = patient.code if content.pseudonymised or not patient.name else patient.name
    kind = f"Facial movement report · examination of {date(content.visit.taken_at.date())}"
    return [
        sheet.text(kind, theme.SUBHEADING),
        sheet.text(Verbatim(shown), theme.TITLE, max_lines=_NAME_LINES),
        gap(),
    ]


def _facts(content: ReportContent, sheet: Sheet) -> Flowable:
    """Patient and condition on the left, examination on the right."""
    width_pt = sheet.column_width_pt(2)
    left = [*_patient_pairs(content), *_condition_pairs(content, sheet.language)]
    right = _examination_pairs(content, sheet.language)
    return sheet.columns(
        [
            sheet.pairs(_short(left, sheet), width_pt),
            sheet.pairs(_short(right, sheet), width_pt),
        ]
    )


def _short(pairs: list[tuple[str, str]], sheet: Sheet) -> list[tuple[str, Cell]]:
    bold = {"Affected side"}
    return [
        (
            name,
            sheet.text(value, theme.STRONG if name in bold else theme.BODY, max_lines=_FIELD_LINES),
        )
        for name, value in pairs
    ]


def _patient_pairs(content: ReportContent) -> list[tuple[str, str]]:
    patient, day = content.patient, content.visit.taken_at.date()
    who = f"{_age(patient, day, hide=content.pseudonymised)}, {_sex(patient)}"
    return [("Patient's code", Verbatim(patient.code)), ("Age and sex", who)]


def _age(patient: Patient, day: dt.date, *, hide: bool) -> str:
    born = patient.birth_date
    if born is None:
        return "age not recorded"
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return f"{years} years" if hide else f"{years} years (born {date(born)})"


def _sex(patient: Patient) -> str:
    return "sex not recorded" if patient.sex is Sex.UNKNOWN else str(patient.sex)


def _condition_pairs(content: ReportContent, language: Language) -> list[tuple[str, str]]:
    patient = content.patient
    pairs = [
        ("Affected side", AFFECTED_WORDS[patient.affected_side]),
        ("Diagnosis", _diagnosis(content)),
        ("ICD-10", Verbatim(patient.icd10_code) or "not recorded"),
        ("Cause", AETIOLOGY_WORDS[patient.aetiology]),
        ("Onset", _onset(content)),
    ]
    if patient.palsy_type is not PalsyType.UNKNOWN:
        pairs.append(("Type", str(patient.palsy_type)))
    if patient.recurrence_count:
        pairs.append(("Earlier palsies", str(patient.recurrence_count)))
    if patient.history and not content.pseudonymised:
        pairs.append(("History", Verbatim(patient.history)))
    pairs.append(("Treatments", _treatments(content, language)))
    return pairs


def _diagnosis(content: ReportContent) -> str:
    if content.pseudonymised and content.patient.diagnosis:
        return _HIDDEN
    return Verbatim(content.patient.diagnosis) or "not recorded"


def _onset(content: ReportContent) -> str:
    onset, precision = content.patient.onset_date, content.patient.onset_precision
    if onset is None:
        return "not recorded"
    written = {
        DatePrecision.EXACT: date(onset),
        DatePrecision.MONTH: month(onset),
        DatePrecision.YEAR: f"{onset.year}",
    }[precision]
    days = (content.visit.taken_at.date() - onset).days
    if days < 0:
        return written
    exact = precision is DatePrecision.EXACT
    earlier = f"{span(days)} earlier" if exact else f"about {span(days)} earlier"
    return f"{written} ({earlier})"


def _treatments(content: ReportContent, language: Language) -> str:
    given = sorted(content.treatments, key=lambda treatment: treatment.start, reverse=True)
    names = (treatment_name(one, hide=content.pseudonymised) for one in given)
    return language.join(names) or "none recorded"


def _examination_pairs(content: ReportContent, language: Language) -> list[tuple[str, str]]:
    visit, result = content.visit, content.result
    made = f"{date(visit.taken_at.date())}, {visit.taken_at:%H:%M}"
    hide, confirmer = content.pseudonymised, visit.side_confirmed_by
    used = _HIDDEN if hide and visit.camera else Verbatim(visit.camera)
    camera: list[str] = [used or "not recorded"]
    camera += [f"{visit.distance_m:g} m away"] if visit.distance_m else []
    by = language.fill("by {0}", Verbatim(confirmer))
    confirmed = ("yes" if hide else by) if confirmer else "no"
    examiner = _HIDDEN if hide and visit.examiner else Verbatim(visit.examiner)
    place = _HIDDEN if hide and visit.site else Verbatim(visit.site)
    pairs = [
        ("Examined", made),
        ("Examiner", examiner or "not recorded"),
        ("Place", place or "not recorded"),
        ("Camera", language.join(camera)),
        ("Side confirmed", confirmed),
    ]
    if result is None:
        return [*pairs, ("Exercises", "none analysed")]
    frame = result.face_frame
    scale = "mm" if frame.mm_per_unit is not None else "outer-canthal widths (OCW)"
    rates = sorted(trial.quality.frame_rate_hz for trial in result.trials)
    slow, fast = f"{rates[0]:.0f}" if rates else "", f"{rates[-1]:.0f}" if rates else ""
    pace = slow if slow == fast else f"{slow} to {fast}"
    return [
        *pairs,
        ("Exercises", _exercises(content)),
        ("Frame rate", f"{pace} pictures per second" if rates else "not known"),
        ("Lengths in", f"{scale}; {frame.mm_source}"),
    ]


def _exercises(content: ReportContent) -> str:
    result = content.result
    done = len(result.trials) if result else 0
    missing = (
        [item.subject for item in result.absent if "exercise" in item.subject] if result else []
    )
    text = f"{done} analysed"
    return f"{text}, {len(missing)} missing (see limits)" if missing else text


def _at_a_glance(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    result, title = content.result, "At a glance"
    if result is None:
        return sheet.missing(title, "No analysed recording belongs to this visit.")
    block = sheet.heading(
        title,
        "How far the affected side moves compared with the healthy side: 100 % is as far. "
        "Line across the bar: 95 % interval of this examination.",
    )
    if content.affected is None:
        block = sheet.heading(title)
        why = _OTHER_SIDE if content.side_differs else _NO_HEALTHY_SIDE
        picture: Flowable = sheet.text(why, theme.QUIET)
    else:
        picture = _ratio_table(content, sheet)
    facts = sheet.pairs(highlights(content, sheet.language), sheet.width_pt)
    return [together(block, picture, gap(5.0), facts, gap(), _quality_box(result, sheet))]


def _ratio_table(content: ReportContent, sheet: Sheet) -> Flowable:
    columns = [
        Column("Region", 20.0),
        Column("", 25.0),
        Column("Now", 7.5, theme.STRONG_NUMBER),
        Column("95 % interval", 13.0, theme.NUMBER),
        Column("Before", 8.0, theme.NUMBER),
        Column("Change", 12.0, theme.NUMBER),
        Column("", 32.0),
    ]
    total = sum(column.share for column in columns)
    bar_pt = sheet.width_pt * columns[1].share / total - 2 * 5.0
    rows = [_ratio_row(content, sheet, region, bar_pt) for region in REGIONS]
    compared = content.previous is not None and not content.history[-1].break_reason
    foot: list[Cell] = [
        "",
        ratio_scale(bar_pt, 9.0, fonts=sheet.fonts, language=sheet.language),
        sheet.text(_UNROUNDED, theme.TINY) if compared else "",
        None,
        None,
        None,
        sheet.keyed(diamond_key(9.0), "previous visit", key_pt=12.0) if compared else "",
    ]
    return sheet.table(columns, [*rows, foot])


def _ratio_row(content: ReportContent, sheet: Sheet, region: Region, bar_pt: float) -> list[Cell]:
    finding = ratio_finding(content, region.exercise_id, region.measure_id)
    if finding.estimate is None:
        return [
            region.name,
            sheet.text(f"not available: {finding.reason}", theme.QUIET, max_lines=2),
            *[None] * 5,
        ]
    comparable = finding.previous if finding.change else None
    return [
        region.name,
        ratio_bar(finding.estimate, bar_pt, _BAR_HEIGHT_PT, previous=comparable),
        quantity(finding.estimate.value, Unit.PCT),
        interval(finding.estimate, Unit.PCT),
        _before(finding),
        _points(finding.change.delta) if finding.change else "",
        change_text(finding, sheet),
    ]


def _before(finding: Finding) -> str:
    return quantity(finding.previous.value, Unit.PCT) if finding.previous else DASH


def _points(difference: float) -> str:
    return f"{number(difference, Unit.PCT, signed=True)} {axis_label(Unit.POINTS)}"


def change_text(finding: Finding, sheet: Sheet, *, stacked: bool = False) -> Cell:
    """The one allowed verdict, bold only beyond measurement error.

    Args:
        finding: A ratio beside the visit before.
        sheet: Fonts.
        stacked: Put the change in points on a line of its own above.
    """
    if finding.change is None:
        return sheet.text(finding.not_compared, theme.LABEL)
    style = theme.STRONG if finding.change.beyond else theme.QUIET
    if not stacked:
        return sheet.text(verdict(finding.change), style)
    return [
        sheet.text(_points(finding.change.delta), style),
        sheet.text(verdict(finding.change), theme.TINY),
    ]


def _quality_box(result: SessionResult, sheet: Sheet) -> Flowable:
    word, details = quality_in_words(result)
    return sheet.boxed(
        [sheet.text(f"Quality of the recording: {word}", theme.STRONG), sheet.text(details)]
    )


def _summary(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    title = "Clinician's summary"
    if content.pseudonymised and content.visit.summary:
        return sheet.missing(title, "Left out: free text may name the patient.")
    head = sheet.heading(title)
    if content.visit.summary:
        return flowing(head, sheet.text(Verbatim(content.visit.summary)))
    space = [gap(_SUMMARY_BOX_PT)]
    remark = sheet.text("To be written by the clinician; the software writes none.", theme.LABEL)
    return [together(head, [remark, gap(3.0), sheet.boxed(space, fill=None)])]
