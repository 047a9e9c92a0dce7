"""The clinical scales over the visits, as people gave them (clinical.md 5.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assessment.grades.forms import HOUSE_BRACKMANN, SUNNYBROOK
from assessment.grades.grade import Grade
from assessment.grades.scale import Item, Scale, Total
from assessment.report.content import ReportContent
from assessment.report.recovery import Panel, Point, Series
from assessment.results import Estimate
from core.landmarks import Side


def grade_panels(content: ReportContent) -> list[Panel]:
    """Sunnybrook composite, and House-Brackmann as a step line with grade I at the top."""
    composite = total_panel(content, SUNNYBROOK, SUNNYBROOK.totals[-1])
    house = item_panel(content, HOUSE_BRACKMANN, HOUSE_BRACKMANN.items[0])
    panels = (
        replace(composite, title="Sunnybrook composite"),
        replace(house, title="House-Brackmann"),
    )
    return [panel for panel in panels if panel.has_points]


def total_panel(content: ReportContent, scale: Scale, total: Total) -> Panel:
    """A total of a scale over the visits."""
    return Panel(
        title=f"{scale.name}: {total.label.lower()}",
        unit="points",
        series=(_series(content, scale, lambda grade: grade.totals.get(total.id)),),
        low=total.lower,
        high=total.upper,
    )


def item_panel(content: ReportContent, scale: Scale, item: Item) -> Panel:
    """One item of a scale: a number, or the steps of a grade with the best at the top."""
    levels = tuple(choice.key for choice in reversed(item.choices))

    def read(grade: Grade) -> float | None:
        value = grade.values.get(item.id)
        if value is None:
            return None
        return levels.index(str(value)) + 1.0 if levels else float(value)

    several = len(scale.items) > 1
    return Panel(
        title=f"{scale.name}: {item.label.lower()}" if several else scale.name,
        unit="grade" if levels else "points",
        series=(_series(content, scale, read),),
        low=1.0 if levels else item.lower,
        high=float(len(levels)) if levels else item.upper,
        levels=levels,
    )


def _series(content: ReportContent, scale: Scale, read: Callable[[Grade], float | None]) -> Series:
    """The last complete form of each visit; people's grades do not hang on the camera."""
    points: list[Point] = []
    for number, visit in enumerate(content.history):
        forms = (form for form in visit.grades if _is_of(form, scale))
        values = [value for form in forms if (value := read(form)) is not None]
        if values:
            exact = Estimate(values[-1], 0.0, 1, values[-1], values[-1])
            joined = bool(points)
            points.append(Point(content.day_of(visit), exact, joined, visit=number))
    return Series(Side.MIDLINE, tuple(points))


def _is_of(grade: Grade, scale: Scale) -> bool:
    return (grade.scale, grade.version) == (scale.id, scale.version)
