"""The course over the visits: charts, table, and two visits side by side."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.gui.theme import Palette
from app.gui.viewmodels.recovery import RecoveryModel
from app.gui.viewmodels.two_visits import TwoVisitsModel
from app.gui.views.recovery_charts import RecoveryCharts
from app.gui.views.two_visits import TwoVisitsView
from app.gui.widgets.lazy_screen import LazyScreen
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, EmptyState, button, label


class RecoveryView(LazyScreen):
    """Charts, or two visits beside each other.

    Args:
        model: The charts.
        two: The two visits.
        palette: Colours.
        parent: Owner.
    """

    def __init__(
        self,
        model: RecoveryModel,
        two: TwoVisitsModel,
        palette: Palette,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model.stale, model.refresh, parent)
        self._model = model
        self.charts = RecoveryCharts(model, palette)
        self.two = TwoVisitsView(two, palette)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.charts)
        self.pages.addWidget(self.two)
        self.pages.addWidget(
            EmptyState(
                self.tr("Nothing to chart yet"),
                self.tr("The charts begin with the first analysed visit."),
            )
        )
        self.show_charts = button(self.tr("Charts"))
        self.show_two = button(self.tr("Two visits side by side"))
        self._group = QButtonGroup(self)
        for number, choice in enumerate((self.show_charts, self.show_two)):
            choice.setCheckable(True)
            self._group.addButton(choice, number)
        self.show_charts.setChecked(True)
        self._group.idClicked.connect(self._follow_visits)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Recovery"), "title"), 1)
        head.addWidget(self.show_charts)
        head.addWidget(self.show_two)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        layout.setSpacing(GAP_PX)
        layout.addLayout(head)
        layout.addWidget(self.pages, 1)
        model.renewed.connect(self._follow_visits)
        self._follow_visits()

    @Slot()
    def _follow_visits(self) -> None:
        """Show the chosen page, or why there is none, or nothing while it is being read."""
        self.pages.setVisible(not self._model.reading)
        known = bool(self._model.choices)
        for choice in (self.show_charts, self.show_two):
            choice.setEnabled(known)
        self.pages.setCurrentIndex(self._group.checkedId() if known else self.pages.count() - 1)
