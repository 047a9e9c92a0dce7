"""What stands for a patient in data that leave the clinic.

Codes, names, dates and keys are replaced; sides, measures, intervals between visits and what people
graded stay. Nothing that is written leads back: the keys change with every export.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import SystemRandom
from typing import Final
from uuid import UUID, uuid4, uuid5

from assessment.examination import Analysis, Examination
from assessment.grades.grade import Grade
from assessment.records import Patient, Visit

FIRST_VISIT: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When the first visit of every patient is said to have been."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """The replacements of one export.

    Attributes:
        codes: What stands for the code of each patient, by the patient's key.
        namespace: From which the other keys are made; known to nobody afterwards.
    """

    codes: Mapping[UUID, str]
    namespace: UUID

    def patient(self, patient: Patient) -> Patient:
        """The patient with nothing but the side."""
        return Patient(
            id=self._key(patient.id),
            code=self.codes[patient.id],
            affected_side=patient.affected_side,
        )

    def history(self, history: Sequence[Examination]) -> tuple[Examination, ...]:
        """The visits with their analyses, the first on `FIRST_VISIT`; without recordings."""
        return tuple(
            Examination(
                visit=Visit(
                    id=self._key(examination.visit.id),
                    patient_id=self._key(examination.visit.patient_id),
                    taken_at=_shifted(examination.visit.taken_at, history),
                ),
                recordings=(),
                analyses=tuple(
                    self._analysis(analysis, history) for analysis in examination.analyses
                ),
            )
            for examination in history
        )

    def grades(self, grades: Sequence[Grade], history: Sequence[Examination]) -> tuple[Grade, ...]:
        """The grades without rater and note.

        Args:
            grades: Of visits of one patient.
            history: All visits of that patient.
        """
        return tuple(
            replace(
                grade,
                id=self._key(grade.id),
                visit_id=self._key(grade.visit_id),
                taken_at=_shifted(grade.taken_at, history),
                rater=self._word(grade.rater),
                note="",
            )
            for grade in grades
        )

    def _analysis(self, analysis: Analysis, history: Sequence[Examination]) -> Analysis:
        return replace(
            analysis,
            id=self._key(analysis.id),
            visit_id=self._key(analysis.visit_id),
            created_at=_shifted(analysis.created_at, history),
            recording_ids=tuple(self._key(key) for key in analysis.recording_ids),
            corrected_by=tuple(self._word(name) for name in analysis.corrected_by),
            requested_by="",
            reason="",
        )

    def _key(self, key: UUID) -> UUID:
        return uuid5(self.namespace, key.hex)

    def _word(self, name: str) -> str:
        """The same word for the same person, so that raters stay apart."""
        return uuid5(self.namespace, name).hex[:8]


def pseudonyms_of(patients: Sequence[Patient]) -> Pseudonyms:
    """Codes S001, S002, ... in an order drawn by chance."""
    keys = [patient.id for patient in patients]
    SystemRandom().shuffle(keys)
    return Pseudonyms(
        {key: f"S{number:03d}" for number, key in enumerate(keys, start=1)}, namespace=uuid4()
    )


def _shifted(moment: dt.datetime, history: Sequence[Examination]) -> dt.datetime:
    first = min(examination.visit.taken_at for examination in history)
    return FIRST_VISIT + (moment - first)
