"""What landmarks are called in the window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from app.clip_review import LeftOut
from core.landmarks import (
    ALA,
    BROW_LATERAL,
    BROW_MEDIAL,
    CANTHUS_LATERAL,
    CANTHUS_MEDIAL,
    CHIN,
    COMMISSURE,
    INNER_COMMISSURE,
    INNER_LOWER_LIP,
    INNER_LOWER_LIP_MIDLINE,
    INNER_UPPER_LIP,
    INNER_UPPER_LIP_MIDLINE,
    LOWER_LID_LATERAL,
    LOWER_LID_MEDIAL,
    LOWER_OUTER_LIP,
    NASAL_BRIDGE,
    NASION,
    NOSE_TIP,
    REGIONS,
    SUBNASALE,
    UPPER_LID_LATERAL,
    UPPER_LID_MEDIAL,
    UPPER_OUTER_LIP,
    Side,
    side_of,
)

_UPPER_LIDS: Final = (*UPPER_LID_LATERAL, *UPPER_LID_MEDIAL)
_LOWER_LIDS: Final = (*LOWER_LID_LATERAL, *LOWER_LID_MEDIAL)
_UPPER_INNER_LIP: Final = (*INNER_UPPER_LIP, INNER_UPPER_LIP_MIDLINE)
_LOWER_INNER_LIP: Final = (*INNER_LOWER_LIP, INNER_LOWER_LIP_MIDLINE)


def landmark_name(point: int) -> str:
    """Anatomical name, side of the patient and number of a landmark."""
    region = next(name for name, points in REGIONS.items() if point in points)
    name = _point_words().get(point) or _region_words()[region]
    return QCoreApplication.translate("landmarks", "{0}, {1} (landmark {2})").format(
        name, _side_words()[side_of(point)], point
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


def _point_words() -> dict[int, str]:
    """The landmarks that have a name of their own; the others are called after their region."""
    names = (
        ((CHIN,), QCoreApplication.translate("landmarks", "Chin")),
        (BROW_LATERAL, QCoreApplication.translate("landmarks", "Lateral end of the brow")),
        (BROW_MEDIAL, QCoreApplication.translate("landmarks", "Medial end of the brow")),
        ((NASION,), QCoreApplication.translate("landmarks", "Nasion")),
        (NASAL_BRIDGE[1:-1], QCoreApplication.translate("landmarks", "Nasal bridge")),
        ((NOSE_TIP,), QCoreApplication.translate("landmarks", "Tip of the nose")),
        (ALA, QCoreApplication.translate("landmarks", "Ala of the nose")),
        ((SUBNASALE,), QCoreApplication.translate("landmarks", "Subnasale")),
        (CANTHUS_LATERAL, QCoreApplication.translate("landmarks", "Lateral canthus")),
        (CANTHUS_MEDIAL, QCoreApplication.translate("landmarks", "Medial canthus")),
        (_UPPER_LIDS, QCoreApplication.translate("landmarks", "Upper eyelid")),
        (_LOWER_LIDS, QCoreApplication.translate("landmarks", "Lower eyelid")),
        (COMMISSURE, QCoreApplication.translate("landmarks", "Commissure")),
        (UPPER_OUTER_LIP[1:-1], QCoreApplication.translate("landmarks", "Upper lip, outer edge")),
        (LOWER_OUTER_LIP[1:-1], QCoreApplication.translate("landmarks", "Lower lip, outer edge")),
        (INNER_COMMISSURE, QCoreApplication.translate("landmarks", "Commissure, inner edge")),
        (_UPPER_INNER_LIP, QCoreApplication.translate("landmarks", "Upper lip, inner edge")),
        (_LOWER_INNER_LIP, QCoreApplication.translate("landmarks", "Lower lip, inner edge")),
    )
    return {point: name for points, name in names for point in points}


def _region_words() -> dict[str, str]:
    return {
        "jaw": QCoreApplication.translate("landmarks", "Jaw line"),
        "brow": QCoreApplication.translate("landmarks", "Brow"),
        "nose": QCoreApplication.translate("landmarks", "Nose"),
    }


def _side_words() -> dict[Side, str]:
    return {
        Side.RIGHT: QCoreApplication.translate("landmarks", "patient's right"),
        Side.LEFT: QCoreApplication.translate("landmarks", "patient's left"),
        Side.MIDLINE: QCoreApplication.translate("landmarks", "midline"),
    }
