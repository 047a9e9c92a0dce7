import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.geometry import Similarity
from core.landmarks import BROW, INNER_51
from core.types import HeadPose
from models.runtime.pose import rotation_of
from models.synthetic.fit import MODEL_AXES, box_size_px, fit_face

IDENTITY = np.array([0.8, 0.0])
TRUST = np.ones((68, 2))
FRONTAL = HeadPose(0.0, 0.0, 0.0)


def placed(model, expression, pose=FRONTAL, scale=9.0):
    """Landmarks of the model face, (68, 3) px, and the similarity that placed them."""
    rotation = rotation_of(pose) @ MODEL_AXES
    place = Similarity(np.float64(scale), rotation, np.array([96.0, 90.0, 7.0]))
    shape = model.vertices(IDENTITY, model.weights(expression))
    return place.apply(shape[model.landmark_ids].astype(float)), place


@settings(max_examples=15, deadline=None)
@given(st.floats(-30, 30), st.floats(-15, 15), st.floats(-25, 25), st.floats(4, 12))
def test_pose_and_points_of_the_models_own_face_are_found(model, yaw, pitch, roll, scale):
    pose = HeadPose(yaw, pitch, roll)
    points, place = placed(model, {"browOuterUp_L": 0.8, "mouthSmile_R": 0.5}, pose, scale)
    fit = fit_face(model.landmarks_only(), points, TRUST)
    assert fit.residual_pct < 0.3
    assert fit.pose.yaw_deg == pytest.approx(yaw, abs=1.5)
    assert fit.pose.pitch_deg == pytest.approx(pitch, abs=1.5)
    assert fit.pose.roll_deg == pytest.approx(roll, abs=1.5)
    assert float(fit.placement.scale) == pytest.approx(float(place.scale), rel=0.02)
    assert (fit.weights >= 0).all()


def test_expression_of_one_side_is_found_on_that_side(model):
    points, _ = placed(model, {"browOuterUp_L": 0.9})
    fit = fit_face(model.landmarks_only(), points, TRUST)
    names = model.weight_names
    assert fit.weights[names.index("browOuterUp_L")] > 0.5
    assert fit.weights[names.index("browOuterUp_R")] < 0.1
    shape = model.vertices(fit.identity, fit.weights)[model.landmark_ids].astype(float)
    fitted = fit.placement.apply(shape)
    lifted = fitted[list(BROW[0]), 1].mean() - fitted[list(BROW[1]), 1].mean()
    true = points[list(BROW[0]), 1].mean() - points[list(BROW[1]), 1].mean()
    assert lifted == pytest.approx(true, rel=0.1)


def test_identity_is_found(model):
    points, _ = placed(model, {})
    assert fit_face(model.landmarks_only(), points, TRUST).identity[0] > 0.2


def test_points_without_trust_do_not_count(model):
    points, _ = placed(model, {})
    trust = TRUST.copy()
    trust[:17] = 0
    points[:17] += 40
    unmoved = fit_face(model.landmarks_only(), points, trust).residual_pct
    assert unmoved < 0.1
    assert fit_face(model.landmarks_only(), points, TRUST).residual_pct > 3 * unmoved


@pytest.mark.parametrize("yaw", [-20.0, 0.0, 20.0])
def test_pose_is_found_without_any_depth(model, yaw):
    points, _ = placed(model, {"mouthSmile_R": 0.5}, HeadPose(yaw, 5.0, 10.0))
    points[:, 2] = np.nan
    fit = fit_face(model.landmarks_only(), points, TRUST * [1.0, 0.0])
    assert fit.pose.yaw_deg == pytest.approx(yaw, abs=6)
    assert fit.pose.roll_deg == pytest.approx(10.0, abs=3)
    assert fit.residual_pct < 0.5


def test_a_face_that_is_none_has_a_large_residual(model):
    points, _ = placed(model, {})
    points[list(INNER_51)] = np.random.default_rng(0).permutation(points[list(INNER_51)])
    assert fit_face(model.landmarks_only(), points, TRUST).residual_pct > 3


def test_box_size():
    points = np.zeros((68, 3))
    points[1] = (8, 2, 99)
    assert box_size_px(points) == 4
