"""Numbers, names, reasons and citations as the reader meets them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from assessment import indices, measures
from assessment.change import Change
from assessment.protocol import EXERCISES, Region
from assessment.report import lookup, numbers
from assessment.report.involuntary import lid_opening
from assessment.report.names import exercise_name, measure_name, subject_name
from assessment.report.quality import quality_in_words
from assessment.report.roles import ROLE_INDICES
from assessment.report.sources import OWN, cite
from assessment.results import Absent, Estimate, Measure, Phase, Quality, Unit
from core.landmarks import Side


@pytest.mark.parametrize(
    ("value", "unit", "signed", "text"),
    [
        (61.6, Unit.PCT, False, "62 %"),
        (-1.26, Unit.MM, True, "−1.3 mm"),
        (1.26, Unit.MM, True, "+1.3 mm"),
        (-0.04, Unit.MM, True, "0.0 mm"),
        (0.1234, Unit.OCW, False, "0.123 OCW"),
        (0.5, Unit.RATIO, False, "0.50"),
        (4.24, Unit.POINTS, False, "4.2 points"),
    ],
)
def test_quantities(value, unit, signed, text):
    assert numbers.quantity(value, unit, signed=signed) == text


def test_every_unit_can_be_written():
    assert all(numbers.quantity(1.0, unit) for unit in Unit)


def test_intervals_are_words_so_that_minus_signs_stay_clear():
    assert numbers.interval(Estimate(0.0, 2.0, 3, -4.0, 4.0), Unit.PCT) == "−4 to 4"


def test_percentages_are_kept_within_their_range_for_display():
    shown = numbers.within_percent(Estimate(123.0, 9.0, 3, 105.0, 141.0))
    assert (shown.value, shown.lower, shown.upper) == (100.0, 100.0, 100.0)


@pytest.mark.parametrize(
    ("days", "text"),
    [(0, "0 days"), (1, "1 day"), (28, "28 days"), (30, "4 weeks"), (183, "6 months")],
)
def test_spans(days, text):
    assert numbers.span(days) == text


def test_dates_cannot_be_misread():
    assert numbers.date(dt.date(2026, 3, 4)) == "4 March 2026"
    assert numbers.short_date(dt.date(2026, 3, 4)) == "4 Mar 2026"


def test_ids_become_names():
    assert exercise_name("smile_open") == EXERCISES["smile_open"].name
    assert measure_name("MC") == f"{measures.CATALOGUE['MC'].name} (MC)"
    assert subject_name("exercise snarl") == EXERCISES["snarl"].name
    ratio = indices.CATALOGUE["excursion_ratio"].name
    assert subject_name("excursion_ratio MC") == f"{ratio}, {measures.CATALOGUE['MC'].name}"
    assert subject_name("something else") == "something, else"


def test_every_index_the_pages_ask_for_exists():
    asked = {
        lookup.RATIO,
        lookup.ASYMMETRY,
        lookup.ASYMMETRY_UNSIGNED,
        lookup.SIDE_DIFFERENCE,
        lookup.CLOSURE,
        lookup.BLINK_CLOSURE,
        lookup.BLINK_RATE,
        lookup.BLINK_PARTIAL,
        lookup.SYNKINESIS,
        lookup.ACTIVATION,
        lookup.LATENCY,
        lookup.VELOCITY,
        lookup.HB_MEASUREMENT,
        lookup.GLOBAL_SCORE,
    }
    assert asked <= indices.CATALOGUE.keys()
    assert {region.measure_id for region in lookup.REGIONS} <= measures.CATALOGUE.keys()
    assert lookup.LID_OPENING in measures.CATALOGUE


def test_sources_are_citations_a_reader_can_look_up():
    assert cite("clinical.md 4.4 [S18][code:D]") == (
        "Malm 2018, Facial Asymmetry Index; Dynaface (software)"
    )
    assert cite("clinical.md 3.2") == OWN
    assert cite("common form (from memory)") == OWN


@pytest.mark.parametrize("catalogue", [indices.CATALOGUE, measures.CATALOGUE])
def test_every_published_tag_of_a_catalogue_is_mapped(catalogue):
    texts = [f"{entry.source} {getattr(entry, 'note', '')}" for entry in catalogue.values()]
    tags = set(re.findall(r"\[(S\d+[a-z]?)\]", " ".join(texts)))
    assert tags
    assert {tag for tag in tags if cite(f"[{tag}]") == OWN} == set()


def test_every_index_that_tells_affected_from_healthy_is_known_as_such():
    of_roles = {
        key
        for key, entry in indices.CATALOGUE.items()
        if re.search(r"(?<![A-Za-z|])A(?![A-Za-z])|_A\b", entry.formula)
    }
    # Turning the two sides round does not change the cosine.
    assert of_roles - ROLE_INDICES <= {"direction_index", "waveform_correlation", "waveform_dtw"}
    assert indices.CATALOGUE.keys() >= ROLE_INDICES


def test_a_year_is_cited_only_where_the_source_gives_one():
    assert cite("[S30]") == "Klimach, commissure angle"


def test_reasons_are_found_by_whole_ids(make_session):
    result = make_session(0.5)
    absent = (
        Absent("KMC excursion", "wrong"),
        Absent("excursion_ratio MC", "the healthy side hardly moved"),
    )
    smile = replace(lookup.trial(result, "smile_open"), absent=absent)
    assert lookup.reason_in(smile, "MC") == "the healthy side hardly moved"
    assert lookup.reason_in(smile, "LC") == lookup.NOT_MEASURED
    assert lookup.reason(None, "smile_open", "MC") == lookup.NOT_ANALYSED
    assert lookup.reason(result, "lower_teeth", "LD") == "it was not recorded"
    assert lookup.reason(result, "speech", "DVm") == lookup.NOT_RECORDED


def test_a_missing_pair_of_synkinesis_tells_its_own_reason(make_session):
    result = make_session(0.5)
    subject = lookup.synkinesis_subject(Region.EYE, "pucker")
    result = replace(
        result,
        indices=tuple(index for index in result.indices if index.subject != subject),
        absent=(
            Absent("synkinesis_raw eye|smile_open", "another pair"),
            Absent(f"synkinesis_raw {subject}", "the eye is hardly open before the movement"),
        ),
    )
    found = lookup.synkinesis(result, Side.LEFT, Region.EYE, "pucker")
    assert found.index is None
    assert found.affected is None
    assert found.reason == "the eye is hardly open before the movement"


@pytest.mark.parametrize(
    ("beyond", "text"),
    [(True, "beyond measurement error"), (False, "within measurement error")],
)
def test_changes_have_two_words_only(beyond, text):
    assert lookup.verdict(Change(20.0, 15.0, beyond=beyond, comparable=True)) == text


def test_a_change_is_beyond_only_above_the_floor(make_content):
    finding = lookup.ratio_finding(make_content(5), "eye_gentle", "PFHs")
    assert finding.change.delta == pytest.approx(finding.estimate.value - finding.previous.value)
    assert finding.change.mdc >= 15.0
    assert not finding.change.beyond


def test_lids_that_touch_are_closed():
    def opening(value):
        estimate = Estimate(value, 0.1, 3, value - 0.2, value + 0.2)
        return Measure("PFHs", Phase.PEAK, Side.LEFT, Unit.MM, estimate)

    assert lid_opening(opening(-0.4)) == "closed"
    assert lid_opening(opening(-0.1)) == "up to 0.1 mm"
    assert lid_opening(opening(1.84)) == "1.8 mm, up to 2.0 mm"


@pytest.mark.parametrize(("used", "word"), [(440, "good"), (300, "fair"), (200, "poor")])
def test_the_worst_clip_decides_the_quality(make_session, used, word):
    result = make_session(0.5)
    quality = Quality(
        450,
        450 - used,
        0,
        0,
        used,
        15.0,
        30.0,
        (-12.4, 3.0),
        (0.0, 1.0),
        (0.0, 0.0),
        gaps_s=((1.0, 2.0),),
        flags=("The head was turned.",),
    )
    trials = (replace(result.trials[0], quality=quality), *result.trials[1:])
    found, details = quality_in_words(replace(result, trials=trials))
    assert found == word
    assert "−12° to 7° sideways" in details
    assert "1 gap; 1 remark" in details
