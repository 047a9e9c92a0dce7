"""300W-LP and AFLW2000-3D (Zhu et al., CVPR 2016; paper's [107]) and LS3D-W (paper's [11]).

300W-LP's own `.mat` has pose and model parameters; the 3DA-2D points lie in `landmarks/`. Its z
comes from the face model (`morphable`), or from `pt3d_68` where a release adds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from core.errors import DataError
from core.types import POINT_COUNT, FloatArray
from models.training.data.sets.depth import from_nearer_positive
from models.training.data.sets.morphable import MODEL_FOLDER, SHAPE_FILE, MorphableLandmarks
from models.training.data.sets.reading import (
    FIRST_PIXEL,
    files_under,
    need,
    picture_beside,
    read_mat,
    read_pts,
)
from models.training.data.sets.records import FaceRecord, PictureSource
from models.training.data.sets.splits import split_of
from models.training.data.sets.torch7 import read_t7

SOURCES: Final = ("AFW", "HELEN", "IBUG", "LFPW")
"""Folders of 300W-LP. The `_Flip` ones are left out, as in the count of Table I: we flip anyway."""

_POSE_WITH_SCALE: Final = 7
_MODEL_TOLERANCE: Final = 0.05
"""How far x from the model may lie from x in the file, in widths of the face: a check that file and
model belong together."""
_VIDEO_PART: Final = "300VW-3D"

_FACE_SHAPES: Final[dict[str, tuple[int | None, ...]]] = {
    "pt3d_68": (3, POINT_COUNT),
    "Pose_Para": (1, None),
    "Shape_Para": (None, 1),
    "Exp_Para": (None, 1),
}


@dataclass(frozen=True, slots=True)
class LargePoseSet:
    """300W-LP.

    Attributes:
        folder: Where the set lies.
        val_share: Share of the base photos kept for validation.
    """

    folder: Path
    val_share: float

    def records(self) -> tuple[FaceRecord, ...]:
        """See `records.DataSet.records`. Without a face model the points have no z."""
        model = None
        if (self.folder / MODEL_FOLDER / SHAPE_FILE).exists():
            model = MorphableLandmarks.load(self.folder / MODEL_FOLDER)
        found = tuple(
            self._record(path, source, model)
            for source in SOURCES
            for path in files_under(self.folder / source, (".mat",))
        )
        if not found:
            raise DataError(f"{self.folder} has no .mat file in {', '.join(SOURCES)}.")
        return found

    def _record(self, path: Path, source: str, model: MorphableLandmarks | None) -> FaceRecord:
        fitted = read_mat(path, _FACE_SHAPES)
        if "pt3d_68" in fitted:
            points = _landmarks_of(fitted["pt3d_68"])
        else:
            points = self._projected(path, source)
            if model is not None:
                points = _with_depth(points, fitted, model, path)
        person = base_photo(path.stem, source)
        return FaceRecord(
            name=f"{source}/{path.stem}",
            source=PictureSource(picture_beside(path.with_suffix(""))),
            person=person,
            split=split_of(person, self.val_share),
            points_px=points,
            yaw_deg=_yaw_deg(fitted, path),
            groups={"source": source},
        )

    def _projected(self, path: Path, source: str) -> FloatArray:
        """The 3DA-2D points (68, 2) in `landmarks/`."""
        beside = self.folder / "landmarks" / source / f"{path.stem}_pts.mat"
        points = need(read_mat(beside, {"pts_3d": (POINT_COUNT, 2)}), "pts_3d", beside)
        return points - FIRST_PIXEL


def base_photo(stem: str, source: str) -> str:
    """The photo from which a turned face was made, with the number of the turn cut off.

    AFW and HELEN also number the faces of a photo: `HELEN_232194_1_0` comes from `HELEN_232194`.
    """
    photo = re.sub(r"_\d+$", "", stem)
    return re.sub(r"_\d+$", "", photo) if source in ("AFW", "HELEN") else photo


@dataclass(frozen=True, slots=True)
class Aflw2000Set:
    """AFLW2000-3D: pictures with `pt3d_68`, all for testing.

    Attributes:
        folder: Where the set lies.
    """

    folder: Path

    def records(self) -> tuple[FaceRecord, ...]:
        """See `records.DataSet.records`."""
        found = []
        for path in files_under(self.folder, (".mat",)):
            if path.parent != self.folder:
                continue  # the release's own code and model
            fitted = read_mat(path, {name: _FACE_SHAPES[name] for name in ("pt3d_68", "Pose_Para")})
            found.append(
                FaceRecord(
                    name=path.stem,
                    source=PictureSource(picture_beside(path.with_suffix(""))),
                    person=path.stem,
                    split="test",
                    points_px=_landmarks_of(need(fitted, "pt3d_68", path)),
                    yaw_deg=_yaw_deg(fitted, path),
                )
            )
        if not found:
            raise DataError(f"{self.folder} has no .mat file: expected image00002.mat and others.")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Ls3dwSet:
    """LS3D-W: 3DA-2D points in `.t7` (Torch7) or `.pts` files beside the pictures.

    Both are taken to count pixels from 1, as Torch7 does.

    Attributes:
        folder: Where the set or a part of it lies.
        val_share: Share of the pictures, or videos of 300VW-3D, kept for validation.
    """

    folder: Path
    val_share: float

    def records(self) -> tuple[FaceRecord, ...]:
        """See `records.DataSet.records`."""
        found = tuple(self._record(path) for path in files_under(self.folder, (".t7", ".pts")))
        if not found:
            raise DataError(f"{self.folder} has no .t7 or .pts file: give the folder of LS3D-W.")
        return found

    def _record(self, path: Path) -> FaceRecord:
        inside = path.relative_to(self.folder).with_suffix("")
        person = inside.parent if _VIDEO_PART in path.parts else inside
        points = (
            read_t7(path, (POINT_COUNT, 2)) - FIRST_PIXEL
            if path.suffix.lower() == ".t7"
            else read_pts(path)
        )
        return FaceRecord(
            name=inside.as_posix(),
            source=PictureSource(picture_beside(path.with_suffix(""))),
            person=person.as_posix(),
            split=split_of(person.as_posix(), self.val_share),
            points_px=points,
        )


def _landmarks_of(pt3d: FloatArray) -> FloatArray:
    """`pt3d_68` (3, 68): pixels from 1 and z towards the camera, as (68, 3) in our frame."""
    return from_nearer_positive(pt3d.T - (FIRST_PIXEL, FIRST_PIXEL, 0.0))


def _yaw_deg(fitted: dict[str, FloatArray], path: Path) -> float:
    """The second angle of `Pose_Para`, whose sign is that of `core.types.HeadPose`."""
    return float(np.rad2deg(_pose(fitted, path, at_least=3)[1]))


def _pose(fitted: dict[str, FloatArray], path: Path, *, at_least: int) -> FloatArray:
    pose: FloatArray = need(fitted, "Pose_Para", path)[0]
    if len(pose) < at_least:
        raise DataError(f"{path}: Pose_Para has {len(pose)} numbers, expected {at_least}.")
    return pose


def _with_depth(
    plane: FloatArray, fitted: dict[str, FloatArray], model: MorphableLandmarks, path: Path
) -> FloatArray:
    """The plane points (68, 2) with z of the fitted model, (68, 3) in our frame."""
    pose = _pose(fitted, path, at_least=_POSE_WITH_SCALE)
    shape, expression = need(fitted, "Shape_Para", path), need(fitted, "Exp_Para", path)
    try:
        placed = model.place(pose, shape[:, 0], expression[:, 0])
    except ValueError as error:
        raise DataError(
            f"{path} has parameters of another face model than {SHAPE_FILE}."
        ) from error
    off = np.abs(placed[:, 0] - FIRST_PIXEL - plane[:, 0]).mean() / np.ptp(plane, axis=0).max()
    if off > _MODEL_TOLERANCE:
        raise DataError(
            f"{path}: the face model puts the points {off:.0%} of the face aside: use the "
            f"{SHAPE_FILE} of the same release."
        )
    return from_nearer_positive(np.column_stack((plane, placed[:, 2])))
