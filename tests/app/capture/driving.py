"""A guide driven by hand: time passes in small steps, lights are as told, all events are kept."""

from __future__ import annotations

from app.capture.cues import CueChanged, Marked, RecordingStarts, RecordingStops
from app.capture.guide import Guide
from app.capture.quality import Check, Level, Light, Lights

STEP_S = 0.02


def lights(bad=None):
    """All green, but for a red one."""
    return Lights(
        tuple(
            Light(check, Level.BAD, "It is wrong.") if check is bad else Light(check, Level.GOOD)
            for check in Check
        )
    )


class Driven:
    def __init__(self, *exercises, **options):
        self.guide = Guide(exercises, **options)
        self.now_s = 100.0
        self.events = []
        self.take(self.guide.start())

    def take(self, events):
        self.events += events
        return events

    @property
    def cue(self):
        return self.guide.cue

    @property
    def phase(self):
        return self.guide.cue.phase

    def begin(self, **options):
        return self.take(self.guide.begin(self.now_s, **options))

    def run(self, seconds, bad=None):
        """Let time pass; a picture is judged at every step."""
        end_s = self.now_s + seconds - 1e-9
        while self.now_s < end_s:
            self.now_s += STEP_S
            self.guide.note(lights(bad))
            self.take(self.guide.tick(self.now_s))

    def run_to(self, phase, bad=None):
        """Until `phase` begins, at most three minutes."""
        end_s = self.now_s + 180
        self.run(STEP_S, bad)
        while self.phase is not phase:
            assert self.now_s < end_s, f"no {phase}"
            self.run(STEP_S, bad)

    def of(self, kind):
        return [event for event in self.events if isinstance(event, kind)]

    def phases(self):
        return [event.cue.phase for event in self.of(CueChanged)]

    def marks(self):
        return [event.mark for event in self.of(Marked)]

    def recorded_s(self):
        """Starts and stops of the recording, as they alternate."""
        return self.of((RecordingStarts, RecordingStops))
