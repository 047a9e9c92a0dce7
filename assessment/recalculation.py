"""One clip measured again at once, while somebody moves its landmarks."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.analysis import Clip
from assessment.face_frame import register
from assessment.findings import SessionContext
from assessment.gating import Rejection, UsableClip, screen
from assessment.network_error import trial_allowing_for_network
from assessment.protocol import EXERCISES, REST_END_ID, REST_ID
from assessment.rest import RestFace, find_rest
from assessment.results import FaceFrame, SessionResult, TrialResult
from assessment.trials import analyse_trial
from core.errors import FaceError


class Recalculation:
    """The session around the clip that is being edited, prepared once.

    Measures and indices of a clip are those that a whole analysis would give, with one exception:
    where no rest clip was recorded, the resting face stays the one of the session as it was given,
    although it also rests on the quiet stretches of the edited clip.
    """

    def __init__(self, clips: Sequence[Clip], result: SessionResult) -> None:
        """Prepare.

        Args:
            clips: The landmarks behind each trial of `result`, in their order.
            result: The analysis that is being edited.
        """
        self._result = result
        screened = {clip.exercise_id: _usable(clip) for clip in clips}
        self._rest = self._find_rest(screened)
        self._rest_source = next((key for key in (REST_ID, REST_END_ID) if key in screened), None)

    @property
    def face_frame(self) -> FaceFrame:
        """The axes in which the clips are measured."""
        return self._rest.face_frame

    def measure(self, clip: Clip) -> TrialResult:
        """The result of one clip.

        Args:
            clip: One of the session's clips with its landmarks as they are now.

        Raises:
            FaceError: Too few of its frames can be measured.
        """
        usable = _usable(clip)
        rest = self._rest
        if clip.exercise_id == self._rest_source:
            rest = self._find_rest({clip.exercise_id: usable})
        context = SessionContext(
            reference=rest.reference,
            affected=self._result.affected,
            mm_per_unit=self._result.face_frame.mm_per_unit,
            depth_calibrated=self._result.depth_calibrated,
        )
        trial = analyse_trial(register(usable, rest.face_frame), context)
        return trial_allowing_for_network(trial.result, self._result.ratio_error_points)

    def _find_rest(self, clips: dict[str, UsableClip]) -> RestFace:
        frame = self._result.face_frame
        return find_rest(clips, outer_canthal_mm=frame.mm_per_unit, depth_scale=frame.depth_scale)


def _usable(clip: Clip) -> UsableClip:
    screened = screen(EXERCISES[clip.exercise_id], clip.landmarks)
    if isinstance(screened, Rejection):
        raise FaceError(f"The clip cannot be measured: {screened.reason}.")
    return screened
