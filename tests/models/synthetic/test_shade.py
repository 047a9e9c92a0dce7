import numpy as np
import pytest

from models.synthetic.ict import Part
from models.synthetic.rasterise import rasterise
from models.synthetic.shade import NORMAL, Light, Paint, Surface, shade
from models.synthetic.skin import CHANNELS, U, V, noise_picture, random_look

SIZE = 12
SAMPLES = 2


def paint(directions):
    light = Light(
        np.array(directions, dtype=np.float32),
        np.full((len(directions), 3), 0.5, dtype=np.float32),
        (0.2, 0.2, 0.2),
    )
    return Paint(noise_picture(), random_look(np.random.default_rng(1)), light)


def triangle(part, normal=(0.0, 0.0, 1.0), place=(0.0, 0.0)):
    """One slanted triangle of `part` across the picture, its paint taken from one `place`."""
    screen = np.array([(1, 2, 5), (4, 21, 5), (20, 9, 5)], dtype=np.float32)
    triangles = np.array([(0, 1, 2)], dtype=np.int32)
    attributes = np.zeros((3, NORMAL + CHANNELS), dtype=np.float32)
    attributes[:, :NORMAL] = normal
    attributes[:, NORMAL + U], attributes[:, NORMAL + V] = place
    surface = Surface(triangles, np.array([part], dtype=np.int8), attributes)
    shown, _, weights = rasterise(screen, triangles, SIZE * SAMPLES, SIZE * SAMPLES)
    return shown, weights, surface


def shaded(part, directions=((0.0, 0.0, 1.0),), openness=1.0, **options):
    shown, weights, surface = triangle(part, **options)
    share = np.full((SIZE, SIZE), openness, dtype=np.float32)
    return shown, shade(shown, weights, share, surface, paint(directions))


def test_edges_are_covered_in_part():
    shown, drawn = shaded(Part.MOUTH)
    covered = (shown >= 0).reshape(SIZE, SAMPLES, SIZE, SAMPLES).mean(axis=(1, 3))
    assert {0.25, 0.5, 0.75} & set(covered.ravel())
    np.testing.assert_allclose(drawn[..., 3], covered, atol=1e-6)
    inside = drawn[covered == 1][0]
    np.testing.assert_allclose(drawn, covered[..., None] * inside, atol=1e-5)


def test_light_from_the_side_that_faces_it_is_brighter():
    def brightness(normal):
        return shaded(Part.TEETH, ((1.0, 0.0, 0.0),), normal=normal)[1][..., :3].max()

    assert brightness((1.0, 0.0, 0.0)) > brightness((0.0, 0.0, 1.0)) > brightness((-1.0, 0.0, 0.0))


def test_shadow_darkens_in_proportion():
    full, half = shaded(Part.GUMS)[1], shaded(Part.GUMS, openness=0.5)[1]
    np.testing.assert_allclose(half[..., :3], 0.5 * full[..., :3], rtol=1e-5)


@pytest.mark.parametrize(("place", "darker"), [((0.0, 0.0), True), ((1.2, 0.0), False)])
def test_pupil_is_black_and_the_white_of_the_eye_bright(place, darker):
    side = ((0.0, 1.0, 0.0),)  # no glint towards the camera
    brightness = shaded(Part.SCLERA, side, place=place)[1][..., 1].max()
    assert (brightness < 0.05) == darker
