"""The schema of the database: is it the present one, and bring it there."""

import typer
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from domain import core as core_module
from domain.db import migrate
from domain.settings import Settings

app = typer.Typer(no_args_is_help=True)


@app.callback()
def main() -> None:
    """Bring the database to the present schema."""


@app.command()
def upgrade() -> None:
    """Run the migrations that this database has not seen. Safe to repeat; back up before an upgrade."""
    core = core_module.build(Settings())
    migrate.upgrade(core.engine)
    core.engine.dispose()
    typer.echo("The database is up to date.")


def is_current(engine: Engine) -> bool:
    """Whether the database has seen every migration."""
    config = Config()
    config.set_main_option("script_location", str(migrate.__file__).replace("migrate.py", "migrations"))
    config.set_main_option("path_separator", "os")
    wanted = ScriptDirectory.from_config(config).get_current_head()
    with engine.execution_options(reading=True).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == wanted
