"""English that was composed elsewhere, said in a made-up language."""

from __future__ import annotations

import pytest

from app.phrases import Pattern, Speaker, by_own_words

KNOWN = {
    "Smile": "SMILE",
    "Lid opening, signed": "LID, SIGNED",
    "Lid opening": "LID",
    "excursion": "WAY",
    "at rest": "RESTING",
    "eye": "EYE",
    "points": "POINTS",
    "the disk is full": "FULL",
    "{0} cannot be read: {1}.": "UNREADABLE {0}: {1}.",
    "The folder {0} cannot be read: {1}.": "UNREADABLE FOLDER {0}: {1}.",
    "{0} in {1}": "{1}>{0}",
    "{0} to {1}": "{0}~{1}",
}


@pytest.fixture
def speaker():
    sources = by_own_words(text for text in KNOWN if "{" in text)
    return Speaker(lambda text: KNOWN.get(text, text), ",", tuple(map(Pattern.of, sources)))


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("Smile", "SMILE"),
        ("smile", "SMILE"),
        ("At rest", "RESTING"),
        ("Smile: Lid opening, signed (PFHs), excursion", "SMILE: LID, SIGNED (PFHs), WAY"),
        ("Smile; nobody", "SMILE; nobody"),
        ("1.5 mm", "1,5 mm"),
        ("−6.8 points", "−6,8 POINTS"),
        ("1.5 (1.2 to 2)", "1,5 (1,2~2)"),
        ("1.2.3", "1.2.3"),
        ("G51.0", "G51.0"),
        ("x.mp4 cannot be read: the disk is full.", "UNREADABLE x.mp4: FULL."),
        ("The folder /x cannot be read: the disk is full.", "UNREADABLE FOLDER /x: FULL."),
        ("eye in smile", "SMILE>EYE"),
        ("pain in the jaw", "pain in the jaw"),
        ("", ""),
    ],
)
def test_what_is_known_is_said_and_the_rest_stays(speaker, english, said):
    assert speaker.say(english) == said


def test_a_free_text_with_many_commas_stays(speaker):
    text = ", ".join(["Smile"] * 200)
    assert speaker.say(text) == text
