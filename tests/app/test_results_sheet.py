from __future__ import annotations

import dataclasses

import pytest

from app.reporting import outline
from app.results_sheet import SCORES_ID, SYNKINESIS_ID, sections
from assessment.protocol import EXERCISES
from assessment.records import AffectedSide, SkippedExercise
from assessment.report.lookup import ratio_finding, verdict
from assessment.results import Absent, Estimate, Index, Unit
from core.landmarks import Side


@pytest.fixture
def read(library):
    def content(patient):
        return outline(library, patient, library.visits.history(patient.id))

    return content


def by_key(content):
    return {section.key: section for section in sections(content)}


def with_ratio(content, value):
    """The same visits, the smile of the last one with another ratio."""
    last = content.history[-1]
    trials = []
    for trial in last.result.trials:
        indices = tuple(
            dataclasses.replace(one, estimate=Estimate(value, 1.0, 3, value - 2, value + 2))
            if (one.index_id, one.subject) == ("excursion_ratio", "MC")
            else one
            for one in trial.indices
        )
        trials.append(dataclasses.replace(trial, indices=indices))
    result = dataclasses.replace(last.result, trials=tuple(trials))
    history = (*content.history[:-1], dataclasses.replace(last, result=result))
    return dataclasses.replace(content, history=history)


def test_a_visit_without_analysis_has_no_sections(library, add_patient, add_visit, read):
    patient = add_patient()
    add_visit(patient)
    content = read(patient)
    nothing = dataclasses.replace(content.history[0], result=None)
    assert sections(dataclasses.replace(content, history=(nothing,))) == ()


def test_an_exercise_that_could_not_be_measured_says_why_be_it_optional_or_not(
    add_patient, add_visit, read
):
    patient = add_patient()
    add_visit(patient)
    content = read(patient)
    optional = next(one.id for one in EXERCISES.values() if one.optional and one.primary)
    assert optional not in by_key(content)
    last = content.history[-1]
    lost = tuple(Absent(f"exercise {key}", "Two faces.") for key in ("snarl", optional))
    result = dataclasses.replace(last.result, absent=lost)
    history = (dataclasses.replace(last, result=result),)
    shown = by_key(dataclasses.replace(content, history=history))
    assert [shown[key].head.missing for key in ("snarl", optional)] == ["Two faces."] * 2


def test_the_smile_shows_both_sides_and_their_ratio(add_patient, add_visit, read):
    patient = add_patient()
    add_visit(patient)
    content = read(patient)
    head = by_key(content)["smile_open"].head
    ratio = ratio_finding(content, "smile_open", "MC")
    assert head.name == "Biggest smile: Medial canthus to commissure (MC)"
    assert head.right.text.endswith("OCW")
    assert head.left.info.side == "left"
    assert head.compared.text.replace("−", "-") == f"ratio {ratio.estimate.value:.0f} %"
    assert head.remark == "first visit"
    assert head.compared.info.formula == "100 x_A / x_H"


def test_the_asymmetry_at_rest_is_told_alike_in_the_table_and_beside_it(
    add_patient, add_visit, read
):
    patient = add_patient()
    add_visit(patient)
    head = by_key(read(patient))["rest"].head
    assert head.compared.text.startswith("AI ")
    told = head.compared.info.value
    assert told.startswith(f"{head.compared.text.removeprefix('AI ')} (")
    assert "observations" in told


def test_at_rest_no_interval_is_told(add_patient, add_visit, read):
    patient = add_patient()
    add_visit(patient)
    rest = by_key(read(patient))["rest"]
    shown = [rest.head, *(row for row in rest.rows if not row.missing)]
    assert len(shown) > 3
    for row in shown:
        assert row.ends.text == ""
        for number in (row.right, row.left, row.compared):
            assert number.info is None or "interval" not in number.info.value


def test_the_whole_face_is_a_mean_of_ratios(add_patient, add_visit, read):
    patient = add_patient()
    add_visit(patient)
    content = read(patient)
    last = content.history[-1]
    score = Index("global_score", "face", Unit.PCT, Estimate(88.0, 1.0, 5, 86.0, 90.0))
    result = dataclasses.replace(last.result, indices=(score,))
    content = dataclasses.replace(content, history=(dataclasses.replace(last, result=result),))
    assert by_key(content)[SCORES_ID].head.compared.text == "mean ratio 88 %"


def test_synkinesis_says_what_its_number_is(add_patient, add_visit, read):
    patient = add_patient()
    add_visit(patient)
    content = read(patient)
    last = content.history[-1]
    found = Estimate(23.0, 1.0, 3, 21.0, 24.0)
    indices = tuple(
        Index(name, "eye|smile_open", Unit.PCT, found, side)
        for name, side in (
            ("synkinesis_index", Side.MIDLINE),
            ("synkinesis_activation", Side.RIGHT),
            ("synkinesis_activation", Side.LEFT),
        )
    )
    result = dataclasses.replace(last.result, indices=indices)
    content = dataclasses.replace(content, history=(dataclasses.replace(last, result=result),))
    assert by_key(content)[SYNKINESIS_ID].head.compared.text == "synkinesis 23 %"


def test_rest_and_peak_of_the_first_measure_stand_below(add_patient, add_visit, read):
    patient = add_patient()
    add_visit(patient)
    names = [row.name for row in by_key(read(patient))["smile_open"].rows]
    assert names[:2] == [
        "Medial canthus to commissure (MC), at rest",
        "Medial canthus to commissure (MC), at the peak",
    ]
    assert "Symmetry ratio, Medial canthus to commissure (MC)" in names


@pytest.mark.parametrize(("later", "beyond"), [(60.0, True), (1.0, False)])
def test_a_change_is_told_as_the_report_tells_it(add_patient, add_visit, read, later, beyond):
    patient = add_patient()
    add_visit(patient, day=1)
    add_visit(patient, day=30)
    content = with_ratio(read(patient), later)
    head = by_key(content)["smile_open"].head
    finding = ratio_finding(content, "smile_open", "MC")
    assert finding.change.beyond is beyond
    assert (head.remark, head.beyond) == (verdict(finding.change), beyond)
    assert head.change.text.endswith(" points")


def test_visits_that_differ_are_not_compared(add_patient, add_visit, read):
    patient = add_patient()
    add_visit(patient, day=1, camera="A")
    add_visit(patient, day=30, camera="B")
    head = by_key(read(patient))["smile_open"].head
    assert (head.change.text, head.remark) == ("", "not compared: the camera differs")


def test_what_was_not_recorded_says_so_and_what_was_skipped_says_why(add_patient, add_visit, read):
    patient = add_patient()
    add_visit(patient, skipped=(SkippedExercise("snarl", "too tired"),))
    found = by_key(read(patient))
    assert found["pucker"].head.missing == "it was not recorded"
    assert found["snarl"].head.missing == "it was skipped: too tired"


def test_optional_exercises_appear_only_when_recorded(add_patient, add_visit, read):
    patient = add_patient()
    add_visit(patient)
    optional = {key for key, one in EXERCISES.items() if one.optional}
    assert not optional & set(by_key(read(patient)))


def test_reasons_of_what_is_missing_are_gathered(add_patient, add_visit, read):
    patient = add_patient()
    add_visit(patient)
    gaps = [row for row in by_key(read(patient))["smile_open"].rows if row.missing]
    reasons = [row.missing for row in gaps]
    assert len(reasons) == len(set(reasons))
    (slow,) = [row for row in gaps if row.missing == "it needs 25 frames per second or more"]
    assert "Peak velocity ratio, Medial canthus to commissure; Latency" in slow.name


def test_without_a_single_affected_side_there_is_no_ratio(library, add_patient, add_visit, read):
    patient = dataclasses.replace(add_patient(), affected_side=AffectedSide.BILATERAL)
    library.patients.update(patient)
    add_visit(patient)
    found = by_key(read(patient))
    assert found["smile_open"].head.compared.text == ""
    assert found["smile_open"].head.remark == "no single side is affected"
    assert found[SCORES_ID].head.missing == "no single side is affected"
    assert "AI" in found["rest"].head.compared.text


def test_synkinesis_names_the_largest_pair(add_patient, add_visit, read):
    patient = add_patient()
    add_visit(patient)
    section = by_key(read(patient))[SYNKINESIS_ID]
    assert section.head.missing
    assert section.rows[0].name == "Eye in biggest smile"
    assert section.rows[0].right.text.endswith("%")
