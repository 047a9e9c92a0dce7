"""Under a video: play, the slider of its frames, and where it stands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from app.gui import words
from app.gui.icons import icon
from app.gui.theme import Palette
from app.gui.viewmodels.player import Player
from app.gui.widgets.parts import GAP_PX, label

_ICON_PX = 20
_PAGE_FRAMES = 10
_TIME_WIDTH_PX = 168


class Transport(QWidget):
    """Controls of a player.

    Args:
        player: What is played.
        palette: Colours of the signs.
        parent: Owner.
    """

    def __init__(self, player: Player, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player, self._palette = player, palette
        self.play = QToolButton()
        self.play.setIconSize(QSize(_ICON_PX, _ICON_PX))
        self.play.clicked.connect(player.toggle)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Frame"))
        # Time runs as in the curves, in every language.
        self.slider.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.slider.setPageStep(_PAGE_FRAMES)
        self.slider.valueChanged.connect(player.go)
        self._time = label(kind="muted")
        self._time.setWordWrap(False)
        self._time.setMinimumWidth(_TIME_WIDTH_PX)
        self._time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PX)
        layout.addWidget(self.play)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self._time)
        player.film_changed.connect(self._follow_film)
        player.frame_changed.connect(self._follow_frame)
        player.playing_changed.connect(self._follow_playing)
        self._follow_film()
        self._follow_playing()

    @Slot()
    def _follow_film(self) -> None:
        frames = self._player.frame_count
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, frames - 1))
        self.slider.blockSignals(False)
        self.setEnabled(frames > 1)
        self._follow_frame()

    @Slot()
    def _follow_frame(self) -> None:
        player = self._player
        self.slider.blockSignals(True)
        self.slider.setValue(player.frame)
        self.slider.blockSignals(False)
        seconds = words.number(player.time_s, 2)
        self._time.setText(
            self.tr("{0} s · frame {1} of {2}").format(
                seconds, player.frame + 1, player.frame_count
            )
            if player.frame_count
            else ""
        )

    @Slot()
    def _follow_playing(self) -> None:
        playing = self._player.playing
        name = self.tr("Pause") if playing else self.tr("Play")
        self.play.setIcon(icon("pause" if playing else "play", self._palette))
        self.play.setAccessibleName(name)
        self.play.setToolTip(self.tr("{0} (space)").format(name))
