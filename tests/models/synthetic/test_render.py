from dataclasses import replace

import cv2
import numpy as np
import pytest

from core.errors import DataError
from core.landmarks import mirror_points
from core.types import HeadPose
from models.synthetic.glasses import random_glasses
from models.synthetic.hair import random_hair
from models.synthetic.photo import (
    Background,
    Photo,
    background_pictures,
    develop,
    draw_background,
    random_photo,
)
from models.synthetic.skin import noise_picture

FRONTAL = HeadPose(0, 0, 0)
SMILE = {"mouthSmile_L": 1.0, "browOuterUp_R": 0.8, "jawLeft": 0.3}


def test_picture_and_points(renderer, make_spec):
    image, points = renderer.render(make_spec(FRONTAL))
    assert image.shape == (64, 64, 3)
    assert image.dtype == np.uint8
    assert points.shape == (68, 3)
    assert points.dtype == np.float64
    assert points[:, 2].mean() == pytest.approx(0, abs=1e-9)


def test_points_without_rendering_are_the_same(renderer, make_spec):
    spec = make_spec(HeadPose(20, 5, -4), expression=SMILE)
    np.testing.assert_array_equal(renderer.points(spec), renderer.render(spec)[1])


def test_the_face_lies_where_the_points_are(renderer, make_spec):
    spec = make_spec(FRONTAL)
    image, points = renderer.render(spec)
    empty = develop(draw_background(spec.background, 64, 64, noise_picture()), Photo())
    differs = np.abs(image.astype(int) - empty).sum(axis=2) > 12
    inner = points[17:, :2].round().astype(int)
    assert differs[inner[:, 1], inner[:, 0]].all()
    assert not differs[:3, :3].any(), "a corner shows the background"


def test_the_same_description_gives_the_same_picture(renderer, make_spec):
    spec = make_spec(HeadPose(10, 0, 0), photo=Photo(noise_level=5, jpeg_quality=80, seed=3))
    first, second = renderer.render(spec), renderer.render(spec)
    np.testing.assert_array_equal(first[0], second[0])


def test_another_seed_gives_other_noise(renderer, make_spec):
    one, other = (
        renderer.render(make_spec(FRONTAL, photo=Photo(noise_level=5, seed=seed)))[0]
        for seed in (1, 2)
    )
    assert (one != other).mean() > 0.5


@pytest.mark.parametrize("pose", [FRONTAL, HeadPose(25, -10, 12)])
def test_mirrored_description_gives_mirrored_picture_and_points(renderer, make_spec, pose):
    spec = make_spec(pose, expression=SMILE)
    image, points = renderer.render(spec)
    mirrored, mirrored_points = renderer.render(spec.mirrored())
    expected = image[:, ::-1].astype(int)
    assert np.abs(image.astype(int) - expected).mean() > 3, "the picture itself is lopsided"
    assert np.abs(mirrored - expected).mean() < 0.3
    np.testing.assert_allclose(mirrored_points, mirror_points(points, width_px=64), atol=1e-3)


def test_hair_glasses_lines_and_smear_are_mirrored_too(renderer, make_spec):
    spec = make_spec(
        HeadPose(15, 5, 8),
        hair=random_hair(np.random.default_rng(1))._replace(fringe=3.0, sweep=0.8, curl=0.0),
        glasses=random_glasses(np.random.default_rng(2)),
        photo=Photo(motion_px=5.0, motion_deg=30.0),
    )
    spec = replace(spec, look=spec.look._replace(age_right=1.0, age_left=0.2))
    image, mirrored = renderer.render(spec)[0], renderer.render(spec.mirrored())[0]
    expected = image[:, ::-1].astype(int)
    assert np.abs(image.astype(int) - expected).mean() > 3, "the picture itself is lopsided"
    assert np.abs(mirrored - expected).mean() < 1.0
    np.testing.assert_array_equal(renderer.render(spec.mirrored().mirrored())[0], image)


def test_lines_darken_only_their_own_half(renderer, make_spec):
    spec = make_spec(FRONTAL, size_px=96)
    young = spec.look._replace(hairline=-30.0, hair_depth=0.0)
    smooth, lined = (
        renderer.render(replace(spec, look=young._replace(age_left=age)))[0].astype(int)
        for age in (0.0, 1.0)
    )
    points = renderer.points(spec)
    middle = int(points[30, 0])
    darker = (smooth - lined).sum(axis=2) > 15
    assert darker[:, middle + 2 :].sum() > 20, "the person's left is the picture's right"
    assert darker[:, : middle - 2].sum() == 0


def test_smear_runs_along_its_direction():
    light = np.zeros((31, 31, 3), dtype=np.float32)
    light[15, 15] = 1.0
    across, down = (
        develop(light, Photo(motion_px=9.0, motion_deg=angle))[..., 1] > 0 for angle in (0.0, 90.0)
    )
    assert across[15].sum() >= 9
    assert across[:, 15].sum() == 1
    np.testing.assert_array_equal(across, down.T)


def test_mirrored_twice_is_the_same(renderer, make_spec):
    spec = make_spec(HeadPose(25, -10, 12), expression=SMILE)
    again = spec.mirrored().mirrored()
    np.testing.assert_array_equal(renderer.render(again)[0], renderer.render(spec)[0])


def test_supersampling_keeps_size_and_place(renderer, make_spec):
    spec = make_spec(HeadPose(8, 0, 5))
    coarse, fine = (renderer.render(spec, supersampling=n)[0].astype(int) for n in (1, 3))
    assert coarse.shape == fine.shape
    assert np.abs(coarse - fine).mean() < 4


def test_paint_moves_with_the_skin(renderer, make_spec):
    """A raised brow is dark where its landmarks are, which is bare forehead at rest."""
    rest = make_spec(FRONTAL, size_px=128)
    look = rest.look._replace(brow_density=1.0, brow_width=0.8, hairline=-30.0, hair_depth=0.0)
    look = look._replace(skin=(0.5, 0.4, 0.35), brows=(0.01, 0.01, 0.01))
    low = make_spec(FRONTAL, size_px=128, look=look)
    high = make_spec(FRONTAL, size_px=128, look=look, expression={"browOuterUp_L": 1.0})
    raised, points = renderer.render(high)
    x, y, _ = points[24].round().astype(int)
    assert renderer.points(low)[24, 1] > y + 5
    forehead = renderer.render(low)[0][y + 1, x]
    assert raised[y + 1, x].mean() < 0.8 * forehead.mean()


def test_grey_pictures_have_no_colour():
    light = np.random.default_rng(0).uniform(0, 1, (16, 16, 3)).astype(np.float32)
    image = develop(light, Photo(grey=True, noise_level=4, jpeg_quality=None))
    assert (image == image[..., :1]).all()


def test_exposure_brightens_and_white_stays_white():
    light = np.full((8, 8, 3), 0.2, dtype=np.float32)
    assert develop(light, Photo(exposure_ratio=2)).mean() > develop(light, Photo()).mean() + 20
    assert develop(np.ones((8, 8, 3), dtype=np.float32), Photo()).min() == 255


def test_blur_coarseness_and_compression_lose_detail():
    light = np.random.default_rng(0).uniform(0, 1, (64, 64, 3)).astype(np.float32)
    sharp = develop(light, Photo()).std()
    for photo in (Photo(blur_px=1.5), Photo(coarse_ratio=0.4), Photo(jpeg_quality=5)):
        assert develop(light, photo).std() < sharp


def test_random_photo_exposes_dark_skin_longer():
    dark, light = (
        np.mean(
            [
                random_photo(np.random.default_rng(i), reflectance=value).exposure_ratio
                for i in range(20)
            ]
        )
        for value in (0.05, 0.7)
    )
    assert dark > 1.5 * light


def test_background_photograph_is_used(tmp_path, renderer, make_spec):
    cv2.imwrite(str(tmp_path / "wall.png"), np.full((40, 40, 3), (0, 0, 255), dtype=np.uint8))
    (tmp_path / "notes.txt").write_text("not a picture")
    (picture,) = background_pictures(tmp_path)
    image, _ = renderer.render(make_spec(FRONTAL, background=Background(1, picture)))
    red, green, blue = image[1, 1].astype(int)
    assert red > 200
    assert max(green, blue) < 30


def test_folder_without_pictures(tmp_path):
    with pytest.raises(DataError, match="no JPEG or PNG"):
        background_pictures(tmp_path)


def test_unreadable_background(tmp_path):
    (tmp_path / "broken.jpg").write_bytes(b"x")
    with pytest.raises(DataError, match=r"broken\.jpg"):
        draw_background(Background(1, tmp_path / "broken.jpg"), 8, 8, noise_picture())
