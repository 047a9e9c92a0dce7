"""Landmarks placed by hand: exactly there, smoothly around, and the detector's own untouched."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.corrections import authors, corrected, remark, standing
from assessment.records import Annotation, PointCorrection
from core.landmarks import COMMISSURE, NOSE_TIP
from tests.assessment.store.examples import NOON, make_landmarks

CORNER = COMMISSURE[0]
ROWS = 30


@pytest.fixture
def detected():
    return make_landmarks(ROWS)  # decoded frames 1 to 30


def edit(frame, *corrections, author="Dr Example", minute=0):
    return Annotation(
        uuid4(),
        uuid4(),
        NOON + dt.timedelta(minutes=minute),
        author,
        frame_index=frame,
        corrections=corrections,
    )


def shifted(detected, frame, by, *, reach=0, point=CORNER):
    """A correction that moves a point of a frame by `by` pixels."""
    row = int(np.flatnonzero(detected.frame_index == frame)[0])
    x, y = detected.points_px[row, point, :2] + by
    return PointCorrection(point, float(x), float(y), reach_frames=reach)


def moves(detected, *edits):
    """Displacement (N, 2) of the corner."""
    placed = corrected(detected, standing(edits))
    return (placed.points_px - detected.points_px)[:, CORNER, :2]


def test_without_corrections_the_very_same_landmarks_come_back(detected):
    assert corrected(detected, ()) is detected
    assert corrected(detected, standing([edit(5)])) is detected


def test_a_placed_landmark_lies_where_it_was_placed_and_nothing_else_moves(detected):
    placed = corrected(detected, standing([edit(5, PointCorrection(CORNER, 310.25, 402.5))]))
    assert placed.points_px[4, CORNER, :2].tolist() == [310.25, 402.5]
    others = np.ones((ROWS, 68), dtype=bool)
    others[4, CORNER] = False
    np.testing.assert_array_equal(placed.points_px[others], detected.points_px[others])
    np.testing.assert_array_equal(placed.confidence[others], detected.confidence[others])
    assert placed.confidence[4, CORNER] == 1.0


def test_depth_pose_and_times_stay_the_detectors(detected):
    placed = corrected(detected, standing([edit(9, shifted(detected, 9, (5, 5), reach=9))]))
    np.testing.assert_array_equal(placed.points_px[..., 2], detected.points_px[..., 2])
    np.testing.assert_array_equal(placed.pose_deg, detected.pose_deg)
    np.testing.assert_array_equal(placed.frame_times_s, detected.frame_times_s)


@given(frame=st.integers(1, ROWS), reach=st.integers(0, 40), by=st.floats(-50, 50))
def test_the_displacement_falls_off_on_both_sides_and_ends_beyond_the_reach(frame, reach, by):
    detected = make_landmarks(ROWS)
    x = moves(detected, edit(frame, shifted(detected, frame, (by, -by), reach=reach)))[:, 0]
    away = np.abs(detected.frame_index - frame)
    shares = np.abs(x)
    assert shares[frame - 1] == pytest.approx(abs(by))
    assert (shares[away > reach] == 0).all()
    for side in (shares[frame - 1 :], shares[frame - 1 :: -1]):
        assert (np.diff(side) <= 1e-9).all()
    if abs(by) > 1 and reach:
        assert (shares[away <= reach] > 0).all()


def test_half_way_to_the_first_untouched_frame_half_of_it_is_left(detected):
    x = moves(detected, edit(10, shifted(detected, 10, (8, 0), reach=5)))[:, 0]
    assert x[[9 - 3, 9 + 3]] == pytest.approx([4, 4])


def test_neighbours_are_counted_in_decoded_frames(detected):
    kept = np.delete(np.arange(ROWS), np.arange(10, 15))  # five frames show no face
    gappy = replace(
        detected,
        frame_index=detected.frame_index[kept],
        points_px=detected.points_px[kept],
        confidence=detected.confidence[kept],
        pose_deg=detected.pose_deg[kept],
    )
    x = moves(gappy, edit(10, shifted(gappy, 10, (8, 0), reach=5)))[:, 0]
    assert (x[gappy.frame_index > 15] == 0).all()


def test_between_two_corrected_frames_that_reach_each_other_an_equal_displacement_is_constant(
    detected,
):
    both = [
        edit(frame, shifted(detected, frame, (6, -3), reach=20), minute=frame) for frame in (8, 15)
    ]
    between = moves(detected, *both)[7:15]
    np.testing.assert_allclose(between, np.tile((6, -3), (8, 1)), atol=1e-9)


@given(first=st.floats(-20, 20), second=st.floats(-20, 20), reach=st.integers(0, 30))
def test_every_corrected_frame_keeps_its_own_place(first, second, reach):
    detected = make_landmarks(ROWS)
    x = moves(
        detected,
        edit(8, shifted(detected, 8, (first, 0), reach=reach)),
        edit(12, shifted(detected, 12, (second, 0), reach=reach), minute=1),
    )[:, 0]
    assert x[[7, 11]] == pytest.approx([first, second], abs=1e-9)
    low, high = sorted((first, second))
    assert (x[7:12] >= min(low, 0) - 1e-9).all()
    assert (x[7:12] <= max(high, 0) + 1e-9).all()


def test_the_latest_correction_of_a_landmark_in_a_frame_wins(detected):
    late = edit(5, PointCorrection(CORNER, 1, 2), author="B", minute=9)
    early = edit(5, PointCorrection(CORNER, 3, 4), PointCorrection(NOSE_TIP, 5, 6), author="A")
    held = standing([late, early])
    found = {one.correction.point: (one.author, one.correction.x_px) for one in held}
    assert found == {CORNER: ("B", 1), NOSE_TIP: ("A", 5)}
    assert authors(held) == ("A", "B")


def test_a_withdrawn_correction_gives_the_detectors_place_back(detected):
    placed = shifted(detected, 5, (6, 6), reach=4)
    back = replace(placed, withdrawn=True)
    assert not moves(detected, edit(5, placed), edit(5, back, minute=1)).any()
    again = moves(detected, edit(5, placed), edit(5, back, minute=1), edit(5, placed, minute=2))
    assert again[4] == pytest.approx([6, 6])


def test_a_correction_where_the_detector_found_no_face_moves_nothing(detected):
    lost = standing([edit(0, PointCorrection(CORNER, 1, 2, reach_frames=9))])
    assert corrected(detected, lost) is detected
    assert remark(detected, detected, lost) == ""


def test_the_reader_is_told_how_much_was_placed_by_hand(detected):
    held = standing(
        [
            edit(5, shifted(detected, 5, (6, 6), reach=2), PointCorrection(NOSE_TIP, 5, 6)),
            edit(20, shifted(detected, 20, (6, 6))),
        ]
    )
    told = remark(detected, corrected(detected, held), held)
    assert told == "3 landmarks were placed by hand in 2 pictures; 4 pictures follow."


def test_a_correction_cannot_reach_backwards():
    with pytest.raises(ValueError, match="reach"):
        PointCorrection(CORNER, 1, 2, reach_frames=-1)
