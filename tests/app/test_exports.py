from __future__ import annotations

import csv
from zipfile import ZipFile

import av
import pytest
from openpyxl import load_workbook

from app.exports import ExportKind, write_export
from assessment.grades.forms import HOUSE_BRACKMANN
from assessment.grades.grade import fill_in
from core.errors import InputError
from core.progress import Cancelled, CancelToken, ignore_progress
from tests.app.conftest import FULL_CONSENT


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


@pytest.mark.parametrize("kind", list(ExportKind))
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


def test_only_videos_go_into_a_folder():
    assert {kind for kind in ExportKind if not kind.suffix} == {
        kind for kind in ExportKind if kind.always_anonymised
    }
