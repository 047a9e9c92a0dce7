from __future__ import annotations

import gc
import io
import weakref
from fractions import Fraction

import av
import cv2
import numpy as np
import pytest

from core.errors import VideoError
from core.video import VideoFile, VideoLimits, read_frames

TICK_S = 1 / 90_000
PHONE_TIMES_S = [0.0, 0.033, 0.066, 0.139, 0.172, 0.572, 0.6, 0.667]
LIMITED, FULL = 1, 2
BT709, BT601, BT2020 = 1, 6, 9
PATCHES = np.array(
    [[255, 255, 255], [0, 0, 0], [255, 0, 0], [0, 255, 0], [0, 0, 255], [128, 128, 128]], np.uint8
)


def corner_colours(image):
    """The pure colour in each corner, row by row."""
    names = {(1, 0, 0): "R", (0, 1, 0): "G", (0, 0, 1): "B", (0, 0, 0): "k"}
    corners = (image[4, 4], image[4, -5], image[-5, 4], image[-5, -5])
    return "".join(names[tuple(int(value > 128) for value in pixel)] for pixel in corners)


def grey_level(image):
    height, width = image.shape[:2]
    return float(image[height // 2 - 2 : height // 2 + 2, width // 2 - 4 : width // 2 + 4].mean())


def read_all(source, **options):
    with VideoFile(source, **options) as video:
        return list(video)


def test_frames_are_upright_rgb_numbered_and_read_only(make_video):
    frames = read_all(make_video())
    assert [frame.index for frame in frames] == list(range(6))
    for frame in frames:
        assert frame.image.shape == (48, 64, 3)
        assert frame.image.dtype == np.uint8
        assert not frame.image.flags.writeable
        assert corner_colours(frame.image) == "RGBk"
        assert grey_level(frame.image) == pytest.approx(8 * frame.index, abs=6)


@pytest.mark.parametrize(
    ("name", "codec", "clock_s"),
    [("a.mp4", "libx264", TICK_S), ("a.mov", "libx265", TICK_S), ("a.mkv", "libx264", 1e-3)],
)
@pytest.mark.parametrize("start_s", [0.0, 5.5])
def test_times_are_those_of_the_recording(make_video, name, codec, clock_s, start_s):
    options = {"x265-params": "log-level=none"} if codec == "libx265" else {}
    written = [start_s + time_s for time_s in PHONE_TIMES_S]
    frames = read_all(make_video(name, times_s=written, codec=codec, options=options))
    times = [frame.time_s for frame in frames]
    assert times[0] == 0.0
    np.testing.assert_allclose(times, PHONE_TIMES_S, atol=clock_s)


@pytest.mark.parametrize("container", ["mp4", "mov", "mkv"])
@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
@pytest.mark.parametrize("hflip", [False, True])
def test_display_matrix_is_obeyed_mirrored_or_not(make_video, container, quarter, hflip):
    path = make_video(f"a.{container}", display=(90 * quarter, hflip))
    expected = np.rot90(read_all(make_video("plain.mp4"))[0].image, quarter)
    expected = expected[:, ::-1] if hflip else expected
    with VideoFile(path) as video:
        image = next(iter(video)).image
        assert corner_colours(image) == corner_colours(expected)
        assert image.shape == expected.shape
        assert (video.info.height_px, video.info.width_px) == image.shape[:2]
        assert video.info.rotation_deg == -90 * quarter % 360
        assert video.info.mirrored_by_file == hflip


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_rotation_agrees_with_opencv(make_video, degrees):
    path = make_video(display=(degrees, False))
    ok, bgr = cv2.VideoCapture(str(path)).read()
    assert ok
    ours = read_all(path)[0].image
    assert np.abs(ours.astype(int) - bgr[..., ::-1]).mean() < 3


def test_skewed_display_matrix_is_refused(make_video):
    with pytest.raises(VideoError, match="askew"):
        VideoFile(make_video(display=(30, False)))


@pytest.mark.parametrize("display", [None, (90, False), (0, True), (270, True)])
def test_a_mirrored_recording_is_flipped_back(make_video, display):
    path = make_video(display=display)
    plain, flipped = read_all(path)[0], read_all(path, mirrored=True)[0]
    np.testing.assert_array_equal(flipped.image, plain.image[:, ::-1])
    assert flipped.image.flags.c_contiguous


@pytest.mark.parametrize("colorspace", [BT709, BT601, BT2020, None])
@pytest.mark.parametrize("color_range", [LIMITED, FULL])
@pytest.mark.parametrize(
    ("name", "codec", "pix_fmt", "options"),
    [
        ("a.mp4", "libx264", "yuv420p", {"crf": "5"}),
        ("a.mp4", "libx264", "yuv420p10le", {"crf": "5"}),
        ("a.mov", "libx265", "yuv420p10le", {"x265-params": "log-level=none:crf=5"}),
    ],
)
def test_colours_survive_space_range_and_depth(
    make_video, name, codec, pix_fmt, options, colorspace, color_range
):
    image = np.repeat(np.repeat(PATCHES.reshape(2, 3, 3), 32, axis=0), 32, axis=1)
    path = make_video(
        name,
        codec=codec,
        pix_fmt=pix_fmt,
        options=options,
        colorspace=colorspace,
        color_range=color_range,
        image=image,
        size_px=(96, 64),
    )
    read = read_all(path)[0].image[16::32, 16::32].reshape(-1, 3)
    assert np.abs(read.astype(int) - PATCHES).max() <= 5


@pytest.mark.parametrize(
    ("aspect", "size"), [(Fraction(4, 3), (85, 48)), (Fraction(1, 2), (64, 96)), (1, (64, 48))]
)
def test_pixels_are_made_square(make_video, aspect, size):
    path = make_video(aspect=Fraction(aspect))
    with VideoFile(path) as video:
        image = next(iter(video)).image
        assert (video.info.width_px, video.info.height_px) == size
    assert image.shape[1::-1] == size
    assert corner_colours(image) == "RGBk"


def test_info_tells_what_the_file_declares(make_video):
    with VideoFile(make_video()) as video:
        assert video.info.codec == "h264"
        assert video.info.duration_s == pytest.approx(6 / 30, abs=0.04)
        assert video.info.nominal_rate_hz == pytest.approx(30, rel=0.2)


def test_an_open_file_is_read_and_left_open(make_video):
    memory = io.BytesIO(make_video().read_bytes())
    memory.seek(100)
    assert len(read_all(memory)) == 6
    assert not memory.closed


class _SealedFile(io.BytesIO):
    """Stands for a decrypting file that finds its content altered."""

    def read(self, size=-1):
        if self.tell() > 1000:
            raise PermissionError("altered")
        return super().read(size)


def test_failure_of_the_file_itself_is_not_called_a_damaged_video(make_video):
    with pytest.raises(PermissionError, match="altered"):
        read_all(_SealedFile(make_video().read_bytes()))


def test_sound_beside_the_pictures_is_passed_over(tmp_path):
    path = tmp_path / "sound.mp4"
    with av.open(str(path), "w") as container:
        sound = container.add_stream("aac", rate=8000)
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(10):
            silence = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
            silence.sample_rate = 8000
            container.mux(sound.encode(silence))
        for _ in range(4):
            picture = np.zeros((48, 64, 3), np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
        container.mux(sound.encode(None))
    assert len(read_all(path)) == 4


def test_frames_without_their_own_time_are_left_out_and_counted(make_video, monkeypatch):
    decoded = VideoFile._decoded

    def some_undated(self):
        for number, frame in enumerate(decoded(self)):
            if number == 1:
                frame.pts = None
            if number == 3:
                frame.pts = 0
            yield frame

    monkeypatch.setattr(VideoFile, "_decoded", some_undated)
    with VideoFile(make_video()) as video:
        frames = list(video)
        assert video.skipped_count == 2
    assert [frame.index for frame in frames] == [0, 1, 2, 3]
    np.testing.assert_allclose([f.time_s for f in frames], np.array([0, 2, 4, 5]) / 30, atol=1e-4)


def test_a_video_without_any_time_is_refused(make_video, monkeypatch):
    decoded = VideoFile._decoded

    def undated(self):
        for frame in decoded(self):
            frame.pts = None
            yield frame

    monkeypatch.setattr(VideoFile, "_decoded", undated)
    with pytest.raises(VideoError, match="no time stamps"):
        VideoFile(make_video())


def test_frames_are_not_kept(make_video):
    path = make_video(times_s=[i / 30 for i in range(60)])
    images = []
    with VideoFile(path) as video:
        for frame in video:
            images.append(weakref.ref(frame.image))
            del frame
    gc.collect()
    assert len(images) == 60
    assert sum(image() is not None for image in images) == 0


def test_single_frames_are_those_of_the_full_pass(make_video):
    path = make_video(times_s=PHONE_TIMES_S)
    every = read_all(path, mirrored=True)
    found = read_frames(path, [5, 0, 3], mirrored=True)
    assert sorted(found) == [0, 3, 5]
    for index, frame in found.items():
        assert frame.index == index
        assert frame.time_s == every[index].time_s
        np.testing.assert_array_equal(frame.image, every[index].image)


def test_no_single_frames_are_no_frames(make_video):
    assert read_frames(make_video(), []) == {}


def test_a_frame_beyond_the_end_is_told(make_video):
    with pytest.raises(VideoError, match="ends before picture 99"):
        read_frames(make_video(), [0, 99])


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (VideoLimits(pixels=64 * 48 - 1), "pictures of 64 x 48 pixels"),
        (VideoLimits(frames=5), "more than 5 pictures"),
        (VideoLimits(duration_s=0.1), "longer than"),
    ],
)
def test_limits_are_kept(make_video, limits, sentence):
    path = make_video()
    with pytest.raises(VideoError, match=sentence):
        read_all(path, limits=limits)
    assert len(read_all(path, limits=VideoLimits(64 * 48, 6, 1.0))) == 6
