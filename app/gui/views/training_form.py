"""The form of a new training run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.gui import words
from app.gui.widgets.parts import button, label
from app.training_runs import TrainingPlan
from core.errors import InputError

_WIDTH_PX: Final = 640


class PathField(QWidget):
    """A file or folder, typed or picked.

    Args:
        name: What it is, for messages and screen readers.
        folder: A folder is picked, else a file.
    """

    def __init__(self, name: str, *, folder: bool) -> None:
        super().__init__()
        self._name, self._folder = name, folder
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        pick = button(self.tr("Choose…"))
        pick.clicked.connect(self._pick)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(pick)
        self.setFocusProxy(self.line)

    def path(self) -> Path | None:
        """The path, None when the field is empty."""
        text = self.line.text().strip()
        return Path(text) if text else None

    def wanted(self) -> Path:
        """The path.

        Raises:
            InputError: The field is empty.
        """
        path = self.path()
        if path is None:
            raise InputError(self.tr("{0} is missing.").format(self._name))
        return path

    @Slot()
    def _pick(self) -> None:
        if self._folder:
            picked = QFileDialog.getExistingDirectory(self, self._name, self.line.text())
        else:
            picked, _kind = QFileDialog.getOpenFileName(self, self._name, self.line.text())
        if picked:
            self.line.setText(picked)


class TrainingForm(QDialog):
    """Says what to train; nothing starts before it is right.

    Args:
        root: Where run folders lie.
        start: Starts a run; gives "" or the sentence that says why not.
        parent: Owner.
    """

    def __init__(
        self, root: Path, start: Callable[[TrainingPlan], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._start = start
        self.setWindowTitle(self.tr("New training run"))
        self.config = PathField(self.tr("Stage (TOML file)"), folder=False)
        self.packs = PathField(self.tr("Folder of the packs"), folder=True)
        self.out = PathField(self.tr("Run folder"), folder=True)
        self.out.line.setText(str(root / "run"))
        self.previous = PathField(self.tr("Run of the stage before"), folder=True)
        self.perceptual = PathField(self.tr("VGG weights"), folder=False)
        form = QFormLayout()
        for name, field in (
            (self.tr("Stage (TOML file)"), self.config),
            (self.tr("Folder of the packs"), self.packs),
            (self.tr("Run folder"), self.out),
            (self.tr("Run of the stage before"), self.previous),
            (self.tr("VGG weights"), self.perceptual),
        ):
            form.addRow(name, field)
        self._problem = label(kind="problem")
        self._problem.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start_button = buttons.addButton(
            self.tr("Start"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.start_button.setObjectName("primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(
            label(
                self.tr(
                    "The last two stay empty where the stage needs none. The run is a process of "
                    "its own and goes on when this window is closed."
                ),
                "muted",
            )
        )
        layout.addWidget(self._problem)
        layout.addWidget(buttons)
        self.setMinimumWidth(_WIDTH_PX)

    @Slot()
    def accept(self) -> None:
        """Start the run."""
        try:
            told = self._start(self._plan())
        except InputError as error:
            told = words.problem(error)
        if told:
            self._problem.setText(told)
            self._problem.show()
        else:
            super().accept()

    def _plan(self) -> TrainingPlan:
        plan = TrainingPlan(
            self.config.wanted(),
            self.packs.wanted(),
            self.out.wanted(),
            self.previous.path(),
            self.perceptual.path(),
        )
        for path in (plan.config, plan.packs, plan.previous, plan.perceptual):
            if path is not None and not path.exists():
                raise InputError(self.tr("{0} does not exist.").format(path))
        return plan
