"""One clinical scale as a form: any answers, totals while they are given, suggestions on demand."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.gui import words
from app.gui.widgets.fields import NumberField
from app.gui.widgets.keeping_form import KeepingForm
from app.gui.widgets.parts import GAP_PX, button, label
from assessment.grades.forms import HOUSE_BRACKMANN
from assessment.grades.grade import Grade, GradeSource, fill_in
from assessment.grades.scale import Item, ItemValue, Scale
from assessment.grades.suggestion import Confidence, Suggestion
from assessment.grades.wording import total_text
from core.errors import InputError

_SIZE_PX: Final = (720, 640)
_NOTE_PX: Final = 64


class AnswerField(QWidget):
    """The answer to one item: a choice or a number, both of which may be missing.

    Signals:
        answered: The answer is another.
    """

    answered = Signal()

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item = item
        self.choice, self.number = QComboBox(self), NumberField(words.catalogue(item.label), self)
        shown, other = (self.choice, self.number) if item.choices else (self.number, self.choice)
        other.hide()
        self.choice.setAccessibleName(words.catalogue(item.label))
        if item.choices:
            self.choice.addItem(self.tr("not graded"), None)
            for choice in item.choices:
                self.choice.addItem(words.catalogue(choice.label), choice.key)
            self.choice.currentIndexChanged.connect(self.answered)
        else:
            self.number.setPlaceholderText(
                self.tr("{0} to {1}").format(
                    words.number(item.lower).replace("-", "−"), words.number(item.upper)
                )
            )
            self.number.textChanged.connect(self.answered)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(shown)
        self.setFocusProxy(shown)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_value(self, value: ItemValue | None) -> None:
        """Show an answer."""
        if self._item.choices:
            self.choice.setCurrentIndex(max(0, self.choice.findData(value)))
        else:
            self.number.set_number(None if value is None else float(value))

    def value(self) -> ItemValue | None:
        """The answer, or None where there is none.

        Raises:
            InputError: It is no number.
        """
        if not self._item.choices:
            return self.number.number()
        key = self.choice.currentData()
        return None if key is None else str(key)


class GradeForm(KeepingForm):
    """Fills in a scale; nothing is kept before it is right.

    Args:
        scale: The form.
        visit_id: The visit graded.
        grade: The grade to change, or None for a new one.
        suggestions: What the measurements speak for, by item; shown only on demand.
        rater: Who usually grades.
        keep: Keeps the grade; gives "" or the sentence that says why not.
        parent: Owner.
    """

    def __init__(
        self,
        scale: Scale,
        visit_id: UUID,
        grade: Grade | None,
        *,
        suggestions: Mapping[str, Suggestion],
        rater: str,
        keep: Callable[[Grade], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scale, self._visit_id, self._grade, self._keep = scale, visit_id, grade, keep
        self._suggestions = suggestions
        self._taken: dict[str, ItemValue] = {}
        self.setWindowTitle(words.catalogue(scale.name))
        self.resize(*_SIZE_PX)
        self.rater = QLineEdit(grade.rater if grade else rater)
        self._rater_name = self.tr("Entered by") if scale.patient_reported else self.tr("Rater")
        self.rater.setAccessibleName(self._rater_name)
        self.blinded = QCheckBox(
            self.tr("Blinded: graded without knowing patient, date and other grades"), self
        )
        self.blinded.setHidden(scale.patient_reported)
        self.note = QPlainTextEdit(grade.note if grade else "")
        self.note.setTabChangesFocus(True)
        self.note.setMinimumHeight(_NOTE_PX)
        self.note.setAccessibleName(self.tr("Note"))
        self.suggest = QCheckBox(self.tr("Show suggestions from the measurements"))
        self.answers = {item.id: AnswerField(item) for item in scale.items}
        self._hints: list[QWidget] = []
        self._totals = {total.id: label("–") for total in scale.totals}
        self._lay_out()
        for key, answer in self.answers.items():
            if grade is not None:
                answer.set_value(grade.values.get(key))
            answer.answered.connect(self._show_totals)
        self.suggest.toggled.connect(self._show_hints)
        self.blinded.toggled.connect(self._follow_blinding)
        self.blinded.setChecked(grade.blinded if grade else False)
        self._show_hints(False)
        self._show_totals()
        first = self.rater if not self.rater.text() else next(iter(self.answers.values()))
        first.setFocus()

    def grade(self) -> Grade:
        """The form as it is filled in.

        Raises:
            InputError: An answer is not allowed, nothing is answered, or nobody graded.
        """
        values = self._values()
        taken = any(values.get(item) == value for item, value in self._taken.items())
        before = self._grade
        confirmed = before is not None and before.source is GradeSource.SUGGESTION_CONFIRMED
        made = fill_in(
            self._scale,
            values,
            visit_id=self._visit_id,
            rater=self.rater.text().strip(),
            taken_at=before.taken_at if before else dt.datetime.now().astimezone(),
            source=GradeSource.SUGGESTION_CONFIRMED if taken or confirmed else GradeSource.MANUAL,
            blinded=self.blinded.isChecked() and not self._scale.patient_reported,
            note=self.note.toPlainText().strip(),
        )
        return dataclasses.replace(made, id=before.id) if before else made

    def _lay_out(self) -> None:
        inside = QWidget()
        form = QFormLayout(inside)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self._rater_name, self.rater)
        group = ""
        for item in self._scale.items:
            if item.group != group and len(self._scale.items) > 1:
                form.addRow(label(words.catalogue(item.group).capitalize(), "heading"))
            group = item.group
            form.addRow(self._item_name(item), self.answers[item.id])
            if item.id in self._suggestions:
                form.addRow("", self._hint(item, self._suggestions[item.id]))
        form.addRow(self.tr("Note"), self.note)
        if not self._scale.patient_reported:  # nobody rates what patients answer themselves
            form.addRow(self.blinded)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setAccessibleName(words.catalogue(self._scale.name))
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP_PX)
        heading = label(words.catalogue(self._scale.name), "title")
        heading.setWordWrap(True)
        layout.addWidget(heading)
        if self._scale.source:
            layout.addWidget(
                label(self.tr("After {0}").format(words.catalogue(self._scale.source)), "muted")
            )
        if self._scale.note:
            layout.addWidget(label(words.catalogue(self._scale.note), "muted"))
        if not all(item.verified for item in self._scale.items):
            told = self.tr("† Item not checked against the publication of the scale.")
            layout.addWidget(label(told, "muted"))
        if self._suggestions:
            layout.addWidget(self.suggest)
            layout.addWidget(self._limits_note())
        layout.addWidget(scroll, 1)
        layout.addWidget(self._totals_card())
        self.add_foot(layout)

    def _limits_note(self) -> QWidget:
        """Where the limits in the suggestions come from; shown with them (clinical.md 2.9)."""
        told = (
            self.tr(
                "The limits between the grades are published for distances by ruler; reading them "
                "on ratios, and the limits of closure and of no movement, are defaults of this "
                "software."
            )
            if self._scale.id == HOUSE_BRACKMANN.id
            else self.tr(
                "Limits named here are defaults of this software, not published, except that for "
                "the height of the mouth corners."
            )
        )
        note = label(told, "muted")
        note.hide()
        self._hints.append(note)
        return note

    def _item_name(self, item: Item) -> str:
        name = words.catalogue(item.label)
        return name if item.verified else f"{name} †"

    def _totals_card(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        for total in self._scale.totals:
            name = label(words.catalogue(total.label), "muted")
            name.setToolTip(words.catalogue(total.formula))
            row.addWidget(name)
            row.addWidget(self._totals[total.id], 1)
        return box

    def _hint(self, item: Item, suggestion: Suggestion) -> QWidget:
        """The suggestion with a button for each answer it leaves open."""
        doubt = suggestion.confidence is Confidence.LOW
        told = (
            self.tr("Suggestion to confirm, low confidence: {0}")
            if doubt
            else self.tr("Suggestion to confirm: {0}")
        )
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(told.format(words.catalogue(suggestion.reason)), "muted"), 1)
        for key in suggestion.choices:
            answer = words.catalogue(item.text(key))
            take = button(
                self.tr("Accept: {0}").format(answer),
                tip=self.tr("Take this answer over as your own"),
            )
            take.setAutoDefault(False)
            take.clicked.connect(partial(self._take, item.id, key))
            row.addWidget(take)
        self._hints.append(box)
        return box

    def _take(self, item_id: str, key: str) -> None:
        self._taken[item_id] = key
        self.answers[item_id].set_value(key)

    def _values(self) -> dict[str, ItemValue]:
        given = ((key, field.value()) for key, field in self.answers.items())
        return {key: value for key, value in given if value is not None}

    @Slot()
    def _show_totals(self) -> None:
        try:
            totals = self._scale.totals_of(self._values())
        except InputError:
            totals = {}
        for total in self._scale.totals:
            value = totals.get(total.id)
            self._totals[total.id].setText(
                "–" if value is None else words.catalogue(total_text(total, value))
            )

    @Slot(bool)
    def _show_hints(self, shown: bool) -> None:
        for hint in self._hints:
            hint.setVisible(shown)

    @Slot(bool)
    def _follow_blinding(self, blinded: bool) -> None:
        """Who grades blinded sees no measurements."""
        self.suggest.setEnabled(not blinded)
        if blinded:
            self.suggest.setChecked(False)

    def keep(self) -> str:
        """Keep the grade."""
        return self._keep(self.grade())
