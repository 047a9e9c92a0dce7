"""Which of a camera's formats to record in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assessment.protocol import BLINK_RATE_HZ, EXPRESSION_RATE_HZ

LARGEST_HEIGHT_PX: Final = 1080
"""Larger pictures cost time and room and place landmarks no better (default)."""

SMALLEST_HEIGHT_PX: Final = 480
"""A faster but smaller format is not offered for blinks (default)."""

_RATE_SLACK: Final = 0.95
"""A camera of 29.97 Hz counts as one of 30."""


@dataclass(frozen=True, slots=True)
class CameraFormat:
    """One way in which a camera can deliver pictures.

    Attributes:
        width_px: Width.
        height_px: Height.
        rate_hz: Highest frame rate.
        is_jpeg: The camera codes the pictures itself; they are recorded untouched.
        is_supported: We can record this format.
        index: Its place in the camera's own list.
    """

    width_px: int
    height_px: int
    rate_hz: float
    is_jpeg: bool
    is_supported: bool
    index: int

    @property
    def key(self) -> str:
        """How the choice is kept between sessions."""
        coding = "jpeg" if self.is_jpeg else "raw"
        return f"{self.width_px}x{self.height_px}@{self.rate_hz:.0f} {coding}"

    def reaches(self, rate_hz: float) -> bool:
        """Whether it is as fast as asked, but for the small print of frame rates."""
        return self.rate_hz >= _RATE_SLACK * rate_hz


def best_format(
    formats: Sequence[CameraFormat], *, rate_hz: float = EXPRESSION_RATE_HZ
) -> CameraFormat | None:
    """The format to record in: fast enough first, then large, then the camera's own JPEG.

    Without a format that is fast enough the fastest one is taken.

    Returns:
        None when the camera has no format that can be recorded.
    """
    usable = [one for one in formats if one.is_supported]
    return max(usable, key=lambda one: _rank(one, rate_hz), default=None)


def blink_format(formats: Sequence[CameraFormat]) -> CameraFormat | None:
    """A format of 60 Hz or more for the blink clips, None when the camera has none."""
    best = best_format(formats, rate_hz=BLINK_RATE_HZ)
    if best is None or not best.reaches(BLINK_RATE_HZ) or best.height_px < SMALLEST_HEIGHT_PX:
        return None
    return best


def _rank(one: CameraFormat, rate_hz: float) -> tuple[float, ...]:
    fast_enough = one.reaches(rate_hz)
    return (
        fast_enough,
        0.0 if fast_enough else one.rate_hz,
        one.height_px <= LARGEST_HEIGHT_PX,
        one.height_px * one.width_px * (1 if one.height_px <= LARGEST_HEIGHT_PX else -1),
        one.is_jpeg,
        -one.rate_hz,
    )
