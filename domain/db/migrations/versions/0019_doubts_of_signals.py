"""doubts of signals"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_AT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "signal_doubt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("cause", _TEXT(), nullable=False),
        sa.Column("signals", _TEXT(), nullable=False),
        sa.Column("since", _AT(), nullable=False),
        sa.Column("last_at", _AT(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("ended_at", _AT(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("vehicle_id", "owner_id", "cause"),
        schema="telemetry",
    )
    op.create_index(
        op.f("ix_telemetry_signal_doubt_owner_id"), "signal_doubt", ["owner_id"], schema="telemetry"
    )


def downgrade() -> None:
    op.drop_table("signal_doubt", schema="telemetry")
