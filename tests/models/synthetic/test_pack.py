import json

import numpy as np
import pytest

from core.errors import DataError
from core.landmarks import Side
from models.synthetic.pack import (
    GLASSES_SHARE,
    HAIR_SHARE,
    SETTINGS_FILE,
    SIDES,
    TASKS,
    PackSettings,
    Split,
    create_pack,
    face_rng,
    fill_pack,
    open_array,
    read_settings,
    write_pack,
)
from models.synthetic.sample import sample_face

SETTINGS = PackSettings(count=5, seed=9, size_px=32, palsy_probability=1.0)


def test_rows_are_the_faces_of_their_index(tmp_path, renderer):
    write_pack(tmp_path, renderer, SETTINGS)
    face = sample_face(
        face_rng(Split.TRAINING, 9, 3),
        renderer,
        palsy_probability=1.0,
        size_px=32,
        hair_share=HAIR_SHARE,
        glasses_share=GLASSES_SHARE,
    )
    np.testing.assert_array_equal(open_array(tmp_path, "images")[3], face.image)
    np.testing.assert_array_equal(open_array(tmp_path, "points")[3], face.points_px)
    assert TASKS[open_array(tmp_path, "task")[3]] == face.task
    movement = open_array(tmp_path, "movement")[3]
    side = SIDES.index(face.palsy.side)
    np.testing.assert_allclose(movement[side], face.palsy.movement_ratios, rtol=1e-6)
    assert (movement[1 - side] == 1).all()
    assert open_array(tmp_path, "grade")[3] == face.grade
    weights = renderer.model.weights(face.spec.expression)
    np.testing.assert_allclose(open_array(tmp_path, "expression")[3], weights, rtol=1e-6)
    assert open_array(tmp_path, "pose_deg")[3, 0] == pytest.approx(face.spec.pose.yaw_deg)
    assert SIDES == (Side.RIGHT, Side.LEFT)


class StoppedError(Exception):
    """Ends a rendering in the middle."""


def test_a_resumed_run_leaves_finished_faces_alone(tmp_path, renderer):
    def stop(done, *_):
        if done == 2:
            raise StoppedError

    one, two = tmp_path / "one", tmp_path / "two"
    write_pack(one, renderer, SETTINGS)
    with pytest.raises(StoppedError):
        write_pack(two, renderer, SETTINGS, progress=stop)
    assert open_array(two, "done").tolist() == [True, True, False, False, False]
    open_array(two, "images", writable=True)[0] = 7
    told = []
    write_pack(two, renderer, SETTINGS, progress=lambda done, *_: told.append(done))
    assert (open_array(two, "images")[0] == 7).all()
    assert open_array(two, "done").all()
    assert told == [1, 2, 3, 4, 5]
    for name in ("points", "movement", "expression", "pose_deg", "task", "grade"):
        np.testing.assert_array_equal(open_array(one, name), open_array(two, name))


def test_other_settings_are_refused(tmp_path, renderer):
    write_pack(tmp_path, renderer, SETTINGS)
    with pytest.raises(DataError, match="other settings"):
        write_pack(tmp_path, renderer, PackSettings(count=5, seed=10, size_px=32))


def test_settings_are_kept(tmp_path):
    create_pack(tmp_path, SETTINGS, weight_count=3)
    assert read_settings(tmp_path) == SETTINGS


def test_packs_that_do_not_tell_of_hair_and_glasses_have_none(tmp_path):
    told = {"count": 5, "seed": 9, "split": 1, "size_px": 32}
    (tmp_path / SETTINGS_FILE).write_text(json.dumps(told))
    settings = read_settings(tmp_path)
    assert (settings.count, settings.hair_share, settings.glasses_share) == (5, 0.0, 0.0)


@pytest.mark.parametrize("text", [None, "{", '{"colour": 1}', "[]"])
def test_folder_without_a_pack(tmp_path, renderer, text):
    if text is not None:
        (tmp_path / "pack.json").write_text(text)
    with pytest.raises(DataError, match="no rendered faces"):
        fill_pack(tmp_path, renderer)


def test_missing_array(tmp_path):
    create_pack(tmp_path, SETTINGS, weight_count=3)
    (tmp_path / "points.npy").unlink()
    with pytest.raises(DataError, match=r"points\.npy"):
        open_array(tmp_path, "points")


def test_splits_never_share_a_person():
    drawn = [
        tuple(face_rng(split, seed, index).standard_normal(4))
        for split in Split
        for seed in range(3)
        for index in range(20)
    ]
    assert len(set(drawn)) == len(drawn)
