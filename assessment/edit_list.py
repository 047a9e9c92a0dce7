"""Corrections of one recording while somebody edits it: a list with a cursor for undo and redo.

A saved correction is never taken out of the record: whoever changes their mind later withdraws it
with a further correction (`PointCorrection.withdrawn`), so that it stays known who did what.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from assessment.records import Annotation, PointCorrection


def edit_of(
    recording_id: UUID, frame_index: int, *corrections: PointCorrection, author: str
) -> Annotation:
    """One act of a person at this moment.

    Args:
        recording_id: The recording.
        frame_index: Decoded frame.
        corrections: The landmarks placed or withdrawn in it.
        author: Who.

    Raises:
        InputError: The author is not named.
    """
    return Annotation(
        id=uuid4(),
        recording_id=recording_id,
        created_at=dt.datetime.now(dt.UTC),
        author=author,
        frame_index=frame_index,
        corrections=corrections,
    )


@dataclass(frozen=True, slots=True)
class EditList:
    """Edits in the order in which they were made.

    Attributes:
        edits: All that can be had by redoing, each with who, when, where.
        cursor: How many of them hold.
        saved: How many are in the store and cannot be undone.
    """

    edits: tuple[Annotation, ...] = ()
    cursor: int = 0
    saved: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.saved <= self.cursor <= len(self.edits):
            raise ValueError(
                f"{self.saved} saved, {self.cursor} held of {len(self.edits)} edits cannot be"
            )

    @classmethod
    def of(cls, annotations: Iterable[Annotation]) -> EditList:
        """The stored annotations of a recording, earliest first, with nothing to undo."""
        edits = tuple(annotations)
        return cls(edits, len(edits), len(edits))

    @property
    def applied(self) -> tuple[Annotation, ...]:
        """The edits that hold, for `assessment.corrections.standing`."""
        return self.edits[: self.cursor]

    @property
    def unsaved(self) -> tuple[Annotation, ...]:
        """The edits that hold and are not in the store."""
        return self.edits[self.saved : self.cursor]

    @property
    def can_undo(self) -> bool:
        """The last edit is not saved."""
        return self.cursor > self.saved

    @property
    def can_redo(self) -> bool:
        """An edit was undone, and none has been made since."""
        return self.cursor < len(self.edits)

    def added(self, edit: Annotation) -> EditList:
        """With a further edit; what was undone is gone."""
        return EditList((*self.applied, edit), self.cursor + 1, self.saved)

    def undone(self) -> EditList:
        """Without the last edit; the same list when there is none to undo."""
        return replace(self, cursor=max(self.cursor - 1, self.saved))

    def redone(self) -> EditList:
        """With the edit that was undone last; the same list when there is none."""
        return replace(self, cursor=min(self.cursor + 1, len(self.edits)))

    def all_saved(self) -> EditList:
        """After `unsaved` went into the store."""
        return EditList.of(self.applied)
