"""The data sets of Table I of the paper, and the prepared photo sets: what each is and its opener.

Licence notes repeat what the publishers state; where we are not sure they point to the publisher.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from core.errors import InputError
from core.types import POINT_COUNT
from models.training.data.sets import large_pose, listed, packed, prepared, pts_family, sequences
from models.training.data.sets.folders import FfhqSet, MeeiSet
from models.training.data.sets.pts_family import PROFILE_POINT_COUNT, TO_BE_SPLIT, PtsSet
from models.training.data.sets.records import DataSet
from models.training.data.sets.splits import DEFAULT_VAL_SHARE

IBUG_TERMS: Final = "annotations for non-commercial research only; pictures: see the publisher"
ASK: Final = "see the publisher's terms"


@dataclass(frozen=True, slots=True)
class OpenOptions:
    """How a set is opened.

    Attributes:
        val_share: Share of the persons kept for validation where the publisher does not say.
        max_disagreement_pct: For prepared sets with teachers, see `prepared.PreparedSet`.
    """

    val_share: float = DEFAULT_VAL_SHARE
    max_disagreement_pct: float | None = None


@dataclass(frozen=True, slots=True)
class DataSetInfo:
    """One data set.

    Attributes:
        name: How commands call it.
        title: How its publishers call it.
        train: For what the paper trains with it: AE (autoencoder), 2D, 3D (3DA-2D and depth).
        test: For what the paper tests with it.
        images: Pictures or frames in Table I; 0 for sets that are not in it.
        layout: What its folder must hold.
        licence: What its publishers allow.
        opener: Makes the adapter.
        teachers: It tells how far its teachers differ.
    """

    name: str
    title: str
    train: tuple[str, ...]
    test: tuple[str, ...]
    images: int
    layout: str
    licence: str
    opener: Callable[[Path, OpenOptions], DataSet]
    teachers: bool = False

    def open(self, folder: Path, options: OpenOptions | None = None) -> DataSet:
        """The adapter for the set in `folder`.

        Raises:
            InputError: An option does not go with this set.
        """
        options = options or OpenOptions()
        if options.max_disagreement_pct is not None and not self.teachers:
            raise InputError(f"{self.name} has no teachers that could disagree: leave that out.")
        return self.opener(folder, options)


def _pts(
    parts: Mapping[str, str],
    *,
    person_of: Callable[[str], str] = pts_family.whole_name,
    counts: tuple[int, ...] = (POINT_COUNT,),
) -> Callable[[Path, OpenOptions], DataSet]:
    return lambda folder, options: PtsSet(folder, parts, options.val_share, person_of, counts)


_TRAIN_AND_TEST: Final = {"trainset": TO_BE_SPLIT, "testset": "test"}

_ALL: Final = (
    DataSetInfo(
        "celeba", "CelebA", ("AE",), (), 202_599,
        "Img/img_align_celeba/000001.jpg... (or Img/img_celeba with Anno/list_bbox_celeba.txt), "
        "Anno/identity_CelebA.txt, Eval/list_eval_partition.txt; the lists may also lie beside Img",
        "non-commercial research only",
        lambda folder, _: listed.CelebaSet(folder),
    ),
    DataSetInfo(
        "affectnet", "AffectNet", ("AE",), (), 291_650,
        "train_set and val_set, each with images/0.jpg... and annotations/0_lnd.npy...; or "
        "training.csv, validation.csv, Manually_Annotated_Images/ and, if wanted, "
        "automatically_annotated.csv with Automatically_Annotated_Images/",
        "for research, under a licence agreement with the publisher",
        lambda folder, options: listed.AffectnetSet(folder, options.val_share),
    ),
    DataSetInfo(
        "menpo2d", "Menpo 2D", ("AE",), (), 8_954,
        "pictures with a .pts file of the same name, in any subfolders; 68 points, or 39 for "
        "profiles (taken without landmarks)",
        IBUG_TERMS,
        _pts({".": TO_BE_SPLIT}, counts=(POINT_COUNT, PROFILE_POINT_COUNT)),
    ),
    DataSetInfo(
        "ls3dw", "LS3D-W", ("AE",), (), 7_200,
        "pictures with a .t7 (68 x 2) or .pts file of the same name, in any subfolders; Table I's "
        "number is that of the balanced subset",
        ASK,
        lambda folder, options: large_pose.Ls3dwSet(folder, options.val_share),
    ),
    DataSetInfo(
        "ffhq", "FFHQ", (), ("AE",), 70_000,
        "images1024x1024/00000/00000.png... (or thumbnails128x128, whose faces are under 100 px)",
        "data set CC BY-NC-SA 4.0 (NVIDIA); each picture under its own licence",
        lambda folder, _: FfhqSet(folder),
    ),
    DataSetInfo(
        "neuroface", "Toronto NeuroFace", ("AE",), (), 3_306,
        "a folder a group (ALS, Stroke, HealthyControls): Frames/NAME.jpg with Landmarks_gt/"
        "NAME.txt, or NAME.jpg with NAME.lmk2d.txt beside it; 68 lines of x y",
        "on request to the publisher; see the publisher's terms",
        lambda folder, options: sequences.NeurofaceSet(folder, options.val_share),
    ),
    DataSetInfo(
        "meei", "MEEI facial palsy standard set", ("AE",), (), 12_050,
        "a folder a patient with photos, frames or videos, e.g. Flaccid/Severe/PATIENT/*.jpg",
        ASK,
        lambda folder, options: MeeiSet(folder, options.val_share),
    ),
    DataSetInfo(
        "parface", "ParFace", ("AE",), ("3D",), 4_200,
        "a folder a sequence: FRAME.png and, where annotated, FRAME.txt (68 lines of x y z); or "
        "SEQUENCE.mp4 with SEQUENCE/NUMBER.txt, numbers from 0",
        "for research, on request to the authors",
        lambda folder, options: sequences.ParfaceSet(folder, options.val_share),
    ),
    DataSetInfo(
        "parface-palsy", "ParFace, annotated sequences divided for Table VI", ("3D",), ("3D",), 0,
        "as parface; every third annotated sequence is test, the others are train",
        "for research, on request to the authors",
        lambda folder, _options: sequences.ParfacePalsySet(folder),
    ),
    DataSetInfo(
        "300wlp", "300W-LP", ("AE", "3D"), (), 61_225,
        "AFW, HELEN, IBUG, LFPW with NAME.jpg and NAME.mat; landmarks/AFW/NAME_pts.mat...; for "
        "depth Code/ModelGeneration/Model_Shape.mat and Model_Exp.mat (made from the Basel Face "
        "Model), or pt3d_68 in NAME.mat; it holds the test photos of HELEN, LFPW and iBUG too",
        IBUG_TERMS,
        lambda folder, options: large_pose.LargePoseSet(folder, options.val_share),
    ),
    DataSetInfo(
        "afw", "AFW", ("2D",), (), 337,
        "NAME.jpg and NAME.pts",
        IBUG_TERMS,
        _pts({".": TO_BE_SPLIT}, person_of=pts_family.without_face_number),
    ),
    DataSetInfo(
        "helen", "HELEN", ("2D",), ("2D",), 2_330,
        "trainset and testset with NAME.jpg and NAME.pts",
        IBUG_TERMS,
        _pts(_TRAIN_AND_TEST, person_of=pts_family.without_face_number),
    ),
    DataSetInfo(
        "lfpw", "LFPW", ("2D",), ("2D",), 1_035,
        "trainset and testset with NAME.png and NAME.pts",
        IBUG_TERMS,
        _pts(_TRAIN_AND_TEST),
    ),
    DataSetInfo(
        "300w", "300-W test set", (), ("2D",), 600,
        "01_Indoor and 02_Outdoor with NAME.png and NAME.pts",
        IBUG_TERMS,
        _pts({"01_Indoor": "test", "02_Outdoor": "test"}),
    ),
    DataSetInfo(
        "ibug", "iBUG", (), ("2D",), 135,
        "NAME.jpg and NAME.pts",
        IBUG_TERMS,
        _pts({".": "test"}),
    ),
    DataSetInfo(
        "wflw", "WFLW (98 points, 68 taken)", ("2D",), ("2D",), 10_000,
        f"WFLW_images/<event>/NAME.jpg, {listed.WFLW_LISTS}/list_98pt_rect_attr_train.txt and "
        "..._test.txt",
        "non-commercial research only",
        lambda folder, options: listed.WflwSet(folder, options.val_share),
    ),
    DataSetInfo(
        "aflw2000", "AFLW2000-3D", (), ("3D",), 2_000,
        "image00002.jpg and image00002.mat... (pt3d_68, Pose_Para)",
        ASK,
        lambda folder, _: large_pose.Aflw2000Set(folder),
    ),
    DataSetInfo(
        "photos", "prepared photos, human points", ("3D",), ("2D",), 0,
        prepared.LAYOUT,
        "see the column licence of index.csv",
        lambda folder, options: prepared.PreparedSet(
            folder, prepared.LABELLED, options.max_disagreement_pct
        ),
        teachers=True,
    ),
    DataSetInfo(
        "pool", "prepared photos, teachers' points", ("AE", "3D"), (), 0,
        prepared.LAYOUT,
        "see the column licence of index.csv",
        lambda folder, options: prepared.PreparedSet(
            folder, prepared.TAUGHT, options.max_disagreement_pct
        ),
        teachers=True,
    ),
    DataSetInfo(
        packed.PACK_SET, "any pack, rendered and photo-driven faces too", (), ("3D",), 0,
        packed.LAYOUT,
        "that of its pictures",
        lambda folder, _: packed.PackedSet(folder),
    ),
)  # fmt: skip

DATASETS: Final[Mapping[str, DataSetInfo]] = MappingProxyType({info.name: info for info in _ALL})
"""All data sets by the name that commands use."""


def find_data_set(name: str) -> DataSetInfo:
    """The set called `name`.

    Raises:
        InputError: There is none.
    """
    if name not in DATASETS:
        raise InputError(f"Unknown data set {name!r}: choose one of {', '.join(DATASETS)}.")
    return DATASETS[name]
