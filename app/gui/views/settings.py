"""The settings: pages on the left, nothing is kept before Save."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui.i18n import language_names
from app.gui.viewmodels.settings import SettingsModel
from app.gui.views.settings_pages import CapturePage, DataPage, ExercisesPage
from app.gui.widgets.fields import ChoiceField
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, label, save_or_cancel
from app.preferences import AS_WINDOW, SYSTEM_LANGUAGE, Preferences, Theme
from assessment.report.content import Paper

_PAGES_WIDTH_PX: Final = 170
_WIDTH_PX: Final = 860
_HEIGHT_PX: Final = 640


class SettingsDialog(QDialog):
    """What the clinic chooses once.

    Args:
        model: Choices and what there is to choose from.
        has_patient: A patient is chosen, whose record can be opened.
        parent: Owner.

    Signals:
        record_wanted: Open the chosen patient's record.
        research_wanted: Open the training window.
    """

    record_wanted = Signal()
    research_wanted = Signal()

    def __init__(
        self, model: SettingsModel, *, has_patient: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.setWindowTitle(self.tr("Settings"))
        self.general = GeneralPage(model.preferences)
        self.capture = CapturePage(model)
        self.exercises = ExercisesPage(model.preferences)
        self.data = DataPage(model, has_patient=has_patient)
        self.data.record_wanted.connect(self.record_wanted)
        self.data.research_wanted.connect(self.research_wanted)
        self.pages = QListWidget()
        self.pages.setObjectName("pages")
        self.pages.setAccessibleName(self.tr("Pages of the settings"))
        self.pages.setFixedWidth(_PAGES_WIDTH_PX)
        stack = QStackedWidget()
        for name, page in (
            (self.tr("General"), self.general),
            (self.tr("Capture"), self.capture),
            (self.tr("Exercises"), self.exercises),
            (self.tr("Analysis and data"), self.data),
        ):
            self.pages.addItem(name)
            stack.addWidget(_scrolled(page, name))
        self.pages.currentRowChanged.connect(stack.setCurrentIndex)
        self.pages.setCurrentRow(0)
        columns = QHBoxLayout()
        columns.setSpacing(MARGIN_PX)
        columns.addWidget(self.pages)
        columns.addWidget(stack, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP_PX)
        layout.addLayout(columns, 1)
        layout.addWidget(save_or_cancel(self, self.accept))
        self.resize(_WIDTH_PX, _HEIGHT_PX)

    @Slot()
    def accept(self) -> None:
        """Keep the choices."""
        pages = (self.general, self.capture, self.exercises, self.data)
        self._model.choose(**{k: v for page in pages for k, v in page.choices().items()})
        super().accept()


def _scrolled(page: QWidget, name: str) -> QScrollArea:
    """The page as high as its words need, be the window lower than that."""
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


class GeneralPage(QWidget):
    """Clinic, examiner, languages, theme, paper.

    Args:
        preferences: The choices that hold.
    """

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.clinic, self.examiner = QLineEdit(preferences.clinic), QLineEdit(preferences.examiner)
        self.clinic.setPlaceholderText(self.tr("for the head of reports"))
        self.examiner.setPlaceholderText(self.tr("where nobody else is named"))
        names = language_names()
        self.language = ChoiceField(
            {SYSTEM_LANGUAGE: self.tr("As the system"), **names}, self.tr("Language")
        )
        self.language.set_value(preferences.language)
        self.report_language = ChoiceField(
            {AS_WINDOW: self.tr("Same as the window"), **names}, self.tr("Language of reports")
        )
        self.report_language.set_value(preferences.report_language)
        self.theme = ChoiceField(
            {
                Theme.SYSTEM: self.tr("As the system"),
                Theme.LIGHT: self.tr("Light"),
                Theme.DARK: self.tr("Dark"),
            },
            self.tr("Theme"),
        )
        self.theme.set_value(preferences.theme)
        self.paper = ChoiceField(
            {Paper.A4: "A4", Paper.LETTER: "Letter"}, self.tr("Paper size of reports")
        )
        self.paper.set_value(preferences.paper)
        layout = QFormLayout(self)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.addRow(label(self.tr("General"), "title"))
        for name, field in (
            (self.tr("Clinic"), self.clinic),
            (self.tr("Examiner"), self.examiner),
            (self.tr("Language"), self.language),
            (self.tr("Theme"), self.theme),
            (self.tr("Language of reports"), self.report_language),
            (self.tr("Paper size of reports"), self.paper),
        ):
            field.setAccessibleName(name)
            layout.addRow(name, field)
        layout.addRow(
            label(
                self.tr("Language and theme change when you save. Exports are in English."),
                "muted",
            )
        )

    def choices(self) -> dict[str, object]:
        """Fields of `Preferences`."""
        return {
            "clinic": self.clinic.text().strip(),
            "examiner": self.examiner.text().strip(),
            "language": self.language.value(),
            "report_language": self.report_language.value(),
            "theme": Theme(self.theme.value()),
            "paper": Paper(self.paper.value()),
        }
