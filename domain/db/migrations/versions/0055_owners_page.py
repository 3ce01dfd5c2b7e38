"""sessions and links of owners, and the launches of the Mini App that were used"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

_TABLES = ("sign_in_link", "page_session")


def upgrade() -> None:
    for name in _TABLES:
        with op.batch_alter_table(name) as batch:
            batch.add_column(sa.Column("owner_id", sa.Integer(), nullable=True))
            batch.create_foreign_key(f"fk_{name}_owner_id_owner", "owner", ["owner_id"], ["id"])
        op.create_index(f"ix_{name}_owner_id", name, ["owner_id"])
    op.create_table(
        "page_launch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proof_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("proof_hash"),
    )


def downgrade() -> None:
    op.drop_table("page_launch")
    for name in _TABLES:
        op.drop_index(f"ix_{name}_owner_id", name)
        with op.batch_alter_table(name) as batch:
            batch.drop_constraint(f"fk_{name}_owner_id_owner", type_="foreignkey")
            batch.drop_column("owner_id")
