"""The folder of an evaluation: tables, figures, curves, worst faces.

evaluation.md     tables like the paper's
evaluation.json   every figure, and where it comes from
ced_<set>.png     cumulative error curves
worst_<set>.png   the faces placed worst, not for publication
landmarks_<set>.npz, on demand, the network's points (`landmark_files`)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from core.errors import InputError
from core.files import reason, replacing
from models.training.evaluation.evaluate import SetEvaluation
from models.training.evaluation.landmark_files import write_landmark_file
from models.training.evaluation.plots import write_curves
from models.training.evaluation.report_tables import tables_of
from models.training.evaluation.tables import json_ready
from models.training.evaluation.worst_faces import write_sheet

MARKDOWN: Final = "evaluation.md"
FIGURES: Final = "evaluation.json"


def write_report(
    out: Path,
    evaluations: Sequence[SetEvaluation],
    provenance: Mapping[str, str],
    *,
    with_landmarks: bool = False,
) -> None:
    """Write everything that was measured; every file appears whole or not at all.

    Args:
        out: The folder, which exists.
        evaluations: One a data set, at least one.
        provenance: Where the figures come from, name to value.
        with_landmarks: Write the network's points too.

    Raises:
        InputError: The folder does not take the files.
        KnownError: A picture for the sheet of worst faces is missing.
    """
    for one in evaluations:
        _write_set(out, one, with_landmarks=with_landmarks)
    _write(out / FIGURES, lambda path: _write_text(path, _figures(evaluations, provenance)))
    _write(out / MARKDOWN, lambda path: _write_text(path, _document(evaluations, provenance)))


def _write_set(out: Path, one: SetEvaluation, *, with_landmarks: bool) -> None:
    faces = one.faces
    label = one.results[0].label
    title = f"{faces.name} {faces.split}, {len(faces)} faces"
    _write(out / _curves(one), lambda path: write_curves(path, title, one.errors))
    _write(
        out / _worst(one),
        lambda path: write_sheet(path, label, one.points_px, one.errors[label], faces),
    )
    if with_landmarks:
        _write(
            out / f"landmarks_{faces.name}.npz",
            lambda path: write_landmark_file(
                path,
                label=label,
                dataset=faces.name,
                files=faces.names,
                points_px=one.points_px,
            ),
        )


def _curves(one: SetEvaluation) -> str:
    return f"ced_{one.faces.name}.png"


def _worst(one: SetEvaluation) -> str:
    return f"worst_{one.faces.name}.png"


def _write(path: Path, write: Callable[[Path], None]) -> None:
    try:
        with replacing(path) as unfinished:
            write(unfinished)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written because {reason(error)}: choose another --out folder."
        ) from error


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _figures(evaluations: Sequence[SetEvaluation], provenance: Mapping[str, str]) -> str:
    sets: dict[str, Any] = {}
    for one in evaluations:
        sets[one.faces.name] = {
            "split": one.faces.split,
            "count": len(one.faces),
            "whole": one.faces.whole,
            "methods": [json_ready(result) for result in one.results],
        }
    content = {"provenance": dict(provenance), "sets": sets}
    return json.dumps(content, indent=1, allow_nan=False) + "\n"


def _document(evaluations: Sequence[SetEvaluation], provenance: Mapping[str, str]) -> str:
    blocks = [f"# Evaluation of {evaluations[0].results[0].label}"]
    blocks.append("\n".join(f"* {name}: {value}" for name, value in provenance.items()))
    for one in evaluations:
        faces = one.faces
        part = "" if faces.whole else ", a part of the split"
        blocks.append(f"## {faces.name}, split {faces.split}: {len(faces)} faces{part}")
        blocks += [table.markdown().rstrip() for table in tables_of(faces, one.results)]
        blocks.append(f"![Cumulative error curves]({_curves(one)})")
        blocks.append(
            f"The faces placed worst are drawn in `{_worst(one)}`. Its photographs are the data "
            "set's: not for publication."
        )
    return "\n\n".join(blocks) + "\n"
