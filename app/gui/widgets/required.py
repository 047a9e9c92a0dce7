"""Fields that a form cannot be kept without are marked by a star, and named so for listeners."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from app.gui.widgets.parts import label

_SIGN = "*"


def mark_required(name: str, field: QWidget) -> str:
    """Name a field as required for screen readers.

    Args:
        name: What the field is called.
        field: The field; one that hands its focus on is named there too.

    Returns:
        What to write before it.
    """
    told = QCoreApplication.translate("fields", "{0} (required)").format(name)
    for one in (field, field.focusProxy()):
        if one is not None:
            one.setAccessibleName(told)
    return f"{name} {_SIGN}"


def required_note() -> QLabel:
    """What the star means."""
    return label(f"{_SIGN} " + QCoreApplication.translate("fields", "required"), "muted")
