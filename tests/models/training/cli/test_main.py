"""How a process of training ends when something outside the program stops it."""

from __future__ import annotations

import pytest

from core.errors import InputError, TrainingError
from core.progress import Cancelled
from models.training.cli import __main__ as door
from models.training.cli import runs


@pytest.mark.parametrize(
    ("rank", "error", "told"),
    [
        ("0", InputError("no pack"), "no pack\n"),
        ("1", InputError("no pack"), ""),
        ("1", TrainingError("no number"), "no number\n"),
    ],
)
def test_one_process_tells_what_all_find_and_each_what_it_alone_finds(
    rank: str,
    error: Exception,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setenv("RANK", rank)
    monkeypatch.setattr(door, "commands", fail)
    with pytest.raises(SystemExit) as ended:
        door.main()
    assert ended.value.code == 1
    assert capsys.readouterr().err == told


def test_a_stop_has_its_own_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        raise Cancelled

    monkeypatch.setattr(door, "commands", stop)
    with pytest.raises(SystemExit) as ended:
        door.main()
    assert ended.value.code == door.STOPPED


def test_an_error_of_a_ratio_is_given_by_measure():
    assert runs._measured("MC=4.3") == ("MC", 4.3)
    for wrong in ("MC", "4.3", "MC="):
        with pytest.raises(InputError, match=r"write MEASURE=POINTS, e\.g\. MC=4\.3"):
            runs._measured(wrong)
