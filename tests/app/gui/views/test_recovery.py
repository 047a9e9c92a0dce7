from __future__ import annotations

import dataclasses
import datetime as dt
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel

from app.course import Chart
from app.gui.viewmodels.recovery import RecoveryModel
from app.gui.viewmodels.two_visits import TwoVisitsModel
from app.gui.views.recovery import RecoveryView
from assessment.norms import norm_of
from assessment.records import Visit
from assessment.report.sources import cite
from assessment.results import Phase, Unit
from tests.app.gui.background import wait

LEFT = Qt.MouseButton.LeftButton
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@pytest.fixture
def two(services, selection):
    made = TwoVisitsModel(services, selection)
    yield made
    made.close()


@pytest.fixture
def model(services, selection):
    return RecoveryModel(services, selection)


@pytest.fixture
def view(model, two, palette, qtbot):
    made = RecoveryView(model, two, palette)
    qtbot.addWidget(made)
    made.resize(1270, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def opened(view, model, selection, add_patient, add_visit, qtbot):
    patient = add_patient(onset_date=dt.date(2025, 12, 25))
    add_visit(patient, day=1, camera="A")
    add_visit(patient, day=15, camera="B")
    selection.choose_patient(patient)
    wait(qtbot, model)
    return view


def texts(widget):
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def item_of(view, text):
    tree = view.charts.choices.tree
    (found,) = tree.findItems(text, Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    return found


def titles(view):
    return [one.accessibleName() for one in view.charts.charts]


def test_without_a_visit_it_says_what_to_do(view):
    assert "Nothing to chart yet" in texts(view)
    assert not view.show_two.isEnabled()


def test_a_visit_that_is_not_analysed_has_nothing_to_tick(
    view, model, selection, add_patient, library, qtbot
):
    patient = add_patient()
    library.add_visit(Visit(uuid4(), patient.id, dt.datetime(2026, 1, 1, 9, tzinfo=dt.UTC)), [])
    selection.choose_patient(patient)
    wait(qtbot, model)
    assert "Nothing to chart yet" in texts(view)
    assert not view.charts.isVisible()


def test_the_usual_charts_are_drawn_and_ticked(opened):
    assert titles(opened) == ["Biggest smile: ratio MC"]
    assert item_of(opened, "Ratio, Medial canthus to commissure (MC)").checkState(0) is CHECKED


def test_a_tick_adds_a_chart_and_takes_it_away(opened):
    item = item_of(opened, "Excursion, Commissure displacement (DVm)")
    item.setCheckState(0, CHECKED)
    assert titles(opened) == ["Biggest smile: ratio MC", "Biggest smile: excursion DVm"]
    item.setCheckState(0, UNCHECKED)
    assert titles(opened) == ["Biggest smile: ratio MC"]


def test_nothing_ticked_says_what_to_do_and_the_usual_come_back(opened, qtbot):
    item_of(opened, "Ratio, Medial canthus to commissure (MC)").setCheckState(0, UNCHECKED)
    assert "Nothing chosen" in texts(opened)
    assert not opened.charts.save.isEnabled()
    qtbot.mouseClick(opened.charts.choices.usual, LEFT)
    assert titles(opened) == ["Biggest smile: ratio MC"]


def test_healthy_people_are_told_below_the_charts_with_who_published_them(
    opened, model, monkeypatch
):
    norm = norm_of("smile_open", "DVm", Phase.EXCURSION, Unit.MM)
    (chart,) = model.charts
    both = (dataclasses.replace(chart, norm=norm), dataclasses.replace(chart, norm=norm))
    monkeypatch.setattr(RecoveryModel, "charts", both)
    (told,) = [note for note in opened.charts.notes() if "Healthy people" in note]
    assert "9.28 ± 2.83 mm" in told
    assert cite(norm.source) in told


def test_breaks_are_told_below_the_charts(opened):
    assert "Lines are broken where visits cannot be compared: 15 Jan 2026 (the camera differs)" in (
        texts(opened)
    )


def test_the_numbers_stand_in_a_table_that_can_be_copied(opened, qtbot):
    assert opened.charts.copy.isHidden()
    qtbot.mouseClick(opened.charts.as_table, LEFT)
    assert opened.charts.table.isVisible()
    head = opened.charts.table.horizontalHeaderItem(2).text()
    assert head == "Biggest smile:\nratio MC"
    qtbot.mouseClick(opened.charts.copy, LEFT)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Visit\tDays since onset\tBiggest smile: ratio MC"
    assert len(lines) == 3


def test_below_the_table_stands_what_concerns_it_and_no_more(opened, qtbot):
    assert "Bars: 95 % interval, hidden where shorter than the dot." in texts(opened)
    assert "MC: medial canthus to commissure" in texts(opened)
    qtbot.mouseClick(opened.charts.as_table, LEFT)
    assert "Bars" not in texts(opened)
    assert "MC: medial canthus to commissure" in texts(opened)
    assert "Not comparable with the visit before: 15 Jan 2026 (the camera differs)." in (
        texts(opened)
    )
    assert not opened.charts.save.isVisible()
    qtbot.mouseClick(opened.charts.as_table, LEFT)
    assert opened.charts.save.isVisible()


@pytest.mark.parametrize("below", [True, False])
def test_a_ratio_below_zero_is_explained(opened, monkeypatch, below):
    monkeypatch.setattr(Chart, "goes_below_zero", below)
    opened.charts.show_charts()
    told = "Below 0: moved the opposite way."
    assert (told in texts(opened)) is below


def test_the_picture_goes_where_the_dialog_says(opened, tmp_path, qtbot):
    qtbot.mouseClick(opened.charts.save, LEFT)
    dialog = opened.charts.findChild(QFileDialog)
    assert dialog.isVisible()
    path = tmp_path / "course.svg"
    dialog.fileSelected.emit(str(path))
    assert path.read_text("utf-8").count("Recovery of P-1") == 1
    dialog.reject()


def test_a_picture_that_cannot_be_written_is_told(opened, tmp_path):
    opened.charts.save_to(str(tmp_path / "no" / "a.png"))
    assert "cannot be written" in texts(opened)


def test_old_charts_go(opened, qapp, model):
    from PySide6.QtCore import QEvent

    from app.gui.widgets.recovery_chart import RecoveryChart

    for _ in range(3):
        model.charts_changed.emit()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(opened.findChildren(RecoveryChart)) == 1


def test_two_visits_stand_side_by_side(opened, two, qtbot):
    qtbot.mouseClick(opened.show_two, LEFT)
    qtbot.waitUntil(lambda: all(one.space is not None for one in opened.two.pictures))
    assert [one.currentIndex() for one in opened.two.days] == [0, 1]
    assert opened.two.exercise.currentText() == "Biggest smile"
    assert "| 0.00 s from onset" in texts(opened.two)
    qtbot.mouseClick(opened.two.peak, LEFT)
    assert "at the peak" in texts(opened.two)
    assert (opened.two.rest.isChecked(), opened.two.peak.isChecked()) == (False, True)
    assert [p.frame for p in two.players] == [s.trial.peak_frame for s in two.sights]


def test_the_moment_that_is_shown_stays_marked_until_another_is(opened, two, qtbot):
    qtbot.mouseClick(opened.show_two, LEFT)
    qtbot.waitUntil(lambda: two.sights is not None)
    marked = [(opened.two.rest.isChecked(), opened.two.peak.isChecked())]
    for tool in (opened.two.rest, opened.two.rest, opened.two.peak):
        qtbot.mouseClick(tool, LEFT)
        marked.append((opened.two.rest.isChecked(), opened.two.peak.isChecked()))
    two.go(0.1)
    marked.append((opened.two.rest.isChecked(), opened.two.peak.isChecked()))
    assert marked == [(False, False), (True, False), (True, False), (False, True), (False, False)]


def test_landmarks_are_drawn_on_request(opened, two, qtbot):
    qtbot.mouseClick(opened.show_two, LEFT)
    qtbot.waitUntil(lambda: all(one.space is not None for one in opened.two.pictures))
    assert "The patient's right side is on the left" in texts(opened.two)
    bare = [one.grab().toImage() for one in opened.two.pictures]
    qtbot.mouseClick(opened.two.drawn, LEFT)
    drawn = [one.grab().toImage() for one in opened.two.pictures]
    assert all(before != after for before, after in zip(bare, drawn, strict=True))


def test_the_slider_moves_both(opened, two, qtbot):
    qtbot.mouseClick(opened.show_two, LEFT)
    qtbot.waitUntil(lambda: two.sights is not None)
    opened.two.slider.setFocus()
    before = two.offset_s
    qtbot.keyClick(opened.two.slider, Qt.Key.Key_PageUp)
    assert two.offset_s > before


def test_leaving_the_screen_stops_playing(opened, two, qtbot):
    qtbot.mouseClick(opened.show_two, LEFT)
    qtbot.waitUntil(lambda: two.sights is not None)
    qtbot.mouseClick(opened.two.play, LEFT)
    assert two.playing
    assert opened.two.play.accessibleName() == "Stop"
    qtbot.mouseClick(opened.show_charts, LEFT)
    assert not two.playing


def test_a_single_visit_has_nothing_beside_it(
    view, model, selection, add_patient, add_visit, qtbot
):
    patient = add_patient()
    add_visit(patient)
    selection.choose_patient(patient)
    wait(qtbot, model)
    qtbot.mouseClick(view.show_two, LEFT)
    assert "Two visits are needed" in texts(view)
