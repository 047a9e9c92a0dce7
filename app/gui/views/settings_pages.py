"""Pages of the settings: capture, exercises, analysis and data."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.capture.formats import CameraFormat
from app.gui import words
from app.gui.faults import open_folder
from app.gui.viewmodels.settings import ALL, PRESETS, SHORT, STANDARD, SettingsModel, preset_of
from app.gui.widgets.parts import GAP_PX, button, label
from app.gui.widgets.screen_choice import ScreenChoice
from app.preferences import Lengths, Preferences
from app.storage import Storage
from assessment.protocol import BLINK_RATE_HZ, EXERCISES, EXPRESSION_RATE_HZ, REST_ID

_ID = Qt.ItemDataRole.UserRole


class CapturePage(QWidget):
    """Camera, format, sound, the patient's screen.

    Args:
        model: Choices and cameras.
    """

    def __init__(self, model: SettingsModel) -> None:
        super().__init__()
        self._model = model
        self.camera, self.format = QComboBox(), QComboBox()
        self.screen_choice = ScreenChoice(model.preferences.patient_screen)
        self.sound = QCheckBox(self.tr("Beeps"))
        self.sound.setChecked(model.preferences.sound)
        self._none = label(kind="muted")
        layout = QFormLayout(self)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.addRow(label(self.tr("Capture"), "title"))
        for name, field in (
            (self.tr("Camera"), self.camera),
            (self.tr("Format"), self.format),
            (self.tr("Patient's screen"), self.screen_choice),
            (self.tr("Sound"), self.sound),
        ):
            field.setAccessibleName(name)
            layout.addRow(name, field)
        layout.addRow(self._none)
        self._fill_cameras()
        self.camera.currentIndexChanged.connect(self._fill_formats)
        model.cameras_changed.connect(self._fill_cameras)

    def choices(self) -> dict[str, object]:
        """Fields of `Preferences`."""
        return {
            "camera_id": self.camera.currentData() or "",
            "camera_format": self.format.currentData() or "",
            "patient_screen": self.screen_choice.chosen,
            "sound": self.sound.isChecked(),
        }

    @Slot()
    def _fill_cameras(self) -> None:
        """List the cameras; one that was chosen and is unplugged stays the choice."""
        chosen = self.camera.currentData() or self._model.preferences.camera_id
        cameras = self._model.cameras()
        self.camera.blockSignals(True)  # filling is no choice
        self.camera.clear()
        self.camera.addItem(self.tr("The system's default"), "")
        for camera in cameras:
            self.camera.addItem(camera.name, camera.id)
        if chosen and self.camera.findData(chosen) < 0:
            self.camera.addItem(self.tr("The camera chosen before (not connected)"), chosen)
        self.camera.setCurrentIndex(self.camera.findData(chosen))
        self.camera.blockSignals(False)
        told = (
            self.tr(
                "For movements a camera should give {0} pictures a second, for blinks {1} or more."
            ).format(f"{EXPRESSION_RATE_HZ:.0f}", f"{BLINK_RATE_HZ:.0f}")
            if cameras
            else self.tr("No camera is connected. Video files can be used instead.")
        )
        self._none.setText(told)
        self._fill_formats()

    @Slot()
    def _fill_formats(self) -> None:
        wanted = self.camera.currentData()
        chosen = self._model.preferences.camera_format
        camera = next(
            (
                one
                for one in self._model.cameras()
                if one.id == wanted or (not wanted and one.is_default)
            ),
            None,
        )
        self.format.clear()
        self.format.addItem(self.tr("The best for the exercise"), "")
        formats = [one for one in camera.formats if one.is_supported] if camera else []
        for key, one in {one.key: one for one in formats}.items():
            self.format.addItem(_format_name(one), key)
        self.format.setCurrentIndex(max(0, self.format.findData(chosen)))


class ExercisesPage(QWidget):
    """Which exercises are recorded.

    Args:
        preferences: The choices that hold.
    """

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preset = QComboBox()
        self.preset.setAccessibleName(self.tr("Preset"))
        for name, text in (
            (SHORT, self.tr("Short: rest and the five movements of the Sunnybrook scale")),
            (STANDARD, self.tr("Standard: the whole examination with blinks")),
            (ALL, self.tr("Everything, with head turn, cheek puff and speech")),
        ):
            self.preset.addItem(text, name)
        self.preset.setPlaceholderText(self.tr("Own choice"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Exercises to record"))
        for key in EXERCISES:
            item = QListWidgetItem(words.exercise_name(key))
            item.setData(_ID, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            if key == REST_ID:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
                item.setToolTip(self.tr("Every movement is measured against rest."))
            self.list.addItem(item)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP_PX)
        layout.addWidget(label(self.tr("Exercises"), "title"))
        layout.addWidget(self.preset)
        layout.addWidget(self.list, 1)
        layout.addWidget(
            label(self.tr("They are recorded in this order; rest always comes first."), "muted")
        )
        self._check(preferences.exercises)
        self.preset.activated.connect(lambda: self._check(PRESETS[self.preset.currentData()]))
        self.list.itemChanged.connect(self._name_preset)
        self._name_preset()

    def choices(self) -> dict[str, object]:
        """Fields of `Preferences`."""
        return {"exercises": self._checked()}

    def _checked(self) -> tuple[str, ...]:
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(
            str(item.data(_ID)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _check(self, exercise_ids: tuple[str, ...]) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            wanted = item.data(_ID) in exercise_ids or item.data(_ID) == REST_ID
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)

    @Slot()
    def _name_preset(self) -> None:
        self.preset.setCurrentIndex(self.preset.findData(preset_of(self._checked())))


class DataPage(QWidget):
    """Mirror averaging, units, the data folder, research.

    Args:
        model: Choices and the folder.
        has_patient: A patient is chosen, whose record can be opened.

    Signals:
        record_wanted: Open the chosen patient's record.
        research_wanted: Open the training window.
    """

    record_wanted = Signal()
    research_wanted = Signal()

    def __init__(self, model: SettingsModel, *, has_patient: bool) -> None:
        super().__init__()
        self._model = model
        self.averaged = QCheckBox(self.tr("Average every picture with its mirror image"))
        self.averaged.setChecked(model.preferences.averaged)
        self.lengths = QComboBox()
        self.lengths.setAccessibleName(self.tr("Lengths"))
        for lengths, name in (
            (Lengths.MILLIMETRES, self.tr("Millimetres where measured")),
            (Lengths.WIDTHS, self.tr("Always outer-canthal widths (OCW)")),
        ):
            self.lengths.addItem(name, lengths)
        self.lengths.setCurrentIndex(self.lengths.findData(model.preferences.lengths))
        self.research = QCheckBox(self.tr("Unlock the training runs"))
        self.research.setChecked(model.preferences.research)
        self.open_research = button(self.tr("Open the training runs"))
        self.open_research.setVisible(model.preferences.research)
        self.open_research.clicked.connect(self.research_wanted)
        self.open_record = button(self.tr("Open the patient's record"))
        self.open_record.setEnabled(has_patient)
        self.open_record.clicked.connect(self.record_wanted)
        self.room = label(self.tr("Adding up the files…"), "muted")
        model.storage_measured.connect(self._show_room)
        model.storage_failed.connect(self.room.setText)
        self._lay_out()
        model.measure_storage()

    def choices(self) -> dict[str, object]:
        """Fields of `Preferences`."""
        return {
            "averaged": self.averaged.isChecked(),
            "lengths": Lengths(self.lengths.currentData()),
            "research": self.research.isChecked(),
        }

    def _lay_out(self) -> None:
        show = button(self.tr("Open the folder"))
        show.clicked.connect(lambda: open_folder(self._model.folder))
        folder = label(str(self._model.folder))
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP_PX // 2)
        for widget in (
            label(self.tr("Analysis and data"), "title"),
            self.averaged,
            label(
                self.tr("Left and right are treated alike; the analysis takes twice the time."),
                "muted",
            ),
            label(self.tr("Units"), "heading"),
            label(
                self.tr(
                    "Lengths are in millimetres once the distance of the outer eye corners, "
                    "measured with a ruler, stands in the patient's record; until then they are in "
                    "widths of that distance. Ratios of the two sides need no calibration."
                )
            ),
            _row(self.lengths),
            label(
                self.tr(
                    "For results, review and recovery; report and exports keep millimetres where "
                    "they were measured."
                ),
                "muted",
            ),
            _row(self.open_record),
            label(self.tr("Data folder"), "heading"),
            folder,
            self.room,
            _row(show),
            label(self.tr("Research"), "heading"),
            self.research,
            label(self.tr("For training the network; not needed in the clinic."), "muted"),
            _row(self.open_research),
        ):
            layout.addWidget(widget)
        layout.addStretch(1)

    @Slot(object)
    def _show_room(self, storage: Storage) -> None:
        locale = QLocale()
        self.room.setText(
            self.tr("{0} used, {1} free on the disk").format(
                locale.formattedDataSize(storage.used_bytes),
                locale.formattedDataSize(storage.free_bytes),
            )
        )


def _row(*widgets: QWidget) -> QWidget:
    """Widgets at their own width, at the start of a line."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return row


def _format_name(one: CameraFormat) -> str:
    coding = ", JPEG" if one.is_jpeg else ""
    return f"{one.width_px} × {one.height_px}, {one.rate_hz:.0f} Hz{coding}"
