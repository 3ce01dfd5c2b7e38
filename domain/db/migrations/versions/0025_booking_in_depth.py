"""time between visits, and bay time kept for red warnings"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_MINUTES = ("buffer_minutes", "reserve_minutes")


def upgrade() -> None:
    for name in _MINUTES:
        op.add_column("centre", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    for name in reversed(_MINUTES):
        op.drop_column("centre", name)
