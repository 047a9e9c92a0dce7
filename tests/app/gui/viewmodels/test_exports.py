from __future__ import annotations

import pytest

from app.exports import Exported, ExportKind
from app.gui.viewmodels.exports import ExportsModel


@pytest.fixture
def model(services, selection):
    return ExportsModel(services, selection)


@pytest.fixture
def people(model, services, add_patient, add_visit):
    made = [add_patient("P-1"), add_patient("P-2")]
    for person in made:
        add_visit(person, exercises=("rest",))
    services.changed.emit()
    return made


def test_everybody_can_be_chosen(model, people):
    assert [one.code for one in model.patients] == ["P-1", "P-2"]


def test_an_export_is_written_and_told(model, people, tmp_path, qtbot):
    path = tmp_path / "all.csv"
    chosen = frozenset(one.id for one in people)
    with qtbot.waitSignal(model.told) as told:
        model.write(chosen, ExportKind.RESULTS, path, anonymised=False)
        assert model.running
    assert told.args == [f"Written: {path}", True]
    assert "P-2" in path.read_text("utf-8-sig")
    qtbot.waitUntil(lambda: not model.running)


def test_nobody_chosen_is_told(model, people, tmp_path, qtbot):
    with qtbot.waitSignal(model.told) as told:
        model.write(frozenset(), ExportKind.RESULTS, tmp_path / "a.csv", anonymised=False)
    assert told.args == ["Nobody is chosen; choose the patients to export.", False]


def test_an_export_can_be_stopped(model, people, tmp_path, qtbot):
    path = tmp_path / "frames.csv"
    with qtbot.waitSignal(model.told) as told:
        model.write(frozenset([people[0].id]), ExportKind.FRAMES, path, anonymised=False)
        model.cancel()
    assert told.args[0].startswith("Stopped")
    assert not path.exists()


def test_several_workbooks_and_who_was_left_out_are_told(model, tmp_path, qtbot):
    paths = (tmp_path / "a-001.xlsx", tmp_path / "a-002.xlsx")
    with qtbot.waitSignal(model.told) as told:
        model._tell_written(Exported(paths))
    assert told.args[0].startswith(f"Written: 2 workbooks in {tmp_path}, one for each patient")
    with qtbot.waitSignal(model.told) as told:
        model._tell_written(Exported((tmp_path,), unwilling=1))
    assert told.args[0].splitlines()[1] == (
        "Left out: 1 patient with corrected frames, but without consent to training."
    )


def test_one_export_at_a_time(model, people, tmp_path, qtbot):
    chosen = frozenset([people[0].id])
    with qtbot.waitSignal(model.told):
        model.write(chosen, ExportKind.RESULTS, tmp_path / "a.csv", anonymised=False)
        model.write(chosen, ExportKind.RESULTS, tmp_path / "b.csv", anonymised=False)
    assert not (tmp_path / "b.csv").exists()
