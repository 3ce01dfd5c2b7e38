"""Deleting a person: the key first, then every row, and a mark that keeps backups from undoing it."""

from datetime import timedelta
from functools import partial

from domain.contact.facts import Button, Message, Style
from domain.core import Unit
from domain.db.engine import forget_deleted
from domain.explain.facts import Moment, Phrase
from domain.garage import driving
from domain.garage import service as garage
from domain.garage.tables import Owner
from domain.privacy import declared, footprint, mode, store
from domain.privacy.tables import Erasure


def ask_delete(unit: Unit, owner: Owner) -> Message:
    """First step: say what goes, what stays and why, and offer a copy."""
    kinds = tuple(Phrase(f"privacy.category.{part.category}") for part in footprint.parts(unit, owner))
    stays = tuple(_survivor(table.name) for table in declared.survivors())
    lines = (
        Phrase("privacy.erase.goes", {"kinds": kinds}),
        Phrase("privacy.erase.visits"),
        Phrase("privacy.erase.stays"),
        *stays,
        Phrase("privacy.erase.copy"),
    )
    go_on = Button(Phrase("privacy.button.erase"), "privacy.erase", {"sure": False}, style=Style.GRAVE)
    copy = Button(Phrase("privacy.button.export_first"), "privacy.export", once=False)
    return Message(lines, ((copy,), (go_on,), (mode.keep_button(),)))


def _survivor(name: str) -> Phrase:
    table = next(table for table in declared.survivors() if table.name == name)
    reach = declared.reach_of(table)
    return Phrase(reach.survives, {"n": 0 if reach.keep is None else reach.keep.days})


def ask_again() -> Message:
    """Second step: nothing brings it back."""
    yes = Button(Phrase("privacy.button.erase_now"), "privacy.erase", {"sure": True}, style=Style.GRAVE)
    return Message((Phrase("privacy.erase.sure"),), ((mode.keep_button(),), (yes,)))


def erase(unit: Unit, owner: Owner) -> Message:
    """Delete a person for good. Booked slots and parts are free again with the visits that took them.

    The bytes leave SQLite's logs as soon as the unit has committed.
    """
    unit.session.flush()
    unit.session.add(Erasure(chat_hash=owner.chat_hash, owner_id=owner.id, at=unit.now))
    gone = _delete(unit, owner)
    until = unit.now + _backups()
    lines = (
        Phrase("privacy.erase.done", {"n": gone}),
        Phrase("privacy.erase.backups", {"until": Moment(until, owner.zone)}),
        Phrase("privacy.erase.chat"),
    )
    return Message(lines)


def _delete(unit: Unit, owner: Owner) -> int:
    """Destroy the key, then the rows; return how many. What the session remembers of them goes too.

    Who drove the person's cars sees them no more.
    """
    driving.end_all(unit, [car.id for car in garage.own_vehicles(unit, owner.id)])
    unit.core.keyring.destroy(unit.session, owner.id)
    unit.session.flush()
    gone = store.forget(unit, owner)
    unit.session.expunge_all()
    clear_logs_after(unit)
    return gone


def clear_logs_after(unit: Unit) -> None:
    """Once the unit is kept, leave no deleted bytes in SQLite's write-ahead logs."""
    unit.afterwards.append(partial(forget_deleted, unit.core.engine))


def _backups() -> timedelta:
    keep = declared.reach_of(Erasure.metadata.tables["keys.erasure"]).keep
    assert keep is not None
    return keep


def replay_erasures(unit: Unit) -> int:
    """Delete again whom a restored backup brought back; return how many. Run before the first update is handled.

    A person who came back by writing again has a later row and stays.
    """
    back = store.came_back(unit)
    for owner in back:
        _delete(unit, owner)
    if store.forget_orphans(unit) or back:
        clear_logs_after(unit)
    return len(back)
