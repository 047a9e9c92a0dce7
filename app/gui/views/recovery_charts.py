"""The chosen charts two by two, and the same numbers as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.course import norm_words, short_names
from app.gui import words
from app.gui.theme import Palette
from app.gui.viewmodels.recovery import RecoveryModel
from app.gui.views.chart_choices import ChartChoices
from app.gui.widgets.chart_export import export_charts
from app.gui.widgets.copying_table import CopyingTable
from app.gui.widgets.parts import GAP_PX, EmptyState, button, label
from app.gui.widgets.recovery_chart import RecoveryChart, Setting
from app.gui.widgets.side_legend import SideLegend
from core.errors import KnownError
from core.landmarks import Side

_CHOICES_PX: Final = 270
_COLUMNS: Final = 2


class RecoveryCharts(QWidget):
    """Charts beside their choices.

    Args:
        model: The charts.
        palette: Colours.
        parent: Owner.
    """

    def __init__(
        self, model: RecoveryModel, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._palette = model, palette
        self.charts: list[RecoveryChart] = []
        self.choices = ChartChoices(model)
        self.choices.setFixedWidth(_CHOICES_PX)
        self.table = CopyingTable(self.tr("Values over the visits"))
        self.table.horizontalHeader().setStretchLastSection(True)
        self._notes = label(kind="muted")
        self._problem = label(kind="problem")
        self._problem.hide()
        self.as_table = button(self.tr("As table"))
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._show_table)
        self.copy = button(self.tr("Copy table"))
        self.copy.clicked.connect(self.table.copy_all)
        self.save = button(self.tr("Save picture…"))
        self.save.clicked.connect(self.ask_path)
        self._legend = SideLegend(self._palette)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP_PX)
        self._area = self._make_area()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(
                self.tr("Nothing chosen"),
                self.tr("Tick what to chart on the left, or take what the report charts."),
            )
        )
        self._lay_out()
        model.renewed.connect(self.show_charts)
        model.charts_changed.connect(self.show_charts)
        self.show_charts()

    def _make_area(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName(self.tr("Charts of the recovery"))
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.addWidget(self._legend)
        tools.addStretch(1)
        for tool in (self.as_table, self.copy, self.save):  # the first stays where it is
            tools.addWidget(tool)
        right = QVBoxLayout()
        right.setSpacing(GAP_PX // 2)
        right.addLayout(tools)
        right.addWidget(self._problem)
        right.addWidget(self._stack, 1)
        right.addWidget(self._notes)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_PX)
        row.addWidget(self.choices)
        row.addLayout(right, 1)

    def setting(self) -> Setting | None:
        """What the charts of this patient share."""
        timeline = self._model.timeline
        if timeline is None:
            return None
        return Setting(
            timeline,
            self._model.treatments,
            onset=self._model.has_onset,
            from_onset=self._model.counts_from_onset,
        )

    @Slot()
    def show_charts(self) -> None:
        """Draw the chosen charts."""
        for old in self.charts:
            self._grid.removeWidget(old)
            old.close()
            old.deleteLater()
        setting = self.setting()
        shown = self._model.charts if setting is not None else ()
        self.charts = [RecoveryChart(one, setting, self._palette) for one in shown if setting]
        for number, chart in enumerate(self.charts):
            self._grid.addWidget(chart, *divmod(number, _COLUMNS))
        self._fill_table()
        sides = {line.side for one in shown for line in one.panel.series}
        self._legend.setVisible(sides & {Side.RIGHT, Side.LEFT} != set())
        self.save.setEnabled(bool(self.charts))
        self._show_table()

    def _fill_table(self) -> None:
        heads, rows = self._model.table()
        self.table.show_texts([head.replace(": ", ":\n") for head in heads], rows)
        self.table.resizeColumnsToContents()

    def notes(self) -> list[str]:
        """What the charts do not say by themselves."""
        signs = [
            self.tr("Bars: 95 % interval, hidden where shorter than the dot."),
            self.tr("Shaded around the previous visit: measurement error between two visits."),
        ]
        if self._model.treatments:
            signs.append(self.tr("Flags: treatments."))
        signs += self._below_zero()
        broken = self.tr("Lines are broken where visits cannot be compared: {0}.")
        treated = "; ".join(self._model.treatments.values())
        facts = [*self._facts(broken), *([treated] if treated else [])]
        return [" ".join(signs), *self._norms(), *facts]

    def _norms(self) -> list[str]:
        """Whose the bands of healthy people are, and who published them."""
        shown = {chart.norm: None for chart in self._model.charts if chart.norm is not None}
        band = self.tr("Band along the whole time: {0}")
        return [band.format(words.catalogue(norm_words(norm))) for norm in shown]

    def table_notes(self) -> list[str]:
        """What their table does not say by itself."""
        bracketed = any(one.unit is not None and not one.resting for one in self._model.charts)
        signs = [self.tr("In brackets: 95 % interval.")] if bracketed else []
        signs += self._below_zero()
        broken = self.tr("Not comparable with the visit before: {0}.")
        return [*([" ".join(signs)] if signs else []), *self._facts(broken)]

    def _below_zero(self) -> list[str]:
        """What a negative ratio means, where there is one."""
        below = any(chart.goes_below_zero for chart in self._model.charts)
        return [self.tr("Below 0: moved the opposite way.")] if below else []

    def _facts(self, breaks: str) -> list[str]:
        """Short names and, put into `breaks`, where visits cannot be compared."""
        told = "; ".join(f"{day} ({why})" for day, why in self._model.breaks)
        lines = (
            "; ".join(map(words.catalogue, short_names(self._model.charts))),
            breaks.format(told) if told else "",
        )
        return [line for line in lines if line]

    @Slot()
    def ask_path(self) -> None:
        """Ask where the picture goes."""
        dialog = QFileDialog(self, self.tr("Save the charts"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Picture (*.png)"), self.tr("Vector drawing (*.svg)")])
        dialog.setDefaultSuffix("png")
        dialog.selectFile(f"{self._file_stem()}.png")
        dialog.filterSelected.connect(
            lambda kind: dialog.setDefaultSuffix("svg" if "svg" in kind else "png")
        )
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def save_to(self, name: str) -> None:
        """Write the charts to a file."""
        setting, content = self.setting(), self._model.content
        if setting is None or content is None:
            return
        title = self.tr("Recovery of {0}").format(content.patient.code)
        told = ""
        try:
            export_charts(self._model.charts, setting, Path(name), title=title, notes=self.notes())
        except KnownError as error:
            told = words.problem(error)
        self._problem.setText(told)
        self._problem.setVisible(bool(told))

    def _file_stem(self) -> str:
        content = self._model.content
        return f"recovery-{content.patient.code}" if content else "recovery"

    @Slot()
    def _show_table(self) -> None:
        table = self.as_table.isChecked()
        self.copy.setVisible(table)
        self.save.setVisible(not table)
        self._notes.setText("\n".join(self.table_notes() if table else self.notes()))
        page = 1 if table else 0
        self._stack.setCurrentIndex(page if self.charts else 2)
