"""drivers are let in by the owner"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.add_column("holding", sa.Column("is_waiting", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("holding", sa.Column("mark", _TEXT(), nullable=False, server_default=""))
    op.add_column("look", sa.Column("mark", _TEXT(), nullable=False, server_default=""))
    # Drivers of before were never let in by an owner: they wait for that now.
    op.execute(
        "UPDATE holding SET is_waiting = true, mark = CAST(100 + id % 900 AS VARCHAR(3))"
        " WHERE role = 'driver' AND until IS NULL"
    )


def downgrade() -> None:
    op.drop_column("look", "mark")
    op.drop_column("holding", "mark")
    op.drop_column("holding", "is_waiting")
