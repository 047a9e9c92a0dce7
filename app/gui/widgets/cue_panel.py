"""What the patient is asked to do, large; on the clinician's screen and on the patient's."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from app.capture.cues import Cue
from app.capture.steps import Phase
from app.gui import words
from assessment.protocol import EXERCISES

_REFRESH_MS = 50
_STEPS = 1000
_NAME_PT = 11.0
_SENTENCE_PT = 13.0
_WORD_PT = 22.0
_COUNT_PT = 40.0
_LARGE = 2.4
_SHORT = 24
"""Words of more letters are set smaller: they are read, not glanced at."""

_REMINDED: Final = frozenset({Phase.COUNTDOWN, Phase.GO, Phase.HOLD})
"""When the instruction stands below a single word, lest the patient forgets what to do."""


class CuePanel(QWidget):
    """Words, a count-down and how long it still takes.

    Args:
        clock: The session's clock.
        large: For the patient's own screen.
        parent: Owner.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        *,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._cue: Cue | None = None
        self._began_s = 0.0
        self._scale = _LARGE if large else 1.0
        self.name, self.words, self.reminder, self.count, self.rounds = (_text() for _ in range(5))
        for small in (self.name, self.reminder, self.rounds):
            self._size(small, _NAME_PT)
        self._size(self.count, _COUNT_PT)
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of this step"))
        layout = QVBoxLayout(self)
        for part in (self.name, self.words, self.reminder, self.count, self.rounds, self.bar):
            layout.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self._follow_time)

    def show_cue(self, cue: Cue) -> None:
        """Show the newest cue."""
        self._cue, self._began_s = cue, self._clock()
        self.name.setText(words.exercise_name(cue.exercise_id) if cue.exercise_id else "")
        asked = words.catalogue(cue.text)
        self._size(self.words, _SENTENCE_PT if len(asked) > _SHORT else _WORD_PT)
        self.words.setText(asked)
        running = cue.ends_at_s is not None
        self._show_part(self.reminder, _instruction(cue), shown=cue.phase in _REMINDED)
        counts = cue.phase is Phase.COUNTDOWN or (running and cue.phase is Phase.HOLD)
        self._show_part(self.count, str(cue.count) if cue.count else "", shown=counts)
        self.rounds.setText(
            self.tr("Repetition {0} of {1}").format(cue.round, cue.rounds)
            if cue.round and cue.rounds > 1
            else ""
        )
        self.bar.setVisible(running)
        if running:
            self._timer.start()
        else:
            self._timer.stop()
        self._follow_time()

    def _follow_time(self) -> None:
        cue = self._cue
        if cue is None or cue.ends_at_s is None:
            return
        now_s = self._clock()
        length_s = max(cue.ends_at_s - self._began_s, 1e-3)
        done = min(1.0, max(0.0, (now_s - self._began_s) / length_s))
        self.bar.setValue(round(done * _STEPS))
        if cue.phase is Phase.HOLD:
            left_s = max(0, math.ceil(cue.ends_at_s - now_s))
            self.count.setText(self.tr("{0} s").format(left_s))

    def _show_part(self, part: QLabel, text: str, *, shown: bool) -> None:
        """Show it, or keep its room while steps follow each other: what lies below stays put."""
        if text:
            part.setText(text)
        policy = part.sizePolicy()
        policy.setRetainSizeWhenHidden(self._cue is not None and self._cue.ends_at_s is not None)
        part.setSizePolicy(policy)
        part.setVisible(shown)

    def _size(self, text: QLabel, size_pt: float) -> None:
        weight = 400 if size_pt == _NAME_PT else 600
        text.setStyleSheet(f"font-size: {size_pt * self._scale:.0f}pt; font-weight: {weight};")


def _instruction(cue: Cue) -> str:
    """What the exercise asks for, in the window's language; "" when there is none."""
    exercise = EXERCISES.get(cue.exercise_id)
    return words.catalogue(exercise.instruction) if exercise else ""


def _text() -> QLabel:
    text = QLabel()
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    text.setWordWrap(True)
    return text
