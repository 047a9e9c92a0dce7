from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.gui.viewmodels.player import Film, Player
from app.gui.widgets.transport import Transport

RATE_HZ = 10.0
COUNT = 50
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def player(services):
    made = Player(services)
    yield made
    made.close()


@pytest.fixture
def transport(player, palette, qtbot):
    made = Transport(player, palette)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def loaded(transport, player):
    """With a film of which only the landmarks are kept."""
    player.show(Film(np.arange(COUNT) / RATE_HZ, None, mirrored=False))
    return transport


def reads(transport):
    return [one.text() for one in transport.findChildren(QLabel)]


def test_without_a_film_there_is_nothing_to_press(transport):
    assert not transport.isEnabled()
    assert reads(transport) == [""]


def test_a_film_of_one_frame_cannot_be_played(transport, player):
    player.show(Film(np.zeros(1), None, mirrored=False))
    assert not transport.isEnabled()
    assert reads(transport) == ["0.00 s · frame 1 of 1"]


def test_the_slider_moves_the_player_and_the_player_the_slider(loaded, player, qtbot):
    assert loaded.slider.maximum() == COUNT - 1
    qtbot.keyClick(loaded.slider, Qt.Key.Key_PageUp)
    qtbot.keyClick(loaded.slider, Qt.Key.Key_Right)
    assert player.frame == 11
    assert reads(loaded) == ["1.10 s · frame 12 of 50"]
    player.go(COUNT - 1)
    assert loaded.slider.value() == COUNT - 1
    assert reads(loaded) == ["4.90 s · frame 50 of 50"]


def test_another_film_is_shown_from_its_beginning(loaded, player):
    player.go(COUNT - 1)
    player.show(Film(np.arange(5) / RATE_HZ, None, mirrored=False))
    assert (loaded.slider.value(), loaded.slider.maximum()) == (0, 4)
    assert reads(loaded) == ["0.00 s · frame 1 of 5"]


def test_the_button_plays_and_halts_and_says_what_it_will_do(loaded, player, qtbot):
    assert loaded.play.accessibleName() == "Play"
    qtbot.mouseClick(loaded.play, LEFT)
    assert player.playing
    assert loaded.play.accessibleName() == "Pause"
    qtbot.waitUntil(lambda: loaded.slider.value() > 0)
    qtbot.mouseClick(loaded.play, LEFT)
    assert not player.playing
    assert loaded.play.accessibleName() == "Play"
