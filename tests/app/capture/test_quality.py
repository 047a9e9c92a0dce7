"""The lights: each is made to turn yellow and red by the thing it is about, and by nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.capture.face_picture import face_picture
from app.capture.quality import NOT_JUDGED, Check, Level, Lights, judge, rate_of
from assessment.protocol import EXERCISES
from core.landmarks import COMMISSURE, INNER_51
from core.types import Frame, HeadPose, Landmarks

WIDTH_PX, HEIGHT_PX = 640, 720
REST, BLINK, TURN = (EXERCISES[key] for key in ("rest", "blink_spont", "turn_cal"))
STEADY_S = tuple(np.arange(40) / 30)


def _face():
    """The points of the fixture from chin to brows in units of that height, camera frame."""
    path = Path(__file__).parents[2] / "fixtures" / "ict_points68.json"
    face = np.array(json.loads(path.read_text("utf-8"))["neutral_mm"]) * (1, -1, -1)
    face -= (face.min(axis=0) + face.max(axis=0)) / 2
    return face / np.ptp(face[:, 1])


FACE = _face()


def points_at(height_px=560.0, center=(320.0, 400.0)):
    """A plain face, `height_px` from hairline to chin, where a third lies above the brows."""
    points = FACE * (height_px / 1.5) + np.array([*center, 0.0])
    points[:, 2] -= points[:, 2].mean()
    return points


def scene(points, *, luma=130.0, contrast=30.0, blur_px=0.0):
    """A sharp random texture of medium brightness, blurred if asked."""
    texture = np.random.default_rng(3).normal(0, 1, (HEIGHT_PX, WIDTH_PX)).astype(np.float32)
    texture = cv2.GaussianBlur(texture, (0, 0), 3.0) + 2 * cv2.GaussianBlur(texture, (0, 0), 12.0)
    if blur_px:
        texture = cv2.GaussianBlur(texture, (0, 0), blur_px)
    texture *= contrast / max(float(texture.std()), 1e-6)
    grey = np.clip(luma + texture, 0, 255).astype(np.uint8)
    return np.repeat(grey[..., None], 3, axis=2)


def lights_of(
    *, points=None, image=None, pose=(0, 0, 0), confidence=0.97, times=STEADY_S, exercise=REST
):
    points = points_at() if points is None else points
    image = scene(points) if image is None else image
    trust = np.broadcast_to(confidence, 68).astype(float).copy()
    landmarks = Landmarks(points, trust, HeadPose(*map(float, pose)), "stub@1")
    return judge(Frame(image, 0.0, 0), landmarks, times, exercise=exercise)


def level(check, **scene_options):
    return lights_of(**scene_options).of(check).level


def assert_only(lights: Lights, check: Check, wanted: Level):
    assert lights.of(check).level is wanted
    assert lights.of(check).reason.endswith(".")
    others = [light for light in lights.all if light.check is not check]
    assert all(light.level is Level.GOOD and light.reason == "" for light in others), others


def test_a_good_picture_has_all_lights_green():
    lights = lights_of()
    assert [light.check for light in lights.all] == list(Check)
    assert all(light.level is Level.GOOD and light.reason == "" for light in lights.all)
    assert lights.bad == ()


def test_without_a_face_nothing_but_face_and_rate_can_be_told():
    frame = Frame(scene(points_at()), 0.0, 0)
    lights = judge(frame, None, STEADY_S, exercise=REST)
    assert [light.check for light in lights.bad] == [Check.FACE]
    assert lights.of(Check.FRAME_RATE).level is Level.GOOD
    assert lights.of(Check.POSE).level is Level.UNKNOWN
    two = judge(frame, None, STEADY_S, exercise=REST, several_faces=True)
    assert two.of(Check.FACE).reason.startswith("Two faces")


def test_a_face_that_leaves_the_picture():
    lights = lights_of(points=points_at(center=(120.0, 400.0)))
    assert lights.of(Check.FACE).level is Level.BAD
    assert "outside" in lights.of(Check.FACE).reason


def test_distance_is_told_by_the_height_of_the_face():
    points = points_at(510.0)
    assert face_picture(scene(points), points).height_px == pytest.approx(510.0)
    for height_px, wanted in ((510.0, Level.GOOD), (490.0, Level.POOR), (290.0, Level.BAD)):
        assert level(Check.DISTANCE, points=points_at(height_px)) is wanted
    near = lights_of(points=points_at(660.0)).of(Check.DISTANCE)
    assert near.level is Level.POOR
    assert "move back" in near.reason


@pytest.mark.parametrize(
    ("pose", "advice"),
    [
        ((1, 0, 0), "head to the left"),
        ((-1, 0, 0), "head to the right"),
        ((0, 1, 0), "Lower the chin"),
        ((0, -1, 0), "Lift the chin"),
        ((0, 0, 1), "right shoulder"),
        ((0, 0, -1), "left shoulder"),
    ],
)
def test_a_turned_head_is_told_how_to_come_back(pose, advice):
    """Yaw > 0 points the nose at the left of the picture, which is the patient's right."""
    for angle_deg, wanted in ((8, Level.GOOD), (18, Level.POOR), (30, Level.BAD)):
        lights = lights_of(pose=np.array(pose) * angle_deg)
        if wanted is Level.GOOD:
            assert lights.of(Check.POSE).level is Level.GOOD
        else:
            assert_only(lights, Check.POSE, wanted)
            assert advice in lights.of(Check.POSE).reason


def test_the_head_may_turn_in_the_head_turn():
    assert level(Check.POSE, pose=(30, 0, 0), exercise=TURN) is Level.GOOD
    assert level(Check.POSE, pose=(40, 0, 0), exercise=TURN) is Level.BAD


@pytest.mark.parametrize(
    ("luma", "wanted", "word"),
    [(48, Level.POOR, "dark"), (20, Level.BAD, "dark"), (212, Level.POOR, "bright")],
)
def test_too_dark_and_too_bright(luma, wanted, word):
    lights = lights_of(image=scene(points_at(), luma=luma, contrast=8))
    assert_only(lights, Check.LIGHT, wanted)
    assert word in lights.of(Check.LIGHT).reason


@pytest.mark.parametrize(("share", "wanted"), [(0.6, Level.POOR), (0.3, Level.BAD)])
@pytest.mark.parametrize("side", ["right", "left"])
def test_light_from_one_side_names_the_patients_side_in_shadow(side, share, wanted):
    image = scene(points_at(), luma=150, contrast=10)
    columns = slice(0, 320) if side == "right" else slice(320, None)
    image[:, columns] = (image[:, columns] * share).astype(np.uint8)
    light = lights_of(image=image).of(Check.LIGHT)
    assert light.level is wanted
    assert f"The {side} side" in light.reason


def test_blur_is_seen_whatever_the_contrast():
    for contrast in (12.0, 30.0):
        sharp = lights_of(image=scene(points_at(), contrast=contrast))
        blurred = lights_of(image=scene(points_at(), contrast=contrast, blur_px=15.0))
        assert sharp.of(Check.BLUR).level is Level.GOOD
        assert_only(blurred, Check.BLUR, Level.BAD)


def test_a_picture_without_structure_is_blurred():
    flat = np.full((HEIGHT_PX, WIDTH_PX, 3), 130, np.uint8)
    assert lights_of(image=flat).of(Check.BLUR).level is Level.BAD


def test_hidden_points():
    confidence = np.full(68, 0.97)
    confidence[list(INNER_51)[:8]] = 0.5
    assert_only(lights_of(confidence=confidence), Check.OCCLUSION, Level.POOR)
    confidence[list(INNER_51)[:20]] = 0.5
    assert_only(lights_of(confidence=confidence), Check.OCCLUSION, Level.BAD)
    one = np.full(68, 0.97)
    one[COMMISSURE[0]] = 0.1
    assert level(Check.OCCLUSION, confidence=one) is Level.GOOD


@pytest.mark.parametrize(
    ("rate_hz", "exercise", "wanted"),
    [
        (30, REST, Level.GOOD),
        (20, REST, Level.POOR),
        (10, REST, Level.BAD),
        (60, BLINK, Level.GOOD),
        (35, BLINK, Level.POOR),
        (25, BLINK, Level.BAD),
    ],
)
def test_the_real_frame_rate_against_what_the_exercise_needs(rate_hz, exercise, wanted):
    times = tuple(np.arange(40) / rate_hz)
    assert level(Check.FRAME_RATE, times=times, exercise=exercise) is wanted


def test_left_out_pictures_are_seen():
    times = np.delete(np.arange(42) / 30, [20, 21, 22])
    light = lights_of(times=tuple(times)).of(Check.FRAME_RATE)
    assert light.level is Level.POOR
    assert "leaves out" in light.reason
    assert level(Check.FRAME_RATE, times=(0.0, 0.03)) is Level.UNKNOWN


def test_the_rate_is_told_once_there_are_pictures_enough():
    assert rate_of(STEADY_S) == pytest.approx(30.0)
    assert rate_of((0.0, 0.03, 0.06)) is None
    assert rate_of(()) is None


def test_lights_without_a_picture_are_not_judged():
    assert not NOT_JUDGED.is_judged
    assert [light.check for light in NOT_JUDGED.all] == list(Check)
    assert lights_of().is_judged
    assert judge(Frame(scene(points_at()), 0.0, 0), None, (), exercise=REST).is_judged


@given(st.floats(-900, 1500), st.floats(-900, 1500), st.floats(1, 900))
def test_no_place_of_the_face_makes_it_fail(x, y, size_px):
    points = points_at(size_px, (x, y))
    face = face_picture(np.zeros((48, 64, 3), np.uint8), points)
    assert np.isfinite([face.height_px, face.luma_left, face.luma_right, face.sharpness]).all()


def test_lights_can_be_compared():
    assert lights_of() == lights_of()
    assert replace(lights_of().all[0], level=Level.BAD) != lights_of().all[0]
