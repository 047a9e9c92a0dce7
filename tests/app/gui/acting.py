"""The rendered demo patient in front of a camera, and a network that knows every landmark.

Every picture carries its number in its corner, so that landmarks can be told from the pictures
alone, however they were recorded.
"""

from __future__ import annotations

import threading

import cv2
import numpy as np
from PySide6.QtCore import QThread

from app.capture.formats import CameraFormat
from app.gui.capture.cameras import Camera
from core.paths import resource
from core.types import Landmarks
from core.video import VideoFile
from core.video.camera_picture import CameraPicture, Coding
from core.video.writer import VideoWriter
from models.runtime.pose import fit_head
from models.synthetic.truth import read_truth

SIDE_PX = 448
RATE_HZ = 24.0
"""Twice that of the clips: the patient is quick."""

SPEED = 4.0
"""How much faster time passes before the camera."""

BIT_PX, BITS, MOST_FRAMES = 8, 12, 128
CAMERA = Camera(
    id="acted",
    name="Acted camera",
    is_default=True,
    formats=(CameraFormat(SIDE_PX, SIDE_PX, RATE_HZ, is_jpeg=True, is_supported=True, index=0),),
)


class Play:
    """Some exercises of some demo visits, with the exact landmarks of every picture.

    Args:
        exercises: Ids.
        visits: Numbers of the demo's visits.
    """

    def __init__(self, exercises, visits):
        self.clips, self._points = {}, []
        for visit in visits:
            folder = resource("demo", f"visit_{visit}")
            truth = read_truth(folder / "truth.npz")
            for exercise in exercises:
                self.clips[visit, exercise] = self._read(folder / f"{exercise}.mp4")
                self._points.append(truth[exercise])

    def _read(self, path):
        first = MOST_FRAMES * len(self._points)
        with VideoFile(path) as video:
            return [stamped(frame.image, first + frame.index) for frame in video]

    def landmarks_in(self, image):
        """Where the landmarks are, read from the picture's number."""
        clip, frame = divmod(number_in(image), MOST_FRAMES)
        points = self._points[clip][frame].copy()
        return Landmarks(points, np.ones(len(points)), fit_head(points).pose, "exact@1")

    def film(self, visit, folder):
        """Video files of one visit, as another program would have recorded them."""
        folder.mkdir()
        paths = []
        for (number, exercise), images in self.clips.items():
            if number == visit:
                paths.append(folder / f"{exercise}.mp4")
                with VideoWriter(paths[-1], size_px=(SIDE_PX, SIDE_PX)) as writer:
                    for index, image in enumerate(images):
                        writer.write(image, time_s=index / RATE_HZ)
        return paths


def stamped(image, number):
    """A copy with the number as black and white squares along its upper edge."""
    image = image.copy()
    for bit in range(BITS):
        image[:BIT_PX, bit * BIT_PX : (bit + 1) * BIT_PX] = 255 * (number >> bit & 1)
    return image


def number_in(image):
    """The number of a stamped picture."""
    squares = image[:BIT_PX, : BITS * BIT_PX].reshape(BIT_PX, BITS, -1).mean(axis=(0, 2))
    return sum(int(square > 127) << bit for bit, square in enumerate(squares))


class ActedCamera:
    """A source of pictures: the patient does what `exercise` names, over and over.

    Time passes with the pictures, quicker than outside; on a busy machine it passes more slowly,
    but no picture is missing.

    Args:
        play: What there is to be seen.
        visit: Which of its visits.
    """

    name = CAMERA.name

    def __init__(self, play, visit):
        self.exercise, self._number = "rest", 0
        self._jpegs = {
            exercise: [_jpeg(image) for image in images]
            for (number, exercise), images in play.clips.items()
            if number == visit
        }
        self._stopped = threading.Event()
        self._thread = None

    def clock(self):
        return self._number / RATE_HZ

    def is_available(self):
        return True

    def start(self, take, tell):
        self._stopped.clear()
        self._thread = _Thread(lambda: self._play(take))
        self._thread.start()

    def stop(self):
        self._stopped.set()
        if self._thread is not None:
            self._thread.wait()
            self._thread = None

    def _play(self, take):
        while not self._stopped.wait(1 / RATE_HZ / SPEED):
            self._number += 1
            jpegs = self._jpegs[self.exercise]
            data = jpegs[self._number % len(jpegs)]
            take(CameraPicture(Coding.JPEG, SIDE_PX, SIDE_PX, data, self.clock()))


class _Thread(QThread):
    def __init__(self, work):
        super().__init__()
        self._work = work

    def run(self):
        self._work()


def _jpeg(image):
    return cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes()


class KnowingTracker:
    """Takes the place of network and face tracker."""

    model = "exact@1"
    weights_sha256, depth_scale, ratio_error_points = "0" * 64, 1.0, {"MC": 7.0}

    def __init__(self, play):
        self._play = play

    def shipped(self, _weights):
        return self

    def reset(self):
        """There is nothing to forget."""

    def track(self, frame):
        return self._play.landmarks_in(frame.image)
