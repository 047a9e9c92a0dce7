"""Clinical scales in long form: one row for each answer and each total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessment.export.table import Row, Table
from assessment.grades.forms import SCALES
from assessment.grades.grade import Grade
from assessment.records import Patient

COLUMNS = (
    "patient_code",
    "visit_id",
    "graded_at",
    "grade_id",
    "scale",
    "version",
    "part",
    "id",
    "label",
    "value",
    "rater",
    "blinded",
    "entered",
    "formula",
    "source",
)


def grades_table(patient: Patient, grades: Sequence[Grade]) -> Table:
    """All answers and totals of the given grades.

    Args:
        patient: Whose grades they are.
        grades: The grades.
    """
    return Table("grades", COLUMNS, _rows(patient, grades))


def _rows(patient: Patient, grades: Sequence[Grade]) -> Iterator[Row]:
    for grade in grades:
        known = SCALES.get(grade.scale)
        if known is not None and known.version != grade.version:
            known = None
        labels = {item.id: item.label for item in known.items} if known else {}
        totals = {total.id: total for total in known.totals} if known else {}
        head: Row = (
            patient.code,
            str(grade.visit_id),
            grade.taken_at.isoformat(),
            str(grade.id),
            known.name if known else grade.scale,
            grade.version,
        )
        who: Row = (grade.rater, "yes" if grade.blinded else "no", grade.source.value)
        source = known.source if known else None
        for key, value in grade.values.items():
            yield (*head, "item", key, labels.get(key), value, *who, None, source)
        for key, value in grade.totals.items():
            total = totals.get(key)
            label, formula = (total.label, total.formula) if total else (None, None)
            yield (*head, "total", key, label, value, *who, formula, source)
