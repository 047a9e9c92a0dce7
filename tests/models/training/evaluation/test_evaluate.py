from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.errors import DataError, InputError
from models.training.evaluation.evaluate import AVERAGED, evaluate_set
from models.training.evaluation.landmark_files import LandmarkFile


def peer(faces, label="peer", dataset="", names=None):
    names = names or faces.names
    points = np.tile(faces.truth_px()[0] + 7.0, (len(names), 1, 1))
    return LandmarkFile(Path("peer.npz"), label, dataset, tuple(names), points, inner_only=False)


def test_the_network_is_measured_in_pixels_of_the_pictures(faces, shifted):
    told = []
    one = evaluate_set(shifted, faces, progress=lambda *args: told.append(args))
    (result,) = one.results
    assert result.label == "shifted@1"
    assert result.all_faces.all68.mean_pct == pytest.approx(100 * 5.0 / 70.0)
    assert result.flip_consistency_pct > 0
    np.testing.assert_allclose(one.points_px, faces.truth_px() + np.array([3.0, 4.0, 50.0]))
    assert told == [(6, 6, "drawn")]


def test_averaging_is_a_row_of_its_own(faces, shifted):
    plain, averaged = evaluate_set(shifted, faces, averaged=True).results
    assert averaged.label == plain.label + AVERAGED
    assert averaged.flip_consistency_pct == 0.0
    assert averaged.all_faces.all68.mean_pct != plain.all_faces.all68.mean_pct


def test_peers_stand_below_and_those_of_other_sets_are_passed_over(faces, shifted):
    peers = [peer(faces), peer(faces, "other", dataset="elsewhere")]
    one = evaluate_set(shifted, faces, peers)
    assert [result.label for result in one.results] == ["shifted@1", "peer"]
    assert list(one.errors) == ["shifted@1", "peer"]
    assert one.errors["peer"].all68_pct[0] == pytest.approx(100 * 7.0 * 2**0.5 / 70.0)
    assert one.results[1].flip_consistency_pct is None


def test_two_methods_of_one_name_are_refused(faces, shifted):
    with pytest.raises(InputError, match="same name"):
        evaluate_set(shifted, faces, [peer(faces, "shifted@1")])


def test_a_peer_that_lacks_faces_is_refused_before_the_work(faces):
    with pytest.raises(DataError, match="lacks 5 of the 6 faces"):
        evaluate_set(None, faces, [peer(faces, names=faces.names[:1])])
