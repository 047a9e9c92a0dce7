"""The tables, the same on SQLite and PostgreSQL. Columns are named like the records' fields."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa

from assessment.grades.grade import GradeSource
from assessment.records import Aetiology, AffectedSide, DatePrecision, PalsyType, Sex
from assessment.results import Phase, Unit
from core.landmarks import Side

ENUM_LENGTH: Final = 32

metadata: Final = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class UtcDateTime(sa.types.TypeDecorator[dt.datetime]):
    """A moment, kept in UTC; SQLite drops the zone, so it is put back on reading."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: dt.datetime | None,
        dialect: sa.Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> dt.datetime | None:
        """Turn an aware moment into UTC."""
        if value is not None and value.utcoffset() is None:
            raise ValueError(f"the moment {value} has no time zone")
        return value and value.astimezone(dt.UTC)

    def process_result_value(
        self,
        value: dt.datetime | None,
        dialect: sa.Dialect,
    ) -> dt.datetime | None:
        """Give back an aware moment in UTC."""
        if dialect.name == "sqlite":
            return value and value.replace(tzinfo=dt.UTC)
        return value and value.astimezone(dt.UTC)


def _enum(kind: type[StrEnum]) -> sa.Enum:
    """The words of `kind`, stored as plain text so that a later word needs no migration."""
    return sa.Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=ENUM_LENGTH,
        values_callable=lambda members: [member.value for member in members],
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[float]:
    return sa.Column(name, sa.Double, nullable=nullable)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _key() -> sa.Column[Any]:
    return sa.Column("id", sa.Uuid, primary_key=True)


def _owner(table: str, *, column: str = "", indexed: bool = True) -> sa.Column[Any]:
    """A reference to the row of `table` that this row belongs to."""
    name = column or f"{table[:-1]}_id"
    return sa.Column(name, sa.ForeignKey(f"{table}.id"), nullable=False, index=indexed)


def _estimate() -> tuple[sa.Column[Any], ...]:
    numbers = (_number(name) for name in ("value", "se", "lower", "upper"))
    return (*numbers, _whole("count"))


patients: Final = sa.Table(
    "patients",
    metadata,
    _key(),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    # Code and name folded for searching: neither database folds letters beyond ASCII alike.
    _text("search_text"),
    sa.Column("affected_side", _enum(AffectedSide), nullable=False),
    _text("name"),
    sa.Column("birth_date", sa.Date),
    sa.Column("sex", _enum(Sex), nullable=False),
    sa.Column("onset_date", sa.Date),
    sa.Column("onset_precision", _enum(DatePrecision), nullable=False),
    sa.Column("aetiology", _enum(Aetiology), nullable=False),
    sa.Column("palsy_type", _enum(PalsyType), nullable=False),
    _text("icd10_code"),
    _text("diagnosis"),
    _whole("recurrence_count"),
    _text("history"),
    _number("outer_canthal_mm", nullable=True),
)

consents: Final = sa.Table(
    "consents",
    metadata,
    sa.Column("patient_id", sa.ForeignKey("patients.id"), primary_key=True),
    sa.Column("given_on", sa.Date, nullable=False),
    _text("version"),
    _flag("care"),
    _flag("recording"),
    _flag("teaching"),
    _flag("research"),
    _flag("publication"),
    _flag("model_training"),
    _flag("mask_eyes"),
    sa.Column("withdrawn_on", sa.Date),
    sa.Column("guardian", sa.Text),
    sa.Column("keep_until", sa.Date),
)

visits: Final = sa.Table(
    "visits",
    metadata,
    _key(),
    _owner("patients"),
    sa.Column("taken_at", UtcDateTime, nullable=False),
    _text("examiner"),
    _text("site"),
    _text("camera"),
    _number("distance_m", nullable=True),
    _text("side_confirmed_by"),
    _text("summary"),
)

skipped_exercises: Final = sa.Table(
    "skipped_exercises",
    metadata,
    sa.Column("visit_id", sa.ForeignKey("visits.id"), primary_key=True),
    sa.Column("exercise_id", sa.Text, primary_key=True),
    _whole("position"),
    _text("reason"),
)

recordings: Final = sa.Table(
    "recordings",
    metadata,
    _key(),
    _owner("visits"),
    _whole("position"),
    _text("exercise_id"),
    sa.Column("media", sa.Text, nullable=False, index=True),
    _text("sha256"),
    _text("original_name"),
    _flag("mirrored"),
    _whole("width_px"),
    _whole("height_px"),
    _whole("frame_count"),
    _number("duration_s"),
)

analyses: Final = sa.Table(
    "analyses",
    metadata,
    _key(),
    _owner("visits", indexed=False),
    # Counts the analyses of a visit: their order must not hang on the computer's clock.
    _whole("position"),
    sa.Column("created_at", UtcDateTime, nullable=False),
    _text("app_version"),
    _text("model"),
    _text("weights_sha256"),
    _text("algorithm"),
    sa.Column("affected", _enum(AffectedSide), nullable=False),
    sa.Column("flags", sa.JSON, nullable=False),
    sa.Column("face_frame", sa.JSON, nullable=False),
    sa.Column("template", sa.LargeBinary, nullable=False),
    _flag("depth_calibrated"),
    sa.Column("ratio_error_points", sa.JSON, nullable=False),
    sa.Column("corrected_by", sa.JSON, nullable=False),
    _text("requested_by"),
    _text("reason"),
    sa.UniqueConstraint("visit_id", "position"),
)

trials: Final = sa.Table(
    "trials",
    metadata,
    _key(),
    _owner("analyses", column="analysis_id"),
    _owner("recordings"),
    _whole("position"),
    _text("exercise_id"),
    sa.Column("quality", sa.JSON, nullable=False),
    sa.Column("repetitions", sa.JSON, nullable=False),
    sa.Column("rest_frame", sa.Integer),
    sa.Column("peak_frame", sa.Integer),
    sa.Column("landmarks", sa.LargeBinary, nullable=False),
    # The detector's own landmarks where people corrected them, else empty.
    sa.Column("detected", sa.LargeBinary),
)

measures: Final = sa.Table(
    "measures",
    metadata,
    sa.Column("trial_id", sa.ForeignKey("trials.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    _text("measure_id"),
    sa.Column("phase", _enum(Phase), nullable=False),
    sa.Column("side", _enum(Side), nullable=False),
    sa.Column("unit", _enum(Unit), nullable=False),
    *_estimate(),
    sa.Column("repetitions", sa.JSON, nullable=False),
)

# `trial_id` is empty for what belongs to the whole session.
indices: Final = sa.Table(
    "indices",
    metadata,
    sa.Column("analysis_id", sa.ForeignKey("analyses.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("trial_id", sa.ForeignKey("trials.id"), index=True),
    _text("index_id"),
    _text("subject"),
    sa.Column("unit", _enum(Unit), nullable=False),
    sa.Column("side", _enum(Side), nullable=False),
    *_estimate(),
)

absences: Final = sa.Table(
    "absences",
    metadata,
    sa.Column("analysis_id", sa.ForeignKey("analyses.id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("trial_id", sa.ForeignKey("trials.id"), index=True),
    _text("subject"),
    _text("reason"),
)

grades: Final = sa.Table(
    "grades",
    metadata,
    _key(),
    _owner("visits"),
    sa.Column("taken_at", UtcDateTime, nullable=False),
    _text("scale"),
    _text("version"),
    sa.Column("values", sa.JSON, nullable=False),
    sa.Column("totals", sa.JSON, nullable=False),
    _text("rater"),
    _flag("blinded"),
    sa.Column("source", _enum(GradeSource), nullable=False),
    _text("note"),
)

treatments: Final = sa.Table(
    "treatments",
    metadata,
    _key(),
    _owner("patients"),
    _text("kind"),
    sa.Column("start", sa.Date, nullable=False),
    sa.Column("end", sa.Date),
    _text("product"),
    _text("dose"),
    _text("muscles"),
    sa.Column("side", _enum(AffectedSide), nullable=False),
    _text("operator"),
    _text("note"),
)

annotation_table: Final = sa.Table(
    "annotations",
    metadata,
    _key(),
    _owner("recordings"),
    sa.Column("created_at", UtcDateTime, nullable=False),
    _text("author"),
    _text("text"),
    sa.Column("frame_index", sa.Integer),
    sa.Column("corrections", sa.JSON, nullable=False),
)
