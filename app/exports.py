"""Results of one or many patients as files for others, told of while they are written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Final

from app.anonymous_videos import VideoKind, write_videos
from app.tables import PatientExport
from app.training_frames import write_training_frames
from assessment.export.table import Row, Table
from assessment.export.writers import MAX_SHEET_ROWS, write_csv, write_xlsx
from assessment.records import Patient
from assessment.store.library import Library
from core.errors import InputError
from core.progress import CancelToken, Progress

_ROWS_BETWEEN: Final = 200
_NO_FILE_NAME: Final = re.compile(r"[^\w.-]+")


class ExportKind(StrEnum):
    """What is written."""

    RESULTS = "results"
    FRAMES = "frames"
    WORKBOOK = "workbook"
    DRAWN_VIDEOS = "drawn_videos"
    HIDDEN_VIDEOS = "hidden_videos"
    TRAINING = "training"

    @property
    def suffix(self) -> str:
        """Ending of the file; "" where a folder is written."""
        return {"results": ".csv", "frames": ".csv", "workbook": ".xlsx"}.get(self, "")

    @property
    def always_anonymised(self) -> bool:
        """It carries no patient's code in any case."""
        return self in _VIDEOS

    @property
    def never_anonymised(self) -> bool:
        """It shows faces, which no code can hide."""
        return self is ExportKind.TRAINING


_VIDEOS: Final = {
    ExportKind.DRAWN_VIDEOS: VideoKind.DRAWN,
    ExportKind.HIDDEN_VIDEOS: VideoKind.HIDDEN,
}


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        paths: The files, or the folder.
        unwilling: Patients left out because they have not agreed to it.
    """

    paths: tuple[Path, ...]
    unwilling: int = 0


def write_export(
    library: Library,
    patients: Sequence[Patient],
    kind: ExportKind,
    target: Path,
    *,
    anonymised: bool,
    progress: Progress,
    cancel: CancelToken,
) -> Exported:
    """Write one kind of export.

    Args:
        library: Where the patients are kept.
        patients: Whom to export.
        kind: What to write.
        target: The file to create or replace, the folder for videos, or the folder in which a new
            one for training data is made.
        anonymised: Replace codes, keys and dates; videos always are, training data never.
        progress: Told of the rows or pictures written.
        cancel: Checked as often.

    Raises:
        InputError: There is nobody to export, nothing to write, or a consent is missing.
        KnownError: Something cannot be read or written; no half-written file is left.
        Cancelled: `cancel` was set.
    """
    if not patients:
        raise InputError("Nobody is chosen; choose the patients to export.")
    if kind is ExportKind.TRAINING:
        folder = _new_folder(target)
        done = write_training_frames(library, patients, folder, progress=progress, cancel=cancel)
        return Exported((folder,), done.unwilling)
    hidden = anonymised or kind.always_anonymised
    export = PatientExport(library, patients, anonymised=hidden)
    if kind in _VIDEOS:
        write_videos(library, export, target, _VIDEOS[kind], progress=progress, cancel=cancel)
        return Exported((target,))

    def watched(table: Table) -> Table:
        return _watched(table, progress, cancel)

    if kind is ExportKind.WORKBOOK:
        return Exported(write_workbooks(export, target, watched))
    table = export.results() if kind is ExportKind.RESULTS else export.frames()
    write_csv(watched(table), target)
    return Exported((target,))


def write_workbooks(
    export: PatientExport, target: Path, watched: Callable[[Table], Table] = lambda table: table
) -> tuple[Path, ...]:
    """Write results, grades and frames as a workbook.

    Args:
        export: The patients.
        target: The file to create or replace.
        watched: Wraps each table before it is written.

    Returns:
        `target`; or a file beside it for each patient, numbered and named after the code, where
        the frames of all are more than one sheet holds.

    Raises:
        ReportError: A file cannot be written, or the frames of one patient fill a sheet.
    """
    several = len(export.patients) > 1 and export.frame_count >= MAX_SHEET_ROWS
    parts = {target: export}
    if several:
        parts = {
            _beside(target, number, one.code_of(one.patients[0])): one
            for number, one in enumerate(export.each(), start=1)
        }
    for path, part in parts.items():
        tables = [part.results(), part.grades()]
        if part.frame_count:
            tables.append(part.frames())
        write_xlsx([watched(table) for table in tables], path)
    return tuple(parts)


def _beside(target: Path, number: int, code: str) -> Path:
    name = _NO_FILE_NAME.sub("_", code)
    return target.with_name(f"{target.stem}-{number:03d}-{name}{target.suffix}")


def _new_folder(parent: Path) -> Path:
    """A folder of today's date that is not there yet."""
    name = f"hemiface-training-{dt.date.today():%Y-%m-%d}"
    places = (parent / (name if number == 1 else f"{name}-{number}") for number in count(1))
    return next(place for place in places if not place.exists())


def _watched(table: Table, progress: Progress, cancel: CancelToken) -> Table:
    """The same table, whose rows can be counted and stopped."""

    def rows() -> Iterator[Row]:
        for number, row in enumerate(table.rows):
            if number % _ROWS_BETWEEN == 0:
                cancel.check()
                progress(number, None, f"Writing {table.name}")
            yield row

    return Table(table.name, table.columns, rows())
