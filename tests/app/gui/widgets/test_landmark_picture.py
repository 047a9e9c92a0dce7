from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from app.gui.theme import DARK, LIGHT
from app.gui.widgets.landmark_picture import as_data_url, landmark_image
from core.landmarks import COMMISSURE, Side


@pytest.fixture
def face(exact):
    """A real face, roughly in face axes: x to the patient's left, y up."""
    points = exact["rest"].points_px[0]
    return points * (1.0, -1.0, -1.0)


def found(image, colour):
    """Horizontal places of the pixels of a colour."""
    wanted = QColor(colour).rgb()
    return [
        x
        for y in range(20, image.height())
        for x in range(image.width())
        if image.pixel(x, y) == wanted
    ]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda one: one.name)
def test_the_patients_right_lies_on_the_left_in_its_colour(qapp, face, palette):
    marked = {Side.RIGHT: (COMMISSURE[0],), Side.LEFT: (COMMISSURE[1],)}
    image = landmark_image(face, marked, palette, size_px=160, letters=("R", "L"))
    right, left = found(image, palette.right), found(image, palette.left)
    assert right
    assert left
    assert np.mean(right) < 80 < np.mean(left)


def test_only_what_is_marked_has_a_colour(qapp, face):
    image = landmark_image(face, {}, LIGHT, size_px=160, letters=("R", "L"))
    assert not found(image, LIGHT.right)
    assert not found(image, LIGHT.left)


def test_a_picture_fits_into_a_text(qapp, face):
    image = landmark_image(face, {}, LIGHT, size_px=40, letters=("R", "L"))
    address = as_data_url(image)
    assert address.startswith("data:image/png;base64,iVBOR")
    assert isinstance(image, QImage)
