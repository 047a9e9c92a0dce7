"""A demo whose files do not belong together is told, not a crash."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

import pytest

from app.demo_truth import landmark_sequence, true_result
from assessment.records import AffectedSide, Patient
from core.errors import DataError
from core.paths import resource
from models.synthetic.truth import read_truth, write_truth

CLIPS = resource("demo", "visit_1")
TRUTH = read_truth(CLIPS / "truth.npz")


def test_a_missing_exercise_is_named(tmp_path: Path) -> None:
    shutil.copy(CLIPS / "rest.mp4", tmp_path)
    (tmp_path / "exam.toml").write_text('[[video]]\nexercise = "rest"\nfile = "rest.mp4"\n')
    write_truth(tmp_path / "truth.npz", {"snarl": TRUTH["snarl"]})
    patient = Patient(id=uuid4(), code="P", affected_side=AffectedSide.LEFT)
    with pytest.raises(DataError, match="'rest': reinstall"):
        true_result(tmp_path, patient)


@pytest.mark.parametrize("frames", [1, -1])
def test_landmarks_of_another_length_than_the_video_are_refused(frames: int) -> None:
    points = TRUTH["rest"]
    points = points[:-1] if frames < 0 else points[[*range(len(points)), -1]]
    with pytest.raises(DataError, match=r"rest\.mp4 has .* pictures"):
        landmark_sequence(CLIPS / "rest.mp4", points)
