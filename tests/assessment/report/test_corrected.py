"""What people skipped or placed by hand stands in the report; free text and names only inside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.records import SkippedExercise
from assessment.report.content import HistoryVisit

SKIPPED = (
    SkippedExercise("lower_teeth", "splint in the mouth"),
    SkippedExercise("cheek_puff", "pain"),  # optional: not missed unless skipped
    SkippedExercise("snarl", "came later"),  # done after all
)


@pytest.fixture
def content(make_content):
    plain = make_content()
    return replace(
        plain, visit=replace(plain.visit, skipped=SKIPPED), corrected_by=("Dr A. Fell", "B. Ode")
    )


def limits(pages):
    text = " ".join(pages)
    return text[text.index("Limits What to bear in mind") :]


def test_reasons_stand_in_the_list_of_what_is_missing(content, text_of):
    text = limits(text_of(content))
    assert "Lower teeth it was skipped: splint in the mouth" in text
    assert "Cheek puff it was skipped: pain" in text
    assert "came later" not in text
    assert "it was not recorded" not in text


def test_without_skips_the_list_is_as_the_analysis_gave_it(make_content, text_of):
    assert "Lower teeth it was not recorded" in limits(text_of(make_content()))


def test_landmarks_placed_by_hand_are_told_with_names(content, make_content, text_of):
    told = "Some landmarks were placed by hand"
    assert f"{told} by Dr A. Fell, B. Ode;" in limits(text_of(content))
    assert told not in limits(text_of(make_content()))


def test_a_pseudonymised_report_says_that_and_not_who_or_why(content, text_of):
    text = " ".join(text_of(replace(content, pseudonymised=True)))
    assert "Some landmarks were placed by hand;" in text
    assert "Lower teeth; Cheek puff it was skipped" in text
    for secret in ("B. Ode", "splint", "pain"):
        assert secret not in text


def test_skips_of_a_visit_without_results_are_told(content, text_of):
    last = content.history[-1]
    history = (*content.history[:-1], HistoryVisit(last.taken_at, None))
    text = " ".join(text_of(replace(content, history=history, stills=(), curves=())))
    assert "Lower teeth: it was skipped: splint in the mouth." in text
