"""`hemiface grade`: a clinical scale as the clinician filled it in."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer
from rich.table import Table

from app.cli import terminal
from app.cli.options import DataFolder
from assessment.grades.forms import SCALES, find_scale
from assessment.grades.grade import fill_in
from assessment.grades.scale import ItemValue, Scale
from assessment.store.library import open_library
from core.errors import InputError


def grade(
    patient: Annotated[str, typer.Argument(help="The patient's code.")],
    scale: Annotated[str, typer.Argument(help=f"One of: {', '.join(SCALES)}.")],
    answers: Annotated[
        list[str] | None,
        typer.Argument(help="item=value ...; without any, the form's items are listed."),
    ] = None,
    rater: Annotated[str, typer.Option("--rater", help="Who graded.")] = "",
    visit: Annotated[
        int | None, typer.Option("--visit", help="Which visit, from 1; default: the last.")
    ] = None,
    note: Annotated[str, typer.Option("--note", help="Free text.")] = "",
    library: DataFolder = None,
) -> None:
    """Store a clinical scale that somebody filled in at a visit; totals are computed."""
    form = find_scale(scale)
    if not answers:
        _show_form(form)
        return
    values = dict(_answer(form, text) for text in answers)
    with open_library(library) as store:
        person = store.patients.find(patient)
        history = store.visits.history(person.id)
        number = len(history) if visit is None else visit
        if not 1 <= number <= len(history):
            raise InputError(f"Patient {person.code} has {len(history)} visits, none is {number}.")
        filled = fill_in(
            form,
            values,
            visit_id=history[number - 1].visit.id,
            rater=rater,
            taken_at=dt.datetime.now().astimezone(),
            note=note,
        )
        store.grades.add(filled)
    totals = ", ".join(f"{name} {value:g}" for name, value in filled.totals.items())
    terminal.say(f"{form.name} stored for visit {number}. {totals}".strip())


def _show_form(form: Scale) -> None:
    table = Table("Item", "Question", "Answers", title=form.name)
    for item in form.items:
        allowed = [f"{choice.key} ({choice.label})" for choice in item.choices]
        table.add_row(item.id, item.label, ", ".join(allowed) or f"{item.lower:g}-{item.upper:g}")
    terminal.show(table)


def _answer(form: Scale, text: str) -> tuple[str, ItemValue]:
    """An answer "item=value" with the type that the form's item takes."""
    name, sign, value = text.partition("=")
    if not sign:
        raise InputError(f"{text!r} is no answer: write item=value.")
    item = next((item for item in form.items if item.id == name), None)
    if item is None or item.choices:
        return name, value
    try:
        return name, float(value)
    except ValueError as error:
        raise InputError(f"{name} takes a number, not {value!r}.") from error
