"""The English texts of the parts of the program that know no window, found in their sources.

A text is a constant or an f-string that reads as words. What a bug says is none, nor what goes to
the log. In the report, whose tables have heads of one word, a capital letter makes a text of it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

_FOLDERS: Final = (
    "app/capture",
    "app/gui/capture",
    "assessment/export",
    "assessment/store",
    "core/video",
    "models/runtime",
)
_FILES: Final = (
    *("anonymous_videos", "clip_analysis", "demo_truth", "examination", "exercise_video"),
    *("exports", "preferences", "reanalysis", "report_preview", "reporting", "storage", "tables"),
    *("training_frames", "training_runs", "visit_from_capture", "visit_from_files"),
    *("visit_review", "results_sheet", "number_info", "changes", "course"),
)
_ASSESSMENT: Final = (
    *("analysis", "blinks", "change", "comparisons", "depth", "dynamics"),
    *("examination", "face_frame", "findings", "gating", "indices", "norms", "recalculation"),
    *("records", "session_indices", "statistics", "trials", "validation"),
    *("grades/consistency", "grades/grade", "grades/scale"),
    *("grades/suggest_house_brackmann", "grades/suggest_sunnybrook", "grades/wording"),
)
_OTHERS: Final = ("core/files.py", "models/weights.py")
_REPORT: Final = "assessment/report"
_OF_COMMAND_LINE: Final = "fonts.py"
"""What reports are set in is told by `hemiface doctor` only."""
_BUGS: Final = {"AssertionError", "KeyError", "RuntimeError", "TypeError", "ValueError"}
_WITH_CAUSE: Final = "_told"
"""Puts the cause after the text that it is given."""
_NOT_TOLD: Final = {"missing", "Absent", "debug", "info", "warning", "translate", _WITH_CAUSE}
"""Calls whose first argument is made of ids, or goes to the log, or is found elsewhere."""
_WORD: Final = re.compile(r"(?<![\w.=:/-])[A-Za-z]*[a-z]{2,}(?![\w.=:/]*[\w=/])")
_FEWEST_WORDS: Final = 2
_OF_SQLITE: Final = ("PRAGMA ", "BEGIN ", "Could not decode ")


def texts_of_program(root: Path) -> Iterator[str]:
    """All texts under the root of the repository, those with places as "… {0} …"."""
    paths = [path for folder in _FOLDERS for path in sorted((root / folder).rglob("*.py"))]
    paths += [root / "app" / f"{name}.py" for name in _FILES]
    paths += [root / "assessment" / f"{name}.py" for name in _ASSESSMENT]
    paths += [root / name for name in _OTHERS]
    for path in paths:
        yield from _texts_of(ast.parse(path.read_text("utf-8")), _reads)
    for path in sorted((root / _REPORT).glob("*.py")):
        if path.name != _OF_COMMAND_LINE:
            yield from _texts_of(ast.parse(path.read_text("utf-8")), _reads_on_paper)


def _texts_of(tree: ast.AST, reads: Callable[[ast.AST], bool]) -> Iterator[str]:
    silent = {id(part) for node in ast.walk(tree) for part in _not_spoken(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) == _WITH_CAUSE:
            what = _text_of(node.args[0])
            yield from [_numbered(f"{what}: {{}}.")] if what else []
        elif id(node) not in silent and reads(node):
            yield _text_of(node)


def _not_spoken(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes within this one that nobody is told."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from (part for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.FormattedValue) and node.format_spec is not None:
        yield from ast.walk(node.format_spec)
    elif isinstance(node, ast.Raise) and _called(node.exc) in _BUGS:
        yield from ast.walk(node)
    elif isinstance(node, ast.Call) and _called(node) in _NOT_TOLD and node.args:
        yield from ast.walk(node.args[0])


def _called(node: ast.AST | None) -> str:
    """The name of what is called, without what it belongs to."""
    function = node.func if isinstance(node, ast.Call) else node
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _reads(node: ast.AST) -> bool:
    """It is a text of words; a single one without a place may be an id as well."""
    text = _text_of(node)
    fewest = 1 if "{0}" in text else _FEWEST_WORDS
    return " " in text and len(_WORD.findall(text)) >= fewest and not text.startswith(_OF_SQLITE)


def _reads_on_paper(node: ast.AST) -> bool:
    """It holds a word, and it is several or begins with a capital letter."""
    text = _text_of(node)
    return bool(_WORD.search(text)) and (" " in text or text[0].isupper())


def _text_of(node: ast.AST) -> str:
    """A constant or an f-string, with a place for each value; "" for anything else."""
    if isinstance(node, ast.JoinedStr):
        return _numbered(
            "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
        )
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _numbered(node.value)
    return ""


def _numbered(text: str) -> str:
    """The places numbered in their order, whatever they were called."""
    pieces = re.split(r"\{[^{}]*\}", text)
    return pieces[0] + "".join(f"{{{n}}}{piece}" for n, piece in enumerate(pieces[1:]))
