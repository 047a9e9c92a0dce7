"""The clinician's grades of a visit: entered, changed and removed here."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QMessageBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.gui import words
from app.gui.viewmodels.results import ResultsModel
from app.gui.views.grade_form import GradeForm
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, button, label
from assessment.grades.forms import SCALES
from assessment.grades.grade import Grade, GradeSource
from assessment.grades.scale import Scale
from assessment.grades.wording import grade_line

_LIST_PX: Final = 104


class GradesCard(QFrame):
    """Lists the grades of the chosen visit.

    Args:
        model: The visit.
        parent: Owner.
    """

    def __init__(self, model: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._model = model
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Clinical grades"))
        self.list.setMinimumHeight(_LIST_PX)
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(self._follow_row)
        self.list.itemActivated.connect(self.edit)
        self._none = label(self.tr("No grade yet: the software measures, people grade."), "muted")
        self._warnings = label(kind="problem")
        self.add = QToolButton()
        self.add.setText(self.tr("Grade") + " ▾")
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add.setMenu(self._menu())
        self.change, self.remove = button(self.tr("Change")), button(self.tr("Remove"))
        self.change.clicked.connect(self.edit)
        self.remove.clicked.connect(self.ask_removal)
        self._lay_out()
        model.renewed.connect(self.show_grades)
        self.show_grades()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Clinical grades"), "heading"), 1)
        head.addWidget(self.add)
        actions = QHBoxLayout()
        actions.addStretch(1)
        actions.addWidget(self.change)
        actions.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        layout.setSpacing(GAP_PX // 2)
        layout.addLayout(head)
        layout.addWidget(self._none)
        layout.addWidget(self.list)
        layout.addWidget(self._warnings)
        layout.addLayout(actions)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for scale in SCALES.values():
            action = QAction(words.catalogue(scale.name), menu)
            action.triggered.connect(partial(self.enter, scale))
            menu.addAction(action)
        return menu

    @Slot()
    def show_grades(self) -> None:
        """Show what was graded at the visit."""
        kept = self.list.currentRow()
        self.list.clear()
        for grade in self._model.grades:
            item = QListWidgetItem(self._line(grade))
            item.setToolTip(self._origin(grade))
            self.list.addItem(item)
        self.list.setCurrentRow(min(kept, self.list.count() - 1))
        for shown in (self.list, self.change, self.remove):
            shown.setVisible(bool(self._model.grades))
        self._none.setVisible(not self._model.grades)
        self._warnings.setText("\n".join(map(words.catalogue, self._model.warnings)))
        self._warnings.setVisible(bool(self._model.warnings))
        self._follow_row()

    def _line(self, grade: Grade) -> str:
        told = grade_line(grade)
        confirmed = grade.source is GradeSource.SUGGESTION_CONFIRMED
        parts = [
            self.tr("entered by {0}").format(told.rater) if told.patient_reported else told.rater,
            words.day(grade.taken_at.astimezone().date()),
            self.tr("suggested, confirmed by the rater") if confirmed else "",
            self.tr("blinded") if grade.blinded and not told.patient_reported else "",
            self.tr("patient's own answers") if told.patient_reported else "",
        ]
        return f"{words.catalogue(told.scale)}: {words.catalogue(told.total)}\n" + " · ".join(
            filter(None, parts)
        )

    def _origin(self, grade: Grade) -> str:
        """Where the scale comes from, and how its totals are made."""
        scale = self._scale_of(grade)
        if scale is None:
            return ""
        source = words.catalogue(scale.source) or self.tr("not recorded")
        lines = [self.tr("Source of the scale: {0}").format(source)]
        lines += [
            f"{words.catalogue(total.label)} = {words.catalogue(total.formula)}"
            for total in scale.totals
        ]
        return "\n".join([*lines, words.catalogue(scale.note)]).strip()

    def enter(self, scale: Scale) -> None:
        """Open an empty form of a scale."""
        self._open(scale, None)

    @Slot()
    def edit(self) -> None:
        """Open the chosen grade."""
        grade = self._chosen()
        scale = self._scale_of(grade) if grade else None
        if scale is not None:
            self._open(scale, grade)

    @Slot()
    def ask_removal(self) -> None:
        """Ask before the chosen grade is removed."""
        grade = self._chosen()
        if grade is None:
            return
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Remove grade"),
            self.tr("Remove this grade for good?") + f"\n\n{self._line(grade)}",
            parent=self,
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        yes.clicked.connect(partial(self._model.remove_grade, grade.id))
        box.open()

    def _open(self, scale: Scale, grade: Grade | None) -> None:
        chosen = self._model.selection.visit
        if chosen is None:
            return
        form = GradeForm(
            scale,
            chosen.visit.id,
            grade,
            suggestions=self._model.suggestions(scale.id),
            rater=self._model.examiner,
            keep=self._model.update_grade if grade else self._model.add_grade,
            parent=self,
        )
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.open()

    def _chosen(self) -> Grade | None:
        row = self.list.currentRow()
        return self._model.grades[row] if 0 <= row < len(self._model.grades) else None

    def _scale_of(self, grade: Grade) -> Scale | None:
        """The form of a grade; None when this program no longer has it in that version."""
        scale = SCALES.get(grade.scale)
        return scale if scale is not None and scale.version == grade.version else None

    @Slot()
    def _follow_row(self) -> None:
        grade = self._chosen()
        self.remove.setEnabled(grade is not None)
        self.change.setEnabled(grade is not None and self._scale_of(grade) is not None)
