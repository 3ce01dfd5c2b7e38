"""What a request for a person is made of."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MOST_NOTE = 1000  # characters


class State(StrEnum):
    """WAITING and TAKEN are open."""

    WAITING = "waiting"
    TAKEN = "taken"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


MOST_ENCLOSURES = 10  # of one visit or request
LARGEST_PICTURE = 2 * 2**20  # bytes; Telegram makes photos smaller

SERVICES = frozenset({"tow", "come"})  # reasons: to have the car towed, or work done where it stands

OPEN = (State.WAITING, State.TAKEN)


@dataclass(frozen=True, slots=True)
class Request:
    """A request as those who answer see it.

    reason: "asked", one of SERVICES, or the kind of emergency in which it was asked for. note: what the owner wrote of it. locale: the
    language to answer in. centre_id is None where only the operator can answer. taken_by: operator or centre.
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
