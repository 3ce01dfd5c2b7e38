"""Telegram's door: an update is stored, then acknowledged. Free of aiogram, so it starts at once."""

from collections.abc import Iterable

import msgspec
from anyio import to_thread
from litestar import post

from api.areas import Request
from api.auth import Role
from domain.contact import arrivals as incoming
from domain.contact import mailbox
from domain.contact.arrivals import Arrival
from domain.core import Core
from domain.errors import Refusal
from domain.kit.together import Together


@post("/telegram/webhook", opt={"role": Role.TELEGRAM}, status_code=200, include_in_schema=False)
async def receive(request: Request) -> dict[str, bool]:
    """Store one update."""
    await request.app.state.arrivals.do(read(await request.body()))
    return {"ok": True}


def arrivals(core: Core) -> Together[Arrival]:
    """Return what stores updates: those that come in while earlier ones are being written go together in one transaction."""
    return Together(lambda batch: to_thread.run_sync(keep, core, batch))


def read(body: bytes) -> Arrival:
    """Raise Refusal update_unreadable (400)."""
    try:
        return incoming.read(body)
    except msgspec.MsgspecError as error:
        raise Refusal("update_unreadable", status=400) from error


def keep(core: Core, batch: Iterable[Arrival]) -> None:
    """Store the bytes of updates; an update that is stored already is left as it is."""
    with core.unit() as unit:
        for each in batch:
            mailbox.take_in(unit, each)
