"""Training as it is really run: processes that are started, split in two and killed."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from models.training import checkpoint
from models.training.cli.__main__ import STOPPED
from models.training.curves import METRICS_FILE, read_curves
from models.training.run_folder import training_alone

LIMIT_S = 240.0
CONFIG = {
    "stage": "transfer",
    "fresh": ["encoder", "decoder"],
    "heatmap_loss": "mse",
    "precision": "32-true",
    "steps": 2,
    "batch": 2,
    "lr": 1e-3,
    "lr_pretrained": 1e-3,
    "warm_steps": 0,
    "log_every": 1,
    "mix": [{"pack": "tiny", "weight": 1.0}],
}

PIPELINE_STAGE = """stage = "warmup"
steps = 1000
batch = 2
input_px = 64
lr = 1e-3
lr_pretrained = 1e-3
log_every = 1
[[mix]]
pack = "tiny"
weight = 1.0
"""


def command(folder: Path, packs: Path, config: dict[str, object], name: str) -> list[str]:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(config))
    return ["-m", "models.training.cli", "run", str(path), str(packs), str(folder / name)]


def run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, timeout=LIMIT_S, check=False
    )


@pytest.mark.slow
def test_two_processes_learn_what_one_learns(tmp_path: Path, packs: Path) -> None:
    alone = run(command(tmp_path, packs, CONFIG, "alone"))
    assert alone.returncode == 0, alone.stderr
    torchrun = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
    two = run([*torchrun, *command(tmp_path, packs, CONFIG | {"batch": 1}, "two")])
    assert two.returncode == 0, two.stderr
    one_state, two_state = checkpoint.load(tmp_path / "alone"), checkpoint.load(tmp_path / "two")
    assert one_state is not None
    assert two_state is not None
    for name, value in one_state.model.items():
        torch.testing.assert_close(two_state.model[name], value, rtol=1e-4, atol=1e-6)
    assert len((tmp_path / "two" / METRICS_FILE).read_text().splitlines()) == 2


@pytest.mark.slow
def test_a_run_killed_while_it_writes_a_checkpoint_goes_on_from_the_last_good_one(
    tmp_path: Path, packs: Path
) -> None:
    config = CONFIG | {"steps": 4, "batch": 1, "checkpoint_every_s": 0.0}
    arguments = command(tmp_path, packs, config, "run")
    with subprocess.Popen([sys.executable, *arguments], stderr=subprocess.PIPE) as process:
        _wait_for_unfinished_file(tmp_path / "run", process)
        process.send_signal(signal.SIGKILL)
    state = checkpoint.load(tmp_path / "run")
    assert state is not None
    assert state.step >= 1
    assert all(torch.isfinite(value).all() for value in state.average.values())

    again = run(arguments)
    assert again.returncode == 0, again.stderr
    assert checkpoint.steps_done(tmp_path / "run") == 4
    assert [row["step"] for row in read_curves(tmp_path / "run")] == [1, 2, 3, 4]
    assert not list((tmp_path / "run").glob(".*.part"))


def _wait_for_unfinished_file(folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Until a checkpoint after the first one is being written."""
    ends = time.monotonic() + LIMIT_S
    while time.monotonic() < ends:
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        if (folder / "state.json").exists() and any(
            path.name.endswith(".part") for path in folder.iterdir()
        ):
            return
    pytest.fail("no checkpoint was written in time")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"mix": [{"pack": "missing", "weight": 1.0}]}, "missing is not a training pack"),
        ({"fresh": []}, "needs a trained decoder and encoder"),
        ({"steps": "many"}, "should be of type int"),
    ],
)
def test_a_run_that_cannot_begin_says_why_in_one_sentence(
    change: dict[str, object], words: str, tmp_path: Path, packs: Path
) -> None:
    ended = run(command(tmp_path, packs, CONFIG | change, "run"))
    assert ended.returncode == 1
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "run").exists()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_whole_group_stops_a_run_with_workers_with_a_checkpoint(
    number: signal.Signals, tmp_path: Path, packs: Path
) -> None:
    config = CONFIG | {"steps": 1000, "batch": 1, "workers": 2}
    arguments = command(tmp_path, packs, config, "run")
    ended = _stopped(arguments, tmp_path / "run", number)
    assert ended.returncode == STOPPED, ended.stderr
    assert 0 < checkpoint.steps_done(tmp_path / "run") < 1000
    assert "Traceback" not in ended.stderr


@pytest.mark.slow
def test_stopping_a_pipeline_stops_its_stage_with_a_checkpoint(tmp_path: Path, packs: Path) -> None:
    (tmp_path / "recipe").mkdir()
    (tmp_path / "recipe" / "1.toml").write_text(PIPELINE_STAGE)
    out = tmp_path / "out"
    arguments = ["-m", "models.training.cli", "pipeline", str(tmp_path / "recipe"), str(packs)]
    ended = _stopped([*arguments, str(out)], out, signal.SIGINT)
    assert ended.returncode == STOPPED, ended.stderr
    (stage,) = (path for path in out.iterdir() if path.is_dir())
    assert 0 < checkpoint.steps_done(stage) < 1000
    with training_alone(stage):  # nobody goes on behind our back
        assert "Traceback" not in ended.stderr


def _stopped(
    arguments: list[str], out: Path, number: signal.Signals
) -> subprocess.CompletedProcess[str]:
    """Send `number` to the process group of a run as soon as its curve has begun."""
    with subprocess.Popen(
        [sys.executable, *arguments], stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        ends = time.monotonic() + LIMIT_S
        while not any(path.stat().st_size for path in out.rglob(METRICS_FILE)):
            assert process.poll() is None, process.stderr.read() if process.stderr else ""
            assert time.monotonic() < ends, "no step was done in time"
        os.killpg(process.pid, number)
        _, told = process.communicate(timeout=LIMIT_S)
    return subprocess.CompletedProcess(arguments, process.returncode, "", told)


@pytest.mark.slow
def test_a_disk_that_takes_no_checkpoint_is_told_in_one_sentence(
    tmp_path: Path, packs: Path
) -> None:
    ended = subprocess.run(
        [sys.executable, *command(tmp_path, packs, CONFIG | {"batch": 1}, "run")],
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10**7, 10**7)),
    )
    assert ended.returncode == 1
    assert "cannot be written because the disk takes no file that large" in ended.stderr
    assert "Traceback" not in ended.stderr
