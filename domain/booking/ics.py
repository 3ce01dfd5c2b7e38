"""A visit as a calendar file (RFC 5545, RFC 5546). It says nothing that tells whose car it is.

There is no ATTENDEE: the owner has no address here, and the file may travel on.
"""

from enum import StrEnum
from typing import Final

from icalendar import Calendar, Event, vCalAddress

from domain.booking import rules
from domain.booking.facts import State, VisitView

_PRODUCT: Final = "-//Beforehand//Visits//EN"
_NOBODY: Final = "invalid:nomail"  # what calendar programs write where an organizer has no address
MEDIA_TYPE: Final = "text/calendar"


class Method(StrEnum):
    """What the file asks a calendar to do; it follows from the state of the visit."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


def calendar(visit: VisitView, *, title: str, text: str) -> bytes:
    """Write the file. title and text come in the owner's language, from calendar.title and calendar.text."""
    method = Method.REQUEST if visit.state in {State.HELD, State.BOOKED, State.DONE} else Method.CANCEL
    file = Calendar()
    file.add("prodid", _PRODUCT)
    file.add("version", "2.0")
    file.add("method", method)
    file.add_component(_event(visit, method, title=title, text=text))
    day = rules.local(visit.starts_at, zone=visit.zone).date()
    file.add_missing_timezones(
        first_date=day.replace(month=1, day=1), last_date=day.replace(month=12, day=31)
    )
    return bytes(file.to_ical())


def _event(visit: VisitView, method: Method, *, title: str, text: str) -> Event:
    event = Event()
    event.add("uid", visit.uid)
    event.add("sequence", visit.sequence)
    event.add("dtstamp", visit.changed_at)
    event.add("dtstart", rules.local(visit.starts_at, zone=visit.zone))
    event.add("dtend", rules.local(visit.ends_at, zone=visit.zone))
    event.add("summary", title)
    event.add("description", text)
    event.add("location", ", ".join(filter(None, (visit.centre, visit.address))))
    event.add("organizer", _organizer(visit))
    event.add("status", _status(visit, method))
    return event


def _organizer(visit: VisitView) -> vCalAddress:
    organizer = vCalAddress(f"tel:{visit.phone.replace(' ', '-')}" if visit.phone else _NOBODY)
    organizer.params["CN"] = visit.centre
    return organizer


def _status(visit: VisitView, method: Method) -> str:
    if method is Method.CANCEL:
        return "CANCELLED"
    return "TENTATIVE" if visit.state is State.HELD else "CONFIRMED"
