"""labels of buttons"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Buttons from before have no label: they are pressed as ever, and only not found by their words.
    op.add_column('action', sa.Column('label', sa.String(), nullable=False, server_default=''))
    op.add_column('action', sa.Column('message_id', sa.BigInteger(), nullable=True))
    op.create_index('ix_action_label', 'action', ['label'])


def downgrade() -> None:
    op.drop_index('ix_action_label', table_name='action')
    op.drop_column('action', 'message_id')
    op.drop_column('action', 'label')
