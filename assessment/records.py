"""The patient's record as people enter it (clinical.md 7.1): frozen, validated on construction."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Final
from uuid import UUID

from assessment import validation
from core.errors import InputError
from core.landmarks import Side
from core.types import POINT_COUNT

# Bounds that only a slip of the pen leaves (default).
CANTHAL_RANGE_MM: Final = (50.0, 150.0)
DISTANCE_RANGE_M: Final = (0.1, 20.0)
EYELID_SURGERY: Final = ("eyelid weight", "eyelid surgery", "tarsorrhaphy")
"""What the kind of a treatment contains when the lids were operated on (clinical.md 5.4)."""


class AffectedSide(StrEnum):
    """The patient's side with the palsy."""

    LEFT = "left"
    RIGHT = "right"
    BILATERAL = "bilateral"
    NONE = "none"

    @property
    def side(self) -> Side | None:
        """The single affected side, or None when both or neither are affected."""
        return Side(self.value) if self in (AffectedSide.LEFT, AffectedSide.RIGHT) else None


class DatePrecision(StrEnum):
    """How exactly an onset date is known."""

    EXACT = "exact"
    MONTH = "month"
    YEAR = "year"


class Aetiology(StrEnum):
    """Cause of the palsy (clinical.md 7.1)."""

    BELL = "bell"
    RAMSAY_HUNT = "ramsay_hunt"
    IATROGENIC = "iatrogenic"
    TRAUMA = "trauma"
    TUMOUR = "tumour"
    CONGENITAL = "congenital"
    LYME = "lyme"
    OTITIS = "otitis"
    CENTRAL = "central"
    GUILLAIN_BARRE = "guillain_barre"
    MELKERSSON_ROSENTHAL = "melkersson_rosenthal"
    OTHER = "other"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    """Sex at birth."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class PalsyType(StrEnum):
    """Clinical type (clinical.md 7.1)."""

    FLACCID = "flaccid"
    PARETIC = "paretic"
    SYNKINETIC = "synkinetic"
    MIXED = "mixed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Consent:
    """What the patient agreed to; each purpose separately."""

    given_on: dt.date
    version: str
    care: bool = True
    recording: bool = True
    teaching: bool = False
    research: bool = False
    publication: bool = False
    model_training: bool = False
    mask_eyes: bool = False
    withdrawn_on: dt.date | None = None
    guardian: str | None = None
    keep_until: dt.date | None = None

    @property
    def allows_pictures(self) -> bool:
        """Pictures of the patient may be kept and printed."""
        return self.recording and self.withdrawn_on is None

    @property
    def allows_training(self) -> bool:
        """Pictures of the patient may teach the landmark network."""
        return self.model_training and self.allows_pictures

    @property
    def allows_sharing(self) -> bool:
        """Pictures in which nobody recognises the patient may leave the clinic."""
        return self.allows_pictures and (self.teaching or self.research or self.publication)

    def __post_init__(self) -> None:
        validation.check_line("version of the consent", self.version)
        validation.check_line("guardian's name", self.guardian or "")
        given = ("date of consent", self.given_on)
        validation.check_date(*given)
        for name, date in (("withdrawal", self.withdrawn_on), ("end of keeping", self.keep_until)):
            validation.check_date(f"date of the {name}", date)
            validation.check_order(given, (f"date of the {name}", date))


@dataclass(frozen=True, slots=True)
class Patient:
    """One person; `code` is the clinic's own id, unique within the database.

    Attributes:
        id: Key.
        code: The clinic's own id, not empty; kept composed (NFC) and without outer spaces.
        affected_side: The patient's side with the palsy.
        name: How the patient is called, one line.
        birth_date: Date of birth.
        sex: Sex at birth.
        onset_date: First day of the palsy, as far as known.
        onset_precision: Which parts of `onset_date` are known.
        aetiology: Cause.
        palsy_type: Clinical type.
        icd10_code: ICD-10 code in capitals, or ""; it carries no side.
        diagnosis: Diagnosis in words.
        recurrence_count: Earlier palsies, >= 0.
        history: What else bears on the measures (surgery, eyelid weight, beard, ...).
        outer_canthal_mm: Distance between the outer eye corners measured on the patient, mm.
        consent: What the patient agreed to, or None when nobody asked.

    Raises:
        InputError: A field cannot be as given.
    """

    id: UUID
    code: str
    affected_side: AffectedSide
    name: str = ""
    birth_date: dt.date | None = None
    sex: Sex = Sex.UNKNOWN
    onset_date: dt.date | None = None
    onset_precision: DatePrecision = DatePrecision.EXACT
    aetiology: Aetiology = Aetiology.UNKNOWN
    palsy_type: PalsyType = PalsyType.UNKNOWN
    icd10_code: str = ""
    diagnosis: str = ""
    recurrence_count: int = 0
    history: str = ""
    outer_canthal_mm: float | None = None
    consent: Consent | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", validation.normal_code(self.code))
        object.__setattr__(self, "icd10_code", validation.normal_icd10(self.icd10_code))
        validation.check_line("patient's name", self.name)
        validation.check_line("diagnosis", self.diagnosis)
        validation.check_paragraphs("history", self.history)
        validation.check_date("date of birth", self.birth_date)
        validation.check_date("date of onset", self.onset_date)
        validation.check_order(
            ("date of birth", self.birth_date), ("date of onset", self._latest_onset())
        )
        lower, upper = CANTHAL_RANGE_MM
        validation.check_range(
            "outer-canthal width", self.outer_canthal_mm, lower=lower, upper=upper, unit="mm"
        )
        if self.recurrence_count < 0:
            raise InputError("The number of recurrences is negative; count earlier palsies.")

    @property
    def allows_pictures(self) -> bool:
        """The patient agreed to pictures and did not take that back."""
        return self.consent is not None and self.consent.allows_pictures

    @property
    def consent_withdrawn(self) -> bool:
        """The patient agreed once and took it back."""
        return self.consent is not None and self.consent.withdrawn_on is not None

    def with_changes(self, before: Patient, after: Patient) -> Patient:
        """This record with whatever differs between `before` and `after`."""
        names = (one.name for one in fields(self) if one.name != "id")
        changed = {
            one: getattr(after, one) for one in names if getattr(before, one) != getattr(after, one)
        }
        return replace(self, **changed)

    def _latest_onset(self) -> dt.date | None:
        """The last day on which the palsy can have begun, given how exactly that is known."""
        onset = self.onset_date
        if onset is None or self.onset_precision is DatePrecision.EXACT:
            return onset
        month = 12 if self.onset_precision is DatePrecision.YEAR else onset.month
        return onset.replace(month=month, day=calendar.monthrange(onset.year, month)[1])


@dataclass(frozen=True, slots=True)
class SkippedExercise:
    """An exercise that was not recorded on purpose.

    Attributes:
        exercise_id: Key of `assessment.protocol.EXERCISES`.
        reason: Why, one line, not empty.
    """

    exercise_id: str
    reason: str

    def __post_init__(self) -> None:
        validation.check_line("reason for skipping an exercise", self.reason)
        if not self.reason.strip():
            raise InputError("The exercise is skipped without a reason; say why.")


@dataclass(frozen=True, slots=True)
class Visit:
    """One examination; `taken_at` carries a time zone, `skipped` names each exercise once."""

    id: UUID
    patient_id: UUID
    taken_at: dt.datetime
    examiner: str = ""
    site: str = ""
    camera: str = ""
    distance_m: float | None = None
    side_confirmed_by: str = ""
    summary: str = ""
    skipped: tuple[SkippedExercise, ...] = ()

    def __post_init__(self) -> None:
        validation.check_moment("time of the visit", self.taken_at)
        if len({skip.exercise_id for skip in self.skipped}) < len(self.skipped):
            raise ValueError(f"an exercise is skipped twice: {self.skipped}")
        validation.check_line("examiner", self.examiner)
        validation.check_line("site", self.site)
        validation.check_line("camera", self.camera)
        validation.check_line("name of the person who confirmed the side", self.side_confirmed_by)
        validation.check_paragraphs("summary", self.summary)
        lower, upper = DISTANCE_RANGE_M
        validation.check_range("distance", self.distance_m, lower=lower, upper=upper, unit="m")


@dataclass(frozen=True, slots=True)
class Recording:
    """The clip of one exercise of a visit, as stored.

    Attributes:
        id: Key.
        visit_id: Owner.
        exercise_id: Key of `assessment.protocol.EXERCISES`.
        media: Name of the file in the media store, or "" when only landmarks are kept.
        sha256: Hash of the stored file's content, "" without a file.
        original_name: What the file was called when it came in; unprintable characters replaced.
        mirrored: The pictures are a mirror image (selfie video); sides are swapped back on reading.
        width_px: Width of the upright picture.
        height_px: Height of the upright picture.
        frame_count: Decoded frames.
        duration_s: From the first to the last frame.
    """

    id: UUID
    visit_id: UUID
    exercise_id: str
    media: str
    sha256: str
    original_name: str
    mirrored: bool
    width_px: int
    height_px: int
    frame_count: int
    duration_s: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "original_name", validation.printable(self.original_name))
        if bool(self.media) != bool(self.sha256):
            raise ValueError("a stored file has a name and a hash, a missing one has neither")
        if self.sha256:
            validation.check_sha256(self.sha256)
        if min(self.width_px, self.height_px) < 1 or self.frame_count < 0:
            raise ValueError(f"not a recording: {self}")
        if not (math.isfinite(self.duration_s) and self.duration_s >= 0):
            raise ValueError(f"not a duration: {self.duration_s}")


@dataclass(frozen=True, slots=True)
class Treatment:
    """A dated event of treatment; `end` None for one-day events."""

    id: UUID
    patient_id: UUID
    kind: str
    start: dt.date
    end: dt.date | None = None
    product: str = ""
    dose: str = ""
    muscles: str = ""
    side: AffectedSide = AffectedSide.NONE
    operator: str = ""
    note: str = ""

    @property
    def is_eyelid_surgery(self) -> bool:
        """The lids close differently from then on, whatever the nerve does (clinical.md 5.4)."""
        return any(word in self.kind.casefold() for word in EYELID_SURGERY)

    def __post_init__(self) -> None:
        validation.check_line("kind of treatment", self.kind)
        if not self.kind.strip():
            raise InputError("The kind of treatment is empty; say what was done.")
        for name, text in (
            ("product", self.product),
            ("dose", self.dose),
            ("muscles", self.muscles),
            ("operator", self.operator),
        ):
            validation.check_line(name, text)
        validation.check_paragraphs("note", self.note)
        start, end = ("start of the treatment", self.start), ("end of the treatment", self.end)
        validation.check_date(*start)
        validation.check_date(*end)
        validation.check_order(start, end)


@dataclass(frozen=True, slots=True)
class PointCorrection:
    """A landmark that a person moved; `assessment.corrections` says what follows from it.

    Attributes:
        point: Landmark id, 0..67.
        x_px: Corrected place, camera frame, pixels to the right.
        y_px: The same, pixels downwards.
        reach_frames: To how many decoded frames before and after the displacement is carried.
        withdrawn: The detector's own place holds again, and nothing is carried.
    """

    point: int
    x_px: float
    y_px: float
    reach_frames: int = 0
    withdrawn: bool = False

    def __post_init__(self) -> None:
        if self.reach_frames < 0:
            raise ValueError(f"a correction cannot reach {self.reach_frames} frames")
        if not 0 <= self.point < POINT_COUNT:
            raise ValueError(f"no landmark has the number {self.point}")
        if not (math.isfinite(self.x_px) and math.isfinite(self.y_px)):
            raise ValueError(f"a corrected point must be finite, got {self}")


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a person remarked on or corrected in a recording.

    Attributes:
        id: Key.
        recording_id: The recording it is about.
        created_at: When, with a time zone.
        author: Who, one line, not empty.
        text: The remark; may be empty when points were moved.
        frame_index: Decoded frame it is about, or None for the whole clip.
        corrections: Points moved in that frame.
    """

    id: UUID
    recording_id: UUID
    created_at: dt.datetime
    author: str
    text: str = ""
    frame_index: int | None = None
    corrections: tuple[PointCorrection, ...] = ()

    def __post_init__(self) -> None:
        validation.check_moment("time of the annotation", self.created_at)
        validation.check_line("author", self.author)
        validation.check_paragraphs("annotation", self.text)
        if not self.author.strip():
            raise InputError("The annotation has no author; say who made it.")
        if self.frame_index is None and self.corrections:
            raise ValueError("corrected points belong to a frame")
        if self.frame_index is not None and self.frame_index < 0:
            raise ValueError(f"no frame has the number {self.frame_index}")
