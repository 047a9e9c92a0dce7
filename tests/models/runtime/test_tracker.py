from __future__ import annotations

import numpy as np
import pytest

from core.errors import FaceError
from models.runtime.pose import WEIGHTS
from models.runtime.tracker import FaceTracker, TrackerSettings

TOLERANCE_PX = 0.8


def run(scene, numbers, settings=None):
    """The tracker's answer for each frame number."""
    tracker = FaceTracker(scene.landmarker, scene.detector, settings or TrackerSettings())
    return [tracker.track(scene.frame(number)) for number in numbers]


def assert_found(landmarks, points):
    assert landmarks is not None
    np.testing.assert_allclose(landmarks.points_px, points, atol=TOLERANCE_PX)


def test_points_come_in_pixels_of_the_picture_with_pose_and_model(make_scene, make_face):
    truth = make_face()
    (landmarks,) = run(make_scene({0: truth}), [0])
    assert_found(landmarks, truth)
    assert landmarks.points_px[:, 2].mean() == pytest.approx(0, abs=1e-6)
    assert landmarks.model == "stub@1.0"
    pose = landmarks.pose
    assert (pose.yaw_deg, pose.pitch_deg, pose.roll_deg) == pytest.approx((0, 0, 0), abs=1)


def test_a_followed_face_needs_the_detector_only_to_confirm(make_scene, make_face):
    scene = make_scene({n: make_face((100 + n, 90)) for n in range(40)})
    for number, landmarks in enumerate(run(scene, range(40))):
        assert_found(landmarks, scene.truth[number])
    assert scene.detector.searched == [0, 15, 30]


def test_the_first_crop_is_made_anew_when_the_detector_was_imprecise(make_scene, make_face):
    scene = make_scene({0: make_face(size_px=60)})
    scene.detector.faces = {0: [(make_face((110, 96), size_px=75), 0.99)]}
    assert_found(run(scene, [0])[0], scene.truth[0])
    first, second = scene.landmarker.calls
    assert second.side_px == pytest.approx(first.side_px * 60 / 75, rel=0.02)


def test_a_still_face_is_cut_once_a_frame(make_scene, make_face):
    scene = make_scene({n: make_face() for n in range(10)})
    run(scene, range(10))
    assert len(scene.landmarker.calls) == 10


def test_the_crop_follows_noise_with_less_noise(make_scene, make_face):
    jitter_px = np.random.default_rng(0).normal(0, 1, 80)
    scene = make_scene({n: make_face((120 + jitter_px[n], 90)) for n in range(80)})
    run(scene, range(80))
    centers_px = np.array([box.center_x_px for box in scene.landmarker.calls])[10:]
    assert 0.2 * jitter_px.std() < centers_px.std() < 0.75 * jitter_px.std()


def test_a_face_that_leaves_and_returns_leaves_a_gap(make_scene, make_face):
    present = [*range(5), *range(12, 16)]
    scene = make_scene({n: make_face() for n in present})
    answers = run(scene, range(16))
    assert [n for n, landmarks in enumerate(answers) if landmarks is not None] == present
    assert scene.detector.searched == [0, *range(5, 13)]


def test_a_face_that_jumps_is_found_again_in_the_same_frame(make_scene, make_face):
    scene = make_scene({0: make_face((70, 60), 40), 1: make_face((170, 120), 40)})
    answers = run(scene, [0, 1])
    assert_found(answers[1], scene.truth[1])
    assert scene.detector.searched == [0, 1]


def test_without_any_face_nothing_is_invented(make_scene):
    assert run(make_scene({}), range(5)) == [None] * 5


def test_a_box_in_which_the_network_sees_no_face_is_no_face(make_scene, make_face):
    scene = make_scene({})
    scene.detector.faces = {n: [(make_face(), 0.99)] for n in range(3)}
    assert run(scene, range(3)) == [None] * 3


def test_a_sure_network_on_an_empty_picture_is_stopped_by_the_detector(make_scene, make_face):
    scene = make_scene({n: make_face() for n in range(60)})
    scene.detector.faces = {n: scene.detector.faces[n] for n in range(3)}
    answers = run(scene, range(60), TrackerSettings(recheck_interval_s=0.5))
    assert all(landmarks is not None for landmarks in answers[:15])
    assert answers[15:] == [None] * 45


def test_an_unsure_network_asks_the_detector_each_time(make_scene, make_face):
    scene = make_scene({n: make_face() for n in range(8)}, {4: 0.4, 5: 0.4, 6: 0.4})
    scene.detector.faces[5] = []
    answers = run(scene, range(8))
    assert [n for n, landmarks in enumerate(answers) if landmarks is None] == [5]
    assert scene.detector.searched == [0, 4, 5, 5, 6]


def test_a_confirmation_elsewhere_moves_the_track_there(make_scene, make_face):
    """The network clings to a poster while the only face that the detector sees is elsewhere."""
    scene = make_scene({0: make_face((70, 60), 40), 1: make_face((70, 60), 40)}, {1: 0.4})
    person = make_face((170, 120), 40)
    scene.detector.faces[1] = [(person, 0.99)]
    assert run(scene, [0, 1])[1] is None


@pytest.mark.parametrize("swap", [("x", 1.0), ("z", -1.0), ("scatter", 0.0)])
def test_points_that_form_no_face_are_refused(make_scene, make_face, swap):
    kind, factor = swap
    points = make_face()
    if kind == "x":  # sides exchanged: a face seen from behind
        points[:, 0] = 240 - points[:, 0]
    elif kind == "z":
        points[:, 2] *= factor
    else:
        points += np.random.default_rng(0).normal(0, 20, points.shape)
    scene = make_scene({0: points})
    scene.detector.faces = {0: [(make_face(), 0.99)]}
    assert run(scene, [0]) == [None]


def test_a_face_beyond_the_edge_is_refused(make_scene, make_face):
    beyond, inside = make_face((30, 90)), make_face((60, 90))
    beyond[WEIGHTS == 0, 0] -= 40
    scene = make_scene({0: beyond, 1: inside})
    answers = run(scene, [0, 1])
    assert answers[0] is None
    assert_found(answers[1], inside)


def test_a_face_far_smaller_than_its_crop_is_refused(make_scene, make_face):
    scene = make_scene({0: make_face(size_px=15)})
    scene.detector.faces = {0: [(make_face(size_px=60), 0.99)]}
    assert run(scene, [0]) == [None]


def test_two_comparable_faces_are_told(make_scene, make_face):
    scene = make_scene({3: make_face((70, 90), 40)})
    scene.detector.faces[3].append((make_face((180, 90), 30), 0.95))
    with pytest.raises(FaceError, match=r"Two faces of similar size .* at 0\.1 s: .*\.$"):
        run(scene, [3])


@pytest.mark.parametrize(
    ("center", "size_px", "score"),
    [((180, 90), 20, 0.99), ((180, 90), 38, 0.6), ((72, 93), 38, 0.99)],
    ids=["small in the background", "hardly a face", "the same face twice"],
)
def test_what_is_no_second_patient_is_ignored(make_scene, make_face, center, size_px, score):
    scene = make_scene({0: make_face((70, 90), 40)})
    scene.detector.faces[0].append((make_face(center, size_px), score))
    assert_found(run(scene, [0])[0], scene.truth[0])


def test_somebody_who_looks_in_does_not_disturb_a_followed_face(make_scene, make_face):
    scene = make_scene({n: make_face((70, 90), 40) for n in range(20)})
    for number in range(5, 20):
        scene.detector.faces[number].append((make_face((180, 90), 45), 0.99))
    assert all(landmarks is not None for landmarks in run(scene, range(20)))


def test_reset_forgets_the_face(make_scene, make_face):
    scene = make_scene({n: make_face() for n in range(2)})
    tracker = FaceTracker(scene.landmarker, scene.detector)
    tracker.track(scene.frame(0))
    tracker.reset()
    tracker.track(scene.frame(1))
    assert scene.detector.searched == [0, 1]


def test_crops_hold_the_face_at_any_size(make_scene, make_face):
    for size_px in (20, 60, 100):
        truth = make_face((120, 80), size_px)
        assert_found(run(make_scene({0: truth}), [0])[0], truth)
