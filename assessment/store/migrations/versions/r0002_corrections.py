"""What people correct: landmarks, skipped exercises, and analyses made anew from stored landmarks.

Analyses of revision 0001 did not keep what their network's error and depth were. The depth scale
was 1 where nobody knew it, and only one network had been published.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_PUBLISHED_SHA256: Final = "5992b27efe45091d162710bec29e496cfd1f372ce0401f2cfe6c6e2653193b03"
_PUBLISHED_ERROR_POINTS: Final = 7.0


def upgrade() -> None:
    """Add the table and the columns, and fill in what is known of older analyses."""
    op.create_table(
        "skipped_exercises",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("exercise_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visits.id"], name="fk_skipped_exercises_visit_id_visits"
        ),
        sa.PrimaryKeyConstraint("visit_id", "exercise_id", name="pk_skipped_exercises"),
    )
    op.add_column("trials", sa.Column("detected", sa.LargeBinary(), nullable=True))
    for column in (
        sa.Column("depth_calibrated", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("ratio_error_points", sa.Double(), nullable=False, server_default="0"),
        sa.Column("corrected_by", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("requested_by", sa.Text(), nullable=False, server_default=""),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
    ):
        op.add_column("analyses", column)
    _describe_networks()


def _describe_networks() -> None:
    analyses = sa.table(
        "analyses",
        sa.column("id", sa.Uuid()),
        sa.column("weights_sha256", sa.Text()),
        sa.column("face_frame", sa.JSON()),
        sa.column("depth_calibrated", sa.Boolean()),
        sa.column("ratio_error_points", sa.Double()),
    )
    connection = op.get_bind()
    published = analyses.c.weights_sha256 == _PUBLISHED_SHA256
    connection.execute(
        analyses.update().where(published), {"ratio_error_points": _PUBLISHED_ERROR_POINTS}
    )
    rows = connection.execute(sa.select(analyses.c.id, analyses.c.face_frame)).all()
    for key, face_frame in rows:
        if face_frame["depth_scale"] != 1.0:
            connection.execute(
                analyses.update().where(analyses.c.id == key), {"depth_calibrated": True}
            )
