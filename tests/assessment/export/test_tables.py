"""Long tables: every finding has its row, its unit, its formula and its origin."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest

from assessment.examination import Examination
from assessment.export.frames_table import frames_table
from assessment.export.grades_table import grades_table
from assessment.export.results_table import results_table
from assessment.export.writers import write_csv, write_xlsx
from assessment.grades.forms import EFACE, HOUSE_BRACKMANN, SUNNYBROOK
from assessment.grades.grade import fill_in
from assessment.measures import CATALOGUE
from assessment.records import AffectedSide
from tests.assessment.store.examples import (
    NOON,
    make_analysis,
    make_landmarks,
    make_patient,
    make_recording,
    make_visit,
)


@pytest.fixture
def patient():
    return make_patient(code="P-7", name="Nobody's business", history="secret")


@pytest.fixture
def examination(patient):
    visit = make_visit(patient, summary="secret")
    clips = (make_recording(visit, "rest"), make_recording(visit, "smile_open"))
    first = make_analysis(visit, clips, value=1.0)
    second = make_analysis(visit, clips, value=2.0, model="pfnet@2")
    return Examination(visit, clips, (first, second))


def as_dicts(table):
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_the_affected_side_is_the_one_of_the_analysis(patient, examination):
    first, second = examination.analyses
    other = replace(second, result=replace(second.result, affected=AffectedSide.RIGHT))
    rows = as_dicts(results_table(patient, [replace(examination, analyses=(first, other))]))
    sides = {row["analysis_id"]: row["affected_side"] for row in rows}
    assert sides == {str(first.id): "left", str(other.id): "right"}


def test_every_finding_of_every_analysis_has_a_row(patient, examination):
    rows = as_dicts(results_table(patient, [examination]))
    kinds = [row["kind"] for row in rows]
    # Two analyses of two trials with two measures, one index, one absence, and one each of all.
    assert [kinds.count(kind) for kind in ("measure", "index", "absent")] == [8, 6, 6]
    assert {row["model"] for row in rows} == {"pfnet@0.1", "pfnet@2"}
    assert {(row["model"], row["newest_analysis"]) for row in rows} == {
        ("pfnet@0.1", "no"),
        ("pfnet@2", "yes"),
    }
    for row in rows:
        assert row["patient_code"] == "P-7"
        assert row["visit_taken_at"] == "2026-03-01T12:00:00+02:00"
        assert row["weights_sha256"] == "ab" * 32
        assert row["algorithm"] == "1"


def test_a_measure_comes_with_unit_interval_formula_and_source(patient, examination):
    row = as_dicts(results_table(patient, [examination]))[0]
    assert row["exercise_id"] == "rest"
    assert (row["id"], row["phase"], row["side"], row["unit"]) == ("MC", "excursion", "right", "mm")
    assert (row["value"], row["standard_error"]) == (1.0, 0.25)
    assert (row["ci95_lower"], row["ci95_upper"], row["count"]) == (0.5, 1.5, 3)
    assert row["repetitions"] == "[1.0, 1.5, 2.0]"
    assert row["name"] == CATALOGUE["MC"].name
    assert row["formula"] == CATALOGUE["MC"].formula
    assert row["source"]
    assert row["missing_because"] is None


def test_an_index_comes_with_its_subject(patient, examination):
    rows = as_dicts(results_table(patient, [examination]))
    row = next(row for row in rows if row["id"] == "excursion_ratio")
    assert (row["subject"], row["unit"], row["value"]) == ("MC", "pct", 60.0)
    assert row["formula"] == "100 x_A / x_H"
    session = next(row for row in rows if row["id"] == "global_score")
    assert (session["exercise_id"], session["side"]) == ("session", "left")


def test_what_is_missing_is_empty_with_a_reason_and_never_zero(patient, examination):
    rows = [r for r in as_dicts(results_table(patient, [examination])) if r["kind"] == "absent"]
    assert (rows[0]["subject"], rows[0]["missing_because"]) == ("MC peak", "the face was turned")
    for row in rows:
        assert row["value"] is None
        assert row["unit"] is None
        assert row["missing_because"]


def test_a_finding_of_an_unknown_kind_is_exported_without_a_formula(patient, examination):
    analysis = examination.analyses[0]
    trial = analysis.result.trials[0]
    odd = replace(trial, measures=(replace(trial.measures[0], measure_id="XYZ"),))
    result = replace(analysis.result, trials=(odd, odd))
    table = results_table(
        patient, [replace(examination, analyses=(replace(analysis, result=result),))]
    )
    row = as_dicts(table)[0]
    assert (row["id"], row["name"], row["formula"]) == ("XYZ", None, None)
    assert row["value"] == 1.0


def test_names_and_free_text_stay_inside(patient, examination, tmp_path):
    path = tmp_path / "out.csv"
    write_csv(results_table(patient, [examination]), path)
    content = path.read_text(encoding="utf-8")
    assert "Nobody" not in content
    assert "secret" not in content


def test_every_frame_has_a_row_with_its_landmarks(patient, examination):
    analysis = examination.latest
    sequences = [make_landmarks(3), make_landmarks(2)]
    rows = as_dicts(frames_table(patient, analysis, sequences))
    assert len(rows) == 3 + 2
    row = rows[1]
    assert (row["clip"], row["exercise_id"], row["frame"]) == (1, "rest", 2)
    np.testing.assert_allclose(
        [row[f"p36_right_{axis}_px"] for axis in "xyz"], sequences[0].points_px[1, 36], atol=0.0005
    )
    assert row["time_s"] == pytest.approx(2 / 30, abs=1e-4)
    assert row["p36_right_confidence"] == pytest.approx(sequences[0].confidence[1, 36], abs=1e-4)
    assert (row["patient_code"], row["analysis_id"]) == ("P-7", str(analysis.id))
    assert rows[-1]["clip"] == 2


def test_grades_have_a_row_for_each_answer_and_total(patient, tmp_path):
    values = {item.id: item.choices[0].key for item in SUNNYBROOK.items}
    sunnybrook, brackmann, eface = (
        fill_in(scale, answers, visit_id=uuid4(), rater="Dr Example", taken_at=NOON)
        for scale, answers in (
            (SUNNYBROOK, values),
            (HOUSE_BRACKMANN, {"grade": "IV"}),
            (EFACE, {"brow_rest": 90.5}),
        )
    )
    older = replace(brackmann, version="0", totals={"sum": 4.0})
    table = grades_table(patient, [sunnybrook, brackmann, eface, older])
    rows = as_dicts(table)
    assert len(rows) == 13 + 4 + 1 + 1 + 2
    composite = rows[16]
    assert (composite["part"], composite["id"], composite["value"]) == ("total", "composite", 20)
    assert composite["formula"] == "voluntary movement - resting symmetry - synkinesis"
    assert rows[17]["value"] == "IV"
    assert rows[18]["value"] == 90.5
    assert (rows[19]["scale"], rows[19]["label"]) == ("house_brackmann", None)
    write_xlsx([grades_table(patient, [sunnybrook])], tmp_path / "out.xlsx")
