"""Where a series of a car begins anew: what came before a change says nothing about what comes after it."""

from collections.abc import Iterable
from datetime import UTC, datetime

from domain.health.facts import Break, BreakKind, View
from domain.registry.facts import Change

LONG_AGO = datetime.min.replace(tzinfo=UTC)


def of(changes: Iterable[Change]) -> tuple[Break, ...]:
    """Turn changes on record into breaks, in the same order."""
    return tuple(Break(change.at, BreakKind(change.kind), change.check) for change in changes)


def concerning(view: View, code: str, *, on_wheels: bool = False) -> list[Break]:
    """Return the breaks at which a series begins anew, ascending.

    on_wheels: whether the series depends on the wheels, as pressures and distances do; volts and litres do not.
    """
    return [
        each
        for each in view.breaks
        if each.check == code or (not each.check and (on_wheels or each.kind is not BreakKind.WHEELS))
    ]


def since(view: View, code: str, *, on_wheels: bool = False) -> datetime:
    """Return when a series began; `LONG_AGO` where no break concerns it. on_wheels: see `concerning`."""
    if not view.breaks:  # nearly always, and asked by every check
        return LONG_AGO
    return max((each.at for each in concerning(view, code, on_wheels=on_wheels)), default=LONG_AGO)
