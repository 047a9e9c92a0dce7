from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QMessageBox, QPushButton

from app.gui.viewmodels.results import ResultsModel
from app.gui.views.grade_form import GradeForm
from app.gui.views.results import ResultsView
from app.gui.views.summary_card import SummaryCard
from app.gui.widgets.parts import EmptyState
from app.preferences import Lengths
from assessment.grades.forms import EFACE, FACE, HOUSE_BRACKMANN, SCALES, SUNNYBROOK
from assessment.grades.grade import GradeSource
from tests.app.gui.background import wait

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def model(services, selection):
    return ResultsModel(services, selection)


@pytest.fixture
def view(model, palette, qtbot):
    made = ResultsView(model, palette)
    qtbot.addWidget(made)
    made.resize(1270, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def opened(view, model, services, selection, add_patient, add_visit, qtbot):
    services.choose(examiner="Dr Weber")
    patient = add_patient()
    add_visit(patient)
    selection.choose_patient(patient)
    wait(qtbot, model)
    return view


def row_of(table, name):
    return next(
        row for row in range(table.rowCount()) if table.item(row, 0).text().startswith(name)
    )


def form_of(view):
    return view.findChildren(GradeForm)[-1]


def texts(widget):
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def press(form, which, qtbot):
    qtbot.mouseClick(form.findChild(QDialogButtonBox).button(which), LEFT)


SAVE = QDialogButtonBox.StandardButton.Save


def test_without_a_visit_it_says_what_to_do(view):
    empty = [one for one in view.findChildren(EmptyState) if one.isVisible()]
    assert len(empty) == 1
    assert "Capture" in texts(empty[0])


def test_nothing_is_read_while_nobody_looks(
    model, palette, selection, add_patient, add_visit, qtbot
):
    hidden = ResultsView(model, palette)
    qtbot.addWidget(hidden)
    patient = add_patient()
    add_visit(patient)
    selection.choose_patient(patient)
    assert model.content is None
    assert not model.reading
    hidden.show()
    wait(qtbot, model)
    assert model.content is not None


def test_exercises_stand_above_and_details_below(opened):
    table = opened.overview
    smile = row_of(table, "Biggest smile")
    table.choose_row(smile)
    assert table.item(smile, 6).text() == "first visit"
    assert "Medial canthus to commissure (MC), at rest" in [
        opened.details.item(row, 0).text() for row in range(opened.details.rowCount())
    ]


def test_the_lower_table_is_named_after_what_stands_in_it(opened):
    opened.overview.choose_row(row_of(opened.overview, "Biggest smile"))
    assert "Biggest smile: all other measures" in texts(opened)
    opened.overview.choose_row(row_of(opened.overview, "Synkinesis (largest)"))
    assert "Synkinesis: all pairs of region and exercise" in texts(opened)


def test_a_visit_without_recordings_says_so_and_explains_no_number(
    view, model, selection, services, library, add_patient, add_visit, qtbot
):
    patient = add_patient()
    visit = add_visit(patient).visit
    again = replace(visit, id=uuid4(), taken_at=visit.taken_at + dt.timedelta(days=9))
    library.visits.add(again, ())
    selection.choose_patient(patient)
    wait(qtbot, model)
    assert "Nothing was recorded at this visit." in texts(view)
    assert not view.card.isVisible()
    selection.choose_visit(visit.id)
    wait(qtbot, model)
    assert view.card.isVisible()


def test_an_exercise_that_is_missing_says_why(opened):
    opened.overview.choose_row(row_of(opened.overview, "Snarl"))
    assert opened.details.isHidden()
    assert "it was not recorded" in texts(opened)


def test_the_chosen_number_is_explained_with_its_landmarks(opened, qtbot):
    opened.overview.choose_row(row_of(opened.overview, "Biggest smile"))
    told = texts(opened.card)
    assert "Biggest smile: Excursion ratio, Medial canthus to commissure (MC)" in told
    assert "100 x_A / x_H (A affected side, H healthy side)" in told
    assert "Kim 2015" in told
    picture = next(one for one in opened.card.findChildren(QLabel) if one.pixmap().width())
    assert picture.accessibleName() == "Landmarks behind this number"
    info = opened.overview.info_at(row_of(opened.overview, "Biggest smile"), 3)
    assert "data:image/png;base64," in opened.card.tip(info)


@pytest.mark.parametrize("column", [1, 2, 3, 4])
def test_every_number_of_a_row_tells_formula_and_picture(opened, column):
    info = opened.overview.info_at(row_of(opened.overview, "Biggest smile"), column)
    tip = opened.card.tip(info)
    assert info.formula
    assert "Formula:" in tip
    assert "data:image/png;base64," in tip


def test_a_change_tells_how_its_error_was_reckoned(
    opened, model, services, selection, add_visit, qtbot
):
    add_visit(selection.patient, day=20)
    services.changed.emit()
    selection.choose_visit(selection.visits[-1].visit.id)
    wait(qtbot, model)
    row = row_of(opened.overview, "Biggest smile")
    for column in (5, 6):
        tip = opened.card.tip(opened.overview.info_at(row, column))
        assert "MDC95 = max(15 points; 1.96 √(" in tip
    left = opened.card.tip(opened.overview.info_at(row, 2))
    assert "Change since the visit before:" in left
    assert "MDC95 = max(0.017 OCW; 1.96 √(" in left
    assert "1.5 mm on an average face of 89 mm" in left


def test_lengths_are_shown_in_the_unit_that_is_chosen(
    view, model, services, selection, add_patient, add_visit, qtbot
):
    patient = add_patient(outer_canthal_mm=100.0)
    add_visit(patient)
    selection.choose_patient(patient)
    wait(qtbot, model)
    smile = row_of(view.overview, "Biggest smile")
    assert view.overview.item(smile, 1).text().endswith(" mm")
    services.choose(lengths=Lengths.WIDTHS)
    assert view.overview.item(smile, 1).text().endswith(" OCW")
    assert "Lengths in outer-canthal widths (OCW)." in texts(view)
    services.choose(lengths=Lengths.MILLIMETRES)
    assert view.overview.item(smile, 1).text().endswith(" mm")


def test_a_grade_says_where_its_scale_comes_from(opened, model, qtbot):
    opened.grades.enter(SUNNYBROOK)
    form = form_of(opened)
    for item in SUNNYBROOK.items:
        form.answers[item.id].choice.setCurrentIndex(1)
    press(form, SAVE, qtbot)
    qtbot.waitUntil(lambda: len(model.grades) == 1)
    told = opened.grades.list.item(0).toolTip()
    assert told.startswith("Source of the scale: Ross, Fradet, Nedzelski 1996")
    assert "Composite = voluntary movement - resting symmetry - synkinesis" in told


def test_changes_in_the_store_are_shown_while_it_is_seen(
    opened, model, services, selection, add_visit, qtbot
):
    row = row_of(opened.overview, "Biggest smile")
    add_visit(selection.patient, day=20)
    services.changed.emit()
    selection.choose_visit(selection.visits[-1].visit.id)
    assert "Results of" not in texts(opened)  # nothing of the other visit meanwhile
    wait(qtbot, model)
    assert "Results of 20 Jan 2026" in texts(opened)
    assert opened.overview.item(row, 6).text() == "within measurement error"


def test_every_scale_makes_a_form(opened, qtbot):
    for scale in SCALES.values():
        opened.grades.enter(scale)
        form = form_of(opened)
        assert set(form.answers) == {item.id for item in scale.items}
        form.reject()


def test_a_grade_is_entered_by_clicks_and_listed(opened, model, qtbot):
    opened.grades.enter(HOUSE_BRACKMANN)
    form = form_of(opened)
    assert form.rater.text() == "Dr Weber"
    form.answers["grade"].choice.setCurrentIndex(3)
    press(form, SAVE, qtbot)
    qtbot.waitUntil(lambda: len(model.grades) == 1)
    assert model.grades[0].values["grade"] == "III"
    assert model.grades[0].source is GradeSource.MANUAL
    assert opened.grades.list.item(0).text().startswith("House-Brackmann grade: III: moderate")


def test_an_empty_form_is_not_kept(opened, model, qtbot):
    opened.grades.enter(HOUSE_BRACKMANN)
    form = form_of(opened)
    press(form, SAVE, qtbot)
    assert form.isVisible()
    assert "The form is empty" in texts(form)
    assert not model.grades


def test_totals_follow_the_answers(opened, qtbot):
    opened.grades.enter(SUNNYBROOK)
    form = form_of(opened)
    assert "100 of 100" not in texts(form)
    for item in SUNNYBROOK.items:
        last = len(item.choices) if item.group == "voluntary" else 1
        form.answers[item.id].choice.setCurrentIndex(last)
    assert "100 of 100" in texts(form)
    form.answers["rest_eye"].choice.setCurrentIndex(2)
    assert "95 of 100" in texts(form)
    form.answers["rest_eye"].choice.setCurrentIndex(0)
    assert "95 of 100" not in texts(form)


def test_a_number_out_of_its_range_is_refused(opened, model, qtbot):
    opened.grades.enter(FACE)
    form = form_of(opened)
    form.answers["total"].number.setText("101")
    press(form, SAVE, qtbot)
    assert "101 is not in 0 to 100" in texts(form)
    form.answers["total"].number.setText("61.5")
    press(form, SAVE, qtbot)
    qtbot.waitUntil(lambda: len(model.grades) == 1)
    assert model.grades[0].values["total"] == 61.5


def test_suggestions_are_hidden_until_asked_for_and_marked(opened, qtbot):
    opened.grades.enter(SUNNYBROOK)
    form = form_of(opened)
    assert "Suggestion to confirm" not in texts(form)
    form.suggest.setChecked(True)
    assert "Suggestion to confirm: excursion ratio of MC" in texts(form)
    form.blinded.setChecked(True)
    assert "Suggestion to confirm" not in texts(form)
    assert not form.suggest.isEnabled()


def test_a_suggestion_taken_over_is_kept_as_confirmed(opened, model, qtbot):
    opened.grades.enter(SUNNYBROOK)
    form = form_of(opened)
    form.suggest.setChecked(True)
    suggestion = model.suggestions("sunnybrook")["voluntary_smile_open"]
    label = SUNNYBROOK.item(suggestion.item).text(suggestion.choices[0])
    take = next(one for one in form.findChildren(QPushButton) if one.text() == f"Accept: {label}")
    take.click()
    assert form.answers["voluntary_smile_open"].value() == suggestion.choices[0]
    press(form, SAVE, qtbot)
    qtbot.waitUntil(lambda: len(model.grades) == 1)
    assert model.grades[0].source is GradeSource.SUGGESTION_CONFIRMED
    assert "suggested, confirmed by the rater" in opened.grades.list.item(0).text()


def test_a_suggestion_given_up_again_leaves_a_grade_by_hand(opened, model, qtbot):
    opened.grades.enter(SUNNYBROOK)
    form = form_of(opened)
    suggestion = model.suggestions("sunnybrook")["voluntary_smile_open"]
    form._take(suggestion.item, suggestion.choices[0])
    other = "5" if suggestion.choices[0] != "5" else "1"
    form.answers[suggestion.item].set_value(other)
    assert form.grade().source is GradeSource.MANUAL


@pytest.mark.parametrize(("scale", "noted"), [(EFACE, True), (HOUSE_BRACKMANN, False)])
def test_items_not_checked_are_marked_and_the_mark_explained(opened, scale, noted):
    opened.grades.enter(scale)
    shown = [one.text() for one in form_of(opened).findChildren(QLabel)]
    assert any(text.endswith(" †") for text in shown) is noted
    assert any(text.startswith("† Item not checked") for text in shown) is noted


def test_a_scale_without_suggestions_offers_none(opened):
    opened.grades.enter(EFACE)
    assert not form_of(opened).suggest.isVisible()


def test_a_grade_is_changed_and_removed(opened, model, qtbot):
    opened.grades.enter(HOUSE_BRACKMANN)
    form = form_of(opened)
    form.answers["grade"].choice.setCurrentIndex(3)
    press(form, SAVE, qtbot)
    qtbot.waitUntil(lambda: len(model.grades) == 1)
    kept = model.grades[0]
    opened.grades.list.setCurrentRow(0)
    qtbot.mouseClick(opened.grades.change, LEFT)
    form = form_of(opened)
    assert form.answers["grade"].value() == "III"
    form.answers["grade"].choice.setCurrentIndex(2)
    press(form, SAVE, qtbot)
    qtbot.waitUntil(lambda: model.grades[0].values["grade"] == "II")
    assert (model.grades[0].id, model.grades[0].taken_at) == (kept.id, kept.taken_at)
    opened.grades.list.setCurrentRow(0)
    qtbot.mouseClick(opened.grades.remove, LEFT)
    box = opened.grades.findChild(QMessageBox)
    next(one for one in box.buttons() if one.text() == "Remove").click()
    qtbot.waitUntil(lambda: not model.grades)
    assert opened.grades.remove.isHidden()


def test_the_summary_is_kept_when_it_is_left(opened, model, qtbot):
    opened.summary.text.setFocus()
    qtbot.keyClicks(opened.summary.text, "Better.")
    assert opened.summary.save.isEnabled()
    opened.overview.setFocus()
    qtbot.waitUntil(lambda: model.summary == "Better.")
    assert not opened.summary.save.isEnabled()


def test_a_summary_being_written_is_not_overwritten(opened, model, services, qtbot):
    opened.summary.text.setFocus()
    qtbot.keyClicks(opened.summary.text, "Half a sen")
    services.changed.emit()
    wait(qtbot, model)
    assert opened.summary.text.toPlainText() == "Half a sen"


def test_a_summary_stays_with_its_visit_when_another_one_is_shown(
    opened, model, selection, add_visit, library, services, qtbot
):
    first = selection.visit.visit.id
    second = add_visit(selection.patient, day=20).visit.id
    services.changed.emit()
    wait(qtbot, model)
    opened.summary.text.setFocus()
    qtbot.keyClicks(opened.summary.text, "Of the first visit.")
    selection.choose_visit(second)
    wait(qtbot, model)
    opened.summary.text.setFocus()
    assert opened.summary.text.toPlainText() == ""
    opened.overview.setFocus()
    wait(qtbot, model)
    kept = [library.visits.find(key).visit.summary for key in (first, second)]
    assert kept == ["Of the first visit.", ""]


def test_a_summary_that_keeps_the_cursor_shows_the_other_visits_text(
    opened, model, selection, add_visit, services, qtbot
):
    second = add_visit(selection.patient, day=20).visit.id
    services.changed.emit()
    wait(qtbot, model)
    alone = SummaryCard(model)
    qtbot.addWidget(alone)
    alone.show()
    alone.text.setFocus()
    qtbot.waitUntil(alone.text.hasFocus)
    qtbot.keyClicks(alone.text, "Of the first visit.")
    selection.choose_visit(second)
    wait(qtbot, model)
    assert alone.text.hasFocus()
    assert alone.text.toPlainText() == ""
