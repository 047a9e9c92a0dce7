"""What the values of a record are called in the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.languages import CATALOGUE
from app.phrases import Speaker, patterns
from assessment.protocol import EXERCISES
from assessment.records import (
    Aetiology,
    AffectedSide,
    DatePrecision,
    PalsyType,
    Patient,
    Sex,
)
from assessment.store.patients import ListedPatient
from core.errors import KnownError


def catalogue(text: str) -> str:
    """What the parts of the program that know no window say, in the window's language."""
    if QLocale().language() is QLocale.Language.English:
        return text
    translate = partial(QCoreApplication.translate, CATALOGUE)
    return Speaker(translate, QLocale().decimalPoint(), patterns()).say(text)


def problem(error: KnownError) -> str:
    """The sentence that says what went wrong and what to do."""
    return catalogue(error.text())


def number(value: float, decimals: int | None = None, *, signed: bool = False) -> str:
    """A number as people of the window's language write it.

    Args:
        value: Finite number.
        decimals: How many; None: as many as it has, of six digits at most.
        signed: Write a plus sign, or a true minus sign, before what is not shown as 0.
    """
    form, digits = ("g", 6) if decimals is None else ("f", decimals)
    shown = float(value)  # QLocale refuses whole numbers
    if not signed:
        return QLocale().toString(shown, form, digits)
    text = QLocale().toString(abs(shown), form, digits)
    sign = "+" if shown > 0 else "−"
    return sign + text if any(digit.isdecimal() and int(digit) for digit in text) else text


def affected_side_words() -> Mapping[StrEnum, str]:
    """The affected side, as said of a patient."""
    return {
        AffectedSide.LEFT: QCoreApplication.translate("words", "Left side affected"),
        AffectedSide.RIGHT: QCoreApplication.translate("words", "Right side affected"),
        AffectedSide.BILATERAL: QCoreApplication.translate("words", "Both sides affected"),
        AffectedSide.NONE: QCoreApplication.translate("words", "No side affected"),
    }


def side_words() -> Mapping[StrEnum, str]:
    """The affected side in a list."""
    return {
        AffectedSide.LEFT: QCoreApplication.translate("words", "left"),
        AffectedSide.RIGHT: QCoreApplication.translate("words", "right"),
        AffectedSide.BILATERAL: QCoreApplication.translate("words", "both"),
        AffectedSide.NONE: QCoreApplication.translate("words", "none"),
    }


def sex_words() -> Mapping[StrEnum, str]:
    """Sex at birth."""
    return {
        Sex.UNKNOWN: QCoreApplication.translate("words", "Not recorded"),
        Sex.FEMALE: QCoreApplication.translate("words", "Female"),
        Sex.MALE: QCoreApplication.translate("words", "Male"),
        Sex.OTHER: QCoreApplication.translate("words", "Other"),
    }


def aetiology_words() -> Mapping[StrEnum, str]:
    """Causes of the palsy."""
    return {
        Aetiology.UNKNOWN: QCoreApplication.translate("words", "Not known"),
        Aetiology.BELL: QCoreApplication.translate("words", "Bell's palsy"),
        Aetiology.RAMSAY_HUNT: QCoreApplication.translate("words", "Ramsay Hunt syndrome"),
        Aetiology.IATROGENIC: QCoreApplication.translate("words", "After surgery"),
        Aetiology.TRAUMA: QCoreApplication.translate("words", "Injury"),
        Aetiology.TUMOUR: QCoreApplication.translate("words", "Tumour"),
        Aetiology.CONGENITAL: QCoreApplication.translate("words", "Congenital"),
        Aetiology.LYME: QCoreApplication.translate("words", "Lyme disease"),
        Aetiology.OTITIS: QCoreApplication.translate("words", "Otitis"),
        Aetiology.CENTRAL: QCoreApplication.translate("words", "Central"),
        Aetiology.GUILLAIN_BARRE: QCoreApplication.translate("words", "Guillain-Barré syndrome"),
        Aetiology.MELKERSSON_ROSENTHAL: QCoreApplication.translate(
            "words", "Melkersson-Rosenthal syndrome"
        ),
        Aetiology.OTHER: QCoreApplication.translate("words", "Other"),
    }


def palsy_type_words() -> Mapping[StrEnum, str]:
    """Clinical types."""
    return {
        PalsyType.UNKNOWN: QCoreApplication.translate("words", "Not recorded"),
        PalsyType.FLACCID: QCoreApplication.translate("words", "Flaccid"),
        PalsyType.PARETIC: QCoreApplication.translate("words", "Paretic"),
        PalsyType.SYNKINETIC: QCoreApplication.translate("words", "Synkinetic"),
        PalsyType.MIXED: QCoreApplication.translate("words", "Mixed"),
    }


def consent_words() -> Mapping[str, str]:
    """What a consent covers, and its one condition, by field of `Consent`."""
    return {
        "care": QCoreApplication.translate("words", "Treatment"),
        "recording": QCoreApplication.translate("words", "Video recording and pictures"),
        "teaching": QCoreApplication.translate("words", "Teaching"),
        "research": QCoreApplication.translate("words", "Research"),
        "publication": QCoreApplication.translate("words", "Publication"),
        "model_training": QCoreApplication.translate("words", "Training of the software (AI)"),
        "mask_eyes": QCoreApplication.translate("words", "Only with covered eyes"),
    }


def precision_words() -> Mapping[StrEnum, str]:
    """How exactly a date is known."""
    return {
        DatePrecision.EXACT: QCoreApplication.translate("words", "Exact day"),
        DatePrecision.MONTH: QCoreApplication.translate("words", "Month"),
        DatePrecision.YEAR: QCoreApplication.translate("words", "Year"),
    }


def treatment_words() -> Mapping[str, str]:
    """Usual treatments and events by the word under which they are kept, as `Treatment` reads."""
    return {
        "steroid": QCoreApplication.translate("words", "steroid"),
        "antiviral": QCoreApplication.translate("words", "antiviral"),
        "physiotherapy": QCoreApplication.translate("words", "physiotherapy"),
        "botulinum toxin": QCoreApplication.translate("words", "botulinum toxin"),
        "eyelid weight": QCoreApplication.translate("words", "eyelid weight"),
        "tarsorrhaphy": QCoreApplication.translate("words", "tarsorrhaphy"),
        "eyelid surgery": QCoreApplication.translate("words", "other eyelid surgery"),
        "nerve transfer": QCoreApplication.translate("words", "nerve transfer"),
        "muscle transfer": QCoreApplication.translate("words", "muscle transfer"),
        "static sling": QCoreApplication.translate("words", "static sling"),
        "electrical stimulation": QCoreApplication.translate("words", "electrical stimulation"),
        "complication": QCoreApplication.translate("words", "complication"),
        "recurrence": QCoreApplication.translate("words", "recurrence"),
    }


def treatment_name(kind: str) -> str:
    """A treatment's kind in words; one that somebody typed stands for itself."""
    return treatment_words().get(kind, kind)


def exercise_name(exercise_id: str) -> str:
    """Name of an exercise; an id that the protocol no longer has stands for itself."""
    exercise = EXERCISES.get(exercise_id)
    return catalogue(exercise.name) if exercise else exercise_id


def counted_exercises(count: int) -> str:
    """How many exercises."""
    if count == 1:
        return QCoreApplication.translate("words", "1 exercise")
    return QCoreApplication.translate("words", "{0} exercises").format(count)


def counted_patients(count: int) -> str:
    """How many patients."""
    if count == 1:
        return QCoreApplication.translate("words", "1 patient")
    return QCoreApplication.translate("words", "{0} patients").format(count)


def day(date: dt.date | None) -> str:
    """A date as people of the window's language write it, the same everywhere; "" for none."""
    if date is None:
        return ""
    return QLocale().toString(QDate(date.year, date.month, date.day), date_format())


def date_format() -> str:
    """How dates are written: the month as a word in English, where its place differs by country."""
    locale = QLocale()
    if locale.language() is QLocale.Language.English:
        return "d MMM yyyy"
    short = locale.dateFormat(QLocale.FormatType.ShortFormat)
    return short if "yyyy" in short else short.replace("yy", "yyyy")


def onset(patient: Patient) -> str:
    """The first day of the palsy, as exactly as it is known; "" when it is not."""
    date = patient.onset_date
    if date is None or patient.onset_precision is DatePrecision.EXACT:
        return day(date)
    if patient.onset_precision is DatePrecision.YEAR:
        return str(date.year)
    return QLocale().toString(QDate(date.year, date.month, 1), "MMMM yyyy")


def patient_line(patient: Patient | ListedPatient) -> str:
    """Code and name on one line."""
    return f"{patient.code}  {patient.name}".strip()
