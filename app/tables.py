"""Gathers from the library what the exported tables hold, one visit in memory at a time."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

from assessment.examination import Examination
from assessment.export import frames_table, grades_table, results_table
from assessment.export.pseudonyms import pseudonyms_of
from assessment.export.table import Row, Table
from assessment.records import Patient
from assessment.store.library import Library
from core.errors import InputError


class PatientExport:
    """Some patients of a library as they are to be written.

    Attributes:
        patients: In the order in which they are written.
        pseudonyms: What stands for them, or None where they keep their codes.
    """

    def __init__(self, library: Library, patients: Sequence[Patient], *, anonymised: bool) -> None:
        """Choose what to export.

        Args:
            library: Where they are kept.
            patients: Whom to export.
            anonymised: Replace codes, keys and dates, see `assessment.export.pseudonyms`; the
                patients then come in an order drawn by chance.
        """
        self._library = library
        self.pseudonyms = pseudonyms_of(patients) if anonymised else None
        self.patients = tuple(sorted(patients, key=self.code_of) if anonymised else patients)

    def code_of(self, patient: Patient) -> str:
        """What stands for the patient in what is written."""
        return self._shown(patient).code

    def each(self) -> Iterator[PatientExport]:
        """The same patients one by one, under the same codes and keys."""
        for patient in self.patients:
            alone = copy.copy(self)
            alone.patients = (patient,)
            yield alone

    @property
    def frame_count(self) -> int:
        """Rows that `frames` has."""
        return sum(
            trial.quality.frames - trial.quality.no_face
            for patient in self.patients
            for visit in self._visits(patient)
            if visit.latest is not None
            for trial in visit.latest.result.trials
        )

    def results(self) -> Table:
        """Every number of every analysis of every visit."""
        return Table("results", results_table.COLUMNS, self._result_rows())

    def grades(self) -> Table:
        """Clinical grades of all visits."""
        return Table("grades", grades_table.COLUMNS, self._grade_rows())

    def frames(self) -> Table:
        """Every frame of the newest analysis of each visit: movement of the sides, landmarks.

        Raises:
            InputError: Nobody has an analysed visit.
        """
        counted = (visit.latest for patient in self.patients for visit in self._visits(patient))
        if not any(counted):
            codes = ", ".join(patient.code for patient in self.patients)
            raise InputError(f"Patient {codes} has no analysed visit yet.")
        return Table("frames", frames_table.COLUMNS, self._frame_rows())

    def _visits(self, patient: Patient) -> tuple[Examination, ...]:
        return self._library.visits.history(patient.id)

    def _shown(self, patient: Patient) -> Patient:
        return patient if self.pseudonyms is None else self.pseudonyms.patient(patient)

    def _shown_visits(self, visits: tuple[Examination, ...]) -> tuple[Examination, ...]:
        return visits if self.pseudonyms is None else self.pseudonyms.history(visits)

    def _result_rows(self) -> Iterator[Row]:
        for patient in self.patients:
            visits = self._shown_visits(self._visits(patient))
            yield from results_table.results_table(self._shown(patient), visits).rows

    def _grade_rows(self) -> Iterator[Row]:
        for patient in self.patients:
            visits = self._visits(patient)
            grades = tuple(
                grade
                for examination in visits
                for grade in self._library.grades.of_visit(examination.visit.id)
            )
            if self.pseudonyms is not None:
                grades = self.pseudonyms.grades(grades, visits)
            yield from grades_table.grades_table(self._shown(patient), grades).rows

    def _frame_rows(self) -> Iterator[Row]:
        for patient in self.patients:
            visits = self._visits(patient)
            for kept, shown in zip(visits, self._shown_visits(visits), strict=True):
                if kept.latest is not None and shown.latest is not None:
                    landmarks = self._library.visits.landmarks(kept.latest.id)
                    person = self._shown(patient)
                    yield from frames_table.frames_table(person, shown.latest, landmarks).rows
