"""Sources: Qt's camera through its seams, and a file in its place."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from PySide6.QtCore import QSize, QThread
from PySide6.QtMultimedia import QCamera, QCameraDevice, QVideoFrame, QVideoFrameFormat, QVideoSink

from app.gui.capture import source as source_module
from app.gui.capture.cameras import Camera
from app.gui.capture.source import CameraSource, FileSource, FrameTaker, watch_errors
from core.video.camera_picture import Coding, PictureDecoder
from core.video.writer import VideoWriter
from tests.core.video.recorded_pictures import grey_of, image_of

NV12 = QVideoFrameFormat.PixelFormat.Format_NV12


def frame(start_us):
    made = QVideoFrame(QVideoFrameFormat(QSize(64, 48), NV12))
    made.setStartTime(start_us)
    return made


def test_every_frame_of_a_sink_is_taken_in_the_thread_in_which_it_comes(qapp):
    """The window's thread is busy all the while, and loses nothing."""
    sink, taken = QVideoSink(), []
    taker = FrameTaker(sink, lambda picture: taken.append((picture, threading.get_ident())))
    camera = threading.Thread(
        target=lambda: [sink.setVideoFrame(frame(n * 33_333)) for n in range(12)]
    )
    camera.start()
    camera.join()
    assert len(taken) == 12
    assert {thread for _, thread in taken} == {camera.ident}
    times_s = np.array([picture.time_s for picture, _ in taken])
    np.testing.assert_allclose(np.diff(times_s), 0.033333, atol=1e-6)
    assert all(picture.coding is Coding.NV12 for picture, _ in taken)
    del taker


def test_the_same_frame_twice_and_an_empty_one_are_left_out(qapp):
    sink, taken = QVideoSink(), []
    taker = FrameTaker(sink, taken.append)
    for given in (frame(0), frame(0), QVideoFrame(), frame(40_000)):
        sink.setVideoFrame(given)
    assert len(taken) == 2
    del taker


def test_a_camera_that_fails_is_told_in_one_sentence(qapp):
    camera, told = QCamera(), []
    watch_errors(camera, "Desk cam", told.append)
    camera.errorOccurred.emit(QCamera.Error.CameraError, "Device or resource busy")
    assert told == [
        "The camera Desk cam cannot be used: close other programs that use it, or plug it in again."
    ]


@pytest.fixture
def camera():
    return Camera(id="/dev/video7", name="Desk cam", is_default=True, formats=())


@pytest.mark.parametrize("device", [None, QCameraDevice])
def test_a_camera_that_is_not_there_is_told_and_stops_cleanly(camera, monkeypatch, device):
    monkeypatch.setattr(source_module, "device_of", lambda *_: device and device())
    told, heard = [], threading.Event()
    source = CameraSource(camera, None)
    assert source.is_available() == (device is not None)
    source.start(lambda picture: None, lambda sentence: (told.append(sentence), heard.set()))
    assert heard.wait(10)
    source.stop()
    source.stop()
    assert told
    assert all("Desk cam cannot be used" in sentence for sentence in told)


def test_a_camera_runs_outside_of_the_windows_thread(camera, monkeypatch, qapp):
    homes = []
    known, heard = QCameraDevice(), threading.Event()

    class Noticed(QCamera):
        def __init__(self, device):
            super().__init__(device)
            homes.append(self.thread() is not qapp.thread())
            homes.append(self.thread() is QThread.currentThread())
            heard.set()

    monkeypatch.setattr(source_module, "device_of", lambda *_: known)
    monkeypatch.setattr(source_module, "QCamera", Noticed)
    source = CameraSource(camera, None)
    source.start(lambda picture: None, lambda sentence: None)
    assert heard.wait(10)
    source.stop()
    assert homes == [True, True]


@pytest.fixture
def clip(tmp_path):
    path = tmp_path / "clip.mkv"
    with VideoWriter(path, size_px=(64, 48)) as writer:
        for number in range(4):
            writer.write(image_of(number), time_s=number / 100)
    return path


def test_a_file_plays_over_and_over_on_the_sessions_clock(clip):
    taken, enough = [], threading.Event()

    def take(picture):
        taken.append(picture)
        if len(taken) == 10:
            enough.set()

    source = FileSource(clip)
    assert source.is_available()
    assert source.name == "clip.mkv"
    source.start(take, lambda sentence: None)
    assert enough.wait(30)
    source.stop()
    count = len(taken)
    assert (np.diff([picture.time_s for picture in taken]) > 0).all()
    greys = [PictureDecoder().rgb(picture)[24:, 24:].mean() for picture in taken[:8]]
    assert greys == pytest.approx([grey_of(n % 4) for n in range(8)], abs=2)
    assert len(taken) == count


def test_a_file_that_is_no_video_is_told(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"no video")
    told, heard = [], threading.Event()
    source = FileSource(path)
    source.start(lambda picture: None, lambda sentence: (told.append(sentence), heard.set()))
    assert heard.wait(10)
    source.stop()
    assert "clip.mp4" in told[0]


def test_a_file_stops_between_two_pictures(tmp_path):
    path = tmp_path / "slow.mkv"
    with VideoWriter(path, size_px=(64, 48)) as writer:
        for number in range(2):
            writer.write(image_of(number), time_s=number * 1000.0)
    first = threading.Event()
    source = FileSource(path)
    source.start(lambda picture: first.set(), lambda sentence: None)
    assert first.wait(10)
    source.stop()
