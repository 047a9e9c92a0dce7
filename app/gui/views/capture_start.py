"""Before the recording: which camera, or which files, or a visit that was not finished."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QMessageBox,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.capture.formats import CameraFormat
from app.capture.spool import Spool
from app.gui import words
from app.gui.capture.cameras import NO_CAMERA, Camera
from app.gui.viewmodels.capture import CaptureModel
from app.gui.views.clip_list import ClipList
from app.gui.views.consent_notice import ConsentNotice
from app.gui.views.visit_fields import VisitFields
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, button, card, label, open_dialog, row
from app.gui.widgets.screen_choice import ScreenChoice
from app.visit_facts import VisitFacts
from core.errors import InputError

VIDEO_SUFFIXES: Final = (".mp4", ".mov", ".mkv", ".avi", ".m4v", ".webm", ".mts")
_PROGRESS_STEPS: Final = 1000


class CaptureStart(QScrollArea):
    """Three ways to a visit, one card each.

    Args:
        model: The capture.
        parent: Owner.

    Signals:
        record_wanted: Open the patient's record.
    """

    record_wanted = Signal()

    def __init__(self, model: CaptureModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._patient_id: UUID | None = None
        self._cameras: tuple[Camera, ...] = ()
        self._unfinished: list[QWidget] = []
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("New visit"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._conditions = label(
            self.tr(
                "Seat the patient at eye height of the camera, one metre or more away; zoom in "
                "rather than come near. Even light from the front, hair off the forehead, no "
                "glasses. Only the patient in the picture."
            ),
            "muted",
        )
        rows = QWidget()
        self._unfinished_box = QVBoxLayout(rows)
        self._unfinished_box.setContentsMargins(0, 0, 0, 0)
        self._obstacle = label(kind="muted")
        heading = label(self.tr("Not finished"), "heading")
        self._unfinished_card = card(heading, rows, self._obstacle)
        self.consent = ConsentNotice(model.selection)
        self.consent.record_wanted.connect(self.record_wanted)
        self.fields = VisitFields()
        inside = QWidget()
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        self._layout.setSpacing(GAP_PX)
        self._layout.addWidget(label(self.tr("New visit"), "title"))
        self._layout.addWidget(self.consent)
        self._layout.addWidget(self._make_analysis())
        self._layout.addWidget(self._unfinished_card)
        self._layout.addWidget(card(label(self.tr("This visit"), "heading"), self.fields))
        self._layout.addWidget(self._make_camera_card())
        self._layout.addWidget(self._make_file_card())
        self._layout.addStretch(1)
        self.setWidget(inside)
        model.cameras_changed.connect(self.show_cameras)
        model.unfinished_changed.connect(self.show_unfinished)
        model.selection.changed.connect(self._follow_patient)
        model.services.preferences_changed.connect(self._follow_preferences)
        model.analysis_changed.connect(self._show_analysis)
        self.show_cameras()
        self._follow_patient()

    def _make_camera_card(self) -> QWidget:
        self.camera = QComboBox()
        self.camera.currentIndexChanged.connect(self._show_formats)
        self.format = QComboBox()
        self._no_camera = label(words.catalogue(NO_CAMERA), "muted")
        self.start = button(self.tr("Start the camera"), primary=True)
        self.start.clicked.connect(self._start_camera)
        self.rehearse = button(
            self.tr("Try without a camera…"),
            tip=self.tr("Goes through the recording with a video in place of the camera."),
        )
        self.rehearse.clicked.connect(self._choose_rehearsal)
        self.screen_choice = ScreenChoice(self._model.services.preferences.patient_screen)
        self.screen_choice.activated.connect(
            lambda: self._model.services.choose(patient_screen=self.screen_choice.chosen)
        )
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        for name, field in (
            (self.tr("Camera"), self.camera),
            (self.tr("Format"), self.format),
            (self.tr("Patient's screen"), self.screen_choice),
        ):
            field.setAccessibleName(name)
            self._form.addRow(name, field)
        fields = QWidget()
        fields.setLayout(self._form)
        return card(
            label(self.tr("Record with a camera"), "heading"),
            self._conditions,
            self._no_camera,
            fields,
            row(self.start, self.rehearse),
        )

    def _make_file_card(self) -> QWidget:
        self.clips = ClipList(self._model, self._facts)
        self.choose = button(self.tr("Choose videos…"))
        self.choose.clicked.connect(self._choose_files)
        return card(
            label(self.tr("Use videos that were recorded elsewhere"), "heading"),
            label(self.tr("Drop the files here, one for each exercise."), "muted"),
            row(self.choose),
            self.clips,
        )

    def _make_analysis(self) -> QWidget:
        self._step = label()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("A visit is being analysed"))
        self.cancel = button(self.tr("Cancel"))
        self.cancel.clicked.connect(self._model.cancel_analysis)
        self._analysis = card(
            label(self.tr("A visit is being analysed"), "heading"),
            self._step,
            self.progress,
            row(self.cancel),
        )
        self._analysis.hide()
        return self._analysis

    @Slot()
    def show_cameras(self) -> None:
        """Show the cameras that are plugged in."""
        self._cameras = self._model.cameras()
        self.camera.clear()
        for camera in self._cameras:
            self.camera.addItem(camera.name)
        there = bool(self._cameras)
        self._no_camera.setVisible(not there)
        for field in (self.camera, self.format):
            self._form.setRowVisible(field, there)
        self._follow_consent()
        self.show_unfinished()

    @Slot()
    def _follow_patient(self) -> None:
        patient = self._model.selection.patient
        patient_id = patient.id if patient else None
        if patient_id != self._patient_id:
            self._patient_id = patient_id
            preferences = self._model.services.preferences
            self.fields.show_facts(VisitFacts(preferences.examiner, preferences.site))
        self._follow_consent()
        self.show_unfinished()
        self._show_analysis()

    def _follow_consent(self) -> None:
        """Nothing is recorded or analysed of a patient who took the consent back."""
        allowed = not self.consent.forbids
        self.start.setEnabled(allowed and bool(self._cameras))
        self.rehearse.setEnabled(allowed)
        self.clips.forbid(not allowed)

    @Slot()
    def _follow_preferences(self) -> None:
        preferences = self._model.services.preferences
        self.screen_choice.show_choice(preferences.patient_screen)
        if not self.fields.examiner.text():
            self.fields.examiner.setText(preferences.examiner)

    def _facts(self) -> VisitFacts | None:
        """What is known of the visit; where that cannot be, the sentence is shown."""
        services = self._model.services
        try:
            facts = self.fields.facts()
        except InputError as error:
            services.problem.emit(words.problem(error))
            return None
        services.choose(site=facts.site)
        return facts

    @Slot()
    def show_unfinished(self) -> None:
        """Show what can be gone on with."""
        for shown in self._unfinished:
            shown.deleteLater()
        found = self._model.unfinished()
        self._unfinished = [self._unfinished_row(spool) for spool in found]
        for shown in self._unfinished:
            self._unfinished_box.addWidget(shown)
        self._obstacle.setText(self._no_recording)
        self._obstacle.setVisible(bool(self._no_recording))
        self._unfinished_card.setVisible(bool(found))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Put the dropped videos into the list."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.clips.add(path for path in paths if path.suffix.lower() in VIDEO_SUFFIXES)
        event.acceptProposedAction()

    def _unfinished_row(self, spool: Spool) -> QWidget:
        draft = spool.draft
        began = words.day(draft.started_at.astimezone().date())
        kept = set(spool.recorded) | ({draft.open_take.exercise_id} if draft.open_take else set())
        told = label(
            self.tr("{0}: {1} of {2}").format(
                began, len(kept), words.counted_exercises(len(draft.exercise_ids))
            )
        )
        told.setWordWrap(False)
        no_analysis = self._withdrawn or ("" if kept else self.tr("Nothing is recorded yet."))
        analyse = button(self.tr("Analyse as it is"), tip=no_analysis)
        analyse.setEnabled(not no_analysis)
        analyse.clicked.connect(lambda: self._model.analyse(spool))
        go_on = button(self.tr("Go on recording"), tip=self._no_recording)
        go_on.setEnabled(not self._no_recording)
        go_on.clicked.connect(lambda: self._go_on(spool))
        give_up = button(self.tr("Delete…"))
        give_up.clicked.connect(lambda: self._ask_give_up(spool, began))
        return row(told, analyse, go_on, give_up)

    @property
    def _withdrawn(self) -> str:
        return self.tr("The patient's consent was withdrawn.") if self.consent.forbids else ""

    @property
    def _no_recording(self) -> str:
        """Why no visit can be gone on with; "" when one can."""
        return self._withdrawn or ("" if self._cameras else words.catalogue(NO_CAMERA))

    def _ask_give_up(self, spool: Spool, began: str) -> None:
        """Ask before recordings are deleted: nothing brings them back."""
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Not finished"),
            self.tr("Delete the recordings of {0}? They cannot be brought back.").format(began),
            parent=self,
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        yes.clicked.connect(lambda: self._model.give_up(spool))
        box.open()

    @Slot()
    def _show_formats(self) -> None:
        self.format.clear()
        camera = self._chosen_camera()
        if camera is None:
            return
        best = camera.format_named(self._model.services.preferences.camera_format)
        for one in camera.formats:
            if one.is_supported:
                self.format.addItem(_format_name(one), one)
                if one == best:
                    self.format.setCurrentIndex(self.format.count() - 1)

    def _chosen_camera(self) -> Camera | None:
        row = self.camera.currentIndex()
        return self._cameras[row] if 0 <= row < len(self._cameras) else None

    @Slot()
    def _start_camera(self) -> None:
        camera = self._chosen_camera()
        facts = self._facts() if camera is not None else None
        if camera is not None and facts is not None:
            self._model.record_with(camera, self.format.currentData(), facts)

    def _go_on(self, spool: Spool) -> None:
        camera = self._chosen_camera()
        if camera is not None:
            self._model.go_on_with(spool, camera, self.format.currentData())

    @Slot()
    def _choose_files(self) -> None:
        dialog = self._file_dialog(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.clips.add(map(Path, names)))
        open_dialog(dialog)

    @Slot()
    def _choose_rehearsal(self) -> None:
        dialog = self._file_dialog(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._rehearse)
        open_dialog(dialog)

    @Slot(str)
    def _rehearse(self, name: str) -> None:
        facts = self._facts()
        if facts is not None:
            self._model.rehearse_with(Path(name), facts)

    def _file_dialog(self, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self)
        dialog.setFileMode(mode)
        patterns = " ".join(f"*{suffix}" for suffix in VIDEO_SUFFIXES)
        dialog.setNameFilter(self.tr("Videos ({0})").format(patterns))
        return dialog

    @Slot()
    def _show_analysis(self) -> None:
        so_far = self._model.so_far
        self._analysis.setVisible(so_far is not None)
        if so_far is None:
            return
        done, total, step = so_far
        self._step.setText(words.catalogue(step) if step else self.tr("Waiting for the network"))
        self.progress.setRange(0, _PROGRESS_STEPS if total else 0)
        if total:
            self.progress.setValue(round(_PROGRESS_STEPS * done / total))


def _format_name(one: CameraFormat) -> str:
    coding = "MJPEG" if one.is_jpeg else "raw"
    return f"{one.width_px} × {one.height_px}, {one.rate_hz:.0f} Hz, {coding}"
