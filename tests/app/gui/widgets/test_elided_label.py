from __future__ import annotations

from html import unescape

import pytest

from app.gui.widgets.elided_label import ElidedLabel, breakable, tip

LONG = {
    "one word": "N" * 300,
    "many words": "Maria del Carmen " * 20,
    "Arabic": "عبدالرحمن " * 30,
    "Hebrew": "א" * 300,
}
ROOM_PX = 200
JOINER = "\u200d"
"""Qt puts it before the ellipsis: an Arabic letter keeps the form that it has in its word."""


@pytest.fixture
def shown(qtbot, palette):
    made = ElidedLabel("title")
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_text_without_room_ends_in_an_ellipsis_and_is_whole_elsewhere(shown, text):
    shown.setText(text)
    shown.resize(ROOM_PX, shown.sizeHint().height())
    assert shown.minimumSizeHint().width() < ROOM_PX < shown.sizeHint().width()
    assert shown.shown.endswith("…")
    assert text.startswith(shown.shown[:-1].rstrip(JOINER))
    assert shown.fontMetrics().horizontalAdvance(shown.shown) <= ROOM_PX
    assert shown.accessibleName() == text
    assert unescape(shown.toolTip()).replace("\u200b", "") == f"<p>{text}</p>"


def test_a_text_with_room_is_shown_as_it_is(shown):
    shown.setText("P-017  Ada")
    shown.resize(shown.sizeHint())
    assert shown.shown == "P-017  Ada"
    assert shown.minimumSizeHint().width() <= shown.sizeHint().width()


def test_it_paints_the_cut_text_and_nothing_beyond_its_room(shown):
    shown.setText(LONG["one word"])
    shown.resize(ROOM_PX, 40)
    cut = shown.grab().toImage()
    shown.setText(shown.shown)
    assert cut == shown.grab().toImage()
    shown.setText("")
    assert cut != shown.grab().toImage()


def test_a_tip_shows_what_was_typed_and_not_what_it_looks_like():
    assert tip("<b>bold</b> & co") == "<p>&lt;b&gt;bold&lt;/b&gt; &amp; co</p>"
    assert tip("") == ""


def test_only_very_long_words_are_broken():
    assert breakable("Bell's palsy, rendered") == "Bell's palsy, rendered"
    assert breakable("N" * 100).split("\u200b") == ["N" * 40, "N" * 40, "N" * 20]
