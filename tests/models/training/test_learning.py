"""Learning is shown, not assumed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from models.training.config import LossWeights, RunConfig, Share
from models.training.curves import read_curves
from models.training.judge import Judge
from models.training.loop import Trainer

STEPS = 30
AUTOENCODER = RunConfig(
    stage="autoencoder",
    steps=STEPS,
    batch=4,
    lr=2e-4,
    lr_pretrained=2e-4,
    mix=(Share("tiny", 1.0, augment="paper"),),
    losses=LossWeights(perceptual=0.0, adversarial=0.001),
    input_px=128,
    beta1=0.0,
    warm_steps=0,
    constant_ratio=1.0,
    ema=0.5,
    log_every=1,
    validate_every=STEPS,
    seed=1,
)


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A packs folder with one pack, `tiny`: discs with a ring of dots, each of its own size."""
    rng = np.random.default_rng(2)
    angles = np.linspace(0.0, 2.0 * np.pi, 68, endpoint=False)
    shape = np.stack((np.cos(angles), np.sin(angles), 0.3 * np.cos(2.0 * angles)), 1)
    images = np.full((8, 96, 96, 3), 40, np.uint8)
    points = np.empty((8, 68, 3), np.float32)
    for i, image in enumerate(images):
        points[i] = shape * rng.uniform(20.0, 30.0) + (48.0, 48.0, 0.0)
        cv2.circle(image, (48, 48), 34, (200, 150, 120), -1)
        for x, y in points[i, :, :2].round().astype(int):
            cv2.circle(image, (int(x), int(y)), 2, (20, 20, 20), -1)
    folder = tmp_path / "packs" / "tiny"
    folder.mkdir(parents=True)
    np.save(folder / "images.npy", images)
    np.save(folder / "points.npy", points)
    return folder.parent


@pytest.mark.slow
def test_reconstruction_error_falls_and_the_curve_and_the_sheet_are_in_the_run_folder(
    packs: Path, tmp_path: Path, trainer: Callable[[RunConfig, str], Trainer]
) -> None:
    run = trainer(AUTOENCODER, "run")
    judge = Judge(packs, ("tiny",), tmp_path / "run")
    run._judge = judge
    before = judge(run.stage.eval(), 0)
    assert run.run()
    rows = read_curves(tmp_path / "run")
    assert rows[-1]["tiny.l2"] < 0.85 * before["tiny.l2"]
    assert [row["step"] for row in rows] == [*range(1, STEPS + 1), STEPS]
    sheet = cv2.imread(str(tmp_path / "run" / "samples" / f"{STEPS:08d}_tiny.png"))
    assert sheet is not None
    assert sheet.shape == (2 * 128, 8 * 128, 3)
    assert any((tmp_path / "run" / "tensorboard").iterdir())


@pytest.mark.slow
def test_landmarks_are_learned_by_heart(
    packs: Path, tmp_path: Path, trainer: Callable[[RunConfig, str], Trainer]
) -> None:
    config = dataclasses.replace(
        AUTOENCODER,
        stage="warmup",
        steps=60,
        lr=1e-3,
        input_px=64,
        beta1=0.9,
        mix=(Share("tiny", 1.0, augment="gentle", rotation_deg=0.0),),
        losses=LossWeights(latent_coordinate=1.0),
        validate_every=60,
    )
    run = trainer(config, "run")
    judge = Judge(packs, ("tiny",), tmp_path / "run")
    run._judge = judge
    before = judge(run.stage.eval(), 0)
    run.run()
    after = read_curves(tmp_path / "run")[-1]
    assert after["tiny.all68_pct"] < 0.85 * before["tiny.all68_pct"]
    assert np.isfinite(after["tiny.gte_pct"])
