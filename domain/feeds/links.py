"""Which name of a source is which car, and what is said of it taken in like what the car sends itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select, update

from domain.core import Unit
from domain.errors import Refusal
from domain.feeds import sources
from domain.feeds.facts import LONGEST_NAME
from domain.feeds.gbt32960 import translate as gbt32960
from domain.feeds.tables import FeedLink
from domain.registry import service as registry
from domain.registry.rules import good_vin
from domain.registry.tables import Holding, Vehicle
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Receipt, Record

BY_KEY = "+"  # begins the name of what comes with a car's key; no topic of a broker has this sign
_NAME = "feed_link.name"
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Link:
    """A connection: the car's name at a source. name: "" where it cannot be read. last_at: when it last told anything."""

    id: int
    feed: str
    name: str
    vehicle_id: int
    last_at: datetime | None = None


def connect(unit: Unit, vehicle: Vehicle, *, feed: str, name: str) -> Link:
    """Let a car's readings come from a source, in the place of what had this name there before.

    Raises Refusal feed_unknown, feed_name, feed_no_owner or, where the name is a VIN, vin_*.
    """
    if feed not in sources.BY_NAME:
        raise Refusal("feed_unknown", status=422, found=feed[:40], known=", ".join(sources.BY_NAME))
    plain = name.strip().strip("/")
    if not plain or len(plain) > LONGEST_NAME or set(plain) & set("+#"):
        raise Refusal("feed_name", status=422, found=name[:60])
    if feed == gbt32960.NAME:
        plain = good_vin(plain)
    owner = registry.keeper(unit, vehicle.id)
    if owner is None:
        raise Refusal("feed_no_owner", status=409)
    before = _row(unit, feed, plain)
    if before is not None:
        unit.session.delete(before)
        unit.session.flush()
    return _link(unit, _add(unit, vehicle, owner_id=owner.id, feed=feed, name=plain))


def _add(unit: Unit, vehicle: Vehicle, *, owner_id: int, feed: str, name: str) -> FeedLink:
    row = FeedLink(
        owner_id=owner_id,
        vehicle_id=vehicle.id,
        feed=feed,
        name_hash=_mark(unit, feed, name),
        name_sealed=unit.seal_text(owner_id, name, label=_NAME),
        made_at=unit.now,
    )
    unit.session.add(row)
    unit.session.flush()
    return row


def disconnect(unit: Unit, link_id: int) -> None:
    """Raises Refusal feed_link_unknown."""
    row = unit.session.get(FeedLink, link_id)
    if row is None:
        raise Refusal("feed_link_unknown", status=404)
    unit.session.delete(row)


def every(unit: Unit) -> list[Link]:
    """Return all connections, with the names that can be read."""
    rows = unit.session.exec(select(FeedLink).order_by(col(FeedLink.id))).all()
    return [_link(unit, row) for row in rows]


def of_owner(unit: Unit, owner_id: int) -> list[Link]:
    """Return the connections of an owner's cars, in the order in which they were made."""
    query = select(FeedLink).where(FeedLink.owner_id == owner_id).order_by(col(FeedLink.id))
    return [_link(unit, row) for row in unit.session.exec(query).all()]


def of_car(unit: Unit, owner_id: int, vehicle_id: int) -> list[Link]:
    """Return the connections of one car of an owner."""
    return [each for each in of_owner(unit, owner_id) if each.vehicle_id == vehicle_id]


def end(unit: Unit, link: Link) -> None:
    """End a connection of an own car; where it came by the car's key, no key of the car is valid any more."""
    disconnect(unit, link.id)
    if link.name.startswith(BY_KEY):
        registry.end_keys(unit, link.vehicle_id)


def end_all(unit: Unit, owner_id: int, *, vehicle_id: int | None = None) -> None:
    """End the connections of an owner, or of one car of theirs: what is set up at their home may not speak for the next owner's car."""
    for each in of_owner(unit, owner_id):
        if vehicle_id in (None, each.vehicle_id):
            end(unit, each)


def _link(unit: Unit, row: FeedLink) -> Link:
    return Link(row.id, row.feed, _name(unit, row), row.vehicle_id, row.last_at)


def _name(unit: Unit, row: FeedLink) -> str:
    return (
        unit.readable(lambda: unit.unseal_text(row.name_sealed, label=_NAME), what="a name of a feed") or ""
    )


def receive(unit: Unit, feed: str, name: str, batch: Batch) -> Receipt | None:
    """Take in what a source says of a car; None where the name is nobody's, or was an earlier owner's car."""
    row = _row(unit, feed, name)
    if row is None:
        return None
    owner = registry.keeper(unit, row.vehicle_id)
    if owner is None or owner.id != row.owner_id:
        return None
    _note_heard(unit, row)
    return telemetry.ingest(unit, registry.vehicle(unit, row.vehicle_id), batch)


def receive_all(unit: Unit, batches: Mapping[tuple[str, str], Batch]) -> None:
    """Take in what sources say of many cars, by source and name, as `receive` does of one."""
    records: dict[int, list[Record]] = {}
    for feed in {feed for feed, _ in batches}:
        by_name = cars(unit, feed, [name for each, name in batches if each == feed])
        for name, car in by_name.items():
            records.setdefault(car, []).extend(batches[feed, name].records)
        note_heard(unit, feed, by_name)
    telemetry.ingest_many(unit, {car: Batch(each) for car, each in records.items()})


def note_by_key(unit: Unit, vehicle: Vehicle, *, feed: str) -> None:
    """Note that a program told something of a car with the car's key."""
    row = by_key(unit, vehicle, feed=feed)
    if row is not None:
        _note_heard(unit, row)


def by_key(unit: Unit, vehicle: Vehicle, *, feed: str) -> FeedLink | None:
    """Return the connection of a program that sends with the car's key, made where there is none; None for a car of nobody."""
    owner = registry.keeper(unit, vehicle.id)
    if owner is None:
        return None
    name = f"{BY_KEY}{vehicle.id}"
    row = _row(unit, feed, name)
    if row is not None and row.owner_id != owner.id:  # of the time of an earlier owner
        unit.session.delete(row)
        unit.session.flush()
        row = None
    return row or _add(unit, vehicle, owner_id=owner.id, feed=feed, name=name)


def _note_heard(unit: Unit, row: FeedLink) -> None:
    if row.last_at is None or unit.now - row.last_at >= _MINUTE:
        row.last_at = unit.now
        unit.session.add(row)


def note_heard(unit: Unit, feed: str, names: Collection[str]) -> None:
    """Note that many cars of a source told something, once a minute each."""
    marks = [_mark(unit, feed, name) for name in names]
    is_due = col(FeedLink.last_at).is_(None) | (col(FeedLink.last_at) <= unit.now - _MINUTE)
    of_these = (col(FeedLink.feed) == feed) & col(FeedLink.name_hash).in_(marks)
    unit.session.exec(update(FeedLink).where(of_these, is_due).values(last_at=unit.now))


def cars(unit: Unit, feed: str, names: Collection[str]) -> dict[str, int]:
    """Return which car each name of a source is; names of nobody's, or of an earlier owner's car, are left out."""
    marks = {_mark(unit, feed, name): name for name in names}
    query = (
        select(FeedLink.name_hash, FeedLink.vehicle_id)
        .join(
            Holding,
            (col(Holding.vehicle_id) == col(FeedLink.vehicle_id))
            & (col(Holding.owner_id) == col(FeedLink.owner_id)),
        )
        .where(
            FeedLink.feed == feed,
            col(FeedLink.name_hash).in_(marks),
            Holding.role == "owner",
            col(Holding.until).is_(None),
        )
    )
    return {marks[mark]: car for mark, car in unit.session.exec(query)}


def names(unit: Unit, vehicle: Vehicle, *, feed: str) -> frozenset[str]:
    """Return the names that a car has at a source."""
    query = select(FeedLink).where(FeedLink.feed == feed, FeedLink.vehicle_id == vehicle.id)
    return frozenset(_name(unit, row) for row in unit.session.exec(query).all())


def _row(unit: Unit, feed: str, name: str) -> FeedLink | None:
    mark = _mark(unit, feed, name)
    return unit.session.exec(
        select(FeedLink).where(FeedLink.feed == feed, FeedLink.name_hash == mark)
    ).first()


def _mark(unit: Unit, feed: str, name: str) -> str:
    return unit.fingerprint(f"feed.{feed}", name)
