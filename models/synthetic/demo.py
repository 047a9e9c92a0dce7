"""The demo patient: a left palsy that recovers over five visits, rendered with exact landmarks.

visit_N/exam.toml      when, and the videos
visit_N/<exercise>.mp4
visit_N/truth.npz      the exact landmarks (`models.synthetic.truth`)
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from core.landmarks import Side
from core.progress import Progress
from core.types import FloatArray
from core.video import VideoWriter
from models.synthetic.clip import ClipPlan, exercise_clip, portrait
from models.synthetic.pack import Split, face_rng
from models.synthetic.palsy import Palsy
from models.synthetic.render import FaceSpec, Renderer
from models.synthetic.truth import write_truth

SIZE_PX: Final = 448
RATE_HZ: Final = 12.0
QUALITY_CRF: Final = 22
DEMO_SEED: Final = 7
EXERCISES: Final = ("rest", "brow_raise", "eye_gentle", "smile_open", "snarl", "pucker")
FIRST_VISIT: Final = dt.datetime(2026, 1, 12, 9, 30, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class DemoVisit:
    """One visit of the demo patient.

    Attributes:
        week: Weeks after the first visit.
        palsy: What the left side can do then.
        yaw_deg: How the head is turned, on purpose not straight.
    """

    week: int
    palsy: Palsy
    yaw_deg: float


VISITS: Final = (
    DemoVisit(0, Palsy(Side.LEFT, 0.05, 0.15, 0.08, 0.05, 0.9), 4.0),
    DemoVisit(4, Palsy(Side.LEFT, 0.15, 0.35, 0.22, 0.2, 0.6), -6.0),
    DemoVisit(8, Palsy(Side.LEFT, 0.35, 0.6, 0.42, 0.42, 0.3), 8.0),
    DemoVisit(16, Palsy(Side.LEFT, 0.6, 0.85, 0.66, 0.66, 0.05, mouth_to_eye_ratio=0.35), -3.0),
    DemoVisit(26, Palsy(Side.LEFT, 0.8, 0.95, 0.86, 0.85, 0.0, mouth_to_eye_ratio=0.45), 5.0),
)


def render_demo(ict_folder: Path, out: Path, *, progress: Progress) -> None:
    """Render the demo patient's visits.

    Args:
        ict_folder: The ICT-FaceKit model.
        out: Folder to write the visits into.
        progress: Told after each clip.

    Raises:
        DataError: The model is missing.
        VideoError: A clip cannot be written.
    """
    renderer = Renderer.load(ict_folder)
    person = portrait(
        face_rng(Split.DEMO, DEMO_SEED, 0), renderer, size_px=(SIZE_PX, SIZE_PX), margin=1.7
    )
    for number, visit in enumerate(VISITS, start=1):
        folder = out / f"visit_{number}"
        folder.mkdir(parents=True, exist_ok=True)
        turned = replace(person, pose=replace(person.pose, yaw_deg=visit.yaw_deg))
        truth: dict[str, FloatArray] = {}
        for place, exercise in enumerate(EXERCISES):
            truth[exercise] = _clip(renderer, turned, visit, folder, exercise, seed=(number, place))
            done = (number - 1) * len(EXERCISES) + place + 1
            progress(done, len(VISITS) * len(EXERCISES), "rendering the demo patient")
        write_truth(folder / "truth.npz", truth)
        _write_manifest(folder, visit)


def _clip(
    renderer: Renderer,
    person: FaceSpec,
    visit: DemoVisit,
    folder: Path,
    exercise: str,
    *,
    seed: tuple[int, int],
) -> FloatArray:
    """Write one video; returns its exact landmarks (T, 68, 3)."""
    plan = ClipPlan(
        exercise,
        visit.palsy,
        rate_hz=RATE_HZ,
        neutral_s=0.7,
        onset_s=0.4,
        hold_s=1.0,
        relax_s=0.4,
        rest_s=5.2,
        blinks=False,
    )
    rng = np.random.default_rng((DEMO_SEED, *seed))
    points: list[FloatArray] = []
    with VideoWriter(
        folder / f"{exercise}.mp4", size_px=(SIZE_PX, SIZE_PX), crf=QUALITY_CRF
    ) as video:
        for frame, landmarks in exercise_clip(renderer, person, plan, rng=rng):
            video.write(frame.image, time_s=frame.time_s)
            points.append(landmarks)
    return np.stack(points)


def _write_manifest(folder: Path, visit: DemoVisit) -> None:
    moment = FIRST_VISIT + dt.timedelta(weeks=visit.week)
    lines = [
        f"taken_at = {moment.isoformat()}",
        'examiner = "Demo"',
        'camera = "Demo, 448 px, 12 Hz"',
        "distance_m = 1.1",
        'side_confirmed_by = "Demo"',
    ]
    for exercise in EXERCISES:
        lines += ["", "[[video]]", f'exercise = "{exercise}"', f'file = "{exercise}.mp4"']
    (folder / "exam.toml").write_text("\n".join(lines) + "\n", "utf-8")
