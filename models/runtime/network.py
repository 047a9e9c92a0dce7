"""Runs PF-Net on crops: pictures in, points and confidence out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import numpy as np
import torch

from core.types import FloatArray, ImageArray
from models.nets.heatmap import decode
from models.nets.pfnet import CROP_SIZE_PX, PFNet
from models.weights import WeightsEntry, load_network


class Precision(StrEnum):
    """Arithmetic of the network. Stored results use `FP32`, which is the same on every machine."""

    FP32 = "fp32"
    BF16 = "bf16"


class PFNetLandmarker:
    """PF-Net behind the `CropLandmarker` protocol.

    Args:
        net: The network in evaluation mode.
        entry: Where its weights come from.
        precision: `BF16` is faster where the processor has it and differs by a fraction of a pixel.
    """

    def __init__(
        self, net: PFNet, entry: WeightsEntry, *, precision: Precision = Precision.FP32
    ) -> None:
        self._net = net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # torch's stubs
        self._precision = precision
        self.model = entry.name
        self.weights_sha256 = entry.sha256
        self.depth_scale = entry.depth_scale
        self.ratio_error_points = entry.ratio_error_points

    @classmethod
    def shipped(
        cls,
        name: str | None = None,
        *,
        folder: Path | None = None,
        precision: Precision = Precision.FP32,
    ) -> PFNetLandmarker:
        """The landmarker with published weights.

        It computes with all cores but one: threads that wait for each other on a core that
        somebody else uses take ten times as long as one thread alone.

        Raises:
            WeightsError: See `models.weights.load_network`.
        """
        torch.set_num_threads(max(1, (os.cpu_count() or 1) - 1))
        net, entry = load_network(name, folder)
        return cls(net, entry, precision=precision)

    def predict(self, crops: ImageArray) -> tuple[FloatArray, FloatArray]:
        """Landmarks of face crops.

        Args:
            crops: uint8 (B, 256, 256, 3), RGB.

        Returns:
            Points float64 (B, 68, 3), x and y in crop pixels, z in crop pixels away from the
            camera with mean 0, and confidence float64 (B, 68) in [0, 1].
        """
        with self._computing():
            prediction = self._net(_normalised(crops))
            plane, confidence = decode(prediction.logits, self._net.reading)
        depth = prediction.depth.float() * CROP_SIZE_PX
        depth = depth - depth.mean(1, keepdim=True)
        points = torch.cat((plane, depth[..., None]), -1)
        return points.numpy().astype(np.float64), confidence.numpy().astype(np.float64)

    def predict_plane(self, crops: ImageArray) -> tuple[FloatArray, FloatArray]:
        """As `predict`, without depth, at little more than half the work.

        Returns:
            Points float64 (B, 68, 2) and confidence float64 (B, 68).
        """
        with self._computing():
            logits, _ = self._net.heatmap_logits(_normalised(crops))
            plane, confidence = decode(logits, self._net.reading)
        return plane.numpy().astype(np.float64), confidence.numpy().astype(np.float64)

    @contextmanager
    def _computing(self) -> Iterator[None]:
        use_bf16 = self._precision is Precision.BF16
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=use_bf16):
            yield


def _normalised(crops: ImageArray) -> torch.Tensor:
    """Crops as the network was trained on: float (B, 3, 256, 256) in [-1, 1]."""
    pictures = torch.from_numpy(crops).permute(0, 3, 1, 2)
    return pictures.float().div_(127.5).sub_(1.0).contiguous(memory_format=torch.channels_last)
