"""Rows of numbers, each of which can be asked for its formula and source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
    QToolTip,
    QWidget,
)

from app.gui import words
from app.gui.theme import Palette
from app.gui.widgets.copying_table import CopyingTable
from app.number_info import NumberInfo
from app.result_rows import Number, ResultRow
from core.landmarks import Side

_INFO: Final = Qt.ItemDataRole.UserRole
_NAME, _RIGHT, _LEFT, _COMPARED, _ENDS, _CHANGE, _REMARK = range(7)
_ASKED: Final = (_RIGHT, _LEFT, _COMPARED, _ENDS, _CHANGE)
_TREND: Final = {1: "↑", -1: "↓"}
_SPOKEN: Final = Qt.ItemDataRole.AccessibleTextRole
_ALIGNED: Final = Qt.ItemDataRole.TextAlignmentRole
_NUMBER: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WORDS: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NARROWEST_NAME_PX: Final = 110
_PADDING_PX: Final = 3
"""At each side of a cell's words: six columns of numbers must leave room for the names."""

_SHEET: Final = (
    f"QTableView::item {{ padding: 4px {_PADDING_PX}px; }}"
    f"QHeaderView::section {{ padding: 6px {2 * _PADDING_PX}px; }}"
)
_SIDES: Final = {_RIGHT: Side.RIGHT, _LEFT: Side.LEFT}


def stand_in_line(*tables: NumberTable) -> None:
    """Give tables that stand above each other the same columns."""
    for table in tables:
        table.stand_with(tables)


class _Wrapping(QStyledItemDelegate):
    """Asks for the height of wrapped words: the style forgets the padding of its sheet."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As large as the words are, broken as they will be drawn."""
        padded = QStyleOptionViewItem(option)
        place: QRect = padded.rect
        padded.rect = place.adjusted(0, 0, -min(2 * _PADDING_PX, place.width()), 0)
        return super().sizeHint(padded, index)


class NumberTable(CopyingTable):
    """Shows result rows.

    Args:
        palette: Colours of the sides.
        explain: The tip of a number as rich text.
        name: For screen readers.
        parent: Owner.

    Signals:
        asked: The number on which the keyboard or mouse rests, or None.
        row_chosen: Another row is the current one.
    """

    asked = Signal(object)
    row_chosen = Signal(int)

    def __init__(
        self,
        palette: Palette,
        explain: Callable[[NumberInfo], str],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._palette, self._explain = palette, explain
        self._in_line: tuple[NumberTable, ...] = (self,)
        self._widths_px: tuple[int, ...] = ()
        self.setWordWrap(True)
        self.setStyleSheet(_SHEET)
        self.setItemDelegate(_Wrapping(self))
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setColumnCount(_REMARK + 1)
        self.setHorizontalHeaderLabels(
            [
                self.tr("Measure"),
                self.tr("Right"),
                self.tr("Left"),
                self.tr("Ratio or index"),
                self.tr("95 % interval"),
                self.tr("Change"),
                self.tr("Change is"),
            ]
        )
        for column in _ASKED:  # heads stand above their numbers
            self.model().setHeaderData(column, Qt.Orientation.Horizontal, _NUMBER, _ALIGNED)
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setStretchLastSection(True)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.currentCellChanged.connect(self._follow_cell)

    def show_rows(self, rows: Sequence[ResultRow]) -> None:
        """Show other rows."""
        self.clearContents()
        self.clearSpans()
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            self._show_row(number, row)
        several = [table.wanted_px() for table in self._in_line]
        widths_px = tuple(max(wanted) for wanted in zip(*several, strict=True))
        for table in self._in_line:
            table.take_widths(widths_px)

    def name_rows(self, head: str) -> None:
        """Say what the rows are; unless told, measures."""
        self.model().setHeaderData(_NAME, Qt.Orientation.Horizontal, head)

    def stand_with(self, tables: tuple[NumberTable, ...]) -> None:
        """Have columns as wide as those of these tables, of which this is one."""
        self._in_line = tables

    def wanted_px(self) -> tuple[int, ...]:
        """What each column asks for, that of the names nothing."""
        head = self.horizontalHeader()
        others = range(_RIGHT, _REMARK + 1)
        asked = (max(self.sizeHintForColumn(one), head.sectionSizeHint(one)) for one in others)
        return (0, *asked)

    def take_widths(self, widths_px: tuple[int, ...]) -> None:
        """Make the columns as wide as agreed, the names' at least so."""
        self._widths_px = widths_px
        self._fit()

    def choose_row(self, row: int) -> None:
        """Make the comparison of a row the current number."""
        self.setCurrentCell(row, _RIGHT if self.columnSpan(row, _RIGHT) > 1 else _COMPARED)

    def info_at(self, row: int, column: int) -> NumberInfo | None:
        """What can be told of a cell; None where it holds no number."""
        item = self.item(row, column)
        found = item.data(_INFO) if item else None
        return found if isinstance(found, NumberInfo) else None

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tell of the number under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event.pos(), event.globalPos())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the names what the numbers leave."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw whole rows only: one cut in half is easily read as another number."""
        whole = QRect(0, 0, self.viewport().width(), self._whole_rows_px())
        super().paintEvent(QPaintEvent(event.region().intersected(whole)))

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Draw anew what was left out before."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def _whole_rows_px(self) -> int:
        """Height of the rows that are seen as a whole; of everything where not even one is."""
        height = self.viewport().height()
        last = self.rowAt(height - 1)
        top = self.rowViewportPosition(last)
        cut = last >= 0 and top + self.rowHeight(last) > height
        return top if cut and top > 0 else height

    def _fit(self) -> None:
        """Columns as wide as agreed; room for the bar is kept, so that tables stay in line."""
        if not self._widths_px:
            return
        bar_px = self.verticalScrollBar().sizeHint().width()
        left_px = self.width() - 2 * self.frameWidth() - bar_px - sum(self._widths_px)
        for column, width_px in enumerate(self._widths_px):
            name_px = max(left_px, _NARROWEST_NAME_PX) if column == _NAME else 0
            self.setColumnWidth(column, max(width_px, name_px))
        self.resizeRowsToContents()

    def _tell(self, place: QPoint, on_screen: QPoint) -> None:
        index = self.indexAt(place)
        info = self.info_at(index.row(), index.column())
        QToolTip.showText(on_screen, self._explain(info) if info else "", self.viewport())

    def _show_row(self, number: int, row: ResultRow) -> None:
        self._put(number, _NAME, words.catalogue(row.name))
        if row.missing:
            reason = words.catalogue(row.missing)
            self._put(number, _RIGHT, self.tr("Not available: {0}").format(reason), muted=True)
            self.setSpan(number, _RIGHT, 1, _REMARK)
            return
        for column, cell in ((_RIGHT, row.right), (_LEFT, row.left)):
            item = self._put_number(number, column, cell, strong=bool(cell.trend))
            item.setForeground(QBrush(self._palette.text_of(_SIDES[column])))
        self._put_number(number, _COMPARED, row.compared, strong=True)
        self._put_number(number, _ENDS, row.ends, muted=True)
        self._put_number(number, _CHANGE, row.change, strong=row.beyond)
        remark = self._put(number, _REMARK, words.catalogue(row.remark), muted=not row.beyond)
        remark.setData(_INFO, row.change.info)

    def _put_number(
        self, row: int, column: int, cell: Number, *, muted: bool = False, strong: bool = False
    ) -> QTableWidgetItem:
        text = words.catalogue(cell.text)
        shown = f"{_TREND[cell.trend]} {text}" if cell.trend else text
        item = self._put(row, column, shown, right=True, muted=muted, strong=strong)
        item.setData(_INFO, cell.info)
        if cell.trend:
            told = {
                1: self.tr("{0}, more than at the visit before, beyond measurement error"),
                -1: self.tr("{0}, less than at the visit before, beyond measurement error"),
            }
            item.setData(_SPOKEN, told[cell.trend].format(text))
        return item

    def _put(
        self,
        row: int,
        column: int,
        text: str,
        *,
        muted: bool = False,
        strong: bool = False,
        right: bool = False,
    ) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        if muted:
            item.setForeground(QBrush(QColor(self._palette.muted)))
        if strong:
            font = self.font()
            font.setBold(True)
            item.setFont(font)
        item.setTextAlignment(_NUMBER if right else _WORDS)
        self.setItem(row, column, item)
        return item

    @Slot(int, int, int, int)
    def _follow_cell(self, row: int, column: int, last_row: int, _last_column: int) -> None:
        if row < 0:
            return
        self.asked.emit(self.info_at(row, column) or self.info_at(row, _COMPARED))
        if row != last_row:
            self.row_chosen.emit(row)
