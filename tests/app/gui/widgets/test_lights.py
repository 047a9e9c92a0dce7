from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.capture.quality import Check, Level, Light, Lights
from app.gui.widgets.lights import LightsRow

DARK = "The face is too dark: more light from the front."
FAR = "The face is small: zoom in."


@pytest.fixture
def row(palette, qtbot):
    made = LightsRow(palette)
    qtbot.addWidget(made)
    made.show()
    return made


def show(row, levels, reasons):
    row.show_lights(
        Lights(
            tuple(
                Light(check, levels.get(check, Level.GOOD), reasons.get(check, ""))
                for check in Check
            )
        )
    )


def told(row, check_name):
    (light,) = [
        one for one in row.findChildren(QLabel) if one.accessibleName().startswith(f"{check_name}:")
    ]
    return light


def test_nothing_is_known_at_first(row):
    lights = [one for one in row.findChildren(QLabel) if one.accessibleName()]
    assert len(lights) == len(Check)
    assert all(one.accessibleName().endswith("not known") for one in lights)


@pytest.mark.parametrize(
    ("level", "sign", "word"),
    [(Level.GOOD, "✓", "good"), (Level.POOR, "!", "poor"), (Level.BAD, "✕", "bad")],
)
def test_a_light_tells_by_sign_and_word_as_well_as_by_colour(row, level, sign, word):
    show(row, {Check.LIGHT: level}, {Check.LIGHT: DARK})
    light = told(row, "Light")
    assert light.text().startswith(f"{sign} Light")
    assert word in light.accessibleName()


def test_what_to_do_about_the_worst_is_said_below(row):
    show(
        row,
        {Check.DISTANCE: Level.POOR, Check.LIGHT: Level.BAD},
        {Check.DISTANCE: FAR, Check.LIGHT: DARK},
    )
    assert row.advice.text() == DARK
    show(row, {Check.DISTANCE: Level.POOR}, {Check.DISTANCE: FAR})
    assert row.advice.text() == FAR
    show(row, {}, {})
    assert row.advice.text() == ""
