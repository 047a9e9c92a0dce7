from dataclasses import replace

import numpy as np
import pytest

from core.types import HeadPose
from models.synthetic.hair import HairShell, HairStyle, random_hair
from models.synthetic.skin import HAIR, U, noise_picture, random_look

LOOK = random_look(np.random.default_rng(3))._replace(hairline=0.0, handedness=1.0)
CROPPED = HairStyle(0.0, 0.0, 0.0, 20.0, 0.0, 0.8, 0.0, 0.0, 0.3)
NOISE = noise_picture()


@pytest.fixture(scope="module")
def skull(model):
    """A head as round and as large as the real model's, without ears."""
    rng = np.random.default_rng(0)
    away = rng.standard_normal((4000, 3))
    away /= np.linalg.norm(away, axis=1, keepdims=True)
    places = (away * [7.9, 9.0, 9.7] + [0.0, 5.5, 1.0]).astype(np.float32)
    return replace(model, neutral=places, vertex_part=np.zeros(len(places), dtype=np.int8))


@pytest.fixture(scope="module")
def shell(skull):
    return HairShell(skull)


def cover_at(shell, skull, style, *, u, height):
    """The way above the cut edge at a place of the head."""
    places, channels, _ = shell.piece(skull.neutral, style, LOOK, NOISE)
    near = np.hypot(channels[:, U] - u, places[:, 1] - height).argmin()
    return channels[near, HAIR]


def test_cropped_hair_covers_the_crown_and_leaves_the_face_free(shell, skull):
    assert cover_at(shell, skull, CROPPED, u=0.0, height=13.0) > 0
    for u in (-5.0, 0.0, 5.0):
        assert cover_at(shell, skull, CROPPED, u=u, height=4.0) < 0


def test_hair_stands_off_the_head(shell, skull):
    places, channels, _ = shell.piece(skull.neutral, CROPPED, LOOK, NOISE)
    grown = channels[:, HAIR] > 4
    radius = np.linalg.norm((places - [0.0, 5.5, 1.0]) / [7.9, 9.0, 9.7], axis=1)
    assert grown.sum() > 100
    assert radius[grown & (places[:, 1] > 6)].min() > 1.0


def test_a_fringe_comes_down_over_the_brows(shell, skull):
    fringe = CROPPED._replace(fringe=4.0)
    assert cover_at(shell, skull, CROPPED, u=0.0, height=7.0) < 0
    assert cover_at(shell, skull, fringe, u=0.0, height=7.0) > 0


def test_a_swept_fringe_is_longer_over_the_persons_left(shell, skull):
    swept = CROPPED._replace(fringe=4.0, sweep=1.0)
    left, right = (cover_at(shell, skull, swept, u=u, height=8.0) for u in (3.0, -3.0))
    assert left > right + 1
    mirrored = swept.mirrored()
    assert cover_at(shell, skull, mirrored, u=-3.0, height=8.0) == pytest.approx(left, abs=0.2)


def test_long_hair_falls_beside_the_face_and_behind_the_neck(shell, skull):
    long = CROPPED._replace(opening=8.0, end=-9.0)
    assert cover_at(shell, skull, long, u=0.0, height=0.0) < 0
    for u in (-14.0, 14.0, 26.0):
        assert cover_at(shell, skull, long, u=u, height=-5.0) > 0
        assert cover_at(shell, skull, long, u=u, height=-12.0) < 0


def test_a_receding_hairline_bares_the_temples(shell, skull):
    receding = CROPPED._replace(recede=3.0)
    for style, bare in ((CROPPED, False), (receding, True)):
        assert (cover_at(shell, skull, style, u=5.0, height=10.2) < 0) == bare


def test_hair_follows_the_head(shell, skull):
    still, moved = (
        shell.piece(skull.neutral + np.float32(shift), CROPPED, LOOK, NOISE)[0] for shift in (0, 2)
    )
    np.testing.assert_allclose(moved - still, 2.0, atol=1e-4)


def test_triangles_face_outwards(shell, skull):
    places, _, triangles = shell.piece(skull.neutral, CROPPED._replace(curl=0.0), LOOK, NOISE)
    a, b, c = (places[triangles[:, i]].astype(float) for i in range(3))
    outwards = np.einsum("ij,ij->i", np.cross(b - a, c - a), (a + b + c) / 3 - [0.0, 5.5, 1.0])
    assert (outwards > -1e-6).mean() > 0.99


def test_styles_are_decided_by_the_random_numbers():
    drawn = [random_hair(np.random.default_rng(seed)) for seed in range(60)]
    assert drawn[5] == random_hair(np.random.default_rng(5))
    assert 10 < sum(style.is_long for style in drawn) < 50
    assert any(style.fringe > 3 for style in drawn)
    assert any(style.recede > 0 for style in drawn)


def test_hair_hides_the_forehead_and_moves_no_point(renderer, make_spec):
    spec = make_spec(HeadPose(0, 0, 0), size_px=96)
    capped = replace(spec, look=spec.look._replace(hairline=0.0, hair_depth=0.0))
    fringed = replace(capped, hair=CROPPED._replace(fringe=4.0))
    (bare, points), (hidden, same) = renderer.render(capped), renderer.render(fringed)
    np.testing.assert_array_equal(points, same)
    assert (bare != hidden).any(axis=2).mean() > 0.03
    mouth = slice(int(points[48:, 1].min()), int(points[48:, 1].max()))
    across = slice(int(points[48:, 0].min()), int(points[48:, 0].max()))
    assert np.abs(bare[mouth, across].astype(int) - hidden[mouth, across]).mean() < 4
