"""What the program is for, and what every screen and page must say (clinical.md 8)."""

from __future__ import annotations

from typing import Final

RESEARCH_USE: Final = (
    "Research use only - not a medical device - verify against clinical examination."
)
# clinical.md 8.1; that single items may be suggested: 2.9.
INTENDED_USE: Final = (
    "Software for qualified clinicians and researchers to record standardised facial-movement "
    "examinations and to compute left/right distances and symmetry indices as an aid to "
    "documentation. It does not diagnose, predict or recommend treatment. It gives no grade of its "
    "own: for some scales it suggests values, which a person confirms or changes."
)
# clinical.md 1.2.
EMERGENCY: Final = (
    "Sudden new weakness of the face, or weakness of the face together with trouble in an arm or "
    "leg, with speech or with sight, is an emergency: call the emergency number at once. Do not "
    "wait for a measurement."
)
