from __future__ import annotations

import csv
from zipfile import ZipFile

import av
import pytest
from openpyxl import load_workbook

from app.exports import ExportKind, write_export, write_workbooks
from app.reanalysis import save_corrections
from app.tables import PatientExport
from assessment.edit_list import edit_of
from assessment.grades.forms import HOUSE_BRACKMANN
from assessment.grades.grade import fill_in
from assessment.records import PointCorrection
from core.errors import InputError
from core.landmarks import COMMISSURE
from core.progress import Cancelled, CancelToken, ignore_progress
from models.training.data.pack import open_pack
from tests.app.conftest import FULL_CONSENT


@pytest.fixture
def write(library):
    def run(patients, kind, target, *, anonymised=False, progress=ignore_progress, cancel=None):
        exported = write_export(
            library,
            patients,
            kind,
            target,
            anonymised=anonymised,
            progress=progress,
            cancel=cancel or CancelToken(),
        )
        return exported.paths[0]

    return run


@pytest.fixture
def two(add_patient, add_visit):
    people = [add_patient("P-1"), add_patient("P-2")]
    for person in people:
        add_visit(person, exercises=("rest",))
    return people


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_results_of_several_patients_lie_in_one_table(two, write, tmp_path):
    written = write(two, ExportKind.RESULTS, tmp_path / "all.csv")
    codes = {row[0] for row in rows(written)[1:]}
    assert codes == {"P-1", "P-2"}


def test_an_anonymised_table_holds_no_code(two, write, tmp_path):
    path = write(two, ExportKind.RESULTS, tmp_path / "all.csv", anonymised=True)
    text = path.read_text("utf-8-sig")
    assert "P-1" not in text
    assert "P-2" not in text


def test_a_workbook_holds_the_frames_of_everybody(two, write, tmp_path):
    both = load_workbook(write(two, ExportKind.WORKBOOK, tmp_path / "both.xlsx"), read_only=True)
    assert both.sheetnames == ["results", "grades", "frames"]
    codes = [row[0] for row in both["frames"].iter_rows(min_row=2, max_col=1, values_only=True)]
    assert (codes.count("P-1"), codes.count("P-2")) == (62, 62)
    both.close()


def test_a_workbook_of_people_without_analysis_has_no_frames(write, add_patient, tmp_path):
    path = write([add_patient()], ExportKind.WORKBOOK, tmp_path / "book.xlsx")
    assert load_workbook(path).sheetnames == ["results", "grades"]


def test_frames_too_many_for_a_sheet_make_a_workbook_for_each_patient(
    library, two, add_patient, monkeypatch, tmp_path
):
    """As when a clinic exports all it has: a sheet ends after 1,048,576 rows."""
    third = add_patient("P/3 ä")
    export = PatientExport(library, [*two, third], anonymised=False)
    monkeypatch.setattr("app.exports.MAX_SHEET_ROWS", export.frame_count + 1)
    assert write_workbooks(export, tmp_path / "all.xlsx") == (tmp_path / "all.xlsx",)
    monkeypatch.setattr("app.exports.MAX_SHEET_ROWS", export.frame_count)
    paths = write_workbooks(export, tmp_path / "all.xlsx")
    assert [path.name for path in paths] == [
        "all-001-P-1.xlsx",
        "all-002-P-2.xlsx",
        "all-003-P_3_ä.xlsx",
    ]
    book = load_workbook(paths[1], read_only=True)
    for sheet in ("results", "frames"):
        rows = book[sheet].iter_rows(min_row=2, max_col=1, values_only=True)
        assert {row[0] for row in rows} == {"P-2"}
    book.close()


def test_the_workbooks_of_an_anonymised_export_share_its_codes(library, two, monkeypatch, tmp_path):
    monkeypatch.setattr("app.exports.MAX_SHEET_ROWS", 2)
    export = PatientExport(library, two, anonymised=True)
    names = [path.name for path in write_workbooks(export, tmp_path / "all.xlsx")]
    assert names == ["all-001-S001.xlsx", "all-002-S002.xlsx"]


def test_frames_are_written_with_progress(two, write, tmp_path):
    told = []
    path = write(
        two,
        ExportKind.FRAMES,
        tmp_path / "frames.csv",
        progress=lambda done, total, what: told.append((done, total, what)),
    )
    assert len(rows(path)) == 1 + 2 * 62
    assert told == [(0, None, "Writing frames")]


def test_a_stopped_export_leaves_what_was_there(two, write, tmp_path):
    path = tmp_path / "all.csv"
    path.write_text("before")
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        write(two, ExportKind.RESULTS, path, cancel=cancel)
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["all.csv"]


def test_nobody_is_an_error(write, tmp_path):
    with pytest.raises(InputError, match="Nobody is chosen"):
        write([], ExportKind.RESULTS, tmp_path / "all.csv")


def test_drawn_videos_carry_no_code(two, write, tmp_path):
    folder = write(two[:1], ExportKind.DRAWN_VIDEOS, tmp_path / "videos")
    names = [path.name for path in folder.iterdir()]
    assert len(names) == 1
    assert not any("P-1" in name for name in names)


SECRETS = ("ZZ-4711", "Annelie", "Geheim", "Zimmer", "Telefon")


@pytest.fixture
def identified(library, add_patient, add_visit):
    """Somebody whose names stand in every place where people write."""
    person = add_patient(
        "ZZ-4711",
        name="Annelie Muster",
        diagnosis="Parese, Annelie M.",
        history="Annelie kommt wieder",
        consent=FULL_CONSENT,
    )
    visit = add_visit(
        person,
        exercises=("rest",),
        examiner="Dr Geheim",
        site="Zimmer 4",
        camera="Annelies Telefon",
        side_confirmed_by="Dr Geheim",
        summary="Annelie geht es gut",
    ).visit
    grade = fill_in(
        HOUSE_BRACKMANN,
        {"grade": "IV"},
        visit_id=visit.id,
        rater="Dr Geheim",
        taken_at=visit.taken_at,
        note="Annelie war müde",
    )
    library.grades.add(grade)
    return person


@pytest.mark.parametrize("kind", [kind for kind in ExportKind if not kind.never_anonymised])
def test_no_anonymised_export_tells_who_it_is(identified, write, tmp_path, kind):
    target = write([identified], kind, tmp_path / f"out{kind.suffix}", anonymised=True)
    files = [target] if kind.suffix else list(target.iterdir())
    assert files
    for path in files:
        content = path.read_bytes()
        if kind is ExportKind.WORKBOOK:
            with ZipFile(path) as book:
                content = b"".join(book.read(name) for name in book.namelist())
        for secret in SECRETS:
            assert secret not in path.name
            assert secret.encode() not in content
        if not kind.suffix:
            with av.open(str(path)) as container:
                (stream,) = container.streams
                kept = container.metadata.keys() | stream.metadata.keys()
            assert kept <= {"major_brand", "minor_version", "compatible_brands", "encoder"} | {
                *("language", "handler_name", "vendor_id")
            }


def test_training_data_go_into_a_new_folder_each_time(
    library, add_patient, add_visit, exact, write, tmp_path
):
    """Only of who agreed; who did not is counted."""
    people = []
    for code, consent in (("P-1", FULL_CONSENT), ("P-2", None)):
        people.append(add_patient(code, consent=consent))
        visit = add_visit(people[-1])
        smile = next(one for one in visit.recordings if one.exercise_id == "smile_open")
        x, y = exact["smile_open"].points_px[40, COMMISSURE[0], :2]
        placed = PointCorrection(COMMISSURE[0], float(x) + 5, float(y), reach_frames=0)
        edit = edit_of(smile.id, 40, placed, author="Dr A")
        save_corrections(library, people[-1], visit, [edit], by="Dr A")
    first, second = (write(people, ExportKind.TRAINING, tmp_path) for _ in range(2))
    assert second.name == f"{first.name}-2"
    for folder in (first, second):
        pack = open_pack(folder)
        assert (len(pack), set(pack.persons)) == (1, {people[0].id.hex})


def test_only_videos_and_training_data_go_into_a_folder():
    assert {kind for kind in ExportKind if not kind.suffix} == {
        kind for kind in ExportKind if kind.always_anonymised or kind.never_anonymised
    }
