"""SQLite gives the id of a wish on the waiting list once, as PostgreSQL does"""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table(
        "waitlist_entry", recreate=_recreate(), table_kwargs={"sqlite_autoincrement": True}
    ):
        pass


def downgrade() -> None:
    with op.batch_alter_table("waitlist_entry", recreate=_recreate()):
        pass


def _recreate() -> str:
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"
