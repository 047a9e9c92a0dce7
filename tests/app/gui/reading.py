"""Everything that somebody who looks at a window, rests the mouse or listens can read in it."""

from __future__ import annotations

import re
from html import unescape

import pyqtgraph as pg
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QGraphicsView, QMenu, QTabBar, QWidget

PROPERTIES = (
    *("text", "title", "placeholderText", "toolTip", "accessibleName", "accessibleDescription"),
    *("windowTitle", "currentText", "plainText", "suffix", "prefix"),
)
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
_STYLE = re.compile(r"<style.*?</style>|<[^>]*>", re.DOTALL)


def texts_in(root: QWidget) -> set[str]:
    """The texts of a widget and all widgets in it, shown or not, without their formats."""
    found = set()
    for widget in (root, *root.findChildren(QWidget)):
        known = (widget.property(name) for name in PROPERTIES)
        found |= {text for text in known if isinstance(text, str)}
        if isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
            found |= set(_in_model(widget.model()))
        elif isinstance(widget, QTabBar):
            found |= {widget.tabText(place) for place in range(widget.count())}
        elif isinstance(widget, QMenu):
            found |= {action.text() for action in widget.actions()}
        elif isinstance(widget, QGraphicsView):
            found |= set(_in_drawing(widget))
    return {unescape(_STYLE.sub(" ", text)) for text in found if text.strip()}


def _in_model(model, parent=QModelIndex()):  # noqa: B008 - an empty index stands for the root
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield from filter(None, (_as_text(index.data(role)) for role in ROLES))
            yield from _in_model(model, index) if column == 0 else ()
    for way in Qt.Orientation if not parent.isValid() else ():
        yield from (_as_text(model.headerData(place, way)) for place in range(columns))


def _as_text(value):
    return value if isinstance(value, str) else ""


def _in_drawing(view):
    """Labels, numbers and tips of a plot."""
    for item in filter(lambda one: one.isVisible(), view.scene().items()):
        yield item.toolTip()
        if isinstance(item, pg.TextItem):
            yield item.toPlainText()
        elif isinstance(item, pg.LabelItem):
            yield item.text
        elif isinstance(item, pg.AxisItem):
            yield item.labelText
            yield from _on_axis(item)
        elif isinstance(item, pg.ScatterPlotItem):
            yield from (told for told in item.data["data"] if isinstance(told, str))


def _on_axis(axis):
    for level in axis._tickLevels or ():
        yield from (text for _, text in level)
    for spacing, values in axis.tickValues(*sorted(axis.range), 400):
        yield from axis.tickStrings(values, 1.0, spacing) if axis._tickLevels is None else ()
