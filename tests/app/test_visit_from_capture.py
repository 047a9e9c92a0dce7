"""From a finished capture to a stored visit."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from app.capture.draft import Draft
from app.capture.spool import Spool, create_spool, unfinished_visits
from app.visit_from_capture import store_capture
from core.errors import StoreError
from core.progress import CancelToken, ignore_progress
from core.video.recorder import Recorder
from tests.core.video.recorded_pictures import camera_picture


class StoringExaminer:
    def examine(self, library, patient, visit, videos, *, progress, cancel):
        library.add_visit(visit, [])
        return library.visits.find(visit.id)


@pytest.fixture
def patient(add_patient):
    return add_patient()


@pytest.fixture
def spool(tmp_path, patient):
    made = create_spool(
        tmp_path / "unfinished",
        Draft(
            patient.id,
            dt.datetime.now(dt.UTC),
            ("rest",),
            examiner="Dr Example",
            site="Room 2",
            distance_m=1.2,
        ),
    )
    made.begin_take("rest")
    with Recorder(made.next_part(), origin_s=0.0) as recorder:
        recorder.write(camera_picture(0))
    made.finish_take()
    return made


def stored(library, patient, spool):
    return store_capture(
        StoringExaminer(), library, patient, spool, progress=ignore_progress, cancel=CancelToken()
    )


def test_recordings_that_cannot_be_removed_do_not_hide_the_stored_visit(
    library, patient, spool, monkeypatch, caplog
):
    def refuse():
        raise StoreError("The recordings of the unfinished visit cannot be removed: in use.")

    monkeypatch.setattr(spool, "remove", refuse)
    found = stored(library, patient, spool)
    assert library.visits.history(patient.id) == (found,)
    assert spool.folder.name in caplog.text


def test_what_was_entered_before_the_recording_stands_in_the_stored_visit(
    library, patient, spool, tmp_path
):
    (again,) = unfinished_visits(tmp_path / "unfinished")
    visit = stored(library, patient, again).visit
    assert (visit.examiner, visit.site, visit.distance_m) == ("Dr Example", "Room 2", 1.2)


def test_the_folder_of_a_stored_visit_is_gone(library, patient, spool):
    stored(library, patient, spool)
    assert not spool.folder.exists()


def test_a_visit_that_was_stored_before_a_crash_is_not_stored_again(
    library, patient, spool, tmp_path, monkeypatch
):
    with monkeypatch.context() as crash:
        crash.setattr(Spool, "remove", lambda _: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            stored(library, patient, spool)
    (again,) = unfinished_visits(tmp_path / "unfinished")
    found = stored(library, patient, again)
    assert library.visits.history(patient.id) == (found,)
    assert unfinished_visits(tmp_path / "unfinished") == ()


def test_a_camera_whose_name_cannot_be_printed_costs_no_recording(library, patient, spool):
    spool._draft = replace(spool.draft, camera="Anna\n\ud800", examiner="Dr\tA")
    found = stored(library, patient, spool)
    assert (found.visit.camera, found.visit.examiner) == ("Anna\ufffd\ufffd", "Dr\ufffdA")
