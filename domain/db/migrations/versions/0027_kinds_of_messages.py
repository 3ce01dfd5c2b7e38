"""which kinds of messages an owner wants"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_KINDS = ("reminders", "notes")


def upgrade() -> None:
    for kind in _KINDS:
        op.add_column("owner", sa.Column(kind, sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    for kind in _KINDS:
        op.drop_column("owner", kind)
