"""Named curves over training steps."""

from __future__ import annotations

from typing import Final

import pyqtgraph as pg
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.gui.theme import Palette
from app.gui.widgets.axes import number_axes

# Okabe and Ito's colours but black and yellow: apart for colour-blind people, seen on both grounds.
_COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
_DASHES: Final = ((), (6.0, 3.0), (2.0, 3.0))
_LINE_PX: Final = 2
_DOT_PX: Final = 5
_LEGEND_PX: Final = (-12, 12)
_FEW: Final = 60
"""Up to so many values are marked one by one."""


class CurveChart(QWidget):
    """A chart that is drawn anew as a run goes on.

    Args:
        palette: Colours of ground and axes.
    """

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._plot = pg.PlotWidget(background=palette.card, axisItems=number_axes())
        self._plot.setAccessibleName(self.tr("Curves over the steps"))
        self._plot.showGrid(x=True, y=True, alpha=0.2)
        self._plot.setLabel("bottom", self.tr("Step"))
        self._plot.getPlotItem().getAxis("left").enableAutoSIPrefix(False)
        self._plot.getPlotItem().getAxis("bottom").enableAutoSIPrefix(False)
        for side in ("left", "bottom"):
            axis = self._plot.getPlotItem().getAxis(side)
            axis.setPen(palette.line)
            axis.setTextPen(palette.muted)
        self._plot.addLegend(offset=_LEGEND_PX, brush=palette.card, labelTextColor=palette.ink)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)

    def show_curves(self, curves: dict[str, tuple[list[float], list[float]]]) -> None:
        """Draw curves by name: steps and values."""
        self._plot.clear()
        for number, (name, (steps, values)) in enumerate(curves.items()):
            turn, colour = divmod(number, len(_COLOURS))
            pen = pg.mkPen(_COLOURS[colour], width=_LINE_PX)
            if dashes := _DASHES[turn % len(_DASHES)]:
                pen.setDashPattern(dashes)
            self._plot.plot(
                steps,
                values,
                name=name,
                pen=pen,
                symbol="o" if len(steps) <= _FEW else None,
                symbolSize=_DOT_PX,
                symbolBrush=_COLOURS[colour],
                symbolPen=None,
            )
