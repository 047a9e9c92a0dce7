"""The capture screen of a chosen patient, its camera worked by hand.

Tests of another screen name their own `model` and `view`.
"""

from __future__ import annotations

from uuid import uuid4

import pytest

from app.gui.viewmodels.capture import CaptureModel
from app.gui.views.capture import CaptureView
from assessment.records import AffectedSide, Patient
from tests.app.gui.views.by_hand import Clock, FakeExaminer, Hand


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def examiner(services, monkeypatch):
    made = FakeExaminer()
    monkeypatch.setattr(services, "wait_for_examiner", lambda: made)
    return made


@pytest.fixture
def patient(library, selection):
    person = Patient(uuid4(), "P-1", AffectedSide.LEFT, name="Ada")
    library.patients.add(person)
    selection.choose_patient(person)
    return person


@pytest.fixture
def model(services, selection, patient, examiner, clock):
    services.choose(exercises=("rest",), examiner="Dr Example", sound=False)
    made = CaptureModel(services, selection, clock=clock)
    yield made
    made.close()


@pytest.fixture
def view(qtbot, model, palette):
    made = CaptureView(model, palette)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


@pytest.fixture
def source(model, clock, view):
    made = Hand(clock)
    model.record(made)
    made.picture()
    return made
