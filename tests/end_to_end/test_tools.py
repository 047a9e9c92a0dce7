"""The commands beside the examination: bare landmarks, doctor, version, reassess without files."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from app import __version__
from app.cli.main import Exit
from core.paths import resource
from core.video import read_frames
from models.synthetic.truth import read_truth

Command = Callable[..., tuple[int, str, str]]
CLIPS = resource("demo", "visit_1")
FRAME = 20


def demo_picture(folder: Path) -> Path:
    image = read_frames(CLIPS / "smile_open.mp4", [FRAME])[FRAME].image
    path = folder / "face.png"
    cv2.imwrite(str(path), image[..., ::-1])
    return path


def test_landmarks_of_pictures_are_written_and_lie_on_the_face(
    tmp_path: Path, hemiface: Command
) -> None:
    grey = tmp_path / "grey.png"
    cv2.imwrite(str(grey), np.full((200, 200, 3), 90, np.uint8))
    out = tmp_path / "points.npz"
    code, _, told = hemiface("landmarks", grey, demo_picture(tmp_path), "--out", out)
    assert code == Exit.KNOWN  # one of the two files could not be used
    assert "grey.png: no face" in told
    table = np.load(out, allow_pickle=False)
    assert table["points_px"].shape == (1, 68, 3)
    assert table["source"].tolist() == [1]
    truth = read_truth(CLIPS / "truth.npz")["smile_open"][FRAME]
    inner = np.linalg.norm(table["points_px"][0, 17:, :2] - truth[17:, :2], axis=1)
    assert inner.mean() < 5.0
    assert (table["confidence"] > 0.3).all()


def test_landmarks_without_any_face_write_nothing(tmp_path: Path, hemiface: Command) -> None:
    grey = tmp_path / "grey.png"
    cv2.imwrite(str(grey), np.full((200, 200, 3), 90, np.uint8))
    code, _, told = hemiface("landmarks", grey, "--out", tmp_path / "points.npz")
    assert code == Exit.KNOWN
    assert "No file shows a face" in told
    assert not (tmp_path / "points.npz").exists()


def test_a_picture_bomb_is_refused_by_its_header(tmp_path: Path, hemiface: Command) -> None:
    """A PNG that says 30000 x 30000 and holds next to nothing."""
    header = (30_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
        )

    bomb = tmp_path / "bomb.png"
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    bomb.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b""))
    code, _, told = hemiface("landmarks", bomb, "--out", tmp_path / "points.npz")
    assert code == Exit.KNOWN
    assert "megapixels" in told or "cannot be read" in told or "not a picture" in told


def test_doctor_finds_everything_in_its_place(tmp_path: Path, hemiface: Command) -> None:
    code, out, _ = hemiface("doctor", "--library", tmp_path / "library")
    assert code == Exit.DONE
    assert "FAILED" not in out
    assert "0 patients" in out


def test_version(hemiface: Command) -> None:
    code, out, _ = hemiface("--version")
    assert code == Exit.DONE
    assert __version__ in out


def test_export_without_a_target_says_what_to_give(tmp_path: Path, hemiface: Command) -> None:
    code, _, told = hemiface("export", "P-001", "--library", tmp_path / "library")
    assert code == Exit.KNOWN
    assert "--csv FILE" in told
