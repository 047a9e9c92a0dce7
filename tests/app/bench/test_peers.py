from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from app.bench import accuracy, peers
from app.bench.figures import known
from core.errors import InputError
from core.landmarks import INNER_51
from tests.app.bench.conftest import face_points


def install(monkeypatch, answers):
    """A package that looks like MediaPipe and finds, picture after picture, `answers`."""

    class FaceMesh:
        def __init__(self, **_settings):
            self._answers = iter(answers)

        def process(self, image):
            assert image.flags.c_contiguous
            return SimpleNamespace(multi_face_landmarks=next(self._answers))

    solutions = ModuleType("mediapipe.python.solutions")
    solutions.face_mesh = SimpleNamespace(FaceMesh=FaceMesh)
    for name in ("mediapipe", "mediapipe.python"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, "mediapipe.python.solutions", solutions)
    monkeypatch.setattr(peers, "version", lambda _name: "0.10.21")


def mesh(points_px, size_px):
    """A face mesh of 478 vertices whose inner points lie at `points_px` of our convention."""
    places = np.zeros((478, 3))
    places[list(peers._MESH_OF_INNER)] = (points_px[list(INNER_51)] + [0.5, 0.5, 0.0]) / size_px
    return SimpleNamespace(landmark=[SimpleNamespace(x=x, y=y, z=z) for x, y, z in places])


def test_mesh_vertices_become_our_points(monkeypatch):
    truth = face_points()
    install(monkeypatch, [[mesh(truth, 256)], None])
    crops = np.zeros((2, 256, 256, 3), np.uint8)
    points, confidence = peers.MediaPipeLandmarker().predict(crops)
    np.testing.assert_allclose(points[0, list(INNER_51)], truth[list(INNER_51)], atol=1e-9)
    assert np.isnan(points[0, :17]).all()
    assert np.isnan(points[1]).all()
    assert confidence[0].sum() == 51
    assert confidence[1].sum() == 0


def test_figures_without_a_jaw_leave_out_what_cannot_be_said(monkeypatch):
    truth = np.stack([face_points()[:, :2]] * 3)
    points = truth.copy()
    points[:, :17] = np.nan
    points[2] = np.nan
    figures = known(accuracy.helen_figures(points, truth))
    assert figures["helen_inner51_nme_pct"] == pytest.approx(0.0)
    assert figures["helen_inner51_fr10_pct"] == pytest.approx(100 / 3)
    assert not any("all68" in name or "auc10" in name for name in figures)


def test_without_the_package_one_sentence_says_what_to_do(monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(peers, "version", missing)
    with pytest.raises(InputError, match=r"install mediapipe 0\.10\.21"):
        peers.MediaPipeLandmarker()


def test_no_vertex_serves_two_points():
    assert len(set(peers._MESH_OF_INNER)) == len(INNER_51)
