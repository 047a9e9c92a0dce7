"""The scales on offer (clinical.md 2). Labels are short names, never the forms' own wording.

`verified=False` marks what no source at hand confirms; it must not be printed as published. The
Stennert index is left out for that reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from assessment.grades.scale import Band, Choice, Item, Scale, Total
from core.errors import InputError

_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI")
_VERSION: Final = "1"

SUNNYBROOK_TASKS: Final = {
    "brow_raise": "Brow raise",
    "eye_gentle": "Gentle eye closure",
    "smile_open": "Open-mouth smile",
    "snarl": "Snarl",
    "pucker": "Lip pucker",
}
"""Name of each of the five voluntary movements by the exercise that shows it."""


def rest_item(region: str) -> str:
    """Id of the Sunnybrook rest item of `region` ("eye", "cheek", "mouth")."""
    return f"rest_{region}"


def voluntary_item(exercise_id: str) -> str:
    """Id of the Sunnybrook voluntary item that `exercise_id` shows."""
    return f"voluntary_{exercise_id}"


def synkinesis_item(exercise_id: str) -> str:
    """Id of the Sunnybrook synkinesis item of `exercise_id`."""
    return f"synkinesis_{exercise_id}"


def _levels(first: int, labels: Iterable[str]) -> tuple[Choice, ...]:
    return tuple(
        Choice(str(level), f"{level}: {label}", level) for level, label in enumerate(labels, first)
    )


def _total(
    name: str, label: str, formula: str, *, weights: dict[str, float], limits: tuple[float, float]
) -> Total:
    return Total(name, label, formula, weights, lower=limits[0], upper=limits[1])


_REST: Final = (
    Item(
        rest_item("eye"),
        "Eye at rest",
        "rest",
        (
            Choice("normal", "normal", 0),
            Choice("narrow", "narrow", 1),
            Choice("wide", "wide", 1),
            Choice("eyelid_surgery", "eyelid surgery", 1),
        ),
    ),
    Item(
        rest_item("cheek"),
        "Nasolabial fold at rest",
        "rest",
        (
            Choice("normal", "normal", 0),
            Choice("absent", "absent", 2),
            Choice("less", "less pronounced", 1),
            Choice("more", "more pronounced", 1),
        ),
    ),
    Item(
        rest_item("mouth"),
        "Mouth at rest",
        "rest",
        (
            Choice("normal", "normal", 0),
            Choice("drooped", "corner drooped", 1),
            Choice("pulled", "corner pulled up or out", 1),
        ),
    ),
)
_VOLUNTARY: Final = tuple(
    Item(
        voluntary_item(exercise),
        label,
        "voluntary",
        _levels(1, ("no movement", "slight", "mild excursion", "almost complete", "complete")),
    )
    for exercise, label in SUNNYBROOK_TASKS.items()
)
_SYNKINESIS: Final = tuple(
    Item(
        synkinesis_item(exercise),
        f"Synkinesis, {label.lower()}",
        "synkinesis",
        _levels(0, ("none", "mild", "moderate", "severe")),
    )
    for exercise, label in SUNNYBROOK_TASKS.items()
)
_FOUR_VOLUNTARY: Final = {item.id: 4.0 for item in _VOLUNTARY}
_FIVE_REST: Final = {item.id: 5.0 for item in _REST}
_ONE_SYNKINESIS: Final = {item.id: 1.0 for item in _SYNKINESIS}

# clinical.md 2.2 [S1][S2][S13]
SUNNYBROOK: Final = Scale(
    id="sunnybrook",
    name="Sunnybrook Facial Grading System",
    version=_VERSION,
    items=(*_REST, *_VOLUNTARY, *_SYNKINESIS),
    totals=(
        _total(
            "voluntary",
            "Voluntary movement",
            "4 x sum of the five movements",
            weights=_FOUR_VOLUNTARY,
            limits=(20, 100),
        ),
        _total(
            "rest",
            "Resting symmetry",
            "5 x sum of the three rest items",
            weights=_FIVE_REST,
            limits=(0, 20),
        ),
        _total(
            "synkinesis",
            "Synkinesis",
            "sum of the five synkinesis items",
            weights=_ONE_SYNKINESIS,
            limits=(0, 15),
        ),
        _total(
            "composite",
            "Composite",
            "voluntary movement - resting symmetry - synkinesis",
            weights=_FOUR_VOLUNTARY
            | {item: -weight for item, weight in (_FIVE_REST | _ONE_SYNKINESIS).items()},
            limits=(0, 100),
        ),
    ),
    source="Ross, Fradet, Nedzelski 1996",
)

# clinical.md 2.1 [S3][S4][S5]
HOUSE_BRACKMANN: Final = Scale(
    id="house_brackmann",
    name="House-Brackmann grade",
    version=_VERSION,
    items=(
        Item(
            "grade",
            "Grade",
            "grade",
            tuple(
                Choice(numeral, f"{numeral}: {label}", number)
                for number, (numeral, label) in enumerate(
                    zip(
                        _ROMAN,
                        ("normal", "mild", "moderate", "moderately severe", "severe", "total"),
                        strict=True,
                    ),
                    start=1,
                )
            ),
        ),
    ),
    source="House, Brackmann 1985",
)

_EFACE_ITEMS: Final = (
    # id, label, group, upper end, found in a source
    ("brow_rest", "Brow at rest", "static", 200, False),
    ("fissure_rest", "Palpebral fissure at rest", "static", 200, True),
    ("fold_rest", "Nasolabial fold depth at rest", "static", 200, False),
    ("commissure_rest", "Mouth corner at rest", "static", 200, True),
    ("brow_elevation", "Brow elevation", "dynamic", 100, False),
    ("gentle_closure", "Gentle eye closure", "dynamic", 100, True),
    ("full_closure", "Full eye closure", "dynamic", 100, True),
    ("fold_depth_smile", "Nasolabial fold depth with smile", "dynamic", 100, False),
    ("fold_direction_smile", "Nasolabial fold direction with smile", "dynamic", 100, True),
    ("commissure_smile", "Mouth corner movement with smile", "dynamic", 100, False),
    ("lower_lip", "Lower lip movement", "dynamic", 100, False),
    ("synkinesis_ocular", "Ocular synkinesis", "synkinesis", 100, False),
    ("synkinesis_midface", "Midfacial synkinesis", "synkinesis", 100, False),
    ("synkinesis_mentalis", "Mentalis synkinesis", "synkinesis", 100, False),
    ("synkinesis_platysma", "Platysmal synkinesis", "synkinesis", 100, False),
)

# clinical.md 2.3 [S12][S12b][S12c]: the app's formula was not found, so no total is computed.
EFACE: Final = Scale(
    id="eface",
    name="eFACE",
    version=_VERSION,
    items=tuple(
        Item(name, label, group, lower=0, upper=upper, verified=verified)
        for name, label, group, upper, verified in _EFACE_ITEMS
    ),
    source="Banks 2015",
    note="Items as entered by the rater; no total is computed. Static items: 100 is balanced; the "
    "palpebral fissure is wide at 0 and narrow at 200. Dynamic items: 0 is no movement, 100 a "
    "complete one.",
)

_FNGS_REGIONS: Final = {"brow": "Brow", "eye": "Eye", "fold": "Nasolabial fold", "oral": "Mouth"}
_FNGS_REGION_LEVELS: Final = tuple(Choice(str(level), str(level), level) for level in range(1, 7))

# clinical.md 2.4 [S22]; the limits between II and V are from memory.
FNGS: Final = Scale(
    id="fngs2",
    name="Facial Nerve Grading System 2.0",
    version=_VERSION,
    items=(
        *(
            Item(name, label, "region", _FNGS_REGION_LEVELS)
            for name, label in _FNGS_REGIONS.items()
        ),
        Item(
            "secondary",
            "Secondary movement",
            "secondary",
            tuple(Choice(str(level), str(level), level) for level in range(4)),
        ),
    ),
    totals=(
        Total(
            "total",
            "Total",
            "sum of the four regions and secondary movement",
            dict.fromkeys((*_FNGS_REGIONS, "secondary"), 1.0),
            lower=4,
            upper=24,
            bands=(
                Band(4, 4, "I", verified=True),
                Band(5, 9, "II", verified=False),
                Band(10, 14, "III", verified=False),
                Band(15, 19, "IV", verified=False),
                Band(20, 23, "V", verified=False),
                Band(24, 24, "VI", verified=True),
            ),
        ),
    ),
    source="Vrabec 2009",
    note="The limits of grades II to V are not verified against the publication.",
)

_YANAGIHARA_ITEMS: Final = {
    "rest": "At rest",
    "forehead": "Wrinkle forehead",
    "blink": "Blink",
    "light_closure": "Light eye closure",
    "tight_closure": "Tight eye closure",
    "one_eye_closure": "Closure of the involved eye only",
    "nose": "Wrinkle nose",
    "whistle": "Whistle",
    "grin": "Grin",
    "lower_lip": "Depress lower lip",
}

# clinical.md 2.5: item list of the Cochrane review [S14], limits of the bands [S15].
YANAGIHARA: Final = Scale(
    id="yanagihara",
    name="Yanagihara score",
    version=_VERSION,
    items=tuple(
        Item(
            name,
            label,
            "function",
            tuple(Choice(str(level), str(level), level) for level in range(5)),
        )
        for name, label in _YANAGIHARA_ITEMS.items()
    ),
    totals=(
        Total(
            "total",
            "Total",
            "sum of the ten items",
            dict.fromkeys(_YANAGIHARA_ITEMS, 1.0),
            lower=0,
            upper=40,
            bands=(
                Band(0, 8, "complete palsy", verified=True),
                Band(36, 40, "normal", verified=True),
            ),
        ),
    ),
    source="Yanagihara; item list of Cochrane review CD001869",
)


def _questionnaire(
    name: str, title: str, *, totals: tuple[tuple[str, str, float, float], ...]
) -> Scale:
    """A questionnaire of which only the finished totals are kept, each (id, label, range)."""
    return Scale(
        id=name,
        name=title,
        version=_VERSION,
        items=tuple(
            Item(item, label, "total", lower=lower, upper=upper, verified=False)
            for item, label, lower, upper in totals
        ),
        note="Totals as entered; their ranges are not verified against the publication.",
        patient_reported=True,
    )


# clinical.md 2.7; the ranges are from memory and only keep out slips of the pen.
FACE: Final = _questionnaire(
    "face",
    "Facial Clinimetric Evaluation Scale (FaCE)",
    totals=(("total", "Total", 0.0, 100.0),),
)
FDI: Final = _questionnaire(
    "fdi",
    "Facial Disability Index",
    totals=(
        ("physical", "Physical function", -25.0, 100.0),
        ("social", "Social and well-being function", 0.0, 100.0),
    ),
)
# Nine items of 1 to 5, the total their sum / 45 x 100.
SAQ: Final = _questionnaire(
    "saq",
    "Synkinesis Assessment Questionnaire",
    totals=(("total", "Total", 20.0, 100.0),),
)

SCALES: Final = {
    form.id: form for form in (SUNNYBROOK, HOUSE_BRACKMANN, EFACE, FNGS, YANAGIHARA, FACE, FDI, SAQ)
}


def find_scale(scale_id: str) -> Scale:
    """The scale called `scale_id`.

    Raises:
        InputError: There is none; the message lists those there are.
    """
    try:
        return SCALES[scale_id]
    except KeyError:
        known = ", ".join(SCALES)
        raise InputError(f"There is no scale {scale_id!r}; choose one of {known}.") from None
