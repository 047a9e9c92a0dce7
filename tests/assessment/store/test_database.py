"""The opener: private, durable, whole upgrades, and one sentence for each thing that goes wrong."""

from __future__ import annotations

import datetime as dt
import functools
import logging
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
import traceback
from contextlib import closing
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from assessment.records import Consent, Treatment
from assessment.store import database, migrate, tables
from assessment.store.database import open_database, reading, writing
from assessment.store.patients import Patients, Treatments
from core.errors import StoreError
from tests.assessment.store.examples import make_patient

STEP = '''
"""Test step."""
import sqlalchemy as sa
from alembic import op
revision = "9999"
down_revision = "0003"
def upgrade():
    op.create_table("half_made", sa.Column("id", sa.Integer, primary_key=True))
    with op.batch_alter_table("patients") as batch:
        batch.add_column(sa.Column("skin_type", sa.Text, nullable=True))
'''
FAILING_STEP = STEP + '    raise OSError(28, "No space left on device")\n'
DANGLING_STEP = STEP + '    op.execute("UPDATE consents SET patient_id = 0")\n'  # noqa: S608


def later_scripts(tmp_path, step):
    """A copy of the migrations with one more step."""
    copy = tmp_path / "scripts"
    shutil.copytree(migrate.SCRIPTS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / "r9999_test.py").write_text(step)
    return copy


@pytest.fixture
def path(tmp_path):
    """A database with one patient, closed."""
    place = tmp_path / "store.sqlite"
    opened = open_database(place)
    consent = Consent(given_on=dt.date(2026, 1, 1), version="1")
    Patients(opened).add(make_patient(name="Ada", consent=consent))
    opened.dispose()
    return place


def names(engine):
    return [patient.name for patient in Patients(engine).all()]


def test_migrations_lead_to_the_tables_of_the_program(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []


def test_every_constraint_has_a_name(engine):
    inspector = sa.inspect(engine)
    for table in tables.metadata.tables:
        assert inspector.get_pk_constraint(table)["name"] == f"pk_{table}"
        for constraint in inspector.get_foreign_keys(table) + inspector.get_unique_constraints(
            table
        ):
            assert constraint["name"]


def test_the_settings_for_clinical_data_are_on(path):
    engine = open_database(path)
    with reading(engine) as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "trusted_schema",
                "recursive_triggers",
                "cell_size_check",
                "secure_delete",
            )
        }
    engine.dispose()
    full = 2
    assert found == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "recursive_triggers": 1,
        "cell_size_check": 1,
        "secure_delete": 1,
    }


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_only_the_owner_may_read_the_database(path):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_row_cannot_refer_to_nothing(engine):
    treatment = Treatment(uuid4(), uuid4(), "surgery", dt.date(2026, 1, 1))
    with pytest.raises(sa.exc.IntegrityError):
        Treatments(engine).add(treatment)


def test_a_failed_block_changes_nothing(engine):
    Patients(engine).add(make_patient(code="kept"))

    def forget_all_and_fail():
        with writing(engine) as connection:
            connection.execute(tables.patients.delete())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        forget_all_and_fail()
    assert [patient.code for patient in Patients(engine).all()] == ["kept"]


def test_readers_and_a_writer_do_not_wait_for_each_other(path):
    engine = open_database(path)
    with writing(engine) as connection:
        connection.execute(tables.patients.update(), {"name": "Grace"})
        assert names(engine) == ["Ada"]
    assert names(engine) == ["Grace"]
    engine.dispose()


def test_a_second_writer_waits_for_the_first(path):
    engine = open_database(path)
    began = threading.Event()
    other = threading.Thread(
        target=lambda: (began.set(), Patients(engine).add(make_patient("P-2")))
    )
    with writing(engine) as connection:
        connection.execute(sa.select(tables.patients.c.id)).all()
        other.start()
        began.wait()
        connection.execute(tables.patients.update(), {"name": "Grace"})
    other.join()
    assert names(engine) == ["Grace", ""]
    engine.dispose()


def test_a_database_locked_for_long_is_told(path, monkeypatch):
    monkeypatch.setattr(database, "LOCK_WAIT_S", 0.01)
    engine = open_database(path)
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="Another program is using the database"):
            Patients(engine).add(make_patient("2"))
    Patients(engine).add(make_patient("2"))
    engine.dispose()


def test_an_upgrade_keeps_the_data_and_a_copy_from_before(path, tmp_path):
    engine = open_database(path, scripts=later_scripts(tmp_path, STEP))
    assert "skin_type" in {column["name"] for column in sa.inspect(engine).get_columns("patients")}
    assert names(engine) == ["Ada"]
    engine.dispose()
    copy = open_database(tmp_path / "backups" / "before-upgrade-from-0003.sqlite")
    assert names(copy) == ["Ada"]
    copy.dispose()


@pytest.mark.parametrize(
    ("step", "failure"), [(FAILING_STEP, OSError), (DANGLING_STEP, StoreError)]
)
def test_a_failed_upgrade_leaves_everything_as_it_was(path, tmp_path, step, failure):
    with pytest.raises(failure):
        open_database(path, scripts=later_scripts(tmp_path, step))
    engine = open_database(path)
    assert "half_made" not in sa.inspect(engine).get_table_names()
    assert "skin_type" not in {col["name"] for col in sa.inspect(engine).get_columns("patients")}
    assert migrate.current_revision(engine) == "0003"
    assert names(engine) == ["Ada"]
    engine.dispose()


def test_no_upgrade_without_a_backup(path, tmp_path):
    (tmp_path / "backups").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="The backup before the upgrade cannot be written"):
        open_database(path, scripts=later_scripts(tmp_path, STEP))
    engine = open_database(path)
    assert names(engine) == ["Ada"]
    engine.dispose()


def test_no_upgrade_while_others_use_the_database(path, tmp_path):
    with pytest.raises(StoreError, match="must be upgraded"):
        open_database(path, may_upgrade=False, scripts=later_scripts(tmp_path, STEP))


def test_a_newer_database_is_refused_and_left_alone(path, tmp_path):
    open_database(path, scripts=later_scripts(tmp_path, STEP)).dispose()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer version of Hemiface"):
        open_database(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "store.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE cookies (name)")
    with pytest.raises(StoreError, match="another program"):
        open_database(path)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("cookies",)]


@pytest.mark.parametrize(
    "content", [b"not a database" * 999, b"SQLite format 3\x00" + b"\xff" * 9999]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "store.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        open_database(path)
    assert path.read_bytes() == content


def test_a_damaged_page_is_found_on_opening(path):
    size = path.stat().st_size
    page_bytes = 4096
    with path.open("r+b") as stream:
        for start in range(page_bytes, size, page_bytes):
            stream.seek(start)
            stream.write(b"\xa5" * 100)
    with pytest.raises(StoreError, match="damaged"):
        open_database(path)


def change_schema(path, before, after):
    """Change the recorded definition of the patients' table behind the database's back."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'patients'",
            (before, after),
        )
        raw.commit()


def test_content_against_the_rules_is_found_on_opening(path):
    change_schema(path, "name TEXT NOT NULL", "name TEXT")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE patients SET name = NULL")
        raw.commit()
    change_schema(path, "name TEXT", "name TEXT NOT NULL")
    with pytest.raises(StoreError, match="damaged"):
        open_database(path)


def test_a_column_that_lost_its_name_is_found_on_opening(path):
    change_schema(path, "diagnosis TEXT", "diaGnosiz TEXT")
    with pytest.raises(StoreError, match="damaged"):
        open_database(path)


def test_a_schema_that_is_not_unicode_is_told_as_damage(path):
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute("UPDATE sqlite_schema SET sql = CAST(x'ff41fe' AS TEXT) WHERE type = 'table'")
        raw.commit()
    with pytest.raises(StoreError, match="damaged"):
        open_database(path)


def test_damage_that_comes_after_the_check_is_told_too(path):
    engine = database.sqlite_engine(path)
    path.write_bytes(b"not a database" * 999)
    with pytest.raises(StoreError, match="damaged"):
        Patients(engine).all()


def test_a_drive_that_cannot_keep_a_write_ahead_log_is_refused(path, monkeypatch):
    class OnNetworkDrive(sqlite3.Connection):
        def execute(self, statement):
            return super().execute(statement.replace("journal_mode=WAL", "journal_mode=DELETE"))

    connect = functools.partial(sqlite3.connect, factory=OnNetworkDrive)
    monkeypatch.setattr(database.sqlite3, "connect", connect)
    with pytest.raises(StoreError, match="choose a folder on a disk of this computer"):
        open_database(path)


def test_a_moment_without_a_zone_is_not_stored():
    with pytest.raises(ValueError, match="no time zone"):
        tables.UtcDateTime().process_bind_param(dt.datetime(2026, 1, 1), None)


def test_text_that_is_not_unicode_is_told_as_damage(path):
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE patients SET name = CAST(x'ff4164e1' AS TEXT)")
        raw.commit()
    engine = open_database(path)
    with pytest.raises(StoreError, match="damaged"):
        Patients(engine).all()
    engine.dispose()


def test_a_folder_that_cannot_be_used_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="part of its path is a file"):
        open_database(tmp_path / "file" / "store.sqlite")
    with pytest.raises(StoreError, match="it does not exist"):
        open_database(tmp_path / "missing" / "store.sqlite")


def test_a_server_that_does_not_answer_is_told(tmp_path):
    pytest.importorskip("psycopg", reason="the PostgreSQL driver is not installed")
    address = sa.make_url(f"postgresql+psycopg://nobody@/nothing?host={tmp_path}")
    with pytest.raises(StoreError, match="server does not answer"):
        open_database(address)


def test_a_full_disk_is_told_and_keeps_what_was_there(path):
    engine = open_database(path)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    limited = database.sqlite_engine(path)

    @sa.event.listens_for(limited, "connect")
    def limit(connection, record):
        connection.execute(f"PRAGMA max_page_count={pages}")

    with pytest.raises(StoreError, match="The disk is full, nothing was saved"):
        Patients(limited).add(make_patient("2", history="x" * 20_000))
    limited.dispose()
    assert names(engine) == ["Ada"]
    Patients(engine).add(make_patient("2", history="x" * 20_000))
    engine.dispose()


@pytest.mark.skipif(os.name != "posix", reason="file size limits are a POSIX thing")
def test_a_disk_that_takes_no_more_keeps_every_earlier_patient(path):
    script = """
import resource, sys
from pathlib import Path
from assessment.store.database import open_database
from assessment.store.patients import Patients, Treatments
from core.errors import StoreError
from tests.assessment.store.examples import make_patient
store = Patients(open_database(Path(sys.argv[1])))
limit = Path(sys.argv[1]).stat().st_size + 200_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
for number in range(1000):
    try:
        store.add(make_patient(f"code {number}", history="x" * 20_000))
    except StoreError as error:
        print(number, error.text(), sep="|")
        break
"""
    finished = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    count, _, sentence = finished.stdout.strip().partition("|")
    assert "disk" in sentence
    engine = open_database(path)
    assert len(names(engine)) == int(count) + 1 > 1
    engine.dispose()


def test_errors_and_logs_show_no_values_of_patients(engine, caplog):
    name = "Zebedee Quill"
    row = {"id": uuid4(), "code": name, "name": name}
    with (
        caplog.at_level(logging.INFO, "sqlalchemy"),
        pytest.raises(sa.exc.IntegrityError) as raised,
        engine.begin() as connection,
    ):
        connection.execute(sa.insert(tables.patients).values(row))
    assert name not in "".join(traceback.format_exception(raised.value))
    assert "INSERT INTO patients" in caplog.text
    assert name not in caplog.text
