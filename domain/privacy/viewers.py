"""Who looked at an owner's data, in words: by day, who and what, the newest first, and what has access for programs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from domain.booking import contacts
from domain.contact.facts import Button, Message
from domain.core import Unit
from domain.explain.facts import Moment, Name, Phrase
from domain.privacy import access_log, grants
from domain.privacy.about import Looks
from domain.privacy.access_log import Entry, Viewer, What
from domain.registry import service as registry
from domain.registry import tokens
from domain.registry.tables import AccessToken, Owner

PAGE: Final = 12  # lines of a message
_MOST: Final = 2000  # rows that are read for the list: the copy holds all

BUTTON: Final = Button(Phrase("privacy.button.looks"), "privacy.looks", once=False)
_FOOTPRINT: Final = Button(Phrase("privacy.button.footprint"), "privacy.footprint", once=False)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What stands in one line: all that one viewer read of one thing on one day of the owner's calendar."""

    day: date
    by: Viewer
    what: What
    vehicle_id: int | None


def looks(unit: Unit, owner: Owner, *, skip: int = 0) -> Message:
    """List who looked, PAGE lines from the line `skip`."""
    lines = _lines(unit, owner, access_log.newest(unit, owner.id, limit=_MOST))
    heading: tuple[Phrase, ...] = (Phrase("privacy.looks.title"),)
    if not skip:
        heading += tuple(grants.line(each, owner.zone) for each in _grants(unit, owner))
    if not lines:
        return Message((*heading, Phrase("privacy.looks.nobody")), _buttons(unit, owner), private=True)
    foot = Phrase("privacy.looks.copy", {"n": access_log.count(unit, owner.id)})
    page_line = Phrase("privacy.looks.list", {"looks": tuple(lines[skip : skip + PAGE])})
    older = _older(skip + PAGE) if skip + PAGE < len(lines) else ()
    return Message((*heading, page_line, foot), (*older, *_buttons(unit, owner)), private=True)


def _older(skip: int) -> tuple[tuple[Button, ...], ...]:
    return ((Button(Phrase("privacy.looks.older"), "privacy.looks", Looks(skip).params(), once=False),),)


def _grants(unit: Unit, owner: Owner) -> list[AccessToken]:
    return tokens.listed(unit, owner_id=owner.id)


def _buttons(unit: Unit, owner: Owner) -> tuple[tuple[Button, ...], ...]:
    return (*((grants.end_button(each),) for each in _grants(unit, owner)), (_FOOTPRINT,))


def _lines(unit: Unit, owner: Owner, entries: Iterable[Entry]) -> list[Phrase]:
    """Put together what is alike on one day; the newest come first, so the first of a kind is its last time."""
    last: dict[_Kind, datetime] = {}
    times: Counter[_Kind] = Counter()
    zone = ZoneInfo(owner.zone)
    for each in entries:
        by = replace(each.by, token_id=None)
        kind = _Kind(each.at.astimezone(zone).date(), by, each.what, each.vehicle_id)
        last.setdefault(kind, each.at)
        times[kind] += 1
    names = _names(unit, last)
    return [_line(unit, kind, Moment(at, owner.zone), names, times[kind]) for kind, at in last.items()]


def _names(unit: Unit, kinds: Iterable[_Kind]) -> Mapping[int, Name]:
    ids = {kind.vehicle_id for kind in kinds if kind.vehicle_id is not None}
    return {vehicle_id: registry.vehicle(unit, vehicle_id).name for vehicle_id in ids}


def _line(unit: Unit, kind: _Kind, at: Moment, names: Mapping[int, Name], times: int) -> Phrase:
    what = Phrase(f"privacy.looks.what.{kind.what}")
    params: dict[str, object] = {"at": at, "who": _who(unit, kind.by), "what": what, "n": times}
    if kind.vehicle_id is None:
        return Phrase("privacy.looks.line" if times == 1 else "privacy.looks.line_often", params)
    params["car"] = names[kind.vehicle_id]
    return Phrase("privacy.looks.line_car" if times == 1 else "privacy.looks.line_car_often", params)


def _who(unit: Unit, by: Viewer) -> Phrase:
    if by.centre_id is not None:
        name = contacts.of_centre(unit, by.centre_id).centre.name
        return Phrase("privacy.looks.who.centre", {"centre": name})
    return Phrase(f"privacy.looks.who.{by.role}", {"mark": by.mark})
