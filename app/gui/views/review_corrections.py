"""The corrections of the clip that is looked at: who moved what, undo, redo, save."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.gui import words
from app.gui.viewmodels.corrections import EditRow
from app.gui.viewmodels.review import ReviewModel
from app.gui.widgets.fields import CountField
from app.gui.widgets.landmark_words import landmark_name
from app.gui.widgets.parts import GAP_PX, button, label

_MOST_CARRIED = 60
_SMALLEST_LIST = QSize(200, 96)


class ReviewCorrections(QWidget):
    """Tools of correcting and the list of what was corrected.

    Args:
        model: The visit.
        parent: Owner.

    Signals:
        correcting: The mouse may move landmarks, or may not.
    """

    correcting = Signal(bool)

    def __init__(self, model: ReviewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        corrections = model.corrections
        self.correct = button(
            self.tr("Correct landmarks"), tip=self.tr("Move landmarks with the mouse (E)")
        )
        self.correct.setCheckable(True)
        self.correct.toggled.connect(self.correcting)
        self.reach = CountField(self.tr("Frames to which a correction is carried"), _MOST_CARRIED)
        self.reach.setValue(corrections.reach_frames)
        self.reach.setToolTip(
            self.tr("A correction fades out over so many frames before and after.")
        )
        self.reach.valueChanged.connect(self._set_reach)
        self.undo = self._tool(self.tr("Undo"), QKeySequence.StandardKey.Undo)
        self.undo.clicked.connect(corrections.undo)
        self.redo = self._tool(self.tr("Redo"), QKeySequence.StandardKey.Redo)
        self.redo.clicked.connect(corrections.redo)
        self.save = button(self.tr("Save as new analysis"), primary=True)
        self.save.clicked.connect(model.save)
        self.history = QListWidget()
        self.history.setAccessibleName(self.tr("Corrections of this clip"))
        self.history.setMinimumSize(_SMALLEST_LIST)
        self.history.setWordWrap(True)
        self.history.itemActivated.connect(self._go_to)
        self.history.itemClicked.connect(self._go_to)
        self._none = label(
            self.tr(
                "Nothing was corrected in this clip. Choose Correct landmarks and drag a landmark "
                "to its place; the detector's own result is kept."
            ),
            "muted",
        )
        self._lay_out()
        corrections.edits_changed.connect(self._follow_edits)
        model.clip_changed.connect(self._follow_edits)
        self._follow_edits()

    def _tool(self, name: str, key: QKeySequence.StandardKey) -> QPushButton:
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        return button(name, tip=f"{name} ({shown})")

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.addWidget(self.correct)
        tools.addStretch(1)
        tools.addWidget(self.undo)
        tools.addWidget(self.redo)
        carried = QHBoxLayout()
        carried.addWidget(label(self.tr("Carry to neighbouring frames"), "muted"), 1)
        carried.addWidget(self.reach)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PX // 2)
        layout.addWidget(label(self.tr("Corrections"), "heading"))
        layout.addLayout(tools)
        layout.addLayout(carried)
        layout.addWidget(self._none)
        layout.addWidget(self.history, 1)
        layout.addWidget(self.save)

    @Slot(int)
    def _set_reach(self, frames: int) -> None:
        self._model.corrections.reach_frames = frames

    @Slot()
    def _follow_edits(self) -> None:
        corrections = self._model.corrections
        rows = corrections.history
        self.history.clear()
        for row in reversed(rows):
            item = QListWidgetItem(self._words(row))
            item.setData(Qt.ItemDataRole.UserRole, row.annotation.frame_index)
            self.history.addItem(item)
        self._none.setVisible(not rows)
        self.history.setVisible(bool(rows))
        self.correct.setEnabled(corrections.clip is not None and not corrections.locked)
        self.undo.setEnabled(corrections.can_undo)
        self.redo.setEnabled(corrections.can_redo)
        unsaved = self._model.unsaved
        self.save.setEnabled(bool(unsaved) and not corrections.locked)
        self.save.setText(
            self.tr("Save as new analysis ({0})").format(unsaved)
            if unsaved
            else self.tr("Save as new analysis")
        )

    def _words(self, row: EditRow) -> str:
        made = row.annotation.created_at.astimezone()
        moment = f"{words.day(made.date())} {made:%H:%M}"
        frame = (row.annotation.frame_index or 0) + 1
        name = landmark_name(row.correction.point)
        if row.correction.withdrawn:
            text = self.tr("frame {0}, back at the detector's place").format(frame)
        else:
            text = self.tr("frame {0} ± {1}").format(frame, row.correction.reach_frames)
        state = self.tr("saved") if row.saved else self.tr("not saved")
        return f"{name}\n{text}\n{row.annotation.author} · {moment} · {state}"

    @Slot(QListWidgetItem)
    def _go_to(self, item: QListWidgetItem) -> None:
        self._model.player.pause()
        self._model.player.go(int(item.data(Qt.ItemDataRole.UserRole)))
