"""What a clinical scale is: items with allowed values, and totals that follow from them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.errors import InputError

ItemValue = str | float
"""The key of a `Choice`, or the number of an item that is a range."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed answer; several answers of an item may score the same.

    Attributes:
        key: What is stored.
        label: What the reader sees.
        score: What the answer counts in the totals.
    """

    key: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the form: either `choices`, or any number in `lower`..`upper`.

    Attributes:
        id: Key within the scale.
        label: Short name for the reader.
        group: Part of the form, e.g. "rest".
        choices: Allowed answers.
        lower: Smallest number of a range item.
        upper: Largest number of a range item.
        verified: The item and its range were found in a published source.
    """

    id: str
    label: str
    group: str
    choices: tuple[Choice, ...] = ()
    lower: float = 0.0
    upper: float = 0.0
    verified: bool = True

    def __post_init__(self) -> None:
        if bool(self.choices) == (self.lower < self.upper):
            raise ValueError(f"item {self.id} is either a choice or a range")

    def score(self, value: ItemValue) -> float:
        """What the answer `value` counts.

        Raises:
            InputError: The item does not allow this value.
        """
        if self.choices:
            return self._choice(value).score
        if isinstance(value, str) or not math.isfinite(value):
            raise InputError(f"{self.label}: {value!r} is not a number.")
        if not self.lower <= value <= self.upper:
            raise InputError(f"{self.label}: {value:g} is not in {self.lower:g} to {self.upper:g}.")
        return float(value)

    def text(self, value: ItemValue) -> str:
        """The answer `value` as the reader sees it; a stored number in whatever range it lies.

        Raises:
            InputError: The item has no such choice.
        """
        if self.choices:
            return self._choice(value).label
        return value if isinstance(value, str) else f"{value:g}"

    def _choice(self, value: ItemValue) -> Choice:
        for choice in self.choices:
            if choice.key == value:
                return choice
        allowed = ", ".join(choice.key for choice in self.choices)
        raise InputError(f"{self.label}: {value!r} is not one of {allowed}.")


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a total that has a name.

    Attributes:
        lower: Lowest total in it.
        upper: Highest total in it.
        label: Its name, e.g. "III".
        verified: The limits were found in a published source; if not, they must not be printed as
            published.
    """

    lower: float
    upper: float
    label: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Total:
    """A weighted sum of item scores; it does not exist while an item is missing.

    Attributes:
        id: Key within the scale.
        label: Name for the reader.
        formula: The formula in words.
        weights: Factor of each item by its id.
        lower: Lower end of the published range; contradictory answers can leave it.
        upper: Upper end of the published range.
        bands: Named stretches, in rising order; may leave gaps.
    """

    id: str
    label: str
    formula: str
    weights: Mapping[str, float]
    lower: float
    upper: float
    bands: tuple[Band, ...] = ()

    def value(self, scores: Mapping[str, float]) -> float | None:
        """The total of `scores` by item id, or None when one is missing."""
        if not self.weights.keys() <= scores.keys():
            return None
        return sum(weight * scores[item] for item, weight in self.weights.items())

    def band(self, value: float) -> Band | None:
        """The named stretch that holds `value`."""
        return next((band for band in self.bands if band.lower <= value <= band.upper), None)


@dataclass(frozen=True, slots=True)
class Scale:
    """One clinical scale or questionnaire.

    Attributes:
        id: Key, e.g. "sunnybrook".
        name: Name for the reader.
        version: Version of this definition; stored with every grade.
        items: The form, in order.
        totals: What follows from the items, the headline last; empty where nothing may be computed.
        source: Publication.
        note: Caution for the reader.
        patient_reported: The answers are the patient's own.
    """

    id: str
    name: str
    version: str
    items: tuple[Item, ...]
    totals: tuple[Total, ...] = ()
    source: str = ""
    note: str = ""
    patient_reported: bool = False
    _by_id: Mapping[str, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {item.id: item for item in self.items}
        if len(by_id) != len(self.items):
            raise ValueError(f"scale {self.id} has two items of one id")
        object.__setattr__(self, "_by_id", by_id)

    def item(self, item_id: str) -> Item:
        """The item called `item_id`.

        Raises:
            InputError: The scale has no such item.
        """
        try:
            return self._by_id[item_id]
        except KeyError:
            raise InputError(f"The {self.name} has no item {item_id!r}.") from None

    def totals_of(self, values: Mapping[str, ItemValue]) -> dict[str, float]:
        """Every total whose items are all answered, by its id.

        Raises:
            InputError: A value is not allowed or its item unknown.
        """
        scores = {item: self.item(item).score(value) for item, value in values.items()}
        found = ((total.id, total.value(scores)) for total in self.totals)
        return {name: value for name, value in found if value is not None}
