"""Landmarks moved by hand in one clip after another: made, undone, kept until they are saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.clip_analysis import FilmedClip
from app.clip_review import CorrectedClip
from app.gui.services import Services
from assessment.edit_list import EditList, edit_of
from assessment.mirroring import mirrored_annotation
from assessment.records import Annotation, PointCorrection, Recording

REACH_FRAMES = 5
"""To how many frames before and after a correction is carried unless somebody chooses (default)."""


@dataclass(frozen=True, slots=True)
class EditRow:
    """One line of the list of corrections.

    Attributes:
        annotation: Who, when, in which frame.
        correction: Which landmark.
        saved: It is in the library.
    """

    annotation: Annotation
    correction: PointCorrection
    saved: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    """The corrections of one recording and which way round it was read when they were made."""

    edits: EditList
    mirrored: bool


class CorrectionsModel(QObject):
    """The corrections of every recording since the start; one clip at a time is being corrected.

    Args:
        services: Who examines.
        parent: Owner.

    Signals:
        landmarks_changed: Landmarks of the clip moved, perhaps only for as long as the mouse does.
        edits_changed: A correction was made, undone or saved.
    """

    landmarks_changed = Signal()
    edits_changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._kept: dict[UUID, _Kept] = {}
        self._filmed: FilmedClip | None = None
        self._clip: CorrectedClip | None = None
        self._locked = False
        self.reach_frames = REACH_FRAMES

    @property
    def author(self) -> str:
        """Who corrects; "" as long as nobody said."""
        return self._services.preferences.examiner.strip()

    def name_author(self, name: str) -> None:
        """Say who corrects."""
        self._services.choose(examiner=name.strip())

    @property
    def clip(self) -> CorrectedClip | None:
        """The clip with its landmarks as they are now."""
        return self._clip

    @property
    def locked(self) -> bool:
        """Corrections are being saved; none can be made meanwhile."""
        return self._locked

    @property
    def can_undo(self) -> bool:
        """There is a correction of this clip that is not saved."""
        return not self._locked and self._edits.can_undo

    @property
    def can_redo(self) -> bool:
        """There is an undone correction of this clip."""
        return not self._locked and self._edits.can_redo

    @property
    def history(self) -> tuple[EditRow, ...]:
        """The corrections of this clip that hold, earliest first."""
        edits = self._edits
        return tuple(
            EditRow(annotation, correction, number < edits.saved)
            for number, annotation in enumerate(edits.applied)
            for correction in annotation.corrections
        )

    @property
    def any_unsaved(self) -> bool:
        """Some recording, of whichever visit, has corrections that are not saved."""
        return any(kept.edits.unsaved for kept in self._kept.values())

    def unsaved(self, recording_id: UUID) -> tuple[Annotation, ...]:
        """The corrections of a recording that are not saved."""
        kept = self._kept.get(recording_id)
        return kept.edits.unsaved if kept else ()

    def corrected(self, filmed: FilmedClip) -> CorrectedClip:
        """A clip with all corrections of its recording that hold."""
        return CorrectedClip.of(filmed.detected, self._kept[filmed.recording.id].edits.applied)

    def take_stored(self, clips: Iterable[FilmedClip]) -> None:
        """Note what the library holds of these clips; what is not saved stays on top of it."""
        for filmed in clips:
            recording = filmed.recording
            kept = self._kept.get(recording.id)
            if kept is None or kept.mirrored != recording.mirrored:
                unsaved = () if kept is None else _turned(kept.edits.unsaved, recording)
            elif kept.edits.edits[: kept.edits.saved] == filmed.annotations:
                continue
            else:
                unsaved = kept.edits.unsaved
            edits = (*filmed.annotations, *unsaved)
            saved = len(filmed.annotations)
            self._keep(recording, EditList(edits, cursor=len(edits), saved=saved))

    def open(self, filmed: FilmedClip | None) -> None:
        """Correct this clip from now on."""
        self._filmed = filmed
        self._renew()

    def preview(self, frame: int, point: int, x_px: float, y_px: float) -> None:
        """Move a landmark for the time being."""
        edit = self._edit(frame, point, x_px, y_px)
        if edit is not None and self._filmed is not None:
            edits = (*self._edits.applied, edit)
            self._clip = CorrectedClip.of(self._filmed.detected, edits)
            self.landmarks_changed.emit()

    def place(self, frame: int, point: int, x_px: float, y_px: float) -> None:
        """Move a landmark and carry the displacement to the neighbouring frames."""
        edit = self._edit(frame, point, x_px, y_px)
        if edit is not None:
            self._change(self._edits.added(edit))

    def restore(self, frame: int, point: int) -> None:
        """Give a landmark that was placed in this frame back to the detector."""
        drawn = self._clip.in_frame(frame) if self._clip else None
        if drawn is None or point not in drawn.placed:
            return
        x_px, y_px = drawn.detected_px[point].tolist()
        edit = self._edit(frame, point, x_px, y_px, withdrawn=True)
        if edit is not None:
            self._change(self._edits.added(edit))

    @Slot()
    def abandon(self) -> None:
        """Forget the landmark that was moved for the time being."""
        self._renew()

    @Slot()
    def undo(self) -> None:
        """Take the last correction back."""
        if self.can_undo:
            self._change(self._edits.undone())

    @Slot()
    def redo(self) -> None:
        """Make the correction that was taken back last once more."""
        if self.can_redo:
            self._change(self._edits.redone())

    def lock(self) -> None:
        """Let nobody correct anything while what there is is being saved."""
        self._locked = True
        self.edits_changed.emit()

    def unlock(self, saved: Iterable[UUID] = ()) -> None:
        """Go on; the corrections of the `saved` recordings are in the library."""
        self._locked = False
        for recording_id in saved:
            kept = self._kept[recording_id]
            self._kept[recording_id] = _Kept(kept.edits.all_saved(), kept.mirrored)
        self.edits_changed.emit()

    @property
    def _edits(self) -> EditList:
        return self._kept[self._filmed.recording.id].edits if self._filmed else EditList()

    def _keep(self, recording: Recording, edits: EditList) -> None:
        self._kept[recording.id] = _Kept(edits, recording.mirrored)

    def _edit(
        self, frame: int, point: int, x_px: float, y_px: float, *, withdrawn: bool = False
    ) -> Annotation | None:
        """The act, or None while nobody can correct."""
        if self._filmed is None or self._locked or not self.author:
            return None
        width_px, height_px = self._filmed.detected.frame_size_px
        correction = PointCorrection(
            point=point,
            x_px=min(max(x_px, 0.0), width_px - 1.0),
            y_px=min(max(y_px, 0.0), height_px - 1.0),
            reach_frames=0 if withdrawn else self.reach_frames,
            withdrawn=withdrawn,
        )
        return edit_of(self._filmed.recording.id, frame, correction, author=self.author)

    def _change(self, edits: EditList) -> None:
        if self._filmed is not None:
            self._keep(self._filmed.recording, edits)
            self._renew()

    def _renew(self) -> None:
        self._clip = self.corrected(self._filmed) if self._filmed else None
        self.landmarks_changed.emit()
        self.edits_changed.emit()


def _turned(unsaved: Iterable[Annotation], recording: Recording) -> tuple[Annotation, ...]:
    """Corrections made before it was known which way round the recording is."""
    return tuple(mirrored_annotation(one, width_px=recording.width_px) for one in unsaved)
