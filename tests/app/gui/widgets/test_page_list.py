from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from app.gui.widgets.page_list import ZOOM_STEP, PageList
from app.report_preview import PageImage


@pytest.fixture
def pages(qtbot):
    made = PageList()
    qtbot.addWidget(made)
    made.resize(420, 300)
    made.show()
    made.show_pages([page(number) for number in range(3)])
    return made


def page(number):
    return PageImage(np.full((141, 100, 3), 200, np.uint8), f"text {number}")


def labels(pages):
    return [one for one in pages.widget().findChildren(QLabel) if not one.pixmap().isNull()]


def widths_px(pages):
    return {one.pixmap().deviceIndependentSize().width() for one in labels(pages)}


def test_pages_are_as_wide_as_there_is_room(pages, qtbot):
    (before,) = widths_px(pages)
    assert 0.9 * pages.viewport().width() < before < pages.viewport().width()
    pages.resize(620, 300)
    (after,) = widths_px(pages)
    assert after == pytest.approx(before + 200, abs=1)


def test_zooming_goes_in_steps_between_bounds_and_back_to_the_width(pages):
    (fitting,) = widths_px(pages)
    pages.enlarge()
    (near,) = widths_px(pages)
    assert near == pytest.approx(ZOOM_STEP * fitting, abs=1)
    for _ in range(20):
        pages.enlarge()
    assert max(widths_px(pages)) == pytest.approx(3 * fitting, abs=2)
    for _ in range(20):
        pages.shrink()
    assert max(widths_px(pages)) == pytest.approx(0.4 * fitting, abs=2)
    pages.fit()
    assert widths_px(pages) == {fitting}


def test_a_screen_reader_is_told_number_and_text_of_a_page(pages):
    told = [(one.accessibleName(), one.accessibleDescription()) for one in labels(pages)]
    assert told == [(f"Page {number + 1} of 3", f"text {number}") for number in range(3)]


def test_other_pages_are_shown_from_the_first_on(pages, qtbot):
    bar = pages.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    pages.show_pages([page(7)])
    assert bar.value() == 0
    qtbot.waitUntil(lambda: [one.accessibleName() for one in labels(pages)] == ["Page 1 of 1"])
