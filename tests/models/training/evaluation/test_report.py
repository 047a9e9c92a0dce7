from __future__ import annotations

import errno
import json
from dataclasses import replace

import cv2
import numpy as np
import pytest

from core.errors import InputError
from core.landmarks import INNER_51
from models.training.evaluation import paper_tables, report
from models.training.evaluation.evaluate import SetEvaluation, evaluate_set
from models.training.evaluation.labelled_set import LabelledSet
from models.training.evaluation.landmark_files import read_landmark_file
from models.training.evaluation.measure import measure
from models.training.evaluation.paper_tables import AFLW2000_3D, PARFACE
from models.training.evaluation.report import write_report
from models.training.evaluation.report_tables import NOT_FOUND, tables_of
from models.training.evaluation.study_tables import PUBLISHED
from models.training.evaluation.worst_faces import CAPTION_PX, COLUMNS, TILE_PX, write_sheet

PROVENANCE = {"commit": "abc", "weights sha256": "0" * 64}


@pytest.fixture
def evaluation(faces, shifted):
    return evaluate_set(shifted, faces, averaged=True)


def inner_peer(faces):
    points = np.full((len(faces), 68, 2), np.nan)
    points[1:, INNER_51] = faces.truth_px()[1:, INNER_51, :2]
    return measure("inner", points, faces, inner_only=True)


def with_peer(evaluation):
    result, errors = inner_peer(evaluation.faces)
    return SetEvaluation(
        evaluation.faces,
        (*evaluation.results, result),
        {**evaluation.errors, "inner": errors},
        evaluation.points_px,
    )


def titles(faces, results):
    return [table.title for table in tables_of(faces, results)]


def test_the_folder_holds_tables_figures_and_pictures(tmp_path, evaluation):
    write_report(tmp_path, [with_peer(evaluation)], PROVENANCE, with_landmarks=True)
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == [
        "ced_drawn.png",
        "evaluation.json",
        "evaluation.md",
        "landmarks_drawn.npz",
        "worst_drawn.png",
    ]
    text = (tmp_path / "evaluation.md").read_text("utf-8")
    assert text.startswith("# Evaluation of shifted@1\n\n* commit: abc\n")
    assert "| shifted@1 | 7.14 ± 0.00 | 28.57 | 0.00 | 7.14 ± 0.00 |" in text
    assert "![Cumulative error curves](ced_drawn.png)" in text
    assert "not for publication" in text
    found = read_landmark_file(tmp_path / "landmarks_drawn.npz")
    assert (found.label, found.dataset) == ("shifted@1", "drawn")
    assert found.files == evaluation.faces.names
    np.testing.assert_allclose(found.points_px, evaluation.points_px, atol=1e-4)


def test_the_figures_say_where_they_come_from(tmp_path, evaluation):
    write_report(tmp_path, [with_peer(evaluation)], PROVENANCE)
    table = json.loads((tmp_path / "evaluation.json").read_text("utf-8"))
    assert table["provenance"] == PROVENANCE
    of_set = table["sets"]["drawn"]
    assert (of_set["split"], of_set["count"], of_set["whole"]) == ("test", 6, True)
    network, _, inner = of_set["methods"]
    assert network["all_faces"]["all68"]["mean_pct"] == pytest.approx(100 * 5 / 70, abs=1e-4)
    assert network["region_side_pct"]["eye"]["right"] == pytest.approx(7.1429)
    assert network["groups"]["emotion"]["happy"]["gte"]["count"] == 3
    assert network["yaw"]["bins"][2]["count"] == 2
    assert inner["all_faces"]["all68"] is None
    assert inner["all_faces"]["inner51"]["missing"] == 1


def test_plots_are_pictures(tmp_path, evaluation):
    write_report(tmp_path, [evaluation], PROVENANCE)
    curves = cv2.imread(str(tmp_path / "ced_drawn.png"))
    assert curves.shape[1] == 3 * curves.shape[0]  # all points, inner points, GTE
    sheet = cv2.imread(str(tmp_path / "worst_drawn.png"))
    assert sheet.shape == (CAPTION_PX + 2 * (TILE_PX + CAPTION_PX), COLUMNS * TILE_PX, 3)


def test_the_worst_face_comes_first_with_truth_and_prediction(tmp_path, faces):
    points = faces.truth_px()
    points[3, :, 0] += 10.0
    _, errors = measure("m", points, faces)
    write_sheet(tmp_path / "w.png", "m", points, errors, faces)
    sheet = cv2.imread(str(tmp_path / "w.png"))
    tile = sheet[CAPTION_PX : CAPTION_PX + TILE_PX, :TILE_PX]
    assert tile[-2, 2].tolist() == [60, 60, 60]  # the grey level of picture 3
    red, green = (tile == (60, 60, 255)).all(-1), (tile == (60, 255, 60)).all(-1)
    assert red.sum() > 68
    assert green.sum() > 68
    away = green.nonzero()[1].max() - red.nonzero()[1].max()
    assert away == pytest.approx(10.0 * TILE_PX / (1.2 * 1.3 * 70.0), abs=2)


def test_a_folder_that_takes_no_files_is_one_sentence(tmp_path, evaluation):
    with pytest.raises(InputError, match="cannot be written because it does not exist: choose"):
        write_report(tmp_path / "none", [evaluation], PROVENANCE)


def test_a_full_disk_leaves_the_old_files_whole(tmp_path, evaluation, monkeypatch):
    write_report(tmp_path, [evaluation], PROVENANCE)
    before = (tmp_path / "evaluation.json").read_text()

    def write_half(path, text):
        path.write_text(text[: len(text) // 2])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(report, "_write_text", write_half)
    with pytest.raises(InputError, match=r"evaluation\.json cannot .* the disk is full: choose"):
        write_report(tmp_path, [evaluation], PROVENANCE)
    assert (tmp_path / "evaluation.json").read_text() == before
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_tables_follow_what_the_set_tells(faces, plane_faces, records):
    results = [measure("m", faces.truth_px(), faces)[0]]
    assert titles(faces, results) == [
        "Errors, 6 faces",
        "NME by |yaw| in degrees",
        "NME by region and side, %",
        "Left-right differences against the true ones",
        "Errors by emotion",
    ]
    bare = LabelledSet(
        "bare", "test", tuple(replace(r, yaw_deg=None, groups={}) for r in records[:2]), whole=False
    )
    few = [measure("m", bare.truth_px(), bare)[0]]
    assert titles(bare, few) == ["Errors, 2 faces", "NME by region and side, %"]


def test_how_missing_faces_count_is_said_where_there_are_any(faces):
    whole, missing = measure("m", faces.truth_px(), faces)[0], inner_peer(faces)[0]
    assert NOT_FOUND not in tables_of(faces, [whole])[0].notes
    assert NOT_FOUND in tables_of(faces, [whole, missing])[0].notes


def test_the_differences_of_both_views_are_shown(faces):
    table = tables_of(faces, [measure("m", faces.truth_px(), faces)[0], inner_peer(faces)[0]])[3]
    methods = [row[0] for row in table.rows]
    assert methods == ["m, in the plane", "m, in space", "inner, in the plane"]
    assert table.rows[0][1:4] == pytest.approx((1.0, 1.0, 0.0))


@pytest.mark.parametrize(("name", "place"), [(PARFACE, 0), (AFLW2000_3D, 1)])
def test_published_rows_stand_only_below_the_papers_own_faces(faces, monkeypatch, name, place):
    same = LabelledSet(name, "test", faces.records, whole=True)
    results = [measure("m", same.truth_px(), same)[0]]
    assert PUBLISHED not in tables_of(same, results)[place].markdown()
    monkeypatch.setitem(paper_tables.FACE_COUNTS, name, len(same))
    shown = tables_of(same, results)
    assert f"| PF-Net AWing ({PUBLISHED}) |" in shown[place].markdown()
    assert PUBLISHED not in shown[1 - place].markdown()
