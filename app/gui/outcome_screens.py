"""Results, recovery and report: loaded when they are first looked at."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.gui.selection import Selection
from app.gui.services import Services
from app.gui.shortcuts import EXPORT, SAVE_REPORT, press_with
from app.gui.theme import Palette
from app.gui.views.main_window import MainWindow, Place, Screen
from app.gui.widgets.later import Later

if TYPE_CHECKING:  # what draws charts and lays out reports loads after the window has come up
    from app.gui.viewmodels.exports import ExportsModel
    from app.gui.viewmodels.recovery import RecoveryModel
    from app.gui.viewmodels.report import ReportModel
    from app.gui.viewmodels.results import ResultsModel
    from app.gui.viewmodels.two_visits import TwoVisitsModel


class OutcomeScreens:
    """The three screens; their view-models stay when the window is put up in another theme.

    Args:
        services: The library.
        selection: Which patient and visit.
    """

    def __init__(self, services: Services, selection: Selection) -> None:
        self._services, self._selection = services, selection

    def add_to(self, window: MainWindow, palette: Palette) -> None:
        """Put the screens on the window's rail."""
        for place, name, make in (
            (Place.RESULTS, QCoreApplication.translate("MainWindow", "Results"), self._results),
            (Place.RECOVERY, QCoreApplication.translate("MainWindow", "Recovery"), self._recovery),
            (Place.REPORT, QCoreApplication.translate("MainWindow", "Report"), self._report),
        ):
            window.add_screen(Screen(place, name, Later(partial(make, palette))))

    def close(self) -> None:
        """Let go of the videos."""
        if "two_visits_model" in vars(self):
            self.two_visits_model.close()

    @cached_property
    def results_model(self) -> ResultsModel:
        """The numbers of a visit."""
        from app.gui.viewmodels.results import ResultsModel

        return ResultsModel(self._services, self._selection)

    @cached_property
    def recovery_model(self) -> RecoveryModel:
        """The charts of a patient."""
        from app.gui.viewmodels.recovery import RecoveryModel

        return RecoveryModel(self._services, self._selection)

    @cached_property
    def two_visits_model(self) -> TwoVisitsModel:
        """Two visits side by side."""
        from app.gui.viewmodels.two_visits import TwoVisitsModel

        return TwoVisitsModel(self._services, self._selection)

    @cached_property
    def report_model(self) -> ReportModel:
        """The report of a visit."""
        from app.gui.viewmodels.report import ReportModel

        return ReportModel(self._services, self._selection)

    @cached_property
    def exports_model(self) -> ExportsModel:
        """The exports."""
        from app.gui.viewmodels.exports import ExportsModel

        return ExportsModel(self._services, self._selection)

    def _results(self, palette: Palette) -> QWidget:
        from app.gui.views.results import ResultsView

        return ResultsView(self.results_model, palette)

    def _recovery(self, palette: Palette) -> QWidget:
        from app.gui.views.recovery import RecoveryView

        return RecoveryView(self.recovery_model, self.two_visits_model, palette)

    def _report(self, palette: Palette) -> QWidget:  # noqa: ARG002 - pages have their own colours
        from app.gui.views.report import ReportView

        view = ReportView(self.report_model, self.exports_model)
        press_with(view.save, SAVE_REPORT)
        press_with(view.exports.export, EXPORT)
        return view
