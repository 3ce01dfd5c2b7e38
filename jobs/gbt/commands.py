"""`beforehand gbt`: the listener for GB/T 32960 alone."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

import anyio
import typer

from domain.core import Core
from domain.errors import Refusal
from jobs import serve, serving
from jobs.gbt.listener import Listener

app = typer.Typer()
log = logging.getLogger(__name__)

_USER, _PASSWORD = 12, 20  # letters that a login has room for
_FEWEST: Final = 8  # letters of a password that is none otherwise


@app.command("gbt")
def gbt() -> None:
    """Start the listener for GB/T 32960 alone: what cars and platforms report. Run one only."""
    with serving.started() as core, listening(core, required=True):
        typer.echo(f"GB/T 32960 is listened for on {core.settings.gbt_listen}.")
        anyio.run(serve.until_stopped, anyio.sleep_forever)


@contextmanager
def listening(core: Core, *, required: bool = False) -> Iterator[None]:
    """Listen while the block lasts, where BEFOREHAND_GBT_LISTEN is set.

    Raises Refusal gbt_listen_missing where it is required, gbt_listen_wrong, gbt_platform_wrong, and those of a port.
    """
    if core.settings.gbt_listen is None:
        if required:
            raise Refusal("gbt_listen_missing")
        yield
        return
    host, port = _address(core.settings.gbt_listen)
    platform = _platform(core)
    listener = Listener(core, serve.listening(host, port), platform=platform)
    listener.start()
    try:
        yield
    finally:
        listener.stop()


def _address(text: str) -> tuple[str, int]:
    """Raises Refusal gbt_listen_wrong."""
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise Refusal("gbt_listen_wrong", found=text[:60]) from error
    if not host or port is None or parts.netloc != text or "@" in text:
        raise Refusal("gbt_listen_wrong", found=text[:60])
    if not _is_here(host):
        log.warning("GB/T 32960 is listened for on %s: let nobody but your gateway reach it", host)
    return host, port


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _platform(core: Core) -> tuple[str, str] | None:
    """Raises Refusal gbt_platform_wrong."""
    if core.settings.gbt_platform is None:
        return None
    user, _, password = core.settings.gbt_platform.get_secret_value().partition(":")
    if (
        not 0 < len(user) <= _USER
        or not _FEWEST <= len(password) <= _PASSWORD
        or not f"{user}{password}".isascii()
    ):
        raise Refusal("gbt_platform_wrong")
    return user, password
