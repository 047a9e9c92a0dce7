import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.landmarks import CHIN, NASION, NOSE_TIP
from core.types import HeadPose
from models.synthetic.camera import Camera, frame_face, rotation, turn

FACE = np.array([(0.0, 0.5, 13.0), (0.0, 12.0, 3.0), (9.0, 0.5, 3.0), (-9.0, 0.5, 3.0)])
NOSE, TOP, LEFT_EAR, RIGHT_EAR = range(4)
CAMERA = Camera(2000.0, (100.0, 100.0), 200.0, (201, 201))
angles = st.floats(-60, 60)


def seen(pose, camera=CAMERA):
    return camera.points(turn(FACE, pose))


def test_frontal_face_is_upright_with_the_persons_left_on_image_right():
    points = seen(HeadPose(0, 0, 0))
    assert points[TOP, 1] < points[NOSE, 1]
    assert points[LEFT_EAR, 0] > points[RIGHT_EAR, 0]
    assert points[NOSE, 2] < points[LEFT_EAR, 2], "z runs away from the camera"


def test_positive_yaw_turns_the_nose_to_image_left():
    assert seen(HeadPose(20, 0, 0))[NOSE, 0] < seen(HeadPose(0, 0, 0))[NOSE, 0] - 5


def test_positive_pitch_lifts_the_nose():
    assert seen(HeadPose(0, 20, 0))[NOSE, 1] < seen(HeadPose(0, 0, 0))[NOSE, 1] - 5


def test_positive_roll_tilts_clockwise():
    assert seen(HeadPose(0, 0, 20))[TOP, 0] > seen(HeadPose(0, 0, 0))[TOP, 0] + 5


@given(angles, angles, angles)
def test_pose_is_recovered_from_the_points(yaw, pitch, roll):
    far = Camera(1e6, (0.0, 0.0), 1e6, (1, 1))
    points = seen(HeadPose(yaw, pitch, roll), far) * [1, -1, -1]
    model = FACE - FACE.mean(axis=0)
    u, _, vt = np.linalg.svd((points - points.mean(axis=0)).T @ model)
    found = u @ np.diag([1, 1, np.linalg.det(u @ vt)]) @ vt
    assert np.rad2deg(np.arcsin(-found[0, 2])) == pytest.approx(yaw, abs=0.01)
    assert np.rad2deg(np.arctan2(found[1, 2], found[2, 2])) == pytest.approx(pitch, abs=0.01)
    assert np.rad2deg(np.arctan2(found[0, 1], found[0, 0])) == pytest.approx(roll, abs=0.01)


@given(angles, angles, angles)
def test_rotation_is_proper(yaw, pitch, roll):
    matrix = rotation(HeadPose(yaw, pitch, roll))
    np.testing.assert_allclose(matrix @ matrix.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(matrix) == pytest.approx(1.0)


def test_depth_has_mean_zero_and_the_scale_of_the_picture():
    points = seen(HeadPose(0, 0, 0), Camera(1e5, (0.0, 0.0), 1e5, (1, 1)))
    assert points[:, 2].mean() == pytest.approx(0, abs=1e-9)
    width, depth = points[LEFT_EAR, 0] - points[RIGHT_EAR, 0], points[LEFT_EAR, 2] - points[NOSE, 2]
    assert depth / width == pytest.approx(10 / 18, rel=1e-3)


def test_near_camera_enlarges_what_is_near():
    """Similar triangles: a point nearer by its depth appears larger in that proportion."""
    flat = np.array([(1.0, 0.0, 0.0), (1.0, 0.0, 10.0)])
    x = Camera(100.0, (0.0, 0.0), 40.0, (1, 1)).project(flat)[:, 0]
    assert x[1] / x[0] == pytest.approx(40 / 30)


def test_face_is_framed_with_its_margin(model):
    landmarks = turn(model.neutral[model.landmark_ids], HeadPose(25, -10, 15))
    camera = frame_face(landmarks, distance=60, size_px=101, margin=1.6, shift=(0.1, 0.0))
    points = camera.points(landmarks)[:, :2]
    low, high = points.min(axis=0), points.max(axis=0)
    assert (high - low).max() * 1.6 == pytest.approx(101)
    np.testing.assert_allclose((low + high) / 2, (50 + 10.1, 50), atol=1e-3)


def test_model_face_looks_at_the_camera(model):
    landmarks = turn(model.neutral[model.landmark_ids], HeadPose(0, 0, 0))
    points = frame_face(landmarks, distance=100, size_px=100, margin=1.5).points(landmarks)
    assert points[NOSE_TIP, 2] < points[[0, 16], 2].mean()
    assert points[NASION, 1] < points[CHIN, 1]
