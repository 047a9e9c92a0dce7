from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLabel

from app.gui.viewmodels.results import ResultsModel
from app.gui.views.grade_form import GradeForm
from app.gui.views.grades_card import GradesCard
from assessment.grades.forms import FACE, HOUSE_BRACKMANN, SCALES, SUNNYBROOK
from assessment.grades.suggestion import Confidence, Suggestion
from tests.app.gui.background import wait

SAVE = QDialogButtonBox.StandardButton.Save


@pytest.fixture
def model(services, selection, add_patient, add_visit, qtbot):
    services.choose(examiner="Dr Weber")
    made = ResultsModel(services, selection)
    made.stale.connect(made.refresh)
    patient = add_patient()
    add_visit(patient)
    selection.choose_patient(patient)
    wait(qtbot, made)
    return made


@pytest.fixture
def card(model, qtbot):
    made = GradesCard(model)
    qtbot.addWidget(made)
    made.show()
    return made


def form_of(card):
    return card.findChildren(GradeForm)[-1]


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_a_form_names_its_scale(card, scale):
    card.enter(scale)
    titles = [one.text() for one in form_of(card).findChildren(QLabel, "title")]
    assert titles == [scale.name]


@pytest.mark.parametrize(
    ("scale", "who", "blinding"),
    [(FACE, "Entered by", False), (HOUSE_BRACKMANN, "Rater", True)],
    ids=["answered by the patient", "rated"],
)
def test_nobody_rates_what_patients_answer(card, scale, who, blinding):
    card.enter(scale)
    form = form_of(card)
    assert form.rater.accessibleName() == who
    assert who in [one.text() for one in form.findChildren(QLabel)]
    assert form.blinded.isVisible() is blinding


@pytest.mark.parametrize(
    ("scale", "told"),
    [
        (HOUSE_BRACKMANN, "published for distances by ruler"),
        (SUNNYBROOK, "not published, except that for the height of the mouth corners"),
    ],
    ids=["House-Brackmann", "Sunnybrook"],
)
def test_suggestions_say_which_of_their_limits_are_published(card, model, monkeypatch, scale, told):
    item = scale.items[0]
    made = Suggestion(scale.id, item.id, (item.choices[0].key,), Confidence.LOW, "measured")
    monkeypatch.setattr(model, "suggestions", lambda _: {item.id: made})
    card.enter(scale)
    form = form_of(card)
    form.suggest.setChecked(True)
    (note,) = [one for one in form._hints if isinstance(one, QLabel)]
    assert told in note.text()


def test_answers_of_a_patient_are_entered_by_somebody_and_not_blinded(card, model, qtbot):
    card.enter(FACE)
    form = form_of(card)
    form.answers["total"].number.setText("61.5")
    form.blinded.setChecked(True)
    form.findChild(QDialogButtonBox).button(SAVE).click()
    qtbot.waitUntil(lambda: len(model.grades) == 1)
    assert not model.grades[0].blinded
    assert "entered by Dr Weber" in card.list.item(0).text()
