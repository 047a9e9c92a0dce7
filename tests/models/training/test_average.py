"""The moving average: its decay, its buffers, and the stage that carries it for a while."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from models.training.average import MovingAverage
from models.training.config import RunConfig, Share
from models.training.stages.factory import build_stage
from models.training.stages.stage import Stage

WEIGHT = "coordinates.linear.bias"
MEAN = "net.encoder.stem.norm.running_mean"
COUNT = "net.encoder.stem.norm.num_batches_tracked"


@pytest.fixture
def stage() -> Stage:
    """A warm-up stage whose observed weights and statistics are all 0."""
    made = build_stage(RunConfig("warmup", 1, 2, 1.0, 1.0, (Share("p", 1.0),), input_px=64))
    _set(made, 0.0)
    return made.train()


def _set(stage: Stage, value: float) -> None:
    state = stage.state_dict()
    for name in (WEIGHT, MEAN, COUNT):
        state[name].fill_(value)


@pytest.mark.parametrize(("step", "decay"), [(1, 2 / 11), (8, 0.5), (10_000, 0.9)])
def test_the_decay_rises_to_the_one_that_was_asked_for(
    stage: Stage, step: int, decay: float
) -> None:
    average = MovingAverage(stage, 0.9)
    _set(stage, 1.0)
    average.update(step)
    values = average.whole()
    assert values[WEIGHT].mean().item() == pytest.approx(1.0 - decay)
    assert values[MEAN].mean().item() == pytest.approx(1.0 - decay)
    assert values[COUNT].item() == 1


def test_the_stage_carries_the_averages_in_evaluation_mode_and_gets_its_own_back(
    stage: Stage,
) -> None:
    average = MovingAverage(stage, 0.9)
    _set(stage, 1.0)
    with average.in_place():
        assert stage.state_dict()[WEIGHT].abs().max() == 0.0
        assert stage.state_dict()[MEAN].abs().max() == 0.0
        assert not any(module.training for module in stage.modules())
    assert stage.state_dict()[WEIGHT].min() == stage.state_dict()[MEAN].min() == 1.0
    assert stage.net.encoder.training
    assert not stage.net.depth.training


def test_what_does_not_learn_is_the_stages_own(stage: Stage) -> None:
    average = MovingAverage(stage, 0.9)
    nn.init.constant_(stage.net.depth.trunk.linear.bias, 3.0)
    assert torch.equal(average.whole()["net.depth.trunk.linear.bias"], torch.full((68,), 3.0))
