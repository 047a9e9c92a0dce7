from __future__ import annotations

import pytest

from app.gui.viewmodels.settings import ALL, PRESETS, SHORT, STANDARD, SettingsModel, preset_of
from app.preferences import Preferences
from assessment.protocol import EXERCISES, REST_ID, SUNNYBROOK_TASKS


@pytest.fixture
def model(services):
    return SettingsModel(services)


def test_presets_begin_with_rest_and_name_real_exercises():
    for ids in PRESETS.values():
        assert ids[0] == REST_ID
        assert set(ids) <= set(EXERCISES)
    assert set(PRESETS[SHORT]) == {REST_ID, *SUNNYBROOK_TASKS}


def test_a_choice_of_exercises_is_named_whatever_its_order():
    assert preset_of(tuple(reversed(PRESETS[SHORT]))) == SHORT
    assert preset_of(tuple(EXERCISES)) == ALL
    assert preset_of(Preferences().exercises) == STANDARD
    assert preset_of(("rest", "smile_open")) == ""


def test_the_room_is_measured_in_the_background(qtbot, model):
    with qtbot.waitSignal(model.storage_measured) as told:
        model.measure_storage()
    assert told.args[0].used_bytes > 0


def test_choices_are_kept(model, services):
    model.choose(clinic="Clinic")
    assert services.preferences.clinic == "Clinic"
    assert model.preferences.clinic == "Clinic"
