"""The real program on a real screen, gone through by mouse and keyboard; `installer.walk` runs it.

Network, camera picture and event loop are the program's own: the camera is a clip of the demo
patient, as "Try without a camera" takes one. Clicks and keys come from the X server. Only time is
bent: the first visit is recorded four weeks ago.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
import traceback
from itertools import chain, count, cycle, islice
from pathlib import Path
from subprocess import run

import cv2
from pyqtgraph import ScatterPlotItem
from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QTableWidget

from app.__main__ import main as hemiface
from app.gui import main
from app.gui.viewmodels import capture
from app.gui.views.main_window import Place
from app.gui.widgets.recovery_chart import RecoveryChart
from core.paths import resource
from core.video import VideoFile
from core.video.writer import VideoWriter
from tests.app.gui.test_walk import (
    correct_a_landmark,
    enter_a_patient,
    grade,
    read_the_report,
    read_the_safety_statement,
)
from tests.app.gui.user import User

EXERCISES = ("Rest", "Biggest smile")
CAMERA_PX, CAMERA_RATE_HZ = (960, 540), 16.0
REST_S, SMILE_S = 25.0, 40.0
CLIP = "camera.mp4"
WEEKS_BEFORE = 4
STEP_MS = 100
PATIENCE_MS = 1_200_000
"""For the network too, on two cores that others use as well."""


def go_on(wait_ms):
    """Let the program work; `QTest.qWait` would keep Python's lock from its threads."""
    loop = QEventLoop()
    QTimer.singleShot(wait_ms, loop.quit)
    loop.exec()


class Hand:
    """Mouse and keyboard of the X server, under the names that pytest-qt gives them."""

    def mouseClick(self, widget, button, pos=None):  # noqa: N802 - pytest-qt's name
        self._move(widget, pos or widget.rect().center())
        self._x("click", "1")

    def keyClicks(self, widget, text):  # noqa: N802 - pytest-qt's name
        if isinstance(widget, QComboBox):  # its list is open while one types
            self.mouseClick(widget, None)
        self._x("type", "--delay", "30", text)
        if isinstance(widget, QComboBox):
            self._x("key", "Return")

    def keyClick(self, widget, key):  # noqa: N802 - pytest-qt's name
        self._x("key", key.name.removeprefix("Key_"))

    def drag(self, widget, start, way_px):
        self._move(widget, start)
        self._x("mousedown", "1")
        for step in range(1, way_px + 1):
            self._move(widget, start + QPoint(step, 0))
        self._x("mouseup", "1")

    def waitUntil(self, check, timeout):  # noqa: N802 - pytest-qt's name
        end_s = time.monotonic() + timeout / 1000
        while True:
            try:
                return check()
            except AssertionError:
                if time.monotonic() > end_s:
                    raise
            go_on(STEP_MS)

    def _move(self, widget, place):
        at = widget.mapToGlobal(place)
        self._x("mousemove", str(at.x()), str(at.y()))

    def _x(self, *command):
        run(["xdotool", *command], check=True)
        go_on(STEP_MS)


class Walk:
    """One way through the program, with a picture of the screen after every step.

    Args:
        program: On its first start, with an empty data folder.
        out: An empty folder for pictures and report.
    """

    def __init__(self, program, out):
        self._program, self._out, self._numbers = program, out, count(1)
        self._hand = Hand()
        self._user = User(self._hand, PATIENCE_MS)
        self._clip = out / CLIP

    def go(self):
        """From the first start to a chart of two visits."""
        user, program = self._user, self._program
        program.window.showMaximized()
        self.look("first start")
        read_the_safety_statement(user)
        self.look("nobody chosen")
        enter_a_patient(user)
        self.look("new patient")
        with earlier(dt.timedelta(weeks=WEEKS_BEFORE)):
            self._record("first visit")
        correct_a_landmark(user, program, self._hand)
        self.look("corrected")
        grade(user)
        self.look("graded")
        read_the_report(user, self._out / "report.pdf")
        self.look("report")
        user.press("Patients")
        self._record("second visit")
        user.press("Results")
        user.wait(lambda: user.reads("Clinical grades"))
        self.look("second results")
        self._see_both_visits()

    def _record(self, name):
        user, program = self._user, self._program
        user.press("New visit")
        self.look(f"{name} start")
        user.press("Try without a camera…")
        user.name_files("Open", self._clip)
        began_s = time.monotonic()
        user.press("Yes, the sides are correct")
        user.wait(lambda: user.reads("✓ Face"))
        self.look(f"{name} ready")
        for exercise in EXERCISES:
            user.wait(lambda exercise=exercise: user.reads(exercise))
            if exercise != EXERCISES[0]:  # the patient rests for so long
                user.wait(lambda: time.monotonic() > began_s + REST_S)
            user.press("Record")
            user.wait(lambda: user.seen(QAbstractButton, "Break"))
            self.look(f"{name} {exercise}")
            self._keep_what_is_offered(exercise)
        user.wait(lambda: user.reads("Thank you, that is all"))
        self.look(f"{name} recorded")
        user.press("Finish and analyse")
        self.look(f"{name} analysing")
        user.wait(lambda: program.window.place is Place.REVIEW)
        self.look(f"{name} review")

    def _keep_what_is_offered(self, exercise):
        """The clip does not wait for the beeps: a repetition may be offered again."""
        user = self._user

        def is_over():
            if user.seen(QAbstractButton, "Keep it as it is"):
                user.press("Keep it as it is")
            return not user.reads(exercise)

        user.wait(is_over)

    def _see_both_visits(self):
        user = self._user
        user.press("Recovery")
        user.wait(self._charts)
        self.look("recovery")
        (smile,) = [one for one in self._charts() if one.accessibleName().startswith(EXERCISES[1])]
        drawn = [one for one in smile.getPlotItem().items if isinstance(one, ScatterPlotItem)]
        assert [len(one.points()) for one in drawn] == [2]
        user.press("As table")
        table = user.find(QTableWidget, "Values over the visits")
        user.wait(lambda: table.rowCount() == 2)
        self.look("recovery table")

    def _charts(self):
        shown = self._program.window.findChildren(RecoveryChart)
        return [one for one in shown if one.isVisible()]

    def look(self, name):
        """Keep what the screen shows."""
        go_on(5 * STEP_MS)
        picture = QApplication.primaryScreen().grabWindow(0)
        path = self._out / f"{next(self._numbers):02d}-{name.replace(' ', '-').lower()}.png"
        assert picture.save(str(path))


class earlier:  # noqa: N801 - read as a phrase
    """While this is open, a visit that begins began so long ago."""

    def __init__(self, age):
        class Then(dt.datetime):
            @classmethod
            def now(cls, tz=None):
                return dt.datetime.now(tz) - age

        self._then = Then

    def __enter__(self):
        capture.dt = type("dt", (), {"datetime": self._then})

    def __exit__(self, *_):
        capture.dt = dt


def film(path):
    """The demo patient as a camera sees them: at rest first, then one smile after the other."""
    images = []
    for exercise, duration_s in (("rest", REST_S), ("smile_open", SMILE_S)):
        with VideoFile(resource("demo", "visit_3", f"{exercise}.mp4")) as video:
            wide = [_wide(frame.image) for frame in video]
        there_and_back = cycle(chain(wide, reversed(wide)))
        images.append(islice(there_and_back, round(duration_s * CAMERA_RATE_HZ)))
    with VideoWriter(path, size_px=CAMERA_PX) as writer:
        for number, image in enumerate(chain(*images)):
            writer.write(image, time_s=number / CAMERA_RATE_HZ)


def _wide(image):
    width_px, height_px = CAMERA_PX
    side_px = (width_px * image.shape[0] // height_px - image.shape[1]) // 2
    wide = cv2.copyMakeBorder(image, 0, 0, side_px, side_px, cv2.BORDER_REPLICATE)
    return cv2.resize(wide, CAMERA_PX, interpolation=cv2.INTER_LINEAR)


def walk(out):
    """Start the program, go through it, and end with what it ends with, or 1 on the way."""
    failed = []
    film(out / CLIP)

    class Walked(main.Program):
        def start(self):
            super().start()
            QTimer.singleShot(0, self._go)

        def _go(self):
            walk = Walk(self, out)
            try:
                walk.go()
            except BaseException:  # noqa: BLE001 - told, or it would open a dialog that waits
                failed.append(traceback.format_exc())
                walk.look("failed")
            QApplication.exit(len(failed))

    main.Program = Walked
    sys.argv = ["hemiface", "window"]
    try:
        hemiface()
    finally:
        sys.stderr.writelines(failed)


if __name__ == "__main__":
    walk(Path(sys.argv[1]))
