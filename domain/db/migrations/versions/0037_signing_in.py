"""links that sign in, sessions of the pages, and second factors"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_AT = sqlmodel.sql.sqltypes.UTCDateTime
_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "sign_in_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("role", _TEXT(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=True),
        sa.Column("name", _TEXT(), nullable=False),
        sa.Column("code_hash", _TEXT(), nullable=False),
        sa.Column("expires_at", _AT(), nullable=False),
        sa.Column("used_at", _AT(), nullable=True),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code_hash"),
    )
    op.create_table(
        "page_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_id", sa.Integer(), nullable=False),
        sa.Column("prefix", _TEXT(), nullable=False),
        sa.Column("secret_hash", _TEXT(), nullable=False),
        sa.Column("locale", _TEXT(), nullable=False),
        sa.Column("seen_at", _AT(), nullable=False),
        sa.Column("proven_at", _AT(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("prefix"),
    )
    op.create_table(
        "second_factor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", _TEXT(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_at", _AT(), nullable=True),
        sa.Column("proven_at", _AT(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )


def downgrade() -> None:
    op.drop_table("second_factor")
    op.drop_table("page_session")
    op.drop_table("sign_in_link")
