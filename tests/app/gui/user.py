"""Somebody before the screen, who finds things by their words."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
)

PATIENCE_MS = 60_000
_TICK_PX = 8
_LOOK_MS = 50
_LOOKS_A_CLICK = 60
_FILES = ("listView", "treeView")
"""The lists of files in Qt's own file dialog."""


class User:
    """Looks for words on the screen, and clicks and types.

    Args:
        hand: Clicks, types and waits, as pytest-qt's `qtbot` does.
        patience_ms: How long to wait for what must come.
    """

    def __init__(self, hand, patience_ms=PATIENCE_MS):
        self._hand, self._patience_ms = hand, patience_ms

    def seen(self, kind, words):
        """The widgets of a kind that show these words, or are so named for a screen reader."""
        return [one for one in self._shown(kind) if _says(one, words)]

    def _shown(self, kind):
        modal = QApplication.activeModalWidget()
        roots = [modal] if modal else QApplication.topLevelWidgets()
        found = {one for root in roots for one in root.findChildren(kind) if one.isVisible()}
        return list(found)

    def find(self, kind, words):
        """The one widget with these words, once it is there."""
        self.wait(lambda: len(self.seen(kind, words)) == 1)
        return self.seen(kind, words)[0]

    def press(self, words):
        """Click a button, when it can be."""
        button = self.find(QAbstractButton, words)
        self.wait(button.isEnabled)
        place = button.rect().center()
        if isinstance(button, QCheckBox):
            place.setX(_TICK_PX)
        self._hand.mouseClick(button, Qt.MouseButton.LeftButton, pos=place)

    def enter(self, name, text):
        """Type into the field of this name."""
        field = self.find(QLineEdit, name)
        self._hand.mouseClick(field, Qt.MouseButton.LeftButton)
        field.selectAll()
        self._hand.keyClicks(field, text)
        return field

    def choose(self, name, text):
        """Choose in a drop-down list by typing."""
        choice = self.find(QComboBox, name)
        self._hand.keyClicks(choice, text)
        assert choice.currentText().startswith(text)

    def pick(self, words, text):
        """Choose from the menu of a button."""
        looks = count(1)

        def take():
            menu = QApplication.activePopupWidget()
            if menu is None:  # it takes a moment to open on a real screen
                QTimer.singleShot(_LOOK_MS, take)
                if next(looks) % _LOOKS_A_CLICK == 0:  # what came late moved the button away
                    self.press(words)
                return
            assert isinstance(menu, QMenu)
            (action,) = [one for one in menu.actions() if text in one.text()]
            self._hand.mouseClick(
                menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center()
            )

        QTimer.singleShot(0, take)
        self.press(words)

    def choose_row(self, name, text):
        """Click on a line of a list."""
        rows = self.find(QListWidget, name)
        (item,) = rows.findItems(text, Qt.MatchFlag.MatchStartsWith)
        place = rows.visualItemRect(item).center()
        self._hand.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def name_files(self, done, *paths):
        """Type the names of files into a file dialog and press the button that ends it."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
        dialog = QApplication.activeModalWidget()
        files = next(one for one in self._shown(QAbstractItemView) if one.objectName() in _FILES)
        self.wait(lambda: files.model().rowCount(files.rootIndex()) > 0)
        (field,) = self._shown(QLineEdit)
        self._hand.mouseClick(field, Qt.MouseButton.LeftButton)
        field.selectAll()
        several = " ".join(f'"{path}"' for path in paths)
        self._hand.keyClicks(field, several if len(paths) > 1 else str(paths[0]))

        def ends():
            self.press(done)  # the first click may only close the list of names that match
            return QApplication.activeModalWidget() is not dialog

        self.wait(ends)

    def reads(self, words):
        """Whether these words stand anywhere."""
        return bool(self.seen(QLabel, words))

    def wait(self, condition):
        """Until it is so; else it is told what stands on the screen instead."""

        def check():
            assert condition(), [one.text() for one in self._shown(QLabel) if one.text()]

        self._hand.waitUntil(check, timeout=self._patience_ms)


def _says(widget, words):
    told = [widget.accessibleName()]
    if isinstance(widget, QAbstractButton | QLabel):
        told.append(widget.text().replace("&", ""))
    return any(one == words or (words.endswith("…") and one.startswith(words[:-1])) for one in told)
