"""Charts over the visits, against approved pictures where looks matter."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from pyqtgraph import ScatterPlotItem, TextItem
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from app.course import Chart
from app.gui.theme import DARK, LIGHT
from app.gui.widgets.chart_export import export_charts
from app.gui.widgets.recovery_chart import RecoveryChart, Setting
from assessment.norms import norm_of
from assessment.report.recovery import Band, Event, Panel, Point, Series, Timeline
from assessment.results import Estimate, Phase, Unit
from core.errors import ReportError
from core.landmarks import Side
from tests.app.gui.widgets.test_golden import _same_letters, assert_as_approved, seen  # noqa: F401 - a fixture

TIMELINE = Timeline(
    0.0, 180.0, (Event("1", 2.0, 12.0), Event("2", 90.0), Event("3", 94.0), Event("4", 160.0))
)
SETTING = Setting(
    TIMELINE,
    {"1": "1: steroid", "2": "2: botulinum toxin", "3": "3: massage", "4": "4: sling"},
    onset=True,
    from_onset=True,
)


def line(side, values, *, broken_at=None):
    points = []
    for number, value in enumerate(values):
        apart = "the camera differs" if number == broken_at else ""
        estimate = Estimate(value, 0.4, 3, value - 0.8, value + 0.8)
        points.append(Point(10.0 + 55 * number, estimate, number > 0 and not apart, apart, number))
    return Series(side, tuple(points))


def smile():
    """Both sides with a break, bands, a norm."""
    right = line(Side.RIGHT, (9.8, 10.2, 9.9, 10.1), broken_at=2)
    left = line(Side.LEFT, (0.8, 2.9, 6.1, 7.9), broken_at=2)
    panel = Panel("Biggest smile: excursion DVm", "mm", (right, left))
    bands = (Band(120.0, 175.0, 9.9, 1.5), Band(120.0, 175.0, 6.1, 1.5))
    norm = norm_of("smile_open", "DVm", Phase.EXCURSION, Unit.MM)
    return Chart(panel, Unit.MM, bands, norm)


def grade():
    panel = Panel(
        "House-Brackmann",
        "grade",
        (line(Side.MIDLINE, (2.0, 2.0, 4.0, 5.0)),),
        low=1.0,
        high=6.0,
        levels=("VI", "V", "IV", "III", "II", "I"),
    )
    return Chart(panel)


def shown(chart, palette, qtbot):
    made = RecoveryChart(chart, SETTING, palette)
    qtbot.addWidget(made)
    made.resize(480, 280)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.golden
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda one: one.name)
def test_a_recovery_chart_looks_as_approved(palette, qtbot):
    assert_as_approved(seen(shown(smile(), palette, qtbot), 480, 280), f"recovery_{palette.name}")


@pytest.mark.golden
def test_a_chart_of_grades_looks_as_approved(qtbot):
    assert_as_approved(seen(shown(grade(), LIGHT, qtbot), 480, 280), "recovery_grades")


def tips(chart):
    return {item.toolTip() for item in chart.getPlotItem().getViewBox().allChildItems()} - {""}


def test_everything_that_is_drawn_says_what_it_is(qtbot):
    told = tips(shown(smile(), LIGHT, qtbot))
    assert {"Onset", "Not comparable: the camera differs", "4: sling"} <= told
    assert "2: botulinum toxin\n3: massage" in told
    assert any(tip.startswith("Healthy people, commissure displacement") for tip in told)
    assert any(tip.startswith("Measurement error around") for tip in told)


def test_treatments_have_the_colour_of_the_timeline(qtbot):
    made = shown(smile(), DARK, qtbot)
    flags = [
        item.fill.color().name()
        for item in made.getPlotItem().getViewBox().allChildItems()
        if isinstance(item, TextItem) and item.toolTip() in SETTING.treatments.values()
    ]
    assert set(flags) == {DARK.poor}


def test_the_chart_can_be_read_aloud(qtbot):
    made = shown(smile(), LIGHT, qtbot)
    assert made.accessibleName() == "Biggest smile: excursion DVm"
    first = "Patient's right: 9.8 mm (9.0 to 10.6) · 10 days"
    assert made.accessibleDescription().startswith(first)
    assert "Patient's left" in made.accessibleDescription()
    assert "not comparable: the camera differs" in made.accessibleDescription()


def test_the_axis_holds_every_value_and_band(qtbot):
    low, high = shown(smile(), LIGHT, qtbot).getPlotItem().viewRange()[1]
    assert low < 0.0
    assert high > 9.28 + 2.83


def test_lines_end_where_visits_cannot_be_compared(qtbot):
    made = shown(smile(), LIGHT, qtbot)
    runs = [len(curve.getData()[0]) for curve in made.getPlotItem().listDataItems()]
    assert sorted(n for n in runs if n == 2) == [2, 2, 2, 2]


def test_a_grade_holds_until_the_next(qtbot):
    made = shown(grade(), LIGHT, qtbot)
    curve = next(one for one in made.getPlotItem().listDataItems() if len(one.getData()[0]) == 7)
    assert curve.getData()[1].tolist() == [2.0, 2.0, 2.0, 2.0, 4.0, 4.0, 5.0]


def test_a_long_note_is_broken_and_not_cut(tmp_path, qtbot):
    path, note = tmp_path / "a.svg", " ".join(f"word{number}" for number in range(60))
    export_charts([grade()], SETTING, path, title="Recovery of P-1", notes=[note])
    drawn = path.read_text("utf-8")
    assert all(word in drawn for word in note.split())
    assert note not in drawn


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_charts_are_saved_whole(suffix, tmp_path, qtbot):
    path = tmp_path / f"recovery.{suffix}"
    export_charts([smile(), grade()], SETTING, path, title="Recovery of P-1", notes=["A note"])
    assert path.stat().st_size > 5000
    if suffix == "svg":
        renderer = QSvgRenderer(str(path))
        assert renderer.isValid()
        assert "Recovery of P-1" in path.read_text("utf-8")
    else:
        assert path.read_bytes().startswith(b"\x89PNG")
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_the_vector_drawing_shows_what_the_picture_shows(tmp_path, qtbot):
    drawn = {}
    for suffix in ("png", "svg"):
        path = tmp_path / f"a.{suffix}"
        export_charts([smile()], SETTING, path, title="Recovery", notes=[])
        if suffix == "png":
            image = QImage(str(path))
        else:
            image.fill(0xFFFFFFFF)
            painter = QPainter(image)
            QSvgRenderer(str(path)).render(painter)
            painter.end()
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), -1)
        drawn[suffix] = cv2.GaussianBlur(rows[:, : grey.width()], (0, 0), 4).astype(int)
    assert (np.abs(drawn["png"] - drawn["svg"]) > 30).mean() < 0.004  # 0.011 with axes elsewhere


def test_a_place_that_cannot_be_written_is_told(tmp_path, qtbot):
    with pytest.raises(ReportError, match="cannot be written"):
        export_charts([smile()], SETTING, tmp_path / "no" / "a.png", title="", notes=[])


def test_bars_that_go_on_beyond_the_axis_end_in_an_arrow(qtbot):
    wide = Estimate(82.0, 3.0, 3, -40.0, 190.0)
    near = Estimate(60.0, 3.0, 3, 54.0, 66.0)
    points = (Point(10.0, near, joined=False), Point(60.0, wide, joined=True))
    panel = Panel("Pucker: ratio SC", "%", (Series(Side.MIDLINE, points),), high=125.0)
    drawn = shown(Chart(panel, Unit.PCT, (None,)), LIGHT, qtbot)
    arrows = {
        one.opts["symbol"]: [point.pos().x() for point in one.points()]
        for one in drawn.getPlotItem().items
        if isinstance(one, ScatterPlotItem) and one.opts["symbol"] != "o"
    }
    assert arrows == {"t1": [60.0], "t": [60.0]}
