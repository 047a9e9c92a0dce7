"""Columns keep their shares of the width unless a word of a title or a number would be cut."""

from __future__ import annotations

import pytest
from reportlab.graphics.shapes import Drawing

from assessment.report import theme
from assessment.report.fonts import load_fonts
from assessment.report.layout import Column, Sheet

WIDTH_PT = 300.0
FONTS = load_fonts((("Vera.ttf", "VeraBd.ttf"),), ())
SHEET = Sheet(FONTS, WIDTH_PT)


def widths(columns, rows):
    return SHEET.table(columns, rows)._colWidths


def word_pt(text, size_pt):
    return FONTS.width_pt(text, size_pt, bold=False)


def test_columns_have_their_shares_where_everything_fits():
    found = widths([Column("A", 1.0), Column("B", 3.0)], [["short", "short"]])
    assert found == [WIDTH_PT / 4, WIDTH_PT * 3 / 4]


@pytest.mark.parametrize("title", ["Verhältnis", "Verhältnis A/H"])
def test_a_word_of_a_title_is_kept_whole(title):
    found = widths([Column("A", 9.0), Column(title, 1.0)], [["short", "1"]])
    assert found[1] > word_pt("Verhältnis", theme.SMALL_PT) > WIDTH_PT / 10
    assert sum(found) == pytest.approx(WIDTH_PT)


def test_numbers_stay_on_one_line_and_long_lists_of_them_do_not():
    columns = [Column("A", 8.0), Column("B", 2.0, theme.NUMBER)]
    range_pt = word_pt("−14,5° bis 17°", theme.BODY_PT)
    assert WIDTH_PT / 5 < range_pt < 1.3 * WIDTH_PT / 5
    assert widths(columns, [["short", "−14,5° bis 17°"]])[1] > range_pt
    assert widths(columns, [["short", "1.0 bis 2.0, " * 20]])[1] < 1.5 * WIDTH_PT / 5


def test_a_drawing_keeps_its_room():
    bar = Drawing(150.0, 10.0)
    columns = [Column("", 160.0), Column("Verhältniszahlen", 20.0), Column("", 120.0)]
    found = widths(columns, [[bar, "1", "short"]])
    assert found[0] > 150.0
    assert found[1] > word_pt("Verhältniszahlen", theme.SMALL_PT)


def test_where_there_is_no_room_the_width_is_shared():
    long = "W" * 60
    found = widths([Column(long, 1.0), Column(long, 2.0)], [["1", "1"]])
    assert sum(found) == pytest.approx(WIDTH_PT)
