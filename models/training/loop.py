"""The one training loop: mixed precision, accumulation, averages, resume, stop by signal."""

from __future__ import annotations

import logging
import math
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Final

import torch
from lightning_fabric import Fabric
from lightning_fabric.wrappers import _FabricModule
from torch import Tensor, nn

from core.errors import TrainingError
from core.files import reason
from models.training import checkpoint
from models.training.average import MovingAverage
from models.training.config import RunConfig
from models.training.curves import Curves
from models.training.data.mix import Batch, Mix, micro_batches
from models.training.stages.kinds import untrained_parts
from models.training.stages.stage import Stage, Turn

log = logging.getLogger(__name__)

ADAM_BETA2: Final = 0.999
OUT_OF_MEMORY: Final = ("can't allocate memory", "not enough memory", "out of memory")
"""What torch says of it on Linux, Windows and GPUs."""


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


class TurnModule(nn.Module):
    """One turn of a stage as a module of its own, for data-parallel wrapping.

    Args:
        stage: The stage.
        turn: Its turn; the stage must be open for it when this is wrapped and when it runs.
    """

    def __init__(self, stage: Stage, turn: Turn) -> None:
        super().__init__()
        self.stage, self.turn = stage, turn

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """The turn's loss terms."""
        losses: dict[str, Tensor] = self.stage(batch, self.turn.name)
        return losses


@dataclass(frozen=True, slots=True)
class Learner:
    """A turn and its module as Fabric wraps it."""

    turn: Turn
    module: _FabricModule


class Trainer:
    """Runs one stage from its last checkpoint to its last step.

    Args:
        stage: The stage.
        folder: Run folder.
        mix: The training pictures.
        trained: Parts that earlier runs have trained.
        fabric: This process's place among its peers, launched.
        judge: Called with the stage carrying the averaged weights and the step; writes sample
            sheets and returns the figures to log.
    """

    def __init__(
        self,
        stage: Stage,
        folder: Path,
        mix: Mix,
        *,
        trained: tuple[str, ...],
        fabric: Fabric,
        judge: Callable[[Stage, int], dict[str, float]],
    ) -> None:
        self.stage, self.folder = stage, folder
        self.config = stage.config
        self._fabric, self._judge = fabric, judge
        stage.move_to(fabric.device)
        self._parameters = stage.learning_parameters()
        self._optimiser = self._make_optimiser(untrained_parts(self.config, trained))
        self._average = MovingAverage(stage, self.config.ema)
        self._mix = mix
        self._stop = StopSwitch()
        self.step = 0

    def _make_optimiser(self, fresh: frozenset[str]) -> torch.optim.Optimizer:
        groups = []
        for part, _, parameter in self._parameters:
            peak = self.config.lr if part in fresh else self.config.lr_pretrained
            groups.append({"params": [parameter], "lr": peak, "peak": peak})
        return torch.optim.Adam(groups, betas=(self.config.beta1, ADAM_BETA2))

    @property
    def _names(self) -> list[str]:
        return [name for _, name, _ in self._parameters]

    def resume(self) -> None:
        """Go back to the last checkpoint of the run folder, if there is one.

        Raises:
            DataError: The checkpoint is damaged.
        """
        state = checkpoint.load(self.folder)
        if state is None:
            return
        self.stage.load_state_dict(state.model)
        self._average.restore(state.average)
        checkpoint.restore_optimiser(self._optimiser, self._names, state.optimiser)
        self.step = state.step

    def run(self) -> bool:
        """Train to the end; returns False when a signal asked to stop before.

        Raises:
            TrainingError: A loss is not a number, the memory or the disk is full; the last good
                checkpoint is intact.
        """
        with self._plain_words(), ExitStack() as files:
            curves = None
            if self._first:
                curves = files.enter_context(closing(Curves(self.folder, from_step=self.step)))
            learners = self._learners()
            batches = micro_batches(
                self._mix,
                first_step=self.step,
                batch=self.config.batch,
                accumulate=self.config.accumulate,
                rank=self._fabric.global_rank,
                processes=self._fabric.world_size,
                workers=self.config.workers,
            )
            self._go(learners, batches, curves)
            self._save()
        return self.step >= self.config.steps

    @property
    def _first(self) -> bool:
        return self._fabric.global_rank == 0

    def _learners(self) -> list[Learner]:
        self.stage.train()
        learners = []
        for turn in self.stage.turns:
            self.stage.open_turn(turn)
            module = self._fabric.setup_module(TurnModule(self.stage, turn))
            learners.append(Learner(turn, module))
        return learners

    def _go(
        self,
        learners: list[Learner],
        batches: Iterator[Batch],
        curves: Curves | None,
    ) -> None:
        saved_at = began = time.monotonic()
        done = self.step
        while self.step < self.config.steps:
            losses = self._one_step(learners, batches)
            if losses is None:
                return
            last = self.step == self.config.steps
            validates = last or self.step % self.config.validate_every == 0
            if self.step % self.config.log_every == 0:
                pictures = (self.step - done) * self._pictures_per_step
                rate = {"images_per_s": pictures / (time.monotonic() - began)}
                self._log(curves, rate | losses)
            if validates and curves:
                with self._average.in_place():
                    figures = self._judge(self.stage, self.step)
                if figures:
                    curves.add(self.step, figures)
            if validates or self.step % self.config.log_every == 0:
                began, done = time.monotonic(), self.step
            if self._asked(time.monotonic() - saved_at > self.config.checkpoint_every_s):
                self._save()
                saved_at = time.monotonic()

    @property
    def _pictures_per_step(self) -> int:
        return self.config.batch * self.config.accumulate * self._fabric.world_size

    def _one_step(
        self, learners: list[Learner], batches: Iterator[Batch]
    ) -> dict[str, float] | None:
        """Every turn once; None: somebody asked to stop, and nothing was changed."""
        factor = learning_rate_factor(self.config, self.step)
        for group in self._optimiser.param_groups:
            group["lr"] = group["peak"] * factor
        if self._asked(self._stop.asked):
            return None
        micro = [next(batches) for _ in range(self.config.accumulate)]
        losses: dict[str, float] = {}
        for learner in learners:
            losses |= self._one_turn(learner, micro)
        self.step += 1
        self._average.update(self.step)
        return losses

    def _one_turn(self, learner: Learner, micro: list[Batch]) -> dict[str, float]:
        turn, module = learner.turn, learner.module
        self.stage.open_turn(turn)
        self._optimiser.zero_grad(set_to_none=True)
        sums: dict[str, float] = {}
        for i, batch in enumerate(micro):
            last = i == len(micro) - 1
            with self._fabric.no_backward_sync(module, enabled=not last):
                losses: dict[str, Tensor] = module(self._fabric.to_device(batch))
                total = torch.stack(list(losses.values())).sum() / len(micro)
                self._check(total, losses, turn)
                self._fabric.backward(total)
            for name, value in losses.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach()) / len(micro)
        if self.config.gradient_limit:
            moving = [p for _, _, p in self._parameters if p.grad is not None]
            nn.utils.clip_grad_norm_(moving, self.config.gradient_limit)
        self._optimiser.step()
        return sums

    def _check(self, total: Tensor, losses: dict[str, Tensor], turn: Turn) -> None:
        if math.isfinite(total.item()):
            return
        bad = [name for name, value in losses.items() if not math.isfinite(value.item())]
        raise TrainingError(
            f"The loss {' and '.join(bad) or 'sum'} of {turn.name} is not a finite number at step "
            f"{self.step + 1}: start again from the last checkpoint with a lower learning rate."
        )

    def _check_weights(self, state: checkpoint.Checkpoint) -> None:
        """A gradient that overflowed spoils the weights before any loss shows it."""
        bad = [name for name, value in state.model.items() if not value.isfinite().all()]
        if bad:
            raise TrainingError(
                f"The weights {bad[0]} are not finite numbers after step {self.step}: start again "
                "from the last checkpoint with a lower learning rate."
            )

    def _asked(self, asked: bool) -> bool:
        """Whether any process was asked: all of them must do the same."""
        if self._fabric.world_size == 1:
            return asked
        flag = torch.tensor(float(asked), device=self._fabric.device)
        total = self._fabric.all_reduce(flag, reduce_op="sum")
        return isinstance(total, Tensor) and total.item() > 0

    def _log(self, curves: Curves | None, figures: dict[str, float]) -> None:
        if curves:
            curves.add(self.step, figures)
            told = "  ".join(f"{name} {value:.4g}" for name, value in figures.items())
            log.info("step %d of %d  %s", self.step, self.config.steps, told)

    def _save(self) -> None:
        if self._first:
            state = checkpoint.Checkpoint(
                step=self.step,
                model={k: v.detach() for k, v in self.stage.state_dict().items()},
                average=self._average.whole(),
                optimiser=checkpoint.flatten_optimiser(self._optimiser, self._names),
            )
            self._check_weights(state)
            checkpoint.save(self.folder, state)
        self._fabric.barrier()

    @contextmanager
    def _plain_words(self) -> Iterator[None]:
        """Full memory and full disks in one sentence."""
        try:
            yield
        except OSError as error:
            raise TrainingError(
                f"The run folder {self.folder} cannot be written because {reason(error)}: mend "
                "that and run the same command to go on from the last checkpoint."
            ) from error
        except (torch.OutOfMemoryError, MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
            raise TrainingError(
                f"The memory of {self._fabric.device} is too small for batches of "
                f"{self.config.batch} pictures: lower `batch` and raise `accumulate` instead."
            ) from error


def is_out_of_memory(error: BaseException) -> bool:
    """Whether a failure is an allocation that did not succeed, on any device."""
    if isinstance(error, (torch.OutOfMemoryError, MemoryError)):
        return True
    return any(words in str(error) for words in OUT_OF_MEMORY)
