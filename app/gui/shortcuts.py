"""All keys of the window in one table; the manual has a page of it in every language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys and what they do.

    Attributes:
        keys: In Qt's portable notation.
        does: As the manual says it.
        in_widget: They go to what has the focus, and not to the whole window or screen.
    """

    keys: str
    does: str
    in_widget: bool = False


NEW_PATIENT: Final = Shortcut("Ctrl+N", "New patient")
SEARCH: Final = Shortcut("Ctrl+F", "Search the list of patients")
NEW_VISIT: Final = Shortcut("Ctrl+Shift+N", "New visit of the chosen patient")
SETTINGS: Final = Shortcut("Ctrl+,", "Settings")
MANUAL: Final = Shortcut("F1", "Manual")
RESEARCH: Final = Shortcut("Ctrl+Shift+R", "Training runs, once the settings have unlocked them")
SAVE_REPORT: Final = Shortcut("Ctrl+S", "Save the report")
EXPORT: Final = Shortcut("Ctrl+E", "Export")

SHORTCUTS: Final = {
    "Everywhere": (
        Shortcut("Ctrl+1", "Patients"),
        Shortcut("Ctrl+2", "Capture"),
        Shortcut("Ctrl+3", "Review"),
        Shortcut("Ctrl+4", "Results"),
        Shortcut("Ctrl+5", "Recovery"),
        Shortcut("Ctrl+6", "Report"),
        NEW_PATIENT,
        SEARCH,
        NEW_VISIT,
        SETTINGS,
        MANUAL,
        RESEARCH,
    ),
    "Capture": (
        Shortcut("Space", "Record"),
        Shortcut("R", "Repeat a repetition that can hardly be used"),
        Shortcut("K", "Keep it as it is"),
        Shortcut("P", "Break, and go on"),
        Shortcut("Esc", "The patient's screen leaves the full screen", in_widget=True),
    ),
    "Review": (
        Shortcut("Left", "One picture back", in_widget=True),
        Shortcut("Right", "One picture on", in_widget=True),
        Shortcut("Shift+Left", "Ten pictures back", in_widget=True),
        Shortcut("Shift+Right", "Ten pictures on", in_widget=True),
        Shortcut("Home", "First picture", in_widget=True),
        Shortcut("End", "Last picture", in_widget=True),
        Shortcut("Space", "Play, and stop", in_widget=True),
        Shortcut("L", "Landmarks over the picture, or not"),
        Shortcut("F", "Zoom to the face"),
        Shortcut("Ctrl+0", "Whole picture"),
        Shortcut("Ctrl++", "Larger"),
        Shortcut("Ctrl+-", "Smaller"),
        Shortcut("E", "Correct landmarks, or end it"),
        Shortcut("Esc", "Put a landmark back while it is dragged", in_widget=True),
        Shortcut("Ctrl+Z", "Undo"),
        Shortcut("Ctrl+Shift+Z", "Redo"),
        Shortcut("Ctrl+S", "Save as new analysis"),
    ),
    "Results and Recovery": (Shortcut("Ctrl+C", "Copy the chosen cells of a table", True),),
    "Report": (SAVE_REPORT, EXPORT),
}
"""By the screen on which they work, in the order of the manual."""


def add_action(
    window: QWidget,
    shortcut: Shortcut,
    wanted: Callable[[], object] | SignalInstance,
    platform: QKeySequence.StandardKey | None = None,
) -> None:
    """Let keys do something wherever the window has the focus.

    Args:
        window: Where they are pressed.
        shortcut: Of the table.
        wanted: What they do.
        platform: Further keys, where the system has its own for this.
    """
    action = QAction(window)
    keys = QKeySequence(shortcut.keys)
    own = [] if platform is None else QKeySequence.keyBindings(platform)
    action.setShortcuts([keys, *(one for one in own if one != keys)])
    action.triggered.connect(wanted)
    window.addAction(action)


def press_with(button: QAbstractButton, shortcut: Shortcut) -> None:
    """Let keys press a button while it is seen, and say so in its tool tip."""
    button.setShortcut(QKeySequence(shortcut.keys))
    say_keys(button, shortcut)


def say_keys(button: QAbstractButton, shortcut: Shortcut) -> None:
    """Name the keys in the tool tip of a button that does the same."""
    shown = QKeySequence(shortcut.keys).toString(QKeySequence.SequenceFormat.NativeText)
    told = button.toolTip() or button.text()
    button.setToolTip(f"{told} ({shown})")
