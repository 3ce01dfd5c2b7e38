"""since when a receipt's payment is to go back"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

_DUE = """UPDATE receipt SET refund_due_at = (
    SELECT changed_at FROM payment
    WHERE payment.receipt_id = receipt.id AND payment.state IN ('refund_due', 'refund_failed')
)"""


def upgrade() -> None:
    op.add_column("receipt", sa.Column("refund_due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.execute(_DUE)


def downgrade() -> None:
    op.drop_column("receipt", "refund_due_at")
