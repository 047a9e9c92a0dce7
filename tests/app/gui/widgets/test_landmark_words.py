from __future__ import annotations

import pytest

from app.gui.widgets.landmark_words import landmark_name
from core.landmarks import ALA, CANTHUS_MEDIAL, CHIN, SUBNASALE, UPPER_LIP_PEAK
from core.types import POINT_COUNT


@pytest.mark.parametrize(
    ("point", "name"),
    [
        (CHIN, "Chin, midline (landmark 8)"),
        (20, "Brow, patient's right (landmark 20)"),
        (ALA[1], "Ala of the nose, patient's left (landmark 35)"),
        (SUBNASALE, "Subnasale, midline (landmark 33)"),
        (CANTHUS_MEDIAL[0], "Medial canthus, patient's right (landmark 39)"),
        (UPPER_LIP_PEAK[1], "Upper lip, outer edge, patient's left (landmark 52)"),
        (64, "Commissure, inner edge, patient's left (landmark 64)"),
    ],
)
def test_landmarks_have_their_anatomical_names(point, name):
    assert landmark_name(point) == name


def test_no_two_landmarks_are_called_the_same():
    assert len({landmark_name(point) for point in range(POINT_COUNT)}) == POINT_COUNT
