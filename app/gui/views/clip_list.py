"""Video files that are to become a visit: which exercise each shows, and whether it is mirrored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from app.gui.tasks import Task
from app.gui.viewmodels.capture import CaptureModel
from app.gui.widgets.parts import GAP_PX, button, label
from app.visit_facts import VisitFacts
from app.visit_from_files import guessed_exercise
from assessment.protocol import EXERCISES, REST_ID

_COLUMNS = 4


class _Row:
    """The widgets of one file.

    Attributes:
        patient_id: Whose video it is.
        task: The analysis that has it in hand.
    """

    def __init__(
        self, path: Path, patient_id: UUID | None, mirrored_word: str, remove_word: str
    ) -> None:
        self.path, self.patient_id = path, patient_id
        self.task: Task | None = None
        self.name = QLabel(path.name)
        self.name.setToolTip(str(path))
        self.exercise = QComboBox()
        self.exercise.addItem("", "")
        for key in EXERCISES:
            self.exercise.addItem(words.exercise_name(key), key)
        self.exercise.setCurrentIndex(self.exercise.findData(guessed_exercise(path)))
        self.exercise.setAccessibleName(path.name)
        self.mirrored = QCheckBox(mirrored_word)
        self.mirrored.setAccessibleName(f"{path.name}: {mirrored_word}")
        self.remove = QPushButton(remove_word)
        self.remove.setAccessibleName(f"{path.name}: {remove_word}")

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return (self.name, self.exercise, self.mirrored, self.remove)


class ClipList(QWidget):
    """The files with their exercises, and the button that analyses them.

    A file stays until the visit that is made of it is stored, with the patient for whom it was
    put in.

    Args:
        model: The capture.
        facts: What is known of the visit, None when that cannot be.
        parent: Owner.
    """

    def __init__(
        self,
        model: CaptureModel,
        facts: Callable[[], VisitFacts | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._facts = model, facts
        self._everybodys: list[_Row] = []
        self._forbidden = False
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
                row = _Row(path, self._patient_id, self.tr("mirrored"), self.tr("Remove"))
                row.exercise.currentIndexChanged.connect(self._follow)
                row.mirrored.toggled.connect(self._doubt_sides)
                self._doubt_sides()
                row.remove.clicked.connect(lambda _=False, one=row: self._drop(one))
                self._everybodys.append(row)
        self._lay_out()

    def forbid(self, forbidden: bool) -> None:
        """Analyse nothing, because the patient does not want it."""
        self._forbidden = forbidden
        self._follow()

    @property
    def _rows(self) -> list[_Row]:
        """The files of the chosen patient."""
        return [row for row in self._everybodys if row.patient_id == self._patient_id]

    @Slot()
    def _doubt_sides(self) -> None:
        """Who confirmed the sides has not looked at the list as it is."""
        self.confirmed.setChecked(False)

    @Slot()
    def _follow_patient(self) -> None:
        """What was put in is of the patient chosen then: for another one it is not there."""
        patient = self._model.selection.patient
        patient_id = patient.id if patient else None
        if patient_id != self._patient_id:
            self._patient_id = patient_id
            self.confirmed.setChecked(False)
            self._lay_out()

    def _drop(self, row: _Row) -> None:
        self._everybodys.remove(row)
        for widget in row.widgets:
            widget.deleteLater()
        self._lay_out()

    def _lay_out(self) -> None:
        for number, row in enumerate(self._everybodys):
            for column, widget in enumerate(row.widgets):
                self._grid.addWidget(widget, number, column)
                widget.setVisible(row.patient_id == self._patient_id)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        rows = self._rows
        self._foot.setVisible(bool(rows))
        for row in rows:
            for widget in row.widgets:
                widget.setEnabled(row.task is None)
        told = self._told(rows)
        self.obstacle.setText(told)
        self.analyse.setEnabled(bool(rows) and not told)

    def _told(self, rows: list[_Row]) -> str:
        """What is still to do before these files can be analysed."""
        if self._forbidden:
            return self.tr("The patient's consent was withdrawn.")
        if any(row.task is not None for row in rows):
            return self.tr("The videos stay here until the visit is stored.")
        chosen = [row.exercise.currentData() for row in rows]
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
        facts = self._facts()
        if facts is None:
            return
        order, rows = list(EXERCISES), self._rows
        videos = sorted(
            (
                ExerciseVideo(row.exercise.currentData(), row.path, row.mirrored.isChecked())
                for row in rows
            ),
            key=lambda video: order.index(video.exercise_id),
        )
        confirmed_by = facts.examiner or self.tr("examiner")
        task = self._model.analyses.analyse_files(tuple(videos), confirmed_by, facts)
        if task is None:
            return
        for row in rows:
            row.task = task
        task.done.connect(self._take_stored)
        task.ended.connect(self._take_ended)
        self._follow()

    @Slot()
    def _take_stored(self) -> None:
        """The visit is stored, and its videos with it."""
        task = self.sender()
        stored = [row for row in self._everybodys if row.task is task]
        if any(row.patient_id == self._patient_id for row in stored):
            self.confirmed.setChecked(False)
        for row in stored:
            self._drop(row)

    @Slot()
    def _take_ended(self) -> None:
        """What was not stored can be analysed again."""
        task = self.sender()
        for row in self._everybodys:
            if row.task is task:
                row.task = None
        self._follow()
