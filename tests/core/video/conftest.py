"""Small real videos, written with PyAV itself so that the reader is not tested by its mirror."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

CLOCK = Fraction(1, 90_000)
WIDTH_PX, HEIGHT_PX = 64, 48
RED, GREEN, BLUE, BLACK = (255, 0, 0), (0, 255, 0), (0, 0, 255), (0, 0, 0)


def corners_picture(width=WIDTH_PX, height=HEIGHT_PX):
    """Red, green and blue in the upper left, upper right and lower left corner; else black."""
    image = np.zeros((height, width, 3), dtype=np.uint8)
    image[: height // 3, : width // 4] = RED
    image[: height // 3, -width // 4 :] = GREEN
    image[-height // 3 :, : width // 4] = BLUE
    return image


@dataclass
class Recipe:
    """How to write a test video; times in seconds."""

    times_s: list[float] = field(default_factory=lambda: [i / 30 for i in range(6)])
    codec: str = "libx264"
    pix_fmt: str = "yuv420p"
    options: dict = field(default_factory=dict)
    container_options: dict = field(default_factory=dict)
    display: tuple | None = None
    colorspace: int | None = None
    color_range: int | None = None
    aspect: Fraction | None = None
    size_px: tuple = (WIDTH_PX, HEIGHT_PX)
    image: np.ndarray | None = None

    def write(self, path: Path) -> Path:
        with av.open(str(path), "w", options=self.container_options) as container:
            stream = container.add_stream(self.codec, rate=30, options=self.options)
            stream.width, stream.height = self.size_px
            stream.pix_fmt = self.pix_fmt
            stream.codec_context.time_base = CLOCK
            if self.colorspace is not None:
                stream.codec_context.colorspace = self.colorspace
            if self.color_range is not None:
                stream.codec_context.color_range = self.color_range
            if self.aspect is not None:
                stream.codec_context.sample_aspect_ratio = self.aspect
            if self.display is not None:
                degrees, hflip = self.display
                stream.set_display_rotation(degrees, hflip=hflip)
            for index, time_s in enumerate(self.times_s):
                frame = av.VideoFrame.from_ndarray(self.picture(index), format="rgb24")
                frame = frame.reformat(
                    format=self.pix_fmt,
                    dst_colorspace=self.colorspace,
                    dst_color_range=self.color_range,
                )
                frame.pts, frame.time_base = round(time_s / CLOCK), CLOCK
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return path

    def picture(self, index):
        """Corners and a grey that grows with the index, so that pictures can be told apart."""
        if self.image is not None:
            return self.image
        image = corners_picture(*self.size_px)
        middle = self.size_px[1] // 2
        image[middle - 4 : middle + 4, 20:44] = 8 * index % 256
        return image


@pytest.fixture
def make_video(tmp_path):
    """`make_video(name, **fields of Recipe)` writes a video and gives its path."""

    def make(name="clip.mp4", **fields):
        return Recipe(**fields).write(tmp_path / name)

    return make
