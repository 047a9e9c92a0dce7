"""The perceptual loss reads both kinds of file and compares the right activations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from core.errors import DataError
from models.training.losses.perceptual import IMAGENET_MEAN, IMAGENET_SD, PerceptualLoss

VGG19_LAYOUT = "22P44P8888P8888P8888"
"""Channels of torchvision's vgg19().features, as small as they can tell layers apart; P: pool."""
VGG16_BLOCKS = ((2, 2), (3, 3), (4, 4, 4), (5, 5, 5))
MEAN_BGR = (103.939, 116.779, 123.68)


def vgg19() -> nn.Sequential:
    """The layers of torchvision's VGG-19 with few channels."""
    torch.manual_seed(19)
    layers: list[nn.Module] = []
    width = 3
    for letter in VGG19_LAYOUT:
        if letter == "P":
            layers.append(nn.MaxPool2d(2))
            continue
        layers += [nn.Conv2d(width, int(letter), 3, padding=1), nn.ReLU()]
        width = int(letter)
    return nn.Sequential(*layers)


def vgg19_table() -> dict[str, Tensor]:
    table = {f"features.{name}": value for name, value in vgg19().state_dict().items()}
    return table | {"classifier.0.weight": torch.zeros(2, 2)}


def vgg16_table() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(16)
    table: dict[str, np.ndarray] = {"mean_bgr": np.array(MEAN_BGR, np.float32)}
    width = 3
    for block, widths in enumerate(VGG16_BLOCKS, 1):
        for i, out in enumerate(widths, 1):
            table[f"conv{block}_{i}.weight"] = rng.normal(0, 0.3, (out, width, 3, 3)).astype("f2")
            table[f"conv{block}_{i}.bias"] = rng.normal(0, 1, out).astype("f2")
            width = out
    return table | {"layer_names": np.array(["conv1_1"])}


def save_pth(path: Path) -> Path:
    torch.save(vgg19_table(), path)
    return path


def save_old_pth(path: Path) -> Path:
    """The format of torchvision's own file, which is older than torch's zip archives."""
    torch.save(vgg19_table(), path, _use_new_zipfile_serialization=False)
    return path


def save_safetensors(path: Path) -> Path:
    save_file(vgg19_table(), path)
    return path


def save_npz(path: Path) -> Path:
    np.savez(path, **vgg16_table())
    return path


def pictures(seed: int, size: int = 32) -> Tensor:
    return torch.rand(2, 3, size, size, generator=torch.Generator().manual_seed(seed)) * 2 - 1


def distance_by_vgg19(a: Tensor, b: Tensor) -> Tensor:
    """Equation 2 of FG 2024 on layers 3, 8, 15 and 22."""
    mean, sd = (torch.tensor(x).reshape(3, 1, 1) for x in (IMAGENET_MEAN, IMAGENET_SD))
    total = torch.zeros(())
    x, y = ((picture / 2 + 0.5 - mean) / sd for picture in (a, b))
    for i, layer in enumerate(vgg19()):
        x, y = layer(x), layer(y)
        if i in (3, 8, 15, 22):
            total = total + (x - y).square().mean()
    return total


def distance_by_vgg16(a: Tensor, b: Tensor) -> Tensor:
    """Squared distance of unit vectors, mean over places, sum over the four last ReLUs."""
    table = {k: torch.from_numpy(v.astype("f4")) for k, v in vgg16_table().items() if "conv" in k}
    x, y = (127.5 * (p.flip(1) + 1) - torch.tensor(MEAN_BGR).reshape(3, 1, 1) for p in (a, b))
    total = torch.zeros(())
    for block, widths in enumerate(VGG16_BLOCKS, 1):
        for i in range(1, len(widths) + 1):
            kernel, bias = table[f"conv{block}_{i}.weight"], table[f"conv{block}_{i}.bias"]
            x, y = (torch.conv2d(p, kernel, bias, padding=1).relu() for p in (x, y))
        u, v = (nn.functional.normalize(p, dim=1) for p in (x, y))
        total = total + (u - v).square().sum(1).mean()
        x, y = (nn.functional.max_pool2d(p, 2) for p in (x, y))
    return total


@pytest.mark.parametrize(
    ("save", "name"),
    [(save_pth, "a.pth"), (save_old_pth, "b.pth"), (save_safetensors, "a.safetensors")],
)
def test_vgg19_from_any_file(save: Callable[[Path], Path], name: str, tmp_path: Path) -> None:
    loss = PerceptualLoss.load(save(tmp_path / name))
    a, b = pictures(1), pictures(2)
    assert torch.allclose(loss(a, b), distance_by_vgg19(a, b), rtol=1e-4)


def test_the_vgg16_stand_in(tmp_path: Path) -> None:
    loss = PerceptualLoss.load(save_npz(tmp_path / "vgg.npz"))
    a, b = pictures(1), pictures(2)
    assert torch.allclose(loss(a, b), distance_by_vgg16(a, b), rtol=1e-3)
    assert not torch.allclose(loss(a.flip(1), b.flip(1)), loss(a, b), rtol=1e-2)


def test_half_compares_pictures_of_half_the_size(tmp_path: Path) -> None:
    path = save_pth(tmp_path / "vgg.pth")
    a, b = pictures(1, 64), pictures(2, 64)
    small = [nn.functional.avg_pool2d(x, 2) for x in (a, b)]
    assert torch.allclose(
        PerceptualLoss.load(path, half=True)(a, b), PerceptualLoss.load(path)(*small)
    )


@pytest.mark.parametrize(("save", "name"), [(save_pth, "a.pth"), (save_npz, "a.npz")])
def test_only_the_first_picture_learns(
    save: Callable[[Path], Path], name: str, tmp_path: Path
) -> None:
    loss = PerceptualLoss.load(save(tmp_path / name))
    a, b = pictures(1).requires_grad_(), pictures(2).requires_grad_()
    loss(a, b).backward()
    assert a.grad is not None
    assert a.grad.abs().max() > 0
    assert b.grad is None
    assert all(not p.requires_grad and p.grad is None for p in loss.parameters())
    assert loss(b, b).item() == 0.0


@pytest.mark.parametrize(("save", "name"), [(save_pth, "a.pth"), (save_npz, "a.npz")])
def test_bfloat16_is_close(save: Callable[[Path], Path], name: str, tmp_path: Path) -> None:
    loss = PerceptualLoss.load(save(tmp_path / name))
    a, b = pictures(1).requires_grad_(), pictures(2)
    exact = loss(a, b)
    with torch.autocast("cpu", torch.bfloat16):
        coarse = loss(a, b)
    coarse.backward()
    assert coarse.dtype == torch.float32
    assert coarse.item() != exact.item()
    assert coarse.item() == pytest.approx(exact.item(), rel=0.03)
    assert a.grad is not None
    assert a.grad.isfinite().all()


def without(name: str) -> Callable[[dict[str, Tensor]], object]:
    return lambda table: {k: v for k, v in table.items() if k != name}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without("features.16.weight"), "features.16.weight is missing"),
        (lambda t: t | {"features.5.weight": torch.zeros(4, 3, 3, 3)}, "features.5.weight has"),
        (lambda t: t | {"features.5.bias": torch.zeros(9)}, "features.5.bias has shape"),
        (lambda t: t | {"features.0.bias": torch.full((2,), torch.nan)}, "is not finite"),
        (lambda t: t | {"features.0.bias": "two"}, "features.0.bias holds no numbers"),
        (lambda t: list(t), "no table of layers"),
    ],
)
def test_another_network_is_refused(
    change: Callable[[dict[str, Tensor]], object], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "vgg.pth"
    torch.save(change(vgg19_table()), path)
    with pytest.raises(DataError, match=words):
        PerceptualLoss.load(path)


@pytest.mark.parametrize("name", ["vgg.pth", "vgg.safetensors", "vgg.npz"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a file of weights",
        b"PK\x03\x04 broken",
        b'stage="depth"\n',
        b"2]q",
        b"\x80\x02G1",
    ],
)
def test_a_damaged_file_is_told(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DataError, match="are damaged: get the file again"):
        PerceptualLoss.load(path)


@pytest.mark.parametrize(
    ("save", "name"),
    [
        (save_pth, "a.pth"),
        (save_old_pth, "b.pth"),
        (save_safetensors, "a.safetensors"),
        (save_npz, "a.npz"),
    ],
)
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_cut_off_file_is_told(
    save: Callable[[Path], Path], name: str, share: float, tmp_path: Path
) -> None:
    path = save(tmp_path / name)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    with pytest.raises(DataError, match="are damaged"):
        PerceptualLoss.load(path)


def test_a_plain_array_is_no_archive(tmp_path: Path) -> None:
    with (tmp_path / "vgg.npz").open("wb") as file:
        np.save(file, np.zeros(3))
    with pytest.raises(DataError, match="are damaged"):
        PerceptualLoss.load(tmp_path / "vgg.npz")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"cannot be read \(No such file.*give the path"):
        PerceptualLoss.load(tmp_path / "vgg.pth")
