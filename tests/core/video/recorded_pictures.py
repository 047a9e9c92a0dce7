"""Camera pictures that can be told apart, for tests of recording."""

from __future__ import annotations

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange

from core.video.camera_picture import CameraPicture, Coding
from core.video.recorder import Recorder

WIDTH_PX, HEIGHT_PX = 64, 48
RAW = tuple(coding for coding in Coding if coding is not Coding.JPEG)


def grey_of(number):
    """The grey level of picture `number`."""
    return 20 + 9 * (number % 25)


def image_of(number, width=WIDTH_PX, height=HEIGHT_PX):
    """Grey, with a white square in the upper left corner."""
    image = np.full((height, width, 3), grey_of(number), np.uint8)
    image[: height // 4, : width // 4] = 255
    return image


def jpeg_of(image):
    return cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes()


def camera_picture(number, *, coding=Coding.JPEG, time_s=None, full_range=True, image=None):
    """Picture `number`, taken at 30 per second unless told."""
    image = image_of(number) if image is None else image
    height, width = image.shape[:2]
    if coding is Coding.JPEG:
        data = jpeg_of(image)
    else:
        frame = VideoFrame.from_ndarray(image, format="rgb24")
        reach = ColorRange.JPEG if full_range else ColorRange.MPEG
        data = frame.reformat(format=coding.value, dst_color_range=reach).to_ndarray().tobytes()
    time_s = number / 30 if time_s is None else time_s
    return CameraPicture(coding, width, height, data, time_s, full_range)


def record_two_sizes(folder):
    """Two stretches of one clip, six pictures each, of a camera that came back larger."""
    parts = [folder / "clip-1.mkv", folder / "clip-2.mkv"]
    for part, first, scale in zip(parts, (0, 6), (1, 2), strict=True):
        with Recorder(part, origin_s=0.0) as recorder:
            for number in range(first, first + 6):
                image = image_of(number, WIDTH_PX * scale, HEIGHT_PX * scale)
                recorder.write(camera_picture(number, image=image))
    return parts
