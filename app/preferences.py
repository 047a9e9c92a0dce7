"""What a clinic chooses once, kept in a readable file of the data folder."""

from __future__ import annotations

import dataclasses
import json
import logging
import typing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from assessment.protocol import EXERCISES
from assessment.report.content import Paper
from core.errors import StoreError
from core.files import reason, replacing

PREFERENCES_FILE: Final = "preferences.json"
SYSTEM_LANGUAGE: Final = "system"
"""The window speaks as the system does."""
AS_WINDOW: Final = ""
"""Reports are in the window's language."""

_log = logging.getLogger(__name__)


class Theme(StrEnum):
    """Light or dark window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Lengths(StrEnum):
    """In what the window shows lengths."""

    MILLIMETRES = "mm"
    WIDTHS = "ocw"


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices; the defaults hold until somebody chooses otherwise.

    Attributes:
        clinic: Name for the head of reports.
        examiner: Who examines, where nobody else is named.
        site: Where the last visit took place.
        language: Of the window, a code as in `app.languages`, or `SYSTEM_LANGUAGE`.
        report_language: Of reports, a code, or `AS_WINDOW`.
        theme: Light or dark.
        paper: Sheet of the report.
        camera_id: Id of the camera used last, "" for the system's default.
        camera_format: The format chosen for it, "" for the best.
        exercises: Ids of the exercises to record, in the protocol's order.
        sound: Beeps during capture.
        lengths: In millimetres where the patient's width was measured, or always in outer-canthal
            widths.
        averaged: Average every picture's landmarks with those of its mirror image.
        patient_screen: Name of the screen that shows the patient's instructions, "" for none.
        research: The training window is unlocked.
        training_folder: Where the training window looks for runs, "" for the data folder's own.
        safety_read: The safety statement was shown and read.
    """

    clinic: str = ""
    examiner: str = ""
    site: str = ""
    language: str = SYSTEM_LANGUAGE
    report_language: str = AS_WINDOW
    theme: Theme = Theme.SYSTEM
    paper: Paper = Paper.A4
    camera_id: str = ""
    camera_format: str = ""
    exercises: tuple[str, ...] = tuple(key for key, one in EXERCISES.items() if not one.optional)
    sound: bool = True
    lengths: Lengths = Lengths.MILLIMETRES
    averaged: bool = True
    patient_screen: str = ""
    research: bool = False
    training_folder: str = ""
    safety_read: bool = False


def load_preferences(folder: Path) -> Preferences:
    """The choices kept in a data folder; whatever cannot be read there has its default."""
    try:
        kept = json.loads((folder / PREFERENCES_FILE).read_text("utf-8"))
    except FileNotFoundError:
        return Preferences()
    except (OSError, ValueError):
        _log.warning("%s cannot be read; the defaults are used", folder / PREFERENCES_FILE)
        return Preferences()
    if not isinstance(kept, dict):
        return Preferences()
    kinds = typing.get_type_hints(Preferences)
    found: dict[str, Any] = {}
    for field in dataclasses.fields(Preferences):
        value = _read(kinds[field.name], kept.get(field.name))
        if value is not None:
            found[field.name] = value
    return Preferences(**found)


def save_preferences(preferences: Preferences, folder: Path) -> None:
    """Keep the choices.

    Raises:
        StoreError: The folder cannot be written.
    """
    path = folder / PREFERENCES_FILE
    try:
        with replacing(path) as unfinished:
            unfinished.write_text(json.dumps(dataclasses.asdict(preferences), indent=1), "utf-8")
    except OSError as error:
        raise StoreError(f"The settings cannot be kept in {path}: {reason(error)}.") from error


def _read(kind: Any, value: object) -> object | None:  # noqa: ANN401 - any annotated type
    """`value` as the type of a field; None when it is none."""
    if typing.get_origin(kind) is tuple:
        if not isinstance(value, list):
            return None
        return tuple(key for key in EXERCISES if key in value) or None
    if issubclass(kind, StrEnum):
        return kind(value) if value in tuple(kind) else None
    return value if type(value) is kind else None
