"""Telegram's door: an update is stored, then acknowledged. Free of aiogram, so it starts at once."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from anyio import to_thread
from litestar import Request, post

from api.areas import CoreDep
from api.auth import Role
from domain.contact import service as contact
from domain.core import Core
from domain.errors import Refusal
from domain.kit.together import Together

_SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header


class _Chat(msgspec.Struct):
    id: int


class _Said(msgspec.Struct):
    chat: _Chat


class _Tap(msgspec.Struct):
    sender: _Chat = msgspec.field(name="from")


class _Update(msgspec.Struct):
    update_id: int
    message: _Said | None = None
    callback_query: _Tap | None = None
    my_chat_member: _Said | None = None


@post("/telegram/webhook", opt={"role": Role.TELEGRAM}, status_code=200, include_in_schema=False)
async def receive(request: Request, core: CoreDep) -> dict[str, bool]:  # type: ignore[type-arg] # any state
    """Keep one update. Refused without the secret that was agreed with Telegram."""
    expected = core.settings.telegram_webhook_secret
    given = request.headers.get(_SECRET, "")
    if expected is None or not hmac.compare_digest(given.encode(), expected.get_secret_value().encode()):
        raise Refusal("webhook_secret", status=401)
    await request.app.state.arrivals.do(read(await request.body()))
    return {"ok": True}


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update on its way into the inbox."""

    update_id: int
    chat_id: int
    body: bytes


def arrivals(core: Core) -> Together[Arrival]:
    """Updates that come in while earlier ones are being stored are stored in one unit."""
    return Together(lambda batch: to_thread.run_sync(keep, core, batch))


def read(body: bytes) -> Arrival:
    """Raise Refusal update_unreadable (400)."""
    try:
        update = msgspec.json.decode(body, type=_Update)
    except msgspec.MsgspecError as error:
        raise Refusal("update_unreadable", status=400) from error
    return Arrival(update.update_id, _chat_id(update), body)


def keep(core: Core, batch: Iterable[Arrival]) -> None:
    """Store updates' bytes; one that came before is left as it was."""
    with core.unit() as unit:
        for each in batch:
            contact.receive(
                unit,
                update_id=each.update_id,
                chat_hash=unit.fingerprint("chat", str(each.chat_id)),
                body=each.body,
            )


def _chat_id(update: _Update) -> int:
    if update.message is not None:
        return update.message.chat.id
    if update.callback_query is not None:
        return update.callback_query.sender.id
    return update.my_chat_member.chat.id if update.my_chat_member is not None else 0
