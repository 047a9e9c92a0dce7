"""The sounds of the protocol: short tones, computed once, played where there is a loudspeaker."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

from app.capture.steps import Sound

RATE_HZ: Final = 44_100
_FADE_S: Final = 0.01
_LOUDNESS: Final = 0.35
_TONES: Final = {
    Sound.TICK: ((660.0, 0.08),),
    Sound.BEEP: ((880.0, 0.18),),
    Sound.GO: ((880.0, 0.12), (1320.0, 0.22)),
    Sound.RELAX: ((660.0, 0.12), (440.0, 0.22)),
}
"""Pitch and length of the tones of each sound: rising means go, falling means relax."""


def samples(sound: Sound) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """The sound as int16 samples at `RATE_HZ`, one channel."""
    parts = []
    for pitch_hz, length_s in _TONES[sound]:
        time_s = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
        fade = np.clip(np.minimum(time_s, length_s - time_s) / _FADE_S, 0.0, 1.0)
        parts.append(np.sin(2 * np.pi * pitch_hz * time_s) * fade * _LOUDNESS)
    wave: np.ndarray[tuple[int], np.dtype[np.int16]] = np.rint(
        np.concatenate(parts) * np.iinfo(np.int16).max
    ).astype(np.int16)
    return wave


class Sounds(QObject):
    """Plays them; silent on a machine without a loudspeaker."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.enabled = True
        self._sink: QAudioSink | None = None
        self._buffer = QBuffer(self)

    def play(self, sound: Sound) -> None:
        """Play a sound; one that is still heard is cut off."""
        device = QMediaDevices.defaultAudioOutput()
        if not self.enabled or device.isNull():
            return
        wanted = QAudioFormat()
        wanted.setSampleRate(RATE_HZ)
        wanted.setChannelCount(1)
        wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        if self._sink is not None:
            self._sink.stop()
            self._sink.deleteLater()
        self._buffer.close()
        self._buffer.setData(QByteArray(samples(sound).tobytes()))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, wanted, self)
        self._sink.start(self._buffer)
