"""What the program is made of: libraries with their licences, and the card of the weights."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata
from typing import Final

from core.paths import weights_dir

_DISTRIBUTION: Final = "hemiface"
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
_CLASSIFIER: Final = "License :: OSI Approved :: "
_LONGEST: Final = 60
"""Some packages put the whole licence where its name belongs."""
_SHORT: Final = {"MIT License": "MIT", "The MIT License": "MIT"}
"""Licences that packages write in more than one way."""
_CARD: Final = "card.md"


@dataclass(frozen=True, slots=True)
class LibraryLicence:
    """A library that the program is built on.

    Attributes:
        name: Of the package.
        version: Installed.
        licence: Its name, as the package says it.
    """

    name: str
    version: str
    licence: str


def libraries() -> tuple[LibraryLicence, ...]:
    """The libraries that are installed with the program, by name."""
    try:
        wanted = metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:  # run from a folder without being installed
        return ()
    names = {_package(one) for one in wanted if "extra ==" not in one}
    found = [_library(name) for name in sorted(names, key=str.lower)]
    return tuple(one for one in found if one is not None)


def weights_card() -> str:
    """The cards of the network's weights, as Markdown; "" when there are none."""
    cards = sorted(weights_dir().glob(f"*/*/{_CARD}"))
    return "\n\n".join(card.read_text("utf-8") for card in cards)


def _package(requirement: str) -> str:
    found = _NAME.match(requirement)
    return found.group() if found else requirement


def _library(name: str) -> LibraryLicence | None:
    try:
        package = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    return LibraryLicence(package["Name"], package["Version"], _licence(package))


def _licence(package: metadata.PackageMetadata) -> str:
    kinds = [
        kind.removeprefix(_CLASSIFIER)
        for kind in package.get_all("Classifier") or []
        if kind.startswith(_CLASSIFIER)
    ]
    given = [
        value for key in ("License-Expression", "License") for value in package.get_all(key) or []
    ]
    said = ", ".join(kinds) or next(iter(given), "")
    said = _SHORT.get(said, said)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
