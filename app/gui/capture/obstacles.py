"""What speaks against beginning an exercise now, and what is told of one that was recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.capture.draft import Take
from app.capture.quality import Lights
from assessment.protocol import EXERCISES
from core.errors import VideoError
from core.video.camera_picture import CameraPicture

LEAST_MINUTES: Final = 2.0
"""Room for recording under which no exercise is begun (default): the longest takes half a minute,
and analysis copies the files."""

SIDE_NOT_CONFIRMED: Final = "Confirm first that left and right are the patient's."
NO_PICTURE: Final = "The camera {name} gives no picture: check its cable."
NO_ROOM: Final = "The disk has room for {minutes:.1f} minutes of video only: free some space."
NO_LIGHTS: Final = (
    "The picture is not judged at the moment: wait for the lights, or record in spite of them."
)
REPETITION_NOT_JUDGED: Final = (
    "{name}: repetition {round} was recorded without the lights and is not judged; look at it in "
    "the review."
)
MISSING: Final = (
    "{name}: the disk was too slow for {dropped} pictures and {damaged} came damaged from the "
    "camera; close other programs, check the cable and record it again if the movement jumps."
)


def not_judged(exercise_id: str, number: int) -> str:
    """What is told of a repetition that was recorded without the lights."""
    return REPETITION_NOT_JUDGED.format(name=EXERCISES[exercise_id].name, round=number)


def obstacle_to(
    picture: CameraPicture | None,
    *,
    camera_name: str,
    side_confirmed: bool,
    minutes_left: Callable[[CameraPicture], float],
    lights: Lights | None,
) -> str:
    """Why no exercise can be begun, in one sentence; empty when it can.

    Args:
        picture: The camera's newest; None: it gives none.
        camera_name: What people call it.
        side_confirmed: Somebody has looked that left and right are the patient's.
        minutes_left: Room on the disk for such pictures; may raise `VideoError`.
        lights: The present ones; None: they are taken as they are.
    """
    if picture is None:
        return NO_PICTURE.format(name=camera_name)
    if not side_confirmed:
        return SIDE_NOT_CONFIRMED
    try:
        minutes = minutes_left(picture)
    except VideoError as error:
        return error.text()
    if minutes < LEAST_MINUTES:
        return NO_ROOM.format(minutes=minutes)
    if lights is not None and not lights.is_judged:
        return NO_LIGHTS
    return lights.bad[0].reason if lights is not None and lights.bad else ""


def missing_from(take: Take) -> str:
    """That pictures are missing from a recording, in one sentence; empty when none are."""
    if not take.dropped_count and not take.damaged_count:
        return ""
    return MISSING.format(
        name=EXERCISES[take.exercise_id].name,
        dropped=take.dropped_count,
        damaged=take.damaged_count,
    )
