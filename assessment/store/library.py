"""The front door: the database and the patients' files of one data folder, opened together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from filelock import ReadWriteLock, Timeout

from assessment.examination import Analysis
from assessment.protocol import EXERCISES
from assessment.records import Recording, Visit
from assessment.store.database import open_database
from assessment.store.media import PRIVATE_FOLDER, MediaStore
from assessment.store.patients import Patients, Treatments
from assessment.store.remarks import Annotations, Grades
from assessment.store.removal import Removals
from assessment.store.revisions import Revisions
from assessment.store.visits import Visits
from core import paths
from core.errors import StoreError
from core.files import reason
from core.progress import CancelToken, Progress, ignore_progress
from core.types import LandmarkSequence

DATABASE_FILE: Final = "hemiface.sqlite"
MEDIA_FOLDER: Final = "media"
LOCK_FILE: Final = "in-use.lock"
OTHER_START_WAIT_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Clip:
    """A recording to be kept, and the file it is to be kept with.

    Attributes:
        recording: The recording; its `media` and `sha256` are filled in when it is stored.
        source: The file to take in, or None to keep the landmarks only.
    """

    recording: Recording
    source: Path | None = None


class Library:
    """One open data folder; made by `open_library`.

    Attributes:
        patients: Patients with their consent.
        treatments: Their treatments.
        visits: Their visits, recordings, analyses and landmarks.
        grades: Clinical scales as filled in at visits.
        annotations: Remarks on recordings, and landmarks corrected in them.
        revisions: Later corrections that touch several records at once.
        removals: Takes back what was stored.
        media: The patients' files.
    """

    def __init__(self, engine: sa.Engine, media: MediaStore) -> None:
        self.patients = Patients(engine)
        self.treatments = Treatments(engine)
        self.visits = Visits(engine)
        self.grades = Grades(engine)
        self.annotations = Annotations(engine)
        self.revisions = Revisions(engine)
        self.removals = Removals(engine, media)
        self.media = media

    def add_visit(
        self,
        visit: Visit,
        clips: Sequence[Clip],
        analysis: Analysis | None = None,
        *,
        landmarks: Sequence[LandmarkSequence] = (),
        progress: Progress = ignore_progress,
        cancel: CancelToken | None = None,
    ) -> tuple[Recording, ...]:
        """Keep a whole visit with its files: all of it, or nothing.

        Args:
            visit: The visit.
            clips: Its recordings with their files, in the order of the examination.
            analysis: Its first analysis.
            landmarks: The landmarks behind each trial of `analysis`.
            progress: Told how far the copying of each file is.
            cancel: Stops the copying.

        Returns:
            The recordings as stored, in the same order.

        Raises:
            InputError: The patient does not exist, or a file cannot be read.
            StaleError: The patient's record was corrected since it was analysed; nothing was kept.
            StoreError: Database or folder failed; nothing was kept.
            Cancelled: `cancel` was set; nothing was kept.
            ValueError: The parts do not belong together.
        """
        names: list[str] = []
        with ExitStack() as undo:
            undo.callback(self._drop_unreferred, names)
            stored = tuple(
                self._take_in(clip, names, progress=progress, cancel=cancel or CancelToken())
                for clip in clips
            )
            self.visits.add(visit, stored, analysis, landmarks=landmarks)
            undo.pop_all()
        # The visit is kept: a file that cannot move up waits, is read there, and is settled later.
        with suppress(StoreError):
            self.media.keep(names)
        return stored

    def _take_in(
        self, clip: Clip, names: list[str], *, progress: Progress, cancel: CancelToken
    ) -> Recording:
        if clip.source is None:
            return clip.recording
        exercise = EXERCISES[clip.recording.exercise_id]
        total = _size_bytes([clip.source])
        done = 0

        def tell(count: int) -> None:
            nonlocal done
            cancel.check()
            done += count
            progress(done, total, f"{exercise.name}: Copying the video")

        found = self.media.put(clip.source, copied=tell)
        names.append(found.name)
        return replace(clip.recording, media=found.name, sha256=found.sha256)

    def check_room(self, sources: Iterable[Path]) -> None:
        """Refuse files for which the disk has no room, before work goes into them.

        Raises:
            StoreError: They do not fit.
        """
        self.media.check_room(_size_bytes(sources))

    def _drop_unreferred(self, names: list[str]) -> None:
        """Remove files of a visit that was not kept; after a failed commit, ask the database."""
        if names:
            for name in set(names) - self.visits.media():
                self.media.delete(name)


def _size_bytes(files: Iterable[Path]) -> int:
    """Their length together; one that is not there has none, and is told when it is opened."""
    return sum(path.stat().st_size for path in files if path.is_file())


@contextmanager
def open_library(folder: Path | None = None) -> Iterator[Library]:
    """Open the data folder, creating what is missing and tidying what a killed process left.

    Any number of processes may have it open. Tidying and upgrading are for the one that comes
    while nobody else has it open.

    Args:
        folder: The data folder; None for `core.paths.data_dir()`.

    Yields:
        The open library.

    Raises:
        StoreError: The folder cannot be used, or its database cannot be opened, or must be
            upgraded while another process uses it.
    """
    place = folder or paths.data_dir()
    try:
        place.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The data folder {place} cannot be used: {reason(error)}.") from error
    database = place / DATABASE_FILE
    media = MediaStore(place / MEDIA_FOLDER)
    _refuse_lost_database(database, media)
    lock = ReadWriteLock(place / LOCK_FILE, is_singleton=False)
    engine = _open_alone(lock, database, media)
    with _shared(lock, place):
        engine = engine or open_database(database, may_upgrade=False)
        try:
            yield Library(engine, media)
        finally:
            engine.dispose()


def _open_alone(lock: ReadWriteLock, database: Path, media: MediaStore) -> sa.Engine | None:
    """Upgrade the database and settle the waiting files; None when another process is at work."""
    try:
        lock.acquire_write(blocking=False)
    except Timeout:
        return None
    try:
        engine = open_database(database)
        media.settle(Visits(engine).media())
        return engine
    finally:
        lock.release()


@contextmanager
def _shared(lock: ReadWriteLock, place: Path) -> Iterator[None]:
    try:
        lock.acquire_read(timeout=OTHER_START_WAIT_S)
    except Timeout as error:
        raise StoreError(
            f"Another Hemiface is preparing the data folder {place}; try again in a moment."
        ) from error
    try:
        yield
    finally:
        lock.release()
        lock.close()


def _refuse_lost_database(database: Path, media: MediaStore) -> None:
    """Never start afresh beside patients' files: the database was lost, not absent.

    Raises:
        StoreError: There are files but no database.
    """
    missing = not database.exists() or database.stat().st_size == 0
    if missing and media.names():
        raise StoreError(
            f"The folder {database.parent} holds recordings but no database; put the database "
            "back from a backup."
        )
