"""Stored landmarks of a clip that is read the other way round."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest

from assessment.mirroring import mirrored_annotation, mirrored_sequence
from assessment.records import Annotation, PointCorrection
from core.landmarks import COMMISSURE, NOSE_TIP
from models.runtime.pose import fit_head
from tests.assessment.store.examples import NOON, assert_same_landmarks, make_landmarks

RIGHT, LEFT = COMMISSURE


def test_places_are_reflected_and_sides_exchanged():
    sequence = make_landmarks()
    flipped = mirrored_sequence(sequence)
    width_px = sequence.frame_size_px[0]
    there, here = sequence.points_px[:, RIGHT], flipped.points_px[:, LEFT]
    np.testing.assert_allclose(here[:, 0], width_px - 1 - there[:, 0])
    np.testing.assert_array_equal(here[:, 1:], there[:, 1:])
    np.testing.assert_array_equal(flipped.confidence[:, LEFT], sequence.confidence[:, RIGHT])


def test_the_pose_is_the_one_of_the_flipped_face(ict, make_camera, make_sequence):
    camera = make_camera(yaw_deg=12, pitch_deg=-7, roll_deg=5)
    points_px = camera.see(ict.moved("smile_open", 1.0, 0.3)[None])
    pose = fit_head(points_px[0]).pose
    told = (pose.yaw_deg, pose.pitch_deg, pose.roll_deg)
    flipped = mirrored_sequence(make_sequence(points_px, np.zeros(1), pose_deg=told))
    found = fit_head(flipped.points_px[0]).pose
    np.testing.assert_allclose(
        flipped.pose_deg[0], (found.yaw_deg, found.pitch_deg, found.roll_deg), atol=1e-6
    )
    assert flipped.pose_deg[0, 0] == -pose.yaw_deg


def test_flipping_twice_changes_nothing():
    sequence = make_landmarks()
    twice = mirrored_sequence(mirrored_sequence(sequence))
    np.testing.assert_allclose(twice.points_px, sequence.points_px)
    assert_same_landmarks(replace(twice, points_px=sequence.points_px), sequence)


def test_corrections_go_along_with_everything_else_as_it_was():
    made = Annotation(
        uuid4(),
        uuid4(),
        NOON,
        "Dr Example",
        "slipped",
        7,
        (
            PointCorrection(RIGHT, 100.0, 50.0, reach_frames=3),
            PointCorrection(NOSE_TIP, 320.0, 9.0, withdrawn=True),
        ),
    )
    flipped = mirrored_annotation(made, width_px=640)
    assert flipped.corrections == (
        PointCorrection(LEFT, 539.0, 50.0, reach_frames=3),
        PointCorrection(NOSE_TIP, 319.0, 9.0, withdrawn=True),
    )
    assert (flipped.id, flipped.author, flipped.text) == (made.id, made.author, made.text)
    assert mirrored_annotation(flipped, width_px=640) == made


@pytest.mark.parametrize("rows", [0, 1])
def test_a_clip_of_any_length_can_be_flipped(rows):
    assert len(mirrored_sequence(make_landmarks(rows))) == rows
