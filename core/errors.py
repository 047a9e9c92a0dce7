"""The line between what a user can mend and what we must mend.

A `KnownError` blames the world: a missing file, a full disk, a face turned away. Its text is one
sentence a clinician can read, saying what happened and what to do. Every other exception is a bug
and goes to the crash handler untouched.
"""

from __future__ import annotations


class KnownError(Exception):
    """A failure with a cause outside the program, told in words for the user."""

    def text(self) -> str:
        """The sentence to show, without traceback or class name."""
        return str(self)


class InputError(KnownError):
    """What the user asked for cannot be done as asked: a bad option, id, manifest or folder."""


class VideoError(KnownError):
    """A video or image cannot be opened or decoded."""


class FaceError(KnownError):
    """No usable face: none, several, or one turned too far away."""


class WeightsError(KnownError):
    """The network's weights are missing, altered or of another architecture."""


class StoreError(KnownError):
    """The database or a patient's file cannot be read or written."""


class StaleError(KnownError):
    """A change rests on records that somebody else has changed since they were read."""


class ReportError(KnownError):
    """A report or export cannot be written."""


class DataError(KnownError):
    """A research data set is missing or malformed."""


class TrainingError(KnownError):
    """Training cannot go on: memory, disk, or losses that are no numbers."""
