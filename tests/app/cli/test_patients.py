"""`hemiface patient add`: what is asked for is what is stored."""

from __future__ import annotations

import datetime as dt

import pytest
from typer.testing import CliRunner

from app.cli.patients import commands
from assessment.store.library import open_library
from core.errors import InputError


def add(folder, *options):
    words = ["add", "P-1", "--affected", "left", "--library", str(folder), *options]
    return CliRunner().invoke(commands, words)


def test_the_day_of_consent_is_stored(tmp_path):
    assert add(tmp_path, "--consent-on", "2026-03-01").exit_code == 0
    with open_library(tmp_path) as library:
        person = library.patients.find("P-1")
    assert person.consent.given_on == dt.date(2026, 3, 1)
    assert person.allows_pictures
    others = (person.consent.research, person.consent.teaching, person.consent.publication)
    assert not any(others)


@pytest.mark.parametrize("options", [(), ("--consent-on", "")])
def test_nobody_consents_by_being_entered(tmp_path, options):
    assert add(tmp_path, *options).exit_code == 0
    with open_library(tmp_path) as library:
        person = library.patients.find("P-1")
    assert person.consent is None
    assert not person.allows_pictures


def test_a_day_that_is_none_is_refused(tmp_path):
    refused = add(tmp_path, "--consent-on", "yesterday").exception
    assert isinstance(refused, InputError)
    assert "YYYY-MM-DD" in str(refused)
