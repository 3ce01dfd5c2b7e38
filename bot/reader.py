"""Asks the operator's second reader over HTTP. Only a choice comes back; whatever goes wrong, there is none."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import inf
from time import perf_counter
from typing import Final

import anyio
from aiohttp import ClientSession, DummyCookieJar, TCPConnector
from prometheus_client import Counter, Histogram

from bot import outside
from domain.core import Core
from domain.dialogue.second import wire
from domain.dialogue.second.facts import Choice, Question
from domain.settings import Settings

log = logging.getLogger(__name__)

NAME: Final = "reader"  # of its part in readiness
WITHIN_S: Final = 2.0  # an owner waits for it
_AT_ONCE: Final = 8  # calls; more of them wait, within their two seconds
_CALLS: Final = Counter(
    "beforehand_reader_calls", "Messages the second reader was asked about, by what came.", ["outcome"]
)
_SECONDS: Final = Histogram(
    "beforehand_reader_seconds", "How long its answers took.", buckets=(0.1, 0.25, 0.5, 1, 1.5, 2)
)


class Reader:
    """The second reader. After failures in a row it rests, ever longer up to a minute, and one call at a time tries it again."""

    def __init__(self, core: Core, session: ClientSession) -> None:
        self._settings = core.settings
        self._session = session
        self._loop = core.loops.begin(NAME, patience_s=inf)
        self._is_failing = False
        self._rests_until = 0.0

    def is_ready(self) -> bool:
        """Whether it may be asked now."""
        return perf_counter() >= self._rests_until

    async def read(self, question: Question) -> Choice | None:
        """Return its choice; None where there is none within two seconds, or nothing of the schema."""
        begun = perf_counter()
        if self._is_failing:
            self._rests_until = begun + WITHIN_S
        try:
            with anyio.fail_after(WITHIN_S):
                answer = await self._ask(question)
            words = wire.content(answer)
        except Exception as error:  # noqa: BLE001 - whatever it is, the built-in reader answers
            self._miss(error)
            return None
        self._loop.came_round()
        self._is_failing, self._rests_until = False, 0.0
        choice = wire.choice(words)
        _SECONDS.observe(perf_counter() - begun)
        _CALLS.labels("chosen" if choice else "nonsense").inc()
        return choice

    async def _ask(self, question: Question) -> bytes:
        """Raises outside.NoAnswerError, ClientError or OSError."""
        body = wire.body(question, model=self._settings.reader_model)
        url = f"{self._settings.reader_url}/chat/completions"
        async with self._session.post(url, json=body, allow_redirects=False) as response:
            return await outside.body(response)

    def _miss(self, error: Exception) -> None:
        pause_s = self._loop.missed(error, outside=True)
        self._is_failing, self._rests_until = True, perf_counter() + pause_s
        _CALLS.labels("late" if isinstance(error, TimeoutError) else "failed").inc()
        log.warning("the second reader rests %.1f s: %s", pause_s, type(error).__name__)


@asynccontextmanager
async def connect(core: Core) -> AsyncIterator[Reader | None]:
    """Yield the second reader for as long as the bot runs; None where no address is set."""
    if core.settings.reader_url is None:
        yield None
        return
    session = ClientSession(
        connector=TCPConnector(limit=_AT_ONCE),
        headers=_headers(core.settings),
        cookie_jar=DummyCookieJar(),
        auto_decompress=False,  # so that the limit is one of what is held
    )
    async with session:
        yield Reader(core, session)


def _headers(settings: Settings) -> dict[str, str]:
    key = settings.reader_key
    plain = {"Accept-Encoding": "identity"}
    return plain | ({"Authorization": f"Bearer {key.get_secret_value()}"} if key else {})
