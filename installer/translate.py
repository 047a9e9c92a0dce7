"""Renews the translations: sentences out of the sources into resources/i18n/*.ts, those into *.qm.

Run it with the program's Python after texts have changed; then translate what is marked
`unfinished` in the .ts files (Qt Linguist, or any editor) and run it once more.

A further language needs its code as argument, e.g. `python -m installer.translate fr`, and its
translations; nothing else. The window reads its .qm, reports its .ts, and both are offered wherever
a language is chosen. Two texts stand for how it writes: "0.5" for the decimal sign and
"{0} {1} {2}" for day, month and year. The manual is English until resources/manual has a folder of
that code.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from app.capture.steps import WORDS
from app.course import GRADES_GROUP, SCORES_GROUP, SYNKINESIS_GROUP
from app.languages import CATALOGUE
from app.number_info import PHASE_WORDS
from app.phrases import DATE, NUMBER, PLACE, by_own_words
from app.phrases import FILE as PATTERNS
from assessment.comparisons import KIM
from assessment.grades.forms import SCALES
from assessment.grades.scale import Scale
from assessment.index_catalogue import CATALOGUE as INDICES
from assessment.intended_use import EMERGENCY, INTENDED_USE, RESEARCH_USE
from assessment.measures import CATALOGUE as MEASURES
from assessment.protocol import EXERCISES
from assessment.records import PalsyType, Sex
from assessment.report.names import REGION_NAME, SIDE_NAME, USUAL_TREATMENTS
from assessment.report.numbers import MONTHS, SHORT_MONTHS, axis_label
from assessment.report.overview import AETIOLOGY_WORDS
from assessment.report.quality import SKIPPED
from assessment.results import Unit
from installer.sentences import texts_of_program

_ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = _ROOT / "resources" / "i18n"
_SOURCES: Final = _ROOT / "app" / "gui"
_NAME: Final = "hemiface_"
_SHORT: Final = (
    *(GRADES_GROUP, SYNKINESIS_GROUP, SCORES_GROUP, SKIPPED),
    *(axis_label(Unit.PER_MIN), axis_label(Unit.POINTS), "index", "grade"),
    *("Visit", "Days", "days", "weeks", "months"),
    *(kim_region for kim_region, _ in KIM.values()),
    *("commissure", "face", "withdrawal", "12 adults", "AI {0}"),
    *("closed", "up to {0}"),
    *("right", "left", "yes", "no", "none", "low", "good", "fair", "poor"),
    *("onset", "signature", "In", "No.", "clinician-entered", "patient-reported"),
    *(*map(str, Sex), *map(str, PalsyType), *AETIOLOGY_WORDS.values(), *USUAL_TREATMENTS),
    *(NUMBER, DATE, *MONTHS, *SHORT_MONTHS),
)
"""Single words, which the search in the sources takes for ids."""


def main() -> None:
    """Renew every language that has a file, and those named as arguments."""
    kept = {path.stem.removeprefix(_NAME) for path in FOLDER.glob(f"{_NAME}*.ts")}
    renew(FOLDER, sorted(kept | set(sys.argv[1:])))


def renew(folder: Path, languages: Iterable[str]) -> None:
    """Bring the sentences with places, and a .ts and a .qm file for each language, up to date."""
    (folder / PATTERNS).write_text("\n".join([*patterns(), ""]), "utf-8")
    with tempfile.TemporaryDirectory() as temporary:
        catalogue = Path(temporary) / "catalogue.py"
        catalogue.write_text(_as_source(), "utf-8")
        sources = [*sorted(str(path) for path in _SOURCES.rglob("*.py")), str(catalogue)]
        for language in languages:
            target = folder / f"{_NAME}{language}.ts"
            options = ["-no-obsolete", "-locations", "none", "-source-language", "en"]
            _run("pyside6-lupdate", *sources, *options, "-target-language", language, "-ts", target)
            compiled = target.with_suffix(".qm")
            begun = compiled.with_suffix(".new")
            _run("pyside6-lrelease", target, "-qm", begun)
            begun.replace(compiled)  # a program that runs has the old file mapped into its memory


def patterns() -> list[str]:
    """The sentences with places, in the order in which they are tried."""
    texts = (text for text in catalogue_texts() if text != DATE)
    return by_own_words({text for text in texts if PLACE.search(text)})


def catalogue_texts() -> Iterator[str]:
    """Names and sentences that live in catalogues which know nothing of Qt."""
    yield from (RESEARCH_USE, INTENDED_USE, EMERGENCY)
    for exercise in EXERCISES.values():
        yield from (exercise.name, exercise.instruction)
    for measure in MEASURES.values():
        yield from (measure.name, measure.formula, measure.note)
    for index in INDICES.values():
        yield from (index.name, index.formula, index.note, index.values)
    for scale in SCALES.values():
        yield from _texts_of_scale(scale)
    yield from (*WORDS.values(), *PHASE_WORDS.values(), *REGION_NAME.values(), *SIDE_NAME.values())
    yield from _SHORT
    yield from texts_of_program(_ROOT)


def _texts_of_scale(scale: Scale) -> Iterator[str]:
    yield from (scale.name, scale.note, scale.source)
    for item in scale.items:
        yield from (item.label, item.group, *(choice.label for choice in item.choices))
    for total in scale.totals:
        yield from (total.label, total.formula, *(band.label for band in total.bands))


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
