"""Curves of the cumulative error distribution (pfnet.md 4), as in the paper's Fig. 4."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from core.types import FloatArray
from models.evaluation.metrics import FAILURE_LIMIT_PCT, cumulative_error_curve, summarise
from models.training.evaluation.measure import FaceErrors

_PANEL_INCHES: Final = 4.6
_DPI: Final = 150
_ALL_FACES_PCT: Final = 100.0


def write_curves(path: Path, title: str, errors: Mapping[str, FaceErrors]) -> None:
    """Plot the curves of several methods in one picture: NME of all and inner points, GTE.

    Args:
        path: PNG file to create or replace.
        title: What the faces are.
        errors: Errors by method, in the order of the legend.

    Raises:
        OSError: The file cannot be written.
    """
    panels: dict[str, dict[str, FloatArray]] = {}
    for label, of_method in errors.items():
        for name, per_face in (
            ("NME, all 68 points", of_method.all68_pct),
            ("NME, inner 51 points", of_method.inner51_pct),
            ("GTE", of_method.gte_pct),
        ):
            if per_face is not None:
                panels.setdefault(name, {})[label] = per_face
    figure = Figure(figsize=(_PANEL_INCHES * len(panels), _PANEL_INCHES), layout="constrained")
    canvas = FigureCanvasAgg(figure)
    figure.suptitle(title)
    axes = figure.subplots(1, len(panels), squeeze=False)[0]
    for panel, (name, curves) in zip(axes, panels.items(), strict=True):
        _draw(panel, name, curves)
    with path.open("wb") as stream:
        canvas.print_figure(stream, format="png", dpi=_DPI)


def _draw(axes: Axes, name: str, curves: Mapping[str, FloatArray]) -> None:
    for label, per_face_pct in curves.items():
        limits, shares = cumulative_error_curve(per_face_pct)
        area = summarise(per_face_pct).auc10_pct
        axes.step(limits, shares, where="post", label=f"{label} (AUC10 {area:.2f})")
    axes.set_xlim(0.0, FAILURE_LIMIT_PCT)
    axes.set_ylim(0.0, _ALL_FACES_PCT)
    axes.set_xlabel(f"{name}, %")
    axes.set_ylabel("faces with at most this error, %")
    axes.grid(visible=True, alpha=0.3)
    axes.legend(loc="best", fontsize="small")
