"""A number explained in rich text: its change, formula, range, source and landmarks."""

from __future__ import annotations

import html
import re
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from app.gui import words
from app.gui.theme import Palette
from app.gui.widgets.landmark_picture import as_data_url, landmark_image
from app.number_info import NumberInfo, landmarks_behind
from core.types import FloatArray

PICTURE_PX: Final = 132
_TIP_WIDTH_PX: Final = 300
_SIDES: Final = re.compile(r"(?<![^\W_])[AH](?![^\W_])")
"""The letters that stand for the sides in a formula."""


def number_tip(info: NumberInfo, face: FloatArray | None, palette: Palette) -> str:
    """Picture and words side by side.

    Args:
        info: The number.
        face: float64 (68, 3), the patient's face at rest in face axes, or None without one.
        palette: Colours.
    """
    address = as_data_url(picture_of(info, face, palette, size_px=PICTURE_PX))
    return (
        f'<table><tr><td><img src="{address}" width="{PICTURE_PX}" height="{PICTURE_PX}"></td>'
        f'<td width="{_TIP_WIDTH_PX}"><b>{html.escape(words.catalogue(info.title))}</b><br>'
        f"{html.escape(words.catalogue(info.value))}<br>{about(info, palette)}</td></tr></table>"
    )


def about(info: NumberInfo, palette: Palette) -> str:
    """Everything but title and value, a line each, as rich text."""
    formula = words.catalogue(info.formula)
    if _SIDES.search(formula):
        sides = QCoreApplication.translate("NumberCard", "A affected side, H healthy side")
        formula = f"{formula} ({sides})"
    lines = (
        (
            QCoreApplication.translate("NumberCard", "Change since the visit before"),
            words.catalogue(info.change),
        ),
        (QCoreApplication.translate("NumberCard", "Formula"), formula),
        (QCoreApplication.translate("NumberCard", "Range"), words.catalogue(info.values)),
        (QCoreApplication.translate("NumberCard", "Source"), words.catalogue(info.source)),
        (QCoreApplication.translate("NumberCard", "Note"), words.catalogue(info.note)),
        (
            QCoreApplication.translate("NumberCard", "95 % interval"),
            words.catalogue(info.interval),
        ),
        (
            QCoreApplication.translate("NumberCard", "Measurement error"),
            words.catalogue(info.error),
        ),
        (
            QCoreApplication.translate("NumberCard", "Smallest change that counts"),
            words.catalogue(info.floor),
        ),
    )
    return "<br>".join(
        f'<span style="color:{palette.muted}">{html.escape(name)}:</span> {html.escape(text)}'
        for name, text in lines
        if text
    )


def picture_of(
    info: NumberInfo, face: FloatArray | None, palette: Palette, *, size_px: int
) -> QImage:
    """The face with the landmarks of a number, nothing without a face."""
    if face is None:
        return QImage()
    letters = (
        QCoreApplication.translate("NumberCard", "R"),
        QCoreApplication.translate("NumberCard", "L"),
    )
    marked = landmarks_behind(info, face)
    return landmark_image(face, marked, palette, size_px=size_px, letters=letters)
