"""A process that assesses visit after visit until it is killed; acknowledges each on stdout.

The landmarks are the demo's exact ones, so that the time goes into what a kill could spoil: taking
files in and storing.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app import examination
from app.cli import assess
from app.cli.main import run
from app.demo_truth import landmark_sequence
from core.paths import resource
from core.types import LandmarkSequence
from core.video import VideoFile
from models.synthetic.truth import read_truth

CLIPS = resource("demo", "visit_1")
TRUTH = read_truth(CLIPS / "truth.npz")


class ExactExaminer(examination.Examiner):
    """Knows the landmarks of the demo's clips."""

    def __init__(self, weights: str | None = None, *, flip_average: bool) -> None:
        self._weights_sha256, self._depth_scale = "0" * 64, 1.0
        self._ratio_error_points = {}

    def landmarks(self, video: VideoFile, **_: object) -> LandmarkSequence:
        return landmark_sequence(CLIPS / video.name, TRUTH[Path(video.name).stem])


def main(library: str, patient: str) -> None:
    assess.Examiner = ExactExaminer
    clips = [str(CLIPS / f"{name}.mp4") for name in ("rest", "smile_open")]
    while True:
        code = run(
            [
                *("assess", *clips, "--exercise", "rest", "--exercise", "smile_open"),
                *("--patient", patient, "--library", library),
            ]
        )
        sys.stdout.write(f"\nACK {code}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
