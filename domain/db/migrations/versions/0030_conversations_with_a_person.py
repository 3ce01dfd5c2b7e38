"""conversations with a person"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None

_OPEN = "state IN ('waiting', 'taken', 'talking')"
_OPEN_BEFORE = "state IN ('waiting', 'taken')"


def upgrade() -> None:
    op.create_table(
        "handover_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"]),
        sa.ForeignKeyConstraint(["handover_id"], ["handover.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("owner_id", "handover_id"):
        op.create_index(f"ix_handover_line_{column}", "handover_line", [column])
    _one_open(_OPEN)


def downgrade() -> None:
    op.execute("UPDATE handover SET state = 'taken' WHERE state = 'talking'")
    _one_open(_OPEN_BEFORE)
    op.drop_table("handover_line")


def _one_open(states: str) -> None:
    op.drop_index("handover_one_open", table_name="handover")
    only = sa.text(states)
    op.create_index(
        "handover_one_open",
        "handover",
        ["owner_id"],
        unique=True,
        sqlite_where=only,
        postgresql_where=only,
    )
