"""Delivery of updates to the bot's own address."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

import anyio
import httpx

from bot.playground import wire
from bot.playground.facts import Json
from bot.playground.updates import UpdateQueue

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the name of a header
FIRST_PAUSE = 0.2
LONGEST_PAUSE = 30.0
ANSWER_WITHIN = 15.0
"""Seconds; after them the update counts as undelivered and comes again."""

Caller = Callable[[str, wire.Params], Awaitable[object]]


@dataclass(slots=True)
class Webhook:
    clock: Callable[[], datetime]
    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error: tuple[datetime, str] | None = None
    _pause: float = field(default=FIRST_PAUSE)

    def set(self, url: str, *, secret: str, max_connections: int) -> None:
        self.url = url
        self.secret = secret
        self.max_connections = max_connections
        self.last_error = None
        self._pause = FIRST_PAUSE

    def as_wire(self, queue: UpdateQueue) -> Json:
        wire_form: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(queue.pending),
        }
        if self.url:
            wire_form["max_connections"] = self.max_connections
        if queue.allowed:
            wire_form["allowed_updates"] = sorted(queue.allowed)
        if self.last_error:
            wire_form["last_error_date"] = int(self.last_error[0].timestamp())
            wire_form["last_error_message"] = self.last_error[1]
        return wire_form

    async def run(self, queue: UpdateQueue, call: Caller) -> None:
        """Deliver for ever, one at a time and in order; a failed update is sent again, ever later."""
        async with httpx.AsyncClient(timeout=ANSWER_WITHIN, trust_env=False) as client:
            while True:
                if not (self.url and queue.pending):
                    await queue.bell.wait()
                    continue
                update = queue.pending[0]
                if await self._deliver(client, update, call):
                    _forget(queue, update)
                    self._pause = FIRST_PAUSE
                else:
                    await anyio.sleep(self._pause)
                    self._pause = min(self._pause * 2, LONGEST_PAUSE)

    async def _deliver(self, client: httpx.AsyncClient, update: Json, call: Caller) -> bool:
        headers = {"Content-Type": "application/json"} | ({SECRET_HEADER: self.secret} if self.secret else {})
        try:
            response = await client.post(self.url, content=json.dumps(update), headers=headers)
        except httpx.HTTPError as error:
            self.last_error = (self.clock(), f"{type(error).__name__}: {error}".rstrip(": "))
            return False
        if not response.is_success:
            reason = f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
            self.last_error = (self.clock(), reason)
            return False
        await _take_answer(response, call)
        return True


def _forget(queue: UpdateQueue, update: Json) -> None:
    if queue.pending and queue.pending[0] is update and not queue.repeat(update):
        queue.pending.popleft()


async def _take_answer(response: httpx.Response, call: Caller) -> None:
    """A bot may answer with one method call; its result is not reported back."""
    kind = response.headers.get("content-type", "")
    if not response.content or not kind.startswith(("application/json", "multipart/form-data")):
        return
    params = wire.parse(kind, response.content)
    if params.text("method"):
        fields = {name: value for name, value in params.fields.items() if name != "method"}
        await call(params.text("method"), wire.Params(fields, params.uploads))
