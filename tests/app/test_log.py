from __future__ import annotations

import logging

from app import log
from app.log import LOG_FILE, LOGS_FOLDER, local_log
from assessment.records import AffectedSide, Patient
from assessment.store.library import open_library
from tests.app.gui.demo import demo_patient


def lines(folder):
    return (folder / LOGS_FOLDER / LOG_FILE).read_text("utf-8")


def test_the_program_s_own_words_are_kept_and_the_libraries_chatter_is_not(tmp_path):
    with local_log(tmp_path):
        logging.getLogger("app.somewhere").info("opened")
        logging.getLogger("alembic.runtime").info("chatter")
        logging.getLogger("alembic.runtime").warning("trouble")
    kept = lines(tmp_path)
    assert "opened" in kept
    assert "trouble" in kept
    assert "chatter" not in kept
    assert "Hemiface 0." in kept


def test_nothing_is_written_after_the_end(tmp_path):
    with local_log(tmp_path):
        pass
    before = lines(tmp_path)
    logging.getLogger("app").warning("late")
    assert lines(tmp_path) == before


def test_old_files_make_room(tmp_path, monkeypatch):
    monkeypatch.setattr(log, "_FILE_BYTES", 500)
    with local_log(tmp_path):
        for number in range(200):
            logging.getLogger("app").info("line %d", number)
    files = sorted(path.name for path in (tmp_path / LOGS_FOLDER).iterdir())
    assert files == [LOG_FILE, *(f"{LOG_FILE}.{number}" for number in (1, 2, 3))]


def test_a_folder_that_cannot_be_written_does_not_stop_the_program(tmp_path, caplog):
    (tmp_path / LOGS_FOLDER).write_text("a file where the folder belongs")
    with local_log(tmp_path):
        pass
    assert "no log" in caplog.text


def test_work_with_a_patient_leaves_no_name_in_the_log(tmp_path):
    patient: Patient = demo_patient()
    with local_log(tmp_path), open_library(tmp_path) as library:
        library.patients.add(patient)
        found = library.patients.listed("Demo")
        assert found[0].affected_side is AffectedSide.LEFT
    assert patient.name not in lines(tmp_path)
    assert patient.code not in lines(tmp_path)
