"""Visits analysed anew from stored landmarks: corrected, swapped, rescaled; history is kept."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest

from app.cli.tables import primary_ratio
from app.clip_analysis import FilmedClip, Network, analyse_clips
from app.examination import Examiner
from app.reanalysis import change_mirroring, change_patient, save_corrections
from assessment.edit_list import edit_of
from assessment.records import AffectedSide, PointCorrection, Visit
from assessment.results import Absent, SessionResult, Unit
from core.errors import InputError, StoreError
from core.landmarks import COMMISSURE, Side
from core.progress import Cancelled, CancelToken, ignore_progress

RIGHT, LEFT = COMMISSURE
PEAK_FRAMES = 12
MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def result_of(examination, number=-1) -> SessionResult:
    return examination.analyses[number].result


def smile(result):
    return next(trial for trial in result.trials if trial.exercise_id == "smile_open")


def recording_of(examination, exercise="smile_open"):
    return next(clip for clip in examination.recordings if clip.exercise_id == exercise)


def corner_edit(examination, exact, *, by_px, reach=PEAK_FRAMES, author="Dr A"):
    """Moves the left corner of the mouth at the height of the smile."""
    frame = smile(result_of(examination)).peak_frame
    x, y = exact["smile_open"].points_px[frame, LEFT, :2]
    placed = PointCorrection(LEFT, float(x) + by_px, float(y), reach_frames=reach)
    return edit_of(recording_of(examination).id, frame, placed, author=author)


def commissure(result, side):
    """Median excursion of the commissure on one side."""
    return next(
        measure.estimate.value
        for measure in smile(result).measures
        if (measure.measure_id, measure.phase, measure.side) == ("MC", "excursion", side)
    )


def asymmetry(result):
    """The index whose sign says which side is the weak one, in percent."""
    return next(
        index.estimate.value
        for index in smile(result).indices
        if (index.index_id, index.subject) == ("asymmetry_index", "DVm")
    )


def patient_changed(library, before, **changes):
    after = replace(before, **changes)
    change_patient(
        library,
        before,
        after,
        by="Dr A",
        reason="",
        progress=ignore_progress,
        cancel=CancelToken(),
    )
    return library.patients.find(after.code)


def test_corrections_are_stored_with_the_analysis_that_rests_on_them(
    library, add_patient, add_visit, exact
):
    patient = add_patient()
    before = add_visit(patient)
    edit = corner_edit(before, exact, by_px=15.0)
    after = save_corrections(library, patient, before, [edit], by="Dr A")
    assert [analysis.id for analysis in after.analyses[:1]] == [before.latest.id]
    assert len(after.analyses) == 2
    assert after.latest.corrected_by == ("Dr A",)
    assert after.latest.requested_by == "Dr A"
    assert "by hand" in after.latest.reason
    assert library.annotations.of_recording(edit.recording_id) == (edit,)
    old, new = smile(result_of(before)), smile(result_of(after))
    assert new.measures != old.measures
    assert new.quality.flags[-1].startswith("1 landmark was placed by hand in 1 picture; ")
    assert not any("by hand" in flag for flag in old.quality.flags)


def test_the_detectors_own_landmarks_stay(library, add_patient, add_visit, exact):
    patient = add_patient()
    before = add_visit(patient)
    edit = corner_edit(before, exact, by_px=15.0)
    latest = save_corrections(library, patient, before, [edit], by="Dr A").latest
    detected = library.visits.detected(latest.id)[1]
    measured = library.visits.landmarks(latest.id)[1]
    np.testing.assert_allclose(detected.points_px, exact["smile_open"].points_px, atol=1e-3)
    x_px = measured.points_px[edit.frame_index, LEFT, 0]
    assert x_px == pytest.approx(edit.corrections[0].x_px, abs=1e-3)
    np.testing.assert_array_equal(measured.points_px[..., 2], detected.points_px[..., 2])


def test_a_withdrawn_correction_gives_the_first_result_again(
    library, add_patient, add_visit, exact
):
    patient = add_patient()
    before = add_visit(patient)
    edit = corner_edit(before, exact, by_px=15.0)
    changed = save_corrections(library, patient, before, [edit], by="Dr A")
    back = replace(edit.corrections[0], withdrawn=True)
    withdrawn = edit_of(edit.recording_id, edit.frame_index, back, author="Dr B")
    again = save_corrections(library, patient, changed, [withdrawn], by="Dr B")
    assert again.latest.corrected_by == ()
    for side in (Side.RIGHT, Side.LEFT):
        first, last = (commissure(result_of(again, number), side) for number in (0, 2))
        assert last == pytest.approx(first, abs=1e-4)
    assert len(library.annotations.of_recording(edit.recording_id)) == 2


def test_without_edits_the_stored_landmarks_give_the_stored_result(library, add_patient, add_visit):
    patient = add_patient()
    before = add_visit(patient, keep_videos=False)
    after = save_corrections(library, patient, before, [], by="Dr A")
    first, second = (primary_ratio(smile(result_of(after, n))).estimate for n in (0, 1))
    for name in ("value", "lower", "upper", "se"):
        assert getattr(second, name) == pytest.approx(getattr(first, name), rel=1e-3)
    old, new = (result_of(after, number) for number in (0, 1))
    for name in ("model", "weights_sha256", "depth_calibrated", "ratio_error_points", "algorithm"):
        assert getattr(new, name) == getattr(old, name)


def test_nothing_is_stored_when_the_database_fails(
    library, add_patient, add_visit, exact, monkeypatch
):
    patient = add_patient()
    before = add_visit(patient)
    edit = corner_edit(before, exact, by_px=15.0)

    def fail(*_):
        raise StoreError("The disk is full.")

    monkeypatch.setattr("assessment.store.revisions.write_analysis", fail)
    with pytest.raises(StoreError):
        save_corrections(library, patient, before, [edit], by="Dr A")
    assert library.annotations.of_recording(edit.recording_id) == ()
    assert len(library.visits.find(before.visit.id).analyses) == 1


def test_a_visit_that_was_never_analysed_cannot_be_analysed_anew(library, add_patient):
    patient = add_patient()
    visit = Visit(uuid4(), patient.id, MOMENT)
    library.add_visit(visit, [])
    with pytest.raises(InputError, match="never analysed"):
        save_corrections(library, patient, library.visits.find(visit.id), [], by="Dr A")


def test_the_other_affected_side_swaps_the_roles_in_every_visit_and_keeps_history(
    library, add_patient, add_visit
):
    patient = add_patient()
    first, second = add_visit(patient), add_visit(patient, day=20)
    library.add_visit(Visit(uuid4(), patient.id, MOMENT), [])  # never analysed
    changed = patient_changed(library, patient, affected_side=AffectedSide.RIGHT)
    assert changed.affected_side is AffectedSide.RIGHT
    for before in (first, second):
        after = library.visits.find(before.visit.id)
        assert after.analyses[0].id == before.latest.id
        assert [analysis.result.affected for analysis in after.analyses] == [
            AffectedSide.LEFT,
            AffectedSide.RIGHT,
        ]
        old, new = (asymmetry(result_of(after, number)) for number in (0, 1))
        assert new == pytest.approx(-old, rel=1e-3)
        assert abs(old) > 50
        assert after.latest.reason == "the affected side was corrected from left to right"
        assert after.latest.requested_by == "Dr A"


def test_another_outer_canthal_width_rescales_lengths_and_leaves_ratios(
    library, add_patient, add_visit
):
    patient = add_patient(outer_canthal_mm=80.0)
    before = add_visit(patient)
    changed = patient_changed(library, patient, outer_canthal_mm=88.0)
    after = library.visits.find(before.visit.id)
    old, new = (commissure(result_of(after, number), Side.RIGHT) for number in (0, 1))
    assert new == pytest.approx(1.1 * old, rel=1e-3)
    ratios = [primary_ratio(smile(result_of(after, number))).estimate.value for number in (0, 1)]
    assert ratios[1] == pytest.approx(ratios[0], rel=1e-3)
    assert "from 80 mm to 88 mm" in after.latest.reason
    patient_changed(library, changed, outer_canthal_mm=None)
    latest = library.visits.find(before.visit.id).latest
    assert {measure.unit for measure in smile(latest.result).measures} & {Unit.OCW}
    assert "to not measured" in latest.reason


def test_what_does_not_bear_on_results_analyses_nothing(library, add_patient, add_visit):
    patient = add_patient()
    before = add_visit(patient)
    assert patient_changed(library, patient, name="Ada").name == "Ada"
    assert library.visits.find(before.visit.id).analyses[-1].id == before.latest.id


def test_cancelling_changes_neither_patient_nor_visits(library, add_patient, add_visit):
    patient = add_patient()
    before = add_visit(patient)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        change_patient(
            library,
            patient,
            replace(patient, affected_side=AffectedSide.RIGHT),
            by="Dr A",
            reason="",
            progress=ignore_progress,
            cancel=cancel,
        )
    assert library.patients.find(patient.code) == patient
    assert len(library.visits.find(before.visit.id).analyses) == 1


def test_a_recording_that_was_a_mirror_image_exchanges_its_sides(
    library, add_patient, add_visit, exact
):
    patient = add_patient()
    before = add_visit(patient)
    keys = [recording.id for recording in before.recordings]
    after = change_mirroring(library, patient, before, keys, by="Dr A", reason="selfie camera")
    assert all(recording.mirrored for recording in after.recordings)
    assert not any(recording.mirrored for recording in before.recordings)
    old, new = result_of(after, 0), result_of(after, 1)
    for side in (Side.RIGHT, Side.LEFT):
        assert commissure(new, side) == pytest.approx(commissure(old, side.opposite), rel=0.02)
    assert after.latest.reason.endswith("selfie camera")
    (_, flipped) = library.visits.landmarks(after.latest.id)
    width_px, _ = flipped.frame_size_px
    np.testing.assert_allclose(
        flipped.points_px[0, LEFT, 0],
        width_px - 1 - exact["smile_open"].points_px[0, RIGHT, 0],
        atol=1e-3,
    )
    again = change_mirroring(library, patient, after, keys, by="Dr A", reason="")
    assert commissure(result_of(again), Side.LEFT) == pytest.approx(
        commissure(old, Side.LEFT), rel=1e-3
    )


def test_corrections_change_sides_with_their_recording(library, add_patient, add_visit, exact):
    patient = add_patient()
    before = add_visit(patient)
    edit = corner_edit(before, exact, by_px=15.0)
    corrected = save_corrections(library, patient, before, [edit], by="Dr A")
    key = recording_of(before).id
    after = change_mirroring(library, patient, corrected, [key], by="Dr B", reason="")
    (moved,) = library.annotations.of_recording(key)
    width_px = recording_of(before).width_px
    assert moved.corrections[0].point == RIGHT
    assert moved.corrections[0].x_px == width_px - 1 - edit.corrections[0].x_px
    assert after.latest.corrected_by == ("Dr A",)
    measured = library.visits.landmarks(after.latest.id)[1]
    assert measured.points_px[edit.frame_index, RIGHT, 0] == pytest.approx(
        moved.corrections[0].x_px, abs=1e-3
    )
    assert not recording_of(after, "rest").mirrored


def test_a_visit_without_analysis_just_changes_the_flag(library, add_patient, add_visit):
    patient = add_patient()
    visit = Visit(uuid4(), patient.id, MOMENT)
    other = add_visit(patient)
    recording = replace(recording_of(other), id=uuid4(), visit_id=visit.id, media="", sha256="")
    library.visits.add(visit, (recording,))
    after = change_mirroring(
        library, patient, library.visits.find(visit.id), [recording.id], by="A", reason=""
    )
    assert after.recordings[0].mirrored
    assert after.latest is None


def test_a_clip_that_could_not_be_measured_keeps_its_reason(library, add_patient, add_visit):
    patient = add_patient()
    before = add_visit(patient)
    lost = Absent("exercise snarl", "too few of its 9 frames can be measured")
    latest = before.latest
    absent = tuple(lost if one.subject == lost.subject else one for one in latest.result.absent)
    known = replace(
        before, analyses=(replace(latest, result=replace(latest.result, absent=absent)),)
    )
    after = save_corrections(library, patient, known, [], by="Dr A")
    assert lost in after.latest.result.absent
    assert Absent("exercise pucker", "it was not recorded") in after.latest.result.absent


class ExactExaminer(Examiner):
    """Knows the landmarks of the demo's clips by their number of pictures."""

    def __init__(self, exact):
        self._weights_sha256, self._depth_scale = "1" * 64, 1.0
        self._ratio_error_points = {"MC": 7.0}
        self._exact = {len(sequence.frame_times_s): sequence for sequence in exact.values()}

    def landmarks(self, video, **_):
        return self._exact[sum(1 for _ in video)]


def test_decoding_the_videos_again_keeps_the_corrections(library, add_patient, add_visit, exact):
    patient = add_patient()
    before = add_visit(patient)
    edit = corner_edit(before, exact, by_px=15.0)
    corrected = save_corrections(library, patient, before, [edit], by="Dr A")
    again = ExactExaminer(exact).examine_again(
        library, patient, corrected, progress=ignore_progress, cancel=CancelToken()
    )
    assert again.latest.corrected_by == ("Dr A",)
    assert again.latest.requested_by == ""
    assert again.latest.result.weights_sha256 == "1" * 64
    detected, measured = (
        of(again.latest.id)[1].points_px[edit.frame_index, LEFT, 0]
        for of in (library.visits.detected, library.visits.landmarks)
    )
    assert measured - detected == pytest.approx(15.0, abs=1e-3)


def test_no_network_is_loaded():
    code = "import sys, app.reanalysis; sys.exit('torch' in sys.modules or 'models' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_clips_of_one_exercise_twice_are_refused(add_patient, add_visit, exact):
    patient = add_patient()
    visit = Visit(uuid4(), patient.id, MOMENT)
    clips = [
        FilmedClip(replace(recording_of(add_visit(patient), "rest"), id=uuid4()), exact["rest"])
        for _ in range(2)
    ]
    network = Network("0" * 64, depth_scale=None, ratio_error_points={})
    with pytest.raises(InputError, match="given twice"):
        analyse_clips(patient, visit, clips, network)
    with pytest.raises(InputError, match="no clip"):
        analyse_clips(patient, visit, [], network)


def test_what_was_changed_meanwhile_stays(library, add_patient, add_visit):
    patient = add_patient(consent={})
    add_visit(patient)
    withdrawn = replace(patient.consent, withdrawn_on=dt.date(2026, 2, 1))
    library.patients.update(replace(patient, consent=withdrawn))
    kept = patient_changed(library, patient, affected_side=AffectedSide.RIGHT)
    assert kept == replace(patient, affected_side=AffectedSide.RIGHT, consent=withdrawn)
