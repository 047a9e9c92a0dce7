from __future__ import annotations

from statistics import fmean

import numpy as np
import pytest

from models.evaluation.metrics import summarise
from models.training.data.sets.catalogue import DATASETS
from models.training.evaluation.measure import Summaries
from models.training.evaluation.paper_tables import (
    AFLW2000_3D,
    PARFACE,
    PARFACE_PALSY,
    SEQUENCES_NOTE,
    TABLE_II,
    TABLE_III,
    TABLE_IV,
    TABLE_V,
    TABLE_VI,
    ablation_table,
    palsy_split_table,
    portions_table,
    same_faces,
)
from models.training.evaluation.study_tables import (
    MEASURED,
    PUBLISHED,
    Headline,
    StudyRow,
    headline,
)

OURS = Headline(4.0, 1.0, 60.0, 2.0, 9.0, 3.0)
PLANE = Headline(2.0, 0.5, 77.0, 0.0, None, None)


def row_of(table, **wanted):
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    (found,) = [row for row in rows if all(row[key] == value for key, value in wanted.items())]
    return found


def test_the_named_sets_are_in_the_catalogue():
    assert {AFLW2000_3D, PARFACE, PARFACE_PALSY} <= set(DATASETS)


@pytest.mark.parametrize("row", TABLE_II, ids=lambda row: row.method)
def test_table_ii_adds_up(row):
    published = row.mean_of_bins_pct
    off = 0.035 if row.method == "SPDT" else 0.011  # printed with that mean in the paper
    assert fmean(row.bins_pct) == pytest.approx(published, abs=off)


def test_the_paper_agrees_with_itself():
    full, without = TABLE_IV[5].results, TABLE_IV[3].results
    assert TABLE_III["PF-Net AWing"] == full[PARFACE] == TABLE_V[-1].results[PARFACE]
    assert TABLE_III["PF-Net MSE"] == TABLE_IV[2].results[PARFACE]
    assert TABLE_V[0].results == without
    for row, loss in ((TABLE_II[-1], TABLE_IV[5]), (TABLE_II[-2], TABLE_IV[2])):
        assert (row.all_pct, row.gte_pct) == (
            loss.results[AFLW2000_3D].nme_pct,
            loss.results[AFLW2000_3D].gte_pct,
        )


def test_table_vi_counts_the_sequences_of_each_loss():
    assert [row.labels for row in TABLE_VI] == [
        *(("MSE", n) for n in range(7)),
        *(("AWing", n) for n in range(7)),
    ]


def test_only_all_the_faces_are_the_papers():
    assert same_faces(PARFACE, 1350)
    assert not same_faces(PARFACE, 450)
    assert same_faces(PARFACE_PALSY, 450)
    assert not same_faces("helen", 330)


def test_an_ablation_has_the_papers_columns_and_no_published_rows_of_other_faces():
    rows = [StudyRow(("no", "no", "AWing"), {"photos": PLANE})]
    table = ablation_table(rows, provenance={"commit": "abc"})
    assert table.columns[:3] == ("Self-supervision", "In-domain inversion", "Loss")
    assert table.columns[3:] == (
        "photos NME %",
        "photos AUC10 %",
        "photos FR10 %",
        "photos GTE %",
        "source",
    )
    assert [row[-1] for row in table.rows] == [MEASURED]
    assert table.rows[0][6] is None
    assert table.provenance == {"commit": "abc"}


def test_same_faces_that_were_not_measured_bring_no_published_rows():
    table = ablation_table([StudyRow(("no", "no", "MSE"), {"photos": PLANE})], same_data=[PARFACE])
    assert len(table.rows) == 1


def test_published_rows_stand_below_and_only_in_the_columns_of_the_same_faces():
    rows = [StudyRow(("100",), {"photos": PLANE, PARFACE: OURS})]
    table = portions_table(rows, same_data=[PARFACE])
    assert [row[-1] for row in table.rows] == [MEASURED, *[PUBLISHED] * len(TABLE_V)]
    half = row_of(table, **{"Data %": "34"})
    assert half["photos NME %"] is None
    assert (half[f"{PARFACE} NME %"].mean, half[f"{PARFACE} NME %"].sd) == (3.96, 3.33)
    assert half[f"{PARFACE} GTE %"].mean == 8.30


def test_a_variant_may_lack_a_set():
    rows = [StudyRow(("1",), {"a": OURS}), StudyRow(("2",), {"b": OURS})]
    table = portions_table(rows)
    assert row_of(table, **{"Data %": "2"})["a NME %"] is None
    assert row_of(table, **{"Data %": "2"})["b AUC10 %"] == 60.0


def test_palsy_sequences_are_published_without_standard_deviations():
    rows = [StudyRow(("AWing", 6), {PARFACE_PALSY: OURS})]
    table = palsy_split_table(rows, same_data=[PARFACE_PALSY])
    assert "| AWing | 6 | 3.18 | 67.77 | 0.22 | 7.44 | as published, FG 2024 |" in table.markdown()
    assert "| AWing | 6 | 4.00 ± 1.00 | 60.00 | 2.00 | 9.00 ± 3.00 | measured |" in table.markdown()

    assert SEQUENCES_NOTE in table.notes


def test_the_rows_of_table_vi_do_not_stand_beside_the_whole_of_parface():
    table = palsy_split_table([StudyRow(("AWing", 6), {PARFACE: OURS})], same_data=[PARFACE])
    assert [row[-1] for row in table.rows] == [MEASURED]
    assert SEQUENCES_NOTE not in table.notes


def test_the_headline_takes_all_points_and_depth():
    two, four = summarise(np.array([1.0, 3.0])), summarise(np.array([2.0, 6.0]))
    assert headline(Summaries(two, two, four)) == Headline(2.0, 1.0, 80.0, 0.0, 4.0, 2.0)
    assert headline(Summaries(two, two, None)).gte_pct is None
    with pytest.raises(ValueError, match="68"):
        headline(Summaries(None, two, None))
