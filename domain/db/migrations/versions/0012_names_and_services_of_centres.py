"""names by language, and what centres offer to cars that cannot be driven"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NAMES = (("centre", "name"), ("centre", "address"), ("special_day", "name"), ("vehicle", "name"))
OFFERS = ("offers_towing", "offers_mobile")


def upgrade() -> None:
    for column in OFFERS:
        op.add_column("centre", sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false()))
    _rewrite(lambda text: json.dumps(text, ensure_ascii=False))


def downgrade() -> None:
    _rewrite(_plain)
    for column in OFFERS:
        op.drop_column("centre", column)


def _rewrite(change) -> None:
    """A name was a plain text and is JSON now: a string, or an object of texts by language."""
    connection = op.get_bind()
    for name, column in NAMES:
        table = sa.table(name, sa.column("id", sa.Integer), sa.column(column, sa.String))
        for row in connection.execute(sa.select(table.c.id, table.c[column])).all():
            connection.execute(sa.update(table).where(table.c.id == row[0]).values({column: change(row[1])}))


def _plain(text: str) -> str:
    name = json.loads(text)
    return name if isinstance(name, str) else next(iter(name.values()))
