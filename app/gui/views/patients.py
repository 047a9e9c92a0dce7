"""The first screen: who is treated here, and what is known of the one who is chosen."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.gui import words
from app.gui.shortcuts import NEW_PATIENT, say_keys
from app.gui.theme import Palette
from app.gui.viewmodels.patients import PatientsModel
from app.gui.views.patient_card import PatientCard
from app.gui.views.patient_form import PatientForm
from app.gui.widgets.elided_label import tip
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, EmptyState, button, label, open_dialog

_LIST_WIDTH_PX = 420
_CODE_WIDTH_PX = 160
_VISITS = 3


class PatientTable(QAbstractTableModel):
    """The rows of a `PatientsModel` for a table."""

    def __init__(self, model: PatientsModel) -> None:
        super().__init__(model)
        self._model = model
        self._rows = model.rows
        model.rows_changed.connect(self._renew)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """One a patient."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """Code, name, side, visits."""
        return 0 if parent is not None and parent.isValid() else 4

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section == _VISITS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("Code"), self.tr("Name"), self.tr("Side"), self.tr("Visits"))[section]

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Text of a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == _VISITS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self._rows[index.row()]
        text = (
            row.code,
            row.name,
            words.side_words()[row.affected_side],
            str(row.visit_count),
        )[index.column()]
        return tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    @Slot()
    def _renew(self) -> None:
        self.beginResetModel()
        self._rows = self._model.rows
        self.endResetModel()


def may_lose_pending(model: PatientsModel, window: QWidget) -> bool:
    """Ask whether a correction of a record that is under way may be lost, if there is one."""
    if not model.pending:
        return True
    question = QCoreApplication.translate("PatientsView", "Close and lose the correction?")
    answer = QMessageBox.question(
        window,
        QCoreApplication.translate("PatientsView", "The record is being corrected"),
        f"{model.pending} {question}",
        QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Cancel,
    )
    return answer is QMessageBox.StandardButton.Discard


class _CodeColumn(QStyledItemDelegate):
    """As wide as the longest code, unless that leaves no room for names."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Of one code."""
        return super().sizeHint(option, index).boundedTo(QSize(_CODE_WIDTH_PX, _LIST_WIDTH_PX))


class PatientsView(QWidget):
    """List with search on the left, the chosen patient's card on the right.

    Signals:
        capture_wanted: Begin a visit with the chosen patient.
        visit_opened: Look at the chosen visit.
        demo_wanted: Add the demo patient.
    """

    capture_wanted = Signal()
    visit_opened = Signal()
    demo_wanted = Signal()

    def __init__(
        self, model: PatientsModel, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search code or name"))
        self.search.setAccessibleName(self.tr("Search patients"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(model.search)
        self.new_button = button(self.tr("New patient"), primary=True)
        self.new_button.clicked.connect(self.enter_new)
        say_keys(self.new_button, NEW_PATIENT)
        self.table = self._make_table()
        self.card = PatientCard(model, palette)
        self.card.capture_wanted.connect(self.capture_wanted)
        self.card.visit_opened.connect(self.visit_opened)
        self._right = QStackedWidget()
        self._right.addWidget(self._make_empty())
        self._right.addWidget(self.card)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        splitter = QSplitter()
        splitter.addWidget(self._make_left())
        splitter.addWidget(self._right)
        splitter.setSizes([_LIST_WIDTH_PX, 2 * _LIST_WIDTH_PX])
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        layout.addWidget(splitter)
        model.rows_changed.connect(self._follow_rows)
        model.selection.changed.connect(self._follow_selection)
        self._follow_rows()
        self._follow_selection()

    @Slot()
    def enter_new(self) -> None:
        """Open the form of a new patient."""
        open_dialog(PatientForm(None, self._model.add, self))

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(PatientTable(self._model))
        table.setAccessibleName(self.tr("Patients"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setAlternatingRowColors(False)
        table.setItemDelegateForColumn(0, _CodeColumn(table))
        table.verticalHeader().hide()
        table.setWordWrap(False)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, mode in enumerate(
            (
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.ResizeToContents,
            )
        ):
            head.setSectionResizeMode(column, mode)
        table.selectionModel().currentRowChanged.connect(self._choose_row)
        return table

    def _make_left(self) -> QWidget:
        left = QWidget()
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self.new_button)
        self._none = label(kind="muted")
        layout = QVBoxLayout(left)
        layout.setContentsMargins(0, 0, GAP_PX, 0)
        layout.setSpacing(GAP_PX)
        layout.addWidget(label(self.tr("Patients"), "title"))
        layout.addLayout(row)
        layout.addWidget(self._none)
        layout.addWidget(self.table, 1)
        return left

    def _make_empty(self) -> QWidget:
        self.add_demo = button(self.tr("Add the demo patient"))
        self.add_demo.clicked.connect(self.demo_wanted)
        return EmptyState(
            self.tr("No patient chosen"),
            self.tr(
                "Enter a new patient, or choose one from the list. The demo patient, whose face is "
                "computer-made, shows five visits of a recovery."
            ),
            self.add_demo,
        )

    @Slot(QModelIndex)
    def _choose_row(self, index: QModelIndex) -> None:
        chosen = self._model.selection.patient
        patient = self._model.rows[index.row()] if index.isValid() else None
        if patient is not None and (chosen is None or chosen.id != patient.id):
            self._model.choose(patient.id)

    @Slot()
    def _follow_rows(self) -> None:
        searching = self._model.searching
        self._none.setText(
            self.tr("No patient fits the search.") if searching else self.tr("No patient yet.")
        )
        self._none.setVisible(not self._model.rows)
        self.add_demo.setHidden(self._model.has_demo)
        self._mark_chosen()

    @Slot()
    def _follow_selection(self) -> None:
        self._right.setCurrentIndex(0 if self._model.selection.patient is None else 1)
        self._mark_chosen()

    def _mark_chosen(self) -> None:
        patient = self._model.selection.patient
        for number, row in enumerate(self._model.rows):
            if patient is not None and row.id == patient.id:
                if self.table.currentIndex().row() != number:
                    self.table.selectRow(number)
                return
        self.table.clearSelection()
