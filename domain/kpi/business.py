"""What plans bring, and owners who leave."""

from collections import defaultdict
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from domain.core import Unit
from domain.explain.facts import Phrase
from domain.kpi.facts import Case, Kind, Tally
from domain.plans import gauges as plans
from domain.registry.scope import Scope, fleet, owner_times


def revenue(unit: Unit, scope: Scope) -> Iterator[Tally]:
    """Add up what was paid less what went back, by month of the operator's zone, plan and currency: payments are of no car and of no centre."""
    if scope.centre_id is not None:
        yield Tally(why="whole")
        return
    zone = ZoneInfo(scope.zone)
    by_part: dict[tuple[str, str, str], list[Case]] = defaultdict(list)
    for each in plans.sales(unit, scope):
        part = f"{each.at.astimezone(zone):%Y-%m}", each.plan, each.currency
        by_part[part].append(Case(Kind.PAYMENT, each.id, None, None, each.amount, at=each.at))
    if not by_part:
        yield Tally()
    for (month, plan, currency), cases in sorted(by_part.items()):
        about = {"month": month, "plan": plans.title(unit, plan), "currency": currency}
        yield Tally(cases, f"{month} {plan} {currency}", Phrase("kpi.revenue.part", about))


def owners_left(unit: Unit, scope: Scope) -> Iterator[Tally]:
    """Count owners who had a car in the time and none any more at its end."""
    staying = {car.owner_id for car in fleet(unit, scope)}
    yield Tally([
        Case(Kind.OWNER, owner, owner, None, owner not in staying) for owner in sorted(owner_times(unit, scope))
    ])  # fmt: skip
