"""A report as it will be saved, and its pages as pictures."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pypdfium2 as pdfium

from app.languages import ENGLISH, report_language
from app.reporting import default_report_path, gather
from assessment.records import Patient
from assessment.report.content import Paper
from assessment.report.document import render_report, save_report
from assessment.report.fonts import load_fonts
from assessment.store.library import Library
from core.progress import CancelToken, Progress
from core.types import ImageArray

PAGE_WIDTH_PX: Final = 1240
"""An A4 page at 150 dots per inch: letters stay sharp when it is shown smaller."""

_PDFIUM: Final = threading.Lock()
"""PDFium serves one thread at a time."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What people choose about a report.

    Attributes:
        paper: Sheet.
        clinic: Name for the head of each page.
        pseudonymised: Leave out names, date of birth, faces and free text.
        language: Of the report, a code as in `app.languages`.
    """

    paper: Paper = Paper.A4
    clinic: str = ""
    pseudonymised: bool = False
    language: str = ENGLISH


@dataclass(frozen=True, slots=True, eq=False)
class PageImage:
    """One page.

    Attributes:
        image: uint8 (height, width, 3), RGB.
        text: Its words, for screen readers.
    """

    image: ImageArray
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class ReportPreview:
    """A report that can be looked at and saved.

    Attributes:
        data: The PDF.
        name: What the file is usually called.
        pages: Its pages.
    """

    data: bytes
    name: str
    pages: tuple[PageImage, ...]


def prepare_report(
    library: Library,
    patient: Patient,
    visit_number: int,
    options: ReportOptions,
    *,
    progress: Progress,
    cancel: CancelToken,
) -> ReportPreview:
    """Make the report of one visit and pictures of its pages.

    Args:
        library: Where the visit is kept.
        patient: Whose it is.
        visit_number: Which, counted from 1.
        options: What people chose.
        progress: Told of every video and page.
        cancel: Checked before each of them.

    Raises:
        KnownError: A recording or the database cannot be read.
        Cancelled: `cancel` was set.
    """
    content = gather(
        library,
        patient,
        clinic=options.clinic,
        pseudonymised=options.pseudonymised,
        visit_number=visit_number,
        progress=progress,
        cancel=cancel,
    )
    cancel.check()
    progress(0, None, "Laying out the report")
    language = report_language(options.language)
    data = render_report(content, paper=options.paper, fonts=load_fonts(), language=language)
    pages = draw_pages(data, progress=progress, cancel=cancel)
    return ReportPreview(data, default_report_path(content).name, pages)


def draw_pages(data: bytes, *, progress: Progress, cancel: CancelToken) -> tuple[PageImage, ...]:
    """The pages of a PDF as pictures `PAGE_WIDTH_PX` wide.

    Raises:
        Cancelled: `cancel` was set.
    """
    drawn = []
    with _PDFIUM, pdfium.PdfDocument(data) as document:
        for number in range(len(document)):
            cancel.check()
            progress(number, len(document), "Drawing the pages")
            page = document[number]
            picture = page.render(scale=PAGE_WIDTH_PX / page.get_width(), rev_byteorder=True)
            image = np.ascontiguousarray(picture.to_numpy()[..., :3])
            drawn.append(PageImage(image, page.get_textpage().get_text_range()))
    return tuple(drawn)


def save_preview(
    preview: ReportPreview, path: Path, *, progress: Progress, cancel: CancelToken
) -> Path:
    """Write the report that was looked at.

    Returns:
        The file.

    Raises:
        ReportError: It cannot be written; what was there before is left.
        Cancelled: `cancel` was set.
    """
    cancel.check()
    save_report(preview.data, path)
    progress(1, 1, "Saving the report")
    return path
