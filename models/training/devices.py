"""Where training runs: one device, or the group that torchrun started."""

from __future__ import annotations

import logging
import os

import torch
from lightning_fabric import Fabric
from lightning_fabric.plugins import MixedPrecision, Precision
from lightning_fabric.strategies.ddp import DDPStrategy

from models.training import config


class AutocastOnly(MixedPrecision):
    """bf16 inside the network only.

    Fabric's own turns every floating input into bf16, whose 8 bits round the place of a landmark in
    a crop of 256 px to whole pixels.
    """

    def __init__(self, device: str) -> None:
        super().__init__("bf16-mixed", device)

    def convert_input(self, data: object) -> object:
        """Leave the batch as it is."""
        return data


def join_devices(precision: config.Precision) -> Fabric:
    """This process's place among its peers.

    Under torchrun every process takes one device (NCCL on GPUs, gloo on CPUs); alone it takes the
    first GPU, or the CPU on one thread: two threads waiting for each other on a busy core take
    longer than one.
    """
    logging.getLogger("lightning_fabric").setLevel(logging.WARNING)  # it announces the precision
    gpu = torch.cuda.is_available()
    if not gpu:
        torch.set_num_threads(1)
        torch.set_flush_denormal(True)  # the far tails of a Gaussian are slow and mean nothing
    accelerator = "cuda" if gpu else "cpu"
    plugin = AutocastOnly(accelerator) if precision == "bf16-mixed" else Precision()
    if "LOCAL_WORLD_SIZE" not in os.environ:
        fabric = Fabric(accelerator=accelerator, devices=1, plugins=plugin)
    else:
        strategy = DDPStrategy(
            process_group_backend="nccl" if gpu else "gloo",
            # Each process keeps its own batch statistics; the first one's are saved.
            forward_sync_buffers=False,
            gradient_as_bucket_view=True,
        )
        fabric = Fabric(
            accelerator=accelerator,
            devices=int(os.environ["LOCAL_WORLD_SIZE"]),
            num_nodes=int(os.environ["GROUP_WORLD_SIZE"]),
            strategy=strategy,
            plugins=plugin,
        )
    fabric.launch()
    return fabric
