from __future__ import annotations

import os

import pytest

from installer.walk import missing, walk

WANTED = "HEMIFACE_WALK"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        WANTED not in os.environ,
        reason=f"it films and analyses for minutes of real time: set {WANTED}, or `make walk`",
    ),
    pytest.mark.skipif(
        bool(missing()),
        reason=f"not installed: {', '.join(missing())}; installer/linux/system-packages.sh does it",
    ),
]


def test_a_new_user_comes_from_the_first_start_to_a_chart_of_two_visits(tmp_path):
    out = tmp_path / "walk"
    done = walk(out)
    assert done.returncode == 0, done.stderr
    assert (out / "report.pdf").exists()
