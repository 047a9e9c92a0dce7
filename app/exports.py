"""Results of one or many patients as files for others, told of while they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.anonymous_videos import VideoKind, write_videos
from app.tables import PatientExport
from assessment.export.table import Row, Table
from assessment.export.writers import write_csv, write_xlsx
from assessment.records import Patient
from assessment.store.library import Library
from core.errors import InputError
from core.progress import CancelToken, Progress

_ROWS_BETWEEN: Final = 200


class ExportKind(StrEnum):
    """What is written."""

    RESULTS = "results"
    FRAMES = "frames"
    WORKBOOK = "workbook"
    DRAWN_VIDEOS = "drawn_videos"
    HIDDEN_VIDEOS = "hidden_videos"

    @property
    def suffix(self) -> str:
        """Ending of the file; "" where a folder is written."""
        return {"results": ".csv", "frames": ".csv", "workbook": ".xlsx"}.get(self, "")

    @property
    def always_anonymised(self) -> bool:
        """It carries no patient's code in any case."""
        return self in _VIDEOS


_VIDEOS: Final = {
    ExportKind.DRAWN_VIDEOS: VideoKind.DRAWN,
    ExportKind.HIDDEN_VIDEOS: VideoKind.HIDDEN,
}


def write_export(
    library: Library,
    patients: Sequence[Patient],
    kind: ExportKind,
    target: Path,
    *,
    anonymised: bool,
    progress: Progress,
    cancel: CancelToken,
) -> Path:
    """Write one kind of export.

    Args:
        library: Where the patients are kept.
        patients: Whom to export.
        kind: What to write.
        target: The file to create or replace, or the folder for videos.
        anonymised: Replace codes, keys and dates; videos always are.
        progress: Told of the rows or pictures written.
        cancel: Checked as often.

    Returns:
        `target`.

    Raises:
        InputError: There is nobody to export, nothing to write, or a consent is missing.
        KnownError: Something cannot be read or written; no half-written file is left.
        Cancelled: `cancel` was set.
    """
    if not patients:
        raise InputError("Nobody is chosen; choose the patients to export.")
    hidden = anonymised or kind.always_anonymised
    export = PatientExport(library, patients, anonymised=hidden)
    if kind in _VIDEOS:
        write_videos(library, export, target, _VIDEOS[kind], progress=progress, cancel=cancel)
        return target
    tables = [_watched(table, progress, cancel) for table in _tables(export, kind)]
    if kind is ExportKind.WORKBOOK:
        write_xlsx(tables, target)
    else:
        write_csv(tables[0], target)
    return target


def _tables(export: PatientExport, kind: ExportKind) -> list[Table]:
    """The tables of an export; the frames of many patients are too long for a sheet."""
    if kind is ExportKind.RESULTS:
        return [export.results()]
    if kind is ExportKind.FRAMES:
        return [export.frames()]
    frames = [export.frames()] if len(export.patients) == 1 else []
    return [export.results(), export.grades(), *frames]


def _watched(table: Table, progress: Progress, cancel: CancelToken) -> Table:
    """The same table, whose rows can be counted and stopped."""

    def rows() -> Iterator[Row]:
        for number, row in enumerate(table.rows):
            if number % _ROWS_BETWEEN == 0:
                cancel.check()
                progress(number, None, f"Writing {table.name}")
            yield row

    return Table(table.name, table.columns, rows())
