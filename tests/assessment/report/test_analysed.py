"""A real analysis of made-up landmarks fills the report: the names on both sides agree."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assessment.analysis import Clip, analyse_session, curves
from assessment.protocol import EXERCISES, REST_ID, SUNNYBROOK_TASKS
from assessment.records import AffectedSide
from assessment.report.content import ExerciseCurve
from assessment.report.lookup import REGIONS
from core.types import LandmarkSequence

ICT = json.loads((Path(__file__).parents[2] / "fixtures" / "ict_points68.json").read_text())
PX_PER_MM = 3.0
LEFT_SHARE = 0.6


def sequence(exercise_id: str) -> LandmarkSequence:
    """Two movements of a face seen from the front; the left side moves 0.6 times as far."""
    neutral = np.array(ICT["neutral_mm"])
    times_s = np.arange(0.0, 10.0, 1 / 30)
    held = (times_s % 5 > 2.0) & (times_s % 5 < 4.5)
    effort = np.convolve(held, np.ones(9) / 9, mode="same")
    shift = np.array(ICT["recipes"].get(exercise_id, np.zeros((68, 3))))
    share = np.where(neutral[:, 0] > 0, LEFT_SHARE, 1.0)[:, None]
    points = neutral + effort[:, None, None] * shift * share
    points = points * [PX_PER_MM, -PX_PER_MM, -PX_PER_MM]
    points += np.random.default_rng(len(exercise_id)).normal(0.0, 0.2, points.shape)
    points += np.array([480.0, 540.0, 0.0]) - points.mean(axis=1, keepdims=True)
    count = len(times_s)
    return LandmarkSequence(
        times_s,
        np.arange(count),
        points,
        np.full((count, 68), 0.9),
        np.zeros((count, 3)),
        (960, 1080),
        "test@1",
    )


@pytest.fixture(scope="module")
def analysed(make_content):
    clips = [Clip(key, sequence(key)) for key in (REST_ID, *SUNNYBROOK_TASKS)]
    result = analyse_session(
        clips, affected=AffectedSide.LEFT, outer_canthal_mm=89.2, weights_sha256="0" * 64
    )
    drawn = tuple(
        ExerciseCurve(clip.exercise_id, curve)
        for clip in clips
        for curve in curves(clip, result.face_frame)[:1]
    )
    content = make_content(2, stills=(), curves=drawn)
    return replace(
        content, history=tuple(replace(visit, result=result) for visit in content.history)
    )


@pytest.fixture(scope="module")
def pages(analysed, text_of):
    return text_of(analysed)


def test_all_five_regions_have_their_ratio(pages):
    assert "not available" not in pages[0]
    assert pages[0].count("within measurement error") == len(SUNNYBROOK_TASKS)
    for region in REGIONS:
        (ratio_pct,) = re.findall(rf"{region.name} (\d+) %", pages[0])
        assert int(ratio_pct) == pytest.approx(100 * LEFT_SHARE, abs=4)


def test_rest_closure_and_synkinesis_are_found(pages):
    text = " ".join(pages)
    for words in ("Palpebral fissure", "Gentle eye closure", "affected eye closes", "index"):
        assert words in text
    assert "delay of A" in text
    assert "Global excursion score" in text


def test_what_is_missing_is_listed_under_names(pages):
    text = " ".join(pages)
    assert f"{EXERCISES['lower_teeth'].name}" in text
    assert "it was not recorded" in text
    assert "excursion_ratio" not in text
