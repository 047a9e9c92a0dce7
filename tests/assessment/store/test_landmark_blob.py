"""Landmarks survive packing to float32 precision; damaged bytes are told, never believed."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.store.landmark_blob import pack, unpack
from core.errors import StoreError
from tests.assessment.store.examples import assert_same_landmarks, make_landmarks


@given(rows=st.integers(0, 20), seed=st.integers(0, 99))
def test_a_sequence_comes_back(rows, seed):
    sequence = make_landmarks(rows, seed=seed)
    assert_same_landmarks(unpack(pack(sequence)), sequence)


def test_coordinates_keep_a_four_thousandth_of_a_pixel():
    sequence = make_landmarks(30)
    points = np.random.default_rng(1).uniform(0, 4096, (30, 68, 3))
    object.__setattr__(sequence, "points_px", points)
    assert np.abs(unpack(pack(sequence)).points_px - points).max() < 1 / 4000


def test_a_noisy_clip_takes_less_than_three_quarters_of_its_plain_size():
    rng = np.random.default_rng(0)
    sequence = make_landmarks(300)
    still = rng.normal(300, 50, (68, 3)) + rng.normal(0, 0.3, (300, 68, 3))
    object.__setattr__(sequence, "points_px", still)
    plain_bytes = 300 * (68 * 4 + 3) * 4
    assert len(pack(sequence)) < 0.75 * plain_bytes


@given(cut=st.integers(0, 2000), position=st.integers(0, 2000), change=st.integers(1, 255))
def test_damaged_bytes_are_told(cut, position, change):
    blob = pack(make_landmarks(2))
    position %= len(blob)
    altered = blob[:position] + bytes([blob[position] ^ change]) + blob[position + 1 :]
    for broken in (blob[: cut % len(blob)], altered):
        try:
            found = unpack(broken)
        except StoreError:
            continue
        # Picture size and model's length are not covered by the checksum of the arrays.
        np.testing.assert_array_equal(found.points_px, make_landmarks(2).points_px)


def test_a_later_version_is_told():
    blob = bytearray(pack(make_landmarks(1)))
    blob[4] = 2
    with pytest.raises(StoreError, match="newer version"):
        unpack(bytes(blob))


def test_bytes_that_claim_little_and_unpack_to_much_are_refused():
    header = struct.pack("<4sHHIIII", b"HFLM", 1, 0, 1, 0, 10, 10)
    with pytest.raises(StoreError, match="damaged"):
        unpack(header + zlib.compress(bytes(50_000_000)))
