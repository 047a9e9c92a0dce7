import numpy as np
import pytest

from core.errors import DataError
from core.landmarks import UPPER_LID_LATERAL, UPPER_LID_MEDIAL
from models.synthetic.ict import (
    BLINKS,
    MODEL_FILE,
    SPLIT_SHAPES,
    IctModel,
    Part,
    mirror_name,
)

REFLECT = np.array([-1.0, 1.0, 1.0])


def mirrored(model, vertices):
    return vertices[model.mate] * REFLECT


def save(folder, arrays):
    np.savez(folder / MODEL_FILE, **arrays)
    return folder


def test_transparent_shells_are_left_out(model, arrays):
    assert len(model.neutral) == len(arrays["neutral"]) - 3
    assert len(model.triangles) == len(arrays["triangles"]) - 1
    assert model.triangles.max() < len(model.neutral)


def test_landmarks_keep_their_places(model, arrays):
    expected = arrays["neutral"][arrays["landmark68"]]
    np.testing.assert_array_equal(model.neutral[model.landmark_ids], expected)


def test_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match=MODEL_FILE):
        IctModel.load(tmp_path)


def test_missing_array_is_named(tmp_path, arrays):
    save(tmp_path, {key: value for key, value in arrays.items() if key != "identity"})
    with pytest.raises(DataError, match="'identity'"):
        IctModel.load(tmp_path)


def test_file_that_is_no_archive(tmp_path):
    (tmp_path / MODEL_FILE).write_bytes(b"not a model")
    with pytest.raises(DataError, match="not a readable model"):
        IctModel.load(tmp_path)


def test_cut_off_archive(tmp_path, arrays):
    path = save(tmp_path, arrays) / MODEL_FILE
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(DataError, match="not a readable model"):
        IctModel.load(tmp_path)


def test_pickled_content_is_refused(tmp_path, arrays):
    save(tmp_path, arrays | {"neutral": np.array([{"a": 1}], dtype=object)})
    with pytest.raises(DataError, match="not a readable model"):
        IctModel.load(tmp_path)


def test_wrong_number_of_landmarks(tmp_path, arrays):
    save(tmp_path, arrays | {"landmark68": arrays["landmark68"][:51]})
    with pytest.raises(DataError, match="68 landmarks"):
        IctModel.load(tmp_path)


def test_model_without_blinks(tmp_path, arrays):
    names = np.array([str(n).replace("Blink", "Close") for n in arrays["expression_names"]])
    save(tmp_path, arrays | {"expression_names": names})
    with pytest.raises(DataError, match="eyeBlink"):
        IctModel.load(tmp_path)


@pytest.mark.parametrize("name", SPLIT_SHAPES)
def test_halves_sum_to_the_whole_shape(model, arrays, name):
    whole = arrays["expression"][arrays["expression_names"].tolist().index(name)]
    moved = model.vertices(np.zeros(0), model.weights({name: 1.0})) - model.neutral
    np.testing.assert_allclose(moved, whole[: len(moved)], atol=2e-6)


def test_left_half_moves_the_persons_left_only(model):
    moved = model.vertices(np.zeros(0), model.weights({"mouthPucker_L": 1.0})) - model.neutral
    x = model.neutral[:, 0]
    assert np.abs(moved[x > 2]).max() > 0.05
    assert np.abs(moved[x < -2]).max() == 0


def test_side_difference_zero_is_symmetric(model):
    person = model.vertices(np.array([1.0, 2.0]), model.weights({}), side_difference=0.0)
    np.testing.assert_allclose(mirrored(model, person), person, atol=1e-5)


def test_side_difference_minus_one_is_the_mirrored_person(model):
    nothing = model.weights({})
    person = model.vertices(np.array([1.0, 2.0]), nothing)
    other = model.vertices(np.array([1.0, 2.0]), nothing, side_difference=-1.0)
    assert np.abs(mirrored(model, person) - person).max() > 0.1
    np.testing.assert_allclose(mirrored(model, person), other, atol=1e-5)


def test_mirrored_weights_mirror_the_face(model):
    expression = {"mouthSmile_L": 0.8, "browDown_R": 0.5, "mouthPucker_R": 0.4}
    swapped = {mirror_name(name): weight for name, weight in expression.items()}
    one = model.vertices(np.zeros(0), model.weights(expression))
    other = model.vertices(np.zeros(0), model.weights(swapped))
    np.testing.assert_allclose(mirrored(model, one), other, atol=1e-3)


@pytest.mark.parametrize("taller", [-1.0, 0.0, 2.0])
def test_full_blink_closes_the_eyes_of_everybody(tmp_path, arrays, taller):
    upper = arrays["landmark68"][[*UPPER_LID_LATERAL, *UPPER_LID_MEDIAL]]
    identity = np.zeros((1, *arrays["neutral"].shape))
    identity[0, upper, 1] = 0.2
    model = IctModel.load(save(tmp_path, arrays | {"identity": identity}))
    person = np.array([taller])
    closed = model.vertices(person, model.weights(dict.fromkeys(BLINKS, 1.0)))
    y = closed[model.landmark_ids, 1]
    for right, left in (((37, 38), (40, 41)), ((43, 44), (46, 47))):
        assert y[list(right)].mean() < y[list(left)].mean()
        assert y[list(right)].mean() > y[list(left)].mean() - 0.15


def test_half_a_blink_is_half_way(model):
    def lid(weight):
        shape = model.vertices(np.array([1.0]), model.weights({"eyeBlink_L": weight}))
        return shape[model.landmark_ids[43], 1]

    assert lid(0.0) - lid(0.5) == pytest.approx(lid(0.5) - lid(1.0), rel=1e-3)
    assert lid(0.0) > lid(1.0)


def test_landmarks_only_equals_the_full_model(model):
    small = model.landmarks_only()
    identity = np.array([0.7, -1.2])
    weights = model.weights({"eyeBlink_L": 0.6, "mouthSmile_R": 1.0})
    for factor in (1.0, 0.3):
        whole = model.vertices(identity, weights, side_difference=factor)
        part = small.vertices(identity, weights, side_difference=factor)
        np.testing.assert_allclose(part, whole[model.landmark_ids], atol=1e-5)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("browDown_L", "browDown_R"),
        ("eyeLookIn_R", "eyeLookIn_L"),
        ("mouthLeft", "mouthRight"),
        ("jawOpen", "jawOpen"),
    ],
)
def test_mirror_name(name, other):
    assert mirror_name(name) == other
    assert mirror_name(other) == name


def test_only_the_eyeball_behind_closed_lids_is_set_back(model):
    def drawn(blink, setback):
        weights = model.weights({"eyeBlink_L": blink})
        return model.vertices(np.zeros(0), weights, closed_setback=setback)

    np.testing.assert_array_equal(drawn(0.9, 0.3), drawn(0.9, 0.0))
    moved = (drawn(1.0, 0.3) - drawn(1.0, 0.0))[:, 2]
    own = (model.vertex_part == Part.SCLERA) & (model.neutral[:, 0] > 0)
    np.testing.assert_allclose(moved[own], -0.3, atol=1e-5)
    assert (moved[~own] == 0).all()
