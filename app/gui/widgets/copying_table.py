"""A table whose cells can be copied into a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget


class CopyingTable(QTableWidget):
    """Read-only cells; Ctrl+C copies the chosen ones, `copy_all` everything with its heads.

    Args:
        name: For screen readers.
        parent: Owner.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setTabKeyNavigation(False)

    def show_texts(self, heads: list[str], rows: list[list[str]]) -> None:
        """Put these texts into the table."""
        self.clear()
        self.setColumnCount(len(heads))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(heads)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                self.setItem(number, column, QTableWidgetItem(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy what is chosen."""
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = self.selectedIndexes()
            rows = sorted({index.row() for index in chosen})
            columns = sorted({index.column() for index in chosen})
            _copy([[self._text(row, column) for column in columns] for row in rows])
        else:
            super().keyPressEvent(event)

    @Slot()
    def copy_all(self) -> None:
        """Copy the whole table."""
        columns = range(self.columnCount())
        heads = [self._head(column) for column in columns]
        rows = [[self._text(row, column) for column in columns] for row in range(self.rowCount())]
        _copy([heads, *rows])

    def _head(self, column: int) -> str:
        item = self.horizontalHeaderItem(column)
        return item.text() if item else ""

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item else ""


def _copy(rows: list[list[str]]) -> None:
    lines = ["\t".join(cell.replace("\n", " ") for cell in row) for row in rows]
    QGuiApplication.clipboard().setText("\n".join(lines))
