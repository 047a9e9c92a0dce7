"""The door to the window: what it needs, what it says without, and what stays out of its way."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest

from app.cli import window
from app.cli.main import Exit, run
from app.gui import main
from core.errors import InputError

HEAVY = ("torch", "scipy", "reportlab", "openpyxl", "numba", "matplotlib", "pyqtgraph")


def program(*arguments, screen="offscreen"):
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    if screen:
        environment["QT_QPA_PLATFORM"] = screen
    return subprocess.Popen(
        [sys.executable, "-m", "app", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def loaded_by(module):
    """Names of the packages that importing `module` loads."""
    script = f"import sys, {module}; print(*sorted({{n.partition('.')[0] for n in sys.modules}}))"
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
    )
    return set(said.stdout.split())


@contextmanager
def open_window(*arguments):
    """A window that stays open, from the moment at which it can be used."""
    script = (
        "import sys; from app.cli.main import run; import app.gui.start_time as s;"
        "s.QApplication.closeAllWindows = lambda: None;"
        "raise SystemExit(run(sys.argv[1:]))"
    )
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-c", script, "window", "--timing", "start", *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert "usable" in process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a screen")
@pytest.mark.parametrize("command", [(), ("window",)])
def test_without_a_screen_one_sentence_says_so(command):
    with program(*command, screen="") as process:
        _, complaint = process.communicate(timeout=60)
    assert process.returncode == Exit.KNOWN
    assert "no screen" in complaint
    assert len(complaint.strip().splitlines()) <= 2  # the terminal may break the sentence
    assert "qt" not in complaint.lower()


@pytest.mark.slow
def test_a_second_start_leaves_with_a_sentence_and_the_first_stays(tmp_path):
    library = ("--library", str(tmp_path))
    with open_window(*library) as first:
        with program("window", *library) as second:
            said, _ = second.communicate(timeout=60)
        assert second.returncode == Exit.DONE
        assert "open already" in said
        assert first.poll() is None
        with program("patient", "add", "P-1", "--affected", "left", *library) as beside:
            beside.communicate(timeout=60)
        assert beside.returncode == Exit.DONE


@pytest.mark.slow
def test_the_window_comes_before_the_network_and_the_documents():
    assert loaded_by("app.gui.main").isdisjoint(HEAVY)
    assert loaded_by("app.cli.main").isdisjoint({*HEAVY, "PySide6", "sqlalchemy"})


@pytest.mark.slow
def test_other_commands_load_no_qt():
    assert "PySide6" not in loaded_by("app.cli.commands")


def test_the_window_is_named_in_the_help(capsys):
    assert run(["--help"]) == Exit.DONE
    assert "window" in capsys.readouterr().out


def test_no_command_opens_the_window_in_the_usual_folder(monkeypatch):
    asked = []
    monkeypatch.setattr(main, "run", lambda folder, *, timing: asked.append(folder) or 0)
    assert run([]) == Exit.DONE
    assert asked == [None]


def test_the_window_s_exit_code_is_the_program_s(monkeypatch):
    monkeypatch.setattr(main, "run", lambda folder, *, timing: 3)
    assert run(["window"]) == 3


def test_a_missing_library_of_the_system_is_told_in_a_sentence(monkeypatch):
    class Broken:
        def __getattr__(self, name):
            raise ImportError("libEGL.so.1: cannot open shared object file: No such file")

    monkeypatch.setitem(sys.modules, "app.gui", Broken())
    with pytest.raises(InputError, match=r"libEGL.so.1"):
        window.window()


def test_another_failed_import_is_a_bug(monkeypatch):
    monkeypatch.setitem(sys.modules, "app.gui.main", None)
    monkeypatch.delattr("app.gui.main")
    with pytest.raises(ImportError):
        window.window()
