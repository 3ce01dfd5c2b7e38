"""What lies above this slice and is handed to it: booking holds the workshop slot that a warning offers."""

from typing import Protocol

from domain.alerts.facts import Case, Slot
from domain.core import Unit


class SlotHolder(Protocol):
    """Holds the nearest suitable workshop slot for a warning."""

    def __call__(self, unit: Unit, case: Case, *, job: str) -> Slot | None:
        """Return the held slot, or None where no centre has one."""
        ...


def no_slots(unit: Unit, case: Case, *, job: str) -> Slot | None:
    """Hold nothing: for an operator without workshops."""
    del unit, case, job
    return None
