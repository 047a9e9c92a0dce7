from __future__ import annotations

import pytest

from app.capture.cues import Cue
from app.capture.steps import Phase
from app.gui.widgets.cue_panel import CuePanel
from assessment.protocol import EXERCISES


class Clock:
    now_s = 10.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def panel(qtbot, clock):
    made = CuePanel(clock)
    qtbot.addWidget(made)
    made.show()
    return made


def cue(phase, text="Hold", **known):
    fields = {
        "exercise_id": "smile_open",
        "sound": None,
        "ends_at_s": None,
        "count": 0,
        "round": 2,
        "rounds": 3,
        "done": 1,
        "total": 5,
    }
    return Cue(phase=phase, text=text, **(fields | known))


def test_what_is_asked_is_shown_with_exercise_and_repetition(panel):
    panel.show_cue(cue(Phase.HOLD))
    assert panel.name.text() == "Biggest smile"
    assert panel.words.text() == "Hold"
    assert panel.rounds.text() == "Repetition 2 of 3"
    panel.show_cue(cue(Phase.FINISHED, "Thank you, that is all", exercise_id="", round=0, rounds=0))
    assert (panel.name.text(), panel.rounds.text()) == ("", "")


def test_a_countdown_shows_its_number_and_a_hold_the_seconds_that_are_left(qtbot, panel, clock):
    panel.show_cue(cue(Phase.COUNTDOWN, "Get ready", count=3, ends_at_s=11.0))
    assert panel.count.isVisible()
    assert panel.count.text() == "3"
    panel.show_cue(cue(Phase.GO, "Now", ends_at_s=12.0))
    assert not panel.count.isVisible()
    panel.show_cue(cue(Phase.HOLD, ends_at_s=13.0))
    assert panel.count.isVisible()
    assert panel.count.text() == "3 s"
    clock.now_s = 11.5
    qtbot.waitUntil(lambda: panel.count.text() == "2 s")
    panel.show_cue(cue(Phase.HOLD))
    assert not panel.count.isVisible()


def test_the_instruction_stays_below_a_single_word(panel):
    asked = EXERCISES["smile_open"].instruction
    for phase, text in ((Phase.COUNTDOWN, "Get ready"), (Phase.GO, "Now"), (Phase.HOLD, "Hold")):
        panel.show_cue(cue(phase, text, ends_at_s=11.0))
        assert panel.reminder.isVisible()
        assert panel.reminder.text() == asked
    for phase, text in ((Phase.INSTRUCTION, asked), (Phase.RELAX, "Relax")):
        panel.show_cue(cue(phase, text))
        assert not panel.reminder.isVisible()


def test_what_lies_below_stays_where_it_is_from_one_step_to_the_next(panel):
    heights = set()
    for phase, text in ((Phase.COUNTDOWN, "Get ready"), (Phase.GO, "Now"), (Phase.RELAX, "Relax")):
        panel.show_cue(cue(phase, text, count=3 * (phase is Phase.COUNTDOWN), ends_at_s=11.0))
        heights.add(panel.layout().totalHeightForWidth(300))
    assert len(heights) == 1


def test_the_bar_fills_until_the_next_cue_and_is_not_there_while_a_person_decides(
    qtbot, panel, clock
):
    panel.show_cue(cue(Phase.HOLD, ends_at_s=14.0))
    assert panel.bar.isVisible()
    assert panel.bar.value() == 0
    clock.now_s = 12.0
    qtbot.waitUntil(lambda: panel.bar.value() == panel.bar.maximum() // 2)
    clock.now_s = 99.0
    qtbot.waitUntil(lambda: panel.bar.value() == panel.bar.maximum())
    panel.show_cue(cue(Phase.OFFER, "Once more, please"))
    assert not panel.bar.isVisible()


def test_an_instruction_is_set_smaller_than_a_word_and_the_patients_panel_larger(
    qtbot, panel, clock
):
    large = CuePanel(clock, large=True)
    qtbot.addWidget(large)

    def height_px(one, text):
        one.show_cue(cue(Phase.INSTRUCTION, text))
        one.words.ensurePolished()
        return one.words.fontMetrics().height()

    instruction = "Give your biggest smile, showing your teeth."
    assert height_px(panel, instruction) < height_px(panel, "Now")
    assert height_px(large, "Now") > 2 * height_px(panel, "Now")
