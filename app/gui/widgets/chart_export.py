"""The charts as one picture for letters and slides, always on white."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from app.course import Chart
from app.gui.theme import LIGHT
from app.gui.widgets.recovery_chart import RecoveryChart, Setting
from app.gui.widgets.side_legend import SideLegend
from core.errors import ReportError
from core.files import reason, replacing

_CHART_PX: Final = QSize(560, 320)
_MARGIN_PX: Final = 24
_HEAD_PX: Final = 64
_LINE_PX: Final = 20
_COLUMNS: Final = 2
_HEAD_PT, _TEXT_PT = 14, 9
_SHARPNESS: Final = 2.0
"""Pixels of the PNG per pixel of the drawing."""


def export_charts(
    charts: Sequence[Chart], setting: Setting, path: Path, *, title: str, notes: Sequence[str]
) -> None:
    """Write the charts side by side as PNG or SVG, by the name's ending.

    Args:
        charts: What to draw.
        setting: What the charts share.
        path: The file to create or replace.
        title: Heading of the picture.
        notes: Lines below the charts.

    Raises:
        ReportError: The file cannot be written; what was there before is left.
    """
    columns = min(_COLUMNS, max(1, len(charts)))
    rows = -(-len(charts) // columns)
    width = columns * _CHART_PX.width() + 2 * _MARGIN_PX
    notes = [line for note in notes for line in _broken(note, width - 2 * _MARGIN_PX)]
    size = QSize(
        width,
        _HEAD_PX + rows * _CHART_PX.height() + len(notes) * _LINE_PX + 2 * _MARGIN_PX,
    )
    drawing = _Drawing(charts, setting, title, notes, columns)
    try:
        with replacing(path) as unfinished:
            if path.suffix.lower() == ".svg":
                _write_svg(drawing, size, unfinished)
            else:
                _write_png(drawing, size, unfinished)
    except OSError as error:
        raise ReportError(f"The picture {path} cannot be written: {reason(error)}.") from error


class _Drawing:
    """Paints everything, by whatever paints."""

    def __init__(
        self,
        charts: Sequence[Chart],
        setting: Setting,
        title: str,
        notes: Sequence[str],
        columns: int,
    ) -> None:
        self._charts, self._setting = charts, setting
        self._title, self._notes, self._columns = title, notes, columns

    def paint(self, painter: QPainter, size: QSize, *, sharpness: float) -> None:
        """Paint onto an area of this size, each pixel of it so many pixels of the paper."""
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs so in every language
        painter.fillRect(QRect(0, 0, size.width(), size.height()), QColor(LIGHT.card))
        self._paint_head(painter, size)
        for number, chart in enumerate(self._charts):
            row, column = divmod(number, self._columns)
            left = _MARGIN_PX + column * _CHART_PX.width()
            top = _HEAD_PX + row * _CHART_PX.height()
            place = QRectF(left, top, _CHART_PX.width(), _CHART_PX.height())
            view = RecoveryChart(chart, self._setting, LIGHT, sharpness=sharpness)
            _paint_view(painter, view, place)
        painter.setFont(_font(_TEXT_PT))
        painter.setPen(QColor(LIGHT.muted))
        foot = size.height() - _MARGIN_PX - len(self._notes) * _LINE_PX
        for number, note in enumerate(self._notes):
            top = foot + number * _LINE_PX
            room = QRectF(_MARGIN_PX, top, size.width() - 2 * _MARGIN_PX, _LINE_PX)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft, note)

    def _paint_head(self, painter: QPainter, size: QSize) -> None:
        painter.setPen(QColor(LIGHT.ink))
        painter.setFont(_font(_HEAD_PT, bold=True))
        room = QRectF(_MARGIN_PX, _MARGIN_PX, size.width() - 2 * _MARGIN_PX, _HEAD_PX)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, self._title)
        legend = SideLegend(LIGHT)
        painter.setFont(legend.font())
        painter.save()
        painter.translate(size.width() - _MARGIN_PX - legend.sizeHint().width(), _MARGIN_PX)
        legend.draw(painter)
        painter.restore()


def _broken(note: str, width_px: int) -> list[str]:
    """A note in lines that fit into the picture."""
    metrics, lines = QFontMetricsF(_font(_TEXT_PT)), [""]
    for word in note.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width_px:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _paint_view(painter: QPainter, view: RecoveryChart, place: QRectF) -> None:
    view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view.resize(_CHART_PX)
    view.show()  # a view lays itself out when it is shown
    QCoreApplication.sendPostedEvents()
    view.render(painter, place, view.viewport().rect())
    view.hide()
    view.close()
    view.deleteLater()


def _write_png(drawing: _Drawing, size: QSize, path: Path) -> None:
    image = QImage(size * _SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARPNESS)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.paint(painter, size, sharpness=_SHARPNESS)
    painter.end()
    if not image.save(str(path), "PNG"):  # type: ignore[call-overload]  # the stub wants bytes
        raise OSError("the picture could not be coded")


def _write_svg(drawing: _Drawing, size: QSize, path: Path) -> None:
    file = QSvgGenerator()
    file.setFileName(str(path))
    file.setSize(size)
    # The axes are drawn from recordings made for the screen, which another resolution would scale.
    file.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInch()))
    file.setViewBox(QRect(0, 0, size.width(), size.height()))
    painter = QPainter()
    if not painter.begin(file):
        raise OSError("the file cannot be opened")
    drawing.paint(painter, size, sharpness=1.0)
    painter.end()


def _font(size_pt: int, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPointSize(size_pt)
    font.setBold(bold)
    return font
