"""Guards of the plain top-level packages: ours, found in the checkout, owned by nobody else."""

from __future__ import annotations

import importlib
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OWN = ("app", "assessment", "core", "models", "resources")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", OWN)
def test_a_name_means_the_checkout_and_has_no_other_owner(name: str) -> None:
    module = importlib.import_module(name)
    assert Path(str(module.__file__)).is_relative_to(ROOT)
    assert set(packages_distributions().get(name, ["hemiface"])) == {"hemiface"}


def test_every_package_is_listed_and_every_listed_one_exists() -> None:
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for name in OWN
        for path in (ROOT / name).rglob("__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == found


def test_test_folders_are_no_packages() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_the_project_cannot_be_uploaded_by_accident() -> None:
    assert "Private :: Do Not Upload" in PROJECT["project"]["classifiers"]


def test_nothing_unpickles() -> None:
    # With weights_only torch reads tensors and nothing that could run.
    forbidden = re.compile(
        r"torch\.load\((?!.*weights_only=True)|import pickle|allow_pickle=True|torch\.hub"
    )
    guilty = [
        str(path.relative_to(ROOT))
        for name in OWN
        for path in (ROOT / name).rglob("*.py")
        if forbidden.search(path.read_text("utf-8"))
    ]
    assert guilty == []


def test_every_dependency_is_pinned() -> None:
    pins = {
        re.split(r"==", line)[0].lower().replace("_", "-")
        for line in (ROOT / "installer" / "constraints.txt").read_text().splitlines()
        if line and not line.startswith("#")
    }
    wanted = [*PROJECT["project"]["dependencies"]]
    for extra in ("dev", "train"):
        wanted += PROJECT["project"]["optional-dependencies"][extra]
    names = {re.split(r"[<>=\[ ]", line)[0].lower().replace("_", "-") for line in wanted}
    assert names - pins == set()


def test_files_stay_small_enough_to_be_one_room() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count}"
        for name in (*OWN, "tests", "installer")
        for path in (ROOT / name).rglob("*.py")
        if (count := len(path.read_text("utf-8").splitlines())) > 400
    ]
    assert long == []
    window = ROOT / "app" / "gui" / "views" / "main_window.py"
    assert len(window.read_text("utf-8").splitlines()) <= 300
