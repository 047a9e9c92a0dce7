"""Writes the report: pages in the order of clinical.md 6, whole or not at all."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Final

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate

from assessment.intended_use import RESEARCH_USE
from assessment.report import theme
from assessment.report.closing import (
    intended_use_section,
    method_section,
    patient_section,
)
from assessment.report.content import Paper, ReportContent
from assessment.report.curves import curves_section
from assessment.report.fonts import FontBook, clean, load_fonts
from assessment.report.involuntary import eye_section, synkinesis_section
from assessment.report.language import ENGLISH, Language, Verbatim
from assessment.report.layout import Sheet
from assessment.report.movement import regional_section, resting_section
from assessment.report.numbers import date
from assessment.report.overview import first_page
from assessment.report.quality import limits_section, quality_section
from assessment.report.records_pages import grades_section, photo_section
from assessment.report.text import draw_line, shorten
from assessment.report.trends import recovery_section
from core import files
from core.errors import ReportError

# Streams as bytes: a quarter smaller than as text, and the text coding is slow.
rl_config.useA85 = 0

_NUMBER_ROOM_PT: Final = 80.0

Section = Callable[[ReportContent, Sheet], list[Flowable]]

# None starts a new page when there are results to fill it.
_ORDER: Final[tuple[Section | None, ...]] = (
    first_page,
    None,
    grades_section,
    photo_section,
    None,
    regional_section,
    resting_section,
    eye_section,
    synkinesis_section,
    curves_section,
    None,
    recovery_section,
    patient_section,
    quality_section,
    limits_section,
    method_section,
    intended_use_section,
)


def write_report(
    content: ReportContent,
    path: Path,
    *,
    paper: Paper = Paper.A4,
    language: Language = ENGLISH,
    fonts: FontBook | None = None,
) -> None:
    """Write the report of one visit as PDF.

    Args:
        content: What it says.
        path: The file to create or replace.
        paper: A4 or Letter.
        language: Language of everything but people's own words.
        fonts: Fonts to use, else the best that are installed.

    Raises:
        ReportError: The file cannot be written; `path` then holds what it held before.
    """
    fonts = fonts or load_fonts()
    save_report(render_report(content, paper=paper, fonts=fonts, language=language), path)


def save_report(data: bytes, path: Path) -> None:
    """Write a rendered report.

    Args:
        data: What `render_report` gave.
        path: The file to create or replace.

    Raises:
        ReportError: The file cannot be written; `path` then holds what it held before.
    """
    try:
        with files.replacing(path) as unfinished:
            unfinished.write_bytes(data)
    except OSError as error:
        raise ReportError(
            f"The report {path} cannot be written because {files.reason(error)}; "
            "choose another place or free some space."
        ) from error


def render_report(
    content: ReportContent, *, paper: Paper, fonts: FontBook, language: Language = ENGLISH
) -> bytes:
    """The report as the bytes of a PDF; equal content gives equal bytes."""
    width_pt, height_pt = theme.PAGE_SIZE[paper]
    target = io.BytesIO()
    template = BaseDocTemplate(
        target,
        pagesize=(width_pt, height_pt),
        title=language.fill("Facial movement report {0}", Verbatim(content.report_id)),
        author=clean(content.clinic),
        subject=language.say("Facial movement examination, research use only"),
        creator=content.software,
        lang=language.code,
        invariant=1,
    )
    frame = Frame(
        theme.MARGIN_PT,
        theme.MARGIN_PT + theme.FOOTER_PT,
        width_pt - 2 * theme.MARGIN_PT,
        height_pt - 2 * theme.MARGIN_PT - theme.HEADER_PT - theme.FOOTER_PT,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def decorate(canvas: Canvas, _: BaseDocTemplate) -> None:
        stamp = f"D:{content.generated_at:%Y%m%d%H%M%S}"
        canvas.setDateFormatter(lambda *_parts: stamp)
        _head_and_foot(canvas, content, sheet, (width_pt, height_pt))

    sheet = Sheet(fonts, frame.width, language)
    template.addPageTemplates([PageTemplate("page", [frame], onPage=decorate)])
    template.build(_story(content, sheet), canvasmaker=_numbered(sheet))
    return target.getvalue()


def _numbered(sheet: Sheet) -> type[Canvas]:
    """A canvas that fills in "page x/y" at the end, when the number of pages is known."""

    class NumberedCanvas(Canvas):
        def save(self) -> None:
            count = self.getPageNumber() - 1
            for page in range(1, count + 1):
                text, style = sheet.language.say(f"Page {page}/{count}"), theme.LABEL_RIGHT
                self.beginForm(_number_form(page), 0, -round(theme.LABEL.leading_pt))
                draw_line(self, 0, 0, text, style, fonts=sheet.fonts, room_pt=_NUMBER_ROOM_PT)
                self.endForm()
            super().save()

    return NumberedCanvas


def _place_number(canvas: Canvas, right_pt: float, y_pt: float) -> None:
    """Leave room for the number of this page, which ends at `right_pt`."""
    canvas.saveState()
    canvas.translate(right_pt - _NUMBER_ROOM_PT, y_pt)
    canvas.doForm(_number_form(canvas.getPageNumber()))
    canvas.restoreState()


def _number_form(page: int) -> str:
    return f"page-number-{page}"


def _story(content: ReportContent, sheet: Sheet) -> list[Flowable]:
    measured = content.result is not None and bool(content.result.trials)
    breaks: list[Flowable] = [PageBreak()] if measured else []
    story: list[Flowable] = []
    for section in _ORDER:
        story += breaks if section is None else section(content, sheet)
    return story


def _head_and_foot(
    canvas: Canvas, content: ReportContent, sheet: Sheet, size_pt: tuple[float, float]
) -> None:
    fonts, language = sheet.fonts, sheet.language
    width_pt, height_pt = size_pt
    left_pt, room_pt = theme.MARGIN_PT, width_pt - 2 * theme.MARGIN_PT
    top_pt, bottom_pt = height_pt - theme.MARGIN_PT + theme.BODY_PT, theme.MARGIN_PT - 10.0
    half_pt = room_pt / 2 - theme.GAP_PT
    patient = content.patient
    who = patient.code if content.pseudonymised else f"{patient.name or patient.code}"
    day, software = date(content.generated_at.date()), Verbatim(content.software)
    number = language.fill("Report {0}", Verbatim(content.report_id))
    lines = (
        (top_pt, Verbatim(content.clinic) or "Facial movement report", theme.STRONG),
        (top_pt, number, theme.LABEL_RIGHT),
        (top_pt - 10.0, Verbatim(who), theme.LABEL),
        (top_pt - 10.0, language.fill("made {0} by {1}", day, software), theme.LABEL_RIGHT),
    )
    for y_pt, text, style in lines:
        line = shorten(clean(language.say(text)).replace("\n", " "), half_pt, style, fonts)
        draw_line(canvas, left_pt, y_pt, line, style, fonts=fonts, room_pt=room_pt)
    canvas.setStrokeColor(theme.RULE)
    canvas.setLineWidth(theme.HAIRLINE_PT)
    canvas.line(left_pt, bottom_pt + 12.0, left_pt + room_pt, bottom_pt + 12.0)
    draw_line(canvas, left_pt, bottom_pt, language.say(RESEARCH_USE), theme.LABEL, fonts=fonts)
    _place_number(canvas, left_pt + room_pt, bottom_pt)
