"""The list of everything that can be charted, with a tick before what is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.gui import words
from app.gui.viewmodels.recovery import RecoveryModel
from app.gui.widgets.parts import GAP_PX, button, label

_KEY: Final = Qt.ItemDataRole.UserRole


class ChartChoices(QWidget):
    """Offers the choices of the patient by exercise.

    Args:
        model: The charts.
        parent: Owner.
    """

    def __init__(self, model: RecoveryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(self.tr("What to chart"))
        self.tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.usual = button(
            self.tr("Same as in the report"), tip=self.tr("Chart what the report charts first")
        )
        self.usual.clicked.connect(model.choose_usual)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PX)
        layout.addWidget(label(self.tr("What to chart"), "heading"))
        layout.addWidget(
            label(self.tr("Open an exercise and tick its measures; bold: charted."), "muted")
        )
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.usual)
        self.tree.itemChanged.connect(self._follow_ticks)
        model.renewed.connect(self.show_choices)
        model.charts_changed.connect(self._follow_model)
        self.show_choices()

    @Slot()
    def show_choices(self) -> None:
        """Offer what the patient's visits hold."""
        self.tree.blockSignals(True)
        opened = {one.text(0) for one in self._groups() if one.isExpanded()}
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for choice in self._model.choices:
            name = words.catalogue(choice.group)
            if choice.group not in groups:
                groups[choice.group] = QTreeWidgetItem(self.tree, [name])
                groups[choice.group].setFlags(Qt.ItemFlag.ItemIsEnabled)
            item = QTreeWidgetItem(groups[choice.group], [words.catalogue(choice.name)])
            item.setToolTip(0, words.catalogue(choice.name))
            item.setData(0, _KEY, choice.key)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
        for group in self._groups():
            group.setExpanded(group.text(0) in opened)
        self.tree.blockSignals(False)
        self._follow_model()

    @Slot()
    def _follow_model(self) -> None:
        self.tree.blockSignals(True)
        chosen = self._model.chosen
        for item in self._items():
            ticked = item.data(0, _KEY) in chosen
            item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        for group in self._groups():
            font = group.font(0)
            font.setBold(any(one.checkState(0) is Qt.CheckState.Checked for one in _inside(group)))
            group.setFont(0, font)
        self.tree.blockSignals(False)

    @Slot()
    def _follow_ticks(self) -> None:
        self._model.choose(
            [
                item.data(0, _KEY)
                for item in self._items()
                if item.checkState(0) is Qt.CheckState.Checked
            ]
        )

    def _groups(self) -> list[QTreeWidgetItem]:
        places = range(self.tree.topLevelItemCount())
        return [item for row in places if (item := self.tree.topLevelItem(row)) is not None]

    def _items(self) -> list[QTreeWidgetItem]:
        return [item for group in self._groups() for item in _inside(group)]


def _inside(group: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    places = range(group.childCount())
    return [item for row in places if (item := group.child(row)) is not None]
