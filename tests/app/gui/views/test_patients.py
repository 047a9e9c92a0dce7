from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLabel, QMenu, QMessageBox

from app.demo import DEMO_ID, keep_demo_patient
from app.gui.viewmodels.patients import PatientsModel
from app.gui.views.patient_form import PatientForm
from app.gui.views.patients import PatientsView
from app.gui.views.treatment_form import TreatmentForm
from assessment.records import Aetiology, AffectedSide, Consent, Patient
from assessment.results import Phase
from core.errors import StoreError
from core.landmarks import Side
from tests.app.gui.demo import add_demo

DAY = dt.date(2026, 1, 12)
LONG = "N" * 300
ARABIC = "ليلى الحسن"


@pytest.fixture
def model(services, selection):
    return PatientsModel(services, selection)


@pytest.fixture
def view(qtbot, model, palette):
    made = PatientsView(model, palette)
    qtbot.addWidget(made)
    made.show()
    return made


def form_of(view, kind=PatientForm):
    return next(one for one in view.findChildren(kind) if one.isVisible())


def save(qtbot, form):
    button = form.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def enter(qtbot, view, *, code, name="", side=AffectedSide.LEFT):
    qtbot.mouseClick(view.new_button, Qt.MouseButton.LeftButton)
    form = form_of(view)
    qtbot.keyClicks(form.code, code)
    form.name.setText(name)
    if side is not None:
        form.side.set_value(side)
    save(qtbot, form)
    return form


def test_a_new_patient_is_kept_listed_and_chosen(qtbot, view, model, library):
    form = enter(qtbot, view, code="P-1", name="Ada")
    assert not form.isVisible()
    assert [row.code for row in model.rows] == ["P-1"]
    assert model.selection.patient.name == "Ada"
    assert library.patients.find("P-1").affected_side is AffectedSide.LEFT
    assert view.table.currentIndex().row() == 0
    assert view.card.isVisible()


@pytest.mark.parametrize(
    ("code", "side", "told"),
    [
        ("", AffectedSide.LEFT, "code is empty"),
        ("   ", AffectedSide.LEFT, "code is empty"),
        ("P-1", None, "Choose the affected side"),
    ],
)
def test_a_record_that_is_not_right_stays_open_and_says_why(qtbot, view, library, code, side, told):
    form = enter(qtbot, view, code=code, side=side)
    assert form.isVisible()
    assert told in form._problem.text()
    assert library.patients.all() == ()


def test_a_code_that_is_taken_is_told(qtbot, view, library):
    enter(qtbot, view, code="P-1")
    form = enter(qtbot, view, code="P-1", name="Another")
    assert form.isVisible()
    assert "P-1" in form._problem.text()
    assert len(library.patients.all()) == 1


def test_nobody_has_agreed_to_anything_before_somebody_says_so(qtbot, view, library):
    qtbot.mouseClick(view.new_button, Qt.MouseButton.LeftButton)
    assert not any(scope.isChecked() for scope in form_of(view).scopes.values())
    form_of(view).reject()
    enter(qtbot, view, code="P-1")
    assert library.patients.find("P-1").consent is None


@pytest.mark.parametrize("said", ["recording", "guardian"])
def test_a_consent_needs_its_day(qtbot, view, library, said):
    qtbot.mouseClick(view.new_button, Qt.MouseButton.LeftButton)
    form = form_of(view)
    form.code.setText("P-1")
    form.side.set_value(AffectedSide.LEFT)
    if said == "guardian":
        form.guardian.setText("Eve")
    else:
        form.scopes[said].setChecked(True)
    save(qtbot, form)
    assert "day on which the consent was given" in form._problem.text()
    assert library.patients.all() == ()
    form.consent_on.set_date(DAY)
    save(qtbot, form)
    kept = library.patients.find("P-1").consent
    assert (kept.given_on, kept.care, kept.recording) == (DAY, False, said == "recording")


def test_what_must_be_entered_is_marked_for_those_who_see_and_those_who_listen(qtbot, view):
    qtbot.mouseClick(view.new_button, Qt.MouseButton.LeftButton)
    form = form_of(view)
    starred = {one.text() for one in form.findChildren(QLabel) if one.text().endswith(" *")}
    assert starred == {"Code *", "Affected side *"}
    assert form.code.accessibleName() == "Code (required)"
    treatment = TreatmentForm(uuid4(), None, lambda _: "")
    qtbot.addWidget(treatment)
    starred = {one.text() for one in treatment.findChildren(QLabel) if one.text().endswith(" *")}
    assert starred == {"What was done *", "Start *"}
    assert treatment.start.focusProxy().accessibleName() == "Start (required)"


@pytest.mark.parametrize("name", [LONG, ARABIC, "<b>bold</b> & co", "O'Brien; DROP TABLE"])
def test_any_name_is_kept_and_shown_as_it_is(qtbot, view, model, name):
    enter(qtbot, view, code="P-2", name=name)
    assert model.selection.patient.name == name
    assert name in view.card._title.text()
    assert name in view.card._title.accessibleName()


def test_an_empty_name_is_no_obstacle(qtbot, view, model):
    enter(qtbot, view, code="P-3")
    assert model.selection.patient.name == ""


def test_the_record_comes_back_into_the_form_and_changes_are_kept(qtbot, view, library):
    enter(qtbot, view, code="P-1", name="Ada")
    qtbot.mouseClick(view.card.edit_record, Qt.MouseButton.LeftButton)
    form = form_of(view.card)
    form.birth_date.set_date(dt.date(1980, 5, 17))
    form.onset._line.setText("2026-01-05")
    form.aetiology.set_value(Aetiology.BELL)
    form.canthal.setText("91.5")
    form.consent_on._line.setText("12/01/2026")
    form.scopes["teaching"].setChecked(True)
    save(qtbot, form)
    qtbot.waitUntil(lambda: library.patients.find("P-1").outer_canthal_mm is not None)
    kept = library.patients.find("P-1")
    assert kept.birth_date == dt.date(1980, 5, 17)
    assert kept.onset_date == dt.date(2026, 1, 5)
    assert kept.outer_canthal_mm == 91.5
    assert kept.consent.given_on == dt.date(2026, 1, 12)
    assert kept.consent.teaching
    assert not kept.consent.research
    again = PatientForm(kept, lambda patient: "")
    qtbot.addWidget(again)
    assert again.record() == kept


@pytest.mark.parametrize(("field", "text"), [("onset", "32/01/2026"), ("canthal", "wide")])
def test_a_field_that_cannot_be_read_is_named(qtbot, view, library, field, text):
    qtbot.mouseClick(view.new_button, Qt.MouseButton.LeftButton)
    form = form_of(view)
    form.code.setText("P-1")
    form.side.set_value(AffectedSide.LEFT)
    where = getattr(form, field)
    getattr(where, "_line", where).setText(text)
    save(qtbot, form)
    assert text in form._problem.text()
    assert library.patients.all() == ()


def test_the_search_narrows_the_list_and_says_when_nobody_fits(qtbot, view, model):
    for code, name in (("P-1", "Ada"), ("P-2", "Grace")):
        enter(qtbot, view, code=code, name=name)
    qtbot.keyClicks(view.search, "grace")
    assert [row.code for row in model.rows] == ["P-2"]
    qtbot.keyClicks(view.search, "x")
    assert model.rows == ()
    assert view._none.text() == "No patient fits the search."


def test_without_a_patient_the_screen_says_what_to_do(qtbot, view):
    assert not view.card.isVisible()
    with qtbot.waitSignal(view.demo_wanted):
        button = view._right.currentWidget().findChild(type(view.new_button))
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_demo_patient_is_offered_until_there_is_one(qtbot, view, model, library, services):
    keep_demo_patient(library)
    services.changed.emit()
    assert not view.add_demo.isVisible()
    for text in ("nobody is called so", ""):
        view.search.setText(text)
        assert not view.add_demo.isVisible()
    model.choose(DEMO_ID)
    model.remove_patient()
    qtbot.waitUntil(view.add_demo.isVisible)


def test_visits_and_treatments_are_shown_and_can_be_chosen(qtbot, view, model, library, services):
    add_demo(library, visits=2)
    services.changed.emit()
    view.table.selectRow(0)
    assert view.card.visits.count() == 2
    assert model.selection.visit == model.selection.visits[1]
    with qtbot.waitSignal(model.selection.changed):
        view.card.visits.setCurrentRow(0)
    assert model.selection.visit == model.selection.visits[0]
    with qtbot.waitSignal(view.visit_opened):
        qtbot.mouseClick(view.card.open_visit, Qt.MouseButton.LeftButton)
    assert "steroid" in view.card.timeline.accessibleDescription()


def test_a_wrong_side_that_is_corrected_swaps_the_results_and_keeps_the_history(
    qtbot, view, model, library, services
):
    patient = add_demo(library, visits=1)
    services.changed.emit()
    view.table.selectRow(0)
    qtbot.mouseClick(view.card.edit_record, Qt.MouseButton.LeftButton)
    form = form_of(view.card)
    form.side.set_value(AffectedSide.RIGHT)
    save(qtbot, form)
    qtbot.waitUntil(
        lambda: model.selection.patient.affected_side is AffectedSide.RIGHT, timeout=30_000
    )
    (visit,) = library.visits.history(patient.id)
    assert len(visit.analyses) == 2
    assert [one.result.affected for one in visit.analyses] == [
        AffectedSide.LEFT,
        AffectedSide.RIGHT,
    ]


def test_exchanged_sides_of_a_visit_are_put_right_and_the_history_is_kept(
    qtbot, view, model, library, services
):
    patient = add_demo(library, visits=1)
    services.changed.emit()
    model.selection.choose_patient(patient)
    (before,) = library.visits.history(patient.id)
    qtbot.mouseClick(view.card.exchange, Qt.MouseButton.LeftButton)
    box = next(one for one in view.findChildren(QMessageBox) if one.isVisible())
    assert "left and right" in box.text()
    yes = next(one for one in box.buttons() if one.text() == "Exchange the sides")
    with qtbot.waitSignal(services.changed):
        qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    (after,) = library.visits.history(patient.id)
    assert all(one.mirrored for one in after.recordings)
    assert model.selection.visit.recordings == after.recordings
    assert len(after.analyses) == len(before.analyses) + 1
    assert moved(after.latest, Side.LEFT) == pytest.approx(moved(before.latest, Side.RIGHT))


def moved(analysis, side):
    """How far a corner of the mouth moves when the patient smiles."""
    (trial,) = [one for one in analysis.result.trials if one.exercise_id == "smile_open"]
    (found,) = [
        one
        for one in trial.measures
        if (one.measure_id, one.phase, one.side) == ("MC", Phase.EXCURSION, side)
    ]
    return found.estimate.value


def record_line(view, name):
    """What the card says under this name."""
    facts = view.card._facts
    rows = range(facts.rowCount())
    role = QFormLayout.ItemRole
    told = {
        facts.itemAt(one, role.LabelRole).widget().text(): facts.itemAt(one, role.FieldRole)
        for one in rows
    }
    return told[name].widget().text()


@pytest.mark.parametrize(
    ("consent", "told"),
    [
        (None, "none recorded: reports show no pictures"),
        (
            Consent(given_on=DAY, version="1", teaching=True, mask_eyes=True),
            (
                "given on 12 Jan 2026: Treatment, Video recording and pictures, Teaching, "
                "Only with covered eyes"
            ),
        ),
        (
            Consent(given_on=DAY, version="1", care=False, recording=False),
            "given on 12 Jan 2026: for nothing yet",
        ),
        (Consent(given_on=DAY, version="1", withdrawn_on=DAY), "withdrawn on 12 Jan 2026"),
    ],
)
def test_the_card_says_what_was_agreed_to(view, model, consent, told):
    model.add(Patient(uuid4(), "P-1", AffectedSide.LEFT, consent=consent))
    assert record_line(view, "Consent") == told


def test_a_treatment_is_entered_changed_and_removed(qtbot, view, model, library):
    enter(qtbot, view, code="P-1")
    view.card._enter_treatment(None)
    form = form_of(view.card, TreatmentForm)
    form.kind.setCurrentText("eyelid weight")
    save(qtbot, form)
    assert "day" in form._problem.text()
    form.start._line.setText("2026-02-01")
    save(qtbot, form)
    (kept,) = model.treatments
    assert kept.is_eyelid_surgery
    view.card._enter_treatment(kept)
    form = form_of(view.card, TreatmentForm)
    form.dose.setText("1.2 g")
    save(qtbot, form)
    assert model.treatments[0].dose == "1.2 g"
    entry = next(one for one in view.card._menu.findChildren(QMenu) if "eyelid" in one.title())
    for answer, left in (("Cancel", 1), ("Remove", 0)):
        next(one for one in entry.actions() if one.text() == "Remove…").trigger()
        box = next(one for one in view.findChildren(QMessageBox) if one.isVisible())
        assert "eyelid weight" in box.text()
        next(one for one in box.buttons() if one.text() == answer).click()
        assert len(model.treatments) == left


def test_a_treatment_that_cannot_be_removed_is_told(model, services, library, monkeypatch, qtbot):
    def refuse(_):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(library.treatments, "remove", refuse)
    with qtbot.waitSignal(services.problem) as told:
        model.remove_treatment(uuid4())
    assert told.args == ["The disk is full."]
