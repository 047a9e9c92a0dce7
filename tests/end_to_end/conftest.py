"""One real examination of the demo patient's first visit, shared by the end-to-end tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli.main import run
from core.paths import resource

PATIENT = "P-001"


@pytest.fixture(scope="session")
def examined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one patient and one visit (rest and open smile), analysed for real."""
    library = tmp_path_factory.mktemp("library")
    clips = resource("demo", "visit_1")
    assert run(["patient", "add", PATIENT, "--affected", "left", "--library", str(library)]) == 0
    code = run(
        [
            "assess",
            str(clips / "rest.mp4"),
            str(clips / "smile_open.mp4"),
            *("--exercise", "rest", "--exercise", "smile_open"),
            *("--patient", PATIENT, "--library", str(library), "--no-flip-average"),
        ]
    )
    assert code == 0
    return library


@pytest.fixture
def library(examined: Path, tmp_path: Path) -> Path:
    """A copy of the examined library that a test may spoil."""
    place = tmp_path / "library"
    shutil.copytree(examined, place)
    return place


@pytest.fixture
def hemiface(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run one command; returns exit code, stdout and stderr."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return call
