"""Deleting a person: the key first, then every row, and a mark that keeps backups from undoing it."""

import logging
from functools import partial
from typing import Final

from sqlmodel import select

from domain.booking import leaving
from domain.contact import mailbox
from domain.contact.facts import Button, Message, Style
from domain.core import Core, Unit
from domain.db.engine import forget_deleted
from domain.errors import Refusal
from domain.explain.facts import Moment, Phrase
from domain.feeds import links
from domain.plans import message as plans
from domain.plans import refunds
from domain.privacy import declared, footprint, mode, store, suppression
from domain.privacy.about import Deletion
from domain.privacy.suppression import ErasedChat
from domain.privacy.tables import KEEP, Erasure
from domain.registry import driving
from domain.registry import service as registry
from domain.registry.tables import Owner

log = logging.getLogger(__name__)

_MISSING: Final = (
    "The list of erased chats %s is missing. If a backup was restored, owners who deleted everything since it was made"
    " may be back: stop, put the newest copy of that file in place and start again. A new list is begun from what the"
    " database knows. Ignore this at the first start of a version that keeps the list."
)


def ask_delete(unit: Unit, owner: Owner) -> Message:
    """Return the first question before an erasure: what is deleted, what stays and why, and the offer of a copy."""
    kinds = tuple(Phrase(f"privacy.category.{part.category}") for part in footprint.parts(unit, owner))
    paid = refunds.has_paid(unit, owner.id)
    stays = tuple(_survivor(each.name) for each in declared.survivors() if paid or each.name != "receipt")
    lines = (
        Phrase("privacy.erase.goes", {"kinds": kinds}),
        Phrase("privacy.erase.visits"),
        Phrase("privacy.erase.stays"),
        *stays,
        *plans.owed(refunds.owed(unit, owner.id)),
        Phrase("privacy.erase.copy"),
    )
    go_on = Button(
        Phrase("privacy.button.erase"), "privacy.erase", Deletion(sure=False).params(), style=Style.GRAVE
    )
    copy = Button(Phrase("privacy.button.export_first"), "privacy.export", once=False)
    return Message(lines, ((copy,), (go_on,), (mode.keep_button(),)))


def _survivor(name: str) -> Phrase:
    table = next(table for table in declared.survivors() if table.name == name)
    reach = declared.reach_of(table)
    return Phrase(reach.survives, {"n": 0 if reach.keep is None else reach.keep.days})


def ask_again(unit: Unit, owner: Owner) -> Message:
    """Return the second question: the erasure cannot be undone, and what is owed is paid back without it being known to whom."""
    yes = Button(
        Phrase("privacy.button.erase_now"), "privacy.erase", Deletion(sure=True).params(), style=Style.GRAVE
    )
    lines = (*plans.owed(refunds.owed(unit, owner.id)), Phrase("privacy.erase.sure"))
    return Message(lines, ((mode.keep_button(),), (yes,)))


def erase(unit: Unit, owner: Owner) -> Message:
    """Delete a person for good. Booked slots and parts are free again with the visits that took them.

    Centres see which visits are called off. Once the unit is kept, the file of erasures lists the chat, and the bytes
    leave SQLite's logs. Raises Refusal refund_under_way while Stars go back to the person, which takes seconds.
    """
    refunds.refuse_under_way(unit, owner.id)
    unit.session.flush()
    unit.session.add(Erasure(chat_hash=owner.chat_hash, owner_id=owner.id, at=unit.now))
    unit.afterwards.append(partial(_list, unit.core, ErasedChat(unit.now, owner.chat_hash)))
    count = delete(unit, owner)
    until = unit.now + KEEP
    lines = (
        Phrase("privacy.erase.done", {"n": count}),
        Phrase("privacy.erase.backups", {"until": Moment(until, owner.zone)}),
        Phrase("privacy.erase.chat"),
    )
    return Message(lines)


def was_here(unit: Unit, owner: Owner) -> bool:
    """Tell whether the list of erasures knows a chat: its person deleted everything, and came again."""
    return (
        unit.session.exec(select(Erasure.at).where(Erasure.chat_hash == owner.chat_hash)).first() is not None
    )


def _list(core: Core, *chats: ErasedChat) -> None:
    """Add chats to the file of erasures. A failure is logged only: the next start or retention round adds them."""
    try:
        suppression.add(core.settings.suppression_file, chats)
    except (OSError, Refusal) as error:
        log.error("the list of erased chats cannot be written: %s", type(error).__name__)  # noqa: TRY400 - no bug


def delete(unit: Unit, owner: Owner) -> int:
    """Destroy the keys, then the rows; return how many. What the session remembers of them goes too.

    Drivers of the person's cars lose their access, and keys of theirs that the person's programs sent with are ended.
    """
    driving.end_all(unit, [car.id for car in registry.own_vehicles(unit, owner.id)])
    leaving.call_off(unit, owner.id)
    links.end_all(unit, owner.id)
    mailbox.forget_keys(unit, owner)
    refunds.keep_owed(unit, owner.id)
    unit.core.keyring.destroy(unit.session, owner.id)
    unit.session.flush()
    store.let_go(unit, owner)
    count = store.forget(unit, owner)
    mailbox.forget_keys_of_emptied(unit)
    unit.session.expunge_all()
    clear_logs_after(unit)
    return count


def clear_logs_after(unit: Unit) -> None:
    """After the commit, remove deleted bytes from the database's files and logs as far as this program may."""
    names = [table.fullname for table in declared.personal()]
    unit.afterwards.append(partial(forget_deleted, unit.core.engine, tables=names))


def list_all(unit: Unit) -> None:
    """Bring table and file of erasures together: after a restore the file knows more, after a full disk the table."""
    path = unit.core.settings.suppression_file
    listed = frozenset(each for each in suppression.read(path) if each.at > unit.now - KEEP)
    stored = store.erasures(unit)
    for each in sorted(listed - stored):
        unit.session.add(Erasure(chat_hash=each.chat_hash, owner_id=0, at=each.at))
    if stored - listed or not path.exists():
        _list(unit.core, *stored)
    unit.session.flush()


def replay_erasures(unit: Unit) -> int:
    """Delete again whom a restored backup brought back; return how many. Run before anything is served or looked at.

    A person who came back by writing again has a later row and stays. Raises Refusal erasures_file_wrong.
    """
    path = unit.core.settings.suppression_file
    if not path.exists() and store.anybody(unit):
        log.warning(_MISSING, path)
    list_all(unit)
    back = store.came_back(unit)
    for owner in back:
        delete(unit, owner)
    if back:
        clear_logs_after(unit)
    return len(back)


def sweep(unit: Unit) -> None:
    """Delete what stores of different age leave behind: rows without their owner, messages without their key."""
    mailbox.give_up_unreadable(unit)
    if store.forget_orphans(unit):
        clear_logs_after(unit)


def is_due(unit: Unit) -> bool:
    """Whether the file of erasures and the database disagree, as they do after a restore; nothing is written."""
    path = unit.core.settings.suppression_file
    listed = frozenset(each for each in suppression.read(path) if each.at > unit.now - KEEP)
    return listed != store.erasures(unit) or not path.exists() or bool(store.came_back(unit))
