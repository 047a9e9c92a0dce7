from __future__ import annotations

import json

from app.gui.services import Services
from app.preferences import PREFERENCES_FILE, Preferences, Theme, load_preferences


def test_choices_are_kept_and_told(qtbot, services, library, tmp_path):
    with qtbot.waitSignal(services.preferences_changed):
        services.choose(clinic="Facial nerve clinic", theme=Theme.DARK)
    again = Services(library, tmp_path / "library", lambda error: None)
    assert again.preferences.clinic == "Facial nerve clinic"
    assert again.preferences.theme is Theme.DARK


def test_the_same_choice_is_no_change(qtbot, services):
    with qtbot.assertNotEmitted(services.preferences_changed):
        services.choose(clinic="")


def test_choices_that_cannot_be_kept_are_told_and_hold_until_the_end(qtbot, services, tmp_path):
    (tmp_path / "library" / PREFERENCES_FILE).mkdir()
    with qtbot.waitSignal(services.problem) as told:
        services.choose(clinic="Clinic")
    assert "settings cannot be kept" in told.args[0]
    assert services.preferences.clinic == "Clinic"


def test_what_cannot_be_read_has_its_default(tmp_path):
    path = tmp_path / PREFERENCES_FILE
    for text in ("", "[]", "{", '{"clinic": 3, "theme": "pink", "exercises": ["x"], "sound": 1}'):
        path.write_text(text)
        assert load_preferences(tmp_path) == Preferences()
    path.write_text(json.dumps({"clinic": "A", "exercises": ["smile_open", "rest"], "new": 1}))
    found = load_preferences(tmp_path)
    assert found.clinic == "A"
    assert found.exercises == ("rest", "smile_open")


def test_a_choice_made_while_the_network_loads_holds(services, monkeypatch):
    made = []

    def load(*, flip_average):
        made.append(flip_average)
        services.choose(averaged=False)
        return object()

    monkeypatch.setattr("app.gui.services._examiner_class", lambda: load)
    first = services.wait_for_examiner()
    second = services.wait_for_examiner()
    assert made == [True, False]
    assert first is not second is services.wait_for_examiner()
