"""what was told"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('alert', sa.Column('told', sa.LargeBinary(), nullable=True))
    # Where no look came after the telling, the newest finding is what was told; of others it is not known any more.
    op.execute('UPDATE alert SET told = finding WHERE confirmed_at = changed_at')


def downgrade() -> None:
    op.drop_column('alert', 'told')
