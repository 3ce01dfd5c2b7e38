"""The command that brings the database to the present schema."""

import typer

from domain import core as core_module
from domain.db import migrate
from jobs import console, schema, speakers

app = typer.Typer(no_args_is_help=True)


@app.callback()
def main() -> None:
    """Bring the database to the present schema."""


@app.command()
def upgrade() -> None:
    """Run the migrations that this database has not seen. Safe to repeat; back up before an upgrade."""
    with console.plain_refusals():
        core = core_module.build(console.settings(), speaker=speakers.speaker)
        schema.refuse_strange(core.engine)
        migrate.upgrade(core.engine)
        core.engine.dispose()
    typer.echo("The database is up to date.")
