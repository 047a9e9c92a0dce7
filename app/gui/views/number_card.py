"""What stands behind a number: formula, range, source and the landmarks it uses."""

from __future__ import annotations

import html
import re
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.gui import words
from app.gui.theme import Palette
from app.gui.viewmodels.results import ResultsModel
from app.gui.widgets.landmark_picture import as_data_url, landmark_image
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, label
from app.number_info import NumberInfo

_PICTURE_PX: Final = 132
_TIP_WIDTH_PX: Final = 300
_SIDES: Final = re.compile(r"(?<![^\W_])[AH](?![^\W_])")
"""The letters that stand for the sides in a formula."""


class NumberCard(QFrame):
    """Explains the number that was chosen last.

    Args:
        model: Knows the face and the landmarks behind a number.
        palette: Colours.
        parent: Owner.
    """

    def __init__(
        self, model: ResultsModel, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("About this number"))
        self._model, self._palette = model, palette
        self._title, self._value = label(kind="heading"), label()
        self._title.setWordWrap(True)
        self._text = label()
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._picture = QLabel()
        self._picture.setFixedSize(_PICTURE_PX, _PICTURE_PX)
        top = QHBoxLayout()
        names = QVBoxLayout()
        names.addWidget(self._title)
        names.addWidget(self._value)
        names.addStretch(1)
        top.addLayout(names, 1)
        top.addWidget(self._picture, alignment=Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        layout.setSpacing(GAP_PX // 2)
        layout.addLayout(top)
        layout.addWidget(self._text)
        layout.addStretch(1)
        self.show_info(None)

    @Slot(object)
    def show_info(self, info: NumberInfo | None) -> None:
        """Explain a number, or say how to choose one."""
        self._picture.setVisible(info is not None)
        if info is None:
            self._title.setText(self.tr("About this number"))
            self._value.setText("")
            self._text.setText(
                self.tr("Choose a number, or rest the mouse on it, to see where it comes from.")
            )
            self.setAccessibleDescription(self._text.text())
            return
        self._title.setText(words.catalogue(info.title))
        self._value.setText(words.catalogue(info.value))
        self._text.setText(self._told(info))
        ratio = self.devicePixelRatioF()
        picture = QPixmap.fromImage(self._image(info, round(_PICTURE_PX * ratio)))
        picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)
        self._picture.setAccessibleName(self.tr("Landmarks behind this number"))
        told = (info.title, info.value, info.formula, info.source)
        self.setAccessibleDescription(". ".join(map(words.catalogue, told)))

    def tip(self, info: NumberInfo) -> str:
        """The same as rich text for the tip of a cell."""
        address = as_data_url(self._image(info, _PICTURE_PX))
        return (
            f'<table><tr><td><img src="{address}" width="{_PICTURE_PX}" height="{_PICTURE_PX}">'
            f'</td><td width="{_TIP_WIDTH_PX}"><b>{html.escape(words.catalogue(info.title))}</b>'
            f"<br>{html.escape(words.catalogue(info.value))}<br>{self._told(info)}</td></tr></table>"
        )

    def _told(self, info: NumberInfo) -> str:
        sides = self.tr("A affected side, H healthy side")
        formula = words.catalogue(info.formula)
        if _SIDES.search(formula):
            formula = f"{formula} ({sides})"
        lines = (
            (self.tr("Change since the visit before"), words.catalogue(info.change)),
            (self.tr("Formula"), formula),
            (self.tr("Range"), words.catalogue(info.values)),
            (self.tr("Source"), words.catalogue(info.source)),
            (self.tr("Note"), words.catalogue(info.note)),
            (self.tr("95 % interval"), words.catalogue(info.interval)),
            (self.tr("Measurement error"), words.catalogue(info.error)),
            (self.tr("Smallest change that counts"), words.catalogue(info.floor)),
        )
        return "<br>".join(
            f'<span style="color:{self._palette.muted}">{html.escape(name)}:</span> '
            f"{html.escape(text)}"
            for name, text in lines
            if text
        )

    def _image(self, info: NumberInfo, size_px: int) -> QImage:
        face = self._model.face()
        if face is None:
            return QImage()
        letters = (self.tr("R"), self.tr("L"))
        marked = self._model.landmarks(info)
        return landmark_image(face, marked, self._palette, size_px=size_px, letters=letters)
