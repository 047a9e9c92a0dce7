"""The window's composition root: library, services, view-models, screens."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QTimer, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from app import __version__
from app.gui.doors import Doors
from app.gui.faults import log_qt, tell_bug
from app.gui.i18n import install_language
from app.gui.outcome_screens import OutcomeScreens
from app.gui.screens_ahead import load_libraries, load_qt, load_screens
from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.shortcuts import NEW_PATIENT, SEARCH, add_action
from app.gui.single_start import SingleStart
from app.gui.start_time import StartTime
from app.gui.theme import apply_theme, palette_of
from app.gui.viewmodels.demo import DemoModel
from app.gui.viewmodels.patients import PatientsModel
from app.gui.views.demo_strip import DemoStrip
from app.gui.views.main_window import MainWindow, Place, Screen
from app.gui.views.patients import PatientsView, may_lose_pending
from app.gui.widgets.later import Later
from app.log import local_log
from app.timing import Timing
from assessment.store.library import Library, open_library
from core import paths
from core.errors import InputError, KnownError

if TYPE_CHECKING:  # cameras, videos and analysis load after the window has come up
    from types import TracebackType

    from app.gui.viewmodels.capture import CaptureModel
    from app.gui.viewmodels.review import ReviewModel
    from assessment.examination import Examination

_CTRL_C_MS: Final = 500
_PLATFORM: Final = "QT_QPA_PLATFORM"
_NO_SCREEN: Final = "offscreen"


def run(folder: Path | None = None, *, timing: Timing | None = None) -> int:
    """Open the window and stay until it is closed.

    Args:
        folder: The data folder; None: the user's own.
        timing: Only be timed, which is told on stdout, and leave.

    Returns:
        The exit code.

    Raises:
        InputError: There is no screen, or the folder has a window in another session.
        StoreError: The data folder cannot be used.
    """
    logging.getLogger("qt").addHandler(logging.NullHandler())  # until the log is open
    qInstallMessageHandler(log_qt)
    place = folder or paths.data_dir()
    application = _make_application(place)
    with ExitStack() as stack:
        stack.callback(qInstallMessageHandler, None)
        try:
            library = stack.enter_context(open_library(place))
            stack.enter_context(local_log(place))
            single = SingleStart(place)
            if not single.claim():
                sys.stdout.write("Hemiface is open already: its window comes to the front.\n")
                return 0
        except KnownError as error:  # started from a menu, nobody reads the terminal
            QMessageBox.critical(None, "Hemiface", error.text())
            raise
        stack.callback(single.release)
        program = Program(application, library, place)
        stack.callback(program.close)
        single.front_wanted.connect(program.come_to_front)
        if timing is not None:
            _time(program, timing)
        program.start()
        return application.exec()


def _time(program: Program, timing: Timing) -> None:
    def leave(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        QApplication.exit(1)

    sys.excepthook = leave  # nobody is there to close a dialog
    if timing is Timing.START:
        StartTime(program.window, program.services, sys.stdout)
        return
    from app.gui.work_time import WorkTime

    WorkTime(program, sys.stdout)


def _make_application(folder: Path) -> QApplication:
    """Qt, with faults told in the window and written into the data folder.

    Raises:
        InputError: There is no screen.
    """
    arguments, chosen = sys.argv[:1], os.environ.get(_PLATFORM)
    if sys.platform.startswith("linux") and not chosen:  # else Qt aborts where no screen answers
        screens = ["wayland"] if "WAYLAND_DISPLAY" in os.environ else []
        arguments += ["-platform", ";".join([*screens, "xcb", _NO_SCREEN])]
    application = QApplication(arguments)
    if application.platformName() == _NO_SCREEN != chosen:
        raise InputError(
            "There is no screen to open the window on: start Hemiface on a desktop, or use its "
            "commands (hemiface --help)."
        )
    application.setApplicationName("Hemiface")
    application.setApplicationVersion(__version__)
    sys.excepthook = lambda _kind, error, _trace: tell_bug(error, folder=folder)
    signal.signal(signal.SIGINT, lambda *_: application.closeAllWindows())
    beat = QTimer(application, interval=_CTRL_C_MS)
    beat.timeout.connect(lambda: None)  # Python looks for Ctrl-C only when it has something to do
    beat.start()
    return application


class Program:
    """Everything behind one window.

    Args:
        application: The running Qt.
        library: The open data folder.
        folder: Where it lies.
    """

    def __init__(self, application: QApplication, library: Library, folder: Path) -> None:
        self._application = application
        self.services = Services(library, folder, partial(tell_bug, folder=folder))
        self.selection = Selection(self.services)
        self.patients = PatientsModel(self.services, self.selection)
        self.demo = DemoModel(self.services, self.selection)
        self.outcomes = OutcomeScreens(self.services, self.selection)
        self._make_window()
        self.services.preferences_changed.connect(self._follow_preferences)

    @cached_property
    def capture(self) -> CaptureModel:
        """Recording; made when it is first looked at."""
        from app.gui.viewmodels.capture import CaptureModel

        made = CaptureModel(self.services, self.selection)
        made.stored.connect(self._show_stored)
        return made

    @cached_property
    def review(self) -> ReviewModel:
        """Pictures and corrections; made when they are first looked at."""
        from app.gui.viewmodels.review import ReviewModel

        return ReviewModel(self.services, self.selection)

    def start(self) -> None:
        """Show the window; all that can wait without a class of Qt comes after it."""
        load_qt()
        self.window.show()
        QTimer.singleShot(0, self._load)
        if not self.services.preferences.safety_read:
            QTimer.singleShot(0, self.doors.open_safety)

    @Slot()
    def _load(self) -> None:
        """What the hand reaches first comes first: the screens, then the network."""
        screens = load_screens()
        task = self.services.analyses.start(load_libraries)
        task.done.connect(lambda: self._load_screen(screens))
        self.services.examiner_ready.connect(self._prepare_review)
        self.services.load_examiner()

    def _load_screen(self, screens: Iterator[str]) -> None:
        """One, and the others each in its turn."""
        if next(screens, None) is not None:
            QTimer.singleShot(0, lambda: self._load_screen(screens))

    @Slot()
    def _prepare_review(self) -> None:
        """Build the screen that takes longest while nobody waits for it."""
        self._review_screen.prepare()

    @Slot()
    def come_to_front(self) -> None:
        """Show the window above the others."""
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _make_window(self) -> None:
        preferences = self.services.preferences
        install_language(self._application, preferences.language)
        self.palette = palette_of(preferences.theme)
        apply_theme(self._application, self.palette)
        self._look = (preferences.language, preferences.theme)
        self.window = MainWindow(self.services, self.selection, self.palette)
        self.window.setStatusBar(DemoStrip(self.demo))
        self.doors = Doors(self.services, self.patients, self.demo, self.window, self.palette)
        self._add_screens()
        self.window.guard_closing(self._may_close)
        self.window.closing.connect(self._leave_capture)
        self.window.go(Place.PATIENTS)

    def _add_screens(self) -> None:
        """The first screen at once, the others when they are first looked at."""
        window = self.window
        patients = self._patients_view = PatientsView(self.patients, self.palette)
        patients.demo_wanted.connect(self.demo.add)
        patients.capture_wanted.connect(lambda: window.go(Place.CAPTURE))
        patients.visit_opened.connect(lambda: window.go(Place.REVIEW))
        name = QCoreApplication.translate("MainWindow", "Patients")
        window.add_screen(Screen(Place.PATIENTS, name, patients, needs_patient=False))
        patients.search.setFocus()
        add_action(window, NEW_PATIENT, self._enter_patient)
        add_action(window, SEARCH, self._search_patients)
        name = QCoreApplication.translate("MainWindow", "Capture")
        is_recording = "capture" in vars(self) and self.capture.session is not None
        capture = self._make_capture() if is_recording else Later(self._make_capture)
        window.add_screen(Screen(Place.CAPTURE, name, capture))
        name = QCoreApplication.translate("MainWindow", "Review")
        self._review_screen = Later(self._make_review)
        window.add_screen(Screen(Place.REVIEW, name, self._review_screen))
        self.outcomes.add_to(window, self.palette)

    @Slot()
    def _enter_patient(self) -> None:
        self.window.go(Place.PATIENTS)
        self._patients_view.enter_new()

    @Slot()
    def _search_patients(self) -> None:
        self.window.go(Place.PATIENTS)
        self._patients_view.search.setFocus()
        self._patients_view.search.selectAll()

    def _make_capture(self) -> QWidget:
        from app.gui.views.capture import CaptureView

        made = CaptureView(self.capture, self.palette)
        made.start.record_wanted.connect(self.doors.open_record)
        return made

    def _make_review(self) -> QWidget:
        from app.gui.views.review import ReviewView

        return ReviewView(self.review, self.palette)

    @Slot(object)
    def _show_stored(self, stored: Examination) -> None:
        """Who waits for the analysis is shown the visit; who went elsewhere stays there."""
        patient = self.selection.patient
        waits = self.window.place is Place.CAPTURE and self.capture.session is None
        if waits and patient is not None and patient.id == stored.visit.patient_id:
            self.selection.choose_visit(stored.visit.id)
            self.window.go(Place.REVIEW)

    def _may_close(self) -> bool:
        """No visit is broken off and no correction is thrown away unasked."""
        if "capture" in vars(self) and (self.capture.holds_recordings or self.capture.analysing):
            from app.gui.views.capture import may_leave_capture

            if not may_leave_capture(self.window, self.capture):
                return False
        if not may_lose_pending(self.patients, self.window):
            return False
        if "review" not in vars(self):
            return True
        from app.gui.views.review import may_lose_corrections

        return not self.review.corrections.any_unsaved or may_lose_corrections(self.window)

    @Slot()
    def _leave_capture(self) -> None:
        """With the visit the patient's window goes, without which the program would stay open."""
        if "capture" in vars(self):
            self.capture.leave()

    def _follow_preferences(self) -> None:
        preferences = self.services.preferences
        if (preferences.language, preferences.theme) != self._look:
            QTimer.singleShot(0, self._renew_window)

    def _renew_window(self) -> None:
        """Put a window of the chosen language and theme in place of this one."""
        old = self.window
        place, geometry = old.place, old.saveGeometry()
        self._make_window()
        self.window.restoreGeometry(geometry)
        self.window.go(place)
        self.window.show()
        old.hide()
        old.deleteLater()
        if self.services.examiner is not None:
            QTimer.singleShot(0, self._review_screen, self._review_screen.prepare)

    def close(self) -> None:
        """Stop recording and the work in the background, and let the window go."""
        if "capture" in vars(self):
            self.capture.close()
        self.services.close()
        if "review" in vars(self):
            self.review.close()
        self.outcomes.close()
        self.window.deleteLater()
