"""Corrected frames as a training pack: only of the willing, only what people placed counts full."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from app.reanalysis import save_corrections
from app.training_frames import LEFT_IN_PLACE, write_training_frames
from assessment.edit_list import edit_of
from assessment.records import PointCorrection
from core.crop import CropBox, from_crop
from core.errors import InputError
from core.landmarks import COMMISSURE, NOSE_TIP
from core.progress import Cancelled, CancelToken, ignore_progress
from core.video import read_frames
from models.training.data.pack import open_pack, split_of_pack
from tests.app.conftest import CLIPS, FULL_CONSENT

CORNER = COMMISSURE[1]
FRAMES = (40, 45)


def write(library, patients, folder, cancel=None):
    return write_training_frames(
        library, patients, folder, progress=ignore_progress, cancel=cancel or CancelToken()
    )


@pytest.fixture
def correct(library, exact):
    """Moves a corner of the mouth in two frames; both carry it to their neighbours."""

    def do(patient, examination):
        recording = next(c for c in examination.recordings if c.exercise_id == "smile_open")
        edits = []
        for frame in FRAMES:
            x, y = exact["smile_open"].points_px[frame, CORNER, :2]
            placed = PointCorrection(CORNER, float(x) + 9, float(y), reach_frames=3)
            edits.append(edit_of(recording.id, frame, placed, author="Dr A"))
        return save_corrections(library, patient, examination, edits, by="Dr A")

    return do


@pytest.fixture
def willing(add_patient, add_visit, correct):
    patient = add_patient(consent=FULL_CONSENT)
    correct(patient, add_visit(patient))
    return patient


def test_the_pack_is_one_that_training_opens(library, willing, exact, tmp_path):
    done = write(library, [willing], tmp_path / "pack")
    assert (done.pictures, done.patients, done.unwilling) == (2, 1, 0)
    pack = open_pack(tmp_path / "pack")
    assert len(pack) == 2
    assert split_of_pack(tmp_path / "pack") == "train"
    assert set(pack.persons) == {willing.id.hex}
    assert json.loads((tmp_path / "pack" / "pack.json").read_text("utf-8"))["pictures"] == 2
    truth = exact["smile_open"].points_px[FRAMES[0]].copy()
    truth[CORNER, 0] += 9
    box = CropBox(
        *(truth[:, :2].min(0) + truth[:, :2].max(0)) / 2, 1.8 * np.ptp(truth[:, :2], 0).max()
    )
    back = from_crop(pack.points[0].astype(float), box, pack.images.shape[1])
    np.testing.assert_allclose(back, truth, atol=0.05)


def test_the_pictures_show_the_face_under_the_points(library, willing, exact, tmp_path):
    """The same crop of the same frame, whose colours under the landmarks are those of the video."""
    write(library, [willing], tmp_path / "pack")
    pack = open_pack(tmp_path / "pack")
    frame = read_frames(CLIPS / "smile_open.mp4", [FRAMES[0]])[FRAMES[0]].image
    for point in (NOSE_TIP, *COMMISSURE):
        x, y = pack.points[0, point, :2].round().astype(int)
        there = exact["smile_open"].points_px[FRAMES[0], point, :2].copy()
        there[0] += 9 * (point == CORNER)
        u, v = there.round().astype(int)
        found = pack.images[0, y - 2 : y + 3, x - 2 : x + 3].mean((0, 1))
        expected = frame[v - 2 : v + 3, u - 2 : u + 3].mean((0, 1))
        np.testing.assert_allclose(found, expected, atol=20)


def test_hand_placed_points_count_full_and_depth_not_at_all(library, willing, tmp_path):
    write(library, [willing], tmp_path / "pack")
    weights = open_pack(tmp_path / "pack").weights
    assert (weights[:, CORNER, 0] == 1.0).all()
    assert (weights[:, NOSE_TIP, 0] == LEFT_IN_PLACE).all()
    assert not weights[..., 1].any()


@pytest.mark.parametrize(
    "consent",
    [None, {"research": True}, {"model_training": True, "recording": False}],
)
def test_who_did_not_agree_is_left_out(
    library, willing, add_patient, add_visit, correct, tmp_path, consent
):
    other = add_patient("P-2", consent=consent)
    correct(other, add_visit(other))
    done = write(library, [willing, other], tmp_path / "pack")
    assert (done.patients, done.unwilling) == (1, 1)
    assert set(open_pack(tmp_path / "pack").persons) == {willing.id.hex}
    with pytest.raises(InputError, match="nothing to write"):
        write(library, [other], tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_who_took_the_consent_back_is_left_out(library, willing, tmp_path):
    consent = replace(willing.consent, withdrawn_on=willing.consent.given_on)
    with pytest.raises(InputError, match="nothing to write"):
        write(library, [replace(willing, consent=consent)], tmp_path / "pack")


def test_what_lies_there_is_not_overwritten(library, willing, tmp_path):
    (tmp_path / "pack").mkdir()
    with pytest.raises(InputError, match="already"):
        write(library, [willing], tmp_path / "pack")


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_left(library, willing, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(InputError, match="cannot be written"):
        write(library, [willing], tmp_path / "file" / "pack")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        write(library, [willing], tmp_path / "pack", cancel)
    assert not list(tmp_path.glob("pack*"))


def test_a_patient_without_corrections_gives_no_picture(library, add_patient, add_visit, tmp_path):
    patient = add_patient(consent=FULL_CONSENT)
    add_visit(patient, exercises=("rest",))
    with pytest.raises(InputError, match="nothing to write"):
        write(library, [patient], tmp_path / "pack")
