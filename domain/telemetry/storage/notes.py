"""The queries of what is noted beside raw samples: arrivals, days to make anew, and features."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import Any, Final

from sqlalchemy import bindparam, case, func
from sqlalchemy import select as select_many
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlmodel import col, delete, select

from domain.core import Unit
from domain.db import rows
from domain.registry.tables import Holding
from domain.telemetry import folded, moments, quality
from domain.telemetry.folded import Folded
from domain.telemetry.intake import Receipt
from domain.telemetry.tables import Arrival, FeatureSet, StaleDay

_FEATURES = "feature_set.body"
_KEYS = ("vehicle_id", "owner_id")

# Built once: every look at a car asks them.
_SINCE: Final = (
    col(Arrival.vehicle_id).in_(bindparam("vehicles", expanding=True)),
    col(Arrival.day) >= bindparam("since"),
)
_CAR_AND_OWNER: Final = (col(Arrival.vehicle_id), col(Arrival.owner_id))
_NEWEST_AT: Final = (
    select_many(*_CAR_AND_OWNER, func.max(Arrival.last_at)).where(*_SINCE).group_by(*_CAR_AND_OWNER)
)
_TOTALS: Final = (
    select_many(
        *_CAR_AND_OWNER,
        func.sum(Arrival.received),
        func.sum(Arrival.late),
        func.sum(Arrival.implausible),
        func.max(Arrival.last_at),
    )
    .where(*_SINCE)
    .group_by(*_CAR_AND_OWNER)
)
_STORED: Final = (
    select(FeatureSet.vehicle_id, FeatureSet.owner_id, FeatureSet.last_at, FeatureSet.body)
    .join(
        Holding,
        (col(Holding.vehicle_id) == col(FeatureSet.vehicle_id))
        & (col(Holding.owner_id) == col(FeatureSet.owner_id)),
    )
    .where(
        col(FeatureSet.vehicle_id).in_(bindparam("vehicles", expanding=True)),
        col(Holding.role) == "owner",
        col(Holding.until).is_(None),
    )
)


@dataclass(frozen=True, slots=True)
class Note:
    """What a request of a car adds to the figures of the day. last_at: its newest record so far."""

    vehicle_id: int
    owner_id: int
    receipt: Receipt
    last_at: datetime | None


def newest_at(unit: Unit, owners: Mapping[int, int]) -> dict[int, datetime]:
    """Return the time of the newest record received of each vehicle for its owner, by the vehicle.

    One that is older than any record that is still taken counts as none, so that a car of years costs as a new one does.
    """
    since = (unit.now - moments.OLDEST - timedelta(days=1)).date()
    rows_by_car = unit.session.execute(_NEWEST_AT, {"vehicles": list(owners), "since": since}).all()
    return {car: at for car, owner_id, at in rows_by_car if owners[car] == owner_id and at is not None}


def count(unit: Unit, arrivals: Sequence[Note]) -> None:
    """Add the figures of requests to the day's."""
    values = [
        {
            "vehicle_id": each.vehicle_id,
            "owner_id": each.owner_id,
            "day": unit.now.date(),
            "received": each.receipt.received,
            "kept": each.receipt.kept,
            "late": each.receipt.late,
            "implausible": each.receipt.implausible,
            "unwanted": each.receipt.unwanted_total,
            "received_at": unit.now,
            "last_at": each.last_at,
        }
        for each in arrivals
    ]
    if values:
        unit.session.connection().execute(_count(), values)


@cache
def _count() -> Insert:
    new = insert(Arrival)
    sums: dict[str, Any] = {
        name: col(getattr(Arrival, name)) + new.excluded[name]
        for name in ("received", "kept", "late", "implausible", "unwanted")
    }
    newer = func.coalesce(new.excluded.last_at, Arrival.last_at)
    sums["last_at"] = case((col(Arrival.last_at) > new.excluded.last_at, col(Arrival.last_at)), else_=newer)
    sums["received_at"] = new.excluded.received_at
    return new.on_conflict_do_update(index_elements=[*_KEYS, "day"], set_=sums)


def mark_stale(unit: Unit, days: Iterable[tuple[int, int, date]]) -> None:
    """Mark days (vehicle, owner, day) whose features are to be made anew."""
    values = [
        {"vehicle_id": vehicle_id, "owner_id": owner_id, "day": day, "marks": 1}
        for vehicle_id, owner_id, day in sorted(days)
    ]
    if values:
        unit.session.connection().execute(_mark(), values)


@cache
def _mark() -> Insert:
    change = {"marks": col(StaleDay.marks) + 1}
    return insert(StaleDay).on_conflict_do_update(index_elements=[*_KEYS, "day"], set_=change)


def lock(unit: Unit, vehicle_id: int) -> None:
    """Let nobody else seal or refresh this car until the unit ends; SQLite has one writer anyway."""
    query = select(Arrival.id).where(Arrival.vehicle_id == vehicle_id).order_by(col(Arrival.id))
    unit.session.exec(query.with_for_update()).all()


def with_stale_days(unit: Unit) -> list[int]:
    return sorted(unit.session.exec(select(StaleDay.vehicle_id).distinct()))


def stale_days(unit: Unit, vehicle_id: int) -> list[StaleDay]:
    query = select(StaleDay).where(StaleDay.vehicle_id == vehicle_id)
    return list(unit.session.exec(query.order_by(col(StaleDay.owner_id), col(StaleDay.day))))


def clear_stale(unit: Unit, stale: StaleDay) -> None:
    """Remove the mark, unless the day was marked again since."""
    unit.session.exec(
        delete(StaleDay).where(col(StaleDay.id) == stale.id, col(StaleDay.marks) == stale.marks)
    )


def load(unit: Unit, vehicle_id: int, *, owner_id: int) -> Folded:
    """Return what is kept of a car beside raw samples, with the days that it told itself.

    Where an earlier version did not note those, they are all since the oldest reading that may have come first.
    """
    standing = folded.decode(feature_body(unit, vehicle_id, owner_id=owner_id))
    if standing.live is not None:
        return standing
    arrivals = select(Arrival).where(Arrival.vehicle_id == vehicle_id, Arrival.owner_id == owner_id)
    first = unit.session.exec(arrivals.order_by(col(Arrival.day)).limit(1)).first()
    if first is None:
        return replace(standing, live=())
    return folded.with_live(standing, first.day - moments.OLDEST, unit.now.date())


def feature_body(unit: Unit, vehicle_id: int, *, owner_id: int) -> bytes | None:
    """Return the stored features of a car; None where there are none, or none that can be opened."""
    query = select(FeatureSet.body).where(
        FeatureSet.vehicle_id == vehicle_id, FeatureSet.owner_id == owner_id
    )
    body = unit.session.exec(query).first()
    return None if body is None else _unseal(unit, body, vehicle_id=vehicle_id)


def _unseal(unit: Unit, body: bytes, *, vehicle_id: int) -> bytes | None:
    what = f"the features of car {vehicle_id}"
    return unit.readable(partial(unit.unseal, body, label=_FEATURES), what=what, vehicle_id=vehicle_id)


def save_features(
    unit: Unit, vehicle_id: int, *, owner_id: int, body: bytes, last_at: datetime | None
) -> None:
    values = {"last_at": last_at, "version": 1, "body": unit.seal(owner_id, body, label=_FEATURES)}
    new = insert(FeatureSet).values(vehicle_id=vehicle_id, owner_id=owner_id, **values)
    rows.put(unit.session, new, keys=_KEYS, change=values)


@dataclass(frozen=True, slots=True)
class StoredFeatures:
    """What is kept of a car for its present owner. body: unsealed."""

    vehicle_id: int
    owner_id: int
    last_at: datetime | None
    body: bytes


def stored_features(unit: Unit, vehicle_ids: Collection[int]) -> list[StoredFeatures]:
    """Return the feature sets of many cars, each for the car's present owner, with few queries.

    A set that cannot be opened is left out, and made anew when the car's next readings are.
    """
    stored = unit.session.exec(_STORED, params={"vehicles": list(vehicle_ids)}).all()
    if stored:
        unit.core.keyring.preload(unit.session, {row[1] for row in stored})
    return [
        StoredFeatures(vehicle_id, owner_id, last_at, plain)
        for vehicle_id, owner_id, last_at, body in stored
        if (plain := _unseal(unit, body, vehicle_id=vehicle_id)) is not None
    ]


def arrivals_since(unit: Unit, vehicle_id: int, *, owner_id: int, since: date) -> tuple[frozenset[date], int]:
    """Return the days of receipt since then on which something was kept of a vehicle for an owner, and how many values."""
    query = select_many(col(Arrival.day), col(Arrival.kept)).where(
        col(Arrival.vehicle_id) == vehicle_id,
        col(Arrival.owner_id) == owner_id,
        col(Arrival.day) >= since,
        col(Arrival.kept) > 0,
    )
    days = unit.session.execute(query).all()
    return frozenset(day for day, _ in days), sum(values for _, values in days)


def totals(
    unit: Unit, vehicle_ids: Collection[int], *, since: date
) -> dict[tuple[int, int], quality.Arrived]:
    """Add up what arrived from each vehicle for each owner since a day."""
    rows_by_car = unit.session.execute(_TOTALS, {"vehicles": list(vehicle_ids), "since": since})
    return {(row[0], row[1]): quality.Arrived(*row[2:]) for row in rows_by_car}
