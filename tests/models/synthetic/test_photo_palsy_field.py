import numpy as np
import pytest

from models.synthetic.photo_palsy_field import fade_out, fill_harmonic

HEIGHT, WIDTH = 12, 15
Y, X = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
LINEAR = np.stack([2 * X - Y, 0.5 * Y + 3], axis=-1)


def block(rows, columns):
    region = np.zeros((HEIGHT, WIDTH), dtype=bool)
    region[rows, columns] = True
    return region


def test_a_membrane_on_a_plane_is_the_plane():
    region = block(slice(2, 9), slice(3, 11))
    field = LINEAR.copy()
    field[region] = 99
    fill_harmonic(field, region, rim=LINEAR, fixed=~region)
    np.testing.assert_allclose(field, LINEAR, atol=1e-3)


def test_a_membrane_with_free_ends_between_two_walls_is_a_ramp():
    region = block(slice(None), slice(1, WIDTH - 1))
    fixed = (X == 0) | (X == WIDTH - 1)
    rim = np.where(X[..., None] > 5, 14.0, 0.0).astype(np.float32)
    field = rim.copy()
    fill_harmonic(field, region, rim=rim, fixed=fixed)
    np.testing.assert_allclose(field[..., 0], X, atol=1e-3)


def test_pixels_that_are_not_fixed_do_not_hold_the_membrane():
    region = block(slice(2, 9), slice(3, 11))
    field = np.full((HEIGHT, WIDTH, 1), 7, dtype=np.float32)
    rim = np.where(Y < 5, 1, 50).astype(np.float32)[..., None]
    fill_harmonic(field, region, rim=rim, fixed=Y < 2)
    np.testing.assert_allclose(field[region], 1, atol=1e-3)
    assert (field[~region] == 7).all()


def test_nothing_to_fill():
    field = LINEAR.copy()
    fill_harmonic(field, block(slice(0), slice(0)), rim=field, fixed=Y >= 0)
    np.testing.assert_array_equal(field, LINEAR)


def test_a_field_fades_with_the_distance():
    known = X < 5
    field = np.where(known, 4.0, 99.0).astype(np.float32)[..., None]
    fade_out(field, known, reach_px=3.0)
    assert (field[known] == 4).all()
    assert (np.diff(field[6, 4:, 0]) < 0).all()
    assert field[6, 5, 0] == pytest.approx(4 * np.exp(-1 / 9), rel=0.02)
    assert field[6, -1, 0] < 0.01


@pytest.mark.parametrize("known", [np.ones((HEIGHT, WIDTH), bool), np.zeros((HEIGHT, WIDTH), bool)])
def test_without_an_edge_nothing_fades(known):
    field = LINEAR.copy()
    fade_out(field, known, reach_px=3.0)
    np.testing.assert_array_equal(field, LINEAR)
