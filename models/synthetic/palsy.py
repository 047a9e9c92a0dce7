"""What a one-sided facial palsy makes of an expression.

Every effect is a change of the expression weights of the affected side, so the landmarks of the
rendered face stay exact. The model is this program's own simulation, not clinical evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

import numpy as np

from core.landmarks import Side
from models.synthetic.expressions import Expression


class Region(StrEnum):
    """The regions of House-Brackmann and Sunnybrook grading (clinical.md 2.1, 2.2)."""

    BROW = "brow"
    EYE = "eye"
    MIDFACE = "midface"
    MOUTH = "mouth"


class Grade(IntEnum):
    """The House-Brackmann grades (House and Brackmann 1985; clinical.md 2.1, [S3][S4][S5])."""

    I = 1  # noqa: E741 - the grade's own name
    II = 2
    III = 3
    IV = 4
    V = 5
    VI = 6


# The levator of the upper lid, gaze and the jaw are not moved by the facial nerve.
_REGION_OF_PREFIX: Final = {
    "brow": Region.BROW,
    "eyeBlink": Region.EYE,
    "eyeSquint": Region.EYE,
    "cheek": Region.MIDFACE,
    "nose": Region.MIDFACE,
    "mouthUpperUp": Region.MIDFACE,
    "mouth": Region.MOUTH,
}
_SUFFIX: Final = {Side.LEFT: "_L", Side.RIGHT: "_R"}
_PULL_TOWARDS: Final = {Side.LEFT: "mouthRight", Side.RIGHT: "mouthLeft"}
"""By affected side: the movement that draws the mouth to the healthy side."""

# Weights of a full effect on the affected side (defaults of this simulation).
_DROOP: Final = {
    "mouthFrown": 0.55,
    "mouthSmile": -0.12,
    "mouthStretch": -0.1,
    "browDown": 0.45,
    "browOuterUp": -0.2,
    "eyeWide": 0.35,
    "eyeSquint": -0.45,
    "cheekSquint": -0.2,
}
_CONTRACTURE: Final = {"eyeSquint": 0.6, "eyeBlink": 0.12, "mouthSmile": 0.18, "mouthDimple": 0.2}
_MOUTH_TO_EYE: Final = {"eyeBlink": 0.4, "eyeSquint": 0.4}
_EYE_TO_MOUTH: Final = {"mouthSmile": 0.3, "mouthDimple": 0.2}
_VOLUNTARY_MOUTH: Final = ("mouthSmile", "mouthPucker", "noseSneer", "mouthLowerDown", "cheekPuff")
_VOLUNTARY_EYE: Final = ("eyeBlink", "browOuterUp")
_PULL_PER_SMILE: Final = 0.22
_LATE_SHARE: Final = 0.5
"""Share of the palsies of grades II to IV that are late: synkinetic, not flaccid (default)."""
_BELL_SIGN: Final = {"eyeLookUp": 0.8}
"""The eyeball turns up under lids that do not close."""


@dataclass(frozen=True, slots=True)
class _GradeRange:
    """What a grade leaves, each a range to draw from: lowest and highest ratio.

    Attributes:
        brow: Movement left in the brow.
        eye: Movement left in the lids' closure.
        lower: Movement left in the midface and, drawn separately, in the mouth.
        droop: Loss of resting tone, of flaccid palsies.
        contracture: Overactive resting tone, of late palsies.
        synkinesis: Strength of each synkinesis, of late palsies.
    """

    brow: tuple[float, float]
    eye: tuple[float, float]
    lower: tuple[float, float]
    droop: tuple[float, float] = (0.0, 0.0)
    contracture: tuple[float, float] = (0.0, 0.0)
    synkinesis: tuple[float, float] = (0.0, 0.0)


# The words of the grades (clinical.md 2.1 [S3]) in numbers of this simulation. The mouth follows
# the published share of normal movement per grade: 76-99, 51-75, 26-50, 1-25 % [S4][S5]. The
# forehead is "moderate to good" in II, "slight to moderate" in III and still from IV on; the eye
# closes in II, with effort in III, and no longer from IV on. Rest is normal up to IV: the droop
# there (default) stays below the 3 mm that observers notice [S52]. Synkinesis is "very slight" in
# II, with contracture "noticeable, not severe" in III, and may be disfiguring in IV. All other
# numbers are defaults.
_RANGES: Final = {
    Grade.I: _GradeRange((1.0, 1.0), (1.0, 1.0), (1.0, 1.0)),
    Grade.II: _GradeRange((0.6, 1.0), (0.95, 1.0), (0.76, 0.99), synkinesis=(0.0, 0.15)),
    Grade.III: _GradeRange(
        (0.2, 0.6), (0.9, 1.0), (0.51, 0.75), (0.0, 0.2), (0.0, 0.5), (0.1, 0.6)
    ),
    Grade.IV: _GradeRange((0.0, 0.0), (0.4, 0.85), (0.26, 0.5), (0.0, 0.4), (0.0, 0.9), (0.2, 1.0)),
    Grade.V: _GradeRange((0.0, 0.0), (0.1, 0.4), (0.01, 0.25), droop=(0.4, 1.0)),
    Grade.VI: _GradeRange((0.0, 0.0), (0.0, 0.0), (0.0, 0.0), droop=(0.5, 1.0)),
}
PALSY_GRADES: Final = tuple(grade for grade in Grade if grade is not Grade.I)
_LATE_GRADES: Final = frozenset({Grade.II, Grade.III, Grade.IV})


@dataclass(frozen=True, slots=True)
class Palsy:
    """Weakness of one half of the face. The defaults describe a healthy face.

    Attributes:
        side: The affected side of the patient.
        brow_ratio: Movement left in the brow, 0 none to 1 all.
        eye_ratio: Movement left in the lids' closure.
        midface_ratio: Movement left in cheek, nose and upper lip.
        mouth_ratio: Movement left in the mouth.
        droop_ratio: Loss of resting tone, 0 none to 1 flaccid: corner and brow low, eye wide.
        contracture_ratio: Overactive resting tone: eye narrow, corner drawn up.
        mouth_to_eye_ratio: Synkinesis: the eye narrows when the mouth moves.
        eye_to_mouth_ratio: Synkinesis: the mouth's corner moves when the eye closes.
        pull_ratio: The healthy side draws the whole mouth over.
        bell_ratio: Bell's phenomenon: the eyeball turns up when the lids fail to close.
    """

    side: Side
    brow_ratio: float = 1.0
    eye_ratio: float = 1.0
    midface_ratio: float = 1.0
    mouth_ratio: float = 1.0
    droop_ratio: float = 0.0
    contracture_ratio: float = 0.0
    mouth_to_eye_ratio: float = 0.0
    eye_to_mouth_ratio: float = 0.0
    pull_ratio: float = 0.0
    bell_ratio: float = 0.0

    @classmethod
    def uniform(cls, side: Side, movement_ratio: float) -> Palsy:
        """Every movement of `side` scaled by exactly `movement_ratio`, nothing else."""
        return cls(side, movement_ratio, movement_ratio, movement_ratio, movement_ratio)

    @property
    def movement_ratios(self) -> tuple[float, float, float, float]:
        """Movement left in brow, eye, midface and mouth: the order of `Region`."""
        return (self.brow_ratio, self.eye_ratio, self.midface_ratio, self.mouth_ratio)

    def apply(self, commanded: Mapping[str, float]) -> Expression:
        """What the face does when it attempts `commanded`.

        Args:
            commanded: Weights by name, as a healthy face would move.

        Returns:
            Weights by name. Those of the healthy side are unchanged; the whole mouth may be
            drawn to the healthy side.
        """
        suffix = _SUFFIX[self.side]
        ratios = dict(zip(Region, self.movement_ratios, strict=True))
        shown = dict(commanded)
        for name, weight in commanded.items():
            region = region_of(name)
            if region is not None and name.endswith(suffix):
                shown[name] = weight * ratios[region]
        mouth = _activation(commanded, _VOLUNTARY_MOUTH, suffix)
        eye = _activation(commanded, _VOLUNTARY_EYE, suffix)
        closing = _activation(commanded, _VOLUNTARY_EYE[:1], suffix)
        for effect, share in (
            (_DROOP, self.droop_ratio),
            (_CONTRACTURE, self.contracture_ratio),
            (_MOUTH_TO_EYE, self.mouth_to_eye_ratio * mouth),
            (_EYE_TO_MOUTH, self.eye_to_mouth_ratio * eye),
            (_BELL_SIGN, self.bell_ratio * (1 - self.eye_ratio) * closing),
        ):
            if share:
                for movement, weight in effect.items():
                    name = movement + suffix
                    shown[name] = shown.get(name, 0.0) + share * weight
        if self.pull_ratio:
            pull = _PULL_TOWARDS[self.side]
            healthy_smile = commanded.get("mouthSmile" + _SUFFIX[self.side.opposite], 0.0)
            strength = 0.3 + 0.7 * healthy_smile
            shown[pull] = shown.get(pull, 0.0) + self.pull_ratio * _PULL_PER_SMILE * strength
        return shown


def region_of(name: str) -> Region | None:
    """The region whose muscles the facial nerve moves in movement `name`; None for others."""
    for prefix, region in _REGION_OF_PREFIX.items():
        if name.startswith(prefix):
            return region
    return None


def random_palsy(rng: np.random.Generator, side: Side) -> Palsy:
    """A palsy of one of the grades II to VI, each as frequent as the others."""
    return palsy_of_grade(rng, random_grade(rng), side)


def random_grade(rng: np.random.Generator) -> Grade:
    """One of the grades with a palsy, II to VI."""
    return PALSY_GRADES[int(rng.integers(len(PALSY_GRADES)))]


def palsy_of_grade(rng: np.random.Generator, grade: Grade, side: Side) -> Palsy:
    """A palsy that House and Brackmann's words for `grade` describe (clinical.md 2.1 [S3]).

    The regions differ within the grade's ranges. Palsies of grades II to IV are either flaccid,
    with some loss of tone, or late, with contracture and synkinesis; V and VI are flaccid.

    Args:
        rng: Source of every random choice.
        grade: I is a healthy face.
        side: The affected side of the patient.

    Returns:
        The palsy.
    """
    span = _RANGES[grade]
    brow, eye, midface, mouth = (
        float(rng.uniform(*range_)) for range_ in (span.brow, span.eye, span.lower, span.lower)
    )
    late = rng.random() < _LATE_SHARE and grade in _LATE_GRADES
    droop, contracture, to_eye, to_mouth = (
        float(rng.uniform(*range_))
        for range_ in (span.droop, span.contracture, span.synkinesis, span.synkinesis)
    )
    return Palsy(
        side,
        brow_ratio=brow,
        eye_ratio=eye,
        midface_ratio=midface,
        mouth_ratio=mouth,
        droop_ratio=0.0 if late else droop,
        contracture_ratio=contracture if late else 0.0,
        mouth_to_eye_ratio=to_eye if late else 0.0,
        eye_to_mouth_ratio=to_mouth if late else 0.0,
        pull_ratio=float((1 - mouth) * rng.uniform(0.0, 1.0)),
        bell_ratio=float(rng.uniform(0.0, 1.0)),
    )


def _activation(expression: Mapping[str, float], names: tuple[str, ...], suffix: str) -> float:
    """The strongest of the movements `names` on the side `suffix`, 0..1."""
    return min(1.0, max(expression.get(name + suffix, 0.0) for name in names))
