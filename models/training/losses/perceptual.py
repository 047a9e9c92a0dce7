"""Perceptual loss: distance of VGG features (Johnson et al., ECCV 2016; pfnet.md 2).

Two files are read: VGG-19 as torchvision saves it, which the paper takes, and VGG-16 up to conv4_3
in an npz of half-precision arrays, a stand-in where ImageNet's VGG-19 is not at hand.
"""

from __future__ import annotations

import dataclasses
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, Final

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn

from core.errors import DataError

VGG19_CONVS: Final = (0, 2, 5, 7, 10, 12, 14, 16, 19, 21)
"""Places of the convolutions in torchvision's `vgg19().features`, up to the last tap."""
VGG19_TAPS: Final = (3, 8, 15, 22)
"""Places of the tapped ReLUs there (FG 2024, IV-A)."""
VGG16_CONVS: Final = tuple(
    f"conv{block}_{i + 1}" for block, count in enumerate((2, 2, 3, 3), 1) for i in range(count)
)
VGG16_TAPS: Final = ("conv1_2", "conv2_2", "conv3_3", "conv4_3")

COLOURS: Final = 3
IMAGENET_MEAN: Final = (0.485, 0.456, 0.406)
IMAGENET_SD: Final = (0.229, 0.224, 0.225)
"""RGB in [0, 1], as torchvision's weights expect."""
_HALF_RANGE: Final = 127.5
"""From pictures in [-1, 1] to 0..255."""
_TINY: Final = 1e-8


@dataclass(frozen=True, slots=True)
class _Layer:
    """One 3x3 convolution with its ReLU.

    Attributes:
        weight: (out, in, 3, 3).
        bias: (out,).
        pooled: A 2x2 max-pool comes before it.
        tapped: Its output is compared.
    """

    weight: Tensor
    bias: Tensor
    pooled: bool
    tapped: bool


class PerceptualLoss(nn.Module):
    """Sum over the taps of the mean squared distance of features (FG 2024, equation 2).

    The sum, because the paper's equation sums and its factor is meant for that. A frozen network:
    keep it out of the run's checkpoint, its weights have a file of their own. Build it by `load`.

    Args:
        layers: From the picture on.
        scale: (3,), what the RGB values in [-1, 1] are multiplied by.
        shift: (3,), what is added then.
        level: Bring each place's feature vector to mean square 1 before comparing, so that layers
            whose activations differ a hundredfold weigh the same.
        half: Compare pictures at half their resolution, which costs a third (speed.md 4).
    """

    def __init__(
        self,
        layers: list[_Layer],
        *,
        scale: Tensor,
        shift: Tensor,
        level: bool,
        half: bool,
    ) -> None:
        super().__init__()
        self.convs = nn.ModuleList(_conv(layer) for layer in layers)
        self.pooled = [layer.pooled for layer in layers]
        self.tapped = [layer.tapped for layer in layers]
        self.level = level
        self.halved = half
        self.register_buffer("scale", scale.float().reshape(3, 1, 1))
        self.register_buffer("shift", shift.float().reshape(3, 1, 1))
        self.scale: Tensor
        self.shift: Tensor
        self.requires_grad_(requires_grad=False).eval()

    @classmethod
    def load(cls, path: Path, *, half: bool = False) -> PerceptualLoss:
        """The loss with the weights of a file.

        Args:
            path: VGG-19 as torchvision saves it (.pth, or the same as .safetensors), or the VGG-16
                stand-in (.npz).
            half: See the class.

        Raises:
            DataError: The file is missing, damaged, or holds another network.
        """
        table = _read(path)
        try:
            return _vgg16(table, half=half) if path.suffix == ".npz" else _vgg19(table, half=half)
        except (KeyError, ValueError) as error:
            raise DataError(
                f"{path} does not hold the VGG weights of the perceptual loss ({error.args[0]}): "
                "give torchvision's VGG-19 (.pth, .safetensors) or the VGG-16 stand-in (.npz)."
            ) from error

    def forward(self, picture: Tensor, goal: Tensor) -> Tensor:
        """Distance of two batches of pictures, a scalar; differentiable for the first.

        Args:
            picture: (B, 3, H, W), RGB in [-1, 1], H and W at least 16 (32 with `half`).
            goal: The same shape.
        """
        with torch.no_grad():
            wanted = self._features(goal)
        pairs = zip(self._features(picture), wanted, strict=True)
        return torch.stack([nn.functional.mse_loss(a, b) for a, b in pairs]).sum()

    def _features(self, picture: Tensor) -> list[Tensor]:
        """The tapped activations, in float32 whatever the precision of the layers."""
        x = picture.float()
        if self.halved:
            x = nn.functional.avg_pool2d(x, 2)
        x = x * self.scale + self.shift
        taps = []
        for conv, pooled, tapped in zip(self.convs, self.pooled, self.tapped, strict=True):
            if pooled:
                x = nn.functional.max_pool2d(x, 2)
            x = nn.functional.relu(conv(x))
            if tapped:
                taps.append(_levelled(x.float()) if self.level else x.float())
        return taps


def _levelled(features: Tensor) -> Tensor:
    """(B, C, H, W) with mean square 1 over the channels of each place."""
    return features * torch.rsqrt(features.square().mean(1, keepdim=True) + _TINY)


def _conv(layer: _Layer) -> nn.Conv2d:
    outputs, inputs = layer.weight.shape[:2]
    conv = nn.Conv2d(inputs, outputs, 3, padding=1, device="meta")
    conv.weight = nn.Parameter(layer.weight.float())
    conv.bias = nn.Parameter(layer.bias.float())
    return conv


def _read(path: Path) -> Mapping[str, Any]:
    """The named arrays of a weights file."""
    try:
        path.open("rb").close()
    except OSError as error:
        raise DataError(
            f"VGG weights {path} cannot be read ({error.strerror}): give the path of their file."
        ) from error
    try:
        if path.suffix == ".npz":
            return _read_npz(path)
        if path.suffix == ".safetensors":
            return load_file(path)
        table = torch.load(path, map_location="cpu", weights_only=True)
    except (
        AttributeError,  # this and the next: bytes that torch's reader takes for a pickle
        LookupError,
        EOFError,
        OSError,  # torch's reader at the end of a file that was cut off
        RuntimeError,
        SafetensorError,
        ValueError,
        struct.error,
        UnpicklingError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise DataError(f"VGG weights {path} are damaged: get the file again.") from error
    if not isinstance(table, Mapping):
        raise DataError(f"VGG weights {path} are no table of layers: give a state dict.")
    return table


def _read_npz(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        archive = np.load(file, allow_pickle=False)
        if not isinstance(archive, np.lib.npyio.NpzFile):
            raise ValueError("one array instead of an archive")  # noqa: TRY004 - a damaged file
        return {name: archive[name] for name in archive.files}


def _vgg19(table: Mapping[str, Any], *, half: bool) -> PerceptualLoss:
    # Convolution and ReLU take two places of torchvision's list, a pool before them a third.
    places = zip((0, *VGG19_CONVS), VGG19_CONVS, strict=False)
    plan = [(f"features.{b}", b - a > 2, b + 1 in VGG19_TAPS) for a, b in places]
    mean, sd = torch.tensor(IMAGENET_MEAN), torch.tensor(IMAGENET_SD)
    layers = _layers(table, plan)
    return PerceptualLoss(layers, scale=0.5 / sd, shift=(0.5 - mean) / sd, level=False, half=half)


def _vgg16(table: Mapping[str, Any], *, half: bool) -> PerceptualLoss:
    first, *others = VGG16_CONVS
    plan = [(first, False, False)]
    plan.extend((name, name.endswith("_1"), name in VGG16_TAPS) for name in others)
    layers = _layers(table, plan)
    # The file's network reads BGR; its first kernel and the mean are turned to RGB instead.
    layers[0] = dataclasses.replace(layers[0], weight=layers[0].weight.flip(1))
    mean = _tensor(table, "mean_bgr", (3,)).flip(0)
    scale = torch.full((3,), _HALF_RANGE)
    return PerceptualLoss(layers, scale=scale, shift=_HALF_RANGE - mean, level=True, half=half)


def _layers(table: Mapping[str, Any], plan: list[tuple[str, bool, bool]]) -> list[_Layer]:
    """The layers of a file; `plan` names each with its `pooled` and `tapped`."""
    layers: list[_Layer] = []
    width = COLOURS
    for name, pooled, tapped in plan:
        weight = _tensor(table, f"{name}.weight", (None, width, 3, 3))
        width = len(weight)
        layers.append(_Layer(weight, _tensor(table, f"{name}.bias", (width,)), pooled, tapped))
    return layers


def _tensor(table: Mapping[str, Any], name: str, shape: tuple[int | None, ...]) -> Tensor:
    """One array of the file as float32; a None in `shape` fits any length."""
    if name not in table:
        raise KeyError(f"{name} is missing")
    try:
        tensor = torch.as_tensor(table[name]).float()
    except (TypeError, RuntimeError) as error:
        raise ValueError(f"{name} holds no numbers") from error
    fits = len(shape) == tensor.dim() and all(
        a in (None, b) for a, b in zip(shape, tensor.shape, strict=True)
    )
    if not fits:
        raise ValueError(f"{name} has shape {tuple(tensor.shape)}")
    if not bool(tensor.isfinite().all()):
        raise ValueError(f"{name} is not finite")
    return tensor
