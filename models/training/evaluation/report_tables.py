"""The tables of an evaluation: what was measured on one data set, method by method."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.landmarks import REGIONS, Side
from models.evaluation.asymmetry import REGIONS as DIFFERENCES
from models.evaluation.metrics import SIDES, YAW_BINS, ErrorSummary
from models.training.evaluation.labelled_set import LabelledSet
from models.training.evaluation.measure import MethodResult, Summaries
from models.training.evaluation.paper_tables import (
    AFLW2000_3D,
    PARFACE,
    TABLE_II,
    TABLE_III,
    same_faces,
)
from models.training.evaluation.study_tables import PUBLISHED
from models.training.evaluation.tables import Cell, Spread, Table

DEFINITIONS: Final = (
    "NME: mean distance in the plane over sqrt(width x height) of the true landmarks' box. "
    "GTE: mean distance in space, after removing the mean offset of depth, over the true distance "
    "of the outer eye corners. Mean ± standard deviation over the faces. AUC10 and FR10: area "
    "under the cumulative curve of the faces' errors up to 10 % in % of the full area, and share "
    "of faces above 10 %. Inner 51: without the jaw, with the box of all 68 points."
)
DIFFERENCE_NOTE: Final = (
    "Slope 1: faithful; 0: every face is drawn symmetric. Error: mean absolute, % of the "
    "outer-canthal distance. Where people set the points, their own scatter lowers slope and r."
)
NOT_FOUND: Final = (
    "Faces in which a method found nothing are left out of its means and standard deviations and "
    "of every figure below; AUC10 and FR10 count them as failures."
)

_SIDE_NAMES: Final = {Side.RIGHT: "patient's right", Side.LEFT: "patient's left"}


def tables_of(faces: LabelledSet, results: Sequence[MethodResult]) -> list[Table]:
    """All tables of one data set.

    Args:
        faces: What was measured.
        results: Figures of one or more methods.
    """
    tables = [_errors(faces, results)]
    if any(result.yaw for result in results):
        tables.append(_yaw(faces, results))
    tables.append(_regions(results))
    if any(result.plane for result in results):
        tables.append(_differences(results))
    attributes = dict.fromkeys(name for result in results for name in result.groups)
    return tables + [_groups(attribute, results) for attribute in attributes]


def _spread(summary: ErrorSummary | None) -> Spread | None:
    return None if summary is None else Spread(summary.mean_pct, summary.sd_pct)


def _curve(summary: ErrorSummary | None) -> tuple[Cell, ...]:
    """Mean ± sd, AUC10 and FR10."""
    if summary is None:
        return None, None, None
    return _spread(summary), summary.auc10_pct, summary.fr10_pct


def _errors(faces: LabelledSet, results: Sequence[MethodResult]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            result.label,
            *_curve(result.all_faces.all68),
            *_curve(result.all_faces.inner51),
            _spread(result.all_faces.gte),
            result.flip_consistency_pct,
            result.all_faces.inner51.missing,
        )
        for result in results
    ]
    if faces.name == PARFACE and same_faces(faces.name, len(faces)):
        for method, figures in TABLE_III.items():
            nme, auc10, fr10, gte = figures.cells()
            label = f"{method} ({PUBLISHED})"
            rows.append((label, nme, auc10, fr10, None, None, None, gte, None, None))
    missing = any(result.all_faces.inner51.missing for result in results)
    return Table(
        title=f"Errors, {len(faces)} faces",
        columns=(
            "Method",
            "NME %",
            "AUC10 %",
            "FR10 %",
            "inner-51 NME %",
            "inner-51 AUC10 %",
            "inner-51 FR10 %",
            "GTE %",
            "flip consistency %",
            "not found",
        ),
        rows=tuple(rows),
        notes=(DEFINITIONS, NOT_FOUND) if missing else (DEFINITIONS,),
    )


def _yaw(faces: LabelledSet, results: Sequence[MethodResult]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    counts = ""
    for result in results:
        if result.yaw is None:
            continue
        bins = result.yaw.bins
        counts = ", ".join(str(one.count if one else 0) for one in bins)
        means = [one.mean_pct if one else None for one in bins]
        overall, gte = _spread(result.all_faces.all68), _spread(result.all_faces.gte)
        rows.append((result.label, *means, result.yaw.mean_of_bins_pct, overall, gte))
    if faces.name == AFLW2000_3D and same_faces(faces.name, len(faces)):
        for row in TABLE_II:
            label = f"{row.method} ({PUBLISHED})"
            rows.append((label, *row.bins_pct, row.mean_of_bins_pct, row.all_pct, row.gte_pct))
    return Table(
        title="NME by |yaw| in degrees",
        columns=("Method", *YAW_BINS, "mean of bins", "all faces", "GTE %, all faces"),
        rows=tuple(rows),
        notes=(f"NME over all 68 points, %; {counts} faces in the bins.",),
    )


def _regions(results: Sequence[MethodResult]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for result in results:
        rows.append((result.label, *(result.region_pct.get(name) for name in REGIONS)))
        for side in SIDES:
            of_side = [result.region_side_pct.get(name, {}).get(side) for name in REGIONS]
            rows.append((f"{result.label}, {_SIDE_NAMES[side]}", *of_side))
    return Table(
        title="NME by region and side, %",
        columns=("Method", *(name.replace("_", " ") for name in REGIONS)),
        rows=tuple(rows),
        notes=("Points on the midline count in the region and in neither side.",),
    )


def _differences(results: Sequence[MethodResult]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for result in results:
        for where, figures in (("in the plane", result.plane), ("in space", result.space)):
            if figures:
                cells = [
                    figures.get(name)
                    for region in DIFFERENCES
                    for name in (f"slope_{region}", f"r_{region}", f"error_{region}_pct")
                ]
                rows.append((f"{result.label}, {where}", *cells))
    return Table(
        title="Left-right differences against the true ones",
        columns=(
            "Method",
            *(f"{region} {what}" for region in DIFFERENCES for what in ("slope", "r", "error %")),
        ),
        rows=tuple(rows),
        notes=(DIFFERENCE_NOTE,),
    )


def _groups(attribute: str, results: Sequence[MethodResult]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (f"{result.label}, {value}", *_group_cells(errors))
        for result in results
        for value, errors in result.groups.get(attribute, {}).items()
    ]
    return Table(
        title=f"Errors by {attribute}",
        columns=("Method", "faces", "NME %", "inner-51 NME %", "GTE %"),
        rows=tuple(rows),
    )


def _group_cells(errors: Summaries) -> tuple[Cell, ...]:
    return (
        errors.inner51.count,
        _spread(errors.all68),
        _spread(errors.inner51),
        _spread(errors.gte),
    )
