from __future__ import annotations

import subprocess
import sys

import pytest

from app.gui.screens_ahead import load_screens
from core.progress import Cancelled, CancelToken, ignore_progress

OPEN_EVERY_SCREEN = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.gui.main import Program
from app.gui.screens_ahead import load_screens
from app.gui.views.main_window import Place
from assessment.store.library import open_library
from core.progress import CancelToken, ignore_progress

application, folder = QApplication([]), Path(sys.argv[1])
with open_library(folder) as library:
    program = Program(application, library, folder)
    program.window.show()
    late = "app.gui.views.report"
    assert late not in sys.modules, "the window waits for what is loaded after it"
    load_screens(progress=ignore_progress, cancel=CancelToken())
    loaded = set(sys.modules)
    for place in Place:
        program.window.go(place)
    print(*sorted(set(sys.modules) - loaded))
    program.close()
"""


def test_opening_a_screen_loads_nothing_any_more(tmp_path, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-c", OPEN_EVERY_SCREEN, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    own = ("app.", "assessment.", "core.", "models.", "pyqtgraph", "reportlab", "cv2", "av")
    assert [name for name in done.stdout.split() if name.startswith(own)] == []


def test_it_stops_when_the_program_is_closed():
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        load_screens(progress=ignore_progress, cancel=cancel)
