"""Asks the operator's time-stamping authority about a file before it is sent; no unit is open meanwhile."""

import logging
from dataclasses import replace
from typing import Final

import anyio
from aiohttp import ClientSession, DummyCookieJar

from bot import outside
from bot.threads import in_thread
from domain.contact.facts import Document, Message
from domain.explain.facts import Phrase
from domain.logbook import stamps
from domain.logbook.stamps import Stamp
from domain.settings import Settings

log = logging.getLogger(__name__)

WITHIN_S: Final = 5.0  # an owner waits for it
_HEADERS: Final = {"Content-Type": "application/timestamp-query", "Accept-Encoding": "identity"}


async def stamp(settings: Settings, message: Message) -> Message:
    """Return a message whose file is to be stamped with the stamp in it, or with a line that there is none; others as they are."""
    document = message.document
    if document is None or not document.stamped:
        return message
    answer, line = None, Phrase("logbook.unstamped")
    try:
        with anyio.fail_after(WITHIN_S):
            answer, got = await _stamp_of(settings, document)
        line = Phrase("logbook.stamped", {"authority": got.authority})
    except Exception as error:  # noqa: BLE001 - whatever it is, the file goes out without a stamp
        log.warning("a dossier got no time stamp: %s", type(error).__name__)
    finished = replace(document, body=stamps.put(document.body, answer), stamped=b"")
    return replace(message, lines=(*message.lines, line), document=finished)


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
