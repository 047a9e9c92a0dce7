"""What was measured in a clip, as few numbers, beside what was measured before it was corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QToolTip, QWidget

from app.gui import words
from app.gui.widgets.parts import GAP_PX, label
from app.number_info import NumberInfo, of_index, of_measure
from app.result_rows import EMPTY, Number
from assessment.report.lookup import RATIO, index, measure
from assessment.report.numbers import DASH, interval, quantity
from assessment.results import Phase, TrialResult
from core.landmarks import Side

Explain = Callable[[NumberInfo], str]


class Figure(QLabel):
    """A number that says where it comes from when the mouse rests on it.

    Args:
        explain: What stands behind a number, as rich text.
        kind: Name of the look, as for `label`.
    """

    def __init__(self, explain: Explain, kind: str = "") -> None:
        super().__init__()
        self.setObjectName(kind)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._explain = explain
        self.info: NumberInfo | None = None

    def show_number(self, number: Number) -> None:
        """Show another number."""
        self.setText(words.catalogue(number.text))
        info = self.info = number.info
        told = (info.title, info.value, info.formula, info.source) if info else ()
        self.setAccessibleDescription(". ".join(map(words.catalogue, told)))

    def event(self, event: QEvent) -> bool:
        """Tell of the number under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            told = self._explain(self.info) if self.info else ""
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)


class ReviewNumbers(QWidget):
    """Excursion of both sides and their ratio for one measure.

    Args:
        explain: What stands behind a number, as rich text.
        parent: Owner.
    """

    def __init__(self, explain: Explain, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Excursions"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GAP_PX)
        self._grid.setVerticalSpacing(2)
        heads = (
            self.tr("Excursion"),
            self.tr("Right"),
            self.tr("Left"),
            self.tr("Affected / healthy side"),
        )
        self._add_row(0, [label(text, "muted") for text in heads])
        self.now = [Figure(explain) for _ in heads]
        self.before = [Figure(explain, "muted") for _ in heads]
        self._add_row(1, self.now)
        self._add_row(2, self.before)
        self._grid.setColumnStretch(len(heads) - 1, 1)

    def show_trial(
        self, measure_id: str, now: TrialResult | None, before: TrialResult | None
    ) -> None:
        """Show the excursions of a measure.

        Args:
            measure_id: Which.
            now: As measured with the landmarks as they are.
            before: As stored, or None when nothing was corrected since.
        """
        for figures, name, trial in (
            (self.now, self.tr("Median"), now),
            (self.before, self.tr("stored"), before),
        ):
            numbers = (Number(name), *_numbers(measure_id, trial)) if trial else ()
            for place, figure in enumerate(figures):
                figure.show_number(numbers[place] if numbers else EMPTY)

    def _add_row(self, row: int, labels: Sequence[QLabel]) -> None:
        for column, widget in enumerate(labels):
            widget.setWordWrap(False)
            self._grid.addWidget(widget, row, column)


def _numbers(measure_id: str, trial: TrialResult) -> tuple[Number, Number, Number]:
    """Right, left, and the ratio with its interval."""
    ratio = index(trial.indices, RATIO, measure_id)
    compared = Number(DASH)
    if ratio is not None:
        ends = interval(ratio.estimate, ratio.unit)
        text = f"{quantity(ratio.estimate.value, ratio.unit)} ({ends})"
        compared = Number(text, of_index(ratio, trial.exercise_id))
    return _side(measure_id, trial, Side.RIGHT), _side(measure_id, trial, Side.LEFT), compared


def _side(measure_id: str, trial: TrialResult, side: Side) -> Number:
    found = measure(trial, measure_id, Phase.EXCURSION, side)
    if found is None:
        return Number(DASH)
    text = quantity(found.estimate.value, found.unit)
    return Number(text, of_measure(found, trial.exercise_id))
