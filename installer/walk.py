"""Goes through the program by mouse and keyboard: `make walk` keeps a picture of each step.

It needs a screen of its own, from Xvfb, on which openbox places the windows and xdotool moves the
mouse. Nothing of the user's own data folder is touched.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import which

from app.preferences import Theme, load_preferences, save_preferences

SCREEN = "1366x768x24"
EXERCISES = ("rest", "smile_open")
NEEDED = ("Xvfb", "openbox", "xdotool")
ROOT = Path(__file__).parents[1]


def missing() -> list[str]:
    """The programs that are needed and not installed."""
    return [name for name in NEEDED if which(name) is None]


def walk(out: Path) -> subprocess.CompletedProcess[str]:
    """Go through the program, on two exercises and without mirror averaging, which takes long.

    Args:
        out: Where pictures and report go; those of an earlier walk are replaced.
    """
    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("[0-9][0-9]-*.png"), *out.glob("*.pdf")):
        old.unlink()
    with tempfile.TemporaryDirectory() as home, screen() as display:
        chosen = replace(
            load_preferences(Path(home)),
            language="en",
            theme=Theme.LIGHT,
            exercises=EXERCISES,
            averaged=False,
            sound=False,
        )
        save_preferences(chosen, Path(home))
        own = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HEMIFACE_HOME": home}
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "tests.app.gui.walk_on_screen", str(out.resolve())],
            cwd=ROOT,
            env=os.environ | own,
            capture_output=True,
            text=True,
            check=False,
        )


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees; its name."""
    server = ["Xvfb", "-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - the words above and no others
        server, stdout=subprocess.PIPE, stderr=quiet, text=True
    ) as xvfb:
        if xvfb.stdout is None:
            raise RuntimeError("a pipe was asked for")
        display = f":{xvfb.stdout.readline().strip()}"
        with subprocess.Popen(
            ["openbox"],  # noqa: S607 - where the system has it
            env=os.environ | {"DISPLAY": display},
            stdout=quiet,
            stderr=quiet,
        ) as manager:
            yield display
            manager.terminate()
        xvfb.terminate()


def main() -> None:
    """Walk, and say what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder of the pictures")
    out = parser.parse_args().out
    if absent := missing():
        sys.exit(f"Not installed: {', '.join(absent)}; see installer/linux/system-packages.sh.")
    done = walk(out)
    sys.stderr.write(done.stderr)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
