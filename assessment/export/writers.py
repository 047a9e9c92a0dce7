"""CSV and XLSX files that appear whole or not at all and never run a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from assessment.export.table import Cell, Table
from core.errors import ReportError
from core.files import reason, replacing

CSV_ENCODING: Final = "utf-8-sig"
"""UTF-8 with a byte-order mark: without it Excel garbles every letter beyond ASCII."""

MAX_SHEET_ROWS: Final = 1_048_576
_COLUMN_WIDTH: Final = 16

# What makes a spreadsheet take a text for a formula, at the start of a cell or where a program
# with another list separator would start one (OWASP, "CSV Injection").
_FORMULA: Final = re.compile(r"(^|[;\t\r\n])(\s*[\"']*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])")
_GUARD: Final = "'"
_LEADING_CONTROL: Final = re.compile(r"^(?=[\t\r])")

# Characters that XML 1.0 cannot hold, and Excel's own notation for them, which it would decode.
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EXCEL_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_csv(table: Table, path: Path) -> None:
    """Write `table` as CSV: comma, UTF-8 with byte-order mark, numbers with a decimal point.

    Text that a spreadsheet would run as a formula gets an apostrophe before it.

    Raises:
        ReportError: The file cannot be written; what was there before is left.
    """
    with (
        _whole_file(path) as unfinished,
        unfinished.open("w", encoding=CSV_ENCODING, newline="") as stream,
    ):
        writer = csv.writer(stream)
        writer.writerow(table.columns)
        for row in table.rows:
            writer.writerow([_csv_cell(cell) for cell in row])


def write_xlsx(tables: Sequence[Table], path: Path) -> None:
    """Write `tables` as the sheets of an Excel file; text stays text, whatever it begins with.

    Raises:
        ReportError: The file cannot be written, or a table is too long for a sheet; what was
            there before is left.
    """
    with _whole_file(path) as unfinished:
        book = Workbook(write_only=True)
        for table in tables:
            _add_sheet(book, table)
        book.save(unfinished)


def _add_sheet(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "A2"
    for number in range(1, len(table.columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _COLUMN_WIDTH
    heads = [_xlsx_cell(column, sheet) for column in table.columns]
    for head in heads:
        head.font = Font(bold=True)
    try:
        sheet.append(heads)
        for number, row in enumerate(table.rows, start=2):
            if number > MAX_SHEET_ROWS:
                raise ReportError(
                    f"The table {table.name} is too long for an Excel sheet; export it as CSV."
                )
            sheet.append([_xlsx_cell(c, sheet) if isinstance(c, str) else c for c in row])
    finally:
        sheet.close()


def _csv_cell(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    guarded = _FORMULA.sub(rf"\1\2{_GUARD}", cell.replace("\0", "\N{REPLACEMENT CHARACTER}"))
    return _LEADING_CONTROL.sub(_GUARD, guarded)


def _xlsx_cell(text: str, sheet: WriteOnlyWorksheet) -> SheetCell:
    """A cell that holds `text` as text."""
    kept = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    cell = WriteOnlyCell(sheet, _EXCEL_ESCAPE.sub("_x005F_", kept))
    cell.data_type = "s"  # openpyxl has taken a leading "=" for a formula
    return cell


@contextmanager
def _whole_file(path: Path) -> Iterator[Path]:
    try:
        with replacing(path) as unfinished:
            yield unfinished
    except OSError as error:
        raise ReportError(f"The export {path} cannot be written: {reason(error)}.") from error
