import json

import numpy as np
import pytest

from core.errors import DataError, InputError
from core.geometry import Similarity
from core.landmarks import INNER_51, REGIONS
from models.evaluation.asymmetry import left_right_differences_pct
from models.synthetic.fit import MODEL_AXES
from models.synthetic.pack import open_array
from models.synthetic.photo_palsy_pack import (
    REFUSALS,
    TASKS,
    PhotoPalsySettings,
    PhotoSource,
    write_pack,
)

EDGE_PX = 64
SETTINGS = PhotoPalsySettings(count=4, seed=3, sources=("people", "crowd"))
NAMES = ("images", "points", "weights", "movement", "expression", "task", "persons", "sequence")


def make_source(model, name, *, edge_px=EDGE_PX, persons=None, trust=1.0):
    place = Similarity(np.float64(2.8), MODEL_AXES, np.array([31.5, 30.0, 0.0]))
    points = place.apply(model.neutral[model.landmark_ids].astype(float))
    images = np.random.default_rng(len(name)).integers(0, 256, (3, edge_px, edge_px, 3))
    every = points + np.array([(0, 0, 0), (1, 0, 0), (0, 1, 0)])[:, None]
    return PhotoSource(
        name, images.astype(np.uint8), every, np.full((3, 68, 2), trust), persons=persons
    )


@pytest.fixture(scope="module")
def sources(model):
    named = np.array(["ann", "bob", "cy"])
    return [make_source(model, "people", persons=named), make_source(model, "crowd")]


def test_a_pack_holds_what_its_sources_allow(tmp_path, model, sources):
    write_pack(tmp_path, model, sources, SETTINGS)
    rows = {name: open_array(tmp_path, name) for name in NAMES}
    assert rows["images"].shape == (4, EDGE_PX, EDGE_PX, 3)
    assert open_array(tmp_path, "done").all()
    assert rows["sequence"].tolist() == [0, 1, 2, 3]
    people, crowd = rows["persons"][::2], rows["persons"][1::2]
    assert {str(name) for name in people} <= {"people/ann", "people/bob", "people/cy"}
    assert {str(name) for name in crowd} <= {"crowd/0", "crowd/1", "crowd/2"}
    assert (rows["weights"] == 1).all()
    affected = (rows["movement"] < 1).any(axis=2)
    assert (affected.sum(axis=1) == 1).all()
    assert set(rows["task"].tolist()) <= set(range(len(TASKS)))
    starts = np.concatenate([source.points for source in sources])
    for points in rows["points"]:
        nearest = np.abs(starts - points).mean(axis=(1, 2)).min()
        assert 0 < nearest < 3
    assert open_array(tmp_path, "refused").shape == (4, len(REFUSALS))


def test_the_side_that_a_pack_names_is_the_weaker_one(tmp_path, model, sources):
    settings = PhotoPalsySettings(count=24, seed=5, sources=SETTINGS.sources)
    write_pack(tmp_path, model, sources, settings)
    tasks, movement, points = (
        open_array(tmp_path, name) for name in ("task", "movement", "points")
    )
    differences = left_right_differences_pct(np.asarray(points, dtype=float))[:, 2]
    own = [left_right_differences_pct(source.points)[:, 2].mean() for source in sources]
    raised = np.flatnonzero(tasks == TASKS.index("brow_raise"))
    assert len(raised)
    for row in raised:
        right_brow, left_brow = movement[row, :, 0]
        assert np.sign(differences[row] - own[row % 2]) == np.sign(right_brow - left_brow)


def test_bent_inner_points_are_trusted_and_the_others_as_in_the_photograph(tmp_path, model):
    unsure = make_source(model, "unsure", trust=0.3)
    write_pack(tmp_path, model, [unsure], PhotoPalsySettings(1, 0, ("unsure",)))
    weights = open_array(tmp_path, "weights")[0]
    inner = list(INNER_51)
    np.testing.assert_allclose(weights[inner, 0], 1.0)
    np.testing.assert_allclose(weights[list(REGIONS["jaw"])], 0.3)
    np.testing.assert_allclose(weights[inner, 1], 0.3)


def test_only_the_exercises_asked_for_are_attempted(tmp_path, model, sources):
    settings = PhotoPalsySettings(
        count=6, seed=3, sources=SETTINGS.sources, tasks=("brow_raise", "snarl")
    )
    write_pack(tmp_path, model, sources, settings)
    attempted = {TASKS[task] for task in open_array(tmp_path, "task")}
    assert attempted == {"brow_raise", "snarl"}


def test_courses_are_frames_of_one_person_and_task(tmp_path, model, sources):
    settings = PhotoPalsySettings(count=2, seed=1, sources=SETTINGS.sources, frames=5)
    write_pack(tmp_path, model, sources, settings)
    assert open_array(tmp_path, "sequence").tolist() == [0] * 5 + [1] * 5
    for course in (slice(0, 5), slice(5, 10)):
        assert len(set(open_array(tmp_path, "persons")[course].tolist())) == 1
        assert len(set(open_array(tmp_path, "task")[course].tolist())) == 1
        points = open_array(tmp_path, "points")[course]
        np.testing.assert_allclose(points[0], points[4], atol=1e-6)
        assert np.abs(points[2] - points[0]).max() > np.abs(points[1] - points[0]).max() > 0


class StoppedError(Exception):
    """Ends the work in the middle."""


def test_a_resumed_run_ends_in_the_same_pack(tmp_path, model, sources):
    def stop(done, *_):
        if done == 2:
            raise StoppedError

    one, two = tmp_path / "one", tmp_path / "two"
    write_pack(one, model, sources, SETTINGS)
    with pytest.raises(StoppedError):
        write_pack(two, model, sources, SETTINGS, progress=stop)
    assert open_array(two, "done").tolist() == [True, True, False, False]
    open_array(two, "images", writable=True)[0] = 7
    told = []
    write_pack(two, model, sources, SETTINGS, progress=lambda done, *_: told.append(done))
    assert (open_array(two, "images")[0] == 7).all()
    assert told == [1, 2, 3, 4]
    np.testing.assert_array_equal(open_array(one, "images")[1:], open_array(two, "images")[1:])
    for name in NAMES[1:]:
        np.testing.assert_array_equal(open_array(one, name), open_array(two, name))


def test_other_settings_are_refused(tmp_path, model, sources):
    write_pack(tmp_path, model, sources, SETTINGS)
    assert json.loads((tmp_path / "pack.json").read_text())["sources"] == ["people", "crowd"]
    other = PhotoPalsySettings(count=4, seed=4, sources=SETTINGS.sources)
    with pytest.raises(DataError, match="other settings"):
        write_pack(tmp_path, model, sources, other)


@pytest.mark.parametrize("noted", ["", "[1", "null"])
def test_settings_that_cannot_be_read_are_others(tmp_path, model, sources, noted):
    (tmp_path / "pack.json").write_text(noted)
    with pytest.raises(DataError, match="other settings"):
        write_pack(tmp_path, model, sources, SETTINGS)


def test_a_place_that_cannot_be_written_is_named(tmp_path, model, sources):
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "pack"):
        with pytest.raises(InputError, match=r"file.* cannot be written because"):
            write_pack(place, model, sources, SETTINGS)


def test_pictures_of_two_sizes_are_refused(tmp_path, model, sources):
    wide = make_source(model, "wide", edge_px=32)
    with pytest.raises(DataError, match="differ in size"):
        write_pack(tmp_path, model, [sources[0], wide], SETTINGS)


def test_a_source_without_a_usable_photograph_is_named(tmp_path, model):
    blind = make_source(model, "blind", trust=0.0)
    settings = PhotoPalsySettings(count=1, seed=0, sources=("blind",))
    with pytest.raises(DataError, match="No photograph of blind"):
        write_pack(tmp_path, model, [blind], settings)
