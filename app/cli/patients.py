"""`hemiface patient add|list`: the people in the library."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Final
from uuid import uuid4

import typer
from rich.table import Table

from app.cli import terminal
from app.cli.options import DataFolder
from assessment.records import Aetiology, AffectedSide, Consent, Patient, Treatment
from assessment.store.library import open_library
from core.errors import InputError

CONSENT_VERSION: Final = "1"
"""Of the consent whose date `--consent-on` records: care and recording, nothing else."""

commands = typer.Typer(no_args_is_help=True, help="Add and list patients.")


@commands.command("add")
def add(
    code: Annotated[str, typer.Argument(help="The clinic's own id of the patient.")],
    affected: Annotated[AffectedSide, typer.Option(help="The patient's side with the palsy.")],
    name: Annotated[str, typer.Option(help="Name.")] = "",
    born: Annotated[str, typer.Option(help="Date of birth, YYYY-MM-DD.")] = "",
    onset: Annotated[str, typer.Option(help="Date of onset, YYYY-MM-DD.")] = "",
    aetiology: Annotated[Aetiology, typer.Option(help="Cause.")] = Aetiology.UNKNOWN,
    icd10: Annotated[str, typer.Option(help="ICD-10 code.")] = "",
    outer_canthal_mm: Annotated[
        float | None,
        typer.Option(help="Distance between the outer eye corners, by ruler: results in mm."),
    ] = None,
    consent_on: Annotated[
        str,
        typer.Option(
            help="Day the patient agreed to care and recording, YYYY-MM-DD; "
            "without it reports show no faces."
        ),
    ] = "",
    library: DataFolder = None,
) -> None:
    """Add a patient."""
    agreed = _date(consent_on)
    person = Patient(
        id=uuid4(),
        code=code,
        affected_side=affected,
        name=name,
        birth_date=_date(born),
        onset_date=_date(onset),
        aetiology=aetiology,
        icd10_code=icd10,
        outer_canthal_mm=outer_canthal_mm,
        consent=Consent(agreed, version=CONSENT_VERSION) if agreed else None,
    )
    with open_library(library) as store:
        store.patients.add(person)
    terminal.say(f"Added patient {person.code}.")


@commands.command("treat")
def treat(
    code: Annotated[str, typer.Argument(help="The patient's code.")],
    kind: Annotated[str, typer.Argument(help="What was done, e.g. steroid, botulinum, surgery.")],
    start: Annotated[str, typer.Option(help="First day, YYYY-MM-DD.")],
    end: Annotated[str, typer.Option(help="Last day, YYYY-MM-DD; none for one-day events.")] = "",
    product: Annotated[str, typer.Option(help="Product.")] = "",
    dose: Annotated[str, typer.Option(help="Dose with its unit.")] = "",
    muscles: Annotated[str, typer.Option(help="Muscles treated.")] = "",
    side: Annotated[AffectedSide, typer.Option(help="Side treated.")] = AffectedSide.NONE,
    note: Annotated[str, typer.Option(help="Free text.")] = "",
    library: DataFolder = None,
) -> None:
    """Add a treatment; recovery charts mark it."""
    first = _date(start)
    if first is None:
        raise InputError("A treatment needs its first day: --start YYYY-MM-DD.")
    with open_library(library) as store:
        person = store.patients.find(code)
        store.treatments.add(
            Treatment(
                id=uuid4(),
                patient_id=person.id,
                kind=kind,
                start=first,
                end=_date(end),
                product=product,
                dose=dose,
                muscles=muscles,
                side=side,
                note=note,
            )
        )
    terminal.say(f"Added to the treatments of {person.code}: {kind}.")


@commands.command("list")
def list_patients(
    search: Annotated[str, typer.Argument(help="Part of a code or name.")] = "",
    library: DataFolder = None,
) -> None:
    """List the patients."""
    table = Table("Code", "Name", "Affected side", "Onset", "Visits")
    with open_library(library) as store:
        for person in store.patients.listed(search):
            onset = person.onset_date.isoformat() if person.onset_date else "not recorded"
            table.add_row(
                person.code, person.name, person.affected_side, onset, str(person.visit_count)
            )
    terminal.show(table)


def _date(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is not a date: write YYYY-MM-DD.") from error
