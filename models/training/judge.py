"""Judging the averaged weights while training: figures for the curves and a sample sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor

from core.landmarks import INNER_51
from core.types import FloatArray, ImageArray
from models.evaluation.asymmetry import region_slopes
from models.evaluation.metrics import box_size_px, gte_pct, nme_per_point_pct
from models.nets.heatmap import Reading, decode
from models.nets.pfnet import CROP_SIZE_PX
from models.training.data.augment import crop_sample
from models.training.data.mix import Batch, box_of_row, collate
from models.training.data.pack import Pack, open_pack
from models.training.samples import landmark_sheet, reconstruction_sheet, save_sheet
from models.training.stages.autoencoder import AutoencoderStage
from models.training.stages.landmarks import LandmarkStage, crop_pixels
from models.training.stages.stage import Stage

BATCH: Final = 16
SHEET_PICTURES: Final = 8


class Judge:
    """Judges a stage on its validation packs.

    Args:
        packs: Folder of the packs.
        names: Which of them.
        folder: Run folder, for the sample sheets.

    Raises:
        DataError: A pack is missing or malformed.
    """

    def __init__(self, packs: Path, names: tuple[str, ...], folder: Path) -> None:
        self._packs = {name: open_pack(packs / name) for name in names}
        self._folder = folder

    def __call__(self, stage: Stage, step: int) -> dict[str, float]:
        """Figures of every pack, keys prefixed with its name; writes one sheet a pack."""
        figures: dict[str, float] = {}
        for name, pack in self._packs.items():
            if isinstance(stage, AutoencoderStage):
                found = judge_reconstruction(stage, pack)
            elif isinstance(stage, LandmarkStage):
                found = judge_landmarks(stage, pack)
            else:
                raise TypeError(type(stage))
            figures |= {f"{name}.{key}": value for key, value in found.items()}
            save_sheet(self._folder, f"{step:08d}_{name}", _sheet(stage, pack))
        return figures


def validation_batches(pack: Pack, input_px: int, *, limit: int | None = None) -> Iterator[Batch]:
    """The pictures of a pack, cut exactly and in order."""
    count = len(pack) if limit is None else min(limit, len(pack))
    for start in range(0, count, BATCH):
        rows = range(start, min(start + BATCH, count))
        yield collate(
            [
                (
                    crop_sample(
                        np.asarray(pack.images[row]),
                        pack.points[row].astype(np.float64),
                        pack.weights[row],
                        box=box_of_row(pack, row),
                        size_px=input_px,
                    ),
                    0.0,
                )
                for row in rows
            ]
        )


def judge_reconstruction(stage: AutoencoderStage, pack: Pack) -> dict[str, float]:
    """Mean absolute and mean squared error of G(E(x)), pictures in [-1, 1]: `l1`, `l2`."""
    l1, l2, count = 0.0, 0.0, 0
    for batch in validation_batches(pack, stage.config.input_px):
        error = (_reconstruct(stage, batch) - batch.image).abs()
        l1 += float(error.mean((1, 2, 3)).sum())
        l2 += float(error.square().mean((1, 2, 3)).sum())
        count += len(error)
    return {"l1": l1 / count, "l2": l2 / count}


def judge_landmarks(stage: LandmarkStage, pack: Pack) -> dict[str, float]:
    """Accuracy and asymmetry on the labelled pictures of a pack.

    Returns:
        `inner51_pct`, `all68_pct` (NME), `gte_pct` where depth is known, and the figures of
        `region_slopes` for the left-right differences in the plane.
    """
    predicted, truth, trust = [], [], []
    for batch in validation_batches(pack, stage.config.input_px):
        predicted.append(predict_points(stage, batch))
        truth.append(batch.points.double().numpy())
        trust.append(batch.weights.numpy())
    labelled = np.concatenate(trust)[..., 0].min(axis=1) > 0
    known_depth = bool(np.concatenate(trust)[labelled][..., 1].min(initial=1.0) > 0)
    seen, true = np.concatenate(predicted)[labelled], np.concatenate(truth)[labelled]
    if not len(true):
        return {}
    per_point = nme_per_point_pct(seen, true, box_size_px(true))
    figures = {
        "inner51_pct": float(per_point[:, INNER_51].mean()),
        "all68_pct": float(per_point.mean()),
    }
    if known_depth:
        figures["gte_pct"] = float(gte_pct(seen, true).mean())
    figures |= region_slopes(seen[..., :2], true[..., :2])
    return figures


def predict_points(stage: LandmarkStage, batch: Batch) -> FloatArray:
    """Points (B, 68, 3) of a batch in pixels of the 256-px crop, by the stage's own output."""
    image = batch.image.to(_device(stage))
    with torch.inference_mode(), _precision(stage):
        if stage.config.stage == "warmup":
            latent = stage.net.encoder(image).latent
            return _array(crop_pixels(stage.coordinates(latent).float()))
        prediction = stage.net(image)
    plane, _ = decode(prediction.logits, Reading(stage.config.reading))
    depth = prediction.depth.float() * CROP_SIZE_PX
    return _array(torch.cat((plane, depth[..., None]), -1))


def _reconstruct(stage: AutoencoderStage, batch: Batch) -> Tensor:
    with torch.inference_mode(), _precision(stage):
        return stage.reconstruct(batch.image.to(_device(stage))).float().cpu()


def _sheet(stage: Stage, pack: Pack) -> ImageArray:
    batch = next(validation_batches(pack, stage.config.input_px, limit=SHEET_PICTURES))
    if isinstance(stage, AutoencoderStage):
        return reconstruction_sheet(batch.image, _reconstruct(stage, batch))
    assert isinstance(stage, LandmarkStage)  # noqa: S101 - the judge has checked it
    maps = None
    if stage.config.stage != "warmup":
        with torch.inference_mode(), _precision(stage):
            maps, _ = stage.net.heatmap_logits(batch.image.to(_device(stage)))
            maps = maps.float().cpu()
    return landmark_sheet(batch, predict_points(stage, batch), maps, stage.config.reading)


def _device(stage: Stage) -> torch.device:
    return next(stage.parameters()).device


def _precision(stage: Stage) -> torch.autocast:
    mixed = stage.config.precision == "bf16-mixed"
    return torch.autocast(_device(stage).type, torch.bfloat16, enabled=mixed)


def _array(points: Tensor) -> FloatArray:
    result: FloatArray = points.double().cpu().numpy()
    return result
