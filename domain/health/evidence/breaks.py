"""Where a series of a car begins anew: what came before a change says nothing about what comes after it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from domain.health.facts import Break, BreakKind, View
from domain.registry.facts import Change

LONG_AGO = datetime.min.replace(tzinfo=UTC)

# New wheels move pressures and what is counted in turns of a wheel, but no volt and no litre.
_TOUCHED: Mapping[BreakKind, Collection[str]] = {
    BreakKind.WHEELS: ("tyre_pressure", "puncture", "consumption"),
}


def of(changes: Iterable[Change]) -> tuple[Break, ...]:
    """Say what was changed as breaks."""
    return tuple(Break(change.at, BreakKind(change.kind), change.check) for change in changes)


def concerning(view: View, code: str) -> list[Break]:
    """The breaks that concern a check's series, ascending."""
    return [
        each
        for each in view.breaks
        if each.check == code or (not each.check and code in _TOUCHED.get(each.kind, (code,)))
    ]


def since(view: View, code: str) -> datetime:
    """When a check's series began: long ago where nothing concerns it."""
    if not view.breaks:  # nearly always, and asked by every check
        return LONG_AGO
    return max((each.at for each in concerning(view, code)), default=LONG_AGO)
