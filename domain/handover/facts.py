"""What a request for a person, and the conversation that it becomes, are made of."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST_NOTE = 1000  # characters
MOST_LINE = 4096  # characters of a line of the owner's: those of a message in Telegram
MOST_SILENT = timedelta(hours=2)  # our choice: a workshop's answer between two jobs comes within it

OWNER = "owner"


class State(StrEnum):
    """WAITING, TAKEN and TALKING are open. TALKING: a person has written, and the assistant rests.

    ANSWERED: ended by a person; WITHDRAWN: by the owner before anybody wrote, ENDED: after; LAPSED: both were silent.
    """

    WAITING = "waiting"
    TAKEN = "taken"
    TALKING = "talking"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    LAPSED = "lapsed"


MOST_ENCLOSURES = 10  # of one visit or request
LARGEST_PICTURE = 2 * 2**20  # bytes; Telegram makes photos smaller

SERVICES = frozenset({"tow", "come"})  # reasons: to have the car towed, or work done where it stands

BREAKDOWNS = frozenset({"tow", "stranded", "red", "brakes", "fire"})
"""Reasons of a car that cannot go on: towing, and the emergencies (`dialogue.emergency.recognition.Kind`) that a fault of the car may be behind."""

OPEN = (State.WAITING, State.TAKEN, State.TALKING)


@dataclass(frozen=True, slots=True)
class Request:
    """A request as those who answer see it.

    reason: "asked", one of SERVICES, or the kind of emergency in which it was asked for. note: what the owner wrote of it. locale: the
    language to answer in. centre_id is None where only the operator can answer. taken_by: operator or centre, who wrote last.
    """

    id: int
    owner_id: int
    vehicle_id: int | None
    centre_id: int | None
    reason: str
    note: str
    locale: str
    state: State
    asked_at: datetime
    taken_by: str
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A note or a picture (JPEG) of an owner."""

    id: int
    text: str
    picture: bytes | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """What one side said. by: OWNER, operator or centre. enclosure: the number of what was given with it."""

    by: str
    text: str
    at: datetime
    enclosure: int | None = None
