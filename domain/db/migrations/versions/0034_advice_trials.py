"""what owners try of the advice they got"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_AT = sqlmodel.sql.sqltypes.UTCDateTime
_TEXT = sqlmodel.sql.sqltypes.AutoString
_OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "advice_trial",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("advice", _TEXT(), nullable=False),
        sa.Column("begun_at", _AT(), nullable=False),
        sa.Column("ended_at", _AT(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"]),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicle.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("owner_id", "vehicle_id"):
        op.create_index(f"ix_advice_trial_{column}", "advice_trial", [column])
    op.create_index(
        "advice_trial_one_open",
        "advice_trial",
        ["owner_id", "vehicle_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )


def downgrade() -> None:
    op.drop_table("advice_trial")
