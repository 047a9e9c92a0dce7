"""Undo and redo: a cursor over edits that are never lost once they are saved."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.edit_list import EditList, edit_of
from assessment.records import PointCorrection
from core.errors import InputError

RECORDING = uuid4()
A, B, C = (
    edit_of(RECORDING, frame, PointCorrection(48, 1.0, 2.0), author="Dr Example")
    for frame in (1, 2, 3)
)


def test_an_edit_says_who_where_and_when():
    assert (A.recording_id, A.frame_index, A.author) == (RECORDING, 1, "Dr Example")
    assert A.created_at <= B.created_at
    assert A.created_at.utcoffset() is not None
    with pytest.raises(InputError, match="no author"):
        edit_of(RECORDING, 1, PointCorrection(48, 1.0, 2.0), author=" ")


def test_undo_and_redo_move_the_cursor():
    edits = EditList().added(A).added(B)
    assert edits.applied == (A, B)
    assert edits.undone().applied == (A,)
    assert edits.undone().redone() == edits
    assert edits.undone().can_redo
    assert not edits.can_redo


def test_a_further_edit_drops_what_was_undone():
    edits = EditList().added(A).added(B).undone().added(C)
    assert edits.applied == (A, C)
    assert not edits.can_redo


def test_at_the_ends_nothing_happens():
    empty = EditList()
    assert empty.undone() == empty.redone() == empty
    assert not empty.can_undo


def test_saved_edits_are_not_undone():
    edits = EditList.of((A,)).added(B)
    assert edits.unsaved == (B,)
    assert edits.undone().undone().applied == (A,)
    saved = edits.added(C).undone().all_saved()
    assert saved.applied == (A, B)
    assert not saved.unsaved
    assert not saved.can_undo
    assert not saved.can_redo


@given(st.lists(st.sampled_from(["added", "undone", "redone", "all_saved"])))
def test_whatever_is_done_the_saved_edits_hold(steps):
    edits, saved = EditList(), ()
    for number, step in enumerate(steps):
        if step == "added":
            edits = edits.added(edit_of(RECORDING, number, author="A"))
        else:
            edits = getattr(edits, step)()
        saved = edits.applied if step == "all_saved" else saved
        assert edits.applied[: len(saved)] == saved
        assert edits.can_undo == (edits.undone() != edits)
        assert edits.can_redo == (edits.redone() != edits)


@pytest.mark.parametrize(("cursor", "saved"), [(2, 0), (0, 1), (-1, 0), (1, -1)])
def test_an_impossible_cursor_is_a_bug(cursor, saved):
    with pytest.raises(ValueError, match="cannot be"):
        EditList((A,), cursor, saved)
