"""Video in, visit stored, report and tables out: with the shipped network on rendered people."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from app.cli.tables import primary_ratio
from app.demo_truth import true_result
from assessment.examination import Examination
from assessment.records import Patient
from assessment.results import Absent, TrialResult
from assessment.store.library import open_library
from core.paths import resource
from core.video import VideoFile, VideoWriter

PATIENT = "P-001"
Command = Callable[..., tuple[int, str, str]]


def stored(library: Path) -> tuple[Patient, tuple[Examination, ...]]:
    with open_library(library) as store:
        patient = store.patients.find(PATIENT)
        return patient, store.visits.history(patient.id)


def trial(examination: Examination, exercise: str) -> TrialResult:
    assert examination.latest is not None
    return next(t for t in examination.latest.result.trials if t.exercise_id == exercise)


def test_the_weak_side_and_its_size_are_recovered(examined: Path) -> None:
    """The weak side, and the size within the printed 95 % interval."""
    patient, (visit,) = stored(examined)
    truth = true_result(resource("demo", "visit_1"), patient)
    known = primary_ratio(next(t for t in truth.trials if t.exercise_id == "smile_open"))
    found = primary_ratio(trial(visit, "smile_open"))
    assert known is not None
    assert found is not None
    assert known.estimate.value < 20.0
    assert found.estimate.lower <= known.estimate.value <= found.estimate.upper


def test_all_frames_are_measured_and_three_repetitions_found(examined: Path) -> None:
    _, (visit,) = stored(examined)
    smile = trial(visit, "smile_open")
    assert smile.quality.frames == 98
    assert smile.quality.used >= 90
    assert len(smile.repetitions) == 3


def test_results_carry_the_network_its_hash_and_the_formulas(examined: Path) -> None:
    _, (visit,) = stored(examined)
    assert visit.latest is not None
    result = visit.latest.result
    assert result.model.startswith("pf-net")
    assert len(result.weights_sha256) == 64
    assert result.algorithm


def test_exercises_that_were_not_recorded_are_absent_with_a_reason(examined: Path) -> None:
    _, (visit,) = stored(examined)
    assert visit.latest is not None
    assert Absent("exercise pucker", "it was not recorded") in visit.latest.result.absent


def test_the_report_is_a_pdf_that_says_whose_it_is_and_what_it_is_not(
    library: Path, tmp_path: Path, hemiface: Command
) -> None:
    path = tmp_path / "report.pdf"
    code, out, _ = hemiface("report", PATIENT, "--out", path, "--library", library)
    assert code == 0
    assert str(path) in out
    document = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert PATIENT in text
    assert "not a medical device" in text
    assert "Left" in text


def test_tables_hold_numbers_units_formulas_and_what_is_absent(
    library: Path, tmp_path: Path, hemiface: Command
) -> None:
    results, frames = tmp_path / "results.csv", tmp_path / "frames.csv"
    workbook = tmp_path / "results.xlsx"
    code, _, _ = hemiface(
        *("export", PATIENT, "--library", library),
        *("--csv", results, "--frames", frames, "--xlsx", workbook),
    )
    assert code == 0
    with results.open(newline="", encoding="utf-8-sig") as lines:
        rows: list[dict[str, Any]] = list(csv.DictReader(lines))
    ratios = [row for row in rows if "excursion_ratio" in row.values()]
    assert ratios
    assert all(row["formula"] for row in ratios)
    assert any(row["missing_because"] for row in rows)
    assert frames.read_bytes().count(b"\n") > 100
    sheets = openpyxl.load_workbook(workbook, read_only=True)
    assert len(sheets.sheetnames) == 3
    sheets.close()


@pytest.mark.slow
def test_a_second_analysis_stands_beside_the_first(library: Path, hemiface: Command) -> None:
    _, (before,) = stored(library)
    code, _, _ = hemiface("reassess", PATIENT, "--library", library, "--no-flip-average")
    assert code == 0
    _, (after,) = stored(library)
    assert len(after.analyses) == 2
    assert after.analyses[0].id == before.analyses[0].id
    first, second = (trial_ratio(analysis.result.trials) for analysis in after.analyses)
    assert first == pytest.approx(second, abs=0.5)


def trial_ratio(trials: tuple[TrialResult, ...]) -> float:
    found = primary_ratio(next(t for t in trials if t.exercise_id == "smile_open"))
    assert found is not None
    return found.estimate.value


@pytest.mark.slow
def test_a_mirrored_video_is_swapped_back(tmp_path: Path, hemiface: Command) -> None:
    """The same face, filmed through a mirror and declared so, gives the same sides."""
    clips = resource("demo", "visit_1")
    for name in ("rest", "smile_open"):
        with (
            VideoFile(clips / f"{name}.mp4") as video,
            VideoWriter(tmp_path / f"{name}.mp4", size_px=(448, 448), crf=12) as writer,
        ):
            for frame in video:
                writer.write(frame.image[:, ::-1].copy(), time_s=frame.time_s)
    library = tmp_path / "library"
    hemiface("patient", "add", PATIENT, "--affected", "left", "--library", library)
    code, _, _ = hemiface(
        *("assess", tmp_path / "rest.mp4", tmp_path / "smile_open.mp4", "--mirrored"),
        *("--exercise", "rest", "--exercise", "smile_open", "--patient", PATIENT),
        *("--library", library, "--no-flip-average"),
    )
    assert code == 0
    _, (visit,) = stored(library)
    assert visit.latest is not None
    assert trial_ratio(visit.latest.result.trials) < 30.0
    assert all(recording.mirrored for recording in visit.recordings)
