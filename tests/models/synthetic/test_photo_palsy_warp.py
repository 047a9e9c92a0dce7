import cv2
import numpy as np
import pytest

from core.geometry import Similarity
from core.landmarks import BROW, CANTHUS_LATERAL, EYE, UPPER_LID_MEDIAL
from models.synthetic.fit import MODEL_AXES, FaceFit
from models.synthetic.ict import Part
from models.synthetic.photo_palsy_lids import lid_zones
from models.synthetic.photo_palsy_warp import Bender, BentPhoto

EDGE_PX = 240
BOX_PX = 170.0


@pytest.fixture(scope="module")
def bender(model):
    return Bender(model)


@pytest.fixture(scope="module")
def fit(model):
    place = Similarity(np.float64(11.0), MODEL_AXES, np.array([119.5, 110.0, 0.0]))
    return FaceFit(np.zeros(1), model.weights({}), place, 0.0)


def given_points(model, fit):
    shape = model.vertices(fit.identity, fit.weights)[model.landmark_ids]
    return fit.placement.apply(shape.astype(float))


@pytest.fixture(scope="module")
def surface(bender, fit, model):
    return bender.lay_over(fit, given_points(model, fit), np.ones(68, dtype=bool))


@pytest.fixture
def image():
    picture = np.random.default_rng(1).integers(0, 256, (EDGE_PX, EDGE_PX, 3)).astype(np.uint8)
    return cv2.GaussianBlur(picture, (0, 0), 2)


def test_the_surface_is_pulled_onto_known_points_only(bender, fit, model):
    points = given_points(model, fit)
    wanted = points + np.random.default_rng(2).normal(0, 1.5, points.shape)
    known = np.arange(68) != 8
    surface = bender.lay_over(fit, wanted, known)
    laid = surface[model.landmark_ids]
    np.testing.assert_allclose(laid[known, :2], wanted[known, :2], atol=1e-6)
    np.testing.assert_allclose(laid[:, 2], points[:, 2], atol=1e-6)
    assert np.abs(laid[8, :2] - wanted[8, :2]).max() > 1e-3


def test_a_surface_that_moves_as_a_whole_takes_its_skin_along(bender, surface, image):
    moved = np.tile([4.0, -3.0, 0.0], (len(surface), 1))
    bent = bender.bend(image, surface, moved, box_px=BOX_PX)
    cheek = np.s_[112:130, 75:95]
    shifted = np.roll(image, (-3, 4), axis=(0, 1))
    np.testing.assert_array_equal(bent.image[cheek], shifted[cheek])
    np.testing.assert_allclose(bent.area_ratio[cheek], 1, atol=1e-5)
    places = np.array([[77.0, 118.0], [85.5, 122.25]])
    np.testing.assert_allclose(bent.followed(places), places + np.array([4, -3]), atol=1e-4)


def test_places_beside_an_edge_are_followed():
    """A jaw that comes down in front of a neck: above the edge skin that moved, below it none."""
    lookup = np.zeros((40, 30, 2), np.float32)
    lookup[:26, :, 1] = -5.0
    bent = BentPhoto(np.zeros((40, 30, 3), np.uint8), lookup, np.ones((40, 30), np.float32))
    places = np.array([[12.0, 20.0], [9.3, 20.3], [3.0, 10.0], [3.0, 38.0]])
    moved = np.array([[0, 5.0], [0, 5.0], [0, 5.0], [0, 0]])
    np.testing.assert_allclose(bent.followed(places), places + moved, atol=0.5)


def test_pixels_far_from_a_movement_keep_their_colours(bender, surface, image, model):
    moved = np.zeros_like(surface)
    moved[model.landmark_ids[33], 1] = 2.0
    bent = bender.bend(image, surface, moved, box_px=BOX_PX)
    y, x = np.mgrid[:EDGE_PX, :EDGE_PX]
    place = surface[model.landmark_ids[33]]
    away = np.hypot(x - place[0], y - place[1])
    np.testing.assert_array_equal(bent.image[away > 60], image[away > 60])
    assert (bent.image != image).any()


def test_a_lid_covers_the_eyeball_and_leaves_it_in_place(bender, surface, image, model, fit):
    blink = model.vertices(fit.identity, model.weights({"eyeBlink_L": 0.5})).astype(float)
    moved = fit.placement.apply(blink) - fit.placement.apply(model.neutral.astype(float))
    bent = bender.bend(image, surface, moved, box_px=BOX_PX)
    eye = surface[model.landmark_ids[list(EYE[1])], :2]
    x = int(eye[:, 0].mean().round())
    column = bent.lookup_px[:, x, 1]
    ball = int(eye[4:, 1].mean() - 2)
    assert column[ball] == pytest.approx(0, abs=0.01)
    lid = (eye + moved[model.landmark_ids[list(EYE[1])], :2])[1:3, 1].mean()
    assert column[int(lid) - 1] < -0.5
    other_eye = bent.lookup_px[:, : EDGE_PX // 3]
    assert np.abs(other_eye).max() < 0.02


def test_the_skin_between_lid_and_brow_stretches_evenly(bender, surface, image, model):
    edge = lid_zones(model).upper_edge
    moved = np.zeros_like(surface)
    moved[edge, 1] = 5.0
    bent = bender.bend(image, surface, moved, box_px=BOX_PX)
    lid, brow = (surface[model.landmark_ids[i]] for i in (UPPER_LID_MEDIAL[1], BROW[1][2]))
    x = int(lid[0])
    middle = int((lid[1] + brow[1]) / 2)
    column = bent.lookup_px[middle : int(lid[1]) + 4, x, 1]
    assert column[0] < -0.5
    assert column[-1] < -4.5
    assert (np.diff(column) < 0).all()
    assert np.abs(np.diff(column, 2)).max() < 0.2


def test_an_opening_that_grows_stretches_what_it_shows(bender, surface, image, model, fit):
    wide = model.vertices(fit.identity, model.weights({"eyeBlink_L": -0.6})).astype(float)
    moved = fit.placement.apply(wide) - fit.placement.apply(model.neutral.astype(float))
    moved[model.vertex_part != Part.SKIN] = 0.0
    bent = bender.bend(image, surface, moved, box_px=BOX_PX)
    eye = (surface + moved)[model.landmark_ids[list(EYE[1])], :2]
    x = int(eye[:, 0].mean().round())
    top, bottom = eye[1:3, 1].mean(), eye[4:, 1].mean()
    inside = bent.lookup_px[int(top) + 2 : int(bottom) - 1, x, 1]
    assert (inside >= 0).all()
    assert inside[0] > 0.3
    assert inside[0] > inside[-1]


def test_zones_lie_around_the_eyes(model):
    zones = lid_zones(model)
    centres = model.neutral[model.triangles].mean(axis=1)
    canthi = model.neutral[model.landmark_ids[list(CANTHUS_LATERAL)]]
    assert (np.abs(centres[zones.sheet, 1] - canthi[0, 1]) < 3.5).all()
    assert (model.triangle_part[zones.sheet] == Part.SKIN).all()
    assert (centres[zones.lower, 1] < canthi[:, 1].max() + 0.5).all()
    assert not (zones.sheet & zones.lower).all()
    upper = set(zones.upper_edge.tolist())
    for eye in EYE:
        assert set(model.landmark_ids[list(eye[1:3])].tolist()) <= upper
        assert not set(model.landmark_ids[list(eye[4:])].tolist()) & upper
