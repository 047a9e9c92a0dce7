from __future__ import annotations

import pytest

from app.number_info import index_words, measures_behind, of_index, of_measure, subject_words
from assessment.indices import CATALOGUE
from assessment.results import Estimate, Index, Measure, Phase, Unit
from core.landmarks import Side

VALUE = Estimate(0.25, 0.01, 3, 0.23, 0.27)


def test_a_measure_tells_its_formula_and_interval():
    told = of_measure(Measure("MC", Phase.EXCURSION, Side.LEFT, Unit.OCW, VALUE), "smile_open")
    assert told.title == (
        "Biggest smile: Medial canthus to commissure (MC), excursion, patient's left"
    )
    assert told.value == "0.250 OCW (95 % interval 0.230 to 0.270; 3 observations)"
    assert "peak minus rest" in told.formula
    assert "|medial canthus - commissure|" in told.formula
    assert told.source == "Malm 2018, Facial Asymmetry Index; Dynaface (software)"
    assert (told.measures, told.side) == (("MC",), Side.LEFT)


def test_an_index_tells_range_and_note_of_the_catalogue():
    found = Index("synkinesis_index", "eye|pucker", Unit.PCT, Estimate(23.0, 1.0, 1, 21.0, 25.0))
    told = of_index(found)
    assert told.title == "Synkinesis index, eye in pucker"
    assert told.value == "23 % (95 % interval 21 to 25; 1 observation)"
    definition = CATALOGUE["synkinesis_index"]
    assert (told.formula, told.values, told.note) == (
        definition.formula,
        definition.values,
        definition.note,
    )
    assert told.source == "definition of this software"


@pytest.mark.parametrize(
    ("index_id", "subject", "measures"),
    [
        ("excursion_ratio", "BH", ("BH",)),
        ("synkinesis_index", "mouth|brow_raise", ("DVm",)),
        ("global_score", "face", ("BH", "PFHs", "MC", "CA", "SC")),
        ("hb_measurement_ratio", "face", ("BV", "DVl")),
        ("direction_index", "commissure", ("DVl", "DVv", "DVa")),
        ("kim_index", "forehead", ("KB",)),
        ("rest_drift", "face", ()),
    ],
)
def test_an_index_knows_the_measures_behind_it(index_id, subject, measures):
    assert measures_behind(index_id, subject) == measures


def test_names_do_not_repeat_themselves():
    assert index_words("mirror_rms", "MIR_eye") == "Mirror residual, eyes (MIR_eye)"
    assert index_words("global_score", "face") == "Global excursion score"
    assert index_words("kim_index", "mouth") == "Kim's index, mouth"
    assert subject_words("brow|smile_open") == "brow in biggest smile"
