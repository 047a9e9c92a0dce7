from __future__ import annotations

import json

import pytest

from app.cli import bench
from core.errors import InputError
from tests.app.bench.conftest import FixedLandmarker


def run(*arguments):
    bench.commands([str(argument) for argument in arguments], standalone_mode=False)


@pytest.fixture
def shipped(monkeypatch):
    def fixed(weights):
        return FixedLandmarker()

    monkeypatch.setattr(bench, "_network", fixed)


def test_accuracy_prints_and_writes(shipped, data_folder, tmp_path, capsys):
    out = tmp_path / "accuracy.json"
    run("accuracy", "--data", data_folder, "--json", out, "--faces", 2)
    figures = json.loads(out.read_text())
    issue = {"helen_inner51_nme_pct", "helen_all68_nme_pct", "helen_auc10", "helen_fr10_pct"}
    issue |= {"synthetic_nme_pct", "synthetic_gte_pct", "flip_consistency_pct"}
    issue |= {"still_jitter_pct", "machine", "commit", "weights", "n"}
    assert issue <= set(figures)
    assert all(isinstance(value, int | float | str) for value in figures.values())
    assert "helen_inner51_nme_pct" in capsys.readouterr().out


def test_pose_prints_the_mean_and_keeps_the_measures_for_the_file(
    shipped, data_folder, tmp_path, capsys
):
    out = tmp_path / "pose.json"
    run("pose", "--data", data_folder, "--json", out, "--people", 2)
    figures, printed = json.loads(out.read_text()), capsys.readouterr().out
    for kind in ("3d", "2d"):
        for yaw in (0, 5, 10, 15, 20):
            assert f"false_asymmetry_{kind}_yaw{yaw}_pct" in figures
    assert "depth_scale_kappa" in figures
    assert "false_asymmetry_3d_yaw10_mc_pct" in figures
    assert "false_asymmetry_3d_yaw10_pct" in printed
    assert "false_asymmetry_3d_yaw10_oc_pct" in printed
    assert "false_asymmetry_3d_yaw10_mc_pct" not in printed


def test_asymmetry_names_every_region(shipped, data_folder, tmp_path):
    out = tmp_path / "asymmetry.json"
    run("asymmetry", "--data", data_folder, "--json", out, "--faces", 2)
    figures = json.loads(out.read_text())
    for region in ("commissure", "brow", "lid"):
        assert {f"slope_{region}", f"r_{region}"} <= set(figures)


def test_peers_are_measured_in_the_same_run_or_said_to_be_missing(
    shipped, data_folder, tmp_path, monkeypatch
):
    out = tmp_path / "accuracy.json"
    run("accuracy", "--data", data_folder, "--json", out, "--faces", 2, "--peers")
    assert json.loads(out.read_text())["mediapipe"].startswith("not measured: MediaPipe")

    monkeypatch.setattr("app.bench.peers.MediaPipeLandmarker", FixedLandmarker)
    run("accuracy", "--data", data_folder, "--json", out, "--faces", 2, "--peers")
    figures = json.loads(out.read_text())
    assert figures["mediapipe_helen_inner51_nme_pct"] == figures["helen_inner51_nme_pct"]


def test_a_result_that_could_not_be_kept_is_refused_before_the_work(shipped, data_folder, tmp_path):
    with pytest.raises(InputError, match="--json"):
        run("accuracy", "--data", data_folder, "--json", tmp_path / "nowhere" / "a.json")


def test_speed_without_anything_to_analyse_says_what_it_needs():
    with pytest.raises(InputError, match="--video"):
        run("speed")
