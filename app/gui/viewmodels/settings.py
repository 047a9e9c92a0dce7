"""What the clinic chooses, and what there is to choose from."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import QObject, Signal, Slot

from app.gui import words
from app.gui.capture.cameras import Camera, CameraList
from app.gui.services import Services
from app.preferences import Preferences
from app.storage import Storage, measure_storage
from assessment.protocol import EXERCISES, REST_ID, SUNNYBROOK_TASKS
from core.errors import KnownError

SHORT: Final = "short"
STANDARD: Final = "standard"
ALL: Final = "all"
PRESETS: Final = MappingProxyType(
    {
        SHORT: (REST_ID, *SUNNYBROOK_TASKS),
        STANDARD: tuple(key for key, one in EXERCISES.items() if not one.optional),
        ALL: tuple(EXERCISES),
    }
)
"""Choices of exercises by name; `short` is what the Sunnybrook scale asks for [S1][S2]."""


class SettingsModel(QObject):
    """The choices, the cameras that are there, and the room on the disk.

    Args:
        services: Keeps the choices.
        parent: Owner.

    Signals:
        cameras_changed: A camera was plugged in or out.
        storage_measured: The `Storage` of the data folder.
        storage_failed: The sentence that says why it cannot be told.
    """

    cameras_changed = Signal()
    storage_measured = Signal(object)
    storage_failed = Signal(str)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._cameras = CameraList(self)
        self._cameras.changed.connect(self.cameras_changed)

    @property
    def preferences(self) -> Preferences:
        """The choices that hold."""
        return self._services.preferences

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self._services.folder

    def cameras(self) -> tuple[Camera, ...]:
        """Cameras plugged in."""
        return self._cameras.cameras()

    def choose(self, **choices: Any) -> None:  # noqa: ANN401 - fields of Preferences
        """Keep choices by name, as fields of `Preferences`."""
        self._services.choose(**choices)

    def measure_storage(self) -> None:
        """Add up the data folder in the background; `storage_measured` tells."""
        task = self._services.short.start(partial(measure_storage, self._services.folder))
        task.done.connect(self._take_storage)
        task.failed.connect(self._tell)

    @Slot(object)
    def _take_storage(self, storage: Storage) -> None:
        self.storage_measured.emit(storage)

    @Slot(object)
    def _tell(self, error: KnownError) -> None:
        self.storage_failed.emit(words.problem(error))


def preset_of(exercise_ids: tuple[str, ...]) -> str:
    """Name of the preset that holds just these exercises, "" when none does."""
    return next((name for name, ids in PRESETS.items() if set(ids) == set(exercise_ids)), "")
