"""plans and payments, and updates that do not wait behind others"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

_AT = sqlmodel.sql.sqltypes.UTCDateTime
_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.add_column(
        "inbox_update", sa.Column("is_urgent", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("charge_hash", _TEXT(), nullable=False),
        sa.Column("plan", _TEXT(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("currency", _TEXT(), nullable=False),
        sa.Column("channel", _TEXT(), nullable=False),
        sa.Column("made_at", _AT(), nullable=False),
        sa.Column("refunded_at", _AT(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("charge_hash"),
    )
    op.create_table(
        "invoice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("token", _TEXT(), nullable=False),
        sa.Column("plan", _TEXT(), nullable=False),
        sa.Column("channel", _TEXT(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("rest", sa.Integer(), nullable=False),
        sa.Column("currency", _TEXT(), nullable=False),
        sa.Column("replaces", _TEXT(), nullable=False),
        sa.Column("state", _TEXT(), nullable=False),
        sa.Column("made_at", _AT(), nullable=False),
        sa.Column("expires_at", _AT(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token"),
    )
    op.create_index("ix_invoice_owner_id", "invoice", ["owner_id"])
    op.create_table(
        "payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=True),
        sa.Column("references", sa.LargeBinary(), nullable=False),
        sa.Column("state", _TEXT(), nullable=False),
        sa.Column("reason", _TEXT(), nullable=False),
        sa.Column("made_at", _AT(), nullable=False),
        sa.Column("changed_at", _AT(), nullable=False),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"]),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("receipt_id"),
    )
    op.create_index("ix_payment_owner_id", "payment", ["owner_id"])
    op.create_index("ix_payment_invoice_id", "payment", ["invoice_id"])
    op.create_index("ix_payment_state", "payment", ["state"])
    op.create_table(
        "plan_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("plan", _TEXT(), nullable=False),
        sa.Column("starts_at", _AT(), nullable=False),
        sa.Column("ends_at", _AT(), nullable=False),
        sa.Column("worth", sa.Integer(), nullable=False),
        sa.Column("currency", _TEXT(), nullable=False),
        sa.Column("is_trial", sa.Boolean(), nullable=False),
        sa.Column("is_last", sa.Boolean(), nullable=False),
        sa.Column("payment_id", sa.Integer(), nullable=True),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("over_at", _AT(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"]),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["replaced_by"], ["payment.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("payment_id"),
    )
    op.create_index("ix_plan_term_owner_id", "plan_term", ["owner_id"])
    op.create_index("ix_plan_term_replaced_by", "plan_term", ["replaced_by"])


def downgrade() -> None:
    for name in ("plan_term", "payment", "invoice", "receipt"):
        op.drop_table(name)
    op.drop_column("inbox_update", "is_urgent")
