"""Asks the operator's time-stamping authority about a file before it is sent; no unit is open meanwhile."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

import anyio
from aiohttp import ClientSession, DummyCookieJar

from bot import outside
from bot.threads import in_thread
from domain.contact.facts import Document, Message
from domain.explain.facts import Phrase
from domain.logbook import stamps
from domain.logbook.facts import FaultError
from domain.logbook.stamps import Stamp
from domain.settings import Settings

log = logging.getLogger(__name__)

WITHIN_S: Final = 5.0  # an owner waits for it
Leave = Callable[[Message, BaseException], Awaitable[None]]
_HEADERS: Final = {"Content-Type": "application/timestamp-query", "Accept-Encoding": "identity"}


async def stamp(settings: Settings, message: Message, *, leave: Leave) -> Message:
    """Return a message whose file is to be stamped with the stamp in it, or with a line that there is none; others as they are.

    leave: keeps the message for later where the program stops meanwhile.
    """
    document = message.document
    if document is None or not document.stamped:
        return message
    answer, line = None, Phrase("logbook.unstamped")
    try:
        with anyio.fail_after(WITHIN_S):
            answer, got = await _stamp_of(settings, document)
        line = Phrase("logbook.stamped", {"authority": got.authority})
    except anyio.get_cancelled_exc_class() as stop:
        with anyio.CancelScope(shield=True):
            await leave(_finished(message, document, None, line), stop)
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the file goes out without a stamp
        reason = error.fault if isinstance(error, FaultError) else type(error).__name__
        log.warning("a dossier got no time stamp: %s", reason)
    return _finished(message, document, answer, line)


def _finished(message: Message, document: Document, answer: bytes | None, line: Phrase) -> Message:
    body = stamps.put(document.body, answer)
    return replace(message, lines=(*message.lines, line), document=replace(document, body=body, stamped=b""))


async def _stamp_of(settings: Settings, document: Document) -> tuple[bytes, Stamp]:
    """Raises outside.NoAnswerError, FaultError, ClientError or OSError."""
    assert settings.timestamp_url is not None, "asked only where an authority is set"
    assert settings.timestamp_ca is not None, "settings are refused without it"
    request = await in_thread(stamps.request, document.stamped)
    answer = await _ask(settings.timestamp_url, request.as_bytes())
    roots = await anyio.Path(settings.timestamp_ca).read_bytes()
    got = await in_thread(stamps.check, answer, document.stamped, roots=roots, nonce=request.nonce)
    return answer, got


async def _ask(url: str, request: bytes) -> bytes:
    async with (
        ClientSession(headers=_HEADERS, cookie_jar=DummyCookieJar(), auto_decompress=False) as session,
        session.post(url, data=request, allow_redirects=False) as response,
    ):
        return await outside.body(response)
