from __future__ import annotations

import json

import pytest

from models.evaluation.metrics import ErrorSummary
from models.training.evaluation.tables import Spread, Table, cell_text, json_ready

TABLE = Table(
    title="Errors",
    columns=("Method", "NME %", "faces"),
    rows=(("ours|l", Spread(3.1416, 0.5), 12), ("theirs", None, 7)),
    notes=("A note.",),
    provenance={"commit": "abc"},
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (3.14159, "3.14"),
        (12, "12"),
        ("x", "x"),
        (None, "–"),
        (float("nan"), "–"),
        (Spread(3.0, 2.92), "3.00 ± 2.92"),
        (Spread(3.0, None), "3.00"),
        (Spread(float("nan"), float("nan")), "–"),
    ],
)
def test_two_decimals_and_a_dash_for_nothing(cell, text):
    assert cell_text(cell) == text


def test_markdown_by_hand():
    assert TABLE.markdown() == (
        "### Errors\n\n"
        "| Method | NME % | faces |\n"
        "| --- | ---: | ---: |\n"
        "| ours\\|l | 3.14 ± 0.50 | 12 |\n"
        "| theirs | – | 7 |\n\n"
        "A note.\n\n"
        "* commit: abc\n"
    )


def test_the_terminal_has_aligned_columns():
    assert TABLE.text() == (
        "Errors\n"
        "Method        NME %  faces\n"
        "ours|l  3.14 ± 0.50     12\n"
        "theirs            –      7\n"
        "A note.\n"
    )


def test_json_keeps_more_digits_and_no_nan():
    table = json.loads(json.dumps(TABLE.json_ready(), allow_nan=False))
    spread = {"mean": 3.1416, "sd": 0.5}
    assert table["rows"][0] == {"Method": "ours|l", "NME %": spread, "faces": 12}
    assert table["rows"][1]["NME %"] is None
    assert table["provenance"] == {"commit": "abc"}


def test_dataclasses_become_objects():
    nothing = ErrorSummary(float("nan"), float("nan"), 0.0, 100.0, 1, 1)
    assert json_ready({"x": (nothing,)})["x"][0] == {
        "mean_pct": None,
        "sd_pct": None,
        "auc10_pct": 0.0,
        "fr10_pct": 100.0,
        "count": 1,
        "missing": 1,
    }


def test_a_row_of_another_length_is_a_bug():
    with pytest.raises(ValueError, match="2 cells"):
        Table("t", ("a",), ((1, 2),))
