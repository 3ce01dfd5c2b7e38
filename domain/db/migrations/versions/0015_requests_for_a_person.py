"""requests for a person"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_AT = sqlmodel.sql.sqltypes.UTCDateTime
_IS_OPEN = sa.text("state IN ('waiting', 'taken')")


def upgrade() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("vehicle_id", sa.Integer(), nullable=True),
        sa.Column("centre_id", sa.Integer(), nullable=True),
        sa.Column("reason", _TEXT(), nullable=False),
        sa.Column("state", _TEXT(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("asked_at", _AT(), nullable=False),
        sa.Column("taken_by", _TEXT(), nullable=False),
        sa.Column("taken_at", _AT(), nullable=True),
        sa.Column("ended_at", _AT(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"]),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicle.id"]),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_handover_owner_id", "handover", ["owner_id"])
    op.create_index("ix_handover_centre_id", "handover", ["centre_id"])
    op.create_index("handover_waiting", "handover", ["state", "asked_at"])
    op.create_index(
        "handover_one_open",
        "handover",
        ["owner_id"],
        unique=True,
        sqlite_where=_IS_OPEN,
        postgresql_where=_IS_OPEN,
    )


def downgrade() -> None:
    op.drop_table("handover")
