"""What landmarks are called in the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.clip_review import LeftOut
from core.landmarks import REGIONS, Side, side_of


def landmark_name(point: int) -> str:
    """Region, side of the patient and number of a landmark."""
    region = next(name for name, points in REGIONS.items() if point in points)
    return QCoreApplication.translate("landmarks", "{0}, {1} (landmark {2})").format(
        _region_words()[region], _side_words()[side_of(point)], point
    )


def left_out_words(reason: LeftOut) -> str:
    """Why frames are not measured."""
    return {
        LeftOut.NO_FACE: QCoreApplication.translate("landmarks", "Not measured: no face found"),
        LeftOut.TURNED: QCoreApplication.translate(
            "landmarks", "Not measured: the head is turned too far"
        ),
        LeftOut.UNSURE: QCoreApplication.translate(
            "landmarks", "Not measured: the landmarks are unsure"
        ),
    }[reason]


def _region_words() -> dict[str, str]:
    return {
        "jaw": QCoreApplication.translate("landmarks", "Jaw line"),
        "brow": QCoreApplication.translate("landmarks", "Brow"),
        "nose": QCoreApplication.translate("landmarks", "Nose"),
        "eye": QCoreApplication.translate("landmarks", "Eyelids"),
        "outer_lips": QCoreApplication.translate("landmarks", "Outer lips"),
        "inner_lips": QCoreApplication.translate("landmarks", "Inner lips"),
    }


def _side_words() -> dict[Side, str]:
    return {
        Side.RIGHT: QCoreApplication.translate("landmarks", "patient's right"),
        Side.LEFT: QCoreApplication.translate("landmarks", "patient's left"),
        Side.MIDLINE: QCoreApplication.translate("landmarks", "midline"),
    }
