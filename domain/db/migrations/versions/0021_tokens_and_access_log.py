"""tokens have names and an end; the access log says what was read"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_LIFE = timedelta(days=180)


def upgrade() -> None:
    op.add_column("access_token", sa.Column("name", _TEXT(), nullable=False, server_default=""))
    op.add_column("access_token", sa.Column("last_used_on", sa.Date(), nullable=True))
    _end_endless()
    op.add_column("look", sa.Column("token_id", sa.Integer(), nullable=True))
    op.add_column("look", sa.Column("what", _TEXT(), nullable=False, server_default="condition"))
    with op.batch_alter_table("look") as batch:
        batch.alter_column("vehicle_id", existing_type=sa.Integer(), nullable=True)


def _end_endless() -> None:
    """Tokens of before had no end: they get the usual life from now on, and their role for a name."""
    tokens = sa.table(
        "access_token",
        sa.column("name", _TEXT()),
        sa.column("role", _TEXT()),
        sa.column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime()),
    )
    op.execute(tokens.update().values(name=tokens.c.role))
    endless = tokens.c.expires_at.is_(None)
    op.execute(tokens.update().where(endless).values(expires_at=datetime.now(UTC) + _LIFE))


def downgrade() -> None:
    op.execute("DELETE FROM look WHERE vehicle_id IS NULL")
    with op.batch_alter_table("look") as batch:
        batch.alter_column("vehicle_id", existing_type=sa.Integer(), nullable=False)
    op.drop_column("look", "what")
    op.drop_column("look", "token_id")
    op.drop_column("access_token", "last_used_on")
    op.drop_column("access_token", "name")
