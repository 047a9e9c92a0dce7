from __future__ import annotations

from email import message_from_string
from importlib import metadata

from app import about
from app.about import libraries, weights_card


def test_libraries_of_the_program_are_named_with_version_and_licence():
    found = {one.name.lower(): one for one in libraries()}
    assert found["numpy"].version == metadata.version("numpy")
    assert "BSD" in found["numpy"].licence
    assert "pytest" not in found
    assert all(one.licence for one in found.values())


def test_a_program_that_is_not_installed_names_none(monkeypatch):
    monkeypatch.setattr(about, "_DISTRIBUTION", "no-such-package-of-ours")
    assert libraries() == ()


def test_a_package_that_is_not_there_is_left_out(monkeypatch):
    monkeypatch.setattr(
        about.metadata,
        "requires",
        lambda _: ["numpy>=2", "no-such-package-of-ours", "x; extra == 'dev'"],
    )
    assert [one.name for one in libraries()] == ["numpy"]


def test_a_licence_has_one_name_however_packages_write_it(monkeypatch):
    written = {"one": "License: MIT License", "two": "License-Expression: MIT"}
    monkeypatch.setattr(about.metadata, "requires", lambda _: list(written))
    monkeypatch.setattr(
        about.metadata,
        "metadata",
        lambda name: message_from_string(f"Name: {name}\nVersion: 1\n{written[name]}\n"),
    )
    assert {one.licence for one in libraries()} == {"MIT"}


def test_the_weights_card_is_there():
    assert "pf-net" in weights_card().lower()
