from __future__ import annotations

import pytest

from assessment.report.fonts import (
    SCRIPT_SAMPLES,
    UNKNOWN_CHARACTER,
    clean,
    describe_fonts,
    is_rtl,
    load_fonts,
    visual_order,
)

NAMES = {
    "Latin": "Ngô Bảo Châu Łukasz Żółć",
    "Greek": "Νίκος Ελύτης",
    "Cyrillic": "Юлия Щукина",
    "Hebrew": "יעל בן־דוד",
    "Arabic": "محمد الخوارزمي",
    "Chinese": "王小明",
    "Japanese": "佐藤さくら",
    "Korean": "김민수",
}


def test_hebrew_is_drawn_from_right_to_left():
    assert visual_order("שלום", rtl=True) == "םולש"


def test_brackets_face_the_right_way_in_right_to_left_text():
    assert visual_order("יעל (Yael)", rtl=True) == "(Yael) לעי"


def test_latin_keeps_its_order_beside_hebrew():
    assert visual_order("Dr יעל Cohen", rtl=False) == "Dr לעי Cohen"


def test_arabic_letters_are_joined():
    joined = visual_order("محمد", rtl=True)
    assert len(joined) == 4
    assert all("\ufe70" <= letter <= "\ufeff" for letter in joined)


def test_the_first_strong_letter_sets_the_direction():
    assert is_rtl("12 שלום abc")
    assert not is_rtl("abc שלום")
    assert not is_rtl("")
    assert not is_rtl(" 12 ")


def test_cleaning_composes_and_drops_what_has_no_shape():
    assert clean("e\u0301") == "é"
    assert clean("a\u202eb\x00c\td\r\ne") == "abc d\ne"


def test_a_character_without_font_becomes_a_question_mark(vera):
    runs = vera.runs("a\u0c05b", bold=False)
    assert "".join(text for _, text in runs) == f"a{UNKNOWN_CHARACTER}b"
    assert vera.lacks("a\u0c05b")
    assert not vera.lacks("plain text")


def test_viewer_fonts_stand_in_for_east_asian_scripts(vera):
    assert [name for name, _ in vera.runs("王 さ 김", bold=True) if name != "VeraBd.ttf"] == [
        "STSong-Light",
        "HeiseiKakuGo-W5",
        "HYGothic-Medium",
    ]
    assert not vera.lacks("王小明さくら김민수")


def test_runs_keep_every_character_in_order(vera):
    assert "".join(text for _, text in vera.runs("ab 王 cd", bold=False)) == "ab 王 cd"


def test_a_missing_family_is_passed_over():
    fonts = load_fonts((("Nowhere.ttf", "Nowhere.ttf"), ("Vera.ttf", "VeraBd.ttf")), ())
    assert fonts.regular[0].name == "Vera.ttf"
    assert fonts.bold[0].name == "VeraBd.ttf"


def test_bold_text_is_wider(vera):
    assert vera.width_pt("Facial", 10.0, bold=True) > vera.width_pt("Facial", 10.0, bold=False)


def test_the_description_names_what_is_lacking():
    fonts = load_fonts()
    told = describe_fonts()
    assert told.startswith(fonts.regular[0].name)
    assert ("no font for" in told) or told.endswith("all scripts")


@pytest.mark.parametrize("script", NAMES)
def test_names_of_every_script_can_be_read_back(make_content, make_patient, text_of, script):
    fonts = load_fonts()
    embedded = [face for face in fonts.regular if face.embedded]
    sample = visual_order(NAMES[script] + SCRIPT_SAMPLES[script], rtl=False).replace(" ", "")
    if not all(any(face.covers(ord(letter)) for face in embedded) for letter in sample):
        pytest.skip(f"this machine has no font for {script}")
    content = make_content(1, stills=(), curves=(), patient=make_patient(name=NAMES[script]))
    assert NAMES[script] in text_of(content, fonts=fonts)[0]
