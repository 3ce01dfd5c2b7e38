"""A visit as a calendar file (RFC 5545, RFC 5546): a published event, which asks nobody for an answer."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress

from domain.booking import rules, words
from domain.booking.facts import State, VisitView
from domain.contact.facts import Document
from domain.explain.facts import Phrase

_PRODUCT: Final = "-//Beforehand//Visits//EN"
_NOBODY: Final = "invalid:nomail"  # what calendar programs write where an organizer has no address
_REMIND: Final = (timedelta(hours=24), timedelta(hours=2))

Say = Callable[[Phrase], str]


class Method(StrEnum):
    """What the file tells a calendar; it follows from the state of the visit."""

    PUBLISH = "PUBLISH"
    CANCEL = "CANCEL"


def document(visit: VisitView, *, say: Say) -> Document:
    """Return the file under a name that tells the visit apart from others, in the owner's language."""
    day = rules.local(visit.starts_at, zone=visit.zone).date()
    return Document(f"beforehand-visit-{visit.number}-{day}.ics", "text/calendar", calendar(visit, say=say))


def calendar(visit: VisitView, *, say: Say) -> bytes:
    """Write the file. A later one of the same visit replaces the entry of the first."""
    method = Method.PUBLISH if visit.state in {State.HELD, State.BOOKED, State.DONE} else Method.CANCEL
    file = Calendar()
    file.add("prodid", _PRODUCT)
    file.add("version", "2.0")
    file.add("method", method)
    file.add_component(_event(visit, method, say=say))
    year = rules.local(visit.starts_at, zone=visit.zone).year
    file.subcomponents.insert(0, _timezone(visit.zone, year))
    return bytes(file.to_ical())


@lru_cache(maxsize=64)
def _timezone(zone: str, year: int) -> Timezone:
    """The rules of a zone in the year of the visit; the library looks for them second by second."""
    return Timezone.from_tzid(zone, first_date=date(year, 1, 1), last_date=date(year, 12, 31))


def _event(visit: VisitView, method: Method, *, say: Say) -> Event:
    about = words.visit_params(visit)
    title = say(Phrase("calendar.title", about))
    event = Event()
    event.add("uid", visit.uid)
    event.add("sequence", visit.sequence)
    event.add("dtstamp", visit.changed_at)
    event.add("dtstart", rules.local(visit.starts_at, zone=visit.zone))
    event.add("dtend", rules.local(visit.ends_at, zone=visit.zone))
    event.add("summary", title)
    text = "calendar.text" if method is Method.PUBLISH else "calendar.off"
    event.add("description", say(Phrase(text, about)))
    event.add("location", say(Phrase("calendar.place" if visit.address else "calendar.centre", about)))
    event.add("organizer", _organizer(visit, say))
    event.add("status", _status(visit, method))
    if method is Method.PUBLISH:
        for before in _REMIND:
            event.add_component(_alarm(before, title))
    return event


def _organizer(visit: VisitView, say: Say) -> vCalAddress:
    """Name the centre: RFC 5546 wants an organizer in what is published or cancelled."""
    organizer = vCalAddress(f"tel:{visit.phone.replace(' ', '-')}" if visit.phone else _NOBODY)
    organizer.params["CN"] = say(Phrase("calendar.centre", words.visit_params(visit)))
    return organizer


def _status(visit: VisitView, method: Method) -> str:
    if method is Method.CANCEL:
        return "CANCELLED"
    return "TENTATIVE" if visit.state is State.HELD else "CONFIRMED"


def _alarm(before: timedelta, title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -before)
    return alarm
