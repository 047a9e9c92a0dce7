"""The curves of the clip that is looked at, with the choice of the measure."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.gui import words
from app.gui.theme import Palette
from app.gui.viewmodels.review import ReviewModel
from app.gui.views.review_numbers import ReviewNumbers
from app.gui.widgets.curve_plot import CurvePlot, band_colours, on_ground
from app.gui.widgets.number_tip import number_tip
from app.gui.widgets.parts import GAP_PX, label
from app.number_info import NumberInfo
from assessment.measures import CATALOGUE
from core.landmarks import Side

_SHORTEST_NAME = 14
_BLOCK = "&nbsp;" * 3


class ReviewCurves(QWidget):
    """Curve and numbers of one measure.

    Args:
        model: The visit.
        palette: Colours.
        parent: Owner.
    """

    def __init__(self, model: ReviewModel, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._palette = model, palette
        self.measures = QComboBox()
        self.measures.setAccessibleName(self.tr("Measure"))
        self.measures.setMinimumContentsLength(_SHORTEST_NAME)
        self.measures.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.measures.currentIndexChanged.connect(self._show_measure)
        self.plot = CurvePlot(palette)
        self.plot.time_chosen.connect(self._go_to)
        self.numbers = ReviewNumbers(self._explain)
        self.nothing = label(kind="muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        model.measured.connect(self._follow_measured)
        model.player.frame_changed.connect(self._follow_frame)
        self._follow_measured()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Movement"), "heading"))
        head.addWidget(self.measures, 1)
        self._drawn = QWidget()
        inside = QVBoxLayout(self._drawn)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP_PX // 2)
        inside.addWidget(self.plot, 1)
        inside.addWidget(self._make_legend())
        inside.addWidget(self.numbers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PX // 2)
        layout.addLayout(head)
        layout.addWidget(self._drawn, 1)
        layout.addWidget(self.nothing, 1)

    def _explain(self, info: NumberInfo) -> str:
        return number_tip(info, self._model.face, self._palette)

    def _make_legend(self) -> QLabel:
        right, left = (self._palette.side(side).name() for side in (Side.RIGHT, Side.LEFT))
        muted, card = self._palette.muted, self._palette.card
        plateau, lost = (on_ground(one, card).name() for one in band_colours(self._palette))
        parts = (
            ("━━", f"color:{right}", self.tr("Right")),
            ("╍╍", f"color:{left}", self.tr("Left")),
            ("▶", f"color:{muted}", self.tr("onset")),
            ("▲", f"color:{muted}", self.tr("peak")),
            ("◀", f"color:{muted}", self.tr("end")),
            (_BLOCK, f"background-color:{plateau}", self.tr("plateau")),
            (_BLOCK, f"background-color:{lost}", self.tr("not measured")),
        )
        legend = QLabel(
            " &nbsp;".join(
                f'<span style="white-space:nowrap"><span style="{look}">{sign}</span>'
                f"&nbsp;{name.replace(' ', '&nbsp;')}</span>"
                for sign, look, name in parts
            )
        )
        legend.setTextFormat(Qt.TextFormat.RichText)
        legend.setObjectName("muted")
        legend.setWordWrap(True)
        return legend

    @Slot()
    def _follow_measured(self) -> None:
        review = self._model.review
        ids = [curve.measure_id for curve in review.curves] if review else []
        if self._model.is_measuring and self._model.stored_trial is not None:
            self.nothing.setText(self._why_no_curve())  # a curve that is drawn stays meanwhile
            return
        shown = [self.measures.itemData(row) for row in range(self.measures.count())]
        if ids != shown:
            self._offer(ids)
        self._show_measure()

    def _offer(self, ids: list[str]) -> None:
        self.measures.blockSignals(True)
        self.measures.clear()
        for key in ids:
            self.measures.addItem(f"{key} · {words.catalogue(CATALOGUE[key].name)}", key)
        self.measures.blockSignals(False)

    def _why_no_curve(self) -> str:
        if self._model.unmeasured:
            return self._model.unmeasured
        if self._model.is_measuring:
            return self.tr("The movement is being measured…")
        return self.tr("In this exercise no movement is measured, so there is no curve.")

    @Slot()
    def _show_measure(self) -> None:
        review, row = self._model.review, self.measures.currentIndex()
        if review is None or not 0 <= row < len(review.curves):
            self.plot.show_curve(None, (), (), duration_s=0.0)
            self.nothing.setText(self._why_no_curve())
            self._show_curve(False)
            return
        curve = review.curves[row]
        film = self._model.player.film
        duration_s = float(film.times_s[-1]) if film else float(curve.times_s[-1])
        self.plot.show_curve(curve, review.marks, review.gaps, duration_s=duration_s)
        stored = self._model.stored_trial
        edited = self._model.recording and self._model.corrections.unsaved(self._model.recording.id)
        self.numbers.show_trial(curve.measure_id, review.trial, stored if edited else None)
        self._show_curve(True)
        self._follow_frame()

    def _show_curve(self, shown: bool) -> None:
        self.measures.setVisible(shown)
        self._drawn.setVisible(shown)
        self.nothing.setVisible(not shown)

    @Slot()
    def _follow_frame(self) -> None:
        self.plot.set_time(self._model.player.time_s)

    @Slot(float)
    def _go_to(self, time_s: float) -> None:
        self._model.player.pause()
        self._model.player.go_to_time(time_s)
