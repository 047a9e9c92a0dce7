"""Tables of one patient or many, with codes or without."""

from __future__ import annotations

import csv

import openpyxl
import pytest

from app.tables import PatientExport
from assessment.analysis import Clip, curves
from assessment.export.writers import write_csv, write_xlsx
from assessment.grades.forms import HOUSE_BRACKMANN
from assessment.grades.grade import fill_in
from core.errors import InputError
from tests.assessment.store.examples import make_visit


@pytest.fixture
def patients(library, add_patient, add_visit):
    found = [add_patient(code, name="Ada") for code in ("P-1", "P-2", "P-3")]
    for person in found[:2]:
        examination = add_visit(person, exercises=("rest",), keep_videos=False)
        library.grades.add(
            fill_in(
                HOUSE_BRACKMANN,
                {"grade": "IV"},
                visit_id=examination.visit.id,
                rater="Dr Secret",
                taken_at=examination.visit.taken_at,
            )
        )
    return found


def read(path):
    with path.open(newline="", encoding="utf-8-sig") as lines:
        return list(csv.DictReader(lines))


def written(table, path):
    write_csv(table, path)
    return read(path)


def test_many_patients_stand_in_one_table(library, patients, tmp_path):
    export = PatientExport(library, patients, anonymised=False)
    results = written(export.results(), tmp_path / "results.csv")
    frames = written(export.frames(), tmp_path / "frames.csv")
    grades = written(export.grades(), tmp_path / "grades.csv")
    for rows in (results, frames, grades):
        assert {row["patient_code"] for row in rows} == {"P-1", "P-2"}
    assert {row["analysis_id"] for row in frames} == {row["analysis_id"] for row in results}
    assert len(frames) == 2 * 62
    assert [row["value"] for row in grades] == ["IV", "IV"]


def test_an_anonymised_export_names_nobody_and_its_tables_belong_together(
    library, patients, tmp_path
):
    export = PatientExport(library, patients, anonymised=True)
    tables = {
        name: written(table, tmp_path / f"{name}.csv")
        for name, table in (
            ("results", export.results()),
            ("frames", export.frames()),
            ("grades", export.grades()),
        )
    }
    for name, rows in tables.items():
        text = (tmp_path / f"{name}.csv").read_text("utf-8")
        for secret in ("P-1", "P-2", "Ada", "Secret", "2026"):
            assert secret not in text
        assert {row["patient_code"] for row in rows} == {
            export.code_of(person) for person in patients[:2]
        }
    of_analysis = {
        name: {(row["patient_code"], row["analysis_id"]) for row in tables[name]}
        for name in ("results", "frames")
    }
    assert of_analysis["results"] == of_analysis["frames"]
    visits = {row["visit_id"] for row in tables["results"]}
    assert {row["visit_id"] for row in tables["grades"]} == visits


def test_the_rows_of_an_anonymised_export_come_in_the_order_of_its_codes(library, patients):
    export = PatientExport(library, patients, anonymised=True)
    assert [export.code_of(person) for person in export.patients] == ["S001", "S002", "S003"]


def test_a_workbook_of_many_patients(library, patients, tmp_path):
    export = PatientExport(library, patients, anonymised=False)
    write_xlsx([export.results(), export.grades()], tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)
    assert book.sheetnames == ["results", "grades"]
    assert {row[0] for row in book["grades"].iter_rows(min_row=2, values_only=True)} == {
        "P-1",
        "P-2",
    }
    book.close()


def test_frames_hold_how_far_each_side_moved(library, add_patient, add_visit, tmp_path):
    """The same curves as the window draws, in the patient's own unit."""
    patient = add_patient(outer_canthal_mm=90.0)
    analysis = add_visit(patient, keep_videos=False).latest
    table = PatientExport(library, [patient], anonymised=False).frames()
    rows = [row for row in written(table, tmp_path / "f.csv") if row["exercise_id"] == "smile_open"]
    (_, smile) = library.visits.landmarks(analysis.id)
    drawn = {
        one.measure_id: one for one in curves(Clip("smile_open", smile), analysis.result.face_frame)
    }
    assert {row["length_unit"] for row in rows} == {"mm"}
    for key, kind in (("MC", "length"), ("MAo", "area"), ("SA", "deg")):
        for side in ("right", "left"):
            told = [float(row[f"{key}_{side}_excursion_{kind}"]) for row in rows]
            assert told == pytest.approx(getattr(drawn[key], side), abs=1e-5)
    assert {row["BH_right_excursion_length"] for row in rows} == {""}


def test_frames_of_nobody_are_told(library, patients):
    library.visits.add(make_visit(patients[2]), ())
    with pytest.raises(InputError, match=r"P-3 has no analysed visit"):
        PatientExport(library, patients[2:], anonymised=False).frames()


def test_an_unanalysed_visit_has_no_rows(library, patients, tmp_path):
    export = PatientExport(library, patients[2:], anonymised=True)
    assert written(export.results(), tmp_path / "results.csv") == []
