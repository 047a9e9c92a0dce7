"""The demo patient's visits in a library, from the exact landmarks: no network runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from app.demo import DEMO_CODE, DEMO_ID
from app.demo_truth import landmark_sequence
from app.manifest import read_manifest
from assessment.analysis import Clip as AnalysisClip
from assessment.analysis import analyse_session
from assessment.examination import Analysis
from assessment.records import (
    Aetiology,
    AffectedSide,
    Consent,
    Patient,
    Recording,
    Treatment,
    Visit,
)
from assessment.store.library import Clip, Library
from core.paths import resource
from models.synthetic.truth import read_truth

WEIGHTS = "0" * 64


def demo_patient():
    return Patient(
        id=DEMO_ID,
        code=DEMO_CODE,
        affected_side=AffectedSide.LEFT,
        name="Demo Patient",
        birth_date=dt.date(1978, 4, 2),
        onset_date=dt.date(2026, 1, 5),
        aetiology=Aetiology.BELL,
        icd10_code="G51.0",
        diagnosis="Paresis n. facialis (demo)",
        consent=Consent(given_on=dt.date(2026, 1, 5), version="demo"),
    )


def add_demo(
    library: Library, *, visits: int = 5, ratio_error_points: Mapping[str, float] | None = None
) -> Patient:
    patient = demo_patient()
    library.patients.add(patient)
    library.treatments.add(
        Treatment(
            uuid4(), patient.id, "steroid", dt.date(2026, 1, 6), dt.date(2026, 1, 16), dose="60 mg"
        )
    )
    for folder in sorted(resource("demo").glob("visit_*"))[:visits]:
        _add_visit(library, patient, folder, ratio_error_points)
    return patient


def _add_visit(
    library: Library, patient: Patient, folder: Path, errors: Mapping[str, float] | None
) -> None:
    manifest = read_manifest(folder)
    truth = read_truth(folder / "truth.npz")
    visit = Visit(id=uuid4(), patient_id=patient.id, **manifest.visit)
    sequences = {
        video.exercise_id: landmark_sequence(video.path, truth[video.exercise_id])
        for video in manifest.videos
    }
    clips = [_clip(visit, video.path, key, sequences[key]) for video, key in _named(manifest)]
    result = analyse_session(
        [AnalysisClip(key, sequence) for key, sequence in sequences.items()],
        affected=patient.affected_side,
        outer_canthal_mm=None,
        weights_sha256=WEIGHTS,
        depth_scale=1.0,
        ratio_error_points=errors,
    )
    recording_of = {clip.recording.exercise_id: clip.recording.id for clip in clips}
    order = [trial.exercise_id for trial in result.trials]
    analysis = Analysis(
        uuid4(),
        visit.id,
        visit.taken_at,
        "test",
        tuple(recording_of[key] for key in order),
        result,
    )
    library.add_visit(visit, clips, analysis, landmarks=[sequences[key] for key in order])


def _named(manifest):
    return [(video, video.exercise_id) for video in manifest.videos]


def _clip(visit, path, exercise_id, sequence):
    times_s = sequence.frame_times_s
    width_px, height_px = sequence.frame_size_px
    recording = Recording(
        id=uuid4(),
        visit_id=visit.id,
        exercise_id=exercise_id,
        media="",
        sha256="",
        original_name=path.name,
        mirrored=False,
        width_px=width_px,
        height_px=height_px,
        frame_count=len(times_s),
        duration_s=float(times_s[-1] - times_s[0]),
    )
    return Clip(recording, path)
