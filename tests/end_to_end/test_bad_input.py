"""Bad input: one clear sentence, a non-zero exit, nothing half-stored."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.cli.main import Exit, run
from assessment.store.library import open_library
from core.paths import resource
from core.video import VideoFile, VideoWriter

PATIENT = "P-001"
FIXTURES = Path(__file__).parent.parent / "fixtures"
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A library with one patient and no visit."""
    library = tmp_path / "library"
    assert run(["patient", "add", PATIENT, "--affected", "left", "--library", str(library)]) == 0
    return library


def write_video(path: Path, frames: int, picture: np.ndarray) -> Path:
    height, width = picture.shape[:2]
    with VideoWriter(path, size_px=(width, height)) as writer:
        for i in range(frames):
            writer.write(picture, time_s=i / 10)
    return path


def first_frame(video: Path) -> np.ndarray:
    with VideoFile(video) as source:
        return next(iter(source)).image.copy()


def no_face(folder: Path) -> Path:
    return write_video(folder / "grey.mp4", 6, np.full((240, 320, 3), 120, np.uint8))


def two_faces(folder: Path) -> Path:
    face = first_frame(resource("demo", "visit_1", "rest.mp4"))
    return write_video(folder / "a.mp4", 6, np.hstack((face, face)))


def profile(folder: Path) -> Path:
    return Path(shutil.copy(FIXTURES / "profile.mp4", folder / "profile.mp4"))


def truncated(folder: Path) -> Path:
    content = resource("demo", "visit_1", "rest.mp4").read_bytes()
    path = folder / "b.mp4"
    path.write_bytes(content[: len(content) // 2])
    return path


def text(folder: Path) -> Path:
    path = folder / "d.mp4"
    path.write_text("this is no video\n" * 100)
    return path


def nothing(folder: Path) -> Path:
    path = folder / "nothing.mp4"
    path.touch()
    return path


def picture(folder: Path) -> Path:
    path = folder / "c.png"
    cv2.imwrite(str(path), np.zeros((64, 64, 3), np.uint8))
    return path


def missing(folder: Path) -> Path:
    return folder / "missing.mp4"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (no_face, "No face was found"),
        (two_faces, "Two faces"),
        (profile, "turned"),
        (truncated, "cut short"),
        (text, "video"),
        (nothing, "empty"),
        (picture, "still picture"),
        (missing, "was not found"),
    ],
)
def test_a_bad_video_is_told_in_one_sentence_and_nothing_is_stored(
    make: Callable[[Path], Path],
    words: str,
    empty: Path,
    tmp_path: Path,
    hemiface: Command,
) -> None:
    video = make(tmp_path)
    code, _, told = hemiface(
        *("assess", video, "--exercise", "rest"), *("--patient", PATIENT, "--library", empty)
    )
    assert code == Exit.KNOWN
    assert words in told
    assert "Traceback" not in told
    assert len(told.strip().splitlines()) == 1
    with open_library(empty) as store:
        assert store.visits.history(store.patients.find(PATIENT).id) == ()
    assert list((empty / "media").rglob("*.mp4")) == []
    assert not any(path.is_file() for path in (empty / "media").rglob("*"))


def test_a_bad_video_among_good_ones_is_kept_and_named_and_the_others_are_measured(
    empty: Path, tmp_path: Path, hemiface: Command
) -> None:
    code, shown, told = hemiface(
        *("assess", resource("demo", "visit_1", "rest.mp4"), two_faces(tmp_path)),
        *("--exercise", "rest", "--exercise", "snarl", "--no-flip-average"),
        *("--patient", PATIENT, "--library", empty),
    )
    assert code == Exit.DONE
    assert "a.mp4 (snarl): Two faces" in " ".join(told.split())
    assert "Rest" in shown
    with open_library(empty) as store:
        (visit,) = store.visits.history(store.patients.find(PATIENT).id)
    assert visit.latest is not None
    assert [trial.exercise_id for trial in visit.latest.result.trials] == ["rest"]
    assert [bool(recording.media) for recording in visit.recordings] == [True, True]


def test_an_unknown_patient_is_named(empty: Path, hemiface: Command) -> None:
    for command in (
        ("assess", resource("demo", "visit_1", "rest.mp4"), "--exercise", "rest", "--patient", "X"),
        ("report", "X"),
        ("export", "X", "--csv", empty / "x.csv"),
    ):
        code, _, told = hemiface(*command, "--library", empty)
        assert code == Exit.KNOWN
        assert "'X'" in told


def test_an_unknown_exercise_is_named(empty: Path, hemiface: Command) -> None:
    code, _, told = hemiface(
        *("assess", resource("demo", "visit_1", "rest.mp4"), "--exercise", "yawn"),
        *("--patient", PATIENT, "--library", empty),
    )
    assert code == Exit.KNOWN
    assert "yawn" in told


@pytest.mark.parametrize("name", ["../evil.mp4", "/etc/passwd", "sub/evil.mp4", "..", ""])
def test_a_manifest_cannot_name_files_outside_its_folder(
    name: str, empty: Path, tmp_path: Path, hemiface: Command
) -> None:
    folder = tmp_path / "exam"
    folder.mkdir()
    (folder / "exam.toml").write_text(
        f"[[video]]\nexercise = 'rest'\nfile = {json.dumps(name)}\n", "utf-8"
    )
    code, _, told = hemiface("assess", folder, "--patient", PATIENT, "--library", empty)
    assert code == Exit.KNOWN
    assert "file must be the name of a video in the same folder" in told


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ("", "names no video"),
        ("[[video]]\nexercise = 'yawn'\nfile = 'a.mp4'\n", "yawn"),
        ("colour = 'blue'\n", "unknown key 'colour'"),
        ("taken_at = 2026-01-01\n[[video]]\nexercise='rest'\nfile='a.mp4'\n", "time zone"),
        ("not toml", "cannot be read"),
    ],
)
def test_a_bad_manifest_is_told(
    manifest: str, words: str, empty: Path, tmp_path: Path, hemiface: Command
) -> None:
    folder = tmp_path / "exam"
    folder.mkdir()
    (folder / "exam.toml").write_text(manifest, "utf-8")
    code, _, told = hemiface("assess", folder, "--patient", PATIENT, "--library", empty)
    assert code == Exit.KNOWN
    assert words in told


@pytest.mark.parametrize("code_of_patient", ["../../x", "a/b", "x" * 60, "Zoë 李 \u05d0", "CON"])
def test_a_patient_code_never_becomes_a_path(
    code_of_patient: str, tmp_path: Path, hemiface: Command
) -> None:
    library = tmp_path / "library"
    code, _, _ = hemiface(
        "patient", "add", code_of_patient, "--affected", "right", "--library", library
    )
    assert code in (Exit.DONE, Exit.KNOWN)
    outside = {path.name for path in tmp_path.iterdir()} - {"library"}
    assert outside == set()
    assert not any(code_of_patient[:8] in path.name for path in library.rglob("*"))


def test_altered_weights_are_refused(
    empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hemiface: Command
) -> None:
    place = tmp_path / "weights"
    shutil.copytree(resource("weights"), place)
    path = next(place.rglob("*.safetensors"))
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    monkeypatch.setenv("HEMIFACE_WEIGHTS", str(place))
    code, _, told = hemiface(
        *("assess", resource("demo", "visit_1", "rest.mp4"), "--exercise", "rest"),
        *("--patient", PATIENT, "--library", empty),
    )
    assert code == Exit.KNOWN
    assert "hash differs" in told


def test_a_database_of_a_newer_version_is_left_alone(empty: Path, hemiface: Command) -> None:
    database = empty / "hemiface.sqlite"
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'r9999'")
    connection.close()
    before = database.read_bytes()
    code, _, told = hemiface("patient", "list", "--library", empty)
    assert code == Exit.KNOWN
    assert "newer" in told
    assert database.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into any folder")
def test_an_unwritable_folder_is_told(empty: Path, tmp_path: Path, hemiface: Command) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    code, _, told = hemiface("patient", "list", "--library", locked / "library")
    assert code == Exit.KNOWN
    assert "cannot be used" in told


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path, hemiface: Command) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    code, _, told = hemiface("patient", "list", "--library", blocked)
    assert code == Exit.KNOWN
    assert str(blocked) in told


def test_wrong_usage_is_exit_2(hemiface: Command) -> None:
    assert hemiface("assess")[0] == Exit.USAGE
    assert hemiface("fly")[0] == Exit.USAGE
    assert hemiface("patient", "add", "X", "--affected", "top")[0] == Exit.USAGE


def test_a_bug_leaves_a_report_and_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hemiface: Command
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setenv("HEMIFACE_HOME", str(tmp_path))
    monkeypatch.setattr("app.cli.patients.open_library", broken)
    code, _, told = hemiface("patient", "list")
    assert code == Exit.BUG
    assert "has a fault" in told
    (report,) = (tmp_path / "crashes").iterdir()
    assert "planted" in report.read_text("utf-8")


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch, hemiface: Command) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.patients.open_library", interrupted)
    code, _, told = hemiface("patient", "list")
    assert code == Exit.STOPPED
    assert "Stopped" in told
