"""Waits for what view-models read in the background."""

from __future__ import annotations


def read(qtbot, model):
    """Read the content of a `ContentModel` and come back when it is there."""
    model.refresh()
    wait(qtbot, model)


def wait(qtbot, model):
    """Come back when nothing is being read."""
    qtbot.waitUntil(lambda: not model._reading.busy)
