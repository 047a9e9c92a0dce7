"""One line of text that takes the room there is, and texts that nothing can make too wide."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QStyle, QStylePainter, QWidget

_SHORTEST_CHARS: Final = 6
"""What is always seen of a text."""
_LONGEST_WORD_CHARS: Final = 40
_BREAK: Final = "\u200b"
"""An invisible place where a line may end."""


class ElidedLabel(QLabel):
    """Plain text on one line, cut with an ellipsis where there is no room.

    The whole text is its tool tip and its name for screen readers.

    Args:
        kind: As of `parts.label`.
        parent: Owner.
    """

    def __init__(self, kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(kind)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show another text."""
        super().setText(text)
        self.setAccessibleName(text)
        self.setToolTip(tip(text))

    @property
    def shown(self) -> str:
        """What there is room for."""
        room_px = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room_px)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Some letters and the ellipsis, or the text where it is shorter."""
        hint, whole = super().minimumSizeHint(), self.sizeHint()
        few_px = self.fontMetrics().horizontalAdvance("m" * _SHORTEST_CHARS + "…")
        return QSize(min(few_px, whole.width()), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what there is room for."""
        painter = QStylePainter(self)
        self.drawFrame(painter)
        align = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        painter.drawItemText(
            self.contentsRect(),
            int(align) | Qt.TextFlag.TextSingleLine,
            self.palette(),
            self.isEnabled(),
            self.shown,
            self.foregroundRole(),
        )
        painter.end()


def breakable(text: str) -> str:
    """The text with invisible places to break its longest words at."""
    return re.sub(rf"\S{{{_LONGEST_WORD_CHARS}}}(?=\S)", rf"\g<0>{_BREAK}", text)


def tip(text: str) -> str:
    """A tool tip that is as typed, and wrapped: Qt takes what looks like HTML for such."""
    return f"<p>{escape(breakable(text))}</p>" if text else ""
