"""Any frame in any order is the frame that a pass from the start gives."""

from __future__ import annotations

import numpy as np
import pytest

from core.errors import VideoError
from core.progress import Cancelled, CancelToken
from core.video import VideoFile
from core.video.scrubber import Scrubber

FRAMES = 60
UNEVEN_S = np.cumsum(np.resize((0.033, 0.050, 0.021), FRAMES)) - 0.033
EVEN_S = np.arange(FRAMES) / 30
ORDER = (0, 1, 2, 59, 58, 57, 30, 31, 12, 0, 45, 44, 20, 19, 21)
KINDS = {
    "clip.mp4": ("libx264", {"g": "20", "bf": "2"}, "yuv420p", UNEVEN_S),
    "one_key.mp4": ("libx264", {"g": "600", "bf": "3"}, "yuv420p", UNEVEN_S),
    "open.mkv": ("libx264", {"x264-params": "keyint=20:open-gop=1:bframes=3"}, "yuv420p", EVEN_S),
    "clip.avi": ("libx264", {"g": "12", "bf": "0"}, "yuv420p", EVEN_S),
    "clip.ts": ("libx264", {"g": "12"}, "yuv420p", EVEN_S),
    "intra.mkv": ("mjpeg", {}, "yuvj420p", UNEVEN_S),
}


def in_order(path, **options):
    with VideoFile(path, **options) as video:
        frames = list(video)
    return frames, np.array([frame.time_s for frame in frames])


@pytest.fixture
def scrub():
    opened = []

    def make(path, times_s, *, mirrored=False, cache_bytes=0):
        made = Scrubber(
            lambda: path.open("rb"), times_s, mirrored=mirrored, cache_bytes=cache_bytes
        )
        opened.append(made)
        return made

    yield make
    for one in opened:
        one.close()


@pytest.mark.parametrize("cache_bytes", [0, 64_000_000])
@pytest.mark.parametrize("name", KINDS)
def test_every_order_gives_the_frames_of_a_straight_pass(make_video, scrub, name, cache_bytes):
    codec, options, pix_fmt, times_s = KINDS[name]
    path = make_video(name, codec=codec, options=options, pix_fmt=pix_fmt, times_s=list(times_s))
    frames, found_s = in_order(path)
    assert len(frames) == FRAMES
    scrubber = scrub(path, found_s, cache_bytes=cache_bytes)
    for index in ORDER:
        frame = scrubber.frame(index, cancel=CancelToken())
        assert frame.index == index
        assert frame.time_s == pytest.approx(found_s[index])
        np.testing.assert_array_equal(frame.image, frames[index].image)


def test_a_mirrored_recording_is_flipped_back(make_video, scrub):
    path = make_video(times_s=list(EVEN_S))
    frames, found_s = in_order(path, mirrored=True)
    scrubber = scrub(path, found_s, mirrored=True)
    np.testing.assert_array_equal(scrubber.frame(7, cancel=CancelToken()).image, frames[7].image)


def test_the_cache_keeps_to_its_size(make_video, scrub):
    path = make_video(times_s=list(EVEN_S))
    _, found_s = in_order(path)
    frame_bytes = 3 * 64 * 48
    scrubber = scrub(path, found_s, cache_bytes=10 * frame_bytes)
    for index in ORDER:
        scrubber.frame(index, cancel=CancelToken())
        assert len(scrubber._cache) <= 10


def test_a_neighbour_backwards_is_not_decoded_again(make_video, scrub):
    path = make_video(times_s=list(EVEN_S), options={"g": "600"})
    _, found_s = in_order(path)
    scrubber = scrub(path, found_s, cache_bytes=64_000_000)
    scrubber.frame(40, cancel=CancelToken())
    path.unlink()
    scrubber._frames = iter(())  # nothing can be decoded any more
    scrubber._video = None
    assert scrubber.frame(39, cancel=CancelToken()).index == 39


def test_cancelling_stops_and_leaves_a_working_scrubber(make_video, scrub):
    path = make_video(times_s=list(EVEN_S))
    _, found_s = in_order(path)
    scrubber = scrub(path, found_s)
    cancelled = CancelToken()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        scrubber.frame(30, cancel=cancelled)
    assert scrubber.frame(30, cancel=CancelToken()).index == 30


def test_a_video_with_other_times_is_refused(make_video, scrub):
    path = make_video(times_s=list(EVEN_S))
    scrubber = scrub(path, UNEVEN_S)
    with pytest.raises(VideoError, match="not the one that was analysed"):
        scrubber.frame(20, cancel=CancelToken())


def test_a_video_that_ends_early_says_so(make_video, scrub):
    path = make_video(times_s=list(EVEN_S[:30]))
    scrubber = scrub(path, EVEN_S)
    assert scrubber.frame(10, cancel=CancelToken()).index == 10
    with pytest.raises(VideoError, match="ends before picture 40"):
        scrubber.frame(40, cancel=CancelToken())


def test_closing_lets_go_and_a_later_frame_opens_again(make_video, scrub):
    path = make_video(times_s=list(EVEN_S))
    _, found_s = in_order(path)
    scrubber = scrub(path, found_s)
    scrubber.frame(3, cancel=CancelToken())
    scrubber.close()
    assert scrubber.frame(3, cancel=CancelToken()).index == 3
