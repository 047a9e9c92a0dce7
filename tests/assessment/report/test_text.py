from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.shapes import String

from assessment.report.fonts import load_fonts
from assessment.report.text import ELLIPSIS, Text, break_lines, label, shorten
from assessment.report.theme import BODY, TextStyle

FONTS = load_fonts((("Vera.ttf", "VeraBd.ttf"),), ())
WORDS = st.text(alphabet="abcdefgh WXYZ0123456789王小", max_size=200)
WIDTHS = st.floats(min_value=30.0, max_value=500.0)


def width_pt(line: str) -> float:
    return FONTS.width_pt(line, BODY.size_pt, bold=BODY.bold)


@given(WORDS, WIDTHS)
def test_no_line_is_too_wide_and_no_letter_is_lost(text, room_pt):
    lines = break_lines(text, room_pt, BODY, FONTS)
    assert all(width_pt(line) <= room_pt + 1e-6 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(WORDS, WIDTHS)
def test_shortened_text_fits_and_begins_alike(text, room_pt):
    line = shorten(text, room_pt, BODY, FONTS)
    assert width_pt(line) <= room_pt + 1e-6
    assert line == text or text.startswith(line.removesuffix(ELLIPSIS))


def test_words_stay_whole_where_they_fit():
    room_pt = width_pt("alpha beta")
    assert break_lines("alpha beta gamma", room_pt, BODY, FONTS) == ["alpha beta", "gamma"]


def test_newlines_are_kept():
    assert break_lines("a\n\nb", 100.0, BODY, FONTS) == ["a", "", "b"]


def test_an_accent_stays_with_its_letter():
    lines = break_lines("x\u0323" * 40, 30.0, BODY, FONTS)
    assert not any(line.startswith("\u0323") for line in lines)


def test_text_is_cut_to_its_number_of_lines():
    text = Text("word " * 50, BODY, fonts=FONTS, max_lines=2)
    _, height_pt = text.wrap(100.0, 1000.0)
    assert height_pt == 2 * BODY.leading_pt


def test_text_splits_over_pages_without_losing_lines():
    text = Text("word " * 100, BODY, fonts=FONTS)
    _, whole_pt = text.wrap(100.0, 1000.0)
    first, second = text.split(100.0, 5.5 * BODY.leading_pt)
    assert first.wrap(100.0, 1000.0)[1] == 5 * BODY.leading_pt
    assert first.wrap(100.0, 1000.0)[1] + second.wrap(100.0, 1000.0)[1] == whole_pt


def test_text_that_fits_does_not_split():
    assert Text("word", BODY, fonts=FONTS).split(100.0, 100.0) == []


def test_labels_end_or_centre_where_they_are_put():
    style = TextStyle(align="right")
    (string,) = label(100.0, 0.0, "abc", style, fonts=FONTS).contents
    assert isinstance(string, String)
    assert string.x + width_pt("abc") == 100.0
