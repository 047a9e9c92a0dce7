"""Exports of this patient or of several, with progress and a way to stop."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.exports import ExportKind
from app.gui import words
from app.gui.viewmodels.exports import ExportsModel
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, button, label
from app.gui.widgets.work_bar import WorkBar

_KEY: Final = Qt.ItemDataRole.UserRole
_LIST_PX: Final = 120


class ExportCard(QFrame):
    """Asks whom, what and where.

    Args:
        model: The exports.
        parent: Owner.
    """

    def __init__(self, model: ExportsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._model = model
        self.this, self.several = (
            QRadioButton(self.tr("This patient")),
            QRadioButton(self.tr("Several patients")),
        )
        self.this.setChecked(True)
        self.several.toggled.connect(self._follow_scope)
        self.patients = QListWidget()
        self.patients.setAccessibleName(self.tr("Patients to export"))
        self.patients.setMinimumHeight(_LIST_PX)
        self.everybody = button(self.tr("All"))
        self.nobody = button(self.tr("None"))
        self.everybody.clicked.connect(self._tick_all)
        self.nobody.clicked.connect(self._tick_none)
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("What to export"))
        for kind, name in self._kinds():
            self.kind.addItem(name, kind)
        self.kind.currentIndexChanged.connect(self._follow_kind)
        self.anonymised = QCheckBox(self.tr("Anonymised: no code, name or date of a person"))
        self._hint = label(
            self.tr(
                "Pictures of faces in which landmarks were corrected, of patients who agreed to "
                "training. They cannot be anonymised."
            ),
            "muted",
        )
        self.export = button(self.tr("Export…"))
        self.export.clicked.connect(self.ask_path)
        self.work = WorkBar()
        self.work.stop_wanted.connect(model.cancel)
        self._told = label()
        self._told.hide()
        self._lay_out()
        model.patients_changed.connect(self._show_patients)
        model.running_changed.connect(self._follow_running)
        model.progressed.connect(self.work.follow)
        model.told.connect(self._tell)
        self._show_patients()
        self._follow_scope()
        self._follow_kind()
        self._follow_running(model.running)

    def _kinds(self) -> list[tuple[ExportKind, str]]:
        return [
            (ExportKind.RESULTS, self.tr("Results of every visit (CSV)")),
            (ExportKind.WORKBOOK, self.tr("Results, grades and every frame (XLSX)")),
            (ExportKind.FRAMES, self.tr("Movement and landmarks of every frame (CSV)")),
            (ExportKind.DRAWN_VIDEOS, self.tr("Videos drawn from landmarks")),
            (ExportKind.HIDDEN_VIDEOS, self.tr("Videos with the face hidden")),
            (ExportKind.TRAINING, self.tr("Corrected pictures for training")),
        ]

    def _lay_out(self) -> None:
        ticks = QHBoxLayout()
        ticks.addWidget(self.everybody)
        ticks.addWidget(self.nobody)
        ticks.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        layout.setSpacing(GAP_PX // 2)
        layout.addWidget(label(self.tr("Export"), "heading"))
        scope: tuple[QWidget, ...] = (self.this, self.several, self.patients)
        what: tuple[QWidget, ...] = (
            *(self.kind, self.anonymised, self._hint),
            *(self.export, self.work, self._told),
        )
        for part in scope:
            layout.addWidget(part)
        layout.addLayout(ticks)
        for part in what:
            layout.addWidget(part)

    def chosen(self) -> frozenset[UUID]:
        """Keys of the patients to export."""
        if self.this.isChecked():
            current = self._model.current
            return frozenset({current.id} if current else ())
        return self._ticked()

    def _ticked(self) -> frozenset[UUID]:
        return frozenset(
            item.data(_KEY) for item in self._items() if item.checkState() is Qt.CheckState.Checked
        )

    @Slot()
    def ask_path(self) -> None:
        """Ask where the export goes."""
        kind = self._kind()
        dialog = QFileDialog(self, self.tr("Export"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if kind.suffix:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilter(f"*{kind.suffix}")
            dialog.setDefaultSuffix(kind.suffix.removeprefix("."))
            dialog.selectFile(f"hemiface-{kind}-{dt.date.today():%Y-%m-%d}{kind.suffix}")
        else:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    @Slot(str)
    def export_to(self, name: str) -> None:
        """Write the export to a file or folder."""
        self._told.hide()
        self._model.write(
            self.chosen(), self._kind(), Path(name), anonymised=self.anonymised.isChecked()
        )

    def _kind(self) -> ExportKind:
        return ExportKind(self.kind.currentData())

    @Slot()
    def _show_patients(self) -> None:
        ticked = self._ticked()
        self.patients.clear()
        for patient in self._model.patients:
            item = QListWidgetItem(words.patient_line(patient))
            item.setData(_KEY, patient.id)
            state = Qt.CheckState.Checked if patient.id in ticked else Qt.CheckState.Unchecked
            item.setCheckState(state)
            self.patients.addItem(item)

    @Slot()
    def _follow_scope(self) -> None:
        for part in (self.patients, self.everybody, self.nobody):
            part.setVisible(self.several.isChecked())

    @Slot()
    def _follow_kind(self) -> None:
        always, never = self._kind().always_anonymised, self._kind().never_anonymised
        self.anonymised.setVisible(not never)
        self._hint.setVisible(never)
        self.anonymised.setEnabled(not always)
        if always:
            self.anonymised.setChecked(True)

    @Slot(bool)
    def _follow_running(self, running: bool) -> None:
        self.export.setEnabled(not running)
        self.work.setVisible(running)
        if running:
            self.work.begin()

    @Slot(str, bool)
    def _tell(self, sentence: str, good: bool) -> None:
        self._told.setObjectName("muted" if good else "problem")
        self._told.style().polish(self._told)
        self._told.setText(sentence)
        self._told.show()

    @Slot()
    def _tick_all(self) -> None:
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked)

    @Slot()
    def _tick_none(self) -> None:
        for item in self._items():
            item.setCheckState(Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.patients.item(row) for row in range(self.patients.count())]
