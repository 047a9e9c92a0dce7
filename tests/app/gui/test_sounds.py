from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QObject

from app.capture.steps import Sound
from app.gui import sounds
from app.gui.sounds import RATE_HZ, Sounds, samples

HALF_WINDOW = 2048


class Loudspeaker:
    """What the system says of its sound output."""

    def __init__(self, *, there):
        self._there = there

    def isNull(self):  # noqa: N802 - Qt's name
        return not self._there


class Sink(QObject):
    """Takes the place of `QAudioSink`: keeps what it is given to play."""

    made: tuple[Sink, ...] = ()

    def __init__(self, device, wanted, parent):
        super().__init__(parent)
        self.format, self.heard, self.stopped = wanted, b"", False
        Sink.made += (self,)

    def start(self, buffer):
        self.heard = bytes(buffer.readAll().data())

    def stop(self):
        self.stopped = True


@pytest.fixture
def there(monkeypatch):
    """There is a loudspeaker."""
    monkeypatch.setattr(sounds, "QAudioSink", Sink)
    monkeypatch.setattr(Sink, "made", ())
    monkeypatch.setattr(sounds.QMediaDevices, "defaultAudioOutput", lambda: Loudspeaker(there=True))


def pitch_hz(wave):
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave))))
    return np.fft.rfftfreq(len(wave), 1 / RATE_HZ)[spectrum.argmax()]


def test_rising_tones_mean_go_and_falling_ones_relax():
    for sound, sign in ((Sound.GO, 1), (Sound.RELAX, -1)):
        wave = samples(sound).astype(float)
        change_hz = pitch_hz(wave[-2 * HALF_WINDOW :]) - pitch_hz(wave[: 2 * HALF_WINDOW])
        assert sign * change_hz > 100
    assert pitch_hz(samples(Sound.BEEP).astype(float)) == pytest.approx(880.0, abs=10)


@pytest.mark.parametrize("sound", Sound)
def test_every_sound_is_heard_without_a_click_and_without_clipping(sound):
    wave = samples(sound).astype(float)
    assert abs(wave[0]) < 100
    assert abs(wave[-1]) < 1000
    assert 8_000 < np.abs(wave).max() < 16_000


def test_a_sound_is_played_and_cuts_off_the_one_before(qapp, there):
    player = Sounds()
    player.play(Sound.TICK)
    player.play(Sound.GO)
    before, last = Sink.made
    assert before.stopped
    assert not last.stopped
    assert last.heard == samples(Sound.GO).tobytes()
    assert (last.format.sampleRate(), last.format.channelCount()) == (RATE_HZ, 1)


def test_sounds_that_were_played_do_not_pile_up(qtbot, there):
    player = Sounds()
    for _ in range(5):
        player.play(Sound.BEEP)
    qtbot.waitUntil(lambda: len(player.findChildren(Sink)) == 1)


def test_nothing_is_played_when_that_is_not_wanted_or_there_is_no_loudspeaker(
    qapp, there, monkeypatch
):
    player = Sounds()
    player.enabled = False
    player.play(Sound.BEEP)
    player.enabled = True
    monkeypatch.setattr(
        sounds.QMediaDevices, "defaultAudioOutput", lambda: Loudspeaker(there=False)
    )
    player.play(Sound.BEEP)
    assert Sink.made == ()
