"""Small faces in the true file formats."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from core.types import FloatArray, ImageArray
from core.video import VideoWriter

WritePts = Callable[..., Path]


@pytest.fixture
def face() -> FloatArray:
    """68 points (68, 3) of a frontal face of about 120 px: z away from the camera, nose nearest."""
    angle = np.linspace(np.pi, 0.0, 17)
    jaw = np.column_stack((150 + 60 * np.cos(angle), 120 + 70 * np.sin(angle)))
    inner = np.random.default_rng(2).uniform((110, 90), (190, 170), (51, 2))
    points = np.column_stack((np.vstack((jaw, inner)), np.zeros(68)))
    points[:, 2] = 0.2 * np.abs(points[:, 0] - 150)
    points[30] = (150, 130, -40)
    points[:, 2] -= points[:, 2].mean()
    return points


@pytest.fixture
def picture() -> ImageArray:
    """A smooth picture of 300 x 240 px whose colours tell the place."""
    rows, columns = np.indices((240, 300))
    return np.stack((columns * 255 // 300, rows * 255 // 240, 0 * rows), -1).astype(np.uint8)


@pytest.fixture
def write_picture(picture: ImageArray) -> Callable[[Path], Path]:
    """Write the picture as a file."""

    def write(path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(path), picture[..., ::-1])
        return path

    return write


@pytest.fixture
def write_video(picture: ImageArray) -> Callable[[Path, int], Path]:
    """Write a video whose frame i has a white bar that ends at column 10 i."""

    def write(path: Path, count: int) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        height, width = picture.shape[:2]
        with VideoWriter(path, size_px=(width, height)) as video:
            for i in range(count):
                frame = picture.copy()
                frame[:, : 10 * i] = 255
                video.write(frame, time_s=i / 25)
        return path

    return write


@pytest.fixture
def write_pts(write_picture: Callable[[Path], Path]) -> WritePts:
    """Write a `.pts` file as the 300-W family has it, and its picture."""

    def write(path: Path, points: FloatArray, *, suffix: str = ".jpg") -> Path:
        write_picture(path.with_suffix(suffix))
        lines = "\n".join(f"{x + 1:.6f} {y + 1:.6f}" for x, y in points[:, :2])
        path.write_text(f"version: 1\nn_points:  {len(points)}\n{{\n{lines}\n}}\n")
        return path

    return write


@pytest.fixture
def torch7() -> Callable[..., bytes]:
    """What Torch7 writes for a contiguous matrix."""

    def word(text: str) -> bytes:
        return struct.pack("<i", len(text)) + text.encode()

    def content(points: FloatArray, kind: str = "Double") -> bytes:
        code = {"Double": "<f8", "Float": "<f4", "Long": "<i8"}[kind]
        rows, columns = points.shape
        return b"".join(
            (
                struct.pack("<ii", 4, 1), word("V 1"), word(f"torch.{kind}Tensor"),
                struct.pack("<i2q2qq", 2, rows, columns, columns, 1, 1),
                struct.pack("<ii", 4, 2), word("V 1"), word(f"torch.{kind}Storage"),
                struct.pack("<q", points.size), points.astype(code).tobytes(),
            )
        )  # fmt: skip

    return content
