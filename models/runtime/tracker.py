"""Follows one face from frame to frame, and says honestly when it is not there.

The crop comes from the landmarks of the frame before. The face detector runs only without a track,
at fixed intervals to confirm the track, and when the network is unsure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from core.crop import LANDMARK_BOX_SCALE, CropBox, crop_box_of, cut, from_crop
from core.errors import FaceError
from core.types import FloatArray, Frame, ImageArray, Landmarks
from models.nets.pfnet import CROP_SIZE_PX
from models.runtime.face_box import FaceBox, FaceBoxDetector
from models.runtime.landmarker import CropLandmarker
from models.runtime.pose import HeadFit, fit_head


@dataclass(frozen=True, slots=True)
class TrackerSettings:
    """When a face counts as found; all values are engineering defaults.

    Attributes:
        accept_confidence: Mean confidence of the points below which there is no face.
        doubt_confidence: Mean confidence below which the detector must see the face too.
        residual_max_ratio: Largest `HeadFit.residual_ratio` of a face; photographs stay below 0.1.
        fill_min_ratio: Smallest larger side of the points' box over the side of the crop.
        fill_max_ratio: Largest; 1 / 1.3 is a face that lies in the crop as trained.
        inside_min_ratio: Share of the points that must lie within the picture.
        recheck_interval_s: Longest time without confirmation by the detector.
        settle_ratio: How far, over the side of the crop, the face may lie from where it was cut
            before it is cut anew in the same frame.
        follow_ratio: Share of the way to the newest box that the next crop goes; less than 1 keeps
            noise of the points out of the crop.
        face_min_score: Detector's score from which a box is a face.
        second_face_area_ratio: Area of a second face, over the largest one's, from which it is not
            clear whose exercise it is.
    """

    accept_confidence: float = 0.3
    doubt_confidence: float = 0.5
    residual_max_ratio: float = 0.25
    fill_min_ratio: float = 0.4
    fill_max_ratio: float = 1.1
    inside_min_ratio: float = 0.9
    recheck_interval_s: float = 0.5
    settle_ratio: float = 0.1
    follow_ratio: float = 0.5
    face_min_score: float = 0.9
    second_face_area_ratio: float = 0.4


DEFAULT_SETTINGS: Final = TrackerSettings()


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """What the network says of one crop.

    Attributes:
        points_px: float64 (68, 3), camera frame of the picture.
        confidence: float64 (68,).
        cut_box: The square that the network saw.
        head: The stable reference laid over the points.
    """

    points_px: FloatArray
    confidence: FloatArray
    cut_box: CropBox
    head: HeadFit

    @property
    def face_box(self) -> CropBox:
        """The square in which the network would have liked to see this face."""
        return crop_box_of(self.points_px)


@dataclass(frozen=True, slots=True)
class _Track:
    """A face that is being followed: where to cut next, and when a detector last saw it."""

    box: CropBox
    confirmed_s: float


class FaceTracker:
    """Finds the landmarks of one person in the frames of a video, in order."""

    def __init__(
        self,
        landmarker: CropLandmarker,
        detector: FaceBoxDetector,
        settings: TrackerSettings = DEFAULT_SETTINGS,
    ) -> None:
        self._landmarker = landmarker
        self._detector = detector
        self._settings = settings
        self._track: _Track | None = None

    @property
    def model(self) -> str:
        """The network that places the points: `id@version`."""
        return self._landmarker.model

    def reset(self) -> None:
        """Forget the face; before another video."""
        self._track = None

    def track(self, frame: Frame) -> Landmarks | None:
        """The landmarks of the face in the next frame, or None when no face is sure.

        Raises:
            FaceError: No face is being followed and two of similar size are in the picture.
        """
        reading = self._follow(frame)
        if reading is None:
            self._track = None
            reading = self._acquire(frame)
        if reading is None:
            return None
        return Landmarks(reading.points_px, reading.confidence, reading.head.pose, self.model)

    def _follow(self, frame: Frame) -> _Reading | None:
        """Read the face where it was in the last frame; None when there is none to be sure of."""
        track = self._track
        if track is None:
            return None
        reading = self._read(frame.image, track.box)
        if reading is None:
            return None
        confirmed_s = track.confirmed_s
        if self._must_confirm(reading, frame.time_s - confirmed_s):
            faces = self._faces(frame.image)
            if not any(_same_place(face.box, reading.face_box) for face in faces):
                return None
            confirmed_s = frame.time_s
        self._track = _Track(self._next_box(reading), confirmed_s)
        return reading

    def _acquire(self, frame: Frame) -> _Reading | None:
        """Look for a face in the whole picture."""
        faces = self._faces(frame.image)
        if not faces:
            return None
        self._refuse_second_face(faces, frame.time_s)
        box = faces[0].box
        box = replace(box, side_px=LANDMARK_BOX_SCALE * box.side_px)
        reading = self._read(frame.image, box)
        if reading is not None:
            self._track = _Track(self._next_box(reading), frame.time_s)
        return reading

    def _faces(self, image: ImageArray) -> list[FaceBox]:
        found = self._detector.find(image)
        return [face for face in found if face.score >= self._settings.face_min_score]

    def _refuse_second_face(self, faces: list[FaceBox], time_s: float) -> None:
        largest = faces[0].box
        for other in faces[1:]:
            area_ratio = (other.box.side_px / largest.side_px) ** 2
            comparable = area_ratio >= self._settings.second_face_area_ratio
            if comparable and not _same_place(other.box, largest):
                raise FaceError(
                    f"Two faces of similar size are in the picture at {time_s:.1f} s: "
                    "only the patient may be in view."
                )

    def _read(self, image: ImageArray, box: CropBox) -> _Reading | None:
        """Place the points, cutting once more if the face lies off the middle of `box`."""
        reading = self._read_once(image, box)
        if self._is_face(reading, image) and not self._is_settled(reading):
            reading = self._read_once(image, reading.face_box)
        return reading if self._is_face(reading, image) else None

    def _read_once(self, image: ImageArray, box: CropBox) -> _Reading:
        points, confidence = self._landmarker.predict(cut(image, box, CROP_SIZE_PX)[None])
        points_px = from_crop(points[0], box, CROP_SIZE_PX)
        return _Reading(points_px, confidence[0], box, fit_head(points_px))

    def _is_face(self, reading: _Reading, image: ImageArray) -> bool:
        settings = self._settings
        height, width = image.shape[:2]
        plane = reading.points_px[:, :2]
        inside = ((plane >= 0) & (plane <= (width - 1, height - 1))).all(axis=1)
        fill_ratio = float(np.ptp(plane, axis=0).max()) / reading.cut_box.side_px
        return (
            float(reading.confidence.mean()) >= settings.accept_confidence
            and reading.head.residual_ratio <= settings.residual_max_ratio
            and settings.fill_min_ratio <= fill_ratio <= settings.fill_max_ratio
            and float(inside.mean()) >= settings.inside_min_ratio
        )

    def _is_settled(self, reading: _Reading) -> bool:
        cut_box, face_box = reading.cut_box, reading.face_box
        moved_px = max(
            abs(face_box.center_x_px - cut_box.center_x_px),
            abs(face_box.center_y_px - cut_box.center_y_px),
            abs(face_box.side_px - cut_box.side_px),
        )
        return moved_px <= self._settings.settle_ratio * cut_box.side_px

    def _must_confirm(self, reading: _Reading, unconfirmed_s: float) -> bool:
        in_doubt = float(reading.confidence.mean()) < self._settings.doubt_confidence
        return in_doubt or unconfirmed_s >= self._settings.recheck_interval_s

    def _next_box(self, reading: _Reading) -> CropBox:
        old, wanted, share = reading.cut_box, reading.face_box, self._settings.follow_ratio
        return CropBox(
            old.center_x_px + share * (wanted.center_x_px - old.center_x_px),
            old.center_y_px + share * (wanted.center_y_px - old.center_y_px),
            old.side_px + share * (wanted.side_px - old.side_px),
        )


def _same_place(first: CropBox, second: CropBox) -> bool:
    """Whether each box holds the other's centre."""
    distance_px = max(
        abs(first.center_x_px - second.center_x_px), abs(first.center_y_px - second.center_y_px)
    )
    return distance_px < min(first.side_px, second.side_px) / 2
