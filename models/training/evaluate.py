"""Validation during training: accuracy on photographs and faithfulness to asymmetry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor

from core.landmarks import INNER_51
from core.types import POINT_COUNT, FloatArray
from models.evaluation.asymmetry import (
    REGIONS,
    left_right_differences_pct,
    slope_and_correlation,
)
from models.evaluation.metrics import box_size_px, gte_pct, nme_per_point_pct
from models.nets.heatmap import decode
from models.nets.pfnet import CROP_SIZE_PX
from models.training.data.augment import crop_sample
from models.training.data.mix import Batch, collate
from models.training.data.pack import open_pack
from models.training.stages import Objective, crop_pixels

BATCH: Final = 16


def validation_batches(folder: Path, input_px: int) -> Iterator[Batch]:
    """The pictures of a pack, cut exactly and in order."""
    pack = open_pack(folder)
    for start in range(0, len(pack), BATCH):
        rows = range(start, min(start + BATCH, len(pack)))
        yield collate(
            [
                crop_sample(
                    np.asarray(pack.images[row]),
                    pack.points[row].astype(np.float64),
                    pack.weights[row],
                    size_px=input_px,
                )
                for row in rows
            ],
            CROP_SIZE_PX,
        )


def predict_points(objective: Objective, batch: Batch) -> FloatArray:
    """Points (B, 68, 3) of a batch in pixels of the 256-px crop, by the stage's own output."""
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        if objective.config.stage == "warmup":
            latent = objective.net.encoder(batch.image).latent
            return _array(crop_pixels(objective.coordinates(latent).float()))
        prediction = objective.net(batch.image)
    plane, _ = decode(prediction.logits)
    depth = prediction.depth.float() * CROP_SIZE_PX
    return _array(torch.cat((plane, depth[..., None]), -1))


def _array(points: Tensor) -> FloatArray:
    result: FloatArray = points.double().numpy()
    return result


def evaluate_pack(objective: Objective, folder: Path) -> dict[str, float]:
    """Accuracy and asymmetry of one validation pack.

    Returns:
        `inner51_pct`, `all68_pct` (NME), `gte_pct`, and per region `slope_<region>`,
        `r_<region>` of the left-right differences in the plane.
    """
    predicted, truth = [], []
    for batch in validation_batches(folder, objective.config.input_px):
        predicted.append(predict_points(objective, batch))
        truth.append(batch.points.double().numpy())
    seen, true = np.concatenate(predicted), np.concatenate(truth)
    box = box_size_px(true)
    per_point = nme_per_point_pct(seen, true, box)
    assert per_point.shape[1] == POINT_COUNT  # noqa: S101 - guards the two subsets below
    figures = {
        "inner51_pct": float(per_point[:, INNER_51].mean()),
        "all68_pct": float(per_point.mean()),
        "gte_pct": float(gte_pct(seen, true).mean()),
    }
    measured = left_right_differences_pct(seen[..., :2])
    actual = left_right_differences_pct(true[..., :2])
    for column, region in enumerate(REGIONS):
        slope, r = slope_and_correlation(measured[:, column], actual[:, column])
        figures[f"slope_{region}"], figures[f"r_{region}"] = slope, r
    return figures


def validate(objective: Objective, packs: Path, names: tuple[str, ...]) -> dict[str, float]:
    """`evaluate_pack` of every named pack that exists, keys prefixed with the pack's name."""
    figures: dict[str, float] = {}
    for name in names:
        if (packs / name / "points.npy").exists():
            figures |= {
                f"{name}.{key}": value
                for key, value in evaluate_pack(objective, packs / name).items()
            }
    return figures
