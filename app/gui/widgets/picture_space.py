"""Where a point of a picture lies in a widget that shows it zoomed and moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF

MOST_ZOOMED: Final = 24.0
"""Screen pixels that one pixel of the picture may take at most."""

_CENTRE: Final = 0.5
"""The centre of pixel (0, 0) is (0, 0), so the picture begins half a pixel before it."""


@dataclass(frozen=True, slots=True)
class PictureSpace:
    """A view of a picture.

    Attributes:
        picture_px: Size of the picture in its own pixels.
        view_px: Size of the widget.
        zoom: Widget pixels per pixel of the picture; never smaller than what shows all of it.
        centre_px: Place of the picture, in its own pixels, in the middle of the widget.
    """

    picture_px: QSizeF
    view_px: QSizeF
    zoom: float
    centre_px: QPointF

    @classmethod
    def fitting(cls, picture_px: QSizeF, view_px: QSizeF) -> PictureSpace:
        """All of the picture, as large as it can be."""
        middle = QPointF(picture_px.width() / 2 - _CENTRE, picture_px.height() / 2 - _CENTRE)
        return cls(picture_px, view_px, _fitting_zoom(picture_px, view_px), middle)

    def to_view(self, x_px: float, y_px: float) -> QPointF:
        """The place in the widget of a place in the picture."""
        return QPointF(
            self.view_px.width() / 2 + self.zoom * (x_px - self.centre_px.x()),
            self.view_px.height() / 2 + self.zoom * (y_px - self.centre_px.y()),
        )

    def to_picture(self, place: QPointF) -> QPointF:
        """The place in the picture of a place in the widget."""
        return QPointF(
            self.centre_px.x() + (place.x() - self.view_px.width() / 2) / self.zoom,
            self.centre_px.y() + (place.y() - self.view_px.height() / 2) / self.zoom,
        )

    @property
    def picture_rect(self) -> QRectF:
        """Where the whole picture lies in the widget, also beyond its edges."""
        size = self.picture_px
        return QRectF(
            self.to_view(-_CENTRE, -_CENTRE),
            self.to_view(size.width() - _CENTRE, size.height() - _CENTRE),
        )

    @property
    def fits(self) -> bool:
        """All of the picture is seen."""
        return self.zoom <= _fitting_zoom(self.picture_px, self.view_px)

    def zoomed(self, factor: float, around: QPointF) -> PictureSpace:
        """Nearer or farther, while the place under `around` (in the widget) stays there."""
        zoom = self.zoom_within_limits(self.zoom * factor)
        kept = self.to_picture(around)
        middle = QPointF(self.view_px.width() / 2, self.view_px.height() / 2)
        return _held(replace(self, zoom=zoom, centre_px=kept - (around - middle) / zoom))

    def moved(self, by: QPointF) -> PictureSpace:
        """The picture moved by an offset in the widget."""
        return _held(replace(self, centre_px=self.centre_px - by / self.zoom))

    def resized(self, view_px: QSizeF) -> PictureSpace:
        """The same in a widget of another size."""
        if self.fits:
            return PictureSpace.fitting(self.picture_px, view_px)
        sized = replace(self, view_px=view_px)
        return _held(replace(sized, zoom=sized.zoom_within_limits(self.zoom)))

    def onto(self, rect_px: QRectF) -> PictureSpace:
        """A part of the picture, in its own pixels, as large as it can be."""
        size = self.view_px
        zoom = min(size.width() / rect_px.width(), size.height() / rect_px.height())
        return _held(replace(self, zoom=self.zoom_within_limits(zoom), centre_px=rect_px.center()))

    def zoom_within_limits(self, zoom: float) -> float:
        """A zoom that shows no more than the whole picture, and not only a few pixels."""
        least = _fitting_zoom(self.picture_px, self.view_px)
        return min(max(zoom, least), max(least, MOST_ZOOMED))


def _held(space: PictureSpace) -> PictureSpace:
    """The picture covers the widget, or lies in its middle where it is smaller."""
    picture, view, zoom = space.picture_px, space.view_px, space.zoom
    x_px = _held_along(space.centre_px.x(), picture.width(), view.width() / zoom)
    y_px = _held_along(space.centre_px.y(), picture.height(), view.height() / zoom)
    return replace(space, centre_px=QPointF(x_px, y_px))


def _held_along(centre: float, length: float, seen: float) -> float:
    if seen >= length:
        return length / 2 - _CENTRE
    return min(max(centre, seen / 2 - _CENTRE), length - seen / 2 - _CENTRE)


def _fitting_zoom(picture_px: QSizeF, view_px: QSizeF) -> float:
    return max(
        min(view_px.width() / picture_px.width(), view_px.height() / picture_px.height()),
        1.0 / max(picture_px.width(), picture_px.height()),
    )
