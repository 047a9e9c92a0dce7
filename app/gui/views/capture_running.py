"""During the recording: picture, lights, what is asked, and what comes next."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, SignalInstance, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.capture.cues import Cue, RepetitionOffered
from app.capture.quality import Lights
from app.capture.steps import Phase
from app.gui import words
from app.gui.capture.live import LivePicture, LiveReading
from app.gui.capture.recording import RecordingState
from app.gui.capture.session import CaptureSession
from app.gui.sounds import Sounds
from app.gui.theme import Palette
from app.gui.viewmodels.capture import CaptureModel
from app.gui.views.blink_note import BlinkNote
from app.gui.widgets.cue_panel import CuePanel
from app.gui.widgets.lights import LightsRow
from app.gui.widgets.live_preview import LivePreview
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, button, card, label, open_dialog

_LIST_WIDTH_PX: Final = 210
_PANEL_WIDTH_PX: Final = 330
_SKIP_WIDTH_PX: Final = 420
_MOST_HOURS: Final = 10
_MIN_PER_HOUR: Final = 60


class CaptureRunning(QWidget):
    """The clinician's screen while a visit is recorded.

    Args:
        model: The capture.
        palette: Colours.
        parent: Owner.
    """

    def __init__(
        self, model: CaptureModel, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._session: CaptureSession | None = None
        self._links: tuple[tuple[SignalInstance, Callable[..., None]], ...] = ()
        self._lights_forbid = True
        self._phase: Phase | None = None
        self._sounds = Sounds(self)
        self.preview = LivePreview(palette)
        self.lights = LightsRow(palette)
        self.panel = CuePanel(time.monotonic)
        self.exercises = QListWidget()
        self.exercises.setAccessibleName(self.tr("Exercises"))
        self.exercises.setFixedWidth(_LIST_WIDTH_PX)
        self.exercises.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.exercises.customContextMenuRequested.connect(self._offer_redo)
        self.exercises.itemActivated.connect(self._redo_item)
        self.room = label(kind="muted")
        self._make_buttons()
        self._lay_out()

    def bind(self, session: CaptureSession) -> None:
        """Show a session, be it at its beginning or under way."""
        self._session = session
        self._sounds.enabled = self._model.services.preferences.sound
        self._links = (
            (session.cue_changed, self._show_cue),
            (session.cue_changed, self._play),
            (session.live_picture, self._show_picture),
            (session.reading, self._show_reading),
            (session.lights_changed, self._show_lights),
            (session.recording_state, self._show_state),
            (session.repetition_offered, self._offer_repetition),
            (session.exercise_finished, self._show_exercises),
            (session.exercise_left_out, self._show_exercises),
            (session.lost, self._show_lost),
        )
        for signal, slot in self._links:
            signal.connect(slot)
        self.lights.show_pose(None)
        self.lights.show_rate(None)
        self.preview.show_image(None)
        self.preview.say(self.tr("Waiting for the camera…"))
        if session.is_lost:
            self._show_lost()
        self._show_confirmed(session.side_confirmed)
        self._show_lights(session.lights)
        self._show_cue(session.cue)
        if session.offer is not None:
            self._offer_repetition(session.offer)

    def release(self) -> None:
        """Nothing of the session is shown any more, whatever still comes of it."""
        for signal, slot in self._links:
            signal.disconnect(slot)
        self._links, self._session = (), None
        self.preview.show_image(None)

    def _make_buttons(self) -> None:
        def made(text: str, action: str, *, primary: bool = False, keys: str = "") -> QPushButton:
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            one = button(text, primary=primary, tip=shown)
            one.setShortcut(keys)
            one.clicked.connect(lambda: self._ask(action))
            return one

        self.begin = made(self.tr("Record"), "begin", primary=True, keys="Space")
        self.anyway = made(self.tr("Record in spite of the lights"), "anyway")
        self.accept = made(self.tr("Repeat it"), "accept", primary=True, keys="R")
        self.decline = made(self.tr("Keep it as it is"), "decline", keys="K")
        self.pause = made(self.tr("Break"), "pause", keys="P")
        self.resume = made(self.tr("Go on"), "resume", primary=True, keys="P")
        self.redo = made(self.tr("Start this exercise again"), "redo")
        self.keep = made(self.tr("Keep the earlier recording"), "keep")
        self.skip = button(self.tr("Skip…"))
        self.skip.clicked.connect(self._skip)
        self.finish = button(self.tr("Finish and analyse"))
        self.finish.clicked.connect(self._model.finish)
        self.leave = button(self.tr("Leave for later"))
        self.leave.clicked.connect(self._model.leave)

    def _lay_out(self) -> None:
        self.confirm = button(self.tr("Yes, the sides are correct"), primary=True)
        self.confirm.clicked.connect(self._confirm_side)
        self.exchange = button(
            self.tr("No, they are exchanged"),
            tip=self.tr("The camera delivers a mirror image; the sides are put right."),
        )
        self.exchange.clicked.connect(self._exchange_sides)
        self._side_card = card(
            label(self.tr("Confirm the sides"), "heading"),
            label(
                self.tr(
                    "Ask the patient to lift the right hand beside the face. Is it on the side "
                    "marked RIGHT?"
                )
            ),
            self.confirm,
            self.exchange,
        )
        self._offer = label()
        self._blink_note = BlinkNote()
        middle = QVBoxLayout()
        middle.addWidget(self.preview, 1)
        middle.addWidget(self.lights)
        right = QVBoxLayout()
        right.addWidget(self._side_card)
        right.addWidget(card(self.panel))
        right.addWidget(self._blink_note)
        right.addWidget(self._offer)
        for one in (
            *(self.begin, self.anyway, self.accept, self.decline),
            *(self.pause, self.resume, self.redo, self.keep, self.skip),
        ):
            right.addWidget(one)
        right.addStretch(1)
        right.addWidget(self.room)
        right.addWidget(self.finish)
        right.addWidget(self.leave)
        side = QWidget()
        side.setFixedWidth(_PANEL_WIDTH_PX)
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        layout.setSpacing(GAP_PX)
        layout.addWidget(self.exercises)
        layout.addLayout(middle, 1)
        layout.addWidget(side)

    def _ask(self, action: str) -> None:
        session = self._session
        if session is None:
            return
        if action == "anyway":
            session.begin(anyway=True)
        else:
            getattr(session, action)()

    @Slot()
    def _confirm_side(self) -> None:
        if self._session is not None:
            spool = self._model.spool
            by = (spool.draft.examiner if spool else "") or self.tr("examiner")
            self._session.confirm_side(by)
            self._show_confirmed(True)

    def _show_confirmed(self, confirmed: bool) -> None:
        """Nothing is recorded before somebody has looked at the sides."""
        self._side_card.setVisible(not confirmed)
        for one in (self.begin, self.anyway):
            one.setEnabled(confirmed)
        if confirmed:
            self._focus_next_step()

    @Slot(object)
    def _show_lights(self, lights: Lights) -> None:
        self.lights.show_lights(lights)
        self._lights_forbid = bool(lights.bad) or not lights.is_judged
        self._offer_anyway()

    @Slot(object)
    def _show_reading(self, reading: LiveReading) -> None:
        present = self._session is not None and not self._session.is_lost
        found = reading.landmarks if present else None
        self.lights.show_pose(found.pose if found else None)

    def _offer_anyway(self) -> None:
        """Recording in spite of the lights, where one is red or none is lit."""
        self.anyway.setVisible(self._lights_forbid and self.begin.isVisibleTo(self))

    @Slot()
    def _exchange_sides(self) -> None:
        if self._session is not None:
            self._session.set_mirrored(not self._session.is_mirrored)

    @Slot()
    def _skip(self) -> None:
        session = self._session
        if session is None:
            return
        session.pause()
        exercise_id = session.cue.exercise_id
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("Skip this exercise"))
        dialog.setLabelText(
            self.tr("Why is it left out? The recording that it has is deleted.")
            if self._is_recorded()
            else self.tr("Why is it left out?")
        )
        dialog.setComboBoxItems(
            [
                self.tr("not possible for the patient"),
                self.tr("painful"),
                self.tr("not needed today"),
                self.tr("no time"),
            ]
        )
        dialog.setComboBoxEditable(True)
        dialog.setMinimumWidth(_SKIP_WIDTH_PX)
        dialog.textValueSelected.connect(lambda reason: self._skip_because(exercise_id, reason))
        open_dialog(dialog)

    def _is_recorded(self) -> bool:
        """The current exercise has an earlier recording."""
        spool, session = self._model.spool, self._session
        return bool(spool and session and session.cue.exercise_id in spool.recorded)

    def _skip_because(self, exercise_id: str, reason: str) -> None:
        """Unless another exercise has come up meanwhile."""
        session = self._session
        if session is not None and session.cue.exercise_id == exercise_id and reason.strip():
            session.skip(reason.strip())

    @Slot(object)
    def _play(self, cue: Cue) -> None:
        if cue.sound is not None:
            self._sounds.play(cue.sound)

    @Slot(object)
    def _show_cue(self, cue: Cue) -> None:
        self.panel.show_cue(cue)
        phase = cue.phase
        waiting, running = phase is Phase.INSTRUCTION, cue.ends_at_s is not None
        for one, shown in (
            (self.begin, waiting),
            (self.accept, phase is Phase.OFFER),
            (self.decline, phase is Phase.OFFER),
            (self.pause, running),
            (self.resume, phase is Phase.PAUSED),
            (self.redo, running or phase in (Phase.PAUSED, Phase.OFFER)),
            (self.keep, self._is_recorded()),
            (self.skip, bool(cue.exercise_id)),
        ):
            one.setVisible(shown)
        self._offer_anyway()
        self._blink_note.show_exercise(cue.exercise_id, self._model.blink_rate_hz)
        self._offer.setVisible(phase is Phase.OFFER)
        self.preview.show_recording(phase.records)
        done = phase is Phase.FINISHED
        self.finish.setObjectName("primary" if done else "")
        self.finish.style().unpolish(self.finish)
        self.finish.style().polish(self.finish)
        is_new, self._phase = phase is not self._phase, phase
        self._show_exercises()
        if is_new:
            self._focus_next_step()

    def _focus_next_step(self) -> None:
        """A key goes to what comes next, never to what leaves something out."""
        steps = (self.begin, self.accept, self.resume, self.pause, self.finish)
        usable = (one for one in steps if one.isVisibleTo(self) and one.isEnabled())
        if self.focusWidget() is not self.exercises and (step := next(usable, None)) is not None:
            step.setFocus()

    @Slot(object)
    def _offer_repetition(self, offer: RepetitionOffered) -> None:
        self._offer.setText(
            self.tr("Repetition {0} can hardly be used. {1}").format(
                offer.round, words.catalogue(offer.light.reason)
            )
        )

    @Slot()
    def _show_exercises(self) -> None:
        spool, session = self._model.spool, self._session
        if spool is None or session is None:
            return
        skipped = {one.exercise_id for one in spool.draft.skipped}
        wanted = spool.draft.exercise_ids
        if [_key(self.exercises.item(row)) for row in range(self.exercises.count())] != [*wanted]:
            self.exercises.clear()
            for key in wanted:
                item = QListWidgetItem(self.exercises)
                item.setData(Qt.ItemDataRole.UserRole, key)
        for row, key in enumerate(wanted):
            sign = "✓" if key in spool.recorded else "–" if key in skipped else " "
            self.exercises.item(row).setText(f"{sign}  {words.exercise_name(key)}")
            if key == session.cue.exercise_id:
                self.exercises.setCurrentRow(row)
        self._offer_finish()

    def _offer_finish(self) -> None:
        """Where nothing was recorded there is nothing to analyse."""
        spool, waits = self._model.spool, self._phase in (Phase.INSTRUCTION, Phase.FINISHED)
        usable = waits and spool is not None and bool(spool.recorded)
        appeared = usable and not self.finish.isEnabled()
        self.finish.setEnabled(usable)
        if appeared and self._phase is Phase.FINISHED:
            self._focus_next_step()

    def _offer_redo(self) -> None:
        item = self.exercises.currentItem()
        if item is not None:
            key = _key(item)
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(self.tr("Record this one")).triggered.connect(lambda: self._redo(key))
            menu.popup(self.cursor().pos())

    @Slot(QListWidgetItem)
    def _redo_item(self, item: QListWidgetItem) -> None:
        self._redo(_key(item))

    def _redo(self, exercise_id: str) -> None:
        if self._session is not None:
            self._session.redo(exercise_id)

    @Slot(object)
    def _show_state(self, state: RecordingState) -> None:
        self.lights.show_rate(state.camera_rate_hz)
        self._offer_finish()  # a take that was given up is gone by now
        lines = []
        missing = state.written.dropped_count + state.written.damaged_count
        if state.is_recording and missing:
            lines.append(self.tr("Pictures missing: {0}").format(missing))
        if state.minutes_left is not None:
            lines.append(self._room_words(state.minutes_left))
        self.room.setText("\n".join(lines))

    def _room_words(self, minutes: float) -> str:
        if minutes > _MOST_HOURS * _MIN_PER_HOUR:
            return self.tr("Room for more than {0} hours of video").format(_MOST_HOURS)
        return self.tr("Room for {0:.0f} minutes of video").format(minutes)

    @Slot(object)
    def _show_picture(self, picture: LivePicture) -> None:
        self.preview.say("")
        self.preview.show_picture(picture)

    @Slot()
    def _show_lost(self) -> None:
        self.lights.show_pose(None)
        self.preview.say(
            self.tr("The camera gives no pictures. What was recorded is safe; plug it in again.")
        )


def _key(item: QListWidgetItem) -> str:
    """The id of the exercise in a line of the list."""
    return str(item.data(Qt.ItemDataRole.UserRole))
