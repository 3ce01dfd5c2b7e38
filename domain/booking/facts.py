"""What rules about slots and visits are made of. Instants are UTC; opening hours are wall-clock times."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, Literal

from domain.explain.facts import Money, Name, Phrase

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: Final[tuple[Weekday, ...]] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
QUARTER: Final = timedelta(minutes=15)


class State(StrEnum):
    """Where a visit stands. HELD and BOOKED are live; a hold past its held_until is as good as LAPSED."""

    HELD = "held"
    BOOKED = "booked"
    DONE = "done"
    CANCELLED = "cancelled"
    RELEASED = "released"  # a hold that was let go
    LAPSED = "lapsed"  # a hold that ran out
    MISSED = "missed"  # a booked visit to which nobody came


class Progress(StrEnum):
    """How far a centre is with a booked visit."""

    NONE = ""
    ARRIVED = "arrived"
    IN_WORK = "in_work"
    READY = "ready"


class Resource(StrEnum):
    """What a visit takes quarter-hours of."""

    BAY = "bay"
    TECHNICIAN = "technician"


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A quarter of an hour of a resource; the order is the one in which cells are claimed."""

    resource: Resource
    resource_id: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of work: bay time, the skill it needs (several, separated by spaces), the parts it uses up, its list price."""

    code: str
    minutes: int
    skill: str
    price: Money
    parts: Mapping[str, int] = field(default_factory=dict)

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Opening:
    """One stretch of a weekday (0 Monday ... 6 Sunday); two of them make a lunch break."""

    weekday: int
    opens: time
    closes: time

    def __str__(self) -> str:
        """As a sheet writes it: "mon 09:00-18:00"."""
        day = dict(enumerate(DAYS)).get(self.weekday, self.weekday)
        return f"{day} {self.opens:%H:%M}-{self.closes:%H:%M}"


@dataclass(frozen=True, slots=True)
class SpecialOpening:
    """A day that overrides its weekday: a holiday (no hours) or a make-up workday (its own hours)."""

    day: date
    opens: time | None = None
    closes: time | None = None
    name: Name = ""


@dataclass(frozen=True, slots=True)
class Interval:
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class TechnicianFacts:
    id: int
    skills: frozenset[str]


@dataclass(frozen=True, slots=True)
class CentreFacts:
    """A centre as the rules see it. stock: free pieces by part.

    offers_towing: it fetches cars that cannot be driven. offers_mobile: it also works where the car stands.
    buffer: between two visits in one bay. reserve: bay time of each of the next days that is kept for red warnings.
    ends: the first quarter-hour without each bay and technician that is to be given up.
    """

    id: int
    name: Name
    zone: str
    hours: tuple[Opening, ...]
    special: tuple[SpecialOpening, ...]
    bays: tuple[int, ...]
    technicians: tuple[TechnicianFacts, ...]
    stock: Mapping[str, int]
    position: tuple[float, float] | None = None  # latitude, longitude
    address: Name = ""
    phone: str = ""
    offers_towing: bool = False
    offers_mobile: bool = False
    buffer: timedelta = timedelta()
    reserve: timedelta = timedelta()
    collects: bool = False
    courtesy_cars: int = 0
    ends: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class CentreInput:
    """What an operator says of a new centre. technicians: name → skills. stock: pieces by part."""

    code: str
    name: Name
    zone: str
    hours: tuple[Opening, ...]
    bays: tuple[str, ...]
    technicians: Mapping[str, frozenset[str]]
    stock: Mapping[str, int] = field(default_factory=dict)
    special: tuple[SpecialOpening, ...] = ()
    address: Name = ""
    phone: str = ""
    position: tuple[float, float] | None = None
    offers_towing: bool = False
    offers_mobile: bool = False
    buffer: timedelta = timedelta()
    reserve: timedelta = timedelta()
    collects: bool = False
    courtesy_cars: int = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """When a visit may begin, in the wall clock of the centre. Days and times are inclusive.

    weekdays: only these (0 Monday ... 6 Sunday); none: any. others: wishes that are as good. never: not then,
    whatever else is wished. done_by: when the work has to be over. soonest: the earliest starts rather than a spread over the days.
    """

    day_from: date | None = None
    day_to: date | None = None
    time_from: time | None = None
    time_to: time | None = None
    soonest: bool = False
    weekdays: tuple[int, ...] = ()
    others: tuple["Wish", ...] = ()
    never: tuple["Wish", ...] = ()
    done_by: time | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """A possible start; load: the share (0..1) of the centre's bay time already taken on that day."""

    at: datetime
    day: date
    load: float


@dataclass(frozen=True, slots=True)
class Slot:
    """A free slot. Which bay and technician it will be is decided when it is taken."""

    centre_id: int
    centre: Name
    zone: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Offered:
    """Free slots for a wish, and what is to be said with them: why they are other times, or at another centre.

    full: the number of the centre that could do it then if somebody else cancelled.
    """

    slots: tuple[Slot, ...]
    why: Phrase | None = None
    full: int | None = None


@dataclass(frozen=True, slots=True)
class VisitRequest:
    """A visit that an owner, or a warning on the owner's behalf, asks for."""

    owner_id: int
    vehicle_id: int
    job: str
    centre_id: int
    starts_at: datetime
    alert_id: int | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """How a booked visit goes: when its owner means to come, how far the centre is since when, the bill, and the verdict on it.

    proposal_at: when the owner was asked whether it may be moved to proposal_start; None once they have answered.
    """

    expected_at: datetime | None = None
    progress: Progress = Progress.NONE
    progress_at: datetime | None = None
    paid: float | None = None
    satisfied: bool | None = None
    proposal_start: datetime | None = None
    proposal_at: datetime | None = None
    due: float | None = None  # of the bill, while it is not paid


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit with what is needed to tell of it. `state` already counts a hold that ran out as LAPSED."""

    id: int
    number: str
    owner_id: int
    vehicle_id: int
    alert_id: int | None
    job: str
    state: State
    starts_at: datetime
    ends_at: datetime
    held_until: datetime | None
    centre_id: int
    centre: Name
    address: Name
    phone: str
    zone: str
    bay: str
    technician: str
    uid: str
    sequence: int
    changed_at: datetime
    car: Name = ""
    position: tuple[float, float] | None = None  # latitude, longitude of the centre
    course: Course = Course()
    transport: str = ""  # "", "collect" or "courtesy"
    collect_at: str = ""


@dataclass(frozen=True, slots=True)
class Wait:
    """What an owner waits for, in the wall clock of the centre; days and times are inclusive."""

    owner_id: int
    vehicle_id: int
    job: str
    centre_id: int
    day_from: date
    day_to: date
    time_from: time | None = None
    time_to: time | None = None


@dataclass(frozen=True, slots=True)
class Waiter:
    """An entry of a waiting list; offer: the visit that is or was offered to it last."""

    id: int
    wait: Wait
    centre: Name
    zone: str
    offer: VisitView | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the workshop found about one check, or "" for the car in general."""

    check: str
    found: bool
    note: str = ""
