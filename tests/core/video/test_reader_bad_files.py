from __future__ import annotations

import io
import os
from fractions import Fraction

import av
import cv2
import numpy as np
import pytest

from core.errors import VideoError
from core.video import VideoFile, VideoLimits

LONG_TIMES_S = [i / 10 for i in range(40)]
INTRA = {"g": "1", "bf": "0"}


def read_all(source, **options):
    """Frames up to the error, and the error's sentence if there was one."""
    frames = []
    try:
        with VideoFile(source, **options) as video:
            frames.extend(video)
    except VideoError as error:
        return frames, error.text()
    return frames, None


def assert_one_sentence(text, name):
    assert text.startswith(name)
    assert text.endswith(".")
    assert "\n" not in text
    assert text.count(". ") == 0


def _still(suffix):
    ok, data = cv2.imencode(suffix, np.full((40, 40, 3), 90, np.uint8))
    assert ok
    return data.tobytes()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"Dear doctor, here is the video.\n" * 50, "cannot be read as a video"),
        (b"\0" * 5000, "cannot be read as a video"),
        (b"PK\x03\x04" + bytes(500), "cannot be read as a video"),
        (np.random.default_rng(1).bytes(20_000), "cannot be read as a video"),
        (_still(".png"), "still picture"),
        (_still(".jpg"), "still picture"),
        (_still(".bmp"), "still picture"),
        (_still(".webp"), "still picture"),
        (_still(".tiff"), "still picture"),
        (_still(".gif"), "still picture"),
        (b"\0\0\0\x18ftypheic" + bytes(500), "still picture"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nhello\n\n", "cannot be read as a video"),
    ],
)
def test_what_is_no_video_is_told_in_one_sentence(tmp_path, content, words):
    path = tmp_path / "exam.mp4"
    path.write_bytes(content)
    frames, text = read_all(path)
    assert frames == []
    assert words in text
    assert_one_sentence(text, "exam.mp4")


@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{target}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{target}'\n",
    ],
)
@pytest.mark.parametrize("suffix", [".mp4", ".m3u8", ".ffconcat"])
def test_a_list_that_names_other_files_is_not_followed(tmp_path, make_video, playlist, suffix):
    target = make_video("secret.mp4")
    path = tmp_path / f"list{suffix}"
    path.write_text(playlist.format(target=target))
    frames, text = read_all(path)
    assert frames == []
    assert "cannot be read as a video" in text


def test_missing_file_and_folder(tmp_path):
    assert "not found" in read_all(tmp_path / "none.mp4")[1]
    assert "not a file" in read_all(tmp_path)[1]


@pytest.mark.parametrize("name", ["http:clip.mp4", "concat:a|b", "pipe:0", "file:x"])
def test_names_are_names_and_never_addresses(tmp_path, make_video, name):
    strange = make_video().rename(tmp_path / name)
    assert len(read_all(strange)[0]) == 6


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_unreadable_file(make_video):
    path = make_video()
    path.chmod(0)
    assert "could not be opened" in read_all(path)[1]


def test_sound_alone_is_no_video(tmp_path):
    path = tmp_path / "sound.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=8000)
        for _ in range(10):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
            frame.sample_rate = 8000
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    frames, text = read_all(path)
    assert frames == []
    assert "holds no pictures" in text


@pytest.mark.parametrize(
    ("name", "recipe"),
    [
        ("late_index.mp4", {}),
        ("early_index.mp4", {"container_options": {"movflags": "faststart"}, "options": INTRA}),
        ("fragments.mp4", {"container_options": {"movflags": "frag_keyframe+empty_moov"}}),
        ("h264.mkv", {"options": INTRA}),
        ("lossless.mkv", {"codec": "ffv1", "pix_fmt": "bgr0"}),
    ],
)
@pytest.mark.parametrize("share", [0.01, 0.2, 0.45, 0.7])
def test_a_cut_file_is_reported_wherever_it_is_cut(make_video, name, recipe, share):
    path = make_video(name, times_s=LONG_TIMES_S, **recipe)
    whole, text = read_all(path)
    assert (len(whole), text) == (40, None)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    frames, text = read_all(path)
    assert text is not None
    assert_one_sentence(text, name)
    assert len(frames) < 40
    for cut, complete in zip(frames, whole, strict=False):
        assert cut.time_s == complete.time_s
        np.testing.assert_array_equal(cut.image, complete.image)


def test_the_place_of_the_damage_is_told(make_video):
    path = make_video(
        times_s=LONG_TIMES_S,
        options=INTRA,
        container_options={"movflags": "faststart"},
    )
    content = path.read_bytes()
    path.write_bytes(content[: int(0.8 * len(content))])
    frames, text = read_all(path)
    assert len(frames) > 5
    assert f"cut short after {frames[-1].time_s:.1f} s" in text


def test_a_picture_cut_in_the_middle_is_told_by_formats_without_a_declared_end(make_video):
    for name, recipe in (
        ("clip.avi", {"codec": "mjpeg", "pix_fmt": "yuvj420p"}),
        ("clip.ts", {"options": INTRA}),
    ):
        noise = np.random.default_rng(0).integers(0, 256, (48, 64, 3), dtype=np.uint8)
        path = make_video(name, times_s=LONG_TIMES_S, image=noise, **recipe)
        content = path.read_bytes()
        path.write_bytes(content[: int(0.45 * len(content))])
        frames, text = read_all(path)
        assert text is not None, name
        assert "damaged or cut short" in text
        assert len(frames) < 40


def test_a_hole_in_a_broadcast_recording_is_told(make_video):
    path = make_video("clip.ts", times_s=LONG_TIMES_S, options=INTRA)
    content, packet_bytes = path.read_bytes(), 188
    packets = [content[at : at + packet_bytes] for at in range(0, len(content), packet_bytes)]
    del packets[len(packets) // 2 : len(packets) // 2 + 5]
    path.write_bytes(b"".join(packets))
    frames, text = read_all(path)
    assert "damaged or cut short" in text
    assert len(frames) < 40


@pytest.fixture
def resized(tmp_path):
    """Five pictures of 64 x 48 and then five of 96 x 64."""
    path = tmp_path / "resized.ts"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for part, (width, height) in enumerate([(64, 48), (96, 64)]):
            encoder = av.CodecContext.create("libx264", "w")
            encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
            encoder.time_base = Fraction(1, 10)
            frames = [av.VideoFrame(width, height, "yuv420p") for _ in range(5)]
            for number, frame in enumerate(frames):
                frame.pts = 5 * part + number
            for packet in [p for frame in (*frames, None) for p in encoder.encode(frame)]:
                packet.stream, packet.time_base = stream, Fraction(1, 10)
                container.mux(packet)
    return path


def test_a_change_of_picture_size_is_told(resized):
    frames, text = read_all(resized)
    assert len(frames) == 5
    assert "changes its picture size" in text


def test_pictures_larger_than_the_header_says_are_not_decoded(resized):
    frames, text = read_all(resized, limits=VideoLimits(pixels=64 * 48))
    assert len(frames) <= 5
    assert "damaged" in text


def test_damaged_bytes_give_frames_or_a_sentence_and_never_a_crash(make_video):
    generator = np.random.default_rng(20261122)
    seeds = [
        make_video("a.mp4").read_bytes(),
        make_video("a.mkv").read_bytes(),
        make_video("a.avi", codec="mjpeg", pix_fmt="yuvj420p").read_bytes(),
    ]
    refused = 0
    for number in range(120):
        content = np.frombuffer(bytearray(seeds[number % 3]), np.uint8)
        places = generator.integers(0, len(content), generator.integers(1, 20))
        content[places] = generator.integers(0, 256, len(places))
        frames, text = read_all(io.BytesIO(content.tobytes()))
        assert frames or text
        if text is not None:
            refused += 1
            assert_one_sentence(text, "The video")
    assert refused > 0
