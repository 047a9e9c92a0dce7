"""Two visits side by side, still or in step."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSlider,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui import words
from app.gui.icons import icon
from app.gui.theme import Palette
from app.gui.viewmodels.two_visits import Moment, TwoVisitsModel
from app.gui.widgets.parts import GAP_PX, EmptyState, button, label
from app.gui.widgets.video_view import VideoView

_STEPS_PER_S: Final = 100


class TwoVisitsView(QWidget):
    """The same exercise at two visits, the faces in one size.

    Args:
        model: The two visits.
        palette: Colours.
        parent: Owner.
    """

    def __init__(
        self, model: TwoVisitsModel, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._palette = model, palette
        self.days = (QComboBox(), QComboBox())
        self.pictures = (VideoView(palette), VideoView(palette))
        for picture, name in zip(
            self.pictures, (self.tr("First visit"), self.tr("Second visit")), strict=True
        ):
            picture.setAccessibleName(name)
            picture.draw_landmarks(False)
            picture.let_edit(False)
        for choice in self.days:
            choice.activated.connect(self._choose_visits)
        self.days[0].setAccessibleName(self.tr("First visit"))
        self.days[1].setAccessibleName(self.tr("Second visit"))
        self.exercise = QComboBox()
        self.exercise.setAccessibleName(self.tr("Exercise"))
        self.exercise.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.exercise.activated.connect(self._choose_exercise)
        self.rest, self.peak = button(self.tr("At rest")), button(self.tr("At the peak"))
        for moment in (self.rest, self.peak):
            moment.setCheckable(True)
        self.rest.clicked.connect(partial(model.show_moment, Moment.REST))
        self.peak.clicked.connect(partial(model.show_moment, Moment.PEAK))
        self.drawn = button(self.tr("Landmarks"))
        self.drawn.setCheckable(True)
        for picture in self.pictures:
            self.drawn.toggled.connect(picture.draw_landmarks)
        self.play = button("")
        self.play.clicked.connect(model.toggle)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Time since the onset of the movement"))
        self.slider.sliderMoved.connect(self._go)
        self.slider.actionTriggered.connect(self._go_later)
        self._time, self._problem = label(kind="muted"), label(kind="problem")
        self._problem.hide()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        model = self._model
        model.offer_changed.connect(self._follow_offer)
        model.sights_changed.connect(self._follow_sights)
        model.offset_changed.connect(self._follow_offset)
        model.playing_changed.connect(self._follow_playing)
        model.failed.connect(self._tell)
        for number, player in enumerate(model.players):
            player.picture_changed.connect(
                self._follow_first if number == 0 else self._follow_second
            )
        self._follow_offer()
        self._follow_sights()
        self._follow_playing(False)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read the visits."""
        super().showEvent(event)
        self._model.open()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Stop playing."""
        super().hideEvent(event)
        self._model.pause()

    def _lay_out(self) -> None:
        heads, pictures = QHBoxLayout(), QHBoxLayout()
        for choice, picture in zip(self.days, self.pictures, strict=True):
            heads.addWidget(choice, 1)
            pictures.addWidget(picture, 1)
        controls = QHBoxLayout()
        for tool in (self.exercise, self.rest, self.peak, self.drawn, self.play):
            controls.addWidget(tool)
        controls.addWidget(self.slider, 1)
        controls.addWidget(self._time)
        self._time.setWordWrap(False)
        seen = QWidget()
        column = QVBoxLayout(seen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX // 2)
        column.addLayout(heads)
        column.addLayout(pictures, 1)
        column.addWidget(
            label(self.tr("The patient's right side is on the left of each picture."), "muted")
        )
        column.addWidget(self._problem)
        column.addLayout(controls)
        self._stack.addWidget(seen)
        self._stack.addWidget(
            EmptyState(
                self.tr("Two visits are needed"),
                self.tr("Analyse a second visit to see two beside each other."),
            )
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    @Slot()
    def _follow_offer(self) -> None:
        visits = self._model.visits
        for choice in self.days:
            choice.clear()
            for number, one in enumerate(visits, 1):
                day = words.day(one.visit.taken_at.astimezone().date())
                choice.addItem(self.tr("Visit {0}: {1}").format(number, day), one.visit.id)
        self._stack.setCurrentIndex(0 if len(visits) > 1 else 1)
        self._mark_chosen()
        if self.isVisible():
            self._model.open()

    @Slot()
    def _follow_sights(self) -> None:
        self._mark_chosen()
        self._problem.hide()
        self.exercise.clear()
        for key in self._model.exercises:
            self.exercise.addItem(words.exercise_name(key), key)
        self.exercise.setCurrentIndex(self.exercise.findData(self._model.exercise_id))
        low, high = self._model.span_s
        self.slider.setRange(round(low * _STEPS_PER_S), round(high * _STEPS_PER_S))
        for tool in (self.rest, self.peak, self.play, self.slider, self.exercise):
            tool.setEnabled(self._model.sights is not None)
        for picture in self.pictures:
            picture.set_nothing()
        self._framed = [False, False]

    @Slot()
    def _follow_first(self) -> None:
        self._show_picture(0)

    @Slot()
    def _follow_second(self) -> None:
        self._show_picture(1)

    def _show_picture(self, number: int) -> None:
        """Show the picture that is there; the first one decides how near the face is."""
        view, frame = self.pictures[number], self._model.players[number].picture
        sights = self._model.sights
        if frame is None or sights is None:
            return
        height, width, _ = frame.image.shape
        view.set_picture(frame.image, (width, height))
        landmarks = sights[number].landmarks(frame.index)
        view.set_landmarks(landmarks)
        if landmarks is not None and not self._framed[number]:
            view.show_face()
            self._framed[number] = True

    @Slot(float)
    def _follow_offset(self, offset_s: float) -> None:
        self.slider.setValue(round(offset_s * _STEPS_PER_S))
        told = {Moment.REST: self.tr("at rest"), Moment.PEAK: self.tr("at the peak")}
        since = self.tr("{0} s from onset").format(words.number(offset_s, 2, signed=True))
        moment = self._model.moment
        self._time.setText(since if moment is None else told[moment])
        self.rest.setChecked(moment is Moment.REST)
        self.peak.setChecked(moment is Moment.PEAK)

    @Slot(bool)
    def _follow_playing(self, playing: bool) -> None:
        self.play.setIcon(icon("pause" if playing else "play", self._palette))
        name = self.tr("Stop") if playing else self.tr("Play both in step")
        self.play.setAccessibleName(name)
        self.play.setToolTip(name)

    @Slot(int)
    def _go(self, steps: int) -> None:
        self._model.go(steps / _STEPS_PER_S)

    @Slot()
    def _go_later(self) -> None:
        """The keyboard moved the slider."""
        self._model.go(self.slider.sliderPosition() / _STEPS_PER_S)

    @Slot()
    def _choose_visits(self) -> None:
        self._model.choose(*(choice.currentData() for choice in self.days))

    @Slot()
    def _choose_exercise(self) -> None:
        self._model.choose_exercise(self.exercise.currentData())

    def _mark_chosen(self) -> None:
        for choice, key in zip(self.days, self._model.chosen, strict=True):
            choice.setCurrentIndex(choice.findData(key))

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.show()
