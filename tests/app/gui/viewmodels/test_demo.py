from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from app.demo import DEMO_CODE
from app.gui.viewmodels.demo import DemoModel
from assessment.protocol import EXERCISES
from core.errors import VideoError


class Examiner:
    """Stores visits without looking at their videos; waits at the visit numbered `hold`."""

    def __init__(self, *, hold=0, fail=0):
        self.hold, self.fail = hold, fail
        self.count = 0
        self.go = threading.Event()

    def examine(self, library, patient, visit, videos, *, progress, cancel):
        self.count += 1
        if self.count == self.fail:
            raise VideoError("The clip cannot be read: take another.")
        progress(1, 2, f"{EXERCISES[videos[0].exercise_id].name}: Following the face")
        while self.count == self.hold and not self.go.wait(0.01):
            cancel.check()
        library.add_visit(visit, [])
        return library.visits.find(visit.id)


@pytest.fixture
def model(services, selection):
    return DemoModel(services, selection)


def take(services, examiner):
    services._examiner = examiner


def visits(library):
    return library.visits.history(library.patients.find(DEMO_CODE).id)


def test_the_visits_come_one_after_the_other(qtbot, model, services, selection, library):
    take(services, Examiner())
    shares = []
    model.progressed.connect(shares.append)
    model.add()
    assert selection.patient.code == DEMO_CODE
    qtbot.waitUntil(lambda: not model.running)
    assert len(visits(library)) == len(selection.visits) == 5
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1


def test_a_visit_shows_while_the_next_is_analysed(qtbot, model, services, selection):
    examiner = Examiner(hold=2)
    take(services, examiner)
    model.add()
    qtbot.waitUntil(lambda: model.visit_number == 2)
    assert len(selection.visits) == 1
    examiner.go.set()
    qtbot.waitUntil(lambda: not model.running)


def test_cancelling_keeps_what_is_done_and_adding_goes_on(qtbot, model, services, library):
    take(services, Examiner(hold=3))
    model.add()
    qtbot.waitUntil(lambda: model.visit_number == 3)
    model.cancel()
    qtbot.waitUntil(lambda: not model.running)
    assert len(visits(library)) == 2
    take(services, Examiner())
    model.add()
    assert model.visit_count == 3
    qtbot.waitUntil(lambda: not model.running)
    assert len(visits(library)) == 5
    assert len(library.patients.all()) == 1


def test_a_failure_is_told_once_and_ends_it(qtbot, model, services, library):
    take(services, Examiner(fail=2))
    told = []
    services.problem.connect(told.append)
    model.add()
    qtbot.waitUntil(lambda: not model.running)
    assert told == ["The clip cannot be read: take another."]
    assert len(visits(library)) == 1


def test_when_all_is_there_adding_only_chooses(qtbot, model, services, selection):
    take(services, Examiner())
    model.add()
    qtbot.waitUntil(lambda: not model.running)
    selection.choose_patient(None)
    model.add()
    assert not model.running
    assert selection.patient.code == DEMO_CODE


def test_a_patient_of_the_clinic_with_the_demos_code_gets_no_visits(
    model, services, selection, library, add_patient, qtbot
):
    take(services, Examiner())
    own = add_patient(DEMO_CODE, name="Ada")
    model.add()
    qtbot.waitUntil(lambda: not model.running)
    assert library.patients.find(DEMO_CODE) == own
    assert visits(library) == ()
    assert (selection.patient.code, len(selection.visits)) == ("DEMO-001-2", 5)


def test_the_demo_patient_is_known_under_another_code(model, services, library, qtbot):
    take(services, Examiner())
    model.add()
    qtbot.waitUntil(lambda: not model.running)
    (demo,) = library.patients.all()
    library.patients.update(replace(demo, code="P-1"))
    model.add()
    assert not model.running
    assert len(library.patients.all()) == 1
