"""What stands behind the number that was chosen last."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.gui import words
from app.gui.theme import Palette
from app.gui.viewmodels.results import ResultsModel
from app.gui.widgets.number_tip import PICTURE_PX, about, number_tip, picture_of
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, label
from app.number_info import NumberInfo


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
        self._picture.setFixedSize(PICTURE_PX, PICTURE_PX)
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
        self._text.setText(about(info, self._palette))
        ratio = self.devicePixelRatioF()
        face, size_px = self._model.face(), round(PICTURE_PX * ratio)
        picture = QPixmap.fromImage(picture_of(info, face, self._palette, size_px=size_px))
        picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)
        self._picture.setAccessibleName(self.tr("Landmarks behind this number"))
        told = (info.title, info.value, info.formula, info.source)
        self.setAccessibleDescription(". ".join(map(words.catalogue, told)))

    def tip(self, info: NumberInfo) -> str:
        """The same as rich text for the tip of a cell."""
        return number_tip(info, self._model.face(), self._palette)
