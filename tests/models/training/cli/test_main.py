"""How a process of training ends when something outside the program stops it."""

from __future__ import annotations

import pytest

from core.errors import InputError, TrainingError
from core.progress import Cancelled
from models.training.cli import __main__ as door


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
