"""what nobody read of invoices and payments goes"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.drop_index("ix_payment_invoice_id", "payment")
    with op.batch_alter_table("payment") as batch:
        batch.drop_column("invoice_id")
    with op.batch_alter_table("invoice") as batch:
        batch.drop_column("channel")


def downgrade() -> None:
    with op.batch_alter_table("invoice") as batch:
        batch.add_column(sa.Column("channel", _TEXT(), nullable=False, server_default=""))
    with op.batch_alter_table("payment") as batch:
        batch.add_column(sa.Column("invoice_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            "fk_payment_invoice_id_invoice", "invoice", ["invoice_id"], ["id"], ondelete="SET NULL"
        )
    op.create_index("ix_payment_invoice_id", "payment", ["invoice_id"])
