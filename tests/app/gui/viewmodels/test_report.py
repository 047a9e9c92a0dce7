from __future__ import annotations

import dataclasses
import threading

import pytest

from app.gui.viewmodels.report import ReportModel
from app.preferences import AS_WINDOW
from app.report_preview import save_preview
from assessment.report.content import Paper


@pytest.fixture
def model(services, selection):
    services.choose(report_language="en")  # whatever the system of this machine speaks
    return ReportModel(services, selection)


@pytest.fixture
def made(model, selection, add_patient, add_visit, qtbot):
    patient = add_patient()
    add_visit(patient)
    selection.choose_patient(patient)
    model.refresh()
    qtbot.waitUntil(lambda: model.preview is not None and not model.busy)
    return model


def test_without_a_visit_nothing_is_made(model):
    model.refresh()
    assert not model.has_visit
    assert not model.busy
    assert model.preview is None


def test_the_report_is_made_in_the_background(made):
    assert made.preview.data.startswith(b"%PDF")
    assert made.saved is None


def test_other_options_make_another_report(made, qtbot):
    before = made.preview
    made.choose(dataclasses.replace(made.options, paper=Paper.LETTER))
    assert made.preview is None
    assert made.busy
    qtbot.waitUntil(lambda: made.preview is not None)
    assert made.preview.pages[0].image.shape != before.pages[0].image.shape
    made.choose(made.options)
    assert not made.busy


def test_only_the_newest_request_arrives(made, services, monkeypatch, qtbot):
    """Also when an older one does not stop in time."""
    gate = threading.Event()

    def prepare(_library, _patient, _number, options, *, progress, cancel):
        if options.clinic == "One":
            gate.wait()
        return options.clinic

    monkeypatch.setattr("app.gui.viewmodels.report.prepare_report", prepare)
    for clinic in ("One", "Two"):
        made.choose(dataclasses.replace(made.options, clinic=clinic))
    qtbot.waitUntil(lambda: made.preview == "Two")
    gate.set()
    qtbot.waitUntil(lambda: services.short.idle)
    assert made.preview == "Two"
    assert not made.busy


def test_it_can_be_stopped(made, qtbot):
    made.refresh()
    made.cancel()
    qtbot.waitUntil(lambda: not made.busy)
    assert made.preview is None


def test_what_was_seen_is_saved(made, tmp_path, qtbot):
    path = tmp_path / "report.pdf"
    made.save(path, made.preview)
    qtbot.waitUntil(lambda: made.saved == path)
    assert path.read_bytes() == made.preview.data


def test_what_nobody_has_looked_at_is_not_saved_but_told(made, tmp_path, qtbot):
    looked_at = made.preview
    made.refresh()
    qtbot.waitUntil(lambda: made.preview is not None and not made.busy)
    with qtbot.waitSignal(made.told) as told:
        made.save(tmp_path / "report.pdf", looked_at)
    assert "look at it" in told.args[0]
    assert not made.busy
    assert not (tmp_path / "report.pdf").exists()


def test_a_failure_is_told(made, tmp_path, qtbot):
    with qtbot.waitSignal(made.told) as told:
        made.save(tmp_path / "no" / "report.pdf", made.preview)
    assert "cannot be written" in told.args[0]
    assert made.saved is None


def test_the_settings_give_paper_and_clinic(made, services, qtbot):
    with qtbot.waitSignal(made.stale):
        services.choose(clinic="Klinik", paper=Paper.LETTER)
    assert (made.options.clinic, made.options.paper) == ("Klinik", Paper.LETTER)


def words(model):
    return " ".join(page.text for page in model.preview.pages)


def test_a_german_window_makes_a_german_report(made, services, qtbot):
    assert "Facial movement report" in words(made)
    with qtbot.waitSignal(made.stale):
        services.choose(language="de", report_language=AS_WINDOW)
    made.refresh()
    qtbot.waitUntil(lambda: made.preview is not None)
    assert "Bericht zur Gesichtsbewegung" in words(made)
    assert "Facial movement report" not in words(made)


@pytest.mark.parametrize(
    ("window", "reports", "spoken"),
    [
        ("en", "de", "de"),
        ("de", "en", "en"),
        ("de", AS_WINDOW, "de"),
        ("fr", AS_WINDOW, "en"),
        ("de", "xx", "en"),
    ],
)
def test_the_settings_give_the_language(made, services, window, reports, spoken):
    services.choose(language=window, report_language=reports)
    assert made.options.language == spoken


@pytest.fixture
def slow_disk(monkeypatch):
    """Writes a report once the event is set."""
    gate = threading.Event()

    def save(preview, path, *, progress, cancel):
        gate.wait()
        return save_preview(preview, path, progress=progress, cancel=cancel)

    monkeypatch.setattr("app.gui.viewmodels.report.save_preview", save)
    yield gate
    gate.set()


def test_a_report_is_saved_to_the_end_when_another_is_made_meanwhile(
    made, slow_disk, tmp_path, qtbot
):
    path, looked_at = tmp_path / "report.pdf", made.preview
    made.save(path, made.preview)
    made.refresh()
    slow_disk.set()
    qtbot.waitUntil(lambda: not made.busy)
    assert path.read_bytes() == looked_at.data
    assert made.preview is not looked_at
    assert made.saved is None  # of the report that is looked at


def test_a_report_that_cannot_be_saved_is_told_when_another_is_made_meanwhile(
    made, slow_disk, tmp_path, qtbot
):
    made.save(tmp_path / "no" / "report.pdf", made.preview)
    made.refresh()
    with qtbot.waitSignal(made.told) as told:
        slow_disk.set()
    assert "cannot be written" in told.args[0]
    qtbot.waitUntil(lambda: not made.busy)
