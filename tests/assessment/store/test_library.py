"""The data folder as a whole: visits with files, several processes, and what a kill leaves."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from uuid import uuid4

import pytest

from assessment.store import library as library_module
from assessment.store.library import DATABASE_FILE, Clip, open_library
from core import paths
from core.errors import InputError, StoreError
from tests.assessment.store.examples import (
    make_analysis,
    make_landmarks,
    make_patient,
    make_recording,
    make_visit,
)


def add_patient(library, code="P-1"):
    patient = make_patient(code)
    library.patients.add(patient)
    return patient


def add_visit(library, patient, source):
    visit = make_visit(patient)
    clip = make_recording(visit, "smile_open")
    analysis = make_analysis(visit, (clip,))
    stored = library.add_visit(visit, [Clip(clip, source)], analysis, landmarks=[make_landmarks()])
    return visit, stored


def media_files(folder):
    return [path for path in (folder / "media").rglob("*") if path.is_file()]


def test_a_visit_is_kept_with_its_files(folder, clip_file):
    with open_library(folder) as library:
        visit, stored = add_visit(library, add_patient(library), clip_file)
    with open_library(folder) as library:
        (recording,) = library.visits.find(visit.id).recordings
        assert (recording,) == stored
        assert library.media.verify(recording.media, recording.sha256)
        with library.media.open(recording.media) as stream:
            assert stream.read() == clip_file.read_bytes()
    assert [path.parent.name for path in media_files(folder)] == ["media"]


def test_a_clip_may_be_kept_without_its_file(folder):
    with open_library(folder) as library:
        visit, _ = add_visit(library, add_patient(library), None)
        assert library.visits.find(visit.id).recordings[0].media == ""
        assert len(library.visits.landmarks(library.visits.find(visit.id).latest.id)) == 1


def test_the_default_folder_is_the_users_own(folder, monkeypatch):
    monkeypatch.setattr(paths, "data_dir", lambda: folder)
    with open_library() as library:
        add_patient(library)
    assert (folder / DATABASE_FILE).exists()


def test_a_visit_that_cannot_be_kept_leaves_no_file(folder, clip_file, tmp_path):
    with open_library(folder) as library:
        patient = add_patient(library)
        stranger = make_patient("P-2")
        with pytest.raises(InputError, match="patient does not exist"):
            add_visit(library, stranger, clip_file)
        with pytest.raises(InputError, match="patient does not exist"):
            add_visit(library, stranger, None)
        visit = make_visit(patient)
        clips = [
            Clip(make_recording(visit), clip_file),
            Clip(make_recording(visit), tmp_path / "gone.mp4"),
        ]
        with pytest.raises(InputError, match="cannot be read"):
            library.add_visit(visit, clips)
        assert library.visits.history(patient.id) == ()
        assert media_files(folder) == []


def test_a_failure_after_the_commit_does_not_cost_the_file(folder, clip_file, monkeypatch):
    with open_library(folder) as library:
        patient = add_patient(library)
        keep = library.visits.add

        def keep_and_fail(*arguments, **named):
            keep(*arguments, **named)
            raise StoreError("the answer to the commit was lost")

        monkeypatch.setattr(library.visits, "add", keep_and_fail)
        with pytest.raises(StoreError, match="lost"):
            add_visit(library, patient, clip_file)
    with open_library(folder) as library:
        (examination,) = library.visits.history(patient.id)
        (recording,) = examination.recordings
        assert library.media.verify(recording.media, recording.sha256)


def test_a_file_that_cannot_move_up_does_not_make_a_kept_visit_fail(folder, clip_file, monkeypatch):
    with open_library(folder) as library:
        patient = add_patient(library)

        def refuse(names):
            raise StoreError("The recordings were saved but could not be put in their place.")

        monkeypatch.setattr(library.media, "keep", refuse)
        _, (recording,) = add_visit(library, patient, clip_file)
        assert library.media.verify(recording.media, recording.sha256)
    with open_library(folder) as library:
        assert library.media.verify(recording.media, recording.sha256)
    assert [path.parent.name for path in media_files(folder)] == ["media"]


def test_what_was_never_committed_is_removed_at_the_next_start(folder, clip_file):
    with open_library(folder) as library:
        library.media.put(clip_file)
    with open_library(folder):
        assert media_files(folder) == []


def test_what_was_committed_is_kept_at_the_next_start(folder, clip_file):
    with open_library(folder) as library:
        patient = add_patient(library)
        visit = make_visit(patient)
        media = library.media.put(clip_file)
        recording = replace(make_recording(visit), media=media.name, sha256=media.sha256)
        library.visits.add(visit, (recording,))
    with open_library(folder) as library:
        assert library.media.verify(media.name, media.sha256)
    assert [path.parent.name for path in media_files(folder)] == ["media"]


def test_a_second_process_leaves_the_first_ones_waiting_files_alone(folder, clip_file):
    with open_library(folder) as library:
        media = library.media.put(clip_file)
        script = (
            "import sys; from pathlib import Path; from assessment.store.library import *\n"
            "with open_library(Path(sys.argv[1])) as library: print(len(library.media.names()))"
        )
        finished = subprocess.run(
            [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True
        )
        assert finished.stdout.strip() == "1"
        assert library.media.verify(media.name, media.sha256)


def test_the_folder_can_be_opened_twice_at_once(folder):
    with open_library(folder) as first, open_library(folder) as second:
        patient = add_patient(first)
        assert second.patients.find("P-1") == patient


def test_a_start_that_waits_too_long_for_another_is_told(folder, monkeypatch):
    monkeypatch.setattr(library_module, "OTHER_START_WAIT_S", 0.01)
    with open_library(folder):
        pass
    lock = library_module.ReadWriteLock(folder / library_module.LOCK_FILE, is_singleton=False)
    with (
        lock.write_lock(),
        pytest.raises(StoreError, match="Another Hemiface is preparing"),
        open_library(folder),
    ):
        pass
    lock.close()


@pytest.mark.parametrize("lost", ["missing", "empty"])
def test_recordings_without_their_database_are_not_taken_for_a_fresh_start(folder, clip_file, lost):
    with open_library(folder) as library:
        add_visit(library, add_patient(library), clip_file)
    database = folder / DATABASE_FILE
    database.unlink() if lost == "missing" else database.write_bytes(b"")
    with pytest.raises(StoreError, match="no database"), open_library(folder):
        pass
    assert len(media_files(folder)) == 1


def test_an_older_database_put_back_costs_no_recording(folder, clip_file):
    with open_library(folder) as library:
        patient = add_patient(library)
    older = (folder / DATABASE_FILE).read_bytes()
    with open_library(folder) as library:
        add_visit(library, patient, clip_file)
    (folder / DATABASE_FILE).write_bytes(older)
    with open_library(folder) as library:
        assert library.visits.history(patient.id) == ()
    assert len(media_files(folder)) == 1


def test_a_folder_that_cannot_be_used_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "data"):
        with pytest.raises(StoreError, match="cannot be used"), open_library(place):
            pass


def test_names_of_patients_never_become_paths(folder, clip_file):
    with open_library(folder) as library:
        for code in ("../../evil", "CON", "a/b\\c", "x" * 200):
            add_visit(library, add_patient(library, code), clip_file)
    allowed = {DATABASE_FILE, library_module.LOCK_FILE, library_module.MEDIA_FOLDER, "pending"}
    found = {path.name for path in folder.rglob("*")} - allowed
    assert all(len(name) == len(uuid4().hex) for name in found)
    assert {path.name for path in folder.parent.iterdir()} == {"data", clip_file.name}
