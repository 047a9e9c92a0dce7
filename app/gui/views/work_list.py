"""What goes on in the background: how many analyses, and behind a button whose and how far."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.gui import words
from app.gui.viewmodels.work import Job, JobState, WorkModel
from app.gui.widgets.elided_label import ElidedLabel
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, label
from app.gui.widgets.work_bar import WorkBar

_BAR_WIDTH_PX = 180
_LIST_WIDTH_PX = 420
_STEPS = 1000


class WorkButton(QWidget):
    """Words and a bar while anything runs; a button to the list while analyses do.

    Args:
        model: The work.
    """

    def __init__(self, model: WorkModel) -> None:
        super().__init__()
        self._model = model
        self.words = label(self.tr("Working…"), "muted")
        self.words.setWordWrap(False)
        self.button = QToolButton()
        self.button.setToolTip(self.tr("Show the analyses; each of them can be stopped"))
        self.button.clicked.connect(self.open_list)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR_WIDTH_PX)
        self.bar.setAccessibleName(self.tr("Work in the background"))
        self.list = WorkList(model, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PX)
        for shown in (self.words, self.button, self.bar):
            layout.addWidget(shown)
        model.changed.connect(self._follow)
        self._follow()

    @Slot()
    def open_list(self) -> None:
        """Show the list below the button."""
        self.list.adjustSize()
        below = self.bar.mapToGlobal(QPoint(self.bar.width(), self.height()))
        self.list.move(below - QPoint(self.list.width(), 0))
        self.list.show()
        self.list.setFocus()

    @Slot()
    def _follow(self) -> None:
        jobs = self._model.jobs
        self.setVisible(self._model.busy)
        self.words.setVisible(not jobs)
        self.button.setVisible(bool(jobs))
        self.button.setText(self._told(len(jobs), self._model.waiting_count) + " ▾")
        share = next((one.share for one in jobs if one.state is not JobState.WAITING), None)
        self.bar.setRange(0, 0 if share is None else _STEPS)
        self.bar.setValue(round(_STEPS * (share or 0.0)))

    def _told(self, count: int, waiting_count: int) -> str:
        if count == 1:
            return self.tr("1 analysis")
        return self.tr("{0} analyses, {1} waiting").format(count, waiting_count)


class WorkList(QFrame):
    """The analyses that run and wait, each with a button that stops it.

    Args:
        model: The work.
        parent: What it opens from.
    """

    def __init__(self, model: WorkModel, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._model = model
        self.rows: dict[int, _Row] = {}
        self.setObjectName("card")
        self.setFixedWidth(_LIST_WIDTH_PX)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        self._column.setSpacing(GAP_PX)
        self._column.addWidget(label(self.tr("Analyses"), "heading"))
        model.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """A row stays with its analysis: a press never reaches the one that took its place."""
        jobs = {job.key: job for job in self._model.jobs}
        for key in self.rows.keys() - jobs.keys():
            gone = self.rows.pop(key)
            gone.hide()
            gone.deleteLater()
        for key, job in jobs.items():
            if key not in self.rows:
                self.rows[key] = _Row(job)
                self._column.addWidget(self.rows[key])
            self.rows[key].show_job(job)
        if not jobs:
            self.hide()
        elif self.isVisible():
            self.adjustSize()


class _Row(QWidget):
    """One analysis."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.who = ElidedLabel()
        self.who.setText(job.whose)
        self.who.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.work = WorkBar()
        self.work.name_for(job.whose)
        self.work.stop_wanted.connect(job.cancel)
        keeps_room = self.work.bar.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self.work.bar.setSizePolicy(keeps_room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.who)
        layout.addWidget(self.work)

    def show_job(self, job: Job) -> None:
        """Show how it stands with the analysis."""
        told = {
            JobState.WAITING: self.tr("waits for its turn"),
            JobState.RUNNING: words.catalogue(job.step),
            JobState.STOPPING: self.tr("is being stopped"),
        }[job.state]
        self.work.show_share(job.share, told)
        self.work.bar.setVisible(job.state is JobState.RUNNING)
        self.work.stop.setEnabled(job.state is not JobState.STOPPING)
