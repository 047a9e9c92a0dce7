"""What an analysis gathers, and what it refuses to gather."""

from __future__ import annotations

import pytest

from assessment.findings import Findings
from assessment.results import Absent, Estimate, Unit
from assessment.statistics import NotMeasurable

VALUE = Estimate(1.0, 0.1, 3, 0.8, 1.2)


def test_an_index_takes_the_unit_of_the_catalogue():
    findings = Findings()
    findings.index("excursion_ratio", "MC", VALUE)
    assert findings.indices[0].unit is Unit.PCT


def test_an_index_about_a_measure_needs_its_unit():
    findings = Findings()
    findings.index("fai", "MC", VALUE, unit=Unit.MM)
    assert findings.indices[0].unit is Unit.MM
    with pytest.raises(ValueError, match="unit of fai"):
        findings.index("fai", "MC", VALUE)


def test_what_cannot_be_measured_is_kept_with_its_reason():
    findings = Findings()
    findings.index("excursion_ratio", "MC", NotMeasurable("it is too small"))
    assert findings.indices == []
    assert findings.absent == [Absent("excursion_ratio MC", "it is too small")]
