"""A frame of a video with its landmarks: zoomed, moved, and corrected with the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from app.clip_review import FrameLandmarks
from app.gui.theme import Palette
from app.gui.widgets.landmark_overlay import LandmarkOverlay, nearest_point
from app.gui.widgets.landmark_words import landmark_name
from app.gui.widgets.picture_space import PictureSpace
from core.types import ImageArray

ZOOM_STEP: Final = 1.25
_REACH_PX: Final = 11.0
_LENS_PX: Final = 84.0
_LENS_POWER: Final = 4.0
_LENS_MARGIN_PX: Final = 12.0
_WHEEL_STEP: Final = 120.0
_SMALLEST_PX: Final = QSize(280, 210)
_FACE_MARGIN: Final = 0.25
_CROSS: Final = QColor("#ffffff")
_CROSS_EDGE: Final = QColor(0, 0, 0, 160)
_CROSS_ARMS: Final = (QPointF(11, 0), QPointF(0, 11))


@dataclass(frozen=True, slots=True)
class _Drag:
    """A landmark that is being moved.

    Attributes:
        point: Which.
        grip_px: From the mouse to the landmark, in pixels of the picture.
        place_px: Where it is now, in pixels of the picture.
        moved: The mouse has moved since it was taken.
    """

    point: int
    grip_px: QPointF
    place_px: QPointF
    moved: bool = False


class VideoView(QWidget):
    """Shows one picture and the landmarks in it.

    Args:
        palette: Colours.
        parent: Owner.

    Signals:
        point_dragged: Landmark and its place in pixels of the picture, while the mouse moves it.
        point_placed: The same when it is let go.
        drag_abandoned: It was let go where it was, or put back.
        restore_wanted: A landmark is to be given back to the detector.
    """

    point_dragged = Signal(int, float, float)
    point_placed = Signal(int, float, float)
    drag_abandoned = Signal()
    restore_wanted = Signal(int)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._overlay = LandmarkOverlay(palette, (self.tr("R"), self.tr("L")))
        self._image: ImageArray | None = None
        self._space: PictureSpace | None = None
        self._landmarks: FrameLandmarks | None = None
        self._drawn, self._editing = True, False
        self._chosen: int | None = None
        self._drag: _Drag | None = None
        self._pan_from: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(_SMALLEST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Picture with landmarks"))

    @property
    def space(self) -> PictureSpace | None:
        """Where the picture lies in the widget."""
        return self._space

    @property
    def landmarks(self) -> FrameLandmarks | None:
        """What is drawn over the picture."""
        return self._landmarks

    def set_picture(self, image: ImageArray | None, size_px: tuple[int, int]) -> None:
        """Show another picture.

        Args:
            image: uint8 (height, width, 3), RGB; None for an empty one.
            size_px: Its width and height.
        """
        size = QSizeF(*size_px)
        if self._space is None or self._space.picture_px != size:
            self._space = PictureSpace.fitting(size, QSizeF(self.size()))
        self._image = image
        self.update()

    def set_nothing(self) -> None:
        """Show nothing at all."""
        self._image = self._space = self._landmarks = self._drag = self._chosen = None
        self.update()

    def set_landmarks(self, landmarks: FrameLandmarks | None) -> None:
        """Draw other landmarks."""
        self._landmarks = landmarks
        if landmarks is None:
            self._chosen = None
        self.update()

    @Slot(bool)
    def draw_landmarks(self, drawn: bool) -> None:
        """Draw landmarks, or only the letters of the sides."""
        self._drawn = drawn
        self.update()

    @Slot(bool)
    def let_edit(self, editing: bool) -> None:
        """Let the mouse move landmarks; else it moves the picture."""
        self._editing = editing
        self._put_back()

    @Slot()
    def fit(self) -> None:
        """Show the whole picture."""
        if self._space is not None:
            self._space = PictureSpace.fitting(self._space.picture_px, QSizeF(self.size()))
            self.update()

    @Slot()
    def show_face(self) -> None:
        """Zoom to the landmarks."""
        if self._space is not None and self._landmarks is not None:
            low, high = self._landmarks.points_px.min(axis=0), self._landmarks.points_px.max(axis=0)
            margin = _FACE_MARGIN * float((high - low).max())
            face = QRectF(QPointF(*low.tolist()), QPointF(*high.tolist()))
            self._space = self._space.onto(face.adjusted(-margin, -margin, margin, margin))
            self.update()

    def zoom(self, factor: float) -> None:
        """Nearer or farther around the middle."""
        self._zoom(factor, QPointF(self.width() / 2, self.height() / 2))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._palette.sunken))
        space = self._space
        if space is not None:
            self._draw_picture(painter, space)
            self._overlay.paint(
                painter,
                self._landmarks,
                to_view=space.to_view,
                picture=space.picture_rect,
                chosen=self._chosen if self._editing and self._drag is None else None,
                letters_only=not self._drawn,
            )
            if self._drag is not None:
                self._draw_lens(painter, space, self._drag)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._palette.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is seen."""
        super().resizeEvent(event)
        if self._space is not None:
            self._space = self._space.resized(QSizeF(self.size()))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom around the mouse."""
        self._zoom(ZOOM_STEP ** (event.angleDelta().y() / _WHEEL_STEP), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take a landmark or the picture."""
        place = event.position()
        point = self._point_at(place) if self._editing else None
        if event.button() == Qt.MouseButton.LeftButton and point is not None:
            self._take(point, place)
        elif event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pan_from = place

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Move what was taken, or say what lies under the mouse."""
        place = event.position()
        if self._drag is not None and self._space is not None:
            to_px = self._space.to_picture(place) + self._drag.grip_px
            self._drag = _Drag(self._drag.point, self._drag.grip_px, to_px, moved=True)
            self.point_dragged.emit(self._drag.point, to_px.x(), to_px.y())
            self.update()
        elif self._pan_from is not None and self._space is not None:
            self._space = self._space.moved(place - self._pan_from)
            self._pan_from = place
            self.update()
        else:
            self._follow_mouse(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let go."""
        self._pan_from = None
        drag, self._drag = self._drag, None
        if drag is not None:
            if drag.moved:
                self.point_placed.emit(drag.point, drag.place_px.x(), drag.place_px.y())
            else:
                self.drag_abandoned.emit()
            self.update()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The whole picture again."""
        if self._drag is None:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape puts a landmark back that is being moved."""
        if event.key() == Qt.Key.Key_Escape and self._drag is not None:
            self._put_back()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Offer to undo what was done to the landmark under the mouse."""
        point = self._point_at(QPointF(event.pos())) if self._editing else None
        if point is None or self._landmarks is None or point not in self._landmarks.placed:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = menu.addAction(self.tr("Back to the detector's place"))
        action.triggered.connect(lambda: self.restore_wanted.emit(point))
        menu.popup(event.globalPos())

    def _zoom(self, factor: float, around: QPointF) -> None:
        if self._space is not None and self._drag is None:
            self._space = self._space.zoomed(factor, around)
            self.update()

    def _take(self, point: int, place: QPointF) -> None:
        if self._space is not None and self._landmarks is not None:
            at_px = QPointF(*self._landmarks.points_px[point].tolist())
            self._drag = _Drag(point, at_px - self._space.to_picture(place), at_px)
            self.update()

    def _put_back(self) -> None:
        if self._drag is not None:
            self._drag = None
            self.drag_abandoned.emit()
        self.update()

    def _point_at(self, place: QPointF) -> int | None:
        if self._space is None or self._landmarks is None or not self._drawn:
            return None
        return nearest_point(self._landmarks, place, self._space.to_view, within_px=_REACH_PX)

    def _follow_mouse(self, event: QMouseEvent) -> None:
        chosen = self._point_at(event.position())
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()
        hand = Qt.CursorShape.PointingHandCursor
        idle = Qt.CursorShape.ArrowCursor
        self.setCursor(hand if self._editing and chosen is not None else idle)
        QToolTip.showText(event.globalPosition().toPoint(), self._words(chosen), self)

    def _words(self, point: int | None) -> str:
        landmarks = self._landmarks
        if point is None or landmarks is None:
            return ""
        told = [landmark_name(point)]
        if point in landmarks.placed:
            told.append(self.tr("placed by hand"))
        else:
            sure_pct = round(100 * float(landmarks.confidence[point]))
            told.append(self.tr("confidence {0} %").format(sure_pct))
        if point in landmarks.carried:
            told.append(self.tr("follows a neighbouring picture"))
        return " · ".join(told)

    def _draw_picture(self, painter: QPainter, space: PictureSpace) -> None:
        rect = space.picture_rect
        if self._image is None:
            painter.fillRect(rect, QColor(self._palette.card))
            return
        smooth = space.zoom < _LENS_POWER
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(rect, _image_of(self._image))

    def _draw_lens(self, painter: QPainter, space: PictureSpace, drag: _Drag) -> None:
        """The surroundings of the moved landmark, magnified, in the corner away from the mouse."""
        if self._image is None:
            return
        left = space.to_view(drag.place_px.x(), drag.place_px.y()).x() > self.width() / 2
        x = _LENS_MARGIN_PX if left else self.width() - _LENS_MARGIN_PX - 2 * _LENS_PX
        lens = QRectF(x, _LENS_MARGIN_PX, 2 * _LENS_PX, 2 * _LENS_PX)
        path = QPainterPath()
        path.addEllipse(lens)
        painter.save()
        painter.setClipPath(path)
        near = PictureSpace(
            space.picture_px, lens.size(), zoom=_LENS_POWER * space.zoom, centre_px=drag.place_px
        )
        whole = near.picture_rect.translated(lens.topLeft())
        painter.fillRect(lens, QColor(self._palette.sunken))
        painter.drawImage(whole, _image_of(self._image))
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._palette.accent), 2))
        painter.drawEllipse(lens)
        for pen in (QPen(_CROSS_EDGE, 3), QPen(_CROSS, 1)):
            painter.setPen(pen)
            for arm in _CROSS_ARMS:
                painter.drawLine(lens.center() - arm, lens.center() + arm)


def _image_of(image: ImageArray) -> QImage:
    """The same bytes for Qt; `image` must live as long as what comes back."""
    height, width, _ = image.shape
    packed = np.ascontiguousarray(image)
    return QImage(packed.data, width, height, 3 * width, QImage.Format.Format_RGB888)
