"""What is known of the chosen patient: record, course, visits."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QMessageBox,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.gui import words
from app.gui.theme import Palette
from app.gui.viewmodels.patients import PatientsModel
from app.gui.views.patient_form import PatientForm
from app.gui.views.removal import ask_patient_removal, ask_visit_removal
from app.gui.views.treatment_form import TreatmentForm
from app.gui.views.visit_fields import VisitForm
from app.gui.widgets.elided_label import ElidedLabel, breakable
from app.gui.widgets.parts import GAP_PX, button, card, label, open_dialog
from app.gui.widgets.timeline import Timeline, TimelineEvent
from assessment.examination import ListedVisit
from assessment.records import Patient, Treatment

_MOST_VISITS_PX = 320


class PatientCard(QScrollArea):
    """The chosen patient.

    Signals:
        capture_wanted: Begin a visit.
        visit_opened: Look at the chosen visit.
    """

    capture_wanted = Signal()
    visit_opened = Signal()

    def __init__(
        self, model: PatientsModel, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Record"))
        self._model = model
        self._title = ElidedLabel("title")
        self._side = label(kind="heading")
        self._facts = QFormLayout()
        self._facts.setHorizontalSpacing(2 * GAP_PX)
        self._facts.setContentsMargins(0, 0, 0, 0)
        self.timeline = Timeline(palette)
        self.timeline.visit_clicked.connect(self._choose_visit)
        self.treatments = QToolButton()
        self.treatments.setText(self.tr("Treatments and events") + " ▾")
        self.treatments.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self.treatments.setMenu(self._menu)
        self.visits = QListWidget()
        self.visits.setAccessibleName(self.tr("Visits"))
        self.visits.currentRowChanged.connect(self._choose_visit)
        self.visits.itemActivated.connect(self.visit_opened)
        self._no_visits = label(
            self.tr("No visit yet. Start one to record the exercises."), "muted"
        )
        self._make_buttons()
        self._lay_out()
        model.selection.changed.connect(self.show_patient)
        self.show_patient()

    def _make_buttons(self) -> None:
        self.new_visit = button(self.tr("New visit"), primary=True)
        self.new_visit.clicked.connect(self.capture_wanted)
        self.open_visit = button(self.tr("Open visit"))
        self.open_visit.clicked.connect(self.visit_opened)
        self.exchange = button(
            self.tr("Exchange sides…"),
            tip=self.tr("The videos of the chosen visit show left and right exchanged."),
        )
        self.exchange.clicked.connect(self.ask_exchange)
        self.edit_visit = button(self.tr("Edit visit…"))
        self.edit_visit.clicked.connect(self.ask_visit)
        self.remove_visit = button(self.tr("Delete visit…"))
        self.remove_visit.clicked.connect(self.ask_visit_removal)
        self.remove_patient = button(self.tr("Delete patient…"))
        self.remove_patient.clicked.connect(self.ask_patient_removal)
        self.edit_record = button(self.tr("Edit record"))
        self.edit_record.clicked.connect(self.edit)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.addWidget(self._title)
        names.addWidget(self._side)
        head.addLayout(names, 1)
        for action in (self.edit_record, self.open_visit, self.new_visit):
            head.addWidget(action)
        facts = QWidget()
        facts.setLayout(self._facts)
        course = _heading_row(self.tr("Course"), self.treatments)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(GAP_PX, 0, 0, 0)
        layout.setSpacing(GAP_PX)
        layout.addLayout(head)
        layout.addWidget(card(course, self.timeline))
        actions = (self.edit_visit, self.exchange, self.remove_visit)
        visits = _heading_row(self.tr("Visits"), *actions)
        layout.addWidget(card(visits, self._no_visits, self.visits))
        record = _heading_row(self.tr("Record"), self.remove_patient)
        layout.addWidget(card(record, facts))
        layout.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)

    @Slot()
    def edit(self) -> None:
        """Open the form of the chosen patient's record."""
        patient = self._model.selection.patient
        if patient is not None:
            open_dialog(PatientForm(patient, partial(self._model.update, patient), self))

    @Slot()
    def ask_exchange(self) -> None:
        """Ask before the sides of the chosen visit are exchanged."""
        row = self.visits.currentRow()
        if row < 0:
            return
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Left and right"),
            self.tr(
                "Were left and right exchanged in all videos of this visit?\n\n{0}\n\nIts results "
                "are measured anew with the sides put right; the earlier ones are kept."
            ).format(self.visits.item(row).text()),
            parent=self,
        )
        yes = box.addButton(self.tr("Exchange the sides"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        yes.clicked.connect(self._model.exchange_sides)
        open_dialog(box)

    @Slot()
    def ask_visit(self) -> None:
        """Open the form of the chosen visit."""
        chosen = self._model.selection.visit
        if chosen is not None:
            open_dialog(VisitForm(chosen.visit, self._model.update_visit, self))

    @Slot()
    def ask_visit_removal(self) -> None:
        """Ask before the chosen visit is deleted."""
        item = self.visits.currentItem()
        if item is not None:
            ask_visit_removal(self, item.text(), self._model.remove_visit)

    @Slot()
    def ask_patient_removal(self) -> None:
        """Ask before the chosen patient is deleted."""
        patient = self._model.selection.patient
        if patient is not None:
            count = len(self._model.selection.visits)
            ask_patient_removal(
                self, words.patient_line(patient), count, self._model.remove_patient
            )

    @Slot()
    def show_patient(self) -> None:
        """Show what is known now."""
        patient = self._model.selection.patient
        if patient is None:
            return
        self._title.setText(words.patient_line(patient))
        self._side.setText(words.affected_side_words()[patient.affected_side])
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for name, value in self._record_lines(patient):
            self._facts.addRow(label(name, "muted"), label(breakable(value)))
        self._show_course(patient)
        self._show_visits()

    def _record_lines(self, patient: Patient) -> list[tuple[str, str]]:
        cause = words.aetiology_words()[patient.aetiology]
        diagnosis = " · ".join(part for part in (patient.icd10_code, patient.diagnosis) if part)
        width = patient.outer_canthal_mm
        lines = [
            (self.tr("Born"), words.day(patient.birth_date)),
            (self.tr("Onset"), words.onset(patient)),
            (self.tr("Cause"), cause),
            (self.tr("Diagnosis"), diagnosis),
            (
                self.tr("Lengths"),
                self.tr("in mm; outer eye corners {0} mm apart").format(words.number(width))
                if width
                else self.tr("in outer-canthal widths; for mm, enter the outer canthal distance"),
            ),
            (self.tr("Consent"), self._consent_line(patient)),
            (self.tr("History"), patient.history),
        ]
        return [(name, value) for name, value in lines if value]

    def _consent_line(self, patient: Patient) -> str:
        consent = patient.consent
        if consent is None:
            return self.tr("none recorded: reports show no pictures")
        if consent.withdrawn_on is not None:
            return self.tr("withdrawn on {0}").format(words.day(consent.withdrawn_on))
        given = self.tr("given on {0}").format(words.day(consent.given_on))
        covered = [said for name, said in words.consent_words().items() if getattr(consent, name)]
        return f"{given}: {', '.join(covered) or self.tr('for nothing yet')}"

    def _show_course(self, patient: Patient) -> None:
        visits = self._model.selection.visits
        treatments = self._model.treatments
        chosen = self._model.selection.visit
        self.timeline.show_course(
            patient.onset_date,
            tuple(one.visit.taken_at.astimezone().date() for one in visits),
            tuple(
                TimelineEvent(words.treatment_name(one.kind), one.start, one.end)
                for one in treatments
            ),
            chosen=visits.index(chosen) if chosen in visits else -1,
        )
        for entry in self._menu.findChildren(QMenu):
            entry.deleteLater()
        self._menu.clear()
        self._menu.addAction(self.tr("Add…")).triggered.connect(lambda: self._enter_treatment(None))
        for treatment in treatments:
            name = f"{words.day(treatment.start)}  {words.treatment_name(treatment.kind)}"
            entry = self._menu.addMenu(name)
            entry.addAction(self.tr("Change…")).triggered.connect(
                lambda _=False, one=treatment: self._enter_treatment(one)
            )
            entry.addAction(self.tr("Remove…")).triggered.connect(
                lambda _=False, one=treatment: self.ask_removal(one)
            )

    def ask_removal(self, treatment: Treatment) -> None:
        """Ask before a treatment or event is removed."""
        line = f"{words.day(treatment.start)}  {words.treatment_name(treatment.kind)}"
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Treatments and events"),
            self.tr("Remove this entry for good?") + f"\n\n{line}",
            parent=self,
        )
        yes = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        yes.clicked.connect(partial(self._model.remove_treatment, treatment.id))
        open_dialog(box)

    def _enter_treatment(self, treatment: Treatment | None) -> None:
        patient = self._model.selection.patient
        if patient is None:
            return
        keep = self._model.add_treatment if treatment is None else self._model.update_treatment
        open_dialog(TreatmentForm(patient.id, treatment, keep, self))

    def _show_visits(self) -> None:
        visits = self._model.selection.visits
        chosen = self._model.selection.visit
        self.visits.blockSignals(True)
        self.visits.clear()
        for number, one in enumerate(visits, start=1):
            self.visits.addItem(QListWidgetItem(self._visit_line(number, one)))
        self.visits.setCurrentRow(visits.index(chosen) if chosen in visits else -1)
        self.visits.blockSignals(False)
        self.visits.setVisible(bool(visits))
        rows_px = self.visits.sizeHintForRow(0) * len(visits) + 2 * self.visits.frameWidth()
        self.visits.setFixedHeight(min(rows_px, _MOST_VISITS_PX))
        self._no_visits.setVisible(not visits)
        self.open_visit.setEnabled(bool(visits))
        for action in (self.exchange, self.edit_visit, self.remove_visit):
            action.setVisible(bool(visits))
        for action in (self.edit_visit, self.remove_visit):
            action.setEnabled(chosen is not None)
        self.exchange.setEnabled(chosen is not None and bool(chosen.recordings))

    def _visit_line(self, number: int, one: ListedVisit) -> str:
        date = one.visit.taken_at.astimezone().date()
        patient = self._model.selection.patient
        parts = [f"{number}.  {words.day(date)}"]
        if patient is not None and patient.onset_date is not None:
            parts.append(self.tr("day {0} since onset").format((date - patient.onset_date).days))
        parts.append(words.counted_exercises(len(one.recordings)))
        if one.visit.examiner:
            parts.append(one.visit.examiner)
        if one.latest_id is None:
            parts.append(self.tr("not analysed"))
        return "\u00a0\u00a0·  ".join(parts)  # no line begins with a dot

    @Slot(int)
    def _choose_visit(self, row: int) -> None:
        visits = self._model.selection.visits
        if 0 <= row < len(visits):
            self._model.selection.choose_visit(visits[row].visit.id)


def _heading_row(heading: str, *actions: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label(heading, "heading"), 1)
    for action in actions:
        row.addWidget(action)
    return made
