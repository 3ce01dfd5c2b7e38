"""What can be said: a phrase is a code with parameters; text is made at the very end, in the owner's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from babel.numbers import get_currency_precision

from domain.errors import Refusal

Language = Literal["en", "zh_Hans"]


def N_(text: str) -> str:  # noqa: N802 - the gettext convention that the extractor looks for
    """Mark an English message id for translation."""
    return text


@dataclass(frozen=True, slots=True)
class Plural:
    """A text that depends on the number in its place {n}."""

    one: str
    other: str


def P_(one: str, other: str) -> Plural:  # noqa: N802 - as N_; the extractor takes both arguments
    """Mark an English message id and its plural; which one is said follows from the parameter `n`."""
    return Plural(one, other)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (UTC) with the IANA zone it is told in. is_visit: a visit begins then, which a reader may want in a calendar."""

    at: datetime
    zone: str
    is_visit: bool = False


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of a currency (ISO 4217)."""

    amount: float
    currency: str


def digits(currency: str) -> int:
    """Return how many decimals an amount of a currency has: two for CNY, none for JPY and Telegram's Stars (XTR)."""
    return 0 if currency == "XTR" else get_currency_precision(currency)


def minor(amount: float, currency: str) -> int:
    """Return an amount in the smallest units of its currency."""
    return round(amount * _units(currency))


def major(amount: int, currency: str) -> float:
    """Return an amount that is given in the smallest units of its currency in whole ones."""
    return amount / _units(currency)


def _units(currency: str) -> int:
    return int(10 ** digits(currency))


@dataclass(frozen=True, slots=True)
class Names:
    """A name that somebody else gave, by language: the reader's is said, or else the first."""

    texts: Mapping[str, str]


Name = str | Names  # a plain text is said in every language


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something to say: the code of a text in some slice's `words.py`, and what fills its places.

    A value is a str (escaped when rendered as HTML), int, float, timedelta, Moment, Money, Names, another Phrase,
    or a tuple of Phrases (joined as a list in the reader's language, or one a line with the spec `lines`).
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


def noon(day: date, zone: str) -> Moment:
    """Return noon of a day in a zone, so that a text tells it as that day."""
    return Moment(datetime.combine(day, time(12), tzinfo=ZoneInfo(zone)).astimezone(UTC), zone)


def sentence(refusal: Refusal) -> Phrase:
    """Return the reason of a refusal and its cure."""
    return Phrase(f"refusal.{refusal.code}", dict(refusal.params))


@dataclass(frozen=True, slots=True)
class Series:
    """One line or set of points of a chart: times (UTC) and values of equal length."""

    name: Phrase
    at: tuple[datetime, ...]
    values: tuple[float, ...]
    dots: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal bar: to the right of nothing where the value is positive, to the left where it is negative."""

    name: Phrase
    value: float


@dataclass(frozen=True, slots=True)
class Bars:
    """What several things add to one, from top to bottom. weighs: they speak for or against it; else they are amounts."""

    title: Phrase
    bars: tuple[Bar, ...]
    weighs: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a whole as a bar with its interval, all of 1; figure: what is said behind its name."""

    name: Phrase
    figure: Phrase
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Section:
    """parts stand below the lines. own_page: begins a page where there are pages."""

    title: Phrase
    lines: tuple[Phrase, ...] = ()
    parts: tuple[Part, ...] = ()
    own_page: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to read, as a picture or printed."""

    title: Phrase
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class QrCode:
    """An address for a camera: whoever points a phone at it opens the page."""

    address: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is foretold: times (UTC), the likely values, and the ends of their 90 % interval."""

    at: tuple[datetime, ...]
    middle: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """The one value that a warning rests on, rounded once to so many digits: said, drawn and listed alike.

    at: the reading (UTC) up to which it was taken. height: where it is drawn, on its line; None: at the value that is said.
    """

    value: float
    at: datetime
    digits: int = 0
    height: float | None = None


def figure(value: float, at: datetime, *, digits: int = 0) -> Figure:
    return Figure(round(value, digits) + 0.0, at, digits, value)


@dataclass(frozen=True, slots=True)
class Chart:
    """The evidence for a warning: what was seen, the car's own normal, the limit, and now.

    normal: (low, high) band of the first series before the change, in `unit`; limit: the value that trips the check.
    alike: (low, high) of cars like it. ahead: how the first series goes on. sure:
    how far what is said of `now` may be off to each side, so that the axis is no finer than that. now: what is said of it; without it the last
    value of the first series is marked.
    unit is a phrase code such as "unit.bar". Times are UTC and drawn in `zone`.
    """

    title: Phrase
    unit: str
    series: tuple[Series, ...]
    zone: str
    normal: tuple[float, float] | None = None
    limit: float | None = None
    alike: tuple[float, float] | None = None
    ahead: Ahead | None = None
    now: Figure | None = None
    sure: float | None = None
