"""The report as it will be printed, its options, and the exports."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui.i18n import language_names
from app.gui.viewmodels.exports import ExportsModel
from app.gui.viewmodels.report import ReportModel
from app.gui.views.export_card import ExportCard
from app.gui.widgets.fields import ChoiceField
from app.gui.widgets.lazy_screen import LazyScreen
from app.gui.widgets.page_list import PageList
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, Aside, EmptyState, button, card, label
from app.gui.widgets.work_bar import WorkBar
from app.report_preview import PageImage, ReportOptions
from assessment.report.content import Paper

_ASIDE_PX: Final = 380


class ReportView(LazyScreen):
    """Pages on the left, what can be done with them on the right.

    Args:
        model: The report.
        exports: The exports.
        parent: Owner.
    """

    def __init__(
        self,
        model: ReportModel,
        exports: ExportsModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model.stale, model.refresh, parent)
        self._model = model
        self._shown: tuple[PageImage, ...] = ()
        self.pages = PageList()
        self.work = WorkBar()
        self.work.stop_wanted.connect(model.cancel)
        self.paper = ChoiceField(
            {Paper.A4: self.tr("A4"), Paper.LETTER: self.tr("US Letter")}, self.tr("Paper")
        )
        self.language = ChoiceField(language_names(), self.tr("Language"))
        self.clinic = QLineEdit()
        self.clinic.setAccessibleName(self.tr("Clinic"))
        self.pseudonymised = QCheckBox(self.tr("Pseudonymised: code only, no name, no faces"))
        self.save, self.open = button(self.tr("Save as…"), primary=True), button(self.tr("Open"))
        self.open.setToolTip(self.tr("Open the saved report in the system's viewer"))
        self.again = button(self.tr("Make the report"))
        self._told, self._problem = label(kind="muted"), label(kind="problem")
        self.exports = ExportCard(exports)
        self._left = QStackedWidget()
        self._pages = QStackedWidget()
        self._lay_out()
        self.paper.activated.connect(self._choose)
        self.language.activated.connect(self._choose)
        self.clinic.editingFinished.connect(self._choose)
        self.pseudonymised.clicked.connect(self._choose)
        self.save.clicked.connect(self.ask_path)
        self.open.clicked.connect(self.open_saved)
        self.again.clicked.connect(model.refresh)
        model.changed.connect(self.show_report)
        model.progressed.connect(self.work.follow)
        model.told.connect(self._tell)
        self.show_report()

    def _lay_out(self) -> None:
        self._left.addWidget(self.pages)
        self._left.addWidget(
            EmptyState(
                self.tr("No report yet"),
                self.tr("It is made in the background and shown here page by page."),
                self.again,
            )
        )
        aside = Aside(self._make_aside(), self.tr("Report and exports"))
        aside.setFixedWidth(max(_ASIDE_PX, aside.minimumSizeHint().width()))
        left = QVBoxLayout()
        left.setSpacing(GAP_PX // 2)
        left.addLayout(self._make_head())
        left.addWidget(self.work)
        left.addWidget(self._left, 1)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP_PX)
        row.addLayout(left, 1)
        row.addWidget(aside)
        self._pages.addWidget(page)
        self._pages.addWidget(
            EmptyState(
                self.tr("No visit yet"),
                self.tr("Record the exercises on the screen Capture; the report appears here."),
            )
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        whole.addWidget(self._pages)

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Report"), "title"), 1)
        for name, tip, act in (
            ("−", self.tr("Smaller"), self.pages.shrink),
            ("+", self.tr("Larger"), self.pages.enlarge),
            (self.tr("Whole width"), "", self.pages.fit),
        ):
            tool = button(name, tip=tip)
            tool.setAccessibleName(tip or name)
            tool.clicked.connect(act)
            head.addWidget(tool)
        return head

    def _make_aside(self) -> QWidget:
        form = QWidget()
        fields = QFormLayout(form)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.addRow(self.tr("Paper"), self.paper)
        fields.addRow(self.tr("Language"), self.language)
        fields.addRow(self.tr("Clinic"), self.clinic)
        fields.addRow(self.pseudonymised)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.save, 1)
        row.addWidget(self.open)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        heading = label(self.tr("This report"), "heading")
        column.addWidget(card(heading, form, buttons, self._told, self._problem))
        column.addWidget(self.exports)
        column.addStretch(1)
        return inside

    @Slot()
    def show_report(self) -> None:
        """Show the report and the options as they are."""
        model = self._model
        self._pages.setCurrentIndex(0 if model.has_visit else 1)
        preview, options = model.preview, model.options
        shown = preview.pages if preview else ()
        if shown is not self._shown:
            self._shown = shown
            self.pages.show_pages(shown)
        self._left.setCurrentIndex(0 if preview else 1)
        self.again.setVisible(not model.busy)
        self.work.setVisible(model.busy)
        self.save.setEnabled(preview is not None and not model.busy)
        self.open.setEnabled(model.saved is not None)
        saved = self.tr("Saved: {0}").format(model.saved) if model.saved else ""
        self._told.setText(saved)
        self._told.setVisible(bool(saved))
        self.paper.set_value(options.paper)
        self.language.set_value(options.language)
        if not self.clinic.hasFocus():
            self.clinic.setText(options.clinic)
        self.pseudonymised.setChecked(options.pseudonymised)

    @Slot()
    def ask_path(self) -> None:
        """Ask where the report goes."""
        preview = self._model.preview
        if preview is None:
            return
        dialog = QFileDialog(self, self.tr("Save the report"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("*.pdf")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(preview.name)
        dialog.fileSelected.connect(lambda name: self._model.save(Path(name), preview))
        dialog.open()

    @Slot()
    def open_saved(self) -> None:
        """Show the saved file with the system's own viewer."""
        if self._model.saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._model.saved)))

    @Slot()
    def _choose(self) -> None:
        self._model.choose(
            ReportOptions(
                paper=Paper(self.paper.value()),
                clinic=self.clinic.text().strip(),
                pseudonymised=self.pseudonymised.isChecked(),
                language=self.language.value(),
            )
        )

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
