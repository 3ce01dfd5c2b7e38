"""Is the schema of a database the present one?"""

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from domain.db import migrate


def is_current(engine: Engine) -> bool:
    """Whether the database has seen every migration."""
    config = Config()
    config.set_main_option("script_location", str(migrate.__file__).replace("migrate.py", "migrations"))
    config.set_main_option("path_separator", "os")
    wanted = ScriptDirectory.from_config(config).get_current_head()
    with engine.execution_options(reading=True).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == wanted
