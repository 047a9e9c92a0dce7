"""The research window: training runs with their curves, sample sheets and what they say."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent, QFontDatabase, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui.theme import Palette
from app.gui.viewmodels.training import LOSSES, SPEED, TrainingModel
from app.gui.views.training_form import TrainingForm
from app.gui.widgets.curves import CurveChart
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, EmptyState, button, label
from app.training_runs import Run, RunState

_LIST_WIDTH_PX: Final = 300
_WIDTH_PX: Final = 1160
_HEIGHT_PX: Final = 720
_FOLDER = Qt.ItemDataRole.UserRole


class TrainingWindow(QWidget):
    """Starts, watches and stops training runs; they go on when it is closed.

    Args:
        model: The runs.
        palette: Colours of the chart.
        parent: The window that it belongs to.
    """

    def __init__(
        self, model: TrainingModel, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._model = model
        self.setWindowTitle(self.tr("Training runs"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Training runs"))
        self.list.currentItemChanged.connect(self._choose)
        self.new_button = button(self.tr("New run"), primary=True)
        self.new_button.clicked.connect(self.enter_new)
        self.folder_button = button(self.tr("Another folder…"))
        self.folder_button.clicked.connect(self._pick_folder)
        self.chart = CurveChart(palette)
        self.group = QComboBox()
        self.group.setAccessibleName(self.tr("Curves"))
        self.group.currentIndexChanged.connect(self._draw)
        self.sheet_choice = QComboBox()
        self.sheet_choice.setAccessibleName(self.tr("Sample sheets"))
        self.sheet_choice.currentIndexChanged.connect(self._show_sheet)
        self.sheet = Picture()
        self.sheet.setAccessibleName(self.tr("Sample sheet"))
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setAccessibleName(self.tr("What the run says"))
        self.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._lay_out()
        for changed, follow in (
            (model.runs_changed, self._follow_runs),
            (model.curves_changed, self._follow_curves),
            (model.log_changed, self._follow_log),
            (model.sheets_changed, self._follow_sheets),
        ):
            changed.connect(follow)
        self._follow_runs()
        self.resize(_WIDTH_PX, _HEIGHT_PX)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look into the folders while somebody looks at them."""
        super().showEvent(event)
        self._model.watch(True)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Look no longer; the runs go on."""
        self._model.watch(False)
        super().closeEvent(event)

    @Slot()
    def enter_new(self) -> None:
        """Open the form of a new run."""
        form = TrainingForm(self._model.root, self._model.start, self)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.open()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GAP_PX, 0)
        column.setSpacing(GAP_PX)
        row = QHBoxLayout()
        row.addWidget(self.new_button)
        row.addWidget(self.folder_button)
        self._root = label(kind="muted")
        column.addWidget(label(self.tr("Training runs"), "title"))
        column.addWidget(self._root)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        self._right = QStackedWidget()
        self._right.addWidget(
            EmptyState(
                self.tr("No run chosen"),
                self.tr("Start a new run, choose one from the list, or look into another folder."),
            )
        )
        self._right.addWidget(self._make_run())
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(self._right)
        splitter.setSizes([_LIST_WIDTH_PX, _WIDTH_PX - _LIST_WIDTH_PX])
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        layout.addWidget(splitter)

    def _make_run(self) -> QWidget:
        self._name, self._state = label(kind="title"), label(kind="muted")
        self._state.setWordWrap(False)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Steps done"))
        self._problem = label(kind="problem")
        self.stop_button = button(
            self.tr("Stop"), tip=self.tr("The run ends after its step and can go on later.")
        )
        self.stop_button.clicked.connect(lambda: self._say(self._model.stop()))
        self.go_on_button = button(self.tr("Go on"))
        self.go_on_button.clicked.connect(lambda: self._say(self._model.go_on()))
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._state)
        head.addWidget(self.go_on_button)
        head.addWidget(self.stop_button)
        tabs = QTabWidget()
        tabs.addTab(_column(self.group, self.chart), self.tr("Curves"))
        tabs.addTab(_column(self.sheet_choice, self.sheet), self.tr("Sample sheets"))
        tabs.addTab(_column(self.log), self.tr("Log"))
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(GAP_PX, 0, 0, 0)
        layout.setSpacing(GAP_PX)
        layout.addLayout(head)
        layout.addWidget(self.progress)
        layout.addWidget(self._problem)
        layout.addWidget(tabs, 1)
        self._say("")
        return inside

    @Slot()
    def _follow_runs(self) -> None:
        chosen = self._model.run
        self._root.setText(self.tr("Runs in {0}").format(self._model.root))
        self.list.blockSignals(True)  # filling is no choice
        self.list.clear()
        for run in self._model.runs:
            item = QListWidgetItem(f"{run.folder.name}\n{self._state_of(run)}")
            item.setData(_FOLDER, run.folder)
            item.setToolTip(str(run.folder))
            self.list.addItem(item)
            if chosen is not None and run.folder == chosen.folder:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._right.setCurrentIndex(0 if chosen is None else 1)
        if chosen is not None:
            self._show_run(chosen)

    def _show_run(self, run: Run) -> None:
        self._name.setText(run.folder.name)
        self._state.setText(self._state_of(run))
        self.progress.setRange(0, max(run.steps, 1))
        self.progress.setValue(run.steps_done)
        running = run.state is RunState.RUNNING
        self.stop_button.setVisible(running)
        self.stop_button.setEnabled(run.is_ours)
        self.go_on_button.setVisible(run.state is RunState.STOPPED and run.is_ours)

    def _state_of(self, run: Run) -> str:
        names = {
            RunState.RUNNING: self.tr("running"),
            RunState.STOPPED: self.tr("stopped"),
            RunState.FINISHED: self.tr("finished"),
        }
        if not run.steps:
            return names[run.state]
        return self.tr("{0}, step {1} of {2}").format(names[run.state], run.steps_done, run.steps)

    @Slot()
    def _choose(self, item: QListWidgetItem | None) -> None:
        self._say("")
        self._model.choose(item.data(_FOLDER) if item else None)
        self._follow_runs()

    @Slot()
    def _pick_folder(self) -> None:
        picked = QFileDialog.getExistingDirectory(
            self, self.tr("Folder of training runs"), str(self._model.root)
        )
        if picked:
            self._model.open_folder(picked)

    @Slot()
    def _follow_curves(self) -> None:
        shown, groups = self.group.currentData(), self._model.groups()
        if [self.group.itemData(row) for row in range(self.group.count())] != list(groups):
            names = {LOSSES: self.tr("Losses"), SPEED: self.tr("Pictures per second")}
            self.group.blockSignals(True)
            self.group.clear()
            for group in groups:
                self.group.addItem(names.get(group, group), group)
            self.group.setCurrentIndex(max(0, self.group.findData(shown)))
            self.group.blockSignals(False)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        group = self.group.currentData()
        self.chart.show_curves(self._model.curves(group) if group else {})

    @Slot()
    def _follow_log(self) -> None:
        self.log.setPlainText(self._model.log)
        bar = self.log.verticalScrollBar()
        bar.setValue(bar.maximum())

    @Slot()
    def _follow_sheets(self) -> None:
        """List the sheets and show the newest."""
        self.sheet_choice.blockSignals(True)
        self.sheet_choice.clear()
        for path in self._model.sheets:
            self.sheet_choice.addItem(path.stem, path)
        self.sheet_choice.setCurrentIndex(self.sheet_choice.count() - 1)
        self.sheet_choice.blockSignals(False)
        self._show_sheet()

    @Slot()
    def _show_sheet(self) -> None:
        path = self.sheet_choice.currentData()
        self.sheet.show_picture(QPixmap(str(path)) if path else QPixmap())
        if not path:
            self.sheet.setText(self.tr("The run draws sheets whenever it validates."))

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))


class Picture(QLabel):
    """A picture as large as its place."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(1, 1)

    def show_picture(self, picture: QPixmap) -> None:
        """Show a picture; nothing for an empty one."""
        self._picture = picture
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep it as large as its place."""
        super().resizeEvent(event)
        if not self._picture.isNull():
            self._fit()

    def _fit(self) -> None:
        if self._picture.isNull():
            self.clear()
            return
        self.setPixmap(
            self._picture.scaled(
                self.size(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )


def _column(*widgets: QWidget) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setSpacing(GAP_PX)
    for widget in widgets:
        layout.addWidget(widget)
    layout.setStretchFactor(widgets[-1], 1)
    return made
