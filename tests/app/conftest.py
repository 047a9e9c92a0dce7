"""A library with demo clips whose landmarks are exactly known: no network is needed."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from app.clip_analysis import FilmedClip, Network, analyse_clips
from app.demo_truth import landmark_sequence
from assessment.records import AffectedSide, Consent, Patient, Recording, Visit
from assessment.store.library import Clip, open_library
from core.paths import resource
from models.synthetic.truth import read_truth

CLIPS = resource("demo", "visit_1")
NETWORK = Network("0" * 64, depth_scale=1.0, ratio_error_points={"MC": 7.0})
EXERCISES = ("rest", "smile_open")
FULL_CONSENT = {"research": True, "model_training": True}


@pytest.fixture(scope="session")
def exact():
    """Exact landmarks by exercise."""
    truth = read_truth(CLIPS / "truth.npz")
    return {name: landmark_sequence(CLIPS / f"{name}.mp4", truth[name]) for name in EXERCISES}


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "library") as store:
        yield store


@pytest.fixture
def add_patient(library):
    def add(code="P-1", *, consent=None, **others):
        given = None if consent is None else Consent(dt.date(2026, 1, 1), "1", **consent)
        person = Patient(uuid4(), code, AffectedSide.LEFT, consent=given, **others)
        library.patients.add(person)
        return person

    return add


@pytest.fixture
def add_visit(library, exact):
    """Stores a visit with the demo clips, as an examination would."""

    def add(patient, *, day=1, exercises=EXERCISES, keep_videos=True, mirrored=False, **others):
        visit = Visit(uuid4(), patient.id, dt.datetime(2026, 1, day, 9, tzinfo=dt.UTC), **others)
        found = [
            FilmedClip(recording_of(visit, name, exact[name], mirrored=mirrored), exact[name])
            for name in exercises
        ]
        new = analyse_clips(patient, visit, found, NETWORK)
        clips = [
            Clip(clip.recording, CLIPS / f"{name}.mp4" if keep_videos else None)
            for clip, name in zip(found, exercises, strict=True)
        ]
        library.add_visit(visit, clips, new.analysis, landmarks=new.landmarks)
        return library.visits.find(visit.id)

    return add


def recording_of(visit, exercise, sequence, *, mirrored):
    width_px, height_px = sequence.frame_size_px
    return Recording(
        id=uuid4(),
        visit_id=visit.id,
        exercise_id=exercise,
        media="",
        sha256="",
        original_name=f"{exercise}.mp4",
        mirrored=mirrored,
        width_px=width_px,
        height_px=height_px,
        frame_count=len(sequence.frame_times_s),
        duration_s=float(sequence.frame_times_s[-1]),
    )
