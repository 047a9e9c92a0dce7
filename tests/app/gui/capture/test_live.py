"""The live view: always the newest picture, never more than one waiting."""

from __future__ import annotations

import threading

import cv2
import numpy as np
import pytest

from app.capture.quality import Check, Level
from app.gui.capture.live import (
    CARRIED_S,
    PREVIEW_HEIGHT_PX,
    Mailbox,
    PreviewThread,
    TrackerThread,
    preview_image,
)
from core.types import HeadPose, Landmarks
from core.video.camera_picture import CameraPicture, Coding
from tests.app.gui.capture.scripted import ScriptedClock, ScriptedTracker, SlowTracker
from tests.core.video.recorded_pictures import camera_picture, grey_of


@pytest.fixture
def clock():
    return ScriptedClock()


@pytest.fixture
def threads(qtbot, clock):
    following = TrackerThread(clock)
    preview = PreviewThread(following)
    following.start()
    preview.start()
    yield following, preview
    preview.leave()
    preview.wait()
    following.leave()
    following.wait()
    assert preview.isFinished()
    assert following.isFinished()


def test_a_newer_item_takes_the_place_of_one_that_waits():
    box = Mailbox()
    box.put(1)
    box.put(2)
    assert box.take() == 2
    box.put(3)
    box.close()
    assert box.take() is None


def test_whoever_waits_at_a_closed_box_is_let_go():
    box = Mailbox()
    taken = []
    waiting = threading.Thread(target=lambda: taken.append(box.take()))
    waiting.start()
    box.close()
    waiting.join()
    assert taken == [None]


def test_a_picture_is_shown_and_followed(qtbot, threads, clock):
    following, preview = threads
    following.tracker = ScriptedTracker()
    clock.now_s = 7.25
    readings = []
    following.reading.connect(readings.append)
    with qtbot.waitSignals([preview.ready, following.reading]):
        preview.put(camera_picture(4, time_s=7.0), (7.0,))
    image = preview.picture().image
    assert (image.width(), image.height()) == (64, 48)
    assert image.pixelColor(40, 40).red() == pytest.approx(grey_of(4), abs=2)
    assert preview.picture() is None
    (reading,) = readings
    assert reading.landmarks is not None
    assert reading.size_px == (64, 48)
    assert (reading.time_s, reading.latency_s) == (7.0, 0.25)


@pytest.mark.parametrize("outcome", ["none", "two"])
def test_no_sure_face_is_a_red_light(qtbot, threads, outcome):
    following, preview = threads
    following.tracker = ScriptedTracker(outcome)
    with qtbot.waitSignal(following.reading) as blocker:
        preview.put(camera_picture(0), (0.0,))
    (reading,) = blocker.args
    assert reading.landmarks is None
    light = reading.lights.of(Check.FACE)
    assert light.level is Level.BAD
    assert ("Two faces" in light.reason) == (outcome == "two")


def test_a_slow_tracker_sees_the_newest_picture_and_skips_the_rest(qtbot, threads):
    following, preview = threads
    slow = following.tracker = SlowTracker()
    for number in range(6):
        with qtbot.waitSignal(preview.ready):  # every picture reaches the screen meanwhile
            preview.put(camera_picture(number, time_s=float(number)), (float(number),))
        preview.picture()
        if number == 0:
            slow.entered.wait()
    preview.leave()
    preview.wait()
    with qtbot.waitSignals([following.reading] * 2):
        slow.go_on.set()
    assert slow.seen == [0.0, 5.0]


def test_a_window_that_does_not_fetch_is_told_once(qtbot, threads):
    _, preview = threads
    told = []
    preview.ready.connect(lambda: told.append(1))
    with qtbot.waitSignal(preview.ready):
        preview.put(camera_picture(0), (0.0,))
    for number in range(1, 5):
        preview.put(camera_picture(number), (0.0,))
    preview.leave()
    preview.wait()
    qtbot.wait(1)
    assert told == [1]
    assert preview.picture() is not None


def test_a_damaged_picture_is_not_shown(qtbot, threads):
    following, preview = threads
    following.tracker = ScriptedTracker()
    torn = CameraPicture(Coding.JPEG, 64, 48, b"\xff\xd8 torn", 0.0)
    preview.put(torn, (0.0,))
    with qtbot.waitSignal(following.reading) as blocker:
        preview.put(camera_picture(1, time_s=1.0), (1.0,))
    assert blocker.args[0].time_s == 1.0


class Landmarker:
    """Finds these points in every picture."""

    def __init__(self, points):
        self._points = points

    def track(self, frame):
        return Landmarks(self._points, np.ones(68), HeadPose(0.0, 0.0, 0.0), "stub@1")


class Screen:
    """Shows pictures of a texture that moves to the right, and gives the landmarks shown on it."""

    def __init__(self, qtbot, following, preview):
        self._qtbot, self._preview = qtbot, preview
        self.known = np.random.default_rng(2).uniform(60, 180, (68, 3))
        noise = np.random.default_rng(3).normal(0, 1, (240, 320)).astype(np.float32)
        grey = cv2.GaussianBlur(noise, (0, 0), 2.0)
        self._image = np.clip(128 + 50 * grey / grey.std(), 0, 255).astype(np.uint8)
        following.tracker = Landmarker(self.known)
        self._following = following

    def show(self, time_s, shift_px=0, width_px=320):
        image = np.roll(self._image, shift_px, axis=1)[:, :width_px]
        rgb = np.ascontiguousarray(np.repeat(image[..., None], 3, axis=2))
        picture = CameraPicture(Coding.RGB, width_px, 240, rgb.tobytes(), time_s)
        with self._qtbot.waitSignals([self._preview.ready, self._following.reading]):
            self._preview.put(picture, (time_s,))
        return self._preview.picture().points


@pytest.fixture
def screen(qtbot, threads):
    return Screen(qtbot, *threads)


def test_the_landmarks_shown_belong_to_the_picture_shown(screen):
    assert screen.show(1.0) is None
    points = screen.show(1.3, shift_px=7)
    wanted = (screen.known[:, :2] + (7.5, 0.5)) / (320, 240)
    np.testing.assert_allclose(points * (320, 240), wanted * (320, 240), atol=0.5)


def test_landmarks_that_are_old_or_of_another_picture_are_not_shown(screen, threads):
    _, preview = threads
    screen.show(1.0)
    assert screen.show(1.0 + CARRIED_S + 0.1) is None
    assert screen.show(2.2, width_px=300) is None
    assert screen.show(2.3, width_px=300) is not None
    preview.mirrored = True
    assert screen.show(2.4, width_px=300) is None


def test_without_a_tracker_there_is_a_preview_and_no_reading(qtbot, threads):
    following, preview = threads
    readings = []
    following.reading.connect(readings.append)
    with qtbot.waitSignal(preview.ready):
        preview.put(camera_picture(0), (0.0,))
    preview.leave()
    preview.wait()
    following.leave()
    following.wait()
    qtbot.wait(1)
    assert readings == []


def test_the_preview_is_no_larger_than_needed():
    rgb = np.zeros((1080, 1920, 3), np.uint8)
    rgb[:, :960] = (255, 0, 0)
    image = preview_image(rgb)
    assert (image.width(), image.height()) == (1280, PREVIEW_HEIGHT_PX)
    assert image.pixelColor(100, 100).red() == 255
    assert image.pixelColor(1200, 100).red() == 0


@pytest.mark.parametrize("width_px", [426, 854])
def test_pictures_of_any_width_can_be_shown(width_px):
    decoded = np.zeros((32, width_px + 10, 3), np.uint8)[:, :width_px]
    decoded[:, 300:] = 200
    image = preview_image(decoded)
    assert image.width() == width_px
    assert image.pixelColor(299, 16).red() == 0
    assert image.pixelColor(300, 31).red() == 200


def test_a_mirroring_cameras_picture_is_swapped_back(qtbot, threads):
    _, preview = threads
    preview.mirrored = True
    half = np.zeros((48, 64, 3), np.uint8)
    half[:, :32] = 255
    with qtbot.waitSignal(preview.ready):
        preview.put(CameraPicture(Coding.RGB, 64, 48, half.tobytes(), 1.0), (1.0,))
    image = preview.picture().image
    assert image.pixelColor(4, 20).value() == 0
    assert image.pixelColor(60, 20).value() == 255
