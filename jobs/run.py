"""Everything in one process, the demo, or the bot alone."""

from functools import partial
from typing import Annotated

import anyio
import typer

from bot import app as bot_app
from bot import serve as bot_serve
from domain.core import Core
from domain.errors import Refusal
from jobs import console, feeds, logs, memory, serve, serving
from jobs.demo import run as demo_run
from jobs.gbt import commands as gbt

app = typer.Typer()

Demo = Annotated[bool, typer.Option("--demo", help="Simulated cars, a hurried clock and a chat page.")]


@app.command()
def run(*, demo: Demo = False, port: serving.Port = None) -> None:
    """Start API, bot and ticker in one process.

    With --demo a dozen made-up cars and a chat page are served too, from a folder of their own that begins
    anew each time. With BEFOREHAND_TELEGRAM_TOKEN set, the demo talks through the real bot.
    """
    memory.keep_small()
    if demo:
        _run_demo(port)
        return
    with serving.started() as core:
        _require_token(core)
        with serving.ticking(core), feeds.subscribing(core), gbt.listening(core):
            anyio.run(
                serve.until_stopped, partial(serving.http, core, port=port), partial(bot_serve.run, core)
            )


def _run_demo(port: int | None) -> None:
    logs.set_up()
    with console.plain_refusals():
        settings = console.settings()
        listen = port or settings.api_port
        ready = partial(typer.echo, f"The demo is on http://{settings.api_host}:{listen} (stop with Ctrl+C)")
        anyio.run(partial(demo_run.serve_demo, settings, port=listen, ready=ready))


@app.command()
def bot() -> None:
    """Start the Telegram bot alone. With a webhook address the API process receives for it."""
    with serving.started() as core:
        _require_token(core)
        typer.echo("The bot is running.")
        anyio.run(serve.until_stopped, partial(bot_serve.run, core))


def _require_token(core: Core) -> None:
    if core.settings.telegram_token is None:
        raise Refusal("telegram_token_missing")
    if not bot_app.is_token(core.settings.telegram_token.get_secret_value()):
        raise Refusal("telegram_token_wrong", reason="it has not the form 123456:ABC")
    serving.require_webhook_secret(core.settings)
