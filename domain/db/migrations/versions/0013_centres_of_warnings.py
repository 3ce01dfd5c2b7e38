"""which centre a warning names"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("alert", sa.Column("place", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("alert", "place")
