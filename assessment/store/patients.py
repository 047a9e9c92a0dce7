"""Patients, their consent and their treatments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from assessment import validation
from assessment.records import AffectedSide, Consent, Patient, Treatment
from assessment.store.database import reading, writing
from assessment.store.rows import exists, fetch, insert, record_of, row_of
from assessment.store.tables import consents, patients, treatments, visits
from core.errors import InputError


@dataclass(frozen=True, slots=True)
class ListedPatient:
    """What a list tells of a patient: read for thousands in a few hundredths of a second.

    Attributes:
        id: Key.
        code: As in `Patient`.
        name: As in `Patient`.
        affected_side: As in `Patient`.
        onset_date: As in `Patient`.
        visit_count: Number of visits.
    """

    id: UUID
    code: str
    name: str
    affected_side: AffectedSide
    onset_date: dt.date | None
    visit_count: int


@dataclass(frozen=True, slots=True)
class PatientChange:
    """What somebody changed in a record.

    Attributes:
        before: The record as they saw it.
        after: As it is to be; what does not differ from `before` stays as it is kept by then.
    """

    before: Patient
    after: Patient


class Patients:
    """The patients of one database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, patient: Patient) -> None:
        """Keep a new patient.

        Raises:
            InputError: The code belongs to somebody already.
            StoreError: The database failed.
        """
        with writing(self._engine) as connection:
            _refuse_taken_code(connection, patient)
            insert(connection, patients, [_patient_row(patient)])
            _write_consent(connection, patient)

    def update(self, patient: Patient, *, before: Patient | None = None) -> None:
        """Replace what is kept about the patient with this id.

        Args:
            patient: As the record is to be.
            before: As it was when somebody began to change it: only what they changed is replaced.

        Raises:
            InputError: There is no such patient, or the code belongs to somebody else.
            StoreError: The database failed.
        """
        with writing(self._engine) as connection:
            if before is not None:
                patient = changed_patient(connection, PatientChange(before, patient))
            rewrite_patient(connection, patient)

    def find(self, code: str) -> Patient:
        """The patient with this code.

        Raises:
            InputError: There is none.
            StoreError: The database failed.
        """
        wanted = validation.normal_code(code)
        with reading(self._engine) as connection:
            found = _read(connection, patients.c.code == wanted)
        if not found:
            raise InputError(f"There is no patient {wanted!r}; check the code or add the patient.")
        return found[0]

    def with_id(self, patient_id: UUID) -> Patient:
        """The patient with this key, whatever the code is by now.

        Raises:
            InputError: There is none.
            StoreError: The database failed.
        """
        with reading(self._engine) as connection:
            return _with_id(connection, patient_id)

    def all(self) -> tuple[Patient, ...]:
        """Every patient, by code.

        Raises:
            StoreError: The database failed.
        """
        with reading(self._engine) as connection:
            return _read(connection, sa.true())

    def listed(self, text: str = "") -> tuple[ListedPatient, ...]:
        """The patients whose code or name contains `text`, whatever its case, by code.

        Raises:
            StoreError: The database failed.
        """
        folded = validation.folded(text.strip())
        counted = sa.select(sa.func.count()).where(visits.c.patient_id == patients.c.id)
        statement = (
            sa.select(
                *(patients.c.id, patients.c.code, patients.c.name, patients.c.affected_side),
                patients.c.onset_date,
                counted.scalar_subquery().label("visit_count"),
            )
            .where(patients.c.search_text.contains(folded, autoescape=True))
            .order_by(patients.c.code)
        )
        with reading(self._engine) as connection:
            return tuple(record_of(ListedPatient, row) for row in fetch(connection, statement))


class Treatments:
    """The treatments of the patients of one database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, treatment: Treatment) -> None:
        """Keep a new treatment.

        Raises:
            StoreError: The database failed.
        """
        with writing(self._engine) as connection:
            insert(connection, treatments, [row_of(treatment)])

    def update(self, treatment: Treatment) -> None:
        """Replace what is kept about the treatment with this id.

        Raises:
            InputError: There is no such treatment.
            StoreError: The database failed.
        """
        with writing(self._engine) as connection:
            changed = connection.execute(
                treatments.update().where(treatments.c.id == treatment.id), row_of(treatment)
            )
            if not changed.rowcount:
                raise InputError("There is no such treatment to change; it may have been removed.")

    def remove(self, treatment_id: UUID) -> None:
        """Forget a treatment; one that is not there is forgotten already.

        Raises:
            StoreError: The database failed.
        """
        with writing(self._engine) as connection:
            connection.execute(treatments.delete().where(treatments.c.id == treatment_id))

    def of_patient(self, patient_id: UUID) -> tuple[Treatment, ...]:
        """All treatments of a patient, earliest first.

        Raises:
            StoreError: The database failed.
        """
        statement = (
            sa.select(treatments)
            .where(treatments.c.patient_id == patient_id)
            .order_by(treatments.c.start, treatments.c.id)
        )
        with reading(self._engine) as connection:
            return tuple(record_of(Treatment, row) for row in fetch(connection, statement))


def changed_patient(connection: sa.Connection, change: PatientChange) -> Patient:
    """The record as it is with the change in it.

    Raises:
        InputError: There is no such patient, or the record cannot be so.
    """
    return _with_id(connection, change.after.id).with_changes(change.before, change.after)


def rewrite_patient(connection: sa.Connection, patient: Patient) -> None:
    """Replace what is kept about the patient with this id.

    Raises:
        InputError: See `Patients.update`.
    """
    if not exists(connection, patients, patient.id):
        raise InputError(f"There is no patient {patient.code!r} to change.")
    _refuse_taken_code(connection, patient)
    connection.execute(patients.update().where(patients.c.id == patient.id), _patient_row(patient))
    connection.execute(consents.delete().where(consents.c.patient_id == patient.id))
    _write_consent(connection, patient)


def _patient_row(patient: Patient) -> dict[str, Any]:
    search_text = validation.folded(f"{patient.code}\n{patient.name}")
    return row_of(patient, without=("consent",)) | {"search_text": search_text}


def _write_consent(connection: sa.Connection, patient: Patient) -> None:
    if patient.consent is not None:
        insert(connection, consents, [row_of(patient.consent) | {"patient_id": patient.id}])


def _refuse_taken_code(connection: sa.Connection, patient: Patient) -> None:
    others = (patients.c.code == patient.code) & (patients.c.id != patient.id)
    if fetch(connection, sa.select(patients.c.id).where(others)):
        raise InputError(f"The code {patient.code!r} belongs to another patient; choose another.")


def _with_id(connection: sa.Connection, patient_id: UUID) -> Patient:
    found = _read(connection, patients.c.id == patient_id)
    if not found:
        raise InputError("There is no such patient any more; choose another.")
    return found[0]


def _read(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> tuple[Patient, ...]:
    rows: Sequence[sa.RowMapping] = fetch(
        connection, sa.select(patients).where(wanted).order_by(patients.c.code)
    )
    keys = sa.select(patients.c.id).where(wanted)
    given = fetch(connection, sa.select(consents).where(consents.c.patient_id.in_(keys)))
    consent_of = {row["patient_id"]: record_of(Consent, row) for row in given}
    return tuple(record_of(Patient, row, consent=consent_of.get(row["id"])) for row in rows)
