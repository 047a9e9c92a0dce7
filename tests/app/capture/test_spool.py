"""The folder of an unfinished visit: found again, taken over, put together, removed."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from app.capture.cues import Mark, Moment
from app.capture.draft import DRAFT_FILE, Draft, load_draft
from app.capture.spool import Spool, create_spool, unfinished_visits
from core.errors import InputError, StoreError, VideoError
from core.progress import Cancelled, CancelToken, ignore_progress
from core.video import VideoFile
from core.video.recorder import Recorder
from tests.app.capture import killed_capture
from tests.core.video.recorded_pictures import camera_picture

ROOT = Path(__file__).parents[3]


def draft(**fields):
    known = {
        "patient_id": uuid4(),
        "started_at": dt.datetime(2026, 5, 4, 10, tzinfo=dt.UTC),
        "exercise_ids": ("rest", "snarl", "pucker"),
        "camera": "Kamera ü",
        "examiner": "Dr Example",
    }
    return Draft(**known | fields)


@pytest.fixture
def root(tmp_path):
    return tmp_path / "unfinished"


@pytest.fixture
def spool(root):
    return create_spool(root, draft())


def record_part(spool, first, count, *, closed=True):
    recorder = Recorder(spool.next_part(), origin_s=0.0)
    for number in range(first, first + count):
        recorder.write(camera_picture(number))
    if closed:
        recorder.close()
    else:
        recorder.abandon()


def take(spool, exercise_id, first=0, count=3, marks=()):
    spool.begin_take(exercise_id)
    record_part(spool, first, count)
    spool.finish_take(marks)


def videos(spool):
    return spool.videos(progress=ignore_progress, cancel=CancelToken())


def times_of(video):
    with VideoFile(video.path) as file:
        return [frame.time_s for frame in file]


def found(root):
    (again,) = unfinished_visits(root)
    return again


def files(spool):
    return sorted(path.name for path in spool.folder.glob("*.mkv"))


def test_everything_is_found_again(root, spool):
    marks = (Mark(Moment.GO, 1, 2.5), Mark(Moment.BROKEN_OFF, 1, 3.25))
    take(spool, "snarl", marks=marks)
    take(spool, "rest")
    spool.skip("pucker", "Der Patient ist müde")
    spool.confirm_side("Dr Example")
    again = found(root)
    assert again.draft == spool.draft
    assert again.draft.takes[0].marks == marks
    assert again.draft.skipped[0].reason == "Der Patient ist müde"
    assert again.draft.side_confirmed_by == "Dr Example"
    assert again.recorded == ("snarl", "rest")
    exercises = [video.exercise_id for video in videos(again)]
    assert exercises == ["rest", "snarl"]
    assert all(not video.mirrored for video in videos(again))


def test_each_take_keeps_whether_it_is_a_mirror_image(root, spool):
    take(spool, "rest")
    spool.set_mirrored(True)
    take(spool, "snarl")
    assert [video.mirrored for video in videos(found(root))] == [False, True]


def test_a_draft_that_says_it_once_for_all_takes_is_understood(root, spool):
    spool.set_mirrored(True)
    take(spool, "rest")
    path = spool.folder / DRAFT_FILE
    kept = json.loads(path.read_text("utf-8"))
    del kept["takes"][0]["mirrored"]
    path.write_text(json.dumps(kept), "utf-8")
    assert [video.mirrored for video in videos(found(root))] == [True]


def test_every_camera_of_a_visit_is_named_once(root, spool):
    for name in ("Desk cam", "Kamera ü", "Desk cam"):
        spool.add_camera(name)
    assert found(root).draft.camera == "Kamera ü, Desk cam"


def test_an_exercise_that_was_closed_well_is_not_copied(spool):
    take(spool, "rest")
    (video,) = videos(spool)
    assert files(spool) == [video.path.name]


def test_stretches_become_one_video_once(spool):
    spool.begin_take("snarl")
    record_part(spool, 0, 3)
    record_part(spool, 30, 2, closed=False)
    spool.finish_take()
    (video,) = videos(spool)
    times_s = times_of(video)
    assert len(times_s) >= 4
    assert times_s[3] == pytest.approx(1.0, abs=0.001)
    written = video.path.stat().st_mtime_ns
    assert videos(spool)[0].path.stat().st_mtime_ns == written


def test_redo_replaces_and_removes_the_earlier_take(spool):
    take(spool, "rest", count=3)
    before = files(spool)
    spool.begin_take("rest")
    record_part(spool, 0, 5)
    assert len(times_of(videos(spool)[0])) == 3
    spool.finish_take()
    assert len(times_of(videos(spool)[0])) == 5
    assert len(files(spool)) == 1
    assert files(spool) != before


def test_a_take_that_is_dropped_leaves_the_earlier_one(spool):
    take(spool, "rest", count=3)
    spool.begin_take("rest")
    record_part(spool, 0, 5)
    spool.drop_take()
    assert len(times_of(videos(spool)[0])) == 3
    assert len(files(spool)) == 1
    spool.drop_take()
    with pytest.raises(ValueError, match="no take"):
        spool.next_part()


def test_recording_what_was_skipped_takes_the_reason_away(spool):
    spool.skip("rest", "Tired")
    spool.skip("rest", "Very tired")
    assert [skip.reason for skip in spool.draft.skipped] == ["Very tired"]
    take(spool, "rest")
    assert spool.draft.skipped == ()
    with pytest.raises(InputError, match="without a reason"):
        spool.skip("snarl", " ")


def test_what_is_left_out_after_all_is_removed(root, spool):
    take(spool, "rest")
    take(spool, "snarl")
    spool.skip("snarl", "Two people in the picture")
    again = found(root)
    assert again.recorded == ("rest",)
    assert [skip.exercise_id for skip in again.draft.skipped] == ["snarl"]
    assert not list(again.folder.glob("snarl*"))
    assert [video.exercise_id for video in videos(again)] == ["rest"]


def test_after_a_crash_the_take_under_way_counts_if_it_is_all_there_is(root, spool):
    take(spool, "rest", count=3)
    spool.begin_take("rest")
    record_part(spool, 0, 6, closed=False)
    again = found(root)
    again.adopt_open_take()
    assert len(times_of(videos(again)[0])) == 3
    again.begin_take("snarl")
    record_part(again, 0, 6, closed=False)
    again = found(root)
    again.adopt_open_take()
    again.adopt_open_take()
    assert again.recorded == ("rest", "snarl")
    assert len(times_of(videos(again)[1])) >= 5
    again.begin_take("pucker")
    again = found(root)
    again.adopt_open_take()
    assert again.recorded == ("rest", "snarl")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGKILL")
def test_a_program_killed_while_recording_is_offered_again(root):
    root.mkdir()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, killed_capture.__file__, str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as child:
        for _ in range(12):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)
    again = found(root)
    again.adopt_open_take()
    assert again.recorded == ("rest", "snarl")
    assert all(
        len(times_of(video)) >= least for video, least in zip(videos(again), (5, 6), strict=True)
    )


def test_nothing_in_a_take_is_told(spool):
    spool.begin_take("rest")
    spool.next_part().write_bytes(b"")
    spool.finish_take()
    with pytest.raises(VideoError, match="nothing was recorded"):
        videos(spool)


def test_putting_together_can_be_stopped(spool):
    take(spool, "rest")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        spool.videos(progress=ignore_progress, cancel=cancel)


def test_removed_for_good_once_stored(root, spool):
    take(spool, "rest")
    spool.remove()
    assert unfinished_visits(root) == ()
    assert list(root.iterdir()) == []


def test_a_removal_that_was_cut_off_is_ended_at_the_next_start(root, spool):
    take(spool, "rest")
    spool.folder.rename(spool.folder.with_suffix(".removed"))
    assert unfinished_visits(root) == ()
    assert list(root.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", "{", '{"patient_id": "x"}', "null", '{"takes": 3}'],
)
def test_a_draft_that_cannot_be_read_is_left_alone(root, spool, caplog, content):
    take(spool, "rest")
    (spool.folder / DRAFT_FILE).write_text(content, "utf-8")
    assert unfinished_visits(root) == ()
    assert files(spool)
    assert str(spool.folder) in caplog.text
    with pytest.raises(StoreError, match="not readable"):
        load_draft(spool.folder)


@pytest.mark.parametrize("exercise_id", ["../../etc", "unknown", ""])
def test_only_exercises_of_the_protocol_name_files(root, spool, exercise_id):
    take(spool, "rest")
    path = spool.folder / DRAFT_FILE
    path.write_text(path.read_text("utf-8").replace('"rest"', f'"{exercise_id}"'), "utf-8")
    assert unfinished_visits(root) == ()


def test_a_visit_begun_before_place_and_distance_were_asked_for_is_found(root, spool):
    path = spool.folder / DRAFT_FILE
    kept = json.loads(path.read_text("utf-8"))
    del kept["site"], kept["distance_m"]
    path.write_text(json.dumps(kept), "utf-8")
    (found,) = unfinished_visits(root)
    assert (found.draft.site, found.draft.distance_m) == ("", None)


def test_visits_come_oldest_first(root):
    late = create_spool(root, draft(started_at=dt.datetime(2026, 6, 1, tzinfo=dt.UTC)))
    early = create_spool(root, draft(started_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)))
    assert [one.folder for one in unfinished_visits(root)] == [early.folder, late.folder]


def test_no_folder_no_visits(root):
    assert unfinished_visits(root) == ()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_only_this_user_may_look_inside(root, spool):
    for folder in (root, spool.folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_disk_that_refuses_is_told(root, spool, monkeypatch):
    def full(self, *arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(StoreError, match="disk is full"):
        spool.skip("rest", "Tired")
    assert spool.draft.skipped == ()
    monkeypatch.undo()
    assert found(root).draft == spool.draft


def test_a_place_that_cannot_be_used_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(StoreError, match="cannot be used"):
        create_spool(tmp_path / "file", draft())
    with pytest.raises(StoreError, match="cannot be read"):
        load_draft(tmp_path)
    assert isinstance(Spool(tmp_path, draft()).recorded, tuple)


def test_after_a_crash_before_its_first_picture_a_take_does_not_count(root, spool):
    take(spool, "rest", count=3)
    spool.begin_take("snarl")
    spool.next_part().write_bytes(b"")
    again = found(root)
    again.adopt_open_take()
    assert again.recorded == ("rest",)
    assert len(videos(again)) == 1
