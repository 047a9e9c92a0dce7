"""What people add to a visit: grades on clinical scales, and annotations of recordings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from assessment.grades.grade import Grade
from assessment.records import Annotation, PointCorrection
from assessment.store.database import reading, writing
from assessment.store.rows import Row, fetch, insert, record_of, row_of, sound_content
from assessment.store.tables import annotation_table, grades
from core.errors import InputError


class Grades:
    """The grades of one database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, grade: Grade) -> None:
        """Keep a new grade.

        Raises:
            StoreError: The database failed.
        """
        with writing(self._engine) as connection:
            insert(connection, grades, [_grade_row(grade)])

    def update(self, grade: Grade) -> None:
        """Replace the grade with this id.

        Raises:
            InputError: There is no such grade.
            StoreError: The database failed.
        """
        with writing(self._engine) as connection:
            changed = connection.execute(
                grades.update().where(grades.c.id == grade.id), _grade_row(grade)
            )
            if not changed.rowcount:
                raise InputError("There is no such grade to change; it may have been removed.")

    def remove(self, grade_id: UUID) -> None:
        """Forget a grade; one that is not there is forgotten already.

        Raises:
            StoreError: The database failed.
        """
        with writing(self._engine) as connection:
            connection.execute(grades.delete().where(grades.c.id == grade_id))

    def of_visit(self, visit_id: UUID) -> tuple[Grade, ...]:
        """All grades of a visit, earliest first.

        Raises:
            StoreError: The database failed.
        """
        statement = (
            sa.select(grades)
            .where(grades.c.visit_id == visit_id)
            .order_by(grades.c.taken_at, grades.c.id)
        )
        with reading(self._engine) as connection:
            return tuple(record_of(Grade, row) for row in fetch(connection, statement))


class Annotations:
    """The annotations of one database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, annotation: Annotation) -> None:
        """Keep a new annotation.

        Raises:
            StoreError: The database failed.
        """
        with writing(self._engine) as connection:
            write_annotations(connection, (annotation,))

    def update(self, annotation: Annotation) -> None:
        """Replace the annotation with this id.

        Raises:
            InputError: There is no such annotation.
            StoreError: The database failed.
        """
        with writing(self._engine) as connection:
            rewrite_annotation(connection, annotation)

    def remove(self, annotation_id: UUID) -> None:
        """Forget an annotation; one that is not there is forgotten already.

        Raises:
            StoreError: The database failed.
        """
        with writing(self._engine) as connection:
            connection.execute(
                annotation_table.delete().where(annotation_table.c.id == annotation_id)
            )

    def of_recording(self, recording_id: UUID) -> tuple[Annotation, ...]:
        """All annotations of a recording, earliest first.

        Raises:
            StoreError: The database failed.
        """
        statement = (
            sa.select(annotation_table)
            .where(annotation_table.c.recording_id == recording_id)
            .order_by(annotation_table.c.created_at, annotation_table.c.id)
        )
        with reading(self._engine) as connection:
            return tuple(_annotation(row) for row in fetch(connection, statement))


def write_annotations(connection: sa.Connection, annotations: Sequence[Annotation]) -> None:
    """Add annotations."""
    insert(
        connection, annotation_table, [_annotation_row(annotation) for annotation in annotations]
    )


def rewrite_annotation(connection: sa.Connection, annotation: Annotation) -> None:
    """Replace the annotation with this id.

    Raises:
        InputError: There is no such annotation.
    """
    changed = connection.execute(
        annotation_table.update().where(annotation_table.c.id == annotation.id),
        _annotation_row(annotation),
    )
    if not changed.rowcount:
        raise InputError("There is no such annotation to change; it may have been removed.")


def _grade_row(grade: Grade) -> dict[str, Any]:
    return row_of(grade) | {"values": dict(grade.values), "totals": dict(grade.totals)}


def _annotation_row(annotation: Annotation) -> dict[str, Any]:
    corrections = [row_of(correction) for correction in annotation.corrections]
    return row_of(annotation) | {"corrections": corrections}


def _annotation(row: Row) -> Annotation:
    with sound_content():
        corrections = tuple(PointCorrection(**stored) for stored in row["corrections"])
    return record_of(Annotation, row, corrections=corrections)
