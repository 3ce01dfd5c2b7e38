"""Offers that fit: made once a day, and what came of them, for the operator."""

from collections.abc import Sequence
from dataclasses import asdict

from domain.core import Core, Unit
from domain.offers import gauges, service
from domain.offers.facts import Tally
from domain.offers.rules import LEAST_OWNERS
from domain.reports import invitations
from jobs import cars, console
from jobs.console import AsJson, Row
from jobs.due import Report


def propose(core: Core) -> Report:
    """Look for each owner whose morning it is whether an offer fits; one car in a unit."""
    with core.reading() as unit:
        due = service.cars_due(unit)
    results: list[bool] = []

    def consider(unit: Unit, part: Sequence[int]) -> None:
        results.extend([service.consider(unit, car) for car in part])

    tally = cars.each(core, "offers", due, consider)
    return Report(
        f"{sum(results)} offers for {tally.done} cars, {tally.failed} failed", tally.done, tally.failed
    )


def list_offers(*, as_json: AsJson = False) -> None:
    """Tell what came of each offer whose time is over, against owners who were by lot not shown it."""
    with console.open_core() as core, core.reading() as unit:
        console.answer([_row(each) for each in gauges.tallies(unit)], as_json=as_json)


def count_invitations(*, as_json: AsJson = False) -> None:
    """Tell how many owners have a link in reports that they share, and how many people started by one; from five owners on."""
    with console.open_core() as core, core.reading() as unit:
        console.answer([asdict(invitations.reached(unit))], as_json=as_json)


def _row(tally: Tally) -> Row:
    shares = {"no_job": "cannot be told: it names no job", "too_few": "cannot be told: under five owners"}
    groups = [f"{count} of {size}" for count, size in tally.booked or ()]
    counts = (tally.offered, tally.accepted, tally.declined, tally.withheld)
    names = ("offered", "interested", "not_interested", "control_group")
    sizes = (tally.offered, tally.offered, tally.offered, tally.withheld)
    visible = (None if size < LEAST_OWNERS else count for size, count in zip(sizes, counts, strict=True))
    return {
        "offer": tally.code,
        **dict(zip(names, visible, strict=True)),
        "interested_90": _span(tally.conversion) or shares["too_few"],
        "booked": groups[0] if groups else None,
        "booked_control": groups[1] if groups else None,
        "uplift_90": _span(tally.uplift) or shares[tally.why],
    }


def _span(interval: tuple[float, float] | None) -> str:
    return "" if interval is None else f"{100 * interval[0]:.0f} to {100 * interval[1]:.0f} %"
