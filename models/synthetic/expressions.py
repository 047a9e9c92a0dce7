"""What healthy faces do: the standard exercises and everyday expressions as expression weights.

An expression is a mapping from the names of `IctModel.weight_names` to weights. Recipes name a
movement once and mean both sides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

Expression = dict[str, float]

ONE_PIECE: Final = frozenset(
    {"jawForward", "jawLeft", "jawOpen", "jawRight", "mouthClose", "mouthLeft", "mouthRight"}
)
"""Movements without a side of their own: bone, or the whole mouth."""

EXERCISES: Final[dict[str, Expression]] = {
    "rest": {},
    "brow_raise": {"browInnerUp": 1.0, "browOuterUp": 1.0},
    "eye_gentle": {"eyeBlink": 1.0},
    "eye_tight": {"eyeBlink": 1.0, "cheekSquint": 0.8, "browDown": 0.6, "noseSneer": 0.2},
    "smile_closed": {"mouthSmile": 0.6, "cheekSquint": 0.2, "mouthDimple": 0.2},
    "smile_open": {
        "mouthSmile": 1.0,
        "mouthUpperUp": 0.4,
        "cheekSquint": 0.3,
        "mouthLowerDown": 0.3,
        "jawOpen": 0.1,
    },
    "snarl": {"noseSneer": 1.0, "mouthUpperUp": 0.6},
    "pucker": {"mouthPucker": 1.0},
    "lower_teeth": {"mouthLowerDown": 1.0, "mouthStretch": 0.3},
    "cheek_puff": {"cheekPuff": 0.8, "mouthPress": 0.3},
}
"""The exercises of clinical.md 1.2 by task id. brow_raise, eye_gentle, smile_open, snarl, pucker
and lower_teeth are the recipes of clinical.md 3.8; the others are defaults of this module."""

_TALK: Final = ("jawOpen", "mouthFunnel", "mouthPucker", "mouthLowerDown", "mouthUpperUp")
_MOOD: Final = (
    "browDown",
    "browInnerUp",
    "browOuterUp",
    "cheekSquint",
    "eyeSquint",
    "eyeWide",
    "mouthDimple",
    "mouthFrown",
    "mouthPress",
    "mouthRollLower",
    "mouthRollUpper",
    "mouthShrugLower",
    "mouthShrugUpper",
    "mouthSmile",
    "mouthStretch",
    "noseSneer",
)
_NATURAL_SIDE_SPREAD: Final = 0.06
"""Standard deviation of a healthy side's effort around the common effort (default)."""


def both_sides(recipe: Mapping[str, float]) -> Expression:
    """`recipe` with every two-sided movement written out for left and right."""
    expression: Expression = {}
    for name, weight in recipe.items():
        if name in ONE_PIECE:
            expression[name] = weight
        else:
            expression[f"{name}_L"] = weight
            expression[f"{name}_R"] = weight
    return expression


def exercise(task: str, *, effort: float = 1.0) -> Expression:
    """The exercise `task` of `EXERCISES`, symmetric, at `effort` (0 rest, 1 maximum)."""
    return {name: effort * weight for name, weight in both_sides(EXERCISES[task]).items()}


def random_exercise(
    rng: np.random.Generator, tasks: Sequence[str] = tuple(EXERCISES)
) -> tuple[str, Expression]:
    """One of `tasks` and a natural variant of that exercise: effort, mixture and sides vary."""
    task = str(rng.choice(list(tasks)))
    effort = rng.uniform(0.3, 1.1) if rng.random() < 0.4 else rng.uniform(0.85, 1.1)
    recipe = {
        name: effort * weight * rng.uniform(0.75, 1.25) for name, weight in EXERCISES[task].items()
    }
    if rng.random() < 0.3:
        recipe |= _mixed(rng, _MOOD, count=2, most=0.25, instead_of=recipe)
    if task in {"smile_open", "snarl", "lower_teeth", "brow_raise"} and rng.random() < 0.3:
        recipe["jawOpen"] = recipe.get("jawOpen", 0.0) + rng.uniform(0.0, 0.25)
    return task, _uneven(rng, recipe)


def random_everyday(rng: np.random.Generator) -> Expression:
    """An expression as in ordinary photographs: smiles, talk, moods, half-closed eyes."""
    recipe = _mixed(rng, _MOOD, count=int(rng.integers(0, 5)), most=0.7, instead_of={})
    if rng.random() < 0.45:
        smile = rng.uniform(0.2, 1.0)
        recipe |= {"mouthSmile": smile, "cheekSquint": 0.4 * smile}
        recipe["mouthUpperUp"] = smile * rng.uniform(0.0, 0.5)
        recipe["mouthLowerDown"] = smile * rng.uniform(0.0, 0.4)
    elif rng.random() < 0.4:
        recipe |= _mixed(rng, _TALK, count=2, most=0.6, instead_of={})
    if rng.random() < 0.05:
        recipe["jawOpen"] = rng.uniform(0.5, 1.0)
    if rng.random() < 0.15:
        recipe["eyeBlink"] = rng.uniform(0.0, 1.0)
    return _uneven(rng, recipe)


def random_gaze(rng: np.random.Generator, *, spread: float) -> Expression:
    """Both eyes turned together; `spread` is the largest weight of a look movement."""
    left, up = rng.uniform(-spread, spread, size=2)
    sideways = (
        {"eyeLookOut_L": left, "eyeLookIn_R": left}
        if left > 0
        else {"eyeLookOut_R": -left, "eyeLookIn_L": -left}
    )
    return sideways | both_sides({"eyeLookUp": up} if up > 0 else {"eyeLookDown": -0.5 * up})


def under_lids(gaze: Mapping[str, float], lids: Mapping[str, float]) -> Expression:
    """`gaze` as far as the lids of the same side are open: a turned eyeball bulges through them."""
    return {
        name: weight * (1 - min(1.0, max(0.0, lids.get(f"eyeBlink{name[-2:]}", 0.0))))
        for name, weight in gaze.items()
    }


def combine(*expressions: Mapping[str, float]) -> Expression:
    """The sum of expressions, weight by weight."""
    total: Expression = {}
    for expression in expressions:
        for name, weight in expression.items():
            total[name] = total.get(name, 0.0) + weight
    return total


def _mixed(
    rng: np.random.Generator,
    names: tuple[str, ...],
    *,
    count: int,
    most: float,
    instead_of: Mapping[str, float],
) -> Expression:
    chosen = rng.choice(names, size=count, replace=False)
    return {str(name): rng.uniform(0.0, most) for name in chosen if name not in instead_of}


def _uneven(rng: np.random.Generator, recipe: Mapping[str, float]) -> Expression:
    """Both sides of `recipe` with the small difference that healthy people have."""
    return {
        name: weight * (1.0 if name in ONE_PIECE else 1 + rng.normal(0.0, _NATURAL_SIDE_SPREAD))
        for name, weight in both_sides(recipe).items()
    }
