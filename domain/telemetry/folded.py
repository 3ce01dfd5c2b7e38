"""What is kept of a car beside raw samples, as one sealed body: its features and notes on the last days."""

from dataclasses import dataclass, field

import msgspec

from domain.telemetry.facts import Features
from domain.telemetry.quality import Pulse


@dataclass(frozen=True, slots=True)
class Folded:
    features: Features = field(default_factory=Features)
    pulses: tuple[Pulse, ...] = ()


_DECODER = msgspec.msgpack.Decoder(Folded)


def decode(body: bytes | None) -> Folded:
    """Read a body; where there is none, nothing is known."""
    return Folded() if body is None else _DECODER.decode(body)


def encode(folded: Folded) -> bytes:
    return msgspec.msgpack.encode(folded)
