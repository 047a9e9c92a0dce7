from __future__ import annotations

import io
import sys

from models.training.cli.progress import say_progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_keeps_one_line_up_to_date(monkeypatch):
    monkeypatch.setattr(sys, "stderr", said := Terminal())
    say_progress(1, 2, "packing")
    say_progress(2, 2, "packing")
    assert said.getvalue() == "\rpacking: 1 of 2\rpacking: 2 of 2\n"


def test_a_log_gets_the_end_and_no_line_for_every_face(monkeypatch):
    monkeypatch.setattr(sys, "stderr", said := io.StringIO())
    say_progress(1, 2, "packing")
    say_progress(5, None, "packing")
    say_progress(2, 2, "packing")
    assert said.getvalue() == "packing: 2 of 2\n"
