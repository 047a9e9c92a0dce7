"""The last pages: the picture for the patient, the method, the intended use, the signature."""

from __future__ import annotations

from typing import Final

from reportlab.platypus import Flowable, HRFlowable

from assessment import indices, measures
from assessment.intended_use import EMERGENCY, INTENDED_USE, RESEARCH_USE
from assessment.report import theme
from assessment.report.content import ReportContent
from assessment.report.figures import ratio_bar, ratio_scale
from assessment.report.language import Verbatim
from assessment.report.layout import Cell, Column, Sheet, flowing, gap, together
from assessment.report.lookup import (
    ASYMMETRY,
    BLINK_CLOSURE,
    CLOSURE,
    GLOBAL_SCORE,
    HB_MEASUREMENT,
    LATENCY,
    NETWORK_ERRS,
    NETWORK_UNKNOWN,
    RATIO,
    REGIONS,
    SIDE_DIFFERENCE,
    SYNKINESIS,
    VELOCITY,
    Region,
    ratio_finding,
    why_ratio_unsure,
)
from assessment.report.numbers import quantity, within_percent
from assessment.report.sources import cite
from assessment.results import Unit

_PATIENT_BAR_PT: Final = 20.0
_INDICES: Final = (
    RATIO,
    ASYMMETRY,
    SIDE_DIFFERENCE,
    CLOSURE,
    BLINK_CLOSURE,
    SYNKINESIS,
    LATENCY,
    VELOCITY,
    HB_MEASUREMENT,
    GLOBAL_SCORE,
)
_MEASURES: Final = ("BH", "PFHs", "MC", "CA", "SC", "LD", "PFH", "CCE", "CHD", "PHD", "DVm", "BV")
_UNCERTAINTY: Final = (
    "Each value is the median of the repetitions of one exercise. Its 95 % interval covers the "
    "spread of the repetitions and of the pictures of this examination; that of a ratio, or of a "
    "score made of ratios, also allows for the landmark model's own error as measured on rendered "
    "faces, those of lengths and of the other indices do not. Measurement error between two "
    "visits (MDC95) is 1.96 × √(SE₁² + SE₂²), but not less than 15 points for ratios or 1.5 mm for "
    "lengths; these floors are defaults until the clinic has measured its own. A change is called "
    "beyond or within measurement error, never better or worse."
)
_REFERENCES: Final = (
    "Published values for orientation, found in healthy people or observers, not limits of this "
    "software: excursion from rest, 12 adults, skin markers: smile 9.3 ± 2.8 mm, brow "
    "10.6 ± 2.5 mm (normal patterns of facial movement, Brazilian Journal of "
    "Otorhinolaryngology). Asymmetry that observers see: eyelid 2 mm, mouth corner 3 mm, brow "
    "3.5 mm (review, PubMed 28200081). Sunnybrook composite of 111 volunteers: median 95 to 96, "
    "range 65 to 100 (Picard 2024). Test-retest over one week, three-dimensional topography: "
    "posed smile 1.5 mm (Tanikawa 2018, PMC8288314), the floor of the millimetre error above."
)
_SIGNATURE_PT: Final = 30.0
_SMALL: Final = theme.TextStyle(size_pt=theme.SMALL_PT)


def patient_section(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """Item 14 of clinical.md 6: five bars in plain words, and when not to wait."""
    title = "For the patient"
    head = sheet.heading(
        title,
        "How far the weaker side of your face moved today, compared with your other side.",
    )
    rows, unsure = [], []
    if content.affected is not None:
        bar_pt = sheet.width_pt * 0.56
        rows = [row for region in REGIONS if (row := _patient_row(content, region, bar_pt))]
        unsure = [one.plain for one in REGIONS if _is_too_unsure(content, one)]
    emergency = sheet.boxed([sheet.text(EMERGENCY, theme.STRONG)])
    left_out = []
    if unsure:
        told = "{0}: not shown, for it is not yet measured well enough to compare the sides."
        movements = sheet.language.join(unsure, ", ")
        left_out.append(sheet.text(sheet.language.fill(told, movements)))
    if not rows:
        line = sheet.text("There is no picture today: no movement could be compared.")
        return [together(sheet.heading(title), line, *left_out, gap(), emergency)]
    scale = ratio_scale(bar_pt, 9.0, fonts=sheet.fonts, language=sheet.language)
    rows.append(["", scale, ""])
    columns = [Column("", 26.0), Column("", 58.0), Column("", 14.0, theme.STRONG_NUMBER)]
    advice = (
        "100 % means as far as the other side. Small differences from visit to visit are normal: "
        "no measurement is exact. Your clinician will explain what the numbers mean for you."
    )
    bars = [sheet.table(columns, rows), gap(4.0), sheet.text(advice), *left_out]
    return [together(head, [*bars, gap(), emergency])]


def _is_too_unsure(content: ReportContent, region: Region) -> bool:
    """The sides were measured, but the network errs by more than a patient could make of it."""
    finding = ratio_finding(content, region.exercise_id, region.measure_id)
    unsure = why_ratio_unsure(content, region.exercise_id, region.measure_id)
    return finding.estimate is not None and unsure in (NETWORK_ERRS, NETWORK_UNKNOWN)


def _patient_row(content: ReportContent, region: Region, bar_pt: float) -> list[Cell] | None:
    finding = ratio_finding(content, region.exercise_id, region.measure_id)
    if finding.estimate is None or _is_too_unsure(content, region):
        return None
    shown = within_percent(finding.estimate)
    bar = ratio_bar(shown, bar_pt, _PATIENT_BAR_PT)
    return [region.plain, bar, quantity(shown.value, Unit.PCT)]


def method_section(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """Item 16 of clinical.md 6: formula, source and uncertainty of what is printed."""
    del content
    head = sheet.heading("Method", "R and L are always the patient's own right and left.")
    columns = [
        Column("Measure or index", 32.0, _SMALL),
        Column("Formula", 43.0, _SMALL),
        Column("Source", 25.0, theme.LABEL),
    ]
    rows: list[list[Cell]] = []
    for measure_id in _MEASURES:
        measure = measures.CATALOGUE[measure_id]
        rows.append([f"{measure.name} ({measure.id})", measure.formula, cite(measure.source)])
    for index_id in _INDICES:
        index = indices.CATALOGUE[index_id]
        rows.append([index.name, index.formula, cite(index.source)])
    return [
        *flowing(head, sheet.table(columns, rows, pad_pt=2.0)),
        together(gap(), sheet.text("Uncertainty", theme.SUBHEADING), sheet.text(_UNCERTAINTY)),
        together(gap(), sheet.text("Reference values", theme.SUBHEADING), sheet.text(_REFERENCES)),
    ]


def intended_use_section(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    """Intended use (clinical.md 8.1-8.2) and the clinician's signature."""
    head = sheet.heading("Intended use")
    use = [sheet.text(INTENDED_USE), sheet.text(RESEARCH_USE, theme.STRONG)]
    examiner = "" if content.pseudonymised else content.visit.examiner
    name = sheet.language.join(
        ("Responsible clinician", *([Verbatim(examiner)] if examiner else [])), ": "
    )
    width_pt = sheet.column_width_pt(2)
    lines: list[Cell] = [
        [gap(_SIGNATURE_PT), _signature_line(width_pt), sheet.text(text, theme.LABEL, max_lines=2)]
        for text in (sheet.language.join((name, "signature")), "Date")
    ]
    return [together(head, use, [sheet.columns(lines)])]


def _signature_line(width_pt: float) -> Flowable:
    return HRFlowable(
        width=width_pt,
        thickness=theme.HAIRLINE_PT,
        color=theme.INK,
        spaceBefore=0,
        spaceAfter=2,
        hAlign="LEFT",
    )
