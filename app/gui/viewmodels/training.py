"""Training runs: started as processes of their own, watched through their folders, stopped."""

from __future__ import annotations

from pathlib import Path
from subprocess import Popen
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app import training_runs
from app.gui import words
from app.gui.services import Services
from app.training_runs import MetricsTail, Run, TrainingPlan
from core.errors import InputError

RUNS_FOLDER: Final = "training"
_LOOK_MS: Final = 2000
SPEED: Final = "images_per_s"
_NO_CURVE: Final = frozenset({"step", "time_s"})
LOSSES: Final = "losses"


class TrainingModel(QObject):
    """The runs of one folder, and one of them in full.

    A run outlives the window: it is found again by its folder, and its lock tells that it runs.

    Args:
        services: Keeps which folder is looked at.
        parent: Owner.

    Signals:
        runs_changed: Another folder, another run, or another state of one.
        curves_changed: The chosen run's curve has grown, or another run is chosen.
        log_changed: The chosen run has said more.
        sheets_changed: It has drawn another sample sheet.
    """

    runs_changed = Signal()
    curves_changed = Signal()
    log_changed = Signal()
    sheets_changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._runs: tuple[Run, ...] = ()
        self._chosen: Path | None = None
        self._tail: MetricsTail | None = None
        self._log = ""
        self._sheets: tuple[Path, ...] = ()
        self._children: list[Popen[bytes]] = []
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def root(self) -> Path:
        """The folder whose runs are listed."""
        kept = self._services.preferences.training_folder
        return Path(kept) if kept else self._services.folder / RUNS_FOLDER

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs, by name of their folder."""
        return self._runs

    @property
    def run(self) -> Run | None:
        """The chosen run."""
        return next((one for one in self._runs if one.folder == self._chosen), None)

    @property
    def log(self) -> str:
        """The last lines of the chosen run."""
        return self._log

    @property
    def sheets(self) -> tuple[Path, ...]:
        """Sample sheets of the chosen run, earliest first."""
        return self._sheets

    def groups(self) -> tuple[str, ...]:
        """What the curve of the chosen run holds: losses, then one group a validation set."""
        names = {name for row in self._rows() for name in row} - _NO_CURVE
        sets = sorted({name.partition(".")[0] for name in names if "." in name})
        plain = [LOSSES] if any("." not in name for name in names - {SPEED}) else []
        return (*plain, *sets, *([SPEED] if SPEED in names else []))

    def curves(self, group: str) -> dict[str, tuple[list[float], list[float]]]:
        """The curves of a group by name: steps and values."""
        found: dict[str, tuple[list[float], list[float]]] = {}
        for row in self._rows():
            for name, value in row.items():
                if name not in _NO_CURVE and _group_of(name) == group:
                    steps, values = found.setdefault(name.rpartition(".")[2], ([], []))
                    steps.append(row["step"])
                    values.append(value)
        return found

    def watch(self, wanted: bool) -> None:
        """Look into the folders every two seconds, or no longer."""
        if wanted:
            self.look()
            self._timer.start()
        else:
            self._timer.stop()

    def open_folder(self, folder: str) -> None:
        """List the runs of another folder."""
        self._services.choose(training_folder=folder)
        self.choose(None)
        self.look()

    def choose(self, folder: Path | None) -> None:
        """Show a run in full."""
        if folder == self._chosen:
            return
        self._chosen = folder
        self._tail = MetricsTail(folder) if folder else None
        self._log, self._sheets = "", ()
        self.look()
        for signal in (self.curves_changed, self.log_changed, self.sheets_changed):
            signal.emit()

    @Slot()
    def look(self) -> None:
        """Read what is new in the folders."""
        self._children = [child for child in self._children if child.poll() is None]
        if self._tail is not None and self._tail.read_on():
            self.curves_changed.emit()
        runs = tuple(self._read(folder) for folder in training_runs.find_runs(self.root))
        if runs != self._runs:
            self._runs = runs
            self.runs_changed.emit()
        if self._chosen is None:
            return
        log, sheets = (
            training_runs.log_tail(self._chosen),
            training_runs.sample_sheets(self._chosen),
        )
        if log != self._log:
            self._log = log
            self.log_changed.emit()
        if sheets != self._sheets:
            self._sheets = sheets
            self.sheets_changed.emit()

    def start(self, plan: TrainingPlan) -> str:
        """Start a run, or let a stopped one go on; "" or the sentence that says why not."""
        try:
            self._start(plan.out, plan.command())
        except InputError as error:
            return words.problem(error)
        self.look()
        self.choose(plan.out)
        return ""

    def go_on(self) -> str:
        """Let the chosen run go on as it was started; "" or why not."""
        job = training_runs.read_job(self._chosen) if self._chosen else None
        if self._chosen is None or job is None:
            return ""
        try:
            self._start(self._chosen, list(job.command))
        except InputError as error:
            return words.problem(error)
        self.look()
        return ""

    def stop(self) -> str:
        """Ask the chosen run to stop after its step; "" or why not."""
        try:
            if self._chosen is not None:
                training_runs.stop(self._chosen)
        except InputError as error:
            return words.problem(error)
        return ""

    def _start(self, out: Path, command: list[str]) -> None:
        self._children.append(training_runs.start(out, command))

    def _read(self, folder: Path) -> Run:
        rows = self._rows() if folder == self._chosen else []
        return training_runs.read_run(folder, last_step=int(rows[-1]["step"]) if rows else 0)

    def _rows(self) -> list[dict[str, float]]:
        return self._tail.rows if self._tail is not None else []


def _group_of(name: str) -> str:
    """The group of a figure: its validation set, the speed, or the losses."""
    if "." in name:
        return name.partition(".")[0]
    return SPEED if name == SPEED else LOSSES
