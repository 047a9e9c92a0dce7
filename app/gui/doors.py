"""What opens beside the screens: settings, manual, About, safety statement, research window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.gui.services import Services
from app.gui.shortcuts import RESEARCH, add_action
from app.gui.theme import Palette
from app.gui.viewmodels.demo import DemoModel
from app.gui.viewmodels.patients import PatientsModel
from app.gui.views.main_window import MainWindow
from app.gui.views.patient_form import PatientForm
from app.gui.widgets.parts import open_dialog


class Doors(QObject):
    """Opens dialogs and second windows; their code loads when they are asked for.

    Args:
        services: The choices.
        patients: Keeps the record that the settings link to.
        demo: The demo patient, offered at the first start.
        window: Their parent.
        palette: Colours.
    """

    def __init__(
        self,
        services: Services,
        patients: PatientsModel,
        demo: DemoModel,
        window: MainWindow,
        palette: Palette,
    ) -> None:
        super().__init__(window)
        self._services, self._patients, self._demo = services, patients, demo
        self._window, self._palette = window, palette
        self._manual: QWidget | None = None
        self._research: QWidget | None = None
        window.settings_wanted.connect(self.open_settings)
        window.help_wanted.connect(self.open_manual)
        add_action(window, RESEARCH, self.open_research)

    @Slot()
    def open_safety(self) -> None:
        """Show the safety statement and offer the demo patient."""
        from app.gui.views.first_start import SafetyStatement

        statement = SafetyStatement(self._window)
        statement.read.connect(self._take_read)
        open_dialog(statement)

    @Slot()
    def open_settings(self) -> None:
        """Show the settings."""
        from app.gui.viewmodels.settings import SettingsModel
        from app.gui.views.settings import SettingsDialog

        model = SettingsModel(self._services)
        dialog = SettingsDialog(
            model,
            has_patient=self._patients.selection.patient is not None,
            parent=self._window,
        )
        model.setParent(dialog)
        dialog.record_wanted.connect(dialog.reject)
        dialog.record_wanted.connect(self.open_record)
        dialog.research_wanted.connect(dialog.accept)
        dialog.research_wanted.connect(self.open_research)
        open_dialog(dialog)

    @Slot()
    def open_about(self) -> None:
        """Show what the program is, its licences and its weights."""
        from app.gui.views.about import AboutDialog

        open_dialog(AboutDialog(self._services.folder, self._window))

    @Slot()
    def open_manual(self) -> None:
        """Show the manual beside the window."""
        from app.gui.views.manual import ManualWindow

        if self._manual is None:
            manual = ManualWindow(self._palette, self._window)
            manual.about_wanted.connect(self.open_about)
            self._manual = manual
        _show(self._manual)

    @Slot()
    def open_research(self) -> None:
        """Show the training window, when it is unlocked."""
        from app.gui.viewmodels.training import TrainingModel
        from app.gui.views.training import TrainingWindow

        if not self._services.preferences.research:
            return
        if self._research is None:
            model = TrainingModel(self._services, self)
            self._research = TrainingWindow(model, self._palette, self._window)
        _show(self._research)

    @Slot(bool)
    def _take_read(self, demo_wanted: bool) -> None:
        self._services.choose(safety_read=True)
        if demo_wanted:
            self._demo.add()

    @Slot()
    def open_record(self) -> None:
        """Show the form of the chosen patient's record."""
        patient = self._patients.selection.patient
        if patient is not None:
            keep = partial(self._patients.update, patient)
            open_dialog(PatientForm(patient, keep, self._window))


def _show(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
