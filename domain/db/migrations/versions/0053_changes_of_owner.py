"""cars that go to a next owner: codes, the change, odometer readings at the end of months; dossiers behind links; wheels measured at earlier owners' visits"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0053"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("wheel_measurement") as batch:
        batch.alter_column("visit_id", existing_type=sa.Integer(), nullable=True)
    op.create_table(
        "transfer",
        *_of_a_car(),
        sa.Column("code_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended_as", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.UniqueConstraint("code_hash"),
    )
    op.create_table(
        "month_reading",
        *_of_a_car(),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("km", sa.Integer(), nullable=False),
        sa.Column("origin", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.UniqueConstraint("owner_id", "vehicle_id", "month"),
    )
    op.create_table(
        "owner_change",
        *_of_a_car(),
        sa.Column("owner_number", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    )
    op.create_table(
        "dossier_page",
        *_of_a_car(),
        sa.Column("code_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.UniqueConstraint("code_hash"),
    )
    for name in ("transfer", "month_reading", "owner_change", "dossier_page"):
        for column in ("owner_id", "vehicle_id"):
            op.create_index(f"ix_{name}_{column}", name, [column])


def _of_a_car() -> list[sa.Column[int] | sa.Constraint]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"]),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicle.id"]),
        sa.PrimaryKeyConstraint("id"),
    ]


def downgrade() -> None:
    for name in ("dossier_page", "owner_change", "month_reading", "transfer"):
        op.drop_table(name)
    op.execute("DELETE FROM wheel_measurement WHERE visit_id IS NULL")
    with op.batch_alter_table("wheel_measurement") as batch:
        batch.alter_column("visit_id", existing_type=sa.Integer(), nullable=False)
