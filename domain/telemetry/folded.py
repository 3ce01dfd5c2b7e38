"""What is kept of a car beside raw samples, as one sealed body: its features and notes on the last days."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import msgspec

from domain.telemetry.facts import Features
from domain.telemetry.quality import Pulse

_DAY = timedelta(days=1)

Spans = tuple[tuple[date, date], ...]  # first and last day of each, in order and apart


@dataclass(frozen=True, slots=True)
class Folded:
    """live: the days that the car told itself; None in a body of a version that did not note them."""

    features: Features = field(default_factory=Features)
    pulses: tuple[Pulse, ...] = ()
    live: Spans | None = None


_DECODER = msgspec.msgpack.Decoder(Folded)


def decode(body: bytes | None) -> Folded:
    """Read a body; where there is none, nothing is known."""
    return Folded(live=()) if body is None else _DECODER.decode(body)


def encode(folded: Folded) -> bytes:
    return msgspec.msgpack.encode(folded)


def with_live(folded: Folded, first: date, last: date) -> Folded:
    """Note that the car told of the days from `first` to `last` itself."""
    apart = []
    for begin, end in folded.live or ():
        if begin <= last + _DAY and end >= first - _DAY:
            first, last = min(first, begin), max(last, end)
        else:
            apart.append((begin, end))
    return replace(folded, live=tuple(sorted([*apart, (first, last)])))


def is_live(folded: Folded, day: date) -> bool:
    return any(first <= day <= last for first, last in folded.live or ())
