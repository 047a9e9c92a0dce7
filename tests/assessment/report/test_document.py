from __future__ import annotations

import datetime as dt
import errno
import re
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pypdfium2 as pdfium
import pytest

from assessment.protocol import EXERCISES, SUNNYBROOK_TASKS
from assessment.records import AffectedSide, Consent, Treatment
from assessment.report.content import HistoryVisit, Paper
from assessment.report.document import render_report, write_report
from assessment.report.lookup import ratio
from assessment.report.roles import ROLE_INDICES
from assessment.results import Absent, Estimate
from core.errors import ReportError
from core.landmarks import Side

RESEARCH = "Research use only - not a medical device - verify against clinical examination."


@pytest.fixture(scope="module")
def full_pages(make_content, text_of):
    return text_of(make_content())


def test_every_page_names_report_use_and_number(full_pages):
    for number, page in enumerate(full_pages, 1):
        assert RESEARCH in page
        assert "Report R-2026-000731" in page
        assert f"Page {number}/{len(full_pages)}" in page


def test_a_full_report_stays_within_ten_pages(full_pages):
    assert 7 <= len(full_pages) <= 10


def test_first_page_gives_the_gist(full_pages):
    first = full_pages[0]
    for words in (
        "Margarethe Lindqvist",
        "FN-2026-0417",
        "54 years (born 30 August 1971), female",
        "Left (patient's left)",
        "12 January 2026 (6 months earlier)",
        "14 July 2026",
        "Forehead 58 % 50 to 66 34 % +24 points beyond measurement error",
        "Eye closure 86 % 78 to 94 74 % +12 points within measurement error",
        "House-Brackmann III, Sunnybrook 58 of 100",
        "Quality of the recording: good",
        "Clinician's summary",
    ):
        assert words in first


def test_sections_come_in_the_order_of_the_specification(full_pages):
    text = " ".join(full_pages)
    titles = [
        "At a glance",
        "Clinician's summary",
        "Clinical grades Given by people",
        "Photographs",
        "Movement, region by region",
        "Symmetry at rest",
        "Eye safety",
        "Synkinesis What moves along",
        "Movement over time",
        "Recovery over the visits",
        "Treatments to date",
        "For the patient",
        "Limits What to bear in mind",
        "Method R and L",
        "Intended use",
    ]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def test_grades_say_who_gave_them(full_pages):
    text = " ".join(full_pages)
    assert "software-suggested, confirmed by Dr A. Fell" in text
    assert "clinician-entered, Dr A. Fell" in text
    assert "patient-reported, Margarethe Lindqvist" in text


def test_patients_are_not_shown_what_the_network_cannot_measure(make_content, text_of):
    content = make_content()
    last = content.history[-1]
    result = replace(last.result, ratio_error_points={"SC": 28.0, "MC": 4.0})
    text = " ".join(
        text_of(replace(content, history=(*content.history[:-1], replace(last, result=result))))
    )
    page = text[text.index("For the patient") : text.index("Limits What to bear in mind")]
    assert "Smiling" in page
    assert "Pursing the lips: not shown, for it is not yet measured well enough" in page
    assert page.count("Pursing the lips") == 1


def test_patients_are_not_shown_what_nobody_examined_the_network_for(make_content, text_of):
    content = make_content()
    last = content.history[-1]
    result = replace(last.result, ratio_error_points={"SC": 28.0})
    text = " ".join(
        text_of(replace(content, history=(*content.history[:-1], replace(last, result=result))))
    )
    page = text[text.index("For the patient") : text.index("Limits What to bear in mind")]
    assert "Smiling" in page
    assert "not shown" in page
    assert "100 % means" not in page  # there are no bars


def test_patients_of_whom_nothing_else_was_measured_read_why_nothing_is_shown(
    make_content, make_session, text_of
):
    content = make_content(1)
    others = tuple(task for task in SUNNYBROOK_TASKS if task != "pucker")
    result = replace(make_session(0.5, without=others), ratio_error_points={"SC": 28.0})
    text = " ".join(
        text_of(replace(content, history=(replace(content.history[0], result=result),)))
    )
    assert "Pursing the lips: not shown" in text


def test_patients_read_when_not_to_wait(full_pages):
    assert "is an emergency: call the emergency number at once" in " ".join(full_pages)


def test_nothing_measured_gives_reasons_and_no_number(bare_content, text_of):
    pages = text_of(bare_content)
    text = " ".join(pages)
    for words in (
        "No analysed recording belongs to this visit.",
        "No clinical scale was filled in at this visit.",
        "Left out: no consent for pictures is recorded.",
        "Nothing was measured at this visit.",
        "Not available: the visit has not been analysed.",
        "Fewer than two visits are analysed",
        "No clip of this visit could be measured.",
        "To be written by the clinician",
    ):
        assert words in text
    assert "nan" not in text.lower().split()
    assert not re.search(r"(?<!\d)0(\.0+)? (%|mm|OCW)", text)
    assert len(pages) <= 4


def test_a_missing_exercise_tells_its_reason(make_content, make_session, text_of):
    content = make_content(1)
    lacking = make_session(0.5, without=("smile_open",))
    content = replace(content, history=(replace(content.history[0], result=lacking),))
    first, *others = text_of(content)
    assert "Smile not available: it was not recorded" in first
    assert "Biggest smile" in " ".join(others)
    assert "Smiling" not in " ".join(others)


def test_a_session_without_any_clip_lists_all_exercises(make_content, make_session, text_of):
    empty = replace(
        make_session(0.5),
        trials=(),
        indices=(),
        absent=tuple(Absent(f"exercise {key}", "it was not recorded") for key in EXERCISES),
    )
    content = make_content(1, stills=(), curves=())
    content = replace(content, history=(replace(content.history[0], result=empty),))
    text = " ".join(text_of(content))
    for key in SUNNYBROOK_TASKS:
        assert EXERCISES[key].name in text
    assert "No movement could be compared".lower() in text.lower()


def test_the_first_visit_is_not_compared(make_content, text_of):
    first, *_ = text_of(make_content(1, stills=()))
    assert "first visit" in first
    assert "measurement error" not in first


def test_visits_that_cannot_be_compared_are_not_compared(make_content, text_of):
    pages = text_of(make_content(break_at=4, stills=()))
    assert "not compared: another camera" in pages[0]
    assert "beyond measurement error" not in " ".join(pages)
    assert "14 Jul 2026 (another camera)" in " ".join(pages)


def test_no_automatic_words_of_judgement(full_pages):
    text = " ".join(full_pages).lower()
    for word in ("improved", "worsened", "abnormal", "prognosis", "stroke"):
        assert word not in text


def test_pseudonymised_reports_carry_the_code_only(make_content, make_patient, text_of, vera):
    content = make_content(pseudonymised=True)
    content = replace(content, visit=replace(content.visit, summary="Mrs Lindqvist is well"))
    text = " ".join(text_of(content))
    assert "FN-2026-0417" in text
    assert "Lindqvist" not in text
    assert "1971" not in text
    assert "a face identifies the patient" in text
    assert "free text may name the patient" in text
    data = render_report(content, paper=Paper.A4, fonts=vera)
    assert b"DCTDecode" not in data
    assert b"St Example" not in data  # as the author of the file


def test_withdrawn_consent_keeps_pictures_out(make_content, make_patient, text_of):
    consent = Consent(dt.date(2026, 1, 21), "2", withdrawn_on=dt.date(2026, 2, 1))
    text = " ".join(text_of(make_content(1, curves=(), patient=make_patient(consent=consent))))
    assert "the patient has withdrawn consent" in text


@pytest.mark.parametrize("consent", [None, Consent(dt.date(2026, 1, 21), "2", recording=False)])
def test_without_consent_there_are_no_pictures(make_content, make_patient, vera, text_of, consent):
    content = make_content(1, curves=(), patient=make_patient(consent=consent))
    assert "Left out: no consent for pictures is recorded." in " ".join(text_of(content))
    assert b"DCTDecode" not in render_report(content, paper=Paper.A4, fonts=vera)


def test_pseudonymised_reports_name_only_usual_treatments(make_content, text_of):
    day = dt.date(2026, 2, 1)
    content = make_content(pseudonymised=True)
    known, own = (
        Treatment(UUID(int=number), UUID(int=1), kind, day, dose="Ada wished", muscles="Ada's")
        for number, kind in ((9, "steroid"), (10, "for Ada"))
    )
    text = " ".join(text_of(replace(content, treatments=(known, own))))
    assert "steroid" in text
    assert "another treatment" in text
    assert "Ada" not in text


def test_pseudonymised_reports_hide_staff_and_free_text(make_content, make_patient, text_of):
    content = make_content(pseudonymised=True, patient=make_patient(diagnosis="Bell's, Mr Jones"))
    text = " ".join(text_of(content))
    assert "botulinum toxin" in text
    for hidden in ("Fell", "Jones", "onabotulinumtoxinA", "Sony", "Room 4", "St Example"):
        assert hidden not in text
    assert "Side confirmed yes" in text


def test_doubts_about_the_sides_are_limits(make_content, text_of):
    content = make_content(1, stills=(), curves=(), mirrored=("smile_open",))
    text = " ".join(text_of(content))
    assert "Biggest smile: filmed as a mirror image" in text
    assert "Nobody has confirmed" not in text
    unconfirmed = replace(content, visit=replace(content.visit, side_confirmed_by=""), mirrored=())
    text = " ".join(text_of(unconfirmed))
    assert "Nobody has confirmed that right and left" in text
    assert "mirror image" not in text


def test_an_analysis_of_the_other_side_gives_no_roles(make_content, make_patient, text_of):
    """The record was corrected after the analysis: nothing may be called affected or healthy."""
    content = make_content(2, stills=(), patient=make_patient(affected_side=AffectedSide.RIGHT))
    text = " ".join(text_of(content))
    assert "Affected side: analysed with the other side; analyse again." in text
    assert "No ratio is given: analysed with the other side; analyse again." in text
    assert "measurement error" not in text.split("Method R and L")[0]
    assert "Synkinesis Not available: analysed with the other side" in text
    assert "There is no picture today" in text
    for visit in content.history:
        indices = [*visit.result.indices, *(i for t in visit.result.trials for i in t.indices)]
        assert not {index.index_id for index in indices} & ROLE_INDICES
        assert "closure_completeness" in {index.index_id for index in indices}


def test_an_earlier_visit_with_the_other_side_is_not_compared(make_content, make_session):
    content = make_content(2)
    earlier, last = content.history
    other = replace(earlier.result, affected=AffectedSide.RIGHT)
    content = replace(content, history=(replace(earlier, result=other), last))
    assert ratio(content.history[0].result, "smile_open", "MC") is None
    assert ratio(content.result, "smile_open", "MC") is not None
    assert content.affected is Side.LEFT


def test_partial_blinks_are_told_for_both_sides(full_pages):
    text = " ".join(full_pages)
    assert "Spontaneous blink: 14 per min, right 10 %, left 70 % partial." in text


def test_the_patient_sees_no_more_than_everything(make_content, text_of):
    content = make_content(1, stills=())
    result = content.result
    (smile,) = [found for found in result.trials if found.exercise_id == "smile_open"]
    wide = tuple(
        replace(index, estimate=Estimate(118.0, 3.0, 3, 112.0, 124.0))
        if index.index_id == "excursion_ratio"
        else index
        for index in smile.indices
    )
    trials = tuple(replace(t, indices=wide) if t is smile else t for t in result.trials)
    history = (replace(content.history[0], result=replace(result, trials=trials)),)
    text = " ".join(text_of(replace(content, history=history)))
    assert "Smiling 100 %" in text
    assert "Smile 118 %" in text


def test_both_sides_affected_has_no_ratio(make_content, make_patient, text_of):
    content = make_content(2, stills=(), patient=make_patient(affected_side=AffectedSide.BILATERAL))
    first, *_ = text_of(content)
    assert "Both sides" in first
    assert "No ratio is given" in first


@pytest.mark.parametrize("paper", Paper)
def test_paper_has_its_size(make_content, vera, paper):
    data = render_report(make_content(1, stills=()), paper=paper, fonts=vera)
    with pdfium.PdfDocument(data) as pdf:
        width_pt, height_pt = pdf[0].get_size()
    expected = {Paper.A4: (210 / 25.4 * 72, 297 / 25.4 * 72), Paper.LETTER: (612, 792)}[paper]
    assert (width_pt, height_pt) == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize("name", ["x" * 300, "Wolfeschlegelstein " * 16, "王" * 300])
def test_long_names_are_shortened_not_fatal(make_content, make_patient, text_of, name):
    content = make_content(1, stills=(), patient=make_patient(name=name[:300]), clinic=name[:300])
    assert "…" in text_of(content)[0]


def test_free_text_longer_than_a_page_is_set(make_content, make_patient, text_of):
    words = "word " * 3000
    treatment = Treatment(UUID(int=9), UUID(int=1), "surgery", dt.date(2026, 2, 1), note=words)
    content = make_content(
        1, stills=(), treatments=(treatment,), patient=make_patient(history=words)
    )
    content = replace(content, visit=replace(content.visit, summary=words))
    assert " ".join(text_of(content)).count("word") > 3000


def test_metadata_names_the_document_but_not_the_patient(make_content, vera):
    data = render_report(make_content(1, stills=()), paper=Paper.A4, fonts=vera)
    with pdfium.PdfDocument(data) as pdf:
        metadata = pdf.get_metadata_dict()
    assert metadata["Title"] == "Facial movement report R-2026-000731"
    assert metadata["Author"] == "Facial Nerve Clinic, St Example Hospital"
    assert metadata["CreationDate"].startswith("D:20260715093000")
    assert "Lindqvist" not in str(metadata)


def test_equal_content_gives_equal_bytes(make_content, vera):
    made = [render_report(make_content(2), paper=Paper.A4, fonts=vera) for _ in range(2)]
    assert made[0] == made[1]


def test_write_report_puts_the_file_there(make_content, vera, tmp_path):
    path = tmp_path / "report.pdf"
    write_report(make_content(1, stills=()), path, paper=Paper.LETTER, fonts=vera)
    with pdfium.PdfDocument(path) as pdf:
        assert len(pdf) > 2
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.pdf"]


def test_unwritable_place_is_one_sentence(bare_content, vera, tmp_path):
    with pytest.raises(ReportError, match="cannot be written because it does not exist"):
        write_report(bare_content, tmp_path / "nowhere" / "report.pdf", fonts=vera)


def test_a_file_as_folder_is_one_sentence(bare_content, vera, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReportError, match="cannot be written because"):
        write_report(bare_content, tmp_path / "file" / "report.pdf", fonts=vera)


def test_a_full_disk_leaves_the_old_report(bare_content, vera, tmp_path, monkeypatch):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    def half_written(self: Path, data: bytes) -> int:
        with self.open("wb") as stream:
            stream.write(data[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half_written)
    with pytest.raises(ReportError, match="the disk is full"):
        write_report(bare_content, path, fonts=vera)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.pdf"]


def test_a_visit_between_without_analysis_does_not_hide_the_one_before(make_content, text_of):
    content = make_content(3)
    first, middle, last = content.history
    skipped = (first, HistoryVisit(middle.taken_at, None), last)
    text = text_of(replace(content, history=skipped))[0]
    assert "measurement error" in text
    assert content.previous is middle
    assert replace(content, history=skipped).previous is first
