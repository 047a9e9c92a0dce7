"""Measure a network, and other detectors known by their landmarks, on one data set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.errors import InputError
from core.progress import Progress, ignore_progress
from core.types import FloatArray
from models.evaluation.predictions import predict_faces
from models.evaluation.stability import flip_consistency_pct
from models.runtime.landmarker import CropLandmarker
from models.training.evaluation.labelled_set import LabelledSet
from models.training.evaluation.landmark_files import LandmarkFile
from models.training.evaluation.measure import FaceErrors, MethodResult, measure

AVERAGED: Final = "+flip"
"""Ending of a method's label whose points are the mean of a picture's and its mirror image's."""


@dataclass(frozen=True, slots=True, eq=False)
class SetEvaluation:
    """What was measured on one data set.

    Attributes:
        faces: The N faces.
        results: The network first, then the other methods.
        errors: Label to errors face by face, in the same order.
        points_px: float64 (N, 68, 3), the network's points in pixels of the pictures.
    """

    faces: LabelledSet
    results: tuple[MethodResult, ...]
    errors: Mapping[str, FaceErrors]
    points_px: FloatArray


def evaluate_set(
    landmarker: CropLandmarker,
    faces: LabelledSet,
    peers: Sequence[LandmarkFile] = (),
    *,
    averaged: bool = False,
    progress: Progress = ignore_progress,
) -> SetEvaluation:
    """Run a network on crops about the true points and measure it beside other methods.

    Args:
        landmarker: The network.
        faces: What to measure on.
        peers: Other detectors' landmarks; those of other data sets are passed over.
        averaged: Measure the network with mirror averaging too, in a row of its own.
        progress: Told after every batch.

    Raises:
        InputError: Two methods have the same label.
        KnownError: A picture is missing or damaged, or a landmark file lacks some of the faces.
    """
    others = [(peer, peer.points_of(faces.name, faces.names)) for peer in peers]
    own = (landmarker.model, landmarker.model + AVERAGED) if averaged else (landmarker.model,)
    labels = [*own, *(peer.label for peer, points in others if points is not None)]
    if len(set(labels)) < len(labels):
        raise InputError(
            f"Two methods on {faces.name} have the same name: give each landmark file its own "
            "LABEL."
        )
    predictions = predict_faces(
        landmarker, faces.faces(), count=len(faces), progress=progress, what=faces.name
    )
    flip_pct = float(
        flip_consistency_pct(predictions.plain, predictions.mirrored, predictions.truth).mean()
    )
    measured = [measure(landmarker.model, predictions.plain, faces, flip_consistency_pct=flip_pct)]
    if averaged:
        measured.append(measure(own[-1], predictions.averaged, faces, flip_consistency_pct=0.0))
    measured += [
        measure(peer.label, points, faces, inner_only=peer.inner_only)
        for peer, points in others
        if points is not None
    ]
    return SetEvaluation(
        faces=faces,
        results=tuple(result for result, _ in measured),
        errors={result.label: of_faces for result, of_faces in measured},
        points_px=predictions.plain,
    )
