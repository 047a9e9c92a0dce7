"""One window a data folder: a second start brings the first one to the front.

The command line may work beside the window; the store allows that.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from core.errors import InputError

LOCK_FILE: Final = "window.lock"
_ANSWER_MS: Final = 3000
_DIGEST_LENGTH: Final = 16

_log = logging.getLogger(__name__)


class SingleStart(QObject):
    """Holds the right to be the window of a data folder.

    Args:
        folder: The data folder; it must exist.
        parent: Owner.

    Signals:
        front_wanted: Somebody started the program again.
    """

    front_wanted = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:_DIGEST_LENGTH]
        self._name = f"hemiface-{digest}"
        # The lock dies with its process, a killed one too; the server's socket may be left over.
        self._lock = FileLock(folder / LOCK_FILE)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)

    def claim(self) -> bool:
        """Become the window of the folder.

        Returns:
            False when there is one, which was asked to come to the front.

        Raises:
            InputError: There is one that does not answer, as in another person's session.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            self._call_first()
            return False
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):  # the lock alone keeps a second window away
            why = self._server.errorString()
            _log.warning("another start cannot call this window to the front: %s", why)
        return True

    def release(self) -> None:
        """Let another start be the window."""
        self._server.close()
        self._lock.release()

    def _call_first(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_ANSWER_MS):
            raise InputError(
                f"Hemiface is open already on the data folder {self._folder} and does not answer: "
                "use that window, or wait until it has closed."
            )
        socket.disconnectFromServer()

    @Slot()
    def _hear(self) -> None:
        while self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
            self.front_wanted.emit()
