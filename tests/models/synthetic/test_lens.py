import numpy as np
import pytest

from models.synthetic.lens import Glass, glaze
from models.synthetic.rasterise import rasterise
from models.synthetic.shade import Light

SIZE = 8
SAMPLES = 2
FINE = SIZE * SAMPLES
TRIANGLES = np.array([(0, 1, 2)], dtype=np.int32)
EVERYWHERE = np.array([(-1, -1, 5), (-1, 4 * FINE, 5), (4 * FINE, -1, 5)], dtype=np.float32)
NO_LIGHT = Light(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.float32), (0.0, 0.0, 0.0))
AHEAD = Light(np.array([(0.0, 0.0, 1.0)], np.float32), np.ones((1, 3), np.float32), (0.0, 0.0, 0.0))


def through(tint, *, fade=0.0, glare=0.0, light=NO_LIGHT, before=0.0, coverage=1.0, down=0.0):
    """A grey picture behind one lens that fills it; `before` is the nearness of other things."""
    picture = np.full((SIZE, SIZE, 4), 0.5, dtype=np.float32)
    picture[..., 3] = coverage
    attributes = np.array([(0, 0, 1, 0, -down)] * 3, dtype=np.float32)
    lens = rasterise(EVERYWHERE, TRIANGLES, FINE, FINE)
    nearness = np.full((FINE, FINE), before, dtype=np.float32)
    glaze(picture, lens, nearness, TRIANGLES, attributes, Glass(tint, fade, glare, light))
    return picture


def test_clear_glass_changes_nothing():
    np.testing.assert_allclose(through((1.0, 1.0, 1.0))[..., :3], 0.5, atol=1e-6)


def test_tint_lets_its_share_through():
    seen = through((0.5, 0.2, 0.1))
    np.testing.assert_allclose(seen[4, 4, :3], [0.25, 0.1, 0.05], atol=1e-6)
    np.testing.assert_allclose(seen[..., 3], 1.0)


def test_the_background_is_tinted_as_well():
    seen = through((0.2, 0.2, 0.2), coverage=0.0)
    np.testing.assert_allclose(seen[..., 3], 0.8, atol=1e-6)


def test_what_is_nearer_hides_the_lens():
    np.testing.assert_allclose(through((0.0, 0.0, 0.0), before=1.0)[..., :3], 0.5)


def test_a_faded_tint_is_lighter_below():
    upper, lower = (through((0.1, 0.1, 0.1), fade=0.8, down=down) for down in (-1.0, 1.0))
    assert lower[4, 4, 0] > upper[4, 4, 0] + 0.2


@pytest.mark.parametrize(("glare", "brighter"), [(0.0, False), (0.5, True)])
def test_a_lamp_behind_the_camera_is_mirrored(glare, brighter):
    seen = through((1.0, 1.0, 1.0), glare=glare, light=AHEAD)
    assert (seen[4, 4, 0] > 0.8) == brighter
