"""Updates of the chat: kept before they are acknowledged, and handled from the table, in order within a chat."""

from collections.abc import Collection

from domain.contact import store
from domain.contact.arrivals import Arrival
from domain.contact.facts import Update
from domain.contact.tables import GroupHint, InboxUpdate
from domain.core import Unit
from domain.db import rows
from domain.garage import preferences


def take_in(unit: Unit, came: Arrival) -> bool:
    """Keep what came in before it is acknowledged; False for what came before."""
    chat_hash = unit.fingerprint("chat", str(came.chat_id))
    return receive(unit, update_id=came.update_id, chat_hash=chat_hash, body=came.body)


def receive(unit: Unit, *, update_id: int, chat_hash: str, body: bytes) -> bool:
    """Keep an update before it is acknowledged; False for one that was received before."""
    values = {
        "update_id": update_id,
        "chat_hash": chat_hash,
        "body": unit.seal(None, body, label="inbox_update.body"),
        "received_at": unit.now,
        "state": "waiting",
        "error_id": "",
    }
    return rows.add_once(unit.session, InboxUpdate, **values)


def hint_once(unit: Unit, group_id: int) -> bool:
    """Note that a group or channel is told to write privately; False where it has been told before."""
    group_hash = unit.fingerprint("group", str(group_id))
    return rows.add_once(unit.session, GroupHint, group_hash=group_hash, made_at=unit.now)


def next_updates(unit: Unit, *, limit: int, but: Collection[str] = ()) -> tuple[Update, ...]:
    """Return the oldest updates that wait; those of one chat are to be handled in this order.

    but: hashes of chats that are being handled.
    """
    return tuple(
        Update(row.id, row.chat_hash, unit.unseal(row.body, label="inbox_update.body"))
        for row in store.waiting(unit, limit, but=but)
        if row.body is not None
    )


def done(unit: Unit, update_id: int, owner_id: int | None) -> None:
    """Note an update as handled and forget its body. An owner who writes no longer counts as having blocked the chat."""
    store.mark_handled(unit, update_id, "done", owner_id=owner_id)
    if owner_id is not None:
        preferences.set_blocked(unit, owner_id, blocked=False)


def failed(unit: Unit, update_id: int, error_id: str) -> bool:
    """Note that handling failed under this error id; the body goes too. False where its effect was kept already."""
    row = unit.session.get_one(InboxUpdate, update_id)
    undone = row.state == "waiting"
    row.state, row.body, row.error_id = "failed", None, error_id
    return undone
