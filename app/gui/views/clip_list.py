"""Video files that are to become a visit: which exercise each shows, and whether it is mirrored."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.exercise_video import ExerciseVideo
from app.gui import words
from app.gui.viewmodels.capture import CaptureModel
from app.gui.widgets.parts import GAP_PX, button, label
from app.visit_from_files import guessed_exercise
from assessment.protocol import EXERCISES, REST_ID

_COLUMNS = 4


class _Row:
    """The widgets of one file."""

    def __init__(self, path: Path, mirrored_word: str, remove_word: str) -> None:
        self.path = path
        self.name = QLabel(path.name)
        self.name.setToolTip(str(path))
        self.exercise = QComboBox()
        self.exercise.addItem("", "")
        for key in EXERCISES:
            self.exercise.addItem(words.exercise_name(key), key)
        self.exercise.setCurrentIndex(self.exercise.findData(guessed_exercise(path)))
        self.exercise.setAccessibleName(path.name)
        self.mirrored = QCheckBox(mirrored_word)
        self.mirrored.setAccessibleName(f"{mirrored_word}: {path.name}")
        self.remove = QPushButton(remove_word)
        self.remove.setAccessibleName(f"{remove_word}: {path.name}")

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return (self.name, self.exercise, self.mirrored, self.remove)


class ClipList(QWidget):
    """The files with their exercises, and the button that analyses them.

    Args:
        model: The capture.
        parent: Owner.
    """

    def __init__(self, model: CaptureModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._rows: list[_Row] = []
        self._patient_id: UUID | None = None
        self._grid = QGridLayout()
        self._grid.setColumnStretch(_COLUMNS, 1)
        self.confirmed = QCheckBox(
            self.tr("I have looked: left and right are the patient's in all these videos")
        )
        self.confirmed.toggled.connect(self._follow)
        self.analyse = button(self.tr("Analyse"), primary=True)
        self.analyse.clicked.connect(self._analyse)
        self.obstacle = label(kind="muted")
        foot = QHBoxLayout()
        foot.addWidget(self.analyse)
        foot.addWidget(self.obstacle, 1)
        self._foot = QWidget()
        inside = QVBoxLayout(self._foot)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.confirmed)
        inside.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PX)
        layout.addLayout(self._grid)
        layout.addWidget(self._foot)
        model.selection.changed.connect(self._follow_patient)
        self._follow_patient()
        self._follow()

    def add(self, paths: Iterable[Path]) -> None:
        """Put files into the list; those in it stay once."""
        known = {row.path for row in self._rows}
        for path in paths:
            if path not in known:
                row = _Row(path, self.tr("mirrored"), self.tr("Remove"))
                row.exercise.currentIndexChanged.connect(self._follow)
                row.remove.clicked.connect(lambda _=False, one=row: self._drop(one))
                self._rows.append(row)
        self._lay_out()

    @Slot()
    def _follow_patient(self) -> None:
        """What was put in is of the patient chosen then: for another one the list is empty."""
        patient = self._model.selection.patient
        patient_id = patient.id if patient else None
        if patient_id != self._patient_id:
            self._patient_id = patient_id
            self._clear()

    def _clear(self) -> None:
        for row in list(self._rows):
            self._drop(row)
        self.confirmed.setChecked(False)

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        for widget in row.widgets:
            widget.deleteLater()
        self._lay_out()

    def _lay_out(self) -> None:
        for number, row in enumerate(self._rows):
            for column, widget in enumerate(row.widgets):
                self._grid.addWidget(widget, number, column)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self._foot.setVisible(bool(self._rows))
        told = self._told()
        self.obstacle.setText(told)
        self.analyse.setEnabled(bool(self._rows) and not told)

    def _told(self) -> str:
        """What is still to do before these files can be analysed."""
        chosen = [row.exercise.currentData() for row in self._rows]
        if "" in chosen:
            return self.tr("Say which exercise each video shows.")
        if len(set(chosen)) < len(chosen):
            return self.tr("Each exercise once: remove a video or choose another exercise.")
        if REST_ID not in chosen:
            return self.tr("A video at rest is needed: movements are measured against it.")
        if not self.confirmed.isChecked():
            return self.tr("Confirm the sides.")
        return ""

    @Slot()
    def _analyse(self) -> None:
        order = list(EXERCISES)
        videos = sorted(
            (
                ExerciseVideo(row.exercise.currentData(), row.path, row.mirrored.isChecked())
                for row in self._rows
            ),
            key=lambda video: order.index(video.exercise_id),
        )
        examiner = self._model.services.preferences.examiner or self.tr("examiner")
        self._model.analyse_files(tuple(videos), examiner)
        self._clear()
