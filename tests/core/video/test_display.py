from __future__ import annotations

import struct

import numpy as np
import pytest

from core.video.display import Orientation, orientation_of

ONE = 1 << 16


def matrix(a, b, c, d):
    return struct.pack("=9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)


def test_no_matrix_and_a_matrix_of_zeros_are_upright():
    assert orientation_of(None) == orientation_of(matrix(0, 0, 0, 0)) == Orientation()


@pytest.mark.parametrize("signs", [(1, 1), (1, -1), (-1, 1), (-1, -1)])
@pytest.mark.parametrize("crossed", [False, True])
@pytest.mark.parametrize("scale", [ONE, ONE // 3, 2 * ONE])
def test_pixels_go_where_the_matrix_maps_them(signs, crossed, scale):
    x_sign, y_sign = signs
    straight = (scale * x_sign, 0, 0, scale * y_sign)
    a, b, c, d = (0, scale * y_sign, scale * x_sign, 0) if crossed else straight
    orientation = orientation_of(matrix(a, b, c, d))
    image = np.arange(12, dtype=np.uint8).reshape(3, 4, 1).repeat(3, axis=2)
    shown = orientation.lay(image)
    mapped = {
        (round((a * p + c * q) / scale), round((b * p + d * q) / scale)): image[q, p, 0]
        for p in range(4)
        for q in range(3)
    }
    left, top = min(x for x, _ in mapped), min(y for _, y in mapped)
    for (x, y), value in mapped.items():
        assert shown[y - top, x - left, 0] == value
    assert shown.shape[1::-1] == orientation.size_px(4, 3)
    assert orientation.mirrors == (np.sign(a * d - b * c) < 0)


@pytest.mark.parametrize("values", [(ONE, ONE, -ONE, ONE), (ONE, 0, ONE, ONE), (ONE, 0, 0, 0)])
def test_other_maps_are_not_guessed(values):
    assert orientation_of(matrix(*values)) is None
