"""What callers hand to this slice, because booking lies above it: how a workshop slot is held, and a car's centre."""

from collections.abc import Callable
from typing import Protocol

from domain.alerts.facts import Case, Place, Slot
from domain.core import Unit
from domain.explain.facts import Chart
from domain.health.facts import Finding

Charts = Callable[[Finding], Chart | None]
"""Draws the evidence of a finding, None where there is nothing to draw."""


class SlotHolder(Protocol):
    """Holds the nearest suitable workshop slot for a warning."""

    def __call__(self, unit: Unit, case: Case, *, job: str | None) -> Slot | None:
        """Return the held slot in place of the one held before; None where no centre has one, or job is None."""
        ...


def no_slots(unit: Unit, case: Case, *, job: str | None) -> Slot | None:
    """Hold no slot: for an operator without workshops."""
    del unit, case, job
    return None


PlaceOf = Callable[[Unit, int], Place | None]
"""Says which centre looks after a vehicle."""


def no_place(unit: Unit, vehicle_id: int) -> None:
    """Return no centre: for an operator without workshops."""
    del unit, vehicle_id
