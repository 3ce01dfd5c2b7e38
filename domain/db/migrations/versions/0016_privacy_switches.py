"""when privacy mode was switched"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_AT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "privacy_switch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("at", _AT(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("privacy_switch_of_owner", "privacy_switch", ["owner_id", "id"])
    # When it was switched on before is not known: it counts as on from the beginning.
    op.execute(
        "INSERT INTO privacy_switch (owner_id, is_on, at)"
        " SELECT id, privacy_mode, made_at FROM owner WHERE privacy_mode"
    )


def downgrade() -> None:
    op.drop_table("privacy_switch")
