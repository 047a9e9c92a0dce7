"""Which patient and which visit the window is about: one place, to which every screen listens."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.gui import words
from app.gui.services import Services
from assessment.examination import ListedVisit
from assessment.records import Patient
from core.errors import InputError, StoreError


class Selection(QObject):
    """The chosen patient with all visits, and the chosen visit.

    Args:
        services: Where patients and visits are read; read anew whenever they change.
        parent: Owner.

    Signals:
        changed: Patient, visits or chosen visit are others, or hold other values.
    """

    changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._patient: Patient | None = None
        self._visits: tuple[ListedVisit, ...] = ()
        self._visit_id: UUID | None = None
        services.changed.connect(self.refresh)

    @property
    def patient(self) -> Patient | None:
        """The chosen patient."""
        return self._patient

    @property
    def visits(self) -> tuple[ListedVisit, ...]:
        """All visits of the patient, earliest first."""
        return self._visits

    @property
    def visit(self) -> ListedVisit | None:
        """The chosen visit."""
        return next((one for one in self._visits if one.visit.id == self._visit_id), None)

    def choose_patient(self, patient: Patient | None) -> None:
        """Choose a patient and the newest visit."""
        self._patient, self._visits, self._visit_id = patient, (), None
        self.refresh()

    def choose_visit(self, visit_id: UUID | None) -> None:
        """Choose one of the patient's visits."""
        if visit_id != self._visit_id:
            self._visit_id = visit_id
            self.changed.emit()

    @Slot()
    def refresh(self) -> None:
        """Read patient and visits anew."""
        library = self._services.library
        try:
            if self._patient is not None:
                self._patient = library.patients.with_id(self._patient.id)
                self._visits = library.visits.listed(self._patient.id)
            else:
                self._visits = ()
        except InputError:  # somebody else removed the record
            self._patient, self._visits = None, ()
        except StoreError as error:
            self._services.problem.emit(words.problem(error))
        if self.visit is None:
            self._visit_id = self._visits[-1].visit.id if self._visits else None
        self.changed.emit()
