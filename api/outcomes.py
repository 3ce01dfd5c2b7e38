"""What a centre reports of a visit, in the form of the API: what it found, used and measured."""

from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from api import speakers
from api.areas import Request
from domain.booking.facts import CheckResult
from domain.booking.measurements import LeftOut, Measurement, Quantity, Wheel
from domain.booking.workshop import VisitReport
from domain.explain.facts import sentence

MEASUREMENTS = [
    {"quantity": "pad_mm", "wheel": "row1_left", "value": 6.5},
    {"quantity": "tyre_kpa", "wheel": "row1_left", "value": 240},
]
EXAMPLE = {
    "findings": [{"check": "coolant_loop", "found": True, "note": "Hose clamp loose, replaced"}],
    "parts": {"coolant_pump": 1},
    "measurements": MEASUREMENTS,
}


class NewWheelMeasurement(msgspec.Struct, forbid_unknown_fields=True):
    quantity: Annotated[
        Quantity,
        Meta(
            description="pad_mm, pad_pct: brake pad left, mm or %; tread_mm: tread depth; tyre_kpa: gauge pressure as left."
        ),
    ]
    wheel: Annotated[Wheel, Meta(description="row1 is the front, row2 the rear.")]
    value: Annotated[float | None, Meta(description="null: no value, which is left out.")]


class Finding(msgspec.Struct, forbid_unknown_fields=True):
    """check is the code of a check, or "" for the car in general."""

    check: Annotated[str, Meta(max_length=40, examples=["coolant_loop"])]
    found: Annotated[bool, Meta(description="Whether the warned fault was really there.")]
    note: Annotated[str, Meta(max_length=1000)] = ""


class NewOutcome(msgspec.Struct, forbid_unknown_fields=True):
    """paid: what the owner paid, in the currency of the price list. due: what is still to be paid. Not both.

    The owner can pay it in the chat where you have a payment provider. parts: pieces used, by part; without it all that were kept are.
    """

    findings: Annotated[list[Finding], Meta(max_length=20)]
    paid: Annotated[float, Meta(ge=0, le=1_000_000)] | None = None
    due: Annotated[float, Meta(ge=0.01, le=1_000_000)] | None = None
    parts: dict[str, Annotated[int, Meta(ge=0, le=99)]] | None = None
    measurements: Annotated[list[NewWheelMeasurement], Meta(max_length=40)] = msgspec.field(
        default_factory=list
    )


class LeftOutView(msgspec.Struct, kw_only=True):
    """A measurement that was not stored, and why. reason: with its cure, in the language that was asked for."""

    quantity: Quantity
    wheel: Wheel
    code: str
    reason: str


def measurements(entries: Sequence[NewWheelMeasurement]) -> list[Measurement]:
    return [Measurement(each.quantity, each.wheel, each.value) for each in entries]


def report(outcome: NewOutcome, good: Sequence[Measurement], *, health: str = "") -> VisitReport:
    """Return what the core takes. good: the measurements that can be; health: what is sent with it of the battery."""
    return VisitReport(
        findings=[CheckResult(each.check, each.found, each.note) for each in outcome.findings],
        paid=outcome.paid,
        due=outcome.due,
        parts=outcome.parts,
        measurements=good,
        health=health,
    )


def left_out(request: Request, bad: Sequence[LeftOut]) -> list[LeftOutView]:
    """Say why each was not stored, in the caller's language."""
    say = speakers.speaker_for(request).say
    return [
        LeftOutView(
            quantity=each.measurement.quantity,
            wheel=each.measurement.wheel,
            code=each.refusal.code,
            reason=say(sentence(each.refusal)),
        )
        for each in bad
    ]
