"""The first page and the recovery page against approved pictures, in the fonts of reportlab."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest

from assessment.report.content import Paper
from assessment.report.document import render_report

APPROVED = Path(__file__).parent / "golden"
SCALE = 1.0
# Renderers differ in smoothing: a few grey levels everywhere, more on the edges of letters.
MEAN_LEVELS = 2.0
FAR_LEVELS = 96
FAR_SHARE = 0.002


@pytest.fixture(scope="module")
def document(make_content, vera):
    data = render_report(make_content(5, break_at=2, stills=()), paper=Paper.A4, fonts=vera)
    with pdfium.PdfDocument(data) as pdf:
        yield pdf


@pytest.mark.golden
@pytest.mark.parametrize(
    ("name", "words"), [("first_page", "At a glance"), ("recovery", "Recovery over")]
)
def test_page_looks_as_approved(document, name, words):
    page = next(page for page in document if words in page.get_textpage().get_text_range())
    seen = page.render(scale=SCALE, grayscale=True).to_numpy().squeeze()
    path = APPROVED / f"{name}.png"
    if os.environ.get("HEMIFACE_APPROVE"):
        path.parent.mkdir(exist_ok=True)
        assert cv2.imwrite(str(path), seen)
    approved = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    assert approved is not None
    assert seen.shape == approved.shape
    off = np.abs(seen.astype(int) - approved.astype(int))
    assert off.mean() < MEAN_LEVELS
    assert (off > FAR_LEVELS).mean() < FAR_SHARE
