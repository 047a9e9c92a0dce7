"""The moving average of the weights, which is what is judged and published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import torch
from torch import Tensor

from models.training.stages.stage import Stage

EARLY_STEPS: Final = 10
"""The decay rises as (1 + t) / (10 + t), so that the first weights are soon forgotten."""


class MovingAverage:
    """Averages of everything that learns in a stage; the rest never differs from the stage.

    Args:
        stage: The stage that learns.
        decay: Share of the old average kept at each step.
    """

    def __init__(self, stage: Stage, decay: float) -> None:
        self._stage, self._decay = stage, decay
        state = stage.state_dict()
        prefixes = tuple(stage.prefix(part) for part in stage.learning)
        self._names = [name for name in state if name.startswith(prefixes)]
        self._values = {name: state[name].detach().clone() for name in self._names}

    def update(self, step: int) -> None:
        """Take in the weights after step `step` (counted from 1)."""
        decay = min(self._decay, (1 + step) / (EARLY_STEPS + step))
        state = self._stage.state_dict()
        with torch.no_grad():
            for name, mean in self._values.items():
                if mean.is_floating_point():
                    mean.lerp_(state[name], 1.0 - decay)
                else:
                    mean.copy_(state[name])

    def whole(self) -> dict[str, Tensor]:
        """The stage's state with the averages in place of what learns."""
        return {k: v.detach() for k, v in self._stage.state_dict().items()} | self._values

    def restore(self, average: Mapping[str, Tensor]) -> None:
        """Take up the averages of a checkpoint."""
        for name, mean in self._values.items():
            mean.copy_(average[name])

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """The stage carries the averages, in evaluation mode, while the block runs."""
        state = self._stage.state_dict()
        learning = {name: state[name].clone() for name in self._names}
        self._stage.load_state_dict(self._values, strict=False)
        self._stage.eval()
        try:
            yield
        finally:
            self._stage.load_state_dict(learning, strict=False)
            self._stage.train()
