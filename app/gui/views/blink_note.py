"""At which rate a blink is filmed, and whether that shows how fast the lids are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from assessment.blinks import SPEED_RATE_HZ
from assessment.protocol import BLINK_RATE_HZ, EXERCISES, ExerciseKind


class BlinkNote(QLabel):
    """A sentence that is there for exercises with blinks only."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def show_exercise(self, exercise_id: str, rate_hz: float | None) -> None:
        """Say how this exercise is filmed.

        Args:
            exercise_id: The exercise; "" for none.
            rate_hz: In which blinks are recorded; None where the camera has no format for them.
        """
        exercise = EXERCISES.get(exercise_id)
        self.setVisible(exercise is not None and exercise.kind is ExerciseKind.BLINK)
        self.setText(self._sentence(rate_hz))

    def _sentence(self, rate_hz: float | None) -> str:
        if rate_hz is None:
            return self.tr(
                "This camera has no format of {0:.0f} pictures a second: blinks are recorded at "
                "its usual rate, and the speed of the lids is not measured."
            ).format(BLINK_RATE_HZ)
        if rate_hz < SPEED_RATE_HZ:
            return self.tr(
                "Blinks are recorded at {0:.0f} pictures a second; the speed of the lids needs "
                "{1:.0f} and is not measured."
            ).format(rate_hz, SPEED_RATE_HZ)
        return self.tr("Blinks are recorded at {0:.0f} pictures a second.").format(rate_hz)
