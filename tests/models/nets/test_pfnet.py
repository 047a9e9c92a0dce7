"""The network has the published shapes, and its shortcuts compute the same function."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from models.nets.decoder import DecoderTrunk, PictureHead
from models.nets.depth_head import DepthHead
from models.nets.encoder import LATENT_SIZE, Encoder
from models.nets.heatmap_head import TransferLayers
from models.nets.pfnet import CROP_SIZE_PX, HEATMAP_SIZE, PFNet, PFNetConfig


def parameters(module: nn.Module) -> int:
    return sum(p.numel() for p in module.parameters())


def test_parameter_counts_are_the_published_ones() -> None:
    encoder, transfer, depth = Encoder(), TransferLayers(laterals=False), DepthHead()
    assert parameters(encoder) == 11_379_491
    assert parameters(DecoderTrunk()) + parameters(PictureHead()) == 10_868_096
    assert parameters(transfer) == 880_640
    assert parameters(depth) == 11_877_892
    assert parameters(encoder) + parameters(transfer) + parameters(depth) == 24_138_023


def test_the_net_that_runs_has_34_8_million_parameters() -> None:
    assert parameters(PFNet(PFNetConfig(laterals=False))) == 34_834_727


@pytest.mark.parametrize("laterals", [False, True])
def test_shapes(laterals: bool) -> None:
    net = PFNet(PFNetConfig(laterals=laterals)).eval()
    with torch.inference_mode():
        prediction = net(torch.zeros(2, 3, CROP_SIZE_PX, CROP_SIZE_PX))
    assert prediction.logits.shape == (2, 68, HEATMAP_SIZE, HEATMAP_SIZE)
    assert prediction.depth.shape == (2, 68)
    assert prediction.latent.shape == (2, LATENT_SIZE)
    assert prediction.depth.abs().max() <= 1.0


@pytest.mark.parametrize(("half", "size"), [(False, 256), (True, 128)])
def test_decoder_gives_a_picture(half: bool, size: int) -> None:
    torch.manual_seed(0)
    with torch.inference_mode():
        features = DecoderTrunk().eval()(torch.randn(1, LATENT_SIZE))
        picture = PictureHead().eval()(features, half=half)
    assert picture.shape == (1, 3, size, size)
    assert picture.abs().max() <= 1.0


def test_only_the_whole_picture_trains_the_last_stage() -> None:
    head = PictureHead()
    features = torch.randn(2, 64, 64, 64)
    head(features, half=True).sum().backward()
    assert all(p.grad is None for p in head.last_stage.parameters())
    head(features).sum().backward()
    assert all(p.grad is not None for p in head.last_stage.parameters())


def test_the_depth_head_reads_the_heatmaps_as_the_configuration_says() -> None:
    torch.manual_seed(0)
    image = torch.randn(1, 3, CROP_SIZE_PX, CROP_SIZE_PX)
    net = PFNet(PFNetConfig(reading="peak")).eval()
    with torch.inference_mode():
        prediction = net(image)
        read = net.depth(prediction.logits.clamp(0.0, 1.0), prediction.latent)
        assert torch.equal(prediction.depth, read)
        other = PFNet(PFNetConfig()).eval()
        other.load_state_dict(net.state_dict())
        assert not torch.allclose(other(image).depth, read, atol=1e-6)


def test_a_reading_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        PFNet(PFNetConfig(reading="nonsense"))


def test_the_split_stem_equals_the_convolution_of_167_channels() -> None:
    torch.manual_seed(0)
    head = DepthHead().eval()
    heatmaps, latent = torch.rand(2, 68, HEATMAP_SIZE, HEATMAP_SIZE), torch.randn(2, LATENT_SIZE)
    plane = latent[:, :, None, None].expand(-1, -1, HEATMAP_SIZE, HEATMAP_SIZE)
    with torch.inference_mode():
        whole, _ = head.trunk(head.stem(torch.cat((heatmaps, plane), 1)))
        assert torch.allclose(head(heatmaps, latent), torch.tanh(whole), atol=1e-6)


def test_laterals_change_the_heatmaps_and_only_then_carry_the_feature_maps() -> None:
    torch.manual_seed(0)
    net = PFNet(PFNetConfig(laterals=True)).eval()
    first = net.encoder(torch.randn(1, 3, CROP_SIZE_PX, CROP_SIZE_PX))
    second = net.encoder(torch.randn(1, 3, CROP_SIZE_PX, CROP_SIZE_PX))
    mixed = first._replace(maps=second.maps)
    with torch.inference_mode():
        assert not torch.allclose(
            net.transfer(first, net.decoder), net.transfer(mixed, net.decoder), atol=1e-5
        )
        plain = TransferLayers(laterals=False).eval()
        assert torch.equal(plain(first, net.decoder), plain(mixed, net.decoder))
