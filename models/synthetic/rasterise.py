"""Which triangle each pixel shows: a z-buffer in one compiled loop."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from models.synthetic.compiled import compiled
from models.synthetic.ict import Float32Array, Int32Array

NOTHING: Final = -1
"""Triangle id of a pixel that shows no surface."""


@compiled
def rasterise(
    screen: Float32Array, triangles: Int32Array, width_px: int, height_px: int
) -> tuple[Int32Array, Float32Array, Float32Array]:
    """Nearest front-facing triangle at every pixel centre.

    Args:
        screen: float32 (V, 3): x, y in pixels and the distance from the pinhole (> 0).
        triangles: int32 (T, 3), counter-clockwise seen from outside (x right, y up).
        width_px: Width of the picture.
        height_px: Height of the picture.

    Returns:
        int32 (height, width) triangle ids, `NOTHING` where there is none; float32
        (height, width) 1 / distance, 0 where there is none; float32 (height, width, 2) the
        screen-space weights of the triangle's first and second vertex.
    """
    shown = np.full((height_px, width_px), NOTHING, dtype=np.int32)
    nearness = np.zeros((height_px, width_px), dtype=np.float32)
    weights = np.zeros((height_px, width_px, 2), dtype=np.float32)
    for t in range(len(triangles)):
        a, b, c = triangles[t]
        ax, ay, bx, by = screen[a, 0], screen[a, 1], screen[b, 0], screen[b, 1]
        cx, cy = screen[c, 0], screen[c, 1]
        # The picture's y runs down, so a front face has a negative area here.
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if area >= 0.0:
            continue
        first_x = max(0, math.ceil(min(ax, bx, cx)))
        last_x = min(width_px - 1, math.floor(max(ax, bx, cx)))
        first_y = max(0, math.ceil(min(ay, by, cy)))
        last_y = min(height_px - 1, math.floor(max(ay, by, cy)))
        if first_x > last_x or first_y > last_y:
            continue
        near_a, near_b, near_c = 1 / screen[a, 2], 1 / screen[b, 2], 1 / screen[c, 2]
        for y in range(first_y, last_y + 1):
            for x in range(first_x, last_x + 1):
                wa = ((bx - x) * (cy - y) - (cx - x) * (by - y)) / area
                wb = ((cx - x) * (ay - y) - (ax - x) * (cy - y)) / area
                wc = 1 - wa - wb
                if wa < 0.0 or wb < 0.0 or wc < 0.0:
                    continue
                near = wa * near_a + wb * near_b + wc * near_c
                if near > nearness[y, x]:
                    nearness[y, x] = near
                    shown[y, x] = t
                    weights[y, x, 0] = wa
                    weights[y, x, 1] = wb
    return shown, nearness, weights


@compiled
def vertex_normals(vertices: Float32Array, triangles: Int32Array) -> Float32Array:
    """float32 (V, 3): unit normals, the area-weighted mean of the triangles around a vertex."""
    normals = np.zeros_like(vertices)
    for t in range(len(triangles)):
        a, b, c = triangles[t]
        ux, uy, uz = (
            vertices[b, 0] - vertices[a, 0],
            vertices[b, 1] - vertices[a, 1],
            vertices[b, 2] - vertices[a, 2],
        )
        vx, vy, vz = (
            vertices[c, 0] - vertices[a, 0],
            vertices[c, 1] - vertices[a, 1],
            vertices[c, 2] - vertices[a, 2],
        )
        nx, ny, nz = uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx
        for i in (a, b, c):
            normals[i, 0] += nx
            normals[i, 1] += ny
            normals[i, 2] += nz
    for i in range(len(normals)):
        length = math.sqrt(normals[i, 0] ** 2 + normals[i, 1] ** 2 + normals[i, 2] ** 2)
        if length > 0.0:
            normals[i] /= length
    return normals
