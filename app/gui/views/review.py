"""The screen on which a visit is looked through and its landmarks are corrected."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui import words
from app.gui.theme import Palette
from app.gui.viewmodels.review import ReviewModel, ReviewState
from app.gui.views.review_corrections import ReviewCorrections
from app.gui.views.review_curves import ReviewCurves
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, EmptyState, button, card, label
from app.gui.widgets.transport import Transport
from app.gui.widgets.video_view import ZOOM_STEP, VideoView

_LIST_WIDTH_PX = 190
_SIDE_WIDTH_PX = 430
_PICTURE_WIDTH_PX = 560
_FEW_FRAMES, _MANY_FRAMES = 1, 10


def may_lose_corrections(window: QWidget) -> bool:
    """Ask whether corrections that are not saved may be thrown away."""
    answer = QMessageBox.question(
        window,
        QCoreApplication.translate("ReviewView", "Corrections are not saved"),
        QCoreApplication.translate(
            "ReviewView", "Landmarks were corrected and not saved. Close and lose the corrections?"
        ),
        QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Cancel,
    )
    return answer is QMessageBox.StandardButton.Discard


class ReviewView(QWidget):
    """Clips on the left, the picture in the middle, curves and corrections on the right.

    Args:
        model: The visit.
        palette: Colours.
        parent: Owner.
    """

    def __init__(self, model: ReviewModel, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.clips = QListWidget()
        self.clips.setAccessibleName(self.tr("Exercises of this visit"))
        self.clips.setWordWrap(True)
        self.clips.currentItemChanged.connect(self._choose)
        self.video = VideoView(palette)
        self.transport = Transport(model.player, palette)
        self.curves = ReviewCurves(model, palette)
        self.corrections = ReviewCorrections(model)
        self._absent = label(kind="muted")
        self._absent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture = QStackedWidget()
        self.empty = EmptyState("", "")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self._follow_state()
        self._follow_clips()
        self._follow_clip()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read the visit as soon as somebody looks."""
        super().showEvent(event)
        self._model.watch()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Stop playing."""
        super().hideEvent(event)
        self._model.look_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go through the frames."""
        player = self._model.player
        step = (
            _MANY_FRAMES if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _FEW_FRAMES
        )
        key = event.key()
        if key == Qt.Key.Key_Left:
            player.step(-step)
        elif key == Qt.Key.Key_Right:
            player.step(step)
        elif key == Qt.Key.Key_Home:
            player.go(0)
        elif key == Qt.Key.Key_End:
            player.go(player.frame_count - 1)
        elif key == Qt.Key.Key_Space:
            player.toggle()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.drawn = QCheckBox(self.tr("Landmarks"))
        self.drawn.setChecked(True)
        self.drawn.setToolTip(
            self.tr(
                "Draw the landmarks over the picture (L). Hollow: the network is unsure. Diamond: "
                "placed by hand, with a line from the detector's place. Ring: follows a placed one."
            )
        )
        self.fit = button(self.tr("Whole picture"), tip=self.tr("Ctrl+0 or double click"))
        self.face = button(self.tr("Face"), tip=self.tr("Zoom to the face (F)"))
        tools = QHBoxLayout()
        self._note = label(kind="muted")
        tools.addWidget(self.drawn)
        tools.addWidget(self._note, 1)
        tools.addWidget(self.fit)
        tools.addWidget(self.face)
        self._picture.addWidget(self.video)
        self._picture.addWidget(self._absent)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        column.addLayout(tools)
        column.addWidget(self._picture, 1)
        column.addWidget(self.transport)
        left = QWidget()
        names = QVBoxLayout(left)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(GAP_PX)
        names.addWidget(label(self.tr("Exercises"), "heading"))
        names.addWidget(self.clips, 1)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(card(self.curves))
        right.addWidget(card(self.corrections))
        right.setStretchFactor(0, 1)
        splitter = QSplitter()
        for widget in (left, middle, right):
            splitter.addWidget(widget)
        splitter.setSizes([_LIST_WIDTH_PX, _PICTURE_WIDTH_PX, _SIDE_WIDTH_PX])
        splitter.setStretchFactor(1, 3)
        splitter.setStretchFactor(2, 2)
        for one in (splitter, right):
            one.setChildrenCollapsible(False)
            one.setHandleWidth(GAP_PX)
        self._stack.addWidget(splitter)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        model = self._model
        model.state_changed.connect(self._follow_state)
        model.clips_changed.connect(self._follow_clips)
        model.clip_changed.connect(self._follow_clip)
        model.player.picture_changed.connect(self._follow_picture)
        model.player.frame_changed.connect(self._follow_frame)
        model.player.failed.connect(self._tell)
        model.corrections.landmarks_changed.connect(self._follow_landmarks)
        self.drawn.toggled.connect(self.video.draw_landmarks)
        self.fit.clicked.connect(self.video.fit)
        self.face.clicked.connect(self.video.show_face)
        self.corrections.correcting.connect(self._correct)
        self.video.point_dragged.connect(self._drag)
        self.video.point_placed.connect(self._place)
        self.video.drag_abandoned.connect(model.corrections.abandon)
        self.video.restore_wanted.connect(self._restore)

    def _add_shortcuts(self) -> None:
        corrections = self._model.corrections
        for keys, wanted in (
            ("E", self.corrections.correct.click),
            ("L", self.drawn.click),
            ("F", self.video.show_face),
            ("Ctrl+0", self.video.fit),
            (QKeySequence.StandardKey.ZoomIn, self._zoom_in),
            (QKeySequence.StandardKey.ZoomOut, self._zoom_out),
            (QKeySequence.StandardKey.Undo, corrections.undo),
            (QKeySequence.StandardKey.Redo, corrections.redo),
            (QKeySequence.StandardKey.Save, self._model.save),
        ):
            shortcut = QShortcut(self)
            if isinstance(keys, str):
                shortcut.setKey(QKeySequence(keys))
            else:
                shortcut.setKeys(keys)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(wanted)

    @Slot()
    def _zoom_in(self) -> None:
        self.video.zoom(ZOOM_STEP)

    @Slot()
    def _zoom_out(self) -> None:
        self.video.zoom(1 / ZOOM_STEP)

    @Slot()
    def _follow_state(self) -> None:
        state = self._model.state
        title, advice = {
            ReviewState.NO_VISIT: (
                self.tr("No visit yet"),
                self.tr(
                    "Record the exercises on the screen Capture; pictures and curves appear here."
                ),
            ),
            ReviewState.NOT_RECORDED: (
                self.tr("Nothing to review"),
                self.tr(
                    "Nothing was recorded at this visit. Choose another visit above, or record a "
                    "new one on the screen Capture."
                ),
            ),
            ReviewState.NOT_ANALYSED: (
                self.tr("This visit is not analysed"),
                self.tr("Its pictures and curves appear here as soon as its analysis is done."),
            ),
            ReviewState.LOADING: (self.tr("Reading the visit…"), ""),
            ReviewState.FAILED: (self.tr("This visit cannot be shown"), self._model.problem),
            ReviewState.READY: ("", ""),
        }[state]
        self.empty.say(title, advice)
        self._stack.setCurrentIndex(0 if state is ReviewState.READY else 1)
        if state is not ReviewState.READY:
            self._stop_correcting()  # the next visit is changed only when that is wanted

    @Slot()
    def _follow_clips(self) -> None:
        rows = self._model.rows
        ids = [row.recording.id for row in rows]
        listed = [self._id_of(self.clips.item(number)) for number in range(self.clips.count())]
        self.clips.blockSignals(True)
        if ids != listed:
            self.clips.clear()
            for key in ids:
                item = QListWidgetItem()
                item.setData(Qt.ItemDataRole.UserRole, key)
                self.clips.addItem(item)
        for number, row in enumerate(rows):
            lines = [words.exercise_name(row.recording.exercise_id)]
            if row.reason:
                lines.append(self.tr("not measured"))
            if row.unsaved:
                lines.append(self.tr("{0} not saved").format(row.unsaved))
            self.clips.item(number).setText("\n".join(lines))
            self.clips.item(number).setToolTip(words.catalogue(row.reason))
        self.clips.blockSignals(False)
        self._mark_chosen()

    def _mark_chosen(self) -> None:
        chosen = self._model.recording
        ids = [self._id_of(self.clips.item(number)) for number in range(self.clips.count())]
        self.clips.blockSignals(True)
        self.clips.setCurrentRow(ids.index(chosen.id) if chosen and chosen.id in ids else -1)
        self.clips.blockSignals(False)

    @Slot()
    def _follow_clip(self) -> None:
        self._mark_chosen()
        recording = self._model.recording
        reasons = [
            words.catalogue(row.reason).rstrip(".")
            for row in self._model.rows
            if row.recording == recording
        ]
        measured = self._model.player.film is not None
        self._absent.setText(
            self.tr("This exercise was not measured: {0}.").format(*reasons) if any(reasons) else ""
        )
        self._note.setText(
            self.tr("The video is not kept; the landmarks are.")
            if measured and recording is not None and not recording.media
            else ""
        )
        self._picture.setCurrentIndex(0 if measured else 1)
        for tool in (self.drawn, self.fit, self.face):
            tool.setEnabled(measured)
        self._follow_picture()

    @Slot()
    def _follow_picture(self) -> None:
        recording, picture = self._model.recording, self._model.player.picture
        if recording is None:
            self.video.set_nothing()
            return
        if picture is None:
            self.video.set_picture(None, (recording.width_px, recording.height_px))
        else:
            height, width, _ = picture.image.shape
            self.video.set_picture(picture.image, (width, height))
        self._follow_landmarks()

    @Slot()
    def _follow_frame(self) -> None:
        if self._model.player.picture is None:
            self._follow_landmarks()

    @Slot()
    def _follow_landmarks(self) -> None:
        self.video.set_landmarks(self._model.drawn)

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._model.choose(self._id_of(item))

    @staticmethod
    def _id_of(item: QListWidgetItem) -> UUID:
        return cast(UUID, item.data(Qt.ItemDataRole.UserRole))

    @Slot(bool)
    def _correct(self, correcting: bool) -> None:
        if correcting and not self._model.corrections.author:
            self._ask_for_author()
        self.video.let_edit(correcting)

    def _ask_for_author(self) -> None:
        """Nothing can be corrected before somebody says who does it."""
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Who corrects?"))
        dialog.setLabelText(
            self.tr("Your name is kept with every correction. It can be changed in the settings.")
        )
        dialog.textValueSelected.connect(self._take_author)
        dialog.rejected.connect(self._stop_correcting)
        dialog.open()

    @Slot(str)
    def _take_author(self, name: str) -> None:
        self._model.corrections.name_author(name)
        if not self._model.corrections.author:
            self._stop_correcting()

    @Slot()
    def _stop_correcting(self) -> None:
        self.corrections.correct.setChecked(False)

    @Slot(int, float, float)
    def _drag(self, point: int, x_px: float, y_px: float) -> None:
        player = self._model.player
        player.pause()
        self._model.corrections.preview(player.shown_frame, point, x_px, y_px)

    @Slot(int, float, float)
    def _place(self, point: int, x_px: float, y_px: float) -> None:
        frame = self._model.player.shown_frame
        self._model.corrections.place(frame, point, x_px, y_px)

    @Slot(int)
    def _restore(self, point: int) -> None:
        self._model.corrections.restore(self._model.player.shown_frame, point)

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self._note.setText(sentence)
