"""Turns the source tags of the catalogues into citations a reader can look up."""

from __future__ import annotations

import re
from typing import Final

OWN: Final = "definition of this software"
_TAG: Final = re.compile(r"\[([^\]]+)\]")
_CITATIONS: Final = {
    "S4": "House and Brackmann 1985",
    "S5": "House-Brackmann score (encyclopaedia article)",
    "S18": "Malm 2018, Facial Asymmetry Index",
    "S20": "Kim 2015, Sensors 15:26756",
    "S23": "Renne 2025",
    "S29": "motion-capture study, Brazilian Journal of Otorhinolaryngology",
    "S30": "Klimach, commissure angle",
    "S33": "Tarantili, spontaneous smile",
    "S34": "facial thirds, stereophotogrammetry (PubMed 27939040)",
    "S45": "Gaber 2015",
    "S46": "Ogawa 2021, blink",
    "S47": "ocular synkinesis, FACE software",
    "S48": "ai-fnp.kr",
    "S49": "blepharokymography 2007",
    "S50": "Frontiers in Ophthalmology 2022, 960593",
    "S51": "blink kinematics (abstract)",
    "code:D": "Dynaface (software)",
    "code:E": "Emotrics (software)",
}


def cite(source: str) -> str:
    """The published works among the tags of `source`, or that the definition is our own.

    Args:
        source: As in the catalogues, e.g. "clinical.md 4.4 [S18][code:D]".
    """
    works = [_CITATIONS[tag] for tag in _TAG.findall(source) if tag in _CITATIONS]
    return "; ".join(works) or OWN
