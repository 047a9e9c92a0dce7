"""For the capture: sessions that are over, with all their threads, when the test is."""

from __future__ import annotations

import pytest

from tests.app.gui.capture.stage import Stage


@pytest.fixture
def make_stage(qtbot, tmp_path):
    stages = []

    def make(*exercises, **options):
        stages.append(Stage(qtbot, tmp_path / "unfinished", *exercises, **options))
        return stages[-1]

    yield make
    for stage in stages:
        stage.session.leave()
        stage.session.wait()
        for thread in (
            stage.session._recording,
            stage.session._following,
            stage.session._preview,
        ):
            assert thread.isFinished()
