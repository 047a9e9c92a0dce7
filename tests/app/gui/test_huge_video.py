"""Videos of 5 GiB from the list of files to the stored visit, as they are dropped into the window.

They are demo clips with a hole behind them, which takes no room and which no player reads.
"""

from __future__ import annotations

import hashlib
import os
import struct
import threading
from collections import namedtuple

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel

from app.gui.viewmodels.capture import CaptureModel
from app.gui.views.capture import CaptureView
from assessment.store import media
from core.video import VideoFile
from tests.app.conftest import CLIPS, EXERCISES
from tests.app.test_examiner import ExactExaminer

HUGE_BYTES = 5 << 30
FILM_BYTES = 8 << 20
"""More than the clips have before the hole."""
LEFT = Qt.MouseButton.LeftButton
Usage = namedtuple("Usage", "total used free")


def huge(clip, path):
    """An MP4 whose last box, which holds nothing, makes it huge."""
    data = clip.read_bytes()
    with path.open("wb") as stream:
        stream.write(data + struct.pack(">I4sQ", 1, b"free", HUGE_BYTES - len(data)))
        stream.truncate(HUGE_BYTES)
    return path


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "from the phone"
    folder.mkdir()
    return [huge(CLIPS / f"{name}.mp4", folder / f"{name}.mp4") for name in EXERCISES]


@pytest.fixture
def disk(monkeypatch):
    """Says how much room the disk of the library has."""

    def has(free_bytes):
        monkeypatch.setattr(media.shutil, "disk_usage", lambda _: Usage(0, 0, free_bytes))

    has(1 << 40)
    return has


@pytest.fixture
def model(services, selection, add_patient, monkeypatch):
    monkeypatch.setattr(services, "wait_for_examiner", ExactExaminer)
    services.choose(examiner="Dr Example")
    selection.choose_patient(add_patient())
    made = CaptureModel(services, selection)
    yield made
    made.close()


@pytest.fixture
def analyse(capture_window, files, qtbot):
    """Drops the files and presses the button."""
    start = capture_window.findChild(CaptureView).start
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    start.dropEvent(
        QDropEvent(
            *(QPointF(5, 5), Qt.DropAction.CopyAction, mime),
            *(LEFT, Qt.KeyboardModifier.NoModifier),
        )
    )

    def press():
        start.clips.confirmed.click()
        qtbot.mouseClick(start.clips.analyse, LEFT)

    return press


def shown_in(widget):
    return {one.text() for one in widget.findChildren(QLabel) if one.isVisible()}


def copying(model, qtbot):
    """Waits until a whole or part of a file was copied."""

    def is_of_huge():
        return model.so_far is not None and model.so_far[1] == HUGE_BYTES

    return qtbot.waitSignal(model.analysis_changed, check_params_cb=is_of_huge)


def test_they_are_refused_with_a_sentence_where_the_disk_has_no_room(
    capture_window, analyse, model, services, disk, library, selection, qtbot
):
    disk(4 << 30)
    with qtbot.waitSignal(services.problem):
        analyse()
    assert capture_window._sentence.text() == (
        "The videos take 10.7 GB and the disk has room for 4.3 GB: make room, then try again."
    )
    qtbot.waitUntil(lambda: services.analyses.idle)
    assert library.visits.history(selection.patient.id) == ()
    assert library.media.names() == frozenset()


def test_they_become_a_visit_while_the_window_lives(
    capture_window, analyse, model, disk, library, selection, monkeypatch, qtbot
):
    """The copy is as hollow as the file; the copying waits until the window was used meanwhile."""
    used = threading.Event()

    def copy(source, target, copied):
        start = source.read(FILM_BYTES)
        size_bytes = source.seek(0, os.SEEK_END)
        with target.open("wb") as stream:
            stream.write(start)
            stream.truncate(size_bytes)
        copied(size_bytes)
        assert used.wait(60)
        return hashlib.sha256(start).hexdigest(), size_bytes

    monkeypatch.setattr(media, "_copy", copy)
    with copying(model, qtbot):
        analyse()
    clips = capture_window.findChild(CaptureView).start.clips
    clips.add([CLIPS / "snarl.mp4"])
    qtbot.waitUntil(lambda: "snarl.mp4" in shown_in(clips))
    with qtbot.waitSignal(model.stored):
        used.set()
    (stored,) = library.visits.history(selection.patient.id)
    assert [trial.exercise_id for trial in stored.latest.result.trials] == list(EXERCISES)
    for recording in stored.recordings:
        with library.media.open(recording.media) as stream:
            assert stream.seek(0, os.SEEK_END) == HUGE_BYTES
            with VideoFile(stream) as video:
                assert sum(1 for _ in video) == recording.frame_count


def test_copying_them_is_stopped_at_once(
    capture_window, analyse, model, services, disk, library, selection, monkeypatch, qtbot
):
    stopped = threading.Event()
    read = []

    def few_chunks(stream):
        for number in range(HUGE_BYTES // media._CHUNK_BYTES):
            assert number < 2 or stopped.wait(60)
            read.append(number)
            yield stream.read(media._CHUNK_BYTES)

    monkeypatch.setattr(media, "_chunks", few_chunks)
    with copying(model, qtbot):
        analyse()
    model.cancel_analysis()
    stopped.set()
    qtbot.waitUntil(lambda: services.analyses.idle)
    assert len(read) <= 3
    assert library.visits.history(selection.patient.id) == ()
    assert library.media.names() == frozenset()
