"""what the owner of a report's page agreed to: the driving report, or the health checks that a health report is made of"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "report_page",
        sa.Column(
            "purpose", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default="driving"
        ),
    )


def downgrade() -> None:
    with op.batch_alter_table("report_page") as batch:
        batch.drop_column("purpose")
