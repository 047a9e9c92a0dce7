"""The bench times what training runs."""

from __future__ import annotations

import dataclasses

import pytest
import torch

from models.training.bench import cases, measure


def test_every_kind_of_stage_and_heatmap_loss_is_timed() -> None:
    rows = cases(perceptual=True)
    assert {case.config.stage for case in rows} >= {
        *("autoencoder", "inversion", "transfer", "finetune", "depth", "joint")
    }
    assert {case.config.heatmap_loss for case in rows} == {"softmax", "mse", "awing"}
    assert len({case.title for case in rows}) == len(rows)


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["autoencoder", "transfer"])
def test_a_case_runs_whole_steps(stage: str) -> None:
    case = next(case for case in cases(perceptual=False) if case.config.stage == stage)
    small = dataclasses.replace(case, config=dataclasses.replace(case.config, batch=1))
    timing = measure(small, repeats=1, device=torch.device("cpu"), perceptual=None)
    assert timing.images_per_s > 0
    assert (timing.loss_share is None) == (stage == "autoencoder")
