"""Results in long form: one row for each number that was found, or not found and why.

Patients appear by code only; names, dates of birth and free text stay in the program.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain

from assessment.examination import Analysis, Examination
from assessment.export.table import Cell, Row, Table
from assessment.index_catalogue import CATALOGUE as INDICES
from assessment.index_catalogue import IndexDef
from assessment.measure_types import MeasureDef
from assessment.measures import CATALOGUE as MEASURES
from assessment.records import Patient
from assessment.report.sources import cite
from assessment.results import Absent, Estimate, Index, Measure

_WHERE = ("patient_code", "affected_side", "visit_id", "visit_taken_at", "exercise_id")
_WHAT = ("kind", "id", "name", "subject", "phase", "side")
_NUMBERS = ("value", "unit", "standard_error", "ci95_lower", "ci95_upper", "count", "repetitions")
_WHENCE = (
    "missing_because",
    "formula",
    "source",
    "analysis_id",
    "analysed_at",
    "newest_analysis",
    "landmarks_corrected",
    "model",
    "weights_sha256",
    "algorithm",
    "app_version",
    "mm_source",
)
COLUMNS = (*_WHERE, *_WHAT, *_NUMBERS, *_WHENCE)
WHOLE_SESSION = "session"
Finding = Measure | Index | Absent
_NO_NUMBERS: Row = (None,) * len(_NUMBERS)


def results_table(patient: Patient, examinations: Sequence[Examination]) -> Table:
    """All measures, indices and absences of all analyses of the given visits.

    Args:
        patient: Whose visits they are.
        examinations: The visits.
    """
    return Table("results", COLUMNS, _rows(patient, examinations))


def _rows(patient: Patient, examinations: Sequence[Examination]) -> Iterator[Row]:
    for examination in examinations:
        visit = examination.visit
        for analysis in examination.analyses:
            where: Row = (
                patient.code,
                analysis.result.affected.value,
                str(visit.id),
                visit.taken_at.isoformat(),
            )
            whence = _whence(analysis, newest=analysis is examination.latest)
            for exercise_id, found in _findings(analysis):
                what, why = _described(found)
                yield (*where, exercise_id, *what, *why, *whence)


def _findings(analysis: Analysis) -> Iterator[tuple[str, Finding]]:
    """Every finding with its exercise, in the order of the examination."""
    for trial in analysis.result.trials:
        groups: tuple[Sequence[Finding], ...] = (trial.measures, trial.indices, trial.absent)
        for found in chain.from_iterable(groups):
            yield trial.exercise_id, found
    for found in chain[Finding](analysis.result.indices, analysis.result.absent):
        yield WHOLE_SESSION, found


def _described(found: Finding) -> tuple[Row, Row]:
    """The cells from `kind` to `side`, and those from `value` to `source`."""
    if isinstance(found, Absent):
        what: Row = ("absent", None, None, found.subject, None, None)
        return what, (*_NO_NUMBERS, found.reason, None, None)
    if isinstance(found, Measure):
        known = MEASURES.get(found.measure_id)
        what = ("measure", found.measure_id, known.name if known else None, None)
        what = (*what, found.phase.value, found.side.value)
        numbers = _numbers(found.estimate, found.unit.value, found.repetitions)
        return what, (*numbers, None, *_definition(known))
    listed = INDICES.get(found.index_id)
    what = ("index", found.index_id, listed.name if listed else None, found.subject, None)
    numbers = _numbers(found.estimate, found.unit.value, ())
    return (*what, found.side.value), (*numbers, None, *_definition(listed))


def _definition(known: MeasureDef | IndexDef | None) -> Row:
    return (known.formula, cite(known.source)) if known else (None, None)


def _numbers(estimate: Estimate, unit: str, repetitions: tuple[float, ...]) -> Row:
    single: Cell = json.dumps(list(repetitions)) if repetitions else None
    return (
        estimate.value,
        unit,
        estimate.se,
        estimate.lower,
        estimate.upper,
        estimate.count,
        single,
    )


def _whence(analysis: Analysis, *, newest: bool) -> Row:
    result = analysis.result
    return (
        str(analysis.id),
        analysis.created_at.isoformat(),
        "yes" if newest else "no",
        "yes" if analysis.corrected_by else "no",
        result.model,
        result.weights_sha256,
        result.algorithm,
        analysis.app_version,
        result.face_frame.mm_source,
    )
