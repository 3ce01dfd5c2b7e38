"""What goes on and what rests, from an owner's choices; pure."""

from collections.abc import Iterable
from enum import StrEnum

from domain.health.facts import Check
from domain.kit.classified import Purpose
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Signal


class State(StrEnum):
    """Whether something new of a kind is being taken in."""

    ON = "on"
    PARTLY = "partly"
    RESTS = "rests"


def may_store(signal: Signal, *, purposes: frozenset[Purpose], mode: bool) -> bool:
    """Tell whether values of a signal are kept; taking in telemetry decides the same way."""
    agreed = Purpose.CARE in purposes and signal.purpose in purposes
    return signal.is_collected and agreed and (signal.essential or not mode)


def state(signals: Iterable[Signal], *, purposes: frozenset[Purpose], mode: bool) -> State:
    stored = {may_store(signal, purposes=purposes, mode=mode) for signal in signals}
    if stored == {True}:
        return State.ON
    return State.PARTLY if True in stored else State.RESTS


def can_judge(check: Check, *, purposes: frozenset[Purpose], mode: bool) -> bool:
    """Tell whether a check gets all it needs."""
    return Purpose.CARE in purposes and all(
        may_store(CATALOGUE[path], purposes=purposes, mode=mode) for path in check.SIGNALS
    )


def in_force(purposes: frozenset[Purpose], *, mode: bool) -> frozenset[Purpose]:
    """Return the purposes that data may be used for now: in privacy mode the service itself alone."""
    return purposes & {Purpose.CARE} if mode else purposes
