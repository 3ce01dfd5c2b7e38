"""How an owner wants to be spoken to, and whether the chat can be written to."""

from datetime import time

from domain.core import Unit
from domain.registry.tables import Owner, PrivacySwitch


def set_privacy_mode(unit: Unit, owner_id: int, *, on: bool) -> None:
    """Switch privacy mode, for readings that are measured from now on and for all that arrive while it is on."""
    owner = unit.session.get_one(Owner, owner_id)
    if owner.privacy_mode != on:
        unit.session.add(PrivacySwitch(owner_id=owner_id, is_on=on, at=unit.now))
    owner.privacy_mode = on


def set_messages(unit: Unit, owner_id: int, *, kind: str, on: bool) -> None:
    """Set whether messages of a kind ("reminders", "notes", "upgrades" or "hints") are wanted."""
    owner = unit.session.get_one(Owner, owner_id)
    if kind == "reminders":
        owner.reminders = on
    elif kind == "upgrades":
        owner.upgrades = on
    elif kind == "hints":
        owner.hints = on
    else:
        owner.notes = on


def set_blocked(unit: Unit, owner_id: int, *, blocked: bool) -> None:
    """Note whether the chat can be written to."""
    owner = unit.session.get_one(Owner, owner_id)
    if blocked:
        owner.blocked_at = unit.now
    else:
        unblock(owner)


def unblock(owner: Owner) -> None:
    """Note that the chat can be written to again; a row that says so already is not written, which saves a flush."""
    if owner.blocked_at is not None:
        owner.blocked_at = None


def set_locale(unit: Unit, owner_id: int, locale: str) -> None:
    unit.session.get_one(Owner, owner_id).locale = locale


def set_zone(unit: Unit, owner_id: int, zone: str) -> None:
    """Set the IANA zone in which times are told and nights are quiet."""
    unit.session.get_one(Owner, owner_id).zone = zone


def set_quiet_hours(unit: Unit, owner_id: int, *, quiet_from: time, quiet_to: time) -> None:
    owner = unit.session.get_one(Owner, owner_id)
    owner.quiet_from, owner.quiet_to = quiet_from, quiet_to
