"""kinds of data in an hour, and groups that were told to write privately"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0014'
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('chunk', sa.Column('kinds', sqlmodel.sql.sqltypes.AutoString(), nullable=True), schema='telemetry')
    op.create_table(
        'group_hint',
        sa.Column('group_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('made_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint('group_hash'),
    )


def downgrade() -> None:
    op.drop_table('group_hint')
    op.drop_column('chunk', 'kinds', schema='telemetry')
