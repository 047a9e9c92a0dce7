"""Visits are kept whole; analyses stand beside each other; what comes back is what went in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.examination import Examination, NewAnalysis
from assessment.records import AffectedSide, Recording, Visit
from assessment.results import (
    Absent,
    Estimate,
    FaceFrame,
    Index,
    Measure,
    Phase,
    Quality,
    Repetition,
    SessionResult,
    TrialResult,
    Unit,
)
from assessment.store import results_rows, tables
from assessment.store.database import reading
from assessment.store.patients import Patients
from assessment.store.visits import Visits
from core.errors import InputError, StoreError
from core.landmarks import Side
from tests.assessment.store.examples import (
    assert_same_landmarks,
    assert_same_result,
    make_analysis,
    make_landmarks,
    make_patient,
    make_recording,
    make_visit,
)

SAME_DATABASE = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LINES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
COUNTS = st.integers(0, 10**6)
SIDES = st.sampled_from(Side)
UNITS = st.sampled_from(Unit)
PAIRS = st.tuples(NUMBERS, NUMBERS)
ZONES = st.integers(-1439, 1439).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))


@st.composite
def estimates(draw):
    lower, value, upper = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return Estimate(value, abs(draw(NUMBERS)), draw(st.integers(1, 99)), lower, upper)


INDICES = st.lists(st.builds(Index, LINES, LINES, UNITS, estimates(), SIDES), max_size=3).map(tuple)
ABSENCES = st.lists(st.builds(Absent, LINES, LINES), max_size=3).map(tuple)
MEASURES = st.lists(
    st.builds(
        Measure,
        LINES,
        st.sampled_from(Phase),
        SIDES,
        UNITS,
        estimates(),
        st.lists(NUMBERS, max_size=3).map(tuple),
    ),
    max_size=3,
).map(tuple)
QUALITIES = st.builds(
    Quality,
    *[COUNTS] * 5,
    NUMBERS,
    NUMBERS,
    PAIRS,
    PAIRS,
    PAIRS,
    st.lists(PAIRS, max_size=2).map(tuple),
    st.lists(LINES, max_size=2).map(tuple),
)
TRIALS = st.builds(
    TrialResult,
    LINES,
    QUALITIES,
    st.lists(st.builds(Repetition, *[NUMBERS] * 4), max_size=2).map(tuple),
    MEASURES,
    INDICES,
    ABSENCES,
    st.none() | COUNTS,
    st.none() | COUNTS,
)


@st.composite
def results(draw, face_frame):
    return SessionResult(
        face_frame=face_frame,
        trials=tuple(draw(st.lists(TRIALS, max_size=2))),
        indices=draw(INDICES),
        absent=draw(ABSENCES),
        model=draw(LINES),
        weights_sha256=draw(LINES),
        algorithm=draw(LINES),
        affected=draw(st.sampled_from(AffectedSide)),
        flags=tuple(draw(st.lists(LINES, max_size=2))),
    )


@st.composite
def face_frames(draw):
    template = make_landmarks(1, seed=draw(st.integers(0, 9))).points_px[0] / 3
    numbers = draw(st.tuples(NUMBERS, NUMBERS))
    return FaceFrame(
        template, *numbers, draw(COUNTS), draw(st.none() | NUMBERS), draw(LINES), draw(NUMBERS)
    )


@pytest.fixture
def patient(engine):
    kept = make_patient()
    Patients(engine).add(kept)
    return kept


def row_counts(engine):
    with reading(engine) as connection:
        return {
            table.name: connection.scalar(sa.select(sa.func.count()).select_from(table))
            for table in tables.metadata.sorted_tables
        }


@SAME_DATABASE
@given(data=st.data())
def test_any_analysis_comes_back_as_given(engine, data):
    width_mm = data.draw(st.none() | st.floats(80.0, 100.0))
    frames = face_frames().map(lambda frame: replace(frame, mm_per_unit=width_mm))
    result = data.draw(frames.flatmap(results))
    patient = make_patient(code=str(uuid4()), outer_canthal_mm=width_mm)
    patient = replace(patient, affected_side=result.affected)
    Patients(engine).add(patient)
    visit = make_visit(patient)
    clips = tuple(make_recording(visit, trial.exercise_id) for trial in result.trials)
    analysis = replace(make_analysis(visit, clips), result=result)
    landmarks = [make_landmarks(rows) for rows in range(len(clips))]
    store = Visits(engine)
    store.add(visit, clips, analysis, landmarks=landmarks)
    found = store.find(visit.id).latest
    assert_same_result(found.result, result)
    assert replace(found, result=result) == analysis
    for got, expected in zip(store.landmarks(analysis.id), landmarks, strict=True):
        assert_same_landmarks(got, expected)


@SAME_DATABASE
@given(data=st.data())
def test_any_visit_comes_back_as_given(engine, data):
    patient = make_patient(code=str(uuid4()))
    Patients(engine).add(patient)
    moment = data.draw(
        st.datetimes(
            dt.datetime(1901, 1, 1),
            dt.datetime(2999, 12, 30),
            timezones=ZONES,
        )
    )
    texts = data.draw(st.lists(LINES, min_size=5, max_size=5))
    distance = data.draw(st.none() | st.floats(0.1, 20))
    visit = Visit(uuid4(), patient.id, moment, *texts[:3], distance, *texts[3:])
    clips = tuple(
        Recording(
            uuid4(),
            visit.id,
            data.draw(LINES),
            *data.draw(st.sampled_from([("", ""), (uuid4().hex, "0a" * 32)])),
            data.draw(LINES),
            data.draw(st.booleans()),
            *data.draw(st.tuples(st.integers(1, 9999), st.integers(1, 9999))),
            data.draw(COUNTS),
            data.draw(st.floats(0, 1e6)),
        )
        for _ in range(data.draw(st.integers(0, 2)))
    )
    store = Visits(engine)
    store.add(visit, clips)
    assert store.find(visit.id) == Examination(visit, clips, ())
    assert store.find(visit.id).latest is None


def test_history_is_in_order_of_time_and_belongs_to_one_patient(engine, patient):
    store = Visits(engine)
    late, early = make_visit(patient, day=30), make_visit(patient, day=1)
    other = make_patient(code="P-2")
    Patients(engine).add(other)
    for visit in (late, early, make_visit(other)):
        clips = (make_recording(visit, "rest"), make_recording(visit, "smile_open"))
        store.add(visit, clips, make_analysis(visit, clips), landmarks=[make_landmarks()] * 2)
    history = store.history(patient.id)
    assert [examination.visit for examination in history] == [early, late]
    for examination in history:
        exercises = [clip.exercise_id for clip in examination.recordings]
        assert exercises == ["rest", "smile_open"]
        assert [trial.exercise_id for trial in examination.latest.result.trials] == exercises
        assert examination.latest.recording_ids == tuple(c.id for c in examination.recordings)


def test_a_second_analysis_stands_beside_the_first_even_when_the_clock_went_back(engine, patient):
    store = Visits(engine)
    visit = make_visit(patient)
    clips = (make_recording(visit),)
    first = make_analysis(visit, clips, value=1.0)
    second = make_analysis(
        visit, clips, value=2.0, created_at=first.created_at - dt.timedelta(days=9), model="pfnet@2"
    )
    store.add(visit, clips, first, landmarks=[make_landmarks(3)])
    longer = (make_landmarks(4),)
    store.add_analysis(NewAnalysis(second, longer, longer, follows=first.id))
    found = store.find(visit.id)
    assert [analysis.id for analysis in found.analyses] == [first.id, second.id]
    assert found.latest.id == second.id
    for analysis, expected in zip(found.analyses, (first, second), strict=True):
        assert_same_result(analysis.result, expected.result)
    assert [len(store.landmarks(analysis.id)[0]) for analysis in found.analyses] == [3, 4]


def test_two_clips_of_one_exercise_stay_apart(engine, patient):
    store = Visits(engine)
    visit = make_visit(patient)
    clips = (make_recording(visit, "rest"), make_recording(visit, "rest"))
    analysis = make_analysis(visit, clips)
    store.add(visit, clips, analysis, landmarks=[make_landmarks(2), make_landmarks(5)])
    assert store.find(visit.id).latest.recording_ids == (clips[0].id, clips[1].id)
    assert [len(sequence) for sequence in store.landmarks(analysis.id)] == [2, 5]


def test_a_trial_of_another_exercise_than_its_clip_is_refused(engine, patient):
    store = Visits(engine)
    visit = make_visit(patient)
    clip = make_recording(visit, "smile_open")
    swapped = make_analysis(visit, (replace(clip, exercise_id="snarl"),))
    before = row_counts(engine)
    with pytest.raises(ValueError, match="a trial of snarl comes from a clip of smile_open"):
        store.add(visit, (clip,), swapped, landmarks=[make_landmarks()])
    assert row_counts(engine) == before


def test_what_does_not_belong_together_leaves_nothing(engine, patient):
    store = Visits(engine)
    visit, other = make_visit(patient), make_visit(patient)
    clip, strange = make_recording(visit), make_recording(other)
    analysis = make_analysis(visit, (clip,))
    before = row_counts(engine)
    with pytest.raises(ValueError, match="another visit"):
        store.add(visit, (strange,))
    with pytest.raises(ValueError, match="another visit"):
        store.add(visit, (clip,), make_analysis(visit, (strange,)), landmarks=[make_landmarks()])
    with pytest.raises(ValueError, match="zip"):
        store.add(visit, (clip,), analysis, landmarks=[])
    with pytest.raises(InputError, match="patient does not exist"):
        store.add(make_visit(make_patient("P-9")), ())
    assert row_counts(engine) == before


def test_a_number_that_is_none_is_refused_whole(engine, patient):
    visit = make_visit(patient)
    clips = (make_recording(visit),)
    analysis = make_analysis(visit, clips)
    trial = replace(
        analysis.result.trials[0],
        quality=replace(analysis.result.trials[0].quality, frame_rate_hz=float("nan")),
    )
    broken = replace(analysis, result=replace(analysis.result, trials=(trial,)))
    before = row_counts(engine)
    with pytest.raises((sa.exc.StatementError, ValueError), match="not JSON compliant"):
        Visits(engine).add(visit, clips, broken, landmarks=[make_landmarks()])
    assert row_counts(engine) == before


def test_a_visit_can_be_corrected_but_not_moved_to_another_patient(engine, patient):
    store = Visits(engine)
    visit = make_visit(patient)
    store.add(visit, ())
    corrected = replace(visit, summary="Bell's palsy, first visit.\nPhotographs taken.")
    store.update(corrected)
    assert store.find(visit.id).visit == corrected
    other = make_patient(code="P-2")
    Patients(engine).add(other)
    with pytest.raises(InputError, match="no such visit"):
        store.update(replace(visit, patient_id=other.id))
    assert store.history(other.id) == ()


@pytest.mark.parametrize(("fold", "hour_utc"), [(0, 0), (1, 1)])
def test_the_hour_that_comes_twice_in_autumn_is_kept_apart(engine, patient, fold, hour_utc):
    berlin = dt.datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=ZoneInfo("Europe/Berlin"))
    visit = replace(make_visit(patient), taken_at=berlin)
    Visits(engine).add(visit, ())
    found = Visits(engine).find(visit.id).visit.taken_at
    assert found == dt.datetime(2026, 10, 25, hour_utc, 30, tzinfo=dt.UTC)
    assert found.tzinfo is dt.UTC


def test_an_unknown_visit_is_told(engine):
    with pytest.raises(InputError, match="There is no visit"):
        Visits(engine).find(uuid4())


def test_media_lists_the_files_that_recordings_refer_to(engine, patient):
    store = Visits(engine)
    visit = make_visit(patient)
    name = uuid4().hex
    with_file = replace(make_recording(visit), media=name, sha256="0" * 64)
    store.add(visit, (with_file, make_recording(visit)))
    assert store.media() == {name}


@pytest.mark.parametrize(
    ("table", "column", "content"),
    [
        ("visits", "taken_at", "yesterday"),
        ("visits", "distance_m", 1e9),
        ("recordings", "sha256", "none"),
        ("analyses", "face_frame", '{"plane": 1}'),
        ("analyses", "face_frame", "{"),
        ("analyses", "flags", "[" * 200_000),
        ("analyses", "template", b"\x00" * 9),
        ("trials", "quality", "{}"),
        ("trials", "repetitions", "[[1]]"),
        ("measures", "unit", "parsec"),
        ("measures", "se", -1.0),
    ],
)
def test_altered_content_is_told_as_damage(library, table, column, content):
    patient = make_patient()
    library.patients.add(patient)
    visit = make_visit(patient)
    clips = (make_recording(visit),)
    library.visits.add(visit, clips, make_analysis(visit, clips), landmarks=[make_landmarks()])
    with library.visits._engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {table} SET {column} = ?", (content,))  # noqa: S608
    with pytest.raises(StoreError, match="damaged"):
        library.visits.find(visit.id)


def test_an_analysis_is_read_once_and_later_ones_beside_it(engine):
    patient = make_patient()
    Patients(engine).add(patient)
    visits, visit = Visits(engine), make_visit(patient)
    recording = make_recording(visit)
    first = make_analysis(visit, [recording])
    visits.add(visit, [recording], first, landmarks=[make_landmarks()])
    statements = []

    def note(_connection, _cursor, statement, *_):
        statements.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    (before,) = visits.history(patient.id)
    read_at_first = sum("FROM measures" in one for one in statements)
    assert visits.history(patient.id) == (before,)
    assert (read_at_first, sum("FROM measures" in one for one in statements)) == (1, 1)
    later = replace(first, id=uuid4())
    visits.add_analysis(NewAnalysis(later, (make_landmarks(),), (make_landmarks(),), first.id))
    assert [one.id for one in visits.find(visit.id).analyses] == [first.id, later.id]


def test_only_the_analyses_read_last_are_kept(engine, monkeypatch):
    monkeypatch.setattr(results_rows, "MOST_KEPT", 1)
    patient = make_patient()
    Patients(engine).add(patient)
    visits = Visits(engine)
    for _ in range(2):
        visit = make_visit(patient)
        recording = make_recording(visit)
        visits.add(
            visit, [recording], make_analysis(visit, [recording]), landmarks=[make_landmarks()]
        )
    assert len(visits.history(patient.id)) == 2
    assert len(visits._analyses._kept) == 1
