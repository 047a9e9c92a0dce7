"""The one training loop: bf16, moving average, resume, stop by signal, data parallel."""

from __future__ import annotations

import json
import math
import os
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

import torch
from torch import Tensor, distributed, nn

from models.nets.pfnet import CROP_SIZE_PX
from models.training import checkpoint
from models.training.config import RunConfig
from models.training.data.mix import Mix
from models.training.stages import Objective

CHECKPOINT_EVERY_S: Final = 600.0
LOG_EVERY: Final = 50
GRADIENT_LIMIT: Final = 5.0


@dataclass(frozen=True, slots=True)
class Processes:
    """Which of how many data-parallel processes this is."""

    rank: int
    count: int

    @property
    def first(self) -> bool:
        """Whether this one writes files."""
        return self.rank == 0


def join_processes() -> Processes:
    """Take part in a group started by torchrun, or be alone."""
    if "RANK" not in os.environ:
        return Processes(0, 1)
    distributed.init_process_group("gloo")
    return Processes(distributed.get_rank(), distributed.get_world_size())


def learning_rate_factor(config: RunConfig, step: int) -> float:
    """Linear rise, constant, cosine fall to 1 %: in (0, 1]."""
    if step < config.warm_steps:
        return (step + 1) / config.warm_steps
    fall_from = config.constant_ratio * config.steps
    if step < fall_from:
        return 1.0
    done = (step - fall_from) / max(1.0, config.steps - fall_from)
    return 0.01 + 0.99 * 0.5 * (1.0 + math.cos(math.pi * min(done, 1.0)))


class StopSwitch:
    """Turns SIGTERM and SIGINT into a request that the loop reads between steps."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


class Trainer:
    """Runs one objective from its last checkpoint to its last step.

    Args:
        objective: The stage.
        folder: Run folder.
        packs: Folder of the data packs.
        fresh: Names of parts that start fresh in this stage and take the higher rate.
        validate: Called with the averaged network; returns the figures to log.
        processes: This process's place among its peers.
    """

    def __init__(
        self,
        objective: Objective,
        folder: Path,
        packs: Path,
        *,
        fresh: Iterable[str],
        validate: Callable[[Objective], dict[str, float]],
        processes: Processes,
    ) -> None:
        self.objective, self.folder, self.processes = objective, folder, processes
        self.config = objective.config
        self._validate = validate
        self._names = [n for n, p in objective.named_parameters() if p.requires_grad]
        self._optimiser = self._make_optimiser(tuple(fresh))
        self._mix = Mix(
            self.config.mix,
            packs,
            batch=self.config.batch,
            input_px=self.config.input_px,
            crop_px=CROP_SIZE_PX,
            seed=self.config.seed,
            process=processes.rank,
        )
        self._average = {k: v.detach().clone() for k, v in objective.state_dict().items()}
        self._stop = StopSwitch()
        self.step = 0

    def _make_optimiser(self, fresh: tuple[str, ...]) -> torch.optim.Optimizer:
        groups = []
        for name, parameter in self.objective.named_parameters():
            if parameter.requires_grad:
                is_fresh = any(part in name for part in fresh)
                peak = self.config.lr if is_fresh else self.config.lr_pretrained
                groups.append({"params": [parameter], "lr": peak, "peak": peak})
        return torch.optim.Adam(groups, betas=(0.9, 0.999))

    def resume(self) -> None:
        """Go back to the last checkpoint of the run folder, if there is one."""
        state = checkpoint.load(self.folder)
        if state is None:
            return
        self.objective.load_state_dict(state.model)
        self._average = state.average
        checkpoint.restore_optimiser(self._optimiser, self._names, state.optimiser)
        self.step = state.step

    def run(self) -> bool:
        """Train to the end; returns False when a signal asked to stop before."""
        learner = self._data_parallel()
        self.objective.train()
        saved_at = began = time.monotonic()
        while self.step < self.config.steps and not self._asked_to_stop():
            losses = self._one_step(learner)
            if self.step % LOG_EVERY == 0:
                rate = LOG_EVERY * self.config.batch * self.processes.count
                self._log({"images_per_s": rate / (time.monotonic() - began)} | losses)
                began = time.monotonic()
            if self.step % self.config.validate_every == 0:
                self._log(self._validated())
                began = time.monotonic()
            if time.monotonic() - saved_at > CHECKPOINT_EVERY_S:
                self._save()
                saved_at = time.monotonic()
        self._save()
        return self.step >= self.config.steps

    def _data_parallel(self) -> nn.Module:
        if self.processes.count == 1:
            return self.objective
        return nn.parallel.DistributedDataParallel(
            self.objective, forward_sync_buffers=False, gradient_as_bucket_view=True
        )

    def _one_step(self, learner: nn.Module) -> dict[str, float]:
        torch.manual_seed(self.config.seed * 1_000_003 + self.step * 17 + self.processes.rank)
        factor = learning_rate_factor(self.config, self.step)
        for group in self._optimiser.param_groups:
            group["lr"] = group["peak"] * factor
        batch = self._mix.batch(self.step)
        with torch.autocast("cpu", torch.bfloat16):
            losses: dict[str, Tensor] = learner(batch)
        total = torch.stack(list(losses.values())).sum()
        self._optimiser.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]  # torch leaves it unannotated
        parameters = [p for p in self.objective.parameters() if p.requires_grad]
        nn.utils.clip_grad_norm_(parameters, GRADIENT_LIMIT)
        self._optimiser.step()
        self.step += 1
        self._update_average()
        return {name: float(value.detach()) for name, value in losses.items()}

    def _update_average(self) -> None:
        decay = min(self.config.ema, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, value in self.objective.state_dict().items():
                if value.is_floating_point():
                    self._average[name].lerp_(value, 1.0 - decay)
                else:
                    self._average[name].copy_(value)

    def _asked_to_stop(self) -> bool:
        if self.processes.count == 1:
            return self._stop.asked
        flag = torch.tensor([float(self._stop.asked)])
        distributed.all_reduce(flag)
        return bool(flag.item() > 0)

    def _validated(self) -> dict[str, float]:
        """Figures of the averaged weights; the learning weights are put back afterwards."""
        if not self.processes.first:
            return {}
        learning = {k: v.clone() for k, v in self.objective.state_dict().items()}
        self.objective.load_state_dict(self._average)
        self.objective.eval()
        figures = self._validate(self.objective)
        self.objective.load_state_dict(learning)
        self.objective.train()
        return figures

    def _log(self, figures: dict[str, float]) -> None:
        if not self.processes.first or not figures:
            return
        row = {"step": self.step, "time_s": round(time.time(), 1)}
        row |= {name: round(value, 5) for name, value in figures.items()}
        with (self.folder / "metrics.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(row) + "\n")

    def _save(self) -> None:
        if not self.processes.first:
            return
        checkpoint.save(
            self.folder,
            checkpoint.Checkpoint(
                step=self.step,
                model={k: v.detach() for k, v in self.objective.state_dict().items()},
                average=self._average,
                optimiser=checkpoint.flatten_optimiser(self._optimiser, self._names),
            ),
        )
