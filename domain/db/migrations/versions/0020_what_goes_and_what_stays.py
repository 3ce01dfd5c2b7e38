"""keys of single values, called-off visits, tries by chat, and answers that stay as given"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_AT = sqlmodel.sql.sqltypes.UTCDateTime
_TEXT = sqlmodel.sql.sqltypes.AutoString
_RECORDS = ("consent", "privacy_switch")
_STAYS = "EXISTS (SELECT 1 FROM owner WHERE id = OLD.owner_id AND NOT is_leaving)"
_REFUSED = "is append-only: it goes with its owner alone"


def upgrade() -> None:
    op.create_table(
        "passing_key",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("master_version", sa.Integer(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", _AT(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        schema="keys",
    )
    op.create_table(
        "called_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("number", _TEXT(), nullable=False),
        sa.Column("job", _TEXT(), nullable=False),
        sa.Column("starts_at", _AT(), nullable=False),
        sa.Column("ends_at", _AT(), nullable=False),
        sa.Column("at", _AT(), nullable=False),
        sa.ForeignKeyConstraint(["centre_id"], ["centre.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("called_off_agenda", "called_off", ["centre_id", "starts_at"])
    op.drop_table("link_try")  # its rows count for ten minutes
    op.create_table(
        "link_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_mark", _TEXT(), nullable=False),
        sa.Column("at", _AT(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_link_try_chat_mark", "link_try", ["chat_mark"])
    op.add_column("owner", sa.Column("is_leaving", sa.Boolean(), nullable=False, server_default=sa.false()))
    for table in _RECORDS:
        for statement in _guards(table):
            op.execute(statement)


def _guards(table: str) -> tuple[str, ...]:
    if op.get_bind().dialect.name == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} {_REFUSED}'); END"
        again = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 - what INSERT OR REPLACE would delete
        return (
            f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_replaced BEFORE INSERT ON {table} WHEN {again} {refuse}",
            f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} WHEN {_STAYS} {refuse}",
        )
    body = f"BEGIN IF TG_OP <> 'DELETE' THEN RAISE EXCEPTION '{table} {_REFUSED}'; END IF;"
    body += f" IF {_STAYS} THEN RAISE EXCEPTION '{table} {_REFUSED}'; END IF; RETURN OLD; END"
    calls = f"EXECUTE FUNCTION {table}_stays()"
    return (
        f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {calls}",
        f"CREATE TRIGGER {table}_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {calls}",
    )


def downgrade() -> None:
    for table in _RECORDS:
        if op.get_bind().dialect.name == "sqlite":
            for name in ("unchanged", "replaced", "stays"):
                op.execute(f"DROP TRIGGER {table}_{name}")
        else:
            op.execute(f"DROP FUNCTION {table}_stays() CASCADE")
    op.drop_column("owner", "is_leaving")
    op.drop_table("link_try")
    op.create_table(
        "link_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("at", _AT(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_link_try_owner_id", "link_try", ["owner_id"])
    op.drop_table("called_off")
    op.drop_table("passing_key", schema="keys")
