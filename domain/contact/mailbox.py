"""Updates of the chat: kept before they are acknowledged, and handled from the table, in order within a chat."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from sqlmodel import col, or_, select

from domain.contact import store
from domain.contact.arrivals import Arrival
from domain.contact.facts import Update
from domain.contact.tables import GroupHint, InboxUpdate
from domain.core import Unit
from domain.db import passing, rows
from domain.db.keys import UnreadableError
from domain.registry import preferences
from domain.registry.tables import Owner

_BODY: Final = "inbox_update.body"


def take_in(unit: Unit, came: Arrival) -> bool:
    """Keep what came in before it is acknowledged; False for what came before."""
    chat_hash = unit.fingerprint("chat", str(came.chat_id))
    return receive(
        unit, update_id=came.update_id, chat_hash=chat_hash, body=came.body, is_urgent=came.is_urgent
    )


def receive(unit: Unit, *, update_id: int, chat_hash: str, body: bytes, is_urgent: bool = False) -> bool:
    """Keep an update before it is acknowledged; False for one that was received before.

    It is sealed with a key of its own, because nobody knows yet whose it is.
    """
    sealed, key = passing.seal(update_id, body, label=_BODY)
    values = {
        "update_id": update_id,
        "chat_hash": chat_hash,
        "body": sealed,
        "received_at": unit.now,
        "state": "waiting",
        "error_id": "",
        "is_urgent": is_urgent,
    }
    if not rows.add_once(unit.session, InboxUpdate, **values):
        return False
    passing.keep(unit.session, unit.core.keyring, update_id, key, now=unit.now)
    return True


def hint_once(unit: Unit, group_id: int) -> bool:
    """Note that a group or channel is told to write privately; False where it has been told before."""
    group_hash = unit.fingerprint("group", str(group_id))
    return rows.add_once(unit.session, GroupHint, group_hash=group_hash, made_at=unit.now)


def urgent_updates(unit: Unit) -> tuple[Update, ...]:
    """Return the updates that wait and must not: each is to be handled at once, whatever else its chat waits for."""
    return tuple(Update(row.id, row.chat_hash, _body(unit, row)) for row in store.urgent(unit))


def next_updates(unit: Unit, *, limit: int, but: Collection[str] = ()) -> tuple[Update, ...]:
    """Return the oldest updates that wait, without urgent ones; those of one chat are to be handled in this order.

    but: hashes of chats that are being handled. What cannot be read any more comes with an empty body: left out, it would
    wait for ever and take the place of what can be read. Whoever handles updates closes it (`failed`).
    """
    return tuple(
        Update(row.id, row.chat_hash, _body(unit, row)) for row in store.waiting(unit, limit, but=but)
    )


def look_again(unit: Unit, update: Update) -> Update:
    """Return an update as a unit that writes sees it.

    On SQLite values and their keys are two files, of which a reader may see one already and the other not yet: what a look
    could not read is unreadable only where it still is when nobody else is writing.
    """
    row = unit.session.get(InboxUpdate, update.id)
    return update if row is None else replace(update, body=_body(unit, row))


def _body(unit: Unit, row: InboxUpdate) -> bytes:
    """Return what came, or nothing where its key is gone or its bytes were changed."""
    try:
        return b"" if row.body is None else unit.unseal(row.body, label=_BODY)
    except UnreadableError:
        return b""


def give_up_unreadable(unit: Unit) -> int:
    """Close what waits and cannot be read any more, as after the restore of a backup; return how many."""
    unreadable = [
        row for row in [*store.urgent(unit), *store.waiting(unit, limit=None)] if not _body(unit, row)
    ]
    for row in unreadable:
        row.state, row.body = "failed", None
    return len(unreadable)


def forget_keys(unit: Unit, owner: Owner) -> None:
    """Destroy the keys of all that came from an owner's chat and is still here."""
    mine = or_(col(InboxUpdate.owner_id) == owner.id, col(InboxUpdate.chat_hash) == owner.chat_hash)
    passing.destroy(unit.session, select(InboxUpdate.update_id).where(mine))


def forget_keys_of_emptied(unit: Unit) -> None:
    """Destroy the keys of updates whose body is gone, also of those that came in while their owner was being erased."""
    passing.destroy(unit.session, select(InboxUpdate.update_id).where(col(InboxUpdate.body).is_(None)))


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
    passing.destroy(unit.session, select(InboxUpdate.update_id).where(InboxUpdate.id == update_id))
    return undone
