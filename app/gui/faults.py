"""Faults of the program while the window is open: a report, a line in the log, and a dialog."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QThread, QTimer, QtMsgType, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from app.crash import report_bug

_log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.DEBUG,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class FaultBox(QMessageBox):
    """Says that the program has a fault and where the report of it lies.

    Args:
        error: The fault.
        report: The report's file, or None when it could not be written.
    """

    def __init__(self, error: BaseException, report: Path | None) -> None:
        super().__init__(QApplication.activeWindow())
        # The connection holds it, for it may have no parent; nobody else keeps it.
        self.finished.connect(lambda: self.deleteLater())
        self.setIcon(QMessageBox.Icon.Critical)
        self.setWindowTitle("Hemiface")
        self.setText(
            self.tr("Hemiface has a fault ({0}). What was saved is safe.").format(
                type(error).__name__
            )
        )
        self.addButton(QMessageBox.StandardButton.Close)
        if report is not None:
            folder = report.parent
            self.setInformativeText(
                self.tr("A report is in {0}; it stays on this machine.").format(report)
            )
            show = self.addButton(self.tr("Open the folder"), QMessageBox.ButtonRole.ActionRole)
            show.clicked.connect(lambda: open_folder(folder))


def tell_bug(error: BaseException, *, folder: Path) -> None:
    """Write the report of a fault and say where it is; the program goes on. From any thread.

    While one fault is being told the reports of further ones are written in silence: a fault in
    drawing comes back with every picture.

    Args:
        error: The fault.
        folder: The data folder in use.
    """
    report = report_bug(error, folder)
    _log.error("Fault %s, report %s", type(error).__name__, report.name if report else "none")
    application = QApplication.instance()
    if application is None or QThread.currentThread() is application.thread():
        _show(error, report)
    else:  # of the camera or of recording: only the window's thread may open a box
        QTimer.singleShot(0, application, lambda: _show(error, report))


def _show(error: BaseException, report: Path | None) -> None:
    told = any(isinstance(one, FaultBox) for one in QApplication.topLevelWidgets())
    if not told:
        FaultBox(error, report).open()


def open_folder(folder: Path) -> None:
    """Show a folder in the system's file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
    """Put what Qt has to say into the log instead of on the terminal."""
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s", text or "")
