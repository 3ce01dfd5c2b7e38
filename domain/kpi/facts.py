"""What a figure is, before and after it is counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from operator import gt, lt
from typing import Final

from domain.explain.facts import Phrase
from domain.registry.facts import Source


class Measure(StrEnum):
    """How a figure is worked out from its cases, and in what it is told."""

    SHARE = "share"  # of cases, with a Wilson interval
    AVOIDED = "avoided"  # a share whose interval also holds what would have come of it anyway
    VALUES = "values"  # a share of values of many cars, which are not independent: no interval
    NET = "net"  # points: the share for it less the share against it, times 100
    DAYS = "days"  # a median
    MINUTES = "minutes"  # a median
    PER_WEEK = "per_week"  # cases by owner and week
    PER_MONTH = "per_month"  # cases by owner and month
    DIFFERENCE = "difference"  # of two shares
    AMOUNT = "amount"  # of money, added up: no estimate, so that one case is enough


class Kind(StrEnum):
    """What a row behind a figure is."""

    WARNING = "warning"
    VISIT = "visit"
    FINDING = "finding"  # of a workshop at a visit
    REQUEST = "request"  # for a person
    MESSAGE = "message"
    CAR = "car"
    OWNER = "owner"
    PAYMENT = "payment"  # or refund, by the number of its receipt


@dataclass(frozen=True, slots=True)
class Bar:
    """What a figure is held to. sign: ">" or "<"."""

    sign: str
    limit: float

    def holds(self, value: float) -> bool:
        return _SIGNS[self.sign](value, self.limit)


_SIGNS: Final[dict[str, Callable[[float, float], bool]]] = {">": gt, "<": lt}


@dataclass(frozen=True, slots=True)
class Definition:
    """What is counted. bar: of the product brief. keep: how long the rows are stored from which it is counted, None for good.

    rows: whether the rows behind it are listed.
    """

    code: str
    measure: Measure
    bar: Bar | None = None
    keep: timedelta | None = None
    rows: bool = True


@dataclass(frozen=True, slots=True)
class Period:
    """A time in days of a zone; until: its end, or now while it lasts."""

    name: str
    since: datetime
    until: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Case:
    """One row behind a figure. part: what it adds above the line (for a median its value, infinite where it is still open); whole: below.

    least: what it adds at least where that is not sure. at: when it was, None for what is of no moment. owner_id: whose it is, None for a car that nobody has linked.
    """

    kind: Kind
    id: int
    owner_id: int | None
    vehicle_id: int | None
    part: float
    whole: float = 1.0
    least: float = 0.0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """The rows of a figure, or of one part of it: a kind of warning, an offer.

    per: owners and for how long in all, for figures by owner. why: why it cannot be told, whatever its rows.
    value, interval: where another slice has worked them out.
    """

    cases: Sequence[Case] = ()
    part: str = ""
    title: Phrase | None = None
    per: tuple[int, timedelta] | None = None
    why: str = ""
    value: float | None = None
    interval: tuple[float, float] | None = None
    of: tuple[float | None, int] | None = None  # numerator and count, where there are no cases


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is shown; one that cannot be told has no value, and `why`.

    why: too_few, gone (its rows are deleted by then), open (most still wait), past (it is known of now alone), no_job
    (an offer without one), whole (it is known of the whole service alone). part: the kind of warning or the offer
    that it is of, "" for all. numerator and denominator: the value before it is divided, where it is. count: of how
    much it was counted; it is never shown without. interval holds with 90 %, its upper end None where that is open.
    since: rows from then on were counted.
    """

    code: str
    part: str
    measure: Measure
    value: float | None
    numerator: float | None
    denominator: float
    count: int
    interval: tuple[float, float | None] | None
    bar: Bar | None
    why: str
    since: datetime
    title: Phrase
    part_title: Phrase | None
    definition: Phrase
    limits: Phrase
    rows: bool

    @property
    def meets(self) -> bool | None:
        """Whether the value is within its bar; None without either."""
        return None if self.value is None or self.bar is None else self.bar.holds(self.value)


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a period, of the cars of a source, at one centre or at all."""

    period: Period
    source: Source
    centre_id: int | None
    figures: tuple[Figure, ...]
