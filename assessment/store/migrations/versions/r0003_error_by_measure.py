"""The network's error of an excursion ratio by measure, where there was one number for all.

The number of older analyses is kept under the measure that it was mostly taken from; the program
uses the largest known error for measures that are not named.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_COLUMN: Final = "ratio_error_points"
_MEASURE: Final = "MC"


def upgrade() -> None:
    """Replace the number by a table of one row."""
    older = sa.table("analyses", sa.column("id", sa.Uuid()), sa.column(_COLUMN, sa.Double()))
    newer = sa.table("analyses", sa.column("id", sa.Uuid()), sa.column(_COLUMN, sa.JSON()))
    rows = op.get_bind().execute(sa.select(older)).all()
    op.drop_column("analyses", _COLUMN)
    op.add_column(
        "analyses",
        sa.Column(_COLUMN, sa.JSON(), nullable=False, server_default="{}"),
    )
    for key, points in rows:
        if points:
            op.get_bind().execute(
                newer.update().where(newer.c.id == key), {_COLUMN: {_MEASURE: points}}
            )
