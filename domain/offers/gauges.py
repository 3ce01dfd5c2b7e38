"""What came of each offer, against a control group that was never shown it: for the operator, nothing about a person."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from domain.booking import gauges as booking
from domain.core import Unit
from domain.learning.calibration import wilson
from domain.offers import rules, service, store
from domain.offers.facts import Offer, State, Tally
from domain.offers.tables import Proposal
from domain.registry.scope import Scope


def tallies(unit: Unit, scope: Scope | None = None) -> list[Tally]:
    """Return what came of every offer of the catalogue, ever or of what was offered on days (UTC) that begin within a time."""
    return [_tally(unit, each, store.over(unit, each.code, scope)) for each in service.offers(unit)]


def _tally(unit: Unit, offer: Offer, every: Sequence[Proposal]) -> Tally:
    offered = [each for each in every if each.state != State.WITHHELD]
    counts = {state: sum(each.state == state for each in every) for state in State}
    conversion = wilson(counts[State.ACCEPTED], len(offered)) if len(offered) >= rules.LEAST_OWNERS else None
    booked = uplift = None
    why = "no_job" if offer.job is None else ""
    if offer.job is not None:
        groups = [_bookers(unit, offer.job, _complete(unit, each)) for each in (offered, _withheld(every))]
        if min(size for _, size in groups) < rules.LEAST_OWNERS:
            why = "too_few"
        else:
            booked, uplift = (groups[0], groups[1]), rules.difference(groups[0], groups[1])
    return Tally(
        code=offer.code,
        title=offer.title,
        offered=len(offered),
        accepted=counts[State.ACCEPTED],
        declined=counts[State.DECLINED],
        withheld=counts[State.WITHHELD],
        conversion=conversion,
        booked=booked,
        uplift=uplift,
        why=why,
        complete=len(_complete(unit, every)),
    )


def _withheld(every: Sequence[Proposal]) -> list[Proposal]:
    return [each for each in every if each.state == State.WITHHELD]


def _complete(unit: Unit, group: Sequence[Proposal]) -> list[Proposal]:
    """Return those after which the time is over in which a booking counts."""
    return [each for each in group if each.day + rules.BOOKED_WITHIN <= unit.now.date()]


def _bookers(unit: Unit, job: str, group: Sequence[Proposal]) -> tuple[int, int]:
    """Return how many of a group booked the job soon after, and how many it has."""
    bookings = booking.bookings_of(unit, job, owner_ids={each.owner_id for each in group})
    count = 0
    for each in group:
        since = datetime.combine(each.day, time(), tzinfo=UTC)
        count += any(
            owner == each.owner_id and since <= at < since + rules.BOOKED_WITHIN for owner, at in bookings
        )
    return count, len(group)
