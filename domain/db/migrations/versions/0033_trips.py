"""trips and charges by day, and tariffs"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_AT = sqlmodel.sql.sqltypes.UTCDateTime
_STORE = "telemetry"


def upgrade() -> None:
    op.create_table(
        "trip_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("begins_at", _AT(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("vehicle_id", "owner_id", "begins_at"),
        schema=_STORE,
    )
    op.create_index("ix_telemetry_trip_day_owner_id", "trip_day", ["owner_id"], schema=_STORE)
    op.create_table(
        "own_tariff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner_id"),
    )


def downgrade() -> None:
    op.drop_table("own_tariff")
    op.drop_table("trip_day", schema=_STORE)
