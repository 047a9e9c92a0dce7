from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.clip_analysis import FilmedClip
from app.gui.viewmodels.corrections import CorrectionsModel
from assessment.edit_list import edit_of
from assessment.records import PointCorrection
from core.landmarks import COMMISSURE

RIGHT_CORNER, LEFT_CORNER = COMMISSURE
FRAME = 20


@pytest.fixture
def filmed(add_patient, add_visit, library):
    examination = add_visit(add_patient())
    (sequence,) = library.visits.detected(examination.latest.id)[1:]
    return FilmedClip(examination.recordings[1], sequence)


@pytest.fixture
def corrections(services, filmed):
    services.choose(examiner="Dr Weber")
    made = CorrectionsModel(services)
    made.take_stored([filmed])
    made.open(filmed)
    return made


def place_of(corrections, frame=FRAME, point=LEFT_CORNER):
    return corrections.clip.in_frame(frame).points_px[point].tolist()


def test_a_placed_landmark_lies_there_and_is_carried_on(corrections, filmed):
    corrections.reach_frames = 3
    corrections.place(FRAME, LEFT_CORNER, 100.0, 120.0)
    assert place_of(corrections) == [100.0, 120.0]
    assert corrections.clip.in_frame(FRAME + 2).carried == {LEFT_CORNER}
    assert corrections.clip.in_frame(FRAME + 4).carried == frozenset()
    (row,) = corrections.history
    assert (row.annotation.author, row.correction.point, row.saved) == (
        "Dr Weber",
        LEFT_CORNER,
        False,
    )


def test_a_correction_cannot_leave_the_picture(corrections, filmed):
    _, height_px = filmed.detected.frame_size_px
    corrections.place(FRAME, LEFT_CORNER, -50.0, 1e6)
    assert place_of(corrections) == [0.0, height_px - 1.0]


def test_a_preview_moves_and_leaves_no_trace(corrections, qtbot):
    before = place_of(corrections)
    with qtbot.waitSignal(corrections.landmarks_changed):
        corrections.preview(FRAME, LEFT_CORNER, 100.0, 120.0)
    assert place_of(corrections) == [100.0, 120.0]
    assert corrections.history == ()
    corrections.abandon()
    assert place_of(corrections) == before


def test_undo_and_redo_go_step_by_step(corrections):
    start = place_of(corrections)
    corrections.place(FRAME, LEFT_CORNER, 100.0, 120.0)
    corrections.place(FRAME, LEFT_CORNER, 110.0, 120.0)
    corrections.undo()
    assert place_of(corrections) == [100.0, 120.0]
    corrections.undo()
    assert place_of(corrections) == start
    assert not corrections.can_undo
    corrections.undo()
    corrections.redo()
    corrections.redo()
    assert place_of(corrections) == [110.0, 120.0]
    assert not corrections.can_redo


def test_restoring_gives_the_detectors_place_back(corrections):
    start = place_of(corrections)
    corrections.place(FRAME, LEFT_CORNER, 100.0, 120.0)
    corrections.restore(FRAME, RIGHT_CORNER)  # never placed: nothing to restore
    assert len(corrections.history) == 1
    corrections.restore(FRAME, LEFT_CORNER)
    assert place_of(corrections) == start
    assert corrections.clip.in_frame(FRAME + 1).carried == frozenset()
    assert [row.correction.withdrawn for row in corrections.history] == [False, True]


def test_nobody_corrects_without_a_name(corrections, services):
    services.choose(examiner="")
    corrections.place(FRAME, LEFT_CORNER, 100.0, 120.0)
    assert corrections.history == ()
    corrections.name_author("  Dr Klein ")
    corrections.place(FRAME, LEFT_CORNER, 100.0, 120.0)
    assert corrections.history[0].annotation.author == "Dr Klein"
    assert services.preferences.examiner == "Dr Klein"


def test_nothing_is_corrected_while_it_is_being_saved(corrections, filmed):
    corrections.place(FRAME, LEFT_CORNER, 100.0, 120.0)
    corrections.lock()
    corrections.place(FRAME, RIGHT_CORNER, 10.0, 10.0)
    corrections.undo()
    assert len(corrections.history) == 1
    corrections.unlock([filmed.recording.id])
    assert corrections.history[0].saved
    assert not corrections.can_undo
    assert not corrections.any_unsaved


def test_what_is_not_saved_outlives_another_clip(corrections, filmed):
    corrections.place(FRAME, LEFT_CORNER, 100.0, 120.0)
    corrections.open(None)
    assert corrections.clip is None
    assert corrections.any_unsaved
    corrections.open(filmed)
    assert place_of(corrections) == [100.0, 120.0]


def test_what_others_stored_meanwhile_comes_below_what_is_not_saved(corrections, filmed):
    corrections.place(FRAME, LEFT_CORNER, 100.0, 120.0)
    stored = edit_of(
        filmed.recording.id, FRAME, PointCorrection(RIGHT_CORNER, 50.0, 60.0), author="Dr Klein"
    )
    again = replace(filmed, annotations=(stored,))
    corrections.take_stored([again])
    corrections.open(again)
    assert [row.saved for row in corrections.history] == [True, False]
    assert place_of(corrections, point=RIGHT_CORNER) == [50.0, 60.0]
    assert place_of(corrections) == [100.0, 120.0]


def test_corrections_follow_when_the_recording_turns_out_to_be_mirrored(corrections, filmed):
    width_px, _ = filmed.detected.frame_size_px
    corrections.place(FRAME, LEFT_CORNER, 100.0, 120.0)
    turned = replace(filmed, recording=replace(filmed.recording, mirrored=True))
    corrections.take_stored([turned])
    corrections.open(turned)
    assert place_of(corrections, point=RIGHT_CORNER) == [width_px - 1 - 100.0, 120.0]
    np.testing.assert_array_equal(
        place_of(corrections), filmed.detected.points_px[FRAME, LEFT_CORNER, :2]
    )
