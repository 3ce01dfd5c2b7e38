"""Telegram's webhook: from an update on the wire to its row committed in the inbox."""

from pathlib import Path

import anyio
import msgspec
import uvicorn
from pydantic import SecretStr

from api import app
from domain import core as cores
from domain.contact import mailbox
from domain.core import Core
from domain.kit.clock import RealClock
from jobs import speakers
from jobs.lab.bench import ground, load
from jobs.lab.bench.facts import Bar, Result

_SECRET = "bench"  # noqa: S105 - opens only the server of this measurement
_PER_S = 500
_SECONDS = 8
_WARM_UP = 500  # requests
_CHATS = 200
_LIVE = b"GET /health/live HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"


def webhook() -> Result:
    """Send 500 updates a second, open loop, from this process to one worker in another.

    bare_p99_ms: the same rate to a page that does nothing, for what the machine itself adds.
    """
    updates = [_request(number) for number in range(_PER_S * _SECONDS + _WARM_UP)]
    port = ground.free_port()
    with ground.folder() as place, ground.core(place) as core, ground.process(_serve, place, port):
        ground.wait_for_port(port)
        anyio.run(_send, port, updates[:_WARM_UP])
        bare = anyio.run(_send, port, [_LIVE] * (_PER_S * 2))
        latencies_ms = anyio.run(_send, port, updates[_WARM_UP:])
        stored = _stored_count(core)
    assert stored == len(updates), f"{len(updates) - stored} updates were acknowledged and not kept"
    figures = {
        "p50_ms": ground.percentile(latencies_ms, 0.50),
        "p95_ms": ground.percentile(latencies_ms, 0.95),
        "p99_ms": ground.percentile(latencies_ms, 0.99),
        "worst_ms": max(latencies_ms),
        "bare_p99_ms": ground.percentile(bare, 0.99),
    }
    return Result("webhook", figures, (Bar("p99_ms", 20, at_most=True),))


async def _send(port: int, updates: list[bytes]) -> list[float]:
    return await load.latencies_ms(port, updates, per_s=_PER_S)


def _stored_count(core: Core) -> int:
    with core.reading() as unit:
        return len(mailbox.next_updates(unit, limit=1_000_000))


def update(number: int, *, chat_id: int, text: str) -> bytes:
    """Return a message as Telegram writes it."""
    person = {"id": chat_id, "is_bot": False, "first_name": "Bench", "language_code": "en"}
    chat = {"id": chat_id, "type": "private", "first_name": "Bench"}
    message = {"message_id": number, "from": person, "chat": chat, "date": 1_763_430_000, "text": text}
    return msgspec.json.encode({"update_id": number, "message": message})


def _request(number: int) -> bytes:
    body = update(number + 1, chat_id=ground.FIRST_CHAT + number % _CHATS, text="How is my car?")
    head = (
        "POST /telegram/webhook HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
        f"x-telegram-bot-api-secret-token: {_SECRET}\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _serve(place: Path, port: int) -> None:
    settings = ground.settings(place, telegram_webhook_secret=SecretStr(_SECRET))
    web = app.create_app(cores.build(settings, clock=RealClock(), speaker=speakers.speaker))
    uvicorn.run(web, host="127.0.0.1", port=port, log_level="warning")
