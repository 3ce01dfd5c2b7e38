"""failures of cars and jobs, and how loops are"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_AT = sqlmodel.sql.sqltypes.UTCDateTime
_RESULT = (
    ("outcome", _TEXT, "done"),
    ("error_id", _TEXT, ""),
    ("tries", sa.Integer, "1"),
    ("cars", sa.Integer, "0"),
    ("cars_failed", sa.Integer, "0"),
)


def upgrade() -> None:
    op.add_column("job_due", sa.Column("retry_at", _AT(), nullable=True))
    op.add_column("job_due", sa.Column("misses", sa.Integer(), nullable=False, server_default="0"))
    for name, kind, first in _RESULT:
        op.add_column("job_result", sa.Column(name, kind(), nullable=False, server_default=first))
    op.create_table(
        "loop_life",
        sa.Column("name", _TEXT(), nullable=False),
        sa.Column("state", _TEXT(), nullable=False),
        sa.Column("reason", _TEXT(), nullable=False),
        sa.Column("since", _AT(), nullable=False),
        sa.Column("at", _AT(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "car_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("step", _TEXT(), nullable=False),
        sa.Column("error_id", _TEXT(), nullable=False),
        sa.Column("error", _TEXT(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("first_at", _AT(), nullable=False),
        sa.Column("failed_at", _AT(), nullable=False),
        sa.Column("retry_at", _AT(), nullable=False),
        sa.Column("over_at", _AT(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"]),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicle.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("vehicle_id", "step"),
    )
    op.create_index("ix_car_failure_owner_id", "car_failure", ["owner_id"])
    op.create_index("car_failure_open", "car_failure", ["over_at", "failed_at"])
    op.create_index("notice_done", "notice", ["done_at", "state"])


def downgrade() -> None:
    op.drop_index("notice_done", "notice")
    op.drop_table("car_failure")
    op.drop_table("loop_life")
    for name, _, _ in _RESULT:
        op.drop_column("job_result", name)
    op.drop_column("job_due", "misses")
    op.drop_column("job_due", "retry_at")
