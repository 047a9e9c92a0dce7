"""Pictures of every screen, in both themes, languages and densities: `make screenshots OUT=...`.

The demo patient's visits come from the landmarks they were rendered with; only the live picture of
the capture runs the network. Nothing of the user's own data folder is touched.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.capture.steps import Phase
from app.demo import DEMO_CODE
from app.gui.faults import FaultBox
from app.gui.main import Program
from app.gui.views.grade_form import GradeForm
from app.gui.views.main_window import Place
from app.gui.views.patient_screen import PatientScreen
from app.gui.views.treatment_form import TreatmentForm
from app.gui.widgets.later import Later
from app.preferences import Theme
from assessment.grades.forms import SCALES
from assessment.store.library import Library, open_library
from core.paths import resource
from installer.staging import FILMED, NO_VISIT, NOT_ANALYSED, StagedCamera, add_patients

WINDOW_PX = QSize(1366, 768)
LARGE_PX = QSize(1920, 1080)
LARGE_SCALE = 2
PATIENCE_MS = 300_000
SETTLE_MS = 100
IDLE_COUNT = 3
RECORDING_MS = 3_500


@dataclass(frozen=True, slots=True)
class Look:
    """One way in which the program is seen.

    Attributes:
        theme: Light or dark.
        language: Of the window.
        large: On a screen of high density, else on a small laptop.
    """

    theme: Theme
    language: str
    large: bool

    @property
    def name(self) -> str:
        """Of the folder of its pictures."""
        return f"{self.theme}-{self.language}-{'4k' if self.large else '1366'}"


LOOKS = tuple(
    Look(theme, language, large)
    for large in (False, True)
    for theme in (Theme.LIGHT, Theme.DARK)
    for language in ("en", "de")
)


class Photographer:
    """Shows one screen after the other and takes its picture.

    Args:
        program: The running program, with the demo patient.
        library: Its library.
        out: Where the folder of the pictures goes.
        look: How the program is seen.
    """

    def __init__(self, program: Program, library: Library, out: Path, look: Look) -> None:
        self.program, self.library, self.look = program, library, look
        self.out = out / look.name

    def dress(self) -> None:
        """Put the window into its look, with the demo patient if there is one."""
        look = self.look
        self.program.services.choose(
            theme=look.theme,
            language=look.language,
            safety_read=True,
            research=True,
            examiner="Dr Example",
            clinic="Example Clinic",
            sound=False,
        )
        let_work(SETTLE_MS)
        self.program.window.resize(LARGE_PX if look.large else WINDOW_PX)
        self.program.window.show()
        patients = self.library.patients.listed(DEMO_CODE)
        self.program.selection.choose_patient(patients[0] if patients else None)

    def take(self, name: str, widget: QWidget | None = None, *, settled: bool = True) -> None:
        """Save the picture of a window, once nothing is going on any more."""
        if settled:
            self.settle()
        self.out.mkdir(parents=True, exist_ok=True)
        (widget or self.program.window).grab().save(str(self.out / f"{name}.png"))

    def settle(self) -> None:
        """Wait until nothing is going on any more."""
        services = self.program.services
        runners = (services.short, services.analyses, services.instant)
        idle_count = 0
        while idle_count < IDLE_COUNT:  # what is done may begin more
            let_work(SETTLE_MS)
            idle_count = idle_count + 1 if all(runner.idle for runner in runners) else 0

    def dialog(self, name: str, opened: Callable[[], object]) -> None:
        """Open a dialog, take its picture over the window's, and close it."""
        opened()
        self.settle()
        dialog = self.open_dialog()
        self.take(name, dialog)
        dialog.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def take_first_start(self) -> None:
        """The window before there is anything to see."""
        self.dress()
        self.take("00-first-start")

    def take_all(self, camera: StagedCamera) -> None:
        """Every screen; `camera` in place of a real one."""
        self.dress()
        self.patients()
        self.capture(camera)
        self.review()
        self.results()
        self.recovery()
        self.report()
        self.doors()
        self.empty()

    def take_demo_strip(self) -> None:
        """The foot of the window while the demo patient's visits are analysed."""
        self.dress()
        self.program.demo.add()
        let_work(SETTLE_MS)
        self.take("00-demo-strip", settled=False)
        self.program.demo.cancel()
        self.settle()

    def patients(self) -> None:
        """List, card and forms."""
        window, view = self.go(Place.PATIENTS)
        self.take("02-patients")
        self.dialog("03-patient-new", view.enter_new)
        self.dialog("04-patient-record", view.card.edit)
        patient = self.program.selection.patient
        keep = self.program.patients.add_treatment
        self.dialog("05-treatment", lambda: TreatmentForm(patient.id, None, keep, window).open())
        self.dialog("06-visit-edit", view.card.ask_visit)
        self.dialog("07-sides-exchanged", view.card.ask_exchange)
        self.dialog("08-visit-delete", view.card.ask_visit_removal)
        self.dialog("09-patient-delete", view.card.ask_patient_removal)

    def capture(self, camera: StagedCamera) -> None:
        """Before, during and after a recording."""
        window, view = self.go(Place.CAPTURE)
        self.take("10-capture-start")
        model = self.program.capture
        self.program.services.load_examiner()
        model.record(camera)
        wait_for(lambda: self.program.services.examiner is not None)
        self.take("12-capture-sides")
        view.running.confirm.click()
        model.session.redo(FILMED)
        let_work(RECORDING_MS)
        self.take("13-capture-ready")
        self.dialog("13-capture-skip", view.running.skip.click)
        model.session.begin(anyway=True)
        wait_for(lambda: model.session.cue.phase is Phase.COUNTDOWN)
        self.take("14-capture-countdown")
        camera.show_exercise()
        wait_for(lambda: model.session.cue.phase is Phase.HOLD)
        self.take("15-capture-recording")
        screen = PatientScreen(self.program.palette)
        screen.bind(model.session)
        screen.resize(window.size())
        screen.show()
        self.take("18-patient-screen", screen)
        screen.close()
        model.session.pause()
        self.take("16-capture-break")
        model.session.resume()
        camera.stop()
        wait_for(lambda: model.session.is_lost)
        self.take("16-capture-lost")
        model.close()
        self.take("17-capture-unfinished")
        for spool in model.unfinished():
            model.give_up(spool)
        view.start.clips.add(sorted(resource("demo", "visit_5").glob("*.mp4")))
        self.take("11-capture-files")

    def review(self) -> None:
        """Pictures, curves and corrections."""
        _, view = self.go(Place.REVIEW)
        model = self.program.review
        smile = next(row for row in model.rows if row.recording.exercise_id == FILMED)
        model.choose(smile.recording.id)
        self.settle()
        model.player.go(model.player.frame_count // 5)
        view.video.show_face()
        self.take("20-review")
        view.corrections.correct.setChecked(True)
        frame = model.player.shown_frame
        x_px, y_px = model.drawn.points_px[54]
        model.corrections.place(frame, 54, x_px + 3, y_px - 2)
        self.take("21-review-correcting")
        model.corrections.undo()
        view.corrections.correct.setChecked(False)

    def results(self) -> None:
        """Numbers and grades."""
        _, view = self.go(Place.RESULTS)
        view.overview.setFocus()
        self.take("30-results")
        for scale in SCALES.values():
            self.dialog(f"31-grade-{scale.id}", lambda scale=scale: view.grades.enter(scale))
        view.grades.enter(next(iter(SCALES.values())))
        form = next(one for one in QApplication.topLevelWidgets() if isinstance(one, GradeForm))
        form.suggest.setChecked(True)
        self.dialog("32-grade-suggestions", lambda: None)

    def recovery(self) -> None:
        """Charts, table, two visits."""
        _, view = self.go(Place.RECOVERY)
        self.take("40-recovery")
        view.charts.as_table.setChecked(True)
        self.take("41-recovery-table")
        view.charts.as_table.setChecked(False)
        view.show_two.click()
        self.settle()
        view.two.peak.click()
        self.take("42-two-visits")
        view.show_charts.click()

    def report(self) -> None:
        """The pages, and the exports."""
        self.go(Place.REPORT)
        self.take("50-report")

    def doors(self) -> None:
        """What opens beside the screens."""
        doors, window = self.program.doors, self.program.window
        self.dialog("01-safety", doors.open_safety)
        for row, page in enumerate(("general", "capture", "exercises", "data")):

            def opened(row: int = row) -> None:
                doors.open_settings()
                self.open_dialog().pages.setCurrentRow(row)

            self.dialog(f"60-settings-{page}", opened)
        self.dialog("61-about", doors.open_about)
        self.dialog("65-fault", lambda: FaultBox(ValueError("an example"), None).open())
        doors.open_manual()
        manual = child_of_kind(window, "ManualWindow")
        for row in range(manual.contents.count()):
            manual.contents.setCurrentRow(row)
            self.take(f"62-manual-{row + 1}", manual)
        manual.close()
        doors.open_research()
        research = child_of_kind(window, "TrainingWindow")
        self.take("63-research", research)
        self.dialog("64-research-run", research.new_button.click)
        research.close()

    def empty(self) -> None:
        """Where there is nothing yet: no visits, and a visit that is not analysed."""
        for code, name in ((NO_VISIT, "70-no-visit"), (NOT_ANALYSED, "71-not-analysed")):
            self.program.selection.choose_patient(self.library.patients.find(code))
            for place in Place:
                self.go(place)
                self.take(f"{name}-{place}")
        self.program.selection.choose_patient(None)
        self.go(Place.PATIENTS)
        self.take("72-nobody-chosen")

    def go(self, place: Place) -> tuple[QWidget, QWidget]:
        """Show a screen; window and view."""
        window = self.program.window
        window.go(place)
        self.settle()
        shown = window.stack.currentWidget()
        return window, shown.view if isinstance(shown, Later) else shown

    def open_dialog(self) -> QDialog:
        """The dialog that is open."""
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        return next(one for one in shown if isinstance(one, QDialog))


def child_of_kind(window: QWidget, name: str) -> QWidget:
    """A window that belongs to another, by the name of its class."""
    return next(one for one in window.children() if type(one).__name__ == name)


def let_work(duration_ms: int) -> None:
    """Let window and threads work for a while; `QTest.qWait` would hold Python's lock meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(duration_ms, loop.quit)
    loop.exec()


def wait_for(condition: Callable[[], bool]) -> None:
    """Let the program go on until `condition` holds.

    Raises:
        TimeoutError: It does not.
    """
    for _ in range(PATIENCE_MS // SETTLE_MS):
        if condition():
            return
        let_work(SETTLE_MS)
    raise TimeoutError("The program did not come to rest.")


def photograph(out: Path, home: Path, looks: Sequence[Look]) -> None:
    """All pictures of looks that share one density.

    Args:
        out: Folder of the pictures; each look gets one below it.
        home: An empty folder for the libraries.
        looks: At least one.
    """
    application = QApplication(["hemiface"])
    camera = StagedCamera(home)
    with (
        open_library(home / "empty") as library,
        closing(Program(application, library, home / "empty")) as program,
    ):
        begun = [Photographer(program, library, out, look) for look in looks]
        for photographer in begun:
            photographer.take_first_start()
        for photographer in begun:  # then there is a patient
            photographer.take_demo_strip()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with open_library(home / "demo") as library:
        add_patients(library)
        with closing(Program(application, library, home / "demo")) as program:
            for look in looks:
                Photographer(program, library, out, look).take_all(camera)


def main() -> None:
    """Every density in a process of its own: Qt takes its scale once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder of the pictures")
    parser.add_argument("--only", choices=[look.name for look in LOOKS], help="one look")
    chosen = parser.parse_args()
    looks = [look for look in LOOKS if chosen.only in (None, look.name)]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for large in (False, True):
        same = [look for look in looks if look.large is large]
        if same:
            process = get_context("spawn").Process(target=in_process, args=(chosen.out, same))
            process.start()
            process.join()
            if process.exitcode:
                sys.exit(process.exitcode)


def in_process(out: Path, looks: Sequence[Look]) -> None:
    """Take the pictures of one density."""
    os.environ["QT_SCALE_FACTOR"] = str(LARGE_SCALE if looks[0].large else 1)
    with tempfile.TemporaryDirectory() as home:
        photograph(out, Path(home), looks)


if __name__ == "__main__":
    main()
