from __future__ import annotations

import pytest

from app.gui.viewmodels.capture import CaptureModel
from app.gui.views.clip_list import ClipList
from app.visit_facts import VisitFacts


@pytest.fixture
def clips(qtbot, services, selection, palette, add_patient):
    selection.choose_patient(add_patient())
    model = CaptureModel(services, selection)
    made = ClipList(model, VisitFacts)
    qtbot.addWidget(made)
    yield made
    model.close()


def test_confirmed_sides_hold_for_the_list_as_it_was_looked_at(clips, tmp_path):
    clips.add([tmp_path / "rest.mp4"])
    clips.confirmed.click()
    clips.add([tmp_path / "rest.mp4"])
    assert clips.confirmed.isChecked()  # it was in the list already
    clips.add([tmp_path / "snarl.mp4"])
    assert not clips.confirmed.isChecked()
    clips.confirmed.click()
    assert clips.analyse.isEnabled()
    clips._rows[0].mirrored.click()
    assert not clips.confirmed.isChecked()
    assert not clips.analyse.isEnabled()
