"""Clips for others: named by pseudonym, with the patient's leave, and read the right way round."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import numpy as np
import pytest

from app.anonymous_videos import VideoKind, write_videos
from app.tables import PatientExport
from assessment.records import Visit
from core.errors import InputError
from core.progress import CancelToken, ignore_progress
from core.video import VideoFile
from tests.app.conftest import CLIPS, FULL_CONSENT


def write(library, patients, folder, kind, *, anonymised=True):
    export = PatientExport(library, patients, anonymised=anonymised)
    return write_videos(
        library, export, folder, kind, progress=ignore_progress, cancel=CancelToken()
    )


def frames(path, **how):
    with VideoFile(path, **how) as video:
        return list(video)


def test_every_clip_is_written_under_a_pseudonym(library, add_patient, add_visit, tmp_path):
    patient = add_patient(consent=FULL_CONSENT)
    add_visit(patient, exercises=("rest",))
    library.add_visit(Visit(uuid4(), patient.id, dt.datetime(2026, 2, 1, tzinfo=dt.UTC)), [])
    written = write(library, [patient], tmp_path / "out", VideoKind.HIDDEN)
    assert [path.name for path in written] == ["S001-visit1-rest-hidden.mp4"]
    before, after = frames(CLIPS / "rest.mp4"), frames(written[0])
    np.testing.assert_allclose(
        [frame.time_s for frame in after], [frame.time_s for frame in before], atol=1e-4
    )


def test_the_face_is_hidden_where_it_is(library, add_patient, add_visit, exact, tmp_path):
    patient = add_patient(consent=FULL_CONSENT)
    add_visit(patient, exercises=("rest",))
    (path,) = write(library, [patient], tmp_path, VideoKind.HIDDEN)
    points = exact["rest"].points_px[0, :, :2]
    low, high = points.min(0).astype(int), points.max(0).astype(int)
    face = np.s_[low[1] : high[1], low[0] : high[0]]
    sharp, mosaic = (
        np.abs(np.diff(read[0].image[face].astype(float), axis=0)).mean()
        for read in (frames(CLIPS / "rest.mp4"), frames(path))
    )
    assert mosaic < 0.6 * sharp


def test_drawn_clips_need_neither_video_nor_consent(library, add_patient, add_visit, tmp_path):
    patient = add_patient()
    add_visit(patient, exercises=("rest",), keep_videos=False)
    (path,) = write(library, [patient], tmp_path, VideoKind.DRAWN)
    assert path.name == "S001-visit1-rest-drawn.mp4"
    assert len(frames(path)) == 62


@pytest.mark.parametrize("consent", [None, {"model_training": True}])
def test_pictures_of_the_unwilling_stay(library, add_patient, add_visit, tmp_path, consent):
    patient = add_patient(consent=consent)
    add_visit(patient, exercises=("rest",))
    with pytest.raises(InputError, match="has not agreed"):
        write(library, [patient], tmp_path / "out", VideoKind.HIDDEN)
    assert not (tmp_path / "out").exists()


def test_a_clip_that_is_not_kept_is_told(library, add_patient, add_visit, tmp_path):
    patient = add_patient(consent=FULL_CONSENT)
    add_visit(patient, exercises=("rest",), keep_videos=False)
    with pytest.raises(InputError, match="not kept"):
        write(library, [patient], tmp_path, VideoKind.HIDDEN)


def test_clips_never_carry_the_patients_code(library, add_patient, tmp_path):
    with pytest.raises(InputError, match="anonymised"):
        write(library, [add_patient()], tmp_path, VideoKind.DRAWN, anonymised=False)


def test_a_folder_that_cannot_be_made_is_told(library, add_patient, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(InputError, match="cannot be written"):
        write(library, [add_patient()], tmp_path / "file" / "out", VideoKind.DRAWN)
