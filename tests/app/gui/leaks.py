"""What a test of the window leaves behind: widgets, threads, timers, jobs of thread pools."""

from __future__ import annotations

import gc
import threading
import time
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

PATIENCE_S = 20.0
"""How long what ends by itself may take to end: a busy machine is no fault."""
STEP_MS = 10


class LeakWatch:
    """Knows what is there when it is made, and notes what is started until it is stopped."""

    def __init__(self):
        self._widgets = QApplication.topLevelWidgets()
        self._threads = threading.enumerate()
        self._started = {QThread: [], QThreadPool: [], QTimer: []}
        self._patch = pytest.MonkeyPatch()
        for kind, found in self._started.items():
            self._patch.setattr(kind, "start", _noting(kind.start, found))

    def stop(self):
        """Note no more."""
        self._patch.undo()

    def left(self, patience_s=PATIENCE_S):
        """Say what has not gone, after everything that ends by itself had its time."""
        _settle()
        until_s = time.monotonic() + patience_s
        while (found := self._found()) and time.monotonic() < until_s:
            gc.collect()
            _settle()
            QTest.qWait(STEP_MS)
        return found

    def _found(self):
        pools = [QThreadPool.globalInstance(), *self._alive(QThreadPool)]
        return [
            *(f"widget {_name(one)}" for one in self._new_widgets()),
            *(f"Python thread {one.name}" for one in self._new_threads()),
            *(f"QThread {_name(one)}" for one in self._alive(QThread) if one.isRunning()),
            *(f"timer of {_name(one.parent())}" for one in self._alive(QTimer) if one.isActive()),
            *(f"job of pool {_name(one)}" for one in pools if one.activeThreadCount()),
        ]

    def _new_widgets(self):
        known = {id(one) for one in self._widgets}
        return [one for one in QApplication.topLevelWidgets() if id(one) not in known]

    def _new_threads(self):
        """Without those that Python only knows because Qt ran something of Python's in them."""
        dummy = threading._DummyThread
        new = (one for one in threading.enumerate() if one not in self._threads)
        return [one for one in new if not isinstance(one, dummy)]

    def _alive(self, kind):
        held = (reference() for reference in self._started[kind])
        return [one for one in {id(one): one for one in held}.values() if one and isValid(one)]


def _noting(start, found):
    """`start` that keeps a weak reference of what it starts."""

    def noting(started, *args, **kwargs):
        found.append(weakref.ref(started))
        return start(started, *args, **kwargs)

    return noting


def _settle():
    """Delete what is to be deleted later, and let come what is on its way."""
    for _ in range(2):  # what is deleted may delete more
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def _name(one):
    name = one.objectName() if one is not None else ""
    return f"{type(one).__name__} {name!r}" if name else type(one).__name__
