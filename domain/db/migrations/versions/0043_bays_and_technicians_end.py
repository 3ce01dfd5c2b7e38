"""bays and technicians are given up from a day on"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("bay", "technician"):
        op.add_column(table, sa.Column("ends_on", sa.Date(), nullable=True))


def downgrade() -> None:
    for table in ("technician", "bay"):
        op.drop_column(table, "ends_on")
