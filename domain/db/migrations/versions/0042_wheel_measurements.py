"""measurements at wheels, and what the owner of a visit was asked"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("visit", sa.Column("proposal_start", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.add_column("visit", sa.Column("proposal_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.create_table(
        "wheel_measurement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("wheel_code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"]),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicle.id"]),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("visit_id", "quantity", "wheel_code"),
    )
    op.create_index("ix_wheel_measurement_owner_id", "wheel_measurement", ["owner_id"])
    op.create_index("ix_wheel_measurement_vehicle_id", "wheel_measurement", ["vehicle_id"])


def downgrade() -> None:
    op.drop_table("wheel_measurement")
    op.drop_column("visit", "proposal_at")
    op.drop_column("visit", "proposal_start")
