"""titles of campaigns and names of fault codes by language"""

import json

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_COLUMNS = (("campaign", "title"), ("fault_code", "name"))
_LANGUAGES = {"en": "en", "zh": "zh_Hans"}  # the end of an old column and the language of its texts


def upgrade() -> None:
    for table, column in _COLUMNS:
        op.add_column(table, sa.Column(column, _TEXT(), nullable=False, server_default='""'))
        _rewrite(table, column, _joined)
        for end in _LANGUAGES:
            op.drop_column(table, f"{column}_{end}")


def downgrade() -> None:
    for table, column in _COLUMNS:
        for end in _LANGUAGES:
            op.add_column(table, sa.Column(f"{column}_{end}", _TEXT(), nullable=False, server_default=""))
        _rewrite(table, column, _split)
        op.drop_column(table, column)


def _rewrite(table, column, change) -> None:
    """Fill the new columns of every row from its old ones."""
    olds = [f"{column}_{end}" for end in _LANGUAGES]
    rows = sa.table(table, sa.column("id", sa.Integer), *(sa.column(each, sa.String) for each in (column, *olds)))
    connection = op.get_bind()
    for row in connection.execute(sa.select(rows)).mappings().all():
        connection.execute(sa.update(rows).where(rows.c.id == row["id"]).values(change(row, column)))


def _joined(row, column):
    texts = {language: row[f"{column}_{end}"] for end, language in _LANGUAGES.items()}
    name = {language: text for language, text in texts.items() if text} or ""
    return {column: json.dumps(name, ensure_ascii=False)}


def _split(row, column):
    name = json.loads(row[column])
    texts = dict.fromkeys(_LANGUAGES.values(), name) if isinstance(name, str) else name
    # A title was needed in every language before, a name was not.
    missing = next(iter(texts.values()), "") if column == "title" else ""
    return {f"{column}_{end}": texts.get(language, missing) for end, language in _LANGUAGES.items()}
