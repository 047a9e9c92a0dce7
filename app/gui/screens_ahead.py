"""Loads what the other screens are made of, so that the window need not stop when one is opened."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from core.progress import CancelToken, Progress
from models.runtime.loading import beside_other_threads

_MODULES: Final = tuple(
    f"app.gui.{name}"
    for name in (
        "viewmodels.capture",
        "views.capture",
        "viewmodels.review",
        "views.review",
        "viewmodels.results",
        "views.results",
        "viewmodels.recovery",
        "viewmodels.two_visits",
        "views.recovery",
        "viewmodels.report",
        "viewmodels.exports",
        "views.report",
    )
)


def load_screens(*, progress: Progress, cancel: CancelToken) -> None:  # noqa: ARG001 - not shown
    """Import the screens; for a thread beside that of the window.

    Raises:
        Cancelled: Asked to stop.
    """
    with beside_other_threads():
        for name in _MODULES:
            cancel.check()
            import_module(name)
