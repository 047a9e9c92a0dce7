"""Renews the translations: sentences out of the sources into resources/i18n/*.ts, those into *.qm.

Run it with the program's Python after texts have changed; then translate what is marked
`unfinished` in the .ts files (Qt Linguist, or any editor) and run it once more. A further language
needs its code as argument: `python installer/translate.py fr`.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(_ROOT))

from app.gui.words import CATALOGUE  # noqa: E402 - found through the path above
from assessment.grades.forms import SCALES  # noqa: E402
from assessment.grades.scale import Scale  # noqa: E402
from assessment.index_catalogue import CATALOGUE as INDICES  # noqa: E402
from assessment.measures import CATALOGUE as MEASURES  # noqa: E402
from assessment.protocol import EXERCISES  # noqa: E402
from assessment.report.closing import EMERGENCY, INTENDED_USE, RESEARCH_USE  # noqa: E402

_FOLDER: Final = _ROOT / "resources" / "i18n"
_SOURCES: Final = _ROOT / "app" / "gui"
_NAME: Final = "hemiface_"
_WITHOUT_QT: Final = ("app/capture", "app/gui/capture")
"""Folders whose texts are translated where they are shown."""
_SENTENCE: Final = re.compile(r"[A-Z][a-z]+[ .:,].*")


def main() -> None:
    """Renew every language that has a file, and those named as arguments."""
    kept = {path.stem.removeprefix(_NAME) for path in _FOLDER.glob(f"{_NAME}*.ts")}
    with tempfile.TemporaryDirectory() as temporary:
        catalogue = Path(temporary) / "catalogue.py"
        catalogue.write_text(_as_source(), "utf-8")
        sources = [*sorted(str(path) for path in _SOURCES.rglob("*.py")), str(catalogue)]
        for language in sorted(kept | set(sys.argv[1:])):
            target = _FOLDER / f"{_NAME}{language}.ts"
            options = ["-no-obsolete", "-locations", "none", "-source-language", "en"]
            _run("pyside6-lupdate", *sources, *options, "-target-language", language, "-ts", target)
            _run("pyside6-lrelease", target, "-qm", target.with_suffix(".qm"))


def catalogue_texts() -> Iterator[str]:
    """Names and sentences that live in catalogues which know nothing of Qt."""
    yield from (RESEARCH_USE, INTENDED_USE, EMERGENCY)
    for exercise in EXERCISES.values():
        yield from (exercise.name, exercise.instruction)
    for entry in (*MEASURES.values(), *INDICES.values()):
        yield from (entry.name, entry.formula, entry.note)
    for index in INDICES.values():
        yield index.values
    for scale in SCALES.values():
        yield from _texts_of_scale(scale)
    for folder in _WITHOUT_QT:
        for path in sorted((_ROOT / folder).rglob("*.py")):
            yield from _sentences_of(path)


def _texts_of_scale(scale: Scale) -> Iterator[str]:
    yield from (scale.name, scale.note)
    for item in scale.items:
        yield from (item.label, item.group, *(choice.label for choice in item.choices))
    for total in scale.totals:
        yield from (total.label, total.formula)


def _sentences_of(path: Path) -> Iterator[str]:
    """Constants that read as text: a capital, two words. Not docstrings, nor what is raised."""
    tree = ast.parse(path.read_text("utf-8"))
    passed_over = [node for node in ast.walk(tree) if isinstance(node, ast.Raise | ast.Expr)]
    silent = {id(part) for node in passed_over for part in ast.walk(node)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    for node in constants:
        if isinstance(node.value, str) and id(node) not in silent and _SENTENCE.match(node.value):
            yield node.value


def _as_source() -> str:
    """The catalogues' texts as a source file, for lupdate reads nothing else."""
    texts = dict.fromkeys(text for text in catalogue_texts() if text)
    lines = [f"QCoreApplication.translate({CATALOGUE!r}, {text!r})" for text in texts]
    return "\n".join(["from PySide6.QtCore import QCoreApplication", *lines, ""])


def _run(tool: str, *arguments: object) -> None:
    command = [str(Path(sys.executable).with_name(tool)), *map(str, arguments)]
    subprocess.run(command, check=True)  # noqa: S603 - Qt's own tools


if __name__ == "__main__":
    main()
