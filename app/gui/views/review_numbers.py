"""What was measured in a clip, as few numbers, beside what was measured before it was corrected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.gui import words
from app.gui.widgets.parts import GAP_PX, label
from assessment.analysis import EXCURSION_RATIO
from assessment.report.numbers import DASH, interval, quantity
from assessment.results import Measure, Phase, TrialResult
from core.landmarks import Side


class ReviewNumbers(QWidget):
    """Excursion of both sides and their ratio for one measure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Excursions"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GAP_PX)
        self._grid.setVerticalSpacing(2)
        heads = ("", self.tr("Right"), self.tr("Left"), self.tr("Affected / healthy side"))
        self._add_row(0, [label(text, "muted") for text in heads])
        self.now = [label() for _ in heads]
        self.before = [label(kind="muted") for _ in heads]
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
        for labels, name, trial in (
            (self.now, self.tr("Excursion"), now),
            (self.before, self.tr("stored"), before),
        ):
            texts = _texts(name, measure_id, trial) if trial else ("",) * len(labels)
            for widget, text in zip(labels, texts, strict=True):
                widget.setText(text)

    def _add_row(self, row: int, labels: Sequence[QLabel]) -> None:
        for column, widget in enumerate(labels):
            widget.setWordWrap(False)
            self._grid.addWidget(widget, row, column)


def _texts(name: str, measure_id: str, trial: TrialResult) -> tuple[str, str, str, str]:
    excursions = {
        one.side: one
        for one in trial.measures
        if one.measure_id == measure_id and one.phase is Phase.EXCURSION
    }
    ratio = next(
        (
            one
            for one in trial.indices
            if one.index_id == EXCURSION_RATIO and one.subject == measure_id
        ),
        None,
    )
    compared = (
        f"{quantity(ratio.estimate.value, ratio.unit)} ({interval(ratio.estimate, ratio.unit)})"
        if ratio
        else DASH
    )
    compared = words.catalogue(compared)
    return name, _text(excursions.get(Side.RIGHT)), _text(excursions.get(Side.LEFT)), compared


def _text(measure: Measure | None) -> str:
    if measure is None:
        return DASH
    return words.catalogue(quantity(measure.estimate.value, measure.unit))
