from __future__ import annotations

from assessment.measures import CATALOGUE
from assessment.norms import NORMS, norm_of
from assessment.protocol import EXERCISES
from assessment.report.sources import OWN, cite
from assessment.results import Phase, Unit


def test_every_norm_is_of_a_known_measure_and_has_a_citation():
    for norm in NORMS:
        assert norm.measure_id in CATALOGUE
        assert norm.exercise_id in EXERCISES
        assert cite(norm.source) != OWN


def test_a_norm_holds_in_its_own_unit_only():
    smile = norm_of("smile_open", "DVm", Phase.EXCURSION, Unit.MM)
    assert (smile.mean, smile.sd) == (9.28, 2.83)
    assert norm_of("smile_open", "DVm", Phase.EXCURSION, Unit.OCW) is None
    assert norm_of("smile_open", "DVm", Phase.PEAK, Unit.MM) is None
    assert norm_of("smile_open", "MC", Phase.EXCURSION, Unit.MM) is None
