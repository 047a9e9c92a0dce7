from __future__ import annotations

import subprocess
import sys

import pytest

from app.gui.screens_ahead import load_libraries
from core.progress import Cancelled, CancelToken, ignore_progress

LOAD_BESIDE = """
import sys
from app.gui.screens_ahead import load_libraries
from core.progress import CancelToken, ignore_progress

load_libraries(progress=ignore_progress, cancel=CancelToken())
print(*sys.modules)
"""
OPEN_EVERY_SCREEN = """

import sys
import threading
from pathlib import Path
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication
from app.gui.main import Program
from app.gui.services import Services
from app.gui.views.main_window import Place
from assessment.store.library import open_library

class Watch:
    "Notes what of Qt and of the window is imported in another thread."

    beside = set()

    def find_spec(self, name, path=None, target=None):
        if name.startswith(("PySide6", "pyqtgraph", "app.gui")):
            if threading.current_thread() is not threading.main_thread():
                self.beside.add(name)

sys.meta_path.insert(0, Watch())
Services.load_examiner = lambda self: None
application, folder = QApplication([]), Path(sys.argv[1])
with open_library(folder) as library:
    program = Program(application, library, folder)
    program.start()
    late = "app.gui.views.report"
    assert late not in sys.modules, "the window waits for what is loaded after it"
    patience = QElapsedTimer()
    patience.start()
    while late not in sys.modules and patience.elapsed() < 60_000:
        application.processEvents()
    assert not Watch.beside, Watch.beside
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
        load_libraries(progress=ignore_progress, cancel=cancel)


def test_beside_the_windows_thread_no_class_of_qt_comes_into_being():
    done = subprocess.run(
        [sys.executable, "-c", LOAD_BESIDE], capture_output=True, text=True, check=True
    )
    found = done.stdout.split()
    assert "scipy.signal" in found
    assert [name for name in found if name.startswith(("PySide6", "pyqtgraph"))] == []
