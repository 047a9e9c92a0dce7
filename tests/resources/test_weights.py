"""The shipped weights: manifest, file and card agree, and a fixed picture gives fixed landmarks."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from core.crop import crop_box_of, cut, from_crop
from core.paths import resource
from core.video import read_frames
from models.nets.pfnet import CROP_SIZE_PX
from models.runtime.network import PFNetLandmarker
from models.synthetic.truth import read_truth
from models.weights import read_manifest

WEIGHTS = resource("weights")
ENTRIES, DEFAULT = read_manifest(WEIGHTS)
GOLDEN = Path(__file__).parent.parent / "golden" / "landmarks.json"
TOLERANCE_PX = 0.05
FRAME = 20


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_manifest_file_and_card_agree(name: str) -> None:
    entry = ENTRIES[name]
    content = (WEIGHTS / entry.file).read_bytes()
    card = (WEIGHTS / entry.file).with_name("card.md").read_text("utf-8")
    assert len(content) == entry.bytes
    assert hashlib.sha256(content).hexdigest() == entry.sha256
    assert entry.name in card
    assert entry.sha256 in card
    assert "24,138,023" in card
    assert "34,834,727" in card
    assert "research" in entry.licence.lower()


def test_the_default_is_published() -> None:
    assert DEFAULT in ENTRIES


def test_no_file_lies_about_that_no_manifest_names() -> None:
    named = {WEIGHTS / entry.file for entry in ENTRIES.values()}
    assert set(WEIGHTS.rglob("*.safetensors")) == named


@pytest.mark.golden
def test_a_fixed_picture_gives_fixed_landmarks() -> None:
    """Golden landmarks of the default weights on one rendered frame of the demo patient."""
    clips = resource("demo", "visit_1")
    truth = read_truth(clips / "truth.npz")["smile_open"][FRAME]
    image = read_frames(clips / "smile_open.mp4", [FRAME])[FRAME].image
    box = crop_box_of(truth)
    landmarker = PFNetLandmarker.shipped()
    points, _ = landmarker.predict(cut(image, box, CROP_SIZE_PX)[None])
    found = from_crop(points[0], box, CROP_SIZE_PX)
    golden = json.loads(GOLDEN.read_text("utf-8"))
    assert golden["model"] == landmarker.model
    assert np.abs(found - np.array(golden["points_px"])).max() < TOLERANCE_PX
    assert np.linalg.norm(found[17:, :2] - truth[17:, :2], axis=1).mean() < 5.0
