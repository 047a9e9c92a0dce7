"""People stay in one split; depth ends up pointing away from the camera."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.landmarks import WFLW_98_TO_68
from core.types import FloatArray
from models.training.data.sets.depth import from_nearer_positive, from_unknown_sign
from models.training.data.sets.splits import split_of


def test_the_split_of_a_name_never_changes() -> None:
    # The first byte of sha256: a ca, b 3e, c 2e, d 18, e 3f, f 25; 0.3 is 4c...
    assert [split_of(name, 0.3) for name in ("a", "b", "c", "d", "e", "f")] == [
        "train", "val", "val", "val", "val", "val",
    ]  # fmt: skip


@given(share=st.floats(0.0, 1.0), larger=st.floats(0.0, 1.0), name=st.text())
def test_a_larger_share_only_adds_persons(share: float, larger: float, name: str) -> None:
    if split_of(name, min(share, larger)) == "val":
        assert split_of(name, max(share, larger)) == "val"


def test_the_share_is_about_kept() -> None:
    chosen = sum(split_of(f"person {i}", 0.2) == "val" for i in range(2000))
    assert 330 < chosen < 470
    assert {split_of(str(i), 0.0) for i in range(50)} == {"train"}


def test_nearer_positive_is_turned_round(face: FloatArray) -> None:
    given_z = face * (1, 1, -1) + (0, 0, 55.0)
    np.testing.assert_allclose(from_nearer_positive(given_z), face, atol=1e-9)


def test_an_unknown_sign_is_found_by_the_noses_of_the_set(face: FloatArray) -> None:
    profile = face * (1, 1, -0.1)  # its nose misleads: the others outvote it
    faces = np.stack((face, face * 1.5, profile))
    for sign in (1.0, -1.0):
        found = from_unknown_sign(faces * (1, 1, sign) + (0, 0, 9.0))
        np.testing.assert_allclose(found, faces, atol=1e-9)


def test_wflw_points_keep_their_mirror_mates() -> None:
    assert len(set(WFLW_98_TO_68)) == 68
    assert max(WFLW_98_TO_68) < 96  # the pupils are not among the 68
    # WFLW's own mates, from its published scheme: jaw, brows' upper edges, eyes, lips.
    for point, mate in ((0, 16), (17, 26), (36, 45), (37, 44), (41, 46), (48, 54), (60, 64)):
        own = {0: 32, 33: 46, 60: 72, 61: 71, 67: 73, 76: 82, 88: 92}
        assert own[WFLW_98_TO_68[point]] == WFLW_98_TO_68[mate]
