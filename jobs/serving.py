"""The API and the ticker as processes of their own. Free of aiogram, so they start at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Annotated

import anyio
import typer

from api.app import create_app
from domain.core import Core
from domain.errors import Refusal
from domain.offers import catalogue
from domain.plans import catalogue as plans
from domain.privacy import erase
from domain.settings import Settings
from jobs import beats, console, logs, serve

app = typer.Typer()

Port = Annotated[
    int | None, typer.Option(help="Port to listen on, instead of BEFOREHAND_API_PORT.", min=1, max=65535)
]


@app.command()
def api(port: Port = None) -> None:
    """Start the HTTP API alone: for cars, operators, centres, owners, and Telegram's webhook."""
    with started() as core:
        require_webhook_secret(core.settings)
        anyio.run(serve.until_stopped, partial(http, core, port=port))


@app.command()
def ticker() -> None:
    """Start the timetable alone. Any number may run: each period of each job has one result."""
    with started() as core, ticking(core):
        typer.echo("The timetable is running.")
        anyio.run(serve.until_stopped, anyio.sleep_forever)


def require_webhook_secret(settings: Settings) -> None:
    """Raises Refusal webhook_secret_missing where updates would be expected that anybody could send."""
    if settings.telegram_webhook_url and settings.telegram_webhook_secret is None:
        raise Refusal("webhook_secret_missing")


@contextmanager
def started() -> Iterator[Core]:
    """Open the core for serving, and sweep up what a restored backup left behind before anything is handled.

    Raises Refusal offers_wrong or plans_wrong where the operator's file of offers or table of plans cannot be used.
    """
    logs.set_up()
    with console.open_core(waits=True) as core:
        catalogue.load(core.settings.offers)
        plans.load(core.settings.plans)
        console.patiently(partial(_sweep, core))
        with beats.beating(core):
            yield core


def _sweep(core: Core) -> None:
    with core.unit() as unit:
        erase.sweep(unit)


async def http(core: Core, *, port: int | None) -> None:
    """Serve the API until cancelled."""
    host = core.settings.api_host
    listen = port or core.settings.api_port
    ready = partial(typer.echo, f"The API listens on http://{host}:{listen}")
    await serve.http(create_app(core), host=host, port=listen, ready=ready)


@contextmanager
def ticking(core: Core) -> Iterator[None]:
    scheduler = serve.start_ticker(core)
    try:
        yield
    finally:
        scheduler.shutdown()
