"""Of which cars, and of which time, something is counted for the operator."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from sqlmodel import col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from domain.core import Unit
from domain.registry.facts import Source
from domain.registry.tables import Holding, Vehicle


@dataclass(frozen=True, slots=True)
class Scope:
    """Instants from `since` on and before `until`, of the cars of one source: of all of them, or of a centre's own.

    zone: where its days and months begin.
    """

    since: datetime
    until: datetime
    source: Source = Source.LIVE
    centre_id: int | None = None
    zone: str = "UTC"

    def of_source(self) -> SelectOfScalar[int]:
        """Return the query of the numbers of all cars of the source, whatever centre is asked for."""
        return select(Vehicle.id).where(Vehicle.source == self.source)

    def cars(self) -> SelectOfScalar[int]:
        """Return the query of the numbers of its cars."""
        query = self.of_source()
        return query if self.centre_id is None else query.where(Vehicle.centre_id == self.centre_id)

    def owners(self) -> SelectOfScalar[int]:
        """Return the query of the numbers of all who own or owned one of its cars."""
        return select(Holding.owner_id).where(
            Holding.role == "owner", col(Holding.vehicle_id).in_(self.cars())
        )


def day_from(at: datetime) -> date:
    """Return the first UTC day that begins at an instant or after it: what is stored by day lies in a time whose days begin elsewhere."""
    day = at.astimezone(UTC).date()
    return day if datetime.combine(day, time(), tzinfo=UTC) == at else day + timedelta(days=1)


class Car(NamedTuple):
    """A car in the register; owner_id: whose it was at the end of the time, None where nobody's."""

    id: int
    owner_id: int | None


def fleet(unit: Unit, scope: Scope) -> list[Car]:
    """Return the cars that were registered before the end of the time."""
    query = scope.cars().where(Vehicle.made_at < scope.until)
    standing = or_(col(Holding.until).is_(None), col(Holding.until) >= scope.until)
    linked = select(Holding.vehicle_id, Holding.owner_id).where(
        Holding.role == "owner", Holding.since < scope.until, standing
    )
    owners = dict(unit.session.exec(linked.where(col(Holding.vehicle_id).in_(scope.cars()))).all())
    return [Car(car, owners.get(car)) for car in unit.session.exec(query.order_by(col(Vehicle.id)))]


def owner_times(unit: Unit, scope: Scope) -> dict[int, timedelta]:
    """Return by owner how long of the time they owned one of the cars: from the first day of it to the last, gaps included."""
    query = select(Holding.owner_id, Holding.since, Holding.until).where(
        Holding.role == "owner",
        Holding.since < scope.until,
        or_(col(Holding.until).is_(None), col(Holding.until) > scope.since),
        col(Holding.vehicle_id).in_(scope.cars()),
    )
    spans: dict[int, tuple[datetime, datetime]] = {}
    for owner_id, since, until in unit.session.exec(query):
        first, last = max(since, scope.since), min(until or scope.until, scope.until)
        before = spans.get(owner_id, (first, last))
        spans[owner_id] = min(first, before[0]), max(last, before[1])
    return {owner_id: last - first for owner_id, (first, last) in spans.items()}
