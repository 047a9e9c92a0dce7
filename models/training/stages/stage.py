"""What every stage is to the loop: a network, its turns, and loss terms for a batch."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from models.nets.pfnet import PFNet, PFNetConfig
from models.training.config import RunConfig
from models.training.data.mix import Batch
from models.training.stages.kinds import learning_parts


@dataclass(frozen=True, slots=True)
class Turn:
    """One update within a step.

    Attributes:
        name: Shown in messages.
        parts: What learns in it.
    """

    name: str
    parts: tuple[str, ...]


class Stage(nn.Module, ABC):
    """The network and the losses of one stage.

    A step takes its turns one after the other on the same pictures; each minimises the sum of its
    loss terms over its own parts. Parts that do not learn keep their batch statistics too.
    """

    def __init__(self, config: RunConfig) -> None:
        super().__init__()
        self.config = config
        self.net = PFNet(PFNetConfig(laterals=config.laterals, reading=config.reading))
        self.learning = learning_parts(config)

    @property
    @abstractmethod
    def turns(self) -> tuple[Turn, ...]:
        """The updates of a step, in order."""

    @abstractmethod
    def forward(self, batch: Batch, turn: str) -> dict[str, Tensor]:
        """Loss terms of one turn, already multiplied by their factors."""

    def parts(self) -> dict[str, nn.Module]:
        """The parts of this stage by name, those of `kinds.PARTS` that it has."""
        return dict(self.net.named_children())

    def move_to(self, device: torch.device) -> None:
        """Bring everything that a step needs to the device of training."""
        self.to(device)

    def prefix(self, part: str) -> str:
        """How the names of a part's weights begin in the state of this stage."""
        wanted = self.parts()[part]
        return next(f"{name}." for name, module in self.named_modules() if module is wanted)

    def open_turn(self, turn: Turn) -> None:
        """Let gradients reach the parts of a turn only."""
        for name, part in self.parts().items():
            part.requires_grad_(requires_grad=name in turn.parts)

    def learning_parameters(self) -> list[tuple[str, str, nn.Parameter]]:
        """Part, dotted name and parameter of everything that learns in any turn."""
        found = []
        for part, module in self.parts().items():
            if part in self.learning:
                found += [(part, f"{part}.{n}", p) for n, p in module.named_parameters()]
        return found

    def train(self, mode: bool = True) -> Stage:
        """Training mode for the learning parts only; their statistics may be frozen too."""
        super().train(mode)
        for name, part in self.parts().items():
            if name not in self.learning:
                part.eval()
        if self.config.frozen_statistics:
            for module in self.modules():
                if isinstance(module, nn.BatchNorm2d):
                    module.eval()
        return self
