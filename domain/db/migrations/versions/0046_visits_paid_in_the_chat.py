"""visits paid in the chat, money owed to erased owners, a report of a visit that comes again"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
# What was given up with an erasure before this version, when nothing was kept to pay it back by.
_GIVEN_UP = """UPDATE receipt SET refund_due_at = NULL WHERE refunded_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM payment WHERE payment.receipt_id = receipt.id)"""


def upgrade() -> None:
    op.add_column("receipt", sa.Column("refund_reference", _TEXT(), nullable=False, server_default=""))
    op.execute(_GIVEN_UP)
    op.add_column("receipt", sa.Column("provider_hash", _TEXT(), nullable=False, server_default=""))
    op.create_index("ix_receipt_provider_hash", "receipt", ["provider_hash"])
    op.add_column("visit", sa.Column("report_hash", _TEXT(), nullable=False, server_default=""))
    op.add_column("visit", sa.Column("due", sa.Float(), nullable=True))
    op.drop_index("ix_payment_invoice_id", "payment")
    for name, unread in (("payment", "invoice_id"), ("invoice", "channel")):
        with op.batch_alter_table(name) as batch:
            batch.drop_column(unread)
            batch.add_column(sa.Column("visit_id", sa.Integer(), nullable=True))
            batch.create_foreign_key(
                f"fk_{name}_visit_id_visit", "visit", ["visit_id"], ["id"], ondelete="SET NULL"
            )
        op.create_index(f"ix_{name}_visit_id", name, ["visit_id"])


def downgrade() -> None:
    for name in ("invoice", "payment"):
        op.drop_index(f"ix_{name}_visit_id", name)
        with op.batch_alter_table(name) as batch:
            batch.drop_column("visit_id")
    with op.batch_alter_table("invoice") as batch:
        batch.add_column(sa.Column("channel", _TEXT(), nullable=False, server_default=""))
    with op.batch_alter_table("payment") as batch:
        batch.add_column(sa.Column("invoice_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            "fk_payment_invoice_id_invoice", "invoice", ["invoice_id"], ["id"], ondelete="SET NULL"
        )
    op.create_index("ix_payment_invoice_id", "payment", ["invoice_id"])
    op.drop_column("visit", "due")
    op.drop_column("visit", "report_hash")
    op.drop_index("ix_receipt_provider_hash", "receipt")
    op.drop_column("receipt", "provider_hash")
    op.drop_column("receipt", "refund_reference")
