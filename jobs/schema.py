"""Checks that a database belongs to this program and has its present schema."""

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from domain.db import migrate
from domain.db.engine import of_schema
from domain.errors import Refusal


def is_current(engine: Engine) -> bool:
    """Return whether every migration has run on the database."""
    with of_schema(engine) as own, own.execution_options(reading=True).connect() as connection:
        return _revision(connection) == _scripts().get_current_head()


def refuse_strange(engine: Engine) -> None:
    """Raises Refusal database_foreign where tables of another program stand, database_newer for a later version's."""
    with of_schema(engine) as own, own.execution_options(reading=True).connect() as connection:
        revision = _revision(connection)
        if revision is None and inspect(connection).get_table_names():
            raise Refusal("database_foreign", reason="it holds tables of another program")
    revisions = {script.revision for script in _scripts().walk_revisions()}
    if revision is not None and revision not in revisions:
        raise Refusal("database_newer", reason=f"it is at migration {revision}")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(migrate.__file__).replace("migrate.py", "migrations"))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)
