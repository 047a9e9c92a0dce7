"""Which skin of the model stretches when an upper lid or a brow moves.

The folded skin of an open upper lid is a few pixels high in a photograph. Between the lid's edge
and the brow the skin is therefore taken as one elastic sheet, whatever the model's mesh does there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from core.landmarks import EYE
from core.types import BoolArray, FloatArray, IntArray
from models.synthetic.ict import IctModel, Part
from models.synthetic.skin import BROW_ACROSS, paint_map

_SHEET_REACH: Final = 2.2
"""Model units from the upper lid's edge to the end of the elastic sheet."""
_BELOW_BROW: Final = -0.4
"""Model units from the brow's landmarks to the lower border of its hair."""
_LOWER_LID_REACH: Final = 0.8
_OPENING_REACH_RATIO: Final = 0.8
"""Distance of the eye's rim from its centre, at most, in widths of the eye."""
_MOST_STEPS: Final = 12


@dataclass(frozen=True, slots=True, eq=False)
class LidZones:
    """Parts of the model around the eyes.

    Attributes:
        sheet: bool (T,), triangles of the elastic sheets between upper lids and brows.
        lower: bool (T,), triangles of the lower lids.
        upper_edge: int64 (n,), vertices on the edges of the upper lids.
    """

    sheet: BoolArray
    lower: BoolArray
    upper_edge: IntArray


def lid_zones(model: IctModel) -> LidZones:
    """The zones of `model`, from its eyes' landmarks and the rims of the skin around them."""
    skin = model.vertex_part == Part.SKIN
    under_brow = paint_map(model)[:, BROW_ACROSS] < _BELOW_BROW
    sheet, lower = np.zeros(len(skin), dtype=np.bool_), np.zeros(len(skin), dtype=np.bool_)
    edges = []
    places = model.neutral.astype(np.float64)
    for ring in _lid_rings(model):
        upper_edge, lower_edge = ring
        to_upper = cKDTree(places[upper_edge]).query(places)[0]
        to_lower = cKDTree(places[lower_edge]).query(places)[0]
        above = skin & (to_upper <= to_lower)
        sheet |= above & (to_upper < _SHEET_REACH) & under_brow
        lower |= skin & ~above & (to_lower < _LOWER_LID_REACH)
        edges.append(upper_edge)
    return LidZones(_touching(sheet, model), _touching(lower, model), np.concatenate(edges))


def _touching(vertices: BoolArray, model: IctModel) -> BoolArray:
    """Bool (T,): the triangles with a corner among `vertices` (V,)."""
    touching: BoolArray = np.logical_or.reduce([vertices[ids] for ids in model.triangles.T])
    return touching


def _lid_rings(model: IctModel) -> list[tuple[IntArray, IntArray]]:
    """Vertices on the edges of the upper and lower lid, of the right and the left eye.

    The rim of the skin's mesh lies behind the visible edge; the edge is the ring of vertices as
    many steps away from that rim as the lid's landmarks are.
    """
    triangles = model.triangles[model.triangle_part == Part.SKIN]
    sides = np.sort(np.concatenate([triangles[:, [i, (i + 1) % 3]] for i in range(3)]), axis=1)
    sides, times = np.unique(sides, axis=0, return_counts=True)
    rim = np.unique(sides[times == 1])
    count = len(model.neutral)
    graph = coo_matrix((np.ones(len(sides)), sides.T), shape=(count, count)).tocsr()
    rings = []
    for eye in EYE:
        marks = model.neutral[model.landmark_ids[list(eye)]].astype(np.float64)
        width = float(np.linalg.norm(marks[3] - marks[0]))
        away = np.linalg.norm(model.neutral[rim] - marks.mean(axis=0), axis=1)
        steps = dijkstra(
            graph,
            directed=False,
            indices=rim[away < _OPENING_REACH_RATIO * width],
            unweighted=True,
            min_only=True,
            limit=_MOST_STEPS,
        )
        ring = np.flatnonzero(steps == steps[model.landmark_ids[list(eye[1:3])]].min())
        upper = model.neutral[ring, 1] > _height_of_canthi(marks, model.neutral[ring, 0])
        rings.append((ring[upper], ring[~upper]))
    return rings


def _height_of_canthi(marks: FloatArray, x: FloatArray) -> FloatArray:
    """Y of the line from canthus to canthus at `x`."""
    ends = marks[[0, 3]][np.argsort(marks[[0, 3], 0])]
    return np.interp(x, ends[:, 0], ends[:, 1])
