"""how a visit is come by: collected by the centre, or with a courtesy car"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_AT = sqlmodel.sql.sqltypes.UTCDateTime
_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.add_column("centre", sa.Column("collects", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("centre", sa.Column("courtesy_cars", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "transport",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("way", _TEXT(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("ends_at", _AT(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"]),
        sa.ForeignKeyConstraint(["vehicle_id"], ["vehicle.id"]),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("visit_id"),
    )
    for column in ("owner_id", "vehicle_id"):
        op.create_index(f"ix_transport_{column}", "transport", [column])


def downgrade() -> None:
    op.drop_table("transport")
    op.drop_column("centre", "courtesy_cars")
    op.drop_column("centre", "collects")
