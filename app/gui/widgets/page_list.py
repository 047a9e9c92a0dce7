"""The pages of a document below each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app.gui.widgets.parts import GAP_PX
from app.report_preview import PageImage
from core.types import ImageArray

ZOOM_STEP: Final = 1.25
_LARGEST, _SMALLEST = 3.0, 0.4


class PageList(QScrollArea):
    """Shows pages as wide as it is, or zoomed.

    Args:
        parent: Owner.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[PageImage, ...] = ()
        self._labels: list[QLabel] = []
        self._zoom = 1.0
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(GAP_PX)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Pages of the report"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def show_pages(self, pages: Sequence[PageImage]) -> None:
        """Show other pages from the first one on."""
        for label in self._labels:
            self._column.removeWidget(label)
            label.deleteLater()
        self._pages, self._labels = tuple(pages), []
        for number, page in enumerate(self._pages, 1):
            label = QLabel()
            label.setAccessibleName(self.tr("Page {0} of {1}").format(number, len(self._pages)))
            label.setAccessibleDescription(page.text)
            self._column.addWidget(label)
            self._labels.append(label)
        self._scale()
        self.verticalScrollBar().setValue(0)

    @Slot()
    def enlarge(self) -> None:
        """Nearer."""
        self._zoom = min(self._zoom * ZOOM_STEP, _LARGEST)
        self._scale()

    @Slot()
    def shrink(self) -> None:
        """Farther."""
        self._zoom = max(self._zoom / ZOOM_STEP, _SMALLEST)
        self._scale()

    @Slot()
    def fit(self) -> None:
        """As wide as there is room."""
        self._zoom = 1.0
        self._scale()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the pages as wide as there is room."""
        super().resizeEvent(event)
        self._scale()

    def _scale(self) -> None:
        ratio = self.devicePixelRatioF()
        room = self.viewport().width() - 2 * GAP_PX
        width_px = max(1, round(self._zoom * room * ratio))
        for label, page in zip(self._labels, self._pages, strict=True):
            scaled = _image_of(page.image).scaledToWidth(
                width_px, Qt.TransformationMode.SmoothTransformation
            )
            scaled.setDevicePixelRatio(ratio)
            label.setPixmap(QPixmap.fromImage(scaled))


def _image_of(image: ImageArray) -> QImage:
    """The same bytes for Qt; `image` must live as long as what comes back."""
    height, width, _ = image.shape
    return QImage(image.data, width, height, 3 * width, QImage.Format.Format_RGB888)
