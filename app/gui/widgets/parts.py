"""Small parts that give all screens one look."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

GAP_PX = 12
MARGIN_PX = 16


def card(*widgets: QWidget) -> QFrame:
    """A framed card with widgets below each other."""
    frame = QFrame()
    frame.setObjectName("card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
    layout.setSpacing(GAP_PX)
    for widget in widgets:
        layout.addWidget(widget)
    return frame


def row(*widgets: QWidget) -> QWidget:
    """Widgets beside each other, at the left."""
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return made


def label(text: str = "", kind: str = "") -> QLabel:
    """A text; `kind` is "title", "heading", "muted", "problem" or "" for plain."""
    made = QLabel(text)
    made.setObjectName(kind)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(kind in ("muted", "problem", ""))
    return made


def button(text: str, *, primary: bool = False, tip: str = "") -> QPushButton:
    """A button; a primary one is what the screen is for."""
    made = QPushButton(text)
    made.setObjectName("primary" if primary else "")
    made.setToolTip(tip)
    return made


def open_dialog(dialog: QDialog) -> None:
    """Show a dialog over its window; it is deleted when it is done, in whichever way."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def save_or_cancel(dialog: QDialog, save: Callable[[], object]) -> QDialogButtonBox:
    """The foot of a form; Cancel closes it.

    Args:
        dialog: The form.
        save: Keeps what stands in it.
    """
    standard = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(standard.Save | standard.Cancel)
    buttons.button(standard.Save).setObjectName("primary")
    buttons.accepted.connect(save)
    buttons.rejected.connect(dialog.reject)
    return buttons


class Aside(QScrollArea):
    """A column of cards beside the main thing: scrolled up and down, never cut off at its side.

    Args:
        inside: The column.
        name: What stands in it, for screen readers.
    """

    def __init__(self, inside: QWidget, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._inside = inside
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the widest word in the column asks for."""
        hint = super().minimumSizeHint()
        bar_px = self.verticalScrollBar().sizeHint().width()
        hint.setWidth(self._inside.minimumSizeHint().width() + bar_px)
        return hint


_EMPTY_WIDTH_PX = 360


class EmptyState(QWidget):
    """What a screen shows while there is nothing: why, and what to do.

    Args:
        title: What is missing.
        advice: What to do.
        actions: Buttons that do it.
    """

    def __init__(self, title: str, advice: str, *actions: QPushButton) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.setSpacing(GAP_PX)
        self._title, self._advice = label(title, "title"), label(advice)
        for text in (self._title, self._advice):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setWordWrap(True)
            text.setMinimumWidth(_EMPTY_WIDTH_PX)
            layout.addWidget(text)
        for action in actions:
            layout.addWidget(action, alignment=Qt.AlignmentFlag.AlignCenter)

    def say(self, title: str, advice: str) -> None:
        """Change the words."""
        self._title.setText(title)
        self._advice.setText(advice)
