"""Loops of the bot that begin again after an error, after pauses that grow."""

import logging
from collections.abc import Awaitable, Callable
from typing import Final

import anyio
from aiogram.exceptions import AiogramError, TelegramRetryAfter
from aiohttp import ClientError

from domain.db.away import AWAY
from domain.errors import error_id
from domain.kit.loops import Loop

log = logging.getLogger(__name__)

OUTSIDE: Final = (*AWAY, AiogramError, ClientError, OSError)
"""What stands outside the program: Telegram, the network, the database, the disk."""
_LONGEST_PUT_OFF_S: Final = 3600.0


async def keep_on(loop: Loop, run: Callable[[], Awaitable[object]]) -> None:
    """Run until it returns, again after each error. `run` calls `loop.came_round` after each good turn."""
    while True:
        try:
            await run()
        except Exception as error:  # noqa: BLE001 - nothing may end a loop
            await rest(loop, error)
        else:
            return


async def rest(loop: Loop, error: Exception) -> None:
    """Log and count an error of a loop, and pause."""
    at_least_s = put_off_s(error) if isinstance(error, TelegramRetryAfter) else 0.0
    outside = isinstance(error, OUTSIDE)
    pause_s = loop.missed(error, outside=outside, at_least_s=at_least_s)
    if outside:
        log.warning("%s waits %.1f s: %s", loop.name, pause_s, type(error).__name__)
    else:
        log.error("error %s: %s failed, again in %.1f s", error_id(), loop.name, pause_s, exc_info=error)
    await anyio.sleep(pause_s)


def put_off_s(error: TelegramRetryAfter) -> float:
    """Return the seconds of Telegram's retry_after, with an upper limit."""
    return min(max(float(error.retry_after), 0.0), _LONGEST_PUT_OFF_S)
