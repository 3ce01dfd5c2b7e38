"""what owner and centre say of a visit on its day"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_AT = sqlmodel.sql.sqltypes.UTCDateTime
_COLUMNS = (
    ("expected_at", _AT, True, None),
    ("progress", sqlmodel.sql.sqltypes.AutoString, False, ""),
    ("progress_at", _AT, True, None),
    ("paid", sa.Float, True, None),
    ("satisfied", sa.Boolean, True, None),
)


def upgrade() -> None:
    for name, kind, nullable, default in _COLUMNS:
        op.add_column("visit", sa.Column(name, kind(), nullable=nullable, server_default=default))


def downgrade() -> None:
    for name, *_ in reversed(_COLUMNS):
        op.drop_column("visit", name)
