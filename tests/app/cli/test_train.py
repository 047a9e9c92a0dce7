"""The hidden door: out of sight, true to the program's exit codes, and no burden to the clinic."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.main import Exit, run
from app.cli.train import TRAIN_EXTRA
from models.training.cli import runs

WITHOUT_EXTRA = f"""
import sys
sys.modules.update(dict.fromkeys({TRAIN_EXTRA!r}))
from app.cli.main import run
raise SystemExit(run(sys.argv[1:]))
"""


def without_the_extra(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_EXTRA, *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_training_is_not_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == Exit.DONE
    assert "train" not in capsys.readouterr().out


def test_its_own_help_and_wrong_usage_name_the_whole_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["train", "--help"]) == Exit.DONE
    assert "hemiface train" in capsys.readouterr().out
    assert run(["train", "run"]) == Exit.USAGE
    assert "Usage: hemiface train run" in capsys.readouterr().err
    assert run(["train", "nonsense"]) == Exit.USAGE


def test_a_known_error_is_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["train", "run", str(tmp_path / "none.toml"), "packs", "out"]) == Exit.KNOWN
    assert "it does not exist" in capsys.readouterr().err


def test_ctrl_c_within_a_training_command_is_a_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "load_config", interrupted)
    assert run(["train", "run", "config.toml", "packs", "out"]) == Exit.STOPPED


@pytest.mark.slow
def test_without_the_extra_the_program_runs_and_training_says_what_is_missing() -> None:
    assert without_the_extra("assess", "--help").returncode == Exit.DONE
    ended = without_the_extra("train", "--help")
    assert ended.returncode == Exit.KNOWN
    assert "install the program with its 'train' extra" in " ".join(ended.stderr.split())


def test_a_bug_in_training_is_not_taken_for_a_missing_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "models.training.cli.main", None)
    monkeypatch.setattr("app.cli.main.report_bug", lambda _: None)
    assert run(["train", "--help"]) == Exit.BUG
