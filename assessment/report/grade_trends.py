"""The clinical scales over the visits, as people gave them (clinical.md 5.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from assessment.grades.forms import HOUSE_BRACKMANN, SUNNYBROOK
from assessment.grades.grade import Grade
from assessment.grades.scale import Scale
from assessment.report.content import ReportContent
from assessment.report.recovery import Panel, Point, Series
from assessment.results import Estimate
from core.landmarks import Side

_HB_ITEM: Final = HOUSE_BRACKMANN.items[0]
# From the foot of the axis upwards: I, the best grade, stands at the top.
_HB_LEVELS: Final = tuple(choice.key for choice in reversed(_HB_ITEM.choices))
_COMPOSITE: Final = SUNNYBROOK.totals[-1]


def grade_panels(content: ReportContent) -> list[Panel]:
    """Sunnybrook composite, and House-Brackmann as a step line with grade I at the top."""
    sunnybrook = Panel(
        title="Sunnybrook composite",
        unit="points",
        series=(_series(content, SUNNYBROOK, lambda grade: grade.totals.get(_COMPOSITE.id)),),
        low=_COMPOSITE.lower,
        high=_COMPOSITE.upper,
    )
    house = Panel(
        title="House-Brackmann",
        unit="grade",
        series=(_series(content, HOUSE_BRACKMANN, _hb_place),),
        low=1.0,
        high=float(len(_HB_LEVELS)),
        levels=_HB_LEVELS,
    )
    return [panel for panel in (sunnybrook, house) if panel.has_points]


def _hb_place(grade: Grade) -> float | None:
    value = grade.values.get(_HB_ITEM.id)
    return None if value is None else _HB_LEVELS.index(str(value)) + 1.0


def _series(content: ReportContent, scale: Scale, read: Callable[[Grade], float | None]) -> Series:
    """The last complete form of each visit; people's grades do not hang on the camera."""
    points: list[Point] = []
    for visit in content.history:
        forms = (form for form in visit.grades if _is_of(form, scale))
        values = [value for form in forms if (value := read(form)) is not None]
        if values:
            exact = Estimate(values[-1], 0.0, 1, values[-1], values[-1])
            points.append(Point(content.day_of(visit), exact, joined=bool(points)))
    return Series(Side.MIDLINE, tuple(points))


def _is_of(grade: Grade, scale: Scale) -> bool:
    return (grade.scale, grade.version) == (scale.id, scale.version)
