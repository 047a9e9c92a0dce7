"""The steps behind looking through a visit: read it, measure a clip of it, keep corrections.

Each takes `progress` and `cancel`, as work in the background does, also where it has one step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.clip_analysis import FilmedClip
from app.clip_review import ClipReview, review_clip
from app.reanalysis import save_corrections
from assessment.analysis import Clip
from assessment.examination import Analysis, Examination
from assessment.recalculation import Recalculation
from assessment.records import Annotation, Patient
from assessment.results import TrialResult
from assessment.store.library import Library
from core.errors import InputError
from core.progress import CancelToken, Progress


@dataclass(frozen=True, slots=True, eq=False)
class FilmedVisit:
    """A visit with what was found in its clips.

    Attributes:
        patient: Whose it is.
        examination: The visit.
        analysis: Its newest analysis.
        clips: The measured clips, in the order of the trials.
    """

    patient: Patient
    examination: Examination
    analysis: Analysis
    clips: tuple[FilmedClip, ...]

    def clip(self, recording_id: UUID) -> FilmedClip | None:
        """The clip of a recording; None when it was not measured."""
        return next((one for one in self.clips if one.recording.id == recording_id), None)

    def trial(self, recording_id: UUID) -> TrialResult | None:
        """What the analysis says of a recording; None when it was not measured."""
        trials = dict(zip(self.analysis.recording_ids, self.analysis.result.trials, strict=True))
        return trials.get(recording_id)


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredClip:
    """What came of measuring a clip, and what the next measurement of it needs."""

    filmed: FilmedClip
    recalculation: Recalculation
    review: ClipReview


def read_visit(
    library: Library,
    patient: Patient,
    visit_id: UUID,
    *,
    progress: Progress,
    cancel: CancelToken,
) -> FilmedVisit:
    """Read a visit with landmarks and annotations of its newest analysis.

    Raises:
        InputError: There is no such visit, or it was never analysed.
        StoreError: The database failed.
        Cancelled: `cancel` was set.
    """
    examination = library.visits.find(visit_id)
    analysis = examination.latest
    if analysis is None:
        raise InputError("The visit was never analysed; analyse its videos first.")
    recordings = {one.id: one for one in examination.recordings}
    clips = []
    detected = library.visits.detected(analysis.id)
    for key, sequence in zip(analysis.recording_ids, detected, strict=True):
        cancel.check()
        clips.append(FilmedClip(recordings[key], sequence, library.annotations.of_recording(key)))
        progress(len(clips), len(detected), "Reading the landmarks")
    return FilmedVisit(patient, examination, analysis, tuple(clips))


def measure_first(
    visit: FilmedVisit,
    filmed: FilmedClip,
    session: Sequence[Clip],
    clip: Clip,
    *,
    progress: Progress,
    cancel: CancelToken,
) -> MeasuredClip:
    """Measure a clip that has just been opened.

    Args:
        visit: The visit.
        filmed: The clip as it was read.
        session: All measured clips of the visit with their landmarks as they are, in the order of
            the trials.
        clip: The one to measure.
        progress: Told when it is done.
        cancel: Checked before.

    Raises:
        FaceError: Too few of its frames can be measured.
        Cancelled: `cancel` was set.
    """
    cancel.check()
    recalculation = Recalculation(session, visit.analysis.result)
    review = review_clip(recalculation, clip)
    progress(1, 1, "Measuring the clip")
    return MeasuredClip(filmed, recalculation, review)


def measure_again(
    before: MeasuredClip, clip: Clip, *, progress: Progress, cancel: CancelToken
) -> MeasuredClip:
    """Measure the same clip with other landmarks; raises as `measure_first`."""
    cancel.check()
    review = review_clip(before.recalculation, clip)
    progress(1, 1, "Measuring the clip")
    return MeasuredClip(before.filmed, before.recalculation, review)


def save_edits(
    library: Library,
    visit: FilmedVisit,
    edits: Sequence[Annotation],
    *,
    author: str,
    progress: Progress,
    cancel: CancelToken,
) -> tuple[UUID, ...]:
    """Keep corrections and the analysis that rests on them.

    Returns:
        The recordings that were corrected.

    Raises:
        FaceError: With the corrections no clip can be measured.
        StoreError: The database failed; nothing was kept.
        Cancelled: `cancel` was set before; nothing was kept.
    """
    cancel.check()
    save_corrections(library, visit.patient, visit.examination, edits, by=author)
    progress(1, 1, "Keeping the corrections")
    return tuple({edit.recording_id for edit in edits})
