from __future__ import annotations

import csv

import pytest
from openpyxl import load_workbook

from app.exports import ExportKind, write_export
from core.errors import InputError
from core.progress import Cancelled, CancelToken, ignore_progress


@pytest.fixture
def write(library):
    def run(patients, kind, target, *, anonymised=False, progress=ignore_progress, cancel=None):
        return write_export(
            library,
            patients,
            kind,
            target,
            anonymised=anonymised,
            progress=progress,
            cancel=cancel or CancelToken(),
        )

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


def test_the_workbook_of_one_patient_has_the_frames_too(two, write, tmp_path):
    one = write(two[:1], ExportKind.WORKBOOK, tmp_path / "one.xlsx")
    both = write(two, ExportKind.WORKBOOK, tmp_path / "both.xlsx")
    assert load_workbook(one).sheetnames == ["results", "grades", "landmarks"]
    assert load_workbook(both).sheetnames == ["results", "grades"]


def test_frames_are_written_with_progress(two, write, tmp_path):
    told = []
    path = write(
        two,
        ExportKind.FRAMES,
        tmp_path / "frames.csv",
        progress=lambda done, total, what: told.append((done, total, what)),
    )
    assert len(rows(path)) > 100
    assert told[0] == (0, None, "Writing landmarks")
    assert told[-1][0] > 0


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


def test_only_videos_go_into_a_folder():
    assert {kind for kind in ExportKind if not kind.suffix} == {
        kind for kind in ExportKind if kind.always_anonymised
    }
