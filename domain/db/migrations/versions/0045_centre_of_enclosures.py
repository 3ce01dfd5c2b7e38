"""the centre that a note or picture was given to"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("enclosure") as batch:
        batch.add_column(sa.Column("centre_id", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_enclosure_centre_id_centre", "centre", ["centre_id"], ["id"])
    op.execute(
        "UPDATE enclosure SET centre_id = (SELECT centre_id FROM visit WHERE visit.id = enclosure.visit_id)"
        " WHERE visit_id IS NOT NULL"
    )


def downgrade() -> None:
    with op.batch_alter_table("enclosure") as batch:
        batch.drop_constraint("fk_enclosure_centre_id_centre", type_="foreignkey")
        batch.drop_column("centre_id")
