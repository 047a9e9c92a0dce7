from __future__ import annotations

import pytest

from app.gui.viewmodels.two_visits import Moment, TwoVisitsModel
from app.reanalysis import change_mirroring


@pytest.fixture
def model(services, selection):
    made = TwoVisitsModel(services, selection)
    yield made
    made.close()


@pytest.fixture
def patient(selection, add_patient, add_visit):
    person = add_patient()
    add_visit(person, day=1)
    add_visit(person, day=8)
    selection.choose_patient(person)
    return person


@pytest.fixture
def opened(model, patient, qtbot):
    model.open()
    qtbot.waitUntil(lambda: all(player.picture is not None for player in model.players))
    return model


def test_a_single_visit_has_nothing_to_stand_beside(model, selection, add_patient, add_visit):
    person = add_patient()
    add_visit(person)
    selection.choose_patient(person)
    model.open()
    assert model.chosen == (None, None)
    assert model.sights is None


def test_the_first_and_the_last_visit_are_opened_at_a_movement(opened, selection):
    first, last = selection.visits[0], selection.visits[-1]
    assert opened.chosen == (first.visit.id, last.visit.id)
    assert opened.exercises == ("rest", "smile_open")
    assert opened.exercise_id == "smile_open"


def test_both_begin_at_the_onset(opened):
    assert opened.offset_s == 0.0
    for player, sight in zip(opened.players, opened.sights, strict=True):
        assert abs(player.time_s - sight.onset_s) < 0.1
        assert sight.onset_s == sight.trial.repetitions[0].onset_s


def test_they_go_in_step_and_stay_within_both(opened):
    opened.go(0.5)
    assert [round(p.time_s - s.onset_s, 1) for p, s in pairs(opened)] == [0.5, 0.5]
    opened.go(1000.0)
    assert opened.offset_s == opened.span_s[1]
    opened.go(-1000.0)
    assert opened.offset_s == opened.span_s[0]


def pairs(model):
    return zip(model.players, model.sights, strict=True)


def test_rest_and_peak_are_the_frames_of_the_analysis(opened):
    opened.show_moment(Moment.PEAK)
    assert [p.frame for p, _ in pairs(opened)] == [s.trial.peak_frame for _, s in pairs(opened)]
    assert opened.moment is Moment.PEAK
    opened.show_moment(Moment.REST)
    assert [p.frame for p, _ in pairs(opened)] == [s.trial.rest_frame for _, s in pairs(opened)]
    opened.go(0.0)
    assert opened.moment is None


def test_playing_moves_both_until_the_end(opened, qtbot):
    _, high = opened.span_s
    opened.go(high - 0.2)
    with qtbot.waitSignals([opened.playing_changed, opened.playing_changed]):
        opened.toggle()
    assert not opened.playing
    assert opened.offset_s == high
    opened.toggle()
    assert opened.playing
    assert opened.offset_s < high
    opened.toggle()
    assert not opened.playing


def test_another_exercise_is_shown(opened, qtbot):
    with qtbot.waitSignal(opened.sights_changed):
        opened.choose_exercise("rest")
    assert opened.exercise_id == "rest"
    assert all(sight.trial.exercise_id == "rest" for sight in opened.sights)
    opened.choose_exercise("snarl")
    assert opened.exercise_id == "rest"


def test_another_patient_takes_the_visits_away(opened, selection, qtbot, add_patient, add_visit):
    other = add_patient("P-2")
    add_visit(other)
    with qtbot.waitSignal(opened.sights_changed):
        selection.choose_patient(other)
    assert opened.sights is None
    assert opened.chosen == (None, None)


def test_landmarks_alone_can_be_compared_without_videos(
    model, selection, add_patient, add_visit, qtbot
):
    person = add_patient()
    for day in (1, 8):
        add_visit(person, day=day, keep_videos=False)
    selection.choose_patient(person)
    with qtbot.waitSignal(model.sights_changed):
        model.open()
    assert all(sight.film.source is None for sight in model.sights)
    assert all(sight.landmarks(sight.trial.peak_frame) is not None for sight in model.sights)


def test_what_was_analysed_anew_while_it_was_read_is_read_again(
    model, patient, selection, services, library, qtbot
):
    model.open()
    services.short._pool.waitForDone()  # read, and not yet taken
    visit = library.visits.find(selection.visits[0].visit.id)
    keys = [one.id for one in visit.recordings]
    change_mirroring(library, patient, visit, keys, by="Dr A", reason="")
    services.changed.emit()
    qtbot.waitUntil(lambda: model.sights is not None)
    assert model.sights[0].film.mirrored
