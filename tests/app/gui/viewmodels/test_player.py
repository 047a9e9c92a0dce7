from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.gui.viewmodels.player import Film, Player
from core.errors import StoreError
from core.video import VideoFile, VideoWriter

COUNT = 24
SIZE_PX = (64, 48)
TIMES_S = np.cumsum(np.resize((0.011, 0.023, 0.007), COUNT)) - 0.011


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    """A short video at an uneven rate whose pictures grow brighter."""
    path = tmp_path_factory.mktemp("film") / "film.mkv"
    width_px, height_px = SIZE_PX
    with VideoWriter(path, size_px=SIZE_PX) as writer:
        for index, time_s in enumerate(TIMES_S.tolist()):
            image = np.full((height_px, width_px, 3), 10 * index, np.uint8)
            writer.write(image, time_s=time_s)
    return path


@pytest.fixture
def film(path):
    with VideoFile(path) as video:
        times_s = np.array([frame.time_s for frame in video])
    return Film(times_s, lambda: path.open("rb"), mirrored=False)


@pytest.fixture
def player(services):
    made = Player(services)
    yield made
    made.close()


def brightness(player):
    return round(float(player.picture.image.mean()) / 10)


def shown(player, frame):
    return player.picture is not None and player.picture.index == frame


def test_the_picture_is_that_of_the_wanted_frame(player, film, qtbot):
    player.show(film)
    for frame in (0, 7, 6, COUNT - 1, 3):
        player.go(frame)
        qtbot.waitUntil(lambda frame=frame: shown(player, frame))
        assert brightness(player) == frame
        assert player.shown_frame == player.frame == frame
        assert player.time_s == film.times_s[frame]


def test_of_many_wishes_the_last_one_is_fulfilled(player, film, qtbot):
    player.show(film)
    pictures = []
    player.picture_changed.connect(lambda: pictures.append(player.picture.index))
    for frame in range(COUNT):
        player.go(frame)
    qtbot.waitUntil(lambda: shown(player, COUNT - 1))
    assert len(pictures) < COUNT


def test_frames_end_at_the_ends(player, film):
    player.show(film)
    player.step(-1)
    assert player.frame == 0
    player.go(10_000)
    assert player.frame == COUNT - 1
    player.step(1)
    assert player.frame == COUNT - 1


def test_a_time_leads_to_the_nearest_frame(player, film):
    player.show(film)
    player.go_to_time(film.times_s[9] + 0.001)
    assert player.frame == 9
    player.go_to_time(-5.0)
    assert player.frame == 0
    player.go_to_time(1e6)
    assert player.frame == COUNT - 1


def test_playing_goes_through_the_film_and_stops_at_its_end(player, film, qtbot):
    player.show(film)
    frames = []
    player.frame_changed.connect(lambda: frames.append(player.frame))
    with qtbot.waitSignal(player.playing_changed):
        player.toggle()
    qtbot.waitUntil(lambda: not player.playing)
    assert frames == sorted(set(frames))
    assert frames[-1] == COUNT - 1


def test_no_frame_comes_before_its_time(player, film, qtbot):
    player.show(film)
    early = []

    def look():
        passed_s = player._clock.elapsed() / 1000 + 0.002  # a clock of whole milliseconds
        if player.time_s > passed_s:
            early.append(player.frame)

    player.frame_changed.connect(look)
    player.toggle()
    qtbot.waitUntil(lambda: not player.playing)
    assert early == []


def test_playing_again_begins_at_the_start(player, film, qtbot):
    player.show(film)
    player.go(COUNT - 1)
    frames = []
    player.frame_changed.connect(lambda: frames.append(player.frame))
    player.toggle()
    assert frames[0] == 0
    player.pause()
    assert not player.playing


def test_another_film_starts_anew_and_its_pictures_only(player, film, qtbot):
    player.show(film)
    player.go(20)
    player.show(film, frame=2)
    assert player.picture is None
    qtbot.waitUntil(lambda: shown(player, 2))
    assert brightness(player) == 2
    player.show(None)
    assert (player.picture, player.frame_count, player.time_s) == (None, 0, 0.0)


def test_a_picture_that_comes_too_late_is_not_shown(player, film, qtbot):
    player.show(film)
    late = []
    player._decoding.done.connect(late.append)
    qtbot.waitUntil(lambda: shown(player, 0))
    player.show(Film(film.times_s, None, mirrored=False))
    player._decoding.done.emit(late[0])
    assert player.picture is None


def test_without_a_file_the_frames_can_still_be_gone_through(player, film):
    player.show(Film(film.times_s, None, mirrored=False))
    player.go(5)
    assert (player.frame, player.shown_frame, player.picture) == (5, 5, None)


def test_a_lost_file_is_told(player, film, qtbot):
    def lost():
        raise StoreError("A recording cannot be read: it is gone.")

    with qtbot.waitSignal(player.failed) as told:
        player.show(Film(film.times_s, lost, mirrored=False))
    assert told.args == ["A recording cannot be read: it is gone."]
