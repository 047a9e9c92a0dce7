"""Whatever bytes a database file holds: it opens and reads, or one sentence says it does not."""

from __future__ import annotations

import random

import pytest
import sqlalchemy as sa

from assessment.store.database import open_database
from assessment.store.failures import told_in_words
from assessment.store.library import Clip, open_library
from assessment.store.patients import Patients
from assessment.store.visits import Visits
from core.errors import StoreError
from tests.assessment.store.examples import (
    make_analysis,
    make_landmarks,
    make_patient,
    make_recording,
    make_visit,
)

MUTANTS = 40


@pytest.fixture(scope="module")
def healthy(tmp_path_factory):
    """The bytes of a database with a visit."""
    folder = tmp_path_factory.mktemp("healthy")
    with open_library(folder) as library:
        patient = make_patient(name="Ada", history="x" * 5000)
        library.patients.add(patient)
        visit = make_visit(patient)
        clip = make_recording(visit)
        library.add_visit(
            visit, [Clip(clip)], make_analysis(visit, (clip,)), landmarks=[make_landmarks(9)]
        )
    return (folder / "hemiface.sqlite").read_bytes()


def read_everything(path):
    engine = open_database(path)
    try:
        for patient in Patients(engine).all():
            for examination in Visits(engine).history(patient.id):
                for analysis in examination.analyses:
                    Visits(engine).landmarks(analysis.id)
    finally:
        engine.dispose()


def mutant(content, chance):
    """`content` with some bytes changed, cut off or zeroed."""
    altered = bytearray(content)
    kind = chance.randrange(3)
    place = chance.randrange(len(altered))
    if kind == 0:
        for _ in range(chance.choice([1, 10, 200])):
            altered[chance.randrange(len(altered))] = chance.randrange(256)
    elif kind == 1:
        del altered[place:]
    else:
        altered[place : place + 4096] = bytes(len(altered[place : place + 4096]))
    return bytes(altered)


def test_altered_databases_are_read_or_refused_in_words(healthy, tmp_path):
    seed = random.randrange(10**6)
    print("seed", seed)  # noqa: T201 - pytest shows it with a failure
    chance = random.Random(seed)
    sentences = []
    for number in range(MUTANTS):
        path = tmp_path / f"{number}.sqlite"
        path.write_bytes(mutant(healthy, chance))
        try:
            read_everything(path)
        except StoreError as error:
            sentences.append(error.text())
    assert sentences
    assert all(sentence.endswith(".") for sentence in sentences)


def test_an_error_message_that_cannot_be_read_is_damage_too():
    with pytest.raises(StoreError, match="damaged"), told_in_words():
        b"\xff".decode()


def test_mistakes_of_the_program_pass_through(tmp_path):
    engine = open_database(tmp_path / "store.sqlite")
    with pytest.raises(sa.exc.OperationalError), told_in_words(), engine.connect() as connection:
        connection.exec_driver_sql("SELECT nonsense")
    engine.dispose()
