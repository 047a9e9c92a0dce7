"""Loads what the other screens are made of, so that the window need not stop when one is opened.

Classes of Qt come into being in the thread of the window only: Qt asks PySide about the class of
an object without holding Python's lock, and a class made meanwhile in another thread ends the
program (PySide 6.11).
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Final

from core.progress import CancelToken, Progress
from models.runtime.loading import beside_other_threads

_OF_QT: Final = ("PySide6.QtMultimedia", "pyqtgraph")
_WITHOUT_QT: Final = (
    "cv2",
    "av",
    "scipy.signal",
    "app.visit_from_capture",
    "app.capture.quality",
    "app.clip_review",
    "app.results_sheet",
    "app.course",
    "app.reporting",
    "app.report_preview",
    "app.exports",
)
_SCREENS: Final = tuple(
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


def load_qt() -> None:
    """Import what the screens take of Qt; in the thread of the window, before it is shown."""
    for name in _OF_QT:
        import_module(name)


def load_libraries(*, progress: Progress, cancel: CancelToken) -> None:  # noqa: ARG001 - not shown
    """Import what the screens stand on; for a thread beside that of the window.

    Raises:
        Cancelled: Asked to stop.
    """
    with beside_other_threads():
        for name in _WITHOUT_QT:
            cancel.check()
            import_module(name)


def load_screens() -> Iterator[str]:
    """Import the screens themselves, after the libraries; in the thread of the window.

    Yields:
        The name of each that was loaded, for the window to answer in between.
    """
    for name in _SCREENS:
        import_module(name)
        yield name
