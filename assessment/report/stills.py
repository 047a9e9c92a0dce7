"""The photo strip: face crops at one scale, landmarks drawn over them, sides lettered."""

from __future__ import annotations

import io
from typing import Final

import cv2
import cv2.typing
import numpy as np
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from assessment.report.content import Picture
from assessment.report.fonts import FontBook
from assessment.report.text import draw_line
from assessment.report.theme import INK, SIDE_COLOUR, SMALL_PT, WHITE, TextStyle
from core.landmarks import (
    CANTHUS_LATERAL,
    CHIN,
    MIRROR_INDEX,
    NASION,
    REGIONS,
    Side,
    side_of,
)
from core.types import FloatArray, ImageArray

# Side of the square crop in outer-canthal widths; holds forehead and chin of any adult face.
CROP_WIDTHS: Final = 2.1
CROP_PX: Final = 420
_JPEG_QUALITY: Final = 88
_MASK_MARGIN: Final = 0.16
# Colour of what lies beyond the edge of the frame.
_BEYOND_RGB: Final = (232, 236, 240)
_DOT_PT: Final = 0.7
_LETTER_BOX_PT: Final = 10.0
_LETTER: Final = TextStyle(size_pt=SMALL_PT, bold=True, colour=WHITE, align="centre")


class FacePicture(Flowable):
    """A square face crop with landmarks; outer-canthal width is the same in every one."""

    def __init__(
        self, picture: Picture, size_pt: float, *, mask_eyes: bool, fonts: FontBook
    ) -> None:
        super().__init__()
        self.width = self.height = size_pt
        crop, self._points = crop_face(picture, mask_eyes=mask_eyes)
        self._jpeg = _jpeg(crop)
        self._fonts = fonts

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab
        """The fixed size; see `Flowable.wrap`."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw picture, landmarks and letters; see `Flowable.draw`."""
        canvas = self.canv
        canvas.drawImage(ImageReader(io.BytesIO(self._jpeg)), 0, 0, self.width, self.height)
        self._draw_landmarks(canvas)
        self._draw_letters(canvas)

    def _draw_landmarks(self, canvas: Canvas) -> None:
        scale = self.width / CROP_PX
        for point, (x_px, y_px) in enumerate(self._points):
            if 0 <= x_px < CROP_PX and 0 <= y_px < CROP_PX:
                canvas.setFillColor(SIDE_COLOUR[side_of(point)])
                canvas.circle(x_px * scale, self.height - y_px * scale, _DOT_PT, stroke=0, fill=1)

    def _draw_letters(self, canvas: Canvas) -> None:
        for side, letter in ((Side.RIGHT, "R"), (Side.LEFT, "L")):
            left_pt = 0.0 if side is picture_left(self._points) else self.width - _LETTER_BOX_PT
            canvas.setFillColor(SIDE_COLOUR[side])
            canvas.rect(left_pt, 0, _LETTER_BOX_PT, _LETTER_BOX_PT, stroke=0, fill=1)
            draw_line(
                canvas, left_pt, 2.4, letter, _LETTER, fonts=self._fonts, room_pt=_LETTER_BOX_PT
            )


def picture_left(points_px: FloatArray) -> Side:
    """The patient's side that lies on the left of the picture, by where its landmarks are.

    Args:
        points_px: float64 (68, 2).
    """
    offset_px = float(np.sum(points_px[list(_RIGHT), 0] - points_px[list(_LEFT), 0]))
    return Side.RIGHT if offset_px < 0 else Side.LEFT


_RIGHT: Final = tuple(point for point in range(len(MIRROR_INDEX)) if side_of(point) is Side.RIGHT)
_LEFT: Final = tuple(int(MIRROR_INDEX[point]) for point in _RIGHT)


def crop_face(picture: Picture, *, mask_eyes: bool) -> tuple[ImageArray, FloatArray]:
    """A square crop around the face, `CROP_WIDTHS` outer-canthal widths wide.

    Args:
        picture: The frame with its landmarks.
        mask_eyes: Paint a bar over the eyes.

    Returns:
        uint8 (CROP_PX, CROP_PX, 3) and float64 (68, 2): the landmarks in pixels of the crop.
    """
    points = picture.points_px
    right, left = CANTHUS_LATERAL
    width_px = float(np.linalg.norm(points[left] - points[right]))
    scale = CROP_PX / (CROP_WIDTHS * max(width_px, 1.0))
    centre = (points[NASION] + points[CHIN]) / 2 - [0.0, 0.12 * width_px]
    shift = CROP_PX / 2 - scale * centre
    matrix = np.array([[scale, 0.0, shift[0]], [0.0, scale, shift[1]]])
    crop = _warped(picture.image, matrix, scale)
    cropped_points = points * scale + shift
    if mask_eyes:
        _paint_bar(crop, cropped_points)
    return crop, cropped_points


def _warped(image: ImageArray, matrix: FloatArray, scale: float) -> ImageArray:
    blurred: cv2.typing.MatLike = image
    if scale < 1:
        # Blur before shrinking, else fine skin texture turns into noise.
        blurred = cv2.GaussianBlur(image, (0, 0), 0.5 / scale)
    crop = cv2.warpAffine(
        blurred,
        matrix,
        (CROP_PX, CROP_PX),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=_BEYOND_RGB,
    )
    return np.asarray(crop, dtype=np.uint8)


def _paint_bar(crop: ImageArray, points: FloatArray) -> None:
    eyes = points[list(REGIONS["eye"])]
    margin = _MASK_MARGIN * CROP_PX / CROP_WIDTHS
    low = np.floor(eyes.min(axis=0) - margin).astype(int)
    high = np.ceil(eyes.max(axis=0) + margin).astype(int)
    colour = tuple(round(255 * part) for part in (INK.red, INK.green, INK.blue))
    cv2.rectangle(crop, tuple(map(int, low)), tuple(map(int, high)), colour, thickness=-1)


def _jpeg(image: ImageArray) -> bytes:
    done, data = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    if not done:
        raise ValueError("a face crop could not be encoded as JPEG")
    return data.tobytes()
