"""`hemiface export` over one patient or all, and what it refuses."""

from __future__ import annotations

import csv

import openpyxl
import pytest

from app.cli.main import Exit, run
from tests.app.conftest import FULL_CONSENT


@pytest.fixture
def two(library, add_patient, add_visit):
    """Two patients with a visit each; the first agreed to everything."""
    first = add_patient("P-1", consent=FULL_CONSENT)
    second = add_patient("P-2")
    for person in (first, second):
        add_visit(person, exercises=("rest",))


@pytest.fixture
def call(two, tmp_path, capfd):
    def export(*arguments):
        capfd.readouterr()
        code = run(["export", *map(str, arguments), "--library", str(tmp_path / "library")])
        captured = capfd.readouterr()
        return code, captured.out, captured.err

    return export


def codes(path):
    with path.open(newline="", encoding="utf-8-sig") as lines:
        return {row["patient_code"] for row in csv.DictReader(lines)}


@pytest.mark.parametrize("chosen", [["--all"], ["P-1", "P-2"], ["P-1", "P-2", "P-1"]])
def test_many_patients_in_one_file(call, tmp_path, chosen):
    code, out, _ = call(
        *chosen,
        *("--csv", tmp_path / "r.csv", "--frames", tmp_path / "f.csv"),
        *("--xlsx", tmp_path / "b.xlsx"),
    )
    assert code == Exit.DONE
    assert str(tmp_path / "r.csv") in out
    assert codes(tmp_path / "r.csv") == codes(tmp_path / "f.csv") == {"P-1", "P-2"}
    book = openpyxl.load_workbook(tmp_path / "b.xlsx", read_only=True)
    assert book.sheetnames == ["results", "grades", "frames"]
    book.close()


def test_one_patients_workbook_holds_the_frames(call, tmp_path):
    assert call("P-1", "--xlsx", tmp_path / "b.xlsx")[0] == Exit.DONE
    book = openpyxl.load_workbook(tmp_path / "b.xlsx", read_only=True)
    assert book.sheetnames == ["results", "grades", "frames"]
    book.close()


def test_anonymised_tables_and_clips_belong_together(call, tmp_path):
    code, out, _ = call(
        *("P-1", "--anonymised", "--csv", tmp_path / "r.csv"),
        *("--hidden-videos", tmp_path / "v", "--drawn-videos", tmp_path / "v"),
    )
    assert code == Exit.DONE
    assert codes(tmp_path / "r.csv") == {"S001"}
    names = sorted(path.name for path in (tmp_path / "v").iterdir())
    assert names == ["S001-visit1-rest-drawn.mp4", "S001-visit1-rest-hidden.mp4"]
    assert "1 clips" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["P-1"], "Say what to write"),
        (["--csv", "x.csv"], "Name the patients"),
        (["P-1", "--all", "--csv", "x.csv"], "Name the patients"),
        (["P-1", "--drawn-videos", "x"], "anonymised"),
        (["P-2", "--anonymised", "--hidden-videos", "x"], "has not agreed"),
        (["--all", "--training", "x"], "nothing to write"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(call, arguments, told):
    code, _, complaint = call(*arguments)
    assert code == Exit.KNOWN
    assert told in complaint
    assert len(complaint.strip().splitlines()) == 1
