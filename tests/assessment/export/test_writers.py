"""Files that a spreadsheet opens without running anything, read back as they were written."""

from __future__ import annotations

import csv
import errno
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from assessment.export import writers
from assessment.export.table import Table
from assessment.export.writers import CSV_ENCODING, write_csv, write_xlsx
from core.errors import ReportError

SAME_FOLDER = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25
)
NUMBERS = st.floats(-1e300, 1e300) | st.integers(-(2**53), 2**53)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
FORMULAS = [
    "=1+1",
    "+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    '"=1',
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "name;=1",
    "name\n=1",
    "name\t@x",
    'x;"=1',
]
DANGEROUS = tuple("=+-@\t\r＝＋－＠")


def read_csv(path):
    with path.open(encoding=CSV_ENCODING, newline="") as stream:
        return list(csv.reader(stream))


def cells_of(path):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [list(row) for row in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_begins_a_formula_in_a_csv(tmp_path, text):
    path = tmp_path / "out.csv"
    write_csv(Table("t", ("a",), [(text,)]), path)
    ((_,), (found,)) = read_csv(path)
    assert found.replace("'", "") == text.replace("'", "")
    pieces = found.replace("\n", ";").replace("\t", ";").split(";")
    assert not any(piece.lstrip(' "\r').startswith(DANGEROUS) for piece in pieces)


@SAME_FOLDER
@given(text=TEXTS)
@example("=cmd|' /C calc'!A0")
def test_any_text_survives_a_csv_but_for_the_apostrophes_of_the_guard(tmp_path, text):
    path = tmp_path / "out.csv"
    write_csv(Table("t", ("a", "b"), [(text, "end")]), path)
    _, (found, end) = read_csv(path)
    assert end == "end"
    plain = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    assert found.replace("'", "") == plain.replace("'", "")
    assert not found.startswith(DANGEROUS)


@SAME_FOLDER
@given(number=NUMBERS)
@example(-1.5)
def test_numbers_stay_numbers_in_a_csv(tmp_path, number):
    path = tmp_path / "out.csv"
    write_csv(Table("t", ("a", "b"), [(number, None)]), path)
    _, (found, empty) = read_csv(path)
    assert float(found) == number
    assert empty == ""


def test_a_csv_says_that_it_is_unicode(tmp_path):
    path = tmp_path / "out.csv"
    write_csv(Table("t", ("name",), [("Łukasz 山田 محمد",)]), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_csv(path) == [["name"], ["Łukasz 山田 محمد"]]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_in_a_sheet(tmp_path, text):
    path = tmp_path / "out.xlsx"
    write_xlsx([Table("t", ("a",), [(text,)])], path)
    ((cell,),) = cells_of(path)
    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "\N{REPLACEMENT CHARACTER}")
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@SAME_FOLDER
@given(text=TEXTS)
@example("_x000D_ \x01\ufffe")
def test_any_text_survives_a_sheet_but_for_what_it_cannot_hold(tmp_path, text):
    path = tmp_path / "out.xlsx"
    write_xlsx([Table("t", ("a", "b"), [(text, "end")])], path)
    ((found, end),) = cells_of(path)
    assert end.value == "end"
    expected = writers._NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    assert unescape(found.value or "") == expected


@SAME_FOLDER
@given(number=NUMBERS)
def test_numbers_stay_numbers_in_a_sheet(tmp_path, number):
    path = tmp_path / "out.xlsx"
    write_xlsx([Table("t", ("a", "b"), [(number, None)])], path)
    ((found, empty),) = cells_of(path)
    assert found.data_type == "n"
    assert found.value == pytest.approx(number, rel=1e-15)
    assert empty.value is None


def test_every_table_has_its_sheet_with_a_head_that_stays(tmp_path):
    path = tmp_path / "out.xlsx"
    write_xlsx([Table("first", ("a",), [(1,)]), Table("second", ("b",), iter([(2,), (3,)]))], path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["first", "second"]
    assert [[c.value for c in row] for row in book["second"]] == [["b"], [2], [3]]
    assert book["first"].freeze_panes == "A2"
    assert book["first"]["A1"].font.bold


def test_a_table_too_long_for_a_sheet_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(writers, "MAX_SHEET_ROWS", 3)
    path = tmp_path / "out.xlsx"
    write_xlsx([Table("t", ("a",), [(1,), (2,)])], path)
    before = path.read_bytes()
    with pytest.raises(ReportError, match="too long for an Excel sheet; export it as CSV"):
        write_xlsx([Table("t", ("a",), [(1,), (2,), (3,)])], path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [write_csv, lambda table, path: write_xlsx([table], path)])
def test_what_cannot_be_finished_leaves_the_earlier_file(tmp_path, write):
    path = tmp_path / "out"
    path.write_text("earlier")

    def rows():
        yield (1,)
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(ReportError, match="the disk is full"):
        write(Table("t", ("a",), rows()), path)
    assert path.read_text() == "earlier"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("write", [write_csv, lambda table, path: write_xlsx([table], path)])
def test_a_folder_that_cannot_be_used_is_told(tmp_path, write):
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "missing"):
        with pytest.raises(ReportError, match="cannot be written"):
            write(Table("t", ("a",), []), place / "out")
