"""The recording thread: every picture, in order; drops counted; failures told, nothing lost."""

from __future__ import annotations

import threading

import pytest

from app.capture.cues import Mark, Moment
from app.gui.capture import recording as recording_module
from app.gui.capture.recording import FAULT, MOST_WAITING, RecordingThread, Written
from assessment.protocol import EXERCISES
from core.errors import StoreError, VideoError
from core.progress import CancelToken, ignore_progress
from core.video import VideoFile
from core.video.recorder import Recorder
from tests.app.gui.capture.scripted import make_spool
from tests.core.video.recorded_pictures import camera_picture, image_of


@pytest.fixture
def spool(tmp_path):
    return make_spool(tmp_path / "unfinished", "rest", "snarl")


@pytest.fixture
def recording(qtbot, spool):
    thread = RecordingThread(spool)
    thread.start()
    yield thread
    thread.leave()
    thread.wait()
    assert thread.isFinished()


def times_of(spool):
    found = {}
    for video in spool.videos(progress=ignore_progress, cancel=CancelToken()):
        with VideoFile(video.path) as file:
            found[video.exercise_id] = [frame.time_s for frame in file]
    return found


def put(recording, numbers):
    for number in numbers:
        recording.put(camera_picture(number, time_s=50 + number / 30))


def test_a_take_holds_the_pictures_between_start_and_stop(qtbot, recording, spool):
    put(recording, range(3))
    recording.begin_take("rest")
    put(recording, range(3, 5))
    recording.start_part()
    put(recording, range(5, 25))
    recording.stop_part()
    put(recording, range(25, 30))
    with qtbot.waitSignal(recording.take_finished) as blocker:
        recording.finish_take([Mark(Moment.GO, 1, 50 + 10 / 30)])
    assert blocker.args == ["rest"]
    times_s = times_of(spool)["rest"]
    assert times_s == pytest.approx([n / 30 for n in range(20)], abs=0.0011)
    (take,) = spool.draft.takes
    assert take.marks[0].time_s == pytest.approx(5 / 30)
    assert (take.dropped_count, take.damaged_count) == (0, 0)
    written = recording.written
    assert written.count == 20
    assert written.duration_s == pytest.approx(19 / 30)
    assert written.byte_count > 1000
    assert written.bytes_per_s is None  # so few pictures do not tell
    assert written.rate_hz == pytest.approx(30)


def test_a_take_of_some_seconds_tells_how_fast_it_grows():
    assert Written(count=90, byte_count=6_000, duration_s=3.0).bytes_per_s == 2_000


def test_the_room_that_is_told_never_grows_while_the_disk_stays_as_it_is(
    recording, monkeypatch, qtbot
):
    monkeypatch.setattr(
        recording_module, "minutes_left", lambda folder, *, bytes_per_s: 1e9 / bytes_per_s
    )
    picture = camera_picture(0, image=image_of(0, 640, 480))  # takes less room than expected
    told = []

    def look(exercise_id):
        exercise = EXERCISES[exercise_id]
        told.append(recording.least_minutes_left(picture, exercise))
        return recording.minutes_left(picture, exercise)

    before = look("rest")
    recording.begin_take("rest")
    recording.start_part()
    put(recording, range(20))
    recording.stop_part()
    with qtbot.waitSignal(recording.take_finished):
        recording.finish_take([])
    assert look("rest") <= before
    look("blink_vol")
    assert look("snarl") > told[-1]  # which has room for more than is told
    recording._written = Written(count=90, byte_count=9_000_000, duration_s=3.0)
    assert look("rest") == pytest.approx(1e9 / 3_000_000)  # a take that grows faster than expected
    recording._written = Written()
    look("rest")
    assert told[-1] == told[-2]
    assert told == sorted(told, reverse=True)
    assert told[-1] < told[0]


def test_parts_of_a_take_keep_their_distance(qtbot, recording, spool):
    recording.begin_take("rest")
    recording.start_part()
    put(recording, range(4))
    recording.stop_part()
    recording.start_part()
    put(recording, range(90, 94))
    recording.stop_part()
    with qtbot.waitSignal(recording.take_finished):
        recording.finish_take([])
    times_s = times_of(spool)["rest"]
    assert times_s == pytest.approx([n / 30 for n in (0, 1, 2, 3, 90, 91, 92, 93)], abs=0.0011)
    assert recording.written.count == 8


def test_a_slow_disk_drops_pictures_and_says_how_many(qtbot, recording, spool, monkeypatch):
    entered, go_on = threading.Event(), threading.Event()

    class SlowRecorder(Recorder):
        def write(self, picture):
            entered.set()
            go_on.wait()
            return super().write(picture)

    monkeypatch.setattr(recording_module, "Recorder", SlowRecorder)
    recording.begin_take("rest")
    recording.start_part()
    put(recording, [0])
    entered.wait()
    put(recording, range(1, MOST_WAITING + 8))
    assert recording.written.dropped_count == 7
    recording.stop_part()
    recording.finish_take([])
    recording.begin_take("snarl")
    assert recording.written.dropped_count == 0
    with qtbot.waitSignal(recording.take_finished):
        go_on.set()
    assert spool.draft.takes[0].dropped_count == 7
    assert len(times_of(spool)["rest"]) == 1 + MOST_WAITING


class FailingRecorder(Recorder):
    """A disk that is full after three pictures."""

    def write(self, picture):
        if self.count == 3:
            raise VideoError("The disk is full: make room.")
        return super().write(picture)


def test_a_full_disk_is_told_once_and_what_was_recorded_stays(qtbot, recording, spool, monkeypatch):
    told = []
    recording.failed.connect(told.append)
    monkeypatch.setattr(recording_module, "Recorder", FailingRecorder)
    recording.begin_take("rest")
    recording.start_part()
    with qtbot.waitSignal(recording.failed) as blocker:
        put(recording, range(10))
    assert blocker.args == ["The disk is full: make room."]
    monkeypatch.undo()
    recording.start_part()
    put(recording, range(60, 64))
    recording.stop_part()
    with qtbot.waitSignal(recording.take_finished):
        recording.finish_take([])
    assert told == ["The disk is full: make room."]
    assert len(times_of(spool)["rest"]) == 7


class FaultyRecorder(Recorder):
    """Has a bug that shows at the fourth picture."""

    def write(self, picture):
        if self.count == 3:
            raise ValueError("a bug")
        return super().write(picture)


def test_a_bug_goes_to_the_crash_handler_and_is_told_and_recording_can_go_on(
    qtbot, recording, spool, monkeypatch
):
    monkeypatch.setattr(recording_module, "Recorder", FaultyRecorder)
    recording.begin_take("rest")
    recording.start_part()
    with qtbot.captureExceptions() as bugs, qtbot.waitSignal(recording.failed) as blocker:
        put(recording, range(10))
    assert blocker.args == [FAULT]
    monkeypatch.undo()
    recording.start_part()
    put(recording, range(60, 64))
    recording.stop_part()
    with qtbot.waitSignal(recording.take_finished):
        recording.finish_take([])
    assert [str(error) for _, error, _ in bugs] == ["a bug"]
    assert len(times_of(spool)["rest"]) == 7


def refuse_disk(*_, **__):
    raise StoreError("The disk is full: make room.")


@pytest.fixture
def refused(qtbot, recording, spool, monkeypatch):
    """A take of rest that the disk did not let be finished."""
    recording.begin_take("rest")
    recording.start_part()
    put(recording, range(5))
    recording.stop_part()
    with monkeypatch.context() as full, qtbot.waitSignal(recording.failed):
        full.setattr(spool, "finish_take", refuse_disk)
        recording.finish_take([])
        qtbot.waitUntil(lambda: not recording._queue)


def test_a_take_that_could_not_be_finished_is_kept_when_the_next_begins(recording, spool, refused):
    recording.begin_take("snarl")
    recording.leave()
    recording.wait()
    assert spool.recorded == ("rest",)
    assert len(times_of(spool)["rest"]) == 5


def test_a_take_that_could_not_be_finished_is_gone_when_it_is_skipped(recording, spool, refused):
    recording.skip("rest", "painful")
    recording.leave()
    recording.wait()
    assert spool.recorded == ()
    assert [one.exercise_id for one in spool.draft.skipped] == ["rest"]


def test_a_redo_that_could_not_be_finished_takes_the_place_of_the_earlier_take(
    qtbot, recording, spool, monkeypatch
):
    for first, count in ((0, 5), (100, 8)):
        recording.begin_take("rest")
        recording.start_part()
        put(recording, range(first, first + count))
        recording.stop_part()
        if first:
            with monkeypatch.context() as full, qtbot.waitSignal(recording.failed):
                full.setattr(spool, "finish_take", refuse_disk)
                recording.finish_take([Mark(Moment.GO, 1, 50 + 101 / 30)])
                qtbot.waitUntil(lambda: not recording._queue)
        else:
            with qtbot.waitSignal(recording.take_finished):
                recording.finish_take([])
    recording.begin_take("snarl")
    recording.leave()
    recording.wait()
    (take,) = spool.draft.takes
    assert take.marks[0].time_s == pytest.approx(1 / 30)
    assert len(times_of(spool)["rest"]) == 8


def test_a_take_that_was_never_begun_is_lost_and_told(qtbot, recording, spool, monkeypatch):
    def refuse(*_):
        raise StoreError("The disk is full: make room.")

    monkeypatch.setattr(spool, "begin_take", refuse)
    for step in (lambda: recording.begin_take("rest"), recording.start_part):  # both are refused
        with qtbot.waitSignal(recording.failed):
            step()
    with qtbot.waitSignal(recording.take_lost) as blocker:
        recording.finish_take([])
    assert blocker.args == ["rest"]
    assert spool.recorded == ()


def test_a_picture_that_comes_late_or_twice_is_counted_and_recording_goes_on(
    qtbot, recording, spool
):
    recording.begin_take("rest")
    recording.start_part()
    put(recording, [0, 1, 1, 0, 2])
    recording.stop_part()
    with qtbot.waitSignal(recording.take_finished):
        recording.finish_take([])
    assert spool.draft.takes[0].damaged_count == 2
    assert recording.written.duration_s == pytest.approx(2 / 30)
    assert len(times_of(spool)["rest"]) == 3


def test_a_take_without_a_picture_is_lost_and_told(qtbot, recording, spool):
    recording.begin_take("rest")
    recording.start_part()
    recording.stop_part()
    with qtbot.waitSignals([recording.take_lost, recording.failed]):
        recording.finish_take([])
    assert spool.draft.takes == ()
    assert spool.draft.open_take is None


def test_a_take_can_be_dropped_and_an_exercise_skipped(qtbot, recording, spool):
    recording.begin_take("rest")
    recording.start_part()
    put(recording, range(5))
    recording.stop_part()
    recording.drop_take()
    recording.skip("rest", "Tired")
    recording.confirm_side("Dr Who")
    recording.leave()
    recording.wait()
    assert list(spool.folder.glob("*.mkv")) == []
    assert spool.draft.skipped[0].reason == "Tired"
    assert spool.draft.side_confirmed_by == "Dr Who"


def test_a_folder_that_is_gone_is_told_and_nothing_crashes(qtbot, recording, spool):
    spool.folder.rename(spool.folder.with_name("elsewhere"))
    with qtbot.waitSignal(recording.failed):
        recording.begin_take("rest")
    recording.start_part()
    put(recording, range(3))
    recording.stop_part()
    recording.finish_take([])
    recording.leave()
    recording.wait()
    assert recording.isFinished()
    assert not spool.folder.exists()


def test_stopping_writes_all_that_waits(recording, spool):
    recording.begin_take("rest")
    recording.start_part()
    put(recording, range(40))
    recording.leave()
    recording.wait()
    spool.adopt_open_take()
    assert len(times_of(spool)["rest"]) == 40
