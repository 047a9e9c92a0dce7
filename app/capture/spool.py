"""The folder of a visit that is being recorded, so that a killed program can offer it again.

Files of a take are called `exercise-number-part`; the draft beside them says which takes count.
Nothing is removed before something better has taken its place.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final
from uuid import uuid4

from app.capture.cues import Mark
from app.capture.draft import Draft, Take, load_draft, save_draft
from app.exercise_video import ExerciseVideo
from assessment.records import SkippedExercise
from assessment.store.media import PRIVATE_FOLDER
from core.errors import StoreError
from core.files import reason
from core.progress import CancelToken, Progress
from core.video.recorder import SUFFIX
from core.video.salvage import holds_pictures, is_finished, join_recordings

SPOOL_FOLDER: Final = "unfinished"
"""Below the user's data folder."""

_GIVEN_UP: Final = ".removed"
"""Marks a folder that is being deleted."""

_AND: Final = ", "
"""Between the names of several cameras."""

_log = logging.getLogger(__name__)


class Spool:
    """One unfinished visit on the disk; made by `create_spool`, found by `unfinished_visits`."""

    def __init__(self, folder: Path, draft: Draft) -> None:
        self.folder = folder
        self._draft = draft

    @property
    def draft(self) -> Draft:
        """What is known of the visit."""
        return self._draft

    @property
    def recorded(self) -> tuple[str, ...]:
        """Exercises that have a finished take."""
        return tuple(take.exercise_id for take in self._draft.takes)

    @property
    def is_empty(self) -> bool:
        """Nothing was recorded or skipped: there is nothing to go on with."""
        draft = self._draft
        return not draft.takes and not draft.skipped and draft.open_take is None

    def confirm_side(self, confirmed_by: str) -> None:
        """Keep who looked that left and right are not exchanged.

        Raises:
            StoreError: The disk does not take it.
        """
        self._save(replace(self._draft, side_confirmed_by=confirmed_by))

    def set_mirrored(self, mirrored: bool) -> None:
        """Keep whether the camera delivers a mirror image.

        Raises:
            StoreError: The disk does not take it.
        """
        self._save(replace(self._draft, mirrored=mirrored))

    def add_camera(self, name: str) -> None:
        """Keep that the visit goes on with this camera.

        Raises:
            StoreError: The disk does not take it.
        """
        names = [one for one in self._draft.camera.split(_AND) if one]
        if name not in names:
            self._save(replace(self._draft, camera=_AND.join([*names, name])))

    def begin_take(self, exercise_id: str) -> None:
        """Open a take of an exercise; an earlier one counts until this is finished.

        Raises:
            StoreError: The disk does not take it.
        """
        number = self._draft.take_count + 1
        take = Take(exercise_id, number, mirrored=self._draft.mirrored)
        self._save(replace(self._draft, open_take=take, take_count=number))

    def next_part(self) -> Path:
        """Where the next stretch of the open take goes.

        Raises:
            ValueError: No take is open.
        """
        take = self._open_take()
        return self.folder / f"{_stem(take)}-{len(self._parts(take)) + 1:03d}{SUFFIX}"

    def finish_take(
        self, marks: Sequence[Mark] = (), *, dropped_count: int = 0, damaged_count: int = 0
    ) -> None:
        """The open take counts from here on; an earlier one of the exercise is removed.

        Args:
            marks: Moments on the clip's own clock.
            dropped_count: Pictures that could not be recorded in time.
            damaged_count: Pictures that came damaged or out of order from the camera.

        Raises:
            StoreError: The disk does not take it; nothing is lost.
            ValueError: No take is open.
        """
        draft, opened = self._draft, self._open_take()
        take = replace(
            opened, marks=tuple(marks), dropped_count=dropped_count, damaged_count=damaged_count
        )
        others = tuple(one for one in draft.takes if one.exercise_id != take.exercise_id)
        skipped = tuple(one for one in draft.skipped if one.exercise_id != take.exercise_id)
        self._save(replace(draft, takes=(*others, take), open_take=None, skipped=skipped))
        for replaced in set(draft.takes) - set(others):
            self._remove_parts(replaced)

    def drop_take(self) -> None:
        """Throw the open take away, if there is one.

        Raises:
            StoreError: The disk refuses.
        """
        take = self._draft.open_take
        if take is not None:
            self._save(replace(self._draft, open_take=None))
            self._remove_parts(take)

    def skip(self, exercise_id: str, why: str) -> None:
        """Keep why an exercise was left out; a take of it is removed.

        Raises:
            StoreError: The disk does not take it.
            InputError: The reason is empty or not one line.
        """
        draft, skip = self._draft, SkippedExercise(exercise_id, why)
        others = tuple(one for one in draft.skipped if one.exercise_id != exercise_id)
        takes = tuple(one for one in draft.takes if one.exercise_id != exercise_id)
        self._save(replace(draft, takes=takes, skipped=(*others, skip)))
        for removed in set(draft.takes) - set(takes):
            self._remove_parts(removed)

    def adopt_open_take(self) -> None:
        """After a crash: the pictures of the take under way count, if they are all there is.

        Raises:
            StoreError: The disk refuses.
        """
        take = self._draft.open_take
        if take is None:
            return
        if take.exercise_id in self.recorded or not any(map(holds_pictures, self._parts(take))):
            self.drop_take()
        else:
            self.finish_take()

    def videos(self, *, progress: Progress, cancel: CancelToken) -> tuple[ExerciseVideo, ...]:
        """The videos of the visit, one finished file for an exercise, in the protocol's order.

        What was interrupted is put together, which takes as long as copying it.

        Raises:
            VideoError: Nothing can be read of a take, or the disk is full.
            Cancelled: `cancel` was set.
        """
        order = self._draft.exercise_ids
        takes = sorted(self._draft.takes, key=lambda take: order.index(take.exercise_id))
        found = []
        for done, take in enumerate(takes):
            cancel.check()
            progress(done, len(takes), "Putting the recordings together")
            found.append(ExerciseVideo(take.exercise_id, self._whole(take), take.mirrored))
        return tuple(found)

    def remove(self) -> None:
        """Delete everything; after the visit is stored or given up.

        Raises:
            StoreError: A file cannot be removed; it will be at the next start.
        """
        with _told("The recordings of the unfinished visit cannot be removed"):
            given_up = self.folder.rename(self.folder.with_suffix(_GIVEN_UP))
            shutil.rmtree(given_up)

    def _whole(self, take: Take) -> Path:
        parts = self._parts(take)
        if len(parts) == 1 and is_finished(parts[0]):
            return parts[0]
        target = self.folder / f"{_stem(take)}{SUFFIX}"
        if not target.exists():
            join_recordings(parts, target)
        return target

    def _parts(self, take: Take) -> list[Path]:
        return sorted(self.folder.glob(f"{_stem(take)}-*{SUFFIX}"))

    def _remove_parts(self, take: Take) -> None:
        with _told("An earlier recording cannot be removed"):
            for path in self.folder.glob(f"{_stem(take)}*{SUFFIX}"):
                path.unlink()

    def _open_take(self) -> Take:
        if self._draft.open_take is None:
            raise ValueError("no take is being recorded")
        return self._draft.open_take

    def _save(self, draft: Draft) -> None:
        save_draft(draft, self.folder)
        self._draft = draft


def create_spool(root: Path, draft: Draft) -> Spool:
    """Start the folder of a visit, for this user only.

    Args:
        root: The folder of all unfinished visits; created inside an existing one when missing.
        draft: What is known of it.

    Raises:
        StoreError: The folder cannot be created.
    """
    folder = root / uuid4().hex
    with _told(f"The folder {root} for recordings cannot be used"):
        root.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        folder.mkdir(mode=PRIVATE_FOLDER)
    spool = Spool(folder, draft)
    save_draft(draft, folder)
    return spool


def unfinished_visits(root: Path) -> tuple[Spool, ...]:
    """The visits under `root` that were never stored, oldest first.

    A folder whose draft cannot be read is left alone, and named in the log; what was being removed
    when the program ended is removed.

    Raises:
        StoreError: `root` cannot be read.
    """
    found = []
    with _told(f"The folder {root} of unfinished visits cannot be read"):
        folders = [path for path in root.iterdir() if path.is_dir()] if root.exists() else []
    for folder in folders:
        if folder.suffix == _GIVEN_UP:
            shutil.rmtree(folder, ignore_errors=True)
            continue
        try:
            found.append(Spool(folder, load_draft(folder)))
        except StoreError:
            _log.warning("no unfinished visit can be read in %s", folder)
    return tuple(sorted(found, key=lambda spool: spool.draft.started_at))


def _stem(take: Take) -> str:
    return f"{take.exercise_id}-{take.number:03d}"


@contextmanager
def _told(what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{what}: {reason(error)}.") from error
