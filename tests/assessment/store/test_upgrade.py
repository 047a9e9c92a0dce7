"""A database that the program of revision 0001 wrote is read with all that was in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from assessment.records import PointCorrection, SkippedExercise
from assessment.store import migrate
from assessment.store.database import open_database
from assessment.store.library import open_library
from assessment.store.patients import PatientChange
from assessment.store.revisions import Revision
from tests.assessment.store.examples import make_landmarks

WRITTEN_BY_0001 = Path(__file__).parents[2] / "fixtures" / "store_r0001.sqlite"


@pytest.fixture
def folder(tmp_path):
    shutil.copyfile(WRITTEN_BY_0001, tmp_path / "hemiface.sqlite")
    return tmp_path


def test_the_upgrade_keeps_a_copy_of_the_old_database(folder):
    engine = open_database(folder / "hemiface.sqlite")
    assert migrate.current_revision(engine) == "0003"
    engine.dispose()
    assert (folder / "backups" / "before-upgrade-from-0001.sqlite").exists()


def test_everything_that_was_stored_is_there(folder):
    with open_library(folder) as library:
        (patient,) = library.patients.all()
        assert (patient.code, patient.name) == ("P-1", "Ada")
        history = library.visits.history(patient.id)
        assert len(history) == 2
        for examination in history:
            assert examination.visit.skipped == ()
            analysis = examination.latest
            assert analysis.corrected_by == ()
            assert (analysis.requested_by, analysis.reason) == ("", "")
            (sequence,) = library.visits.landmarks(analysis.id)
            (detected,) = library.visits.detected(analysis.id)
            np.testing.assert_array_equal(sequence.points_px, make_landmarks(2).points_px)
            np.testing.assert_array_equal(detected.points_px, sequence.points_px)
            (annotation,) = library.annotations.of_recording(examination.recordings[0].id)
            assert annotation.corrections == (PointCorrection(48, 310.5, 402.25),)


def test_what_older_analyses_did_not_keep_is_filled_in(folder):
    with open_library(folder) as library:
        (patient,) = library.patients.all()
        unknown, published = (
            examination.latest.result for examination in library.visits.history(patient.id)
        )
    assert (unknown.depth_calibrated, unknown.ratio_error_points) == (False, {})
    assert (published.depth_calibrated, published.ratio_error_points) == (True, {"MC": 7.0})


def test_an_upgraded_database_takes_what_is_new(folder):
    with open_library(folder) as library:
        (patient,) = library.patients.all()
        examination = library.visits.history(patient.id)[0]
        skipped = (SkippedExercise("snarl", "pain"),)
        changed = type(examination.visit)(
            id=examination.visit.id,
            patient_id=patient.id,
            taken_at=examination.visit.taken_at,
            skipped=skipped,
        )
        library.visits.update(changed)
        library.revisions.apply(Revision(patient=PatientChange(patient, patient)))
        assert library.visits.find(changed.id).visit.skipped == skipped
