"""Asks before a visit or a patient is deleted: nothing brings them back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QMessageBox, QPushButton, QWidget

from app.gui.widgets.parts import open_dialog

_LINE_PX = 480


def ask_visit_removal(parent: QWidget, line: str, remove: Callable[[], None]) -> None:
    """Ask whether a visit is to be deleted.

    Args:
        parent: Owner of the question.
        line: The visit as the list names it.
        remove: Deletes it.
    """
    question = QCoreApplication.translate(
        "removal",
        "Delete this visit with its videos, results, grades and remarks? They cannot be brought "
        "back. Files that were exported stay.",
    )
    box, yes = _question(parent, f"{question}\n\n{_short(parent, line)}")
    yes.clicked.connect(remove)
    open_dialog(box)


def ask_patient_removal(
    parent: QWidget, who: str, visit_count: int, remove: Callable[[], None]
) -> None:
    """Ask twice whether a patient is to be deleted: a tick frees the button.

    Args:
        parent: Owner of the question.
        who: The patient's code and name.
        visit_count: Number of visits that go too.
        remove: Deletes them.
    """
    question = QCoreApplication.translate(
        "removal",
        "Delete this patient with the record, all visits and videos, results, grades and "
        "treatments? They cannot be brought back. Files that were exported stay.",
    )
    count = QCoreApplication.translate("removal", "Visits: {0}").format(visit_count)
    box, yes = _question(parent, f"{question}\n\n{_short(parent, who)}\n{count}")
    tick = QCoreApplication.translate("removal", "Yes, delete everything of this patient")
    sure = QCheckBox(tick, box)
    box.setCheckBox(sure)
    yes.setEnabled(False)
    sure.toggled.connect(yes.setEnabled)
    yes.clicked.connect(remove)
    open_dialog(box)


def _short(parent: QWidget, line: str) -> str:
    """So much of a line as a question has room for: a name may have hundreds of letters."""
    return parent.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, _LINE_PX)


def _question(parent: QWidget, text: str) -> tuple[QMessageBox, QPushButton]:
    """A question that Enter and Escape answer with no."""
    title = QCoreApplication.translate("removal", "Delete")
    box = QMessageBox(QMessageBox.Icon.Warning, title, text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    yes = box.addButton(title, QMessageBox.ButtonRole.DestructiveRole)
    no = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    return box, yes
