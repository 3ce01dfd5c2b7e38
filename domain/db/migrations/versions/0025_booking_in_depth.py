"""time between visits, bay time kept for red warnings, and the waiting list"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_AT = sqlmodel.sql.sqltypes.UTCDateTime
_TEXT = sqlmodel.sql.sqltypes.AutoString
_INDEXED = ("owner_id", "vehicle_id", "centre_id", "visit_id")
_MINUTES = ("buffer_minutes", "reserve_minutes")


def upgrade() -> None:
    for name in _MINUTES:
        op.add_column("centre", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "waitlist_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("job", _TEXT(), nullable=False),
        sa.Column("day_from", sa.Date(), nullable=False),
        sa.Column("day_to", sa.Date(), nullable=False),
        sa.Column("time_from", sa.Time(), nullable=True),
        sa.Column("time_to", sa.Time(), nullable=True),
        sa.Column("ends_at", _AT(), nullable=False),
        sa.Column("made_at", _AT(), nullable=False),
        sa.Column("since", _AT(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("last_start", _AT(), nullable=True),
        sa.Column("offers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"]),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicle.id"]),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"]),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner_id", "vehicle_id", "job"),
    )
    for column in _INDEXED:
        op.create_index(f"ix_waitlist_entry_{column}", "waitlist_entry", [column])


def downgrade() -> None:
    op.drop_table("waitlist_entry")
    for name in reversed(_MINUTES):
        op.drop_column("centre", name)
