"""The queries of the telemetry store. Bodies are sealed with the key of the owner whose data they are.

A body that cannot be opened any more counts as empty: it never hides the hours beside it.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete, func, select

from domain.core import Unit
from domain.db import rows
from domain.kit.classified import Category
from domain.registry.tables import Holding
from domain.telemetry import moments
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.intake import Block
from domain.telemetry.storage import blocks, packing
from domain.telemetry.tables import Chunk, OpenTail

HOUR = timedelta(hours=1)
_TAIL = "open_tail.body"
_CHUNK = "chunk.body"
_KEYS = ("vehicle_id", "owner_id")
_ADD_TAIL = insert(OpenTail)


def owned_since(unit: Unit, vehicle_ids: Collection[int]) -> dict[int, datetime]:
    """Return since when each car has had its present owner."""
    live = select(Holding.vehicle_id, Holding.since).where(
        col(Holding.vehicle_id).in_(vehicle_ids), Holding.role == "owner", col(Holding.until).is_(None)
    )
    return dict(unit.session.exec(live).all())


def earlier_owner_until(unit: Unit, vehicle_id: int, *, owner_id: int) -> datetime | None:
    """Return until when somebody else had the car, as far as is known here."""
    query = select(func.max(Holding.until)).where(
        Holding.vehicle_id == vehicle_id, Holding.role == "owner", Holding.owner_id != owner_id
    )
    return unit.session.exec(query).one()


def append(unit: Unit, samples: Iterable[tuple[int, int, Block]]) -> None:
    """Add samples (vehicle, owner, block) to the open tail, a row for each hour."""
    rows = [
        {
            "vehicle_id": vehicle_id,
            "owner_id": owner_id,
            "hour": moments.moment(hour_ms),
            "received_at": unit.now,
            "body": unit.seal(owner_id, packing.tail(part), label=_TAIL),
        }
        for vehicle_id, owner_id, block in samples
        for hour_ms, part in blocks.hours(block).items()
    ]
    if rows:
        unit.session.connection().execute(_ADD_TAIL, rows)


def with_open_hours(unit: Unit, *, before: datetime) -> list[int]:
    """Return the vehicles with tail rows of hours that ended by `before`."""
    ended = select(OpenTail.vehicle_id).where(col(OpenTail.hour) <= before - HOUR).distinct()
    return sorted(unit.session.exec(ended))


def open_rows(unit: Unit, vehicle_id: int, *, before: datetime) -> list[OpenTail]:
    query = select(OpenTail).where(OpenTail.vehicle_id == vehicle_id, col(OpenTail.hour) <= before - HOUR)
    return list(unit.session.exec(query.order_by(col(OpenTail.owner_id), col(OpenTail.hour))))


def tail_block(unit: Unit, row: OpenTail) -> Block:
    return _unpack(unit, row.vehicle_id, row.body, packing.untail, label=_TAIL)


def _unpack(
    unit: Unit,
    vehicle_id: int,
    body: bytes,
    unpack: Callable[[bytes, Collection[str] | None], Block],
    *,
    label: str,
    paths: Collection[str] | None = None,
) -> Block:
    """Open a body of a car; an empty block where that cannot be done, which is logged."""
    what = f"{label} of car {vehicle_id}"
    plain = unit.readable(partial(unit.unseal, body, label=label), what=what, vehicle_id=vehicle_id)
    return blocks.EMPTY if plain is None else unpack(plain, paths)


def drop_rows(unit: Unit, sealed: Collection[OpenTail]) -> None:
    unit.session.exec(delete(OpenTail).where(col(OpenTail.id).in_([row.id for row in sealed])))


def chunk_of(unit: Unit, vehicle_id: int, *, owner_id: int, hour: datetime) -> Block:
    """Return what is sealed of an hour; an empty block where nothing is."""
    query = select(Chunk.body).where(
        Chunk.vehicle_id == vehicle_id, Chunk.owner_id == owner_id, Chunk.hour == hour
    )
    body = unit.session.exec(query).first()
    return blocks.EMPTY if body is None else _unpack(unit, vehicle_id, body, packing.unchunk, label=_CHUNK)


def save_chunk(unit: Unit, vehicle_id: int, *, owner_id: int, hour: datetime, block: Block) -> None:
    """Put an hour in the place of what was sealed of it; an empty one removes it."""
    block = blocks.tidy(block)
    if not block.at.size:
        held_now = (col(Chunk.vehicle_id) == vehicle_id, col(Chunk.owner_id) == owner_id)
        unit.session.exec(delete(Chunk).where(*held_now, col(Chunk.hour) == hour))
        return
    body = unit.seal(owner_id, packing.chunk(block), label=_CHUNK)
    shortest = min(CATALOGUE[path].keep_days for path in block.paths)
    values = {
        "count": blocks.count(block),
        "expires_at": hour + timedelta(days=shortest),
        "kinds": ",".join(sorted({CATALOGUE[path].category for path in block.paths})),
        "body": body,
    }
    new = insert(Chunk).values(vehicle_id=vehicle_id, owner_id=owner_id, hour=hour, **values)
    rows.put(unit.session, new, keys=(*_KEYS, "hour"), change=values)


def hours_of_kind(unit: Unit, vehicle_id: int, *, owner_id: int, category: Category) -> list[datetime]:
    """Return the hours with samples of a kind. Only what is not sealed yet, or was before kinds were noted, is opened."""
    mine = (col(Chunk.vehicle_id) == vehicle_id, col(Chunk.owner_id) == owner_id)
    rows = unit.session.exec(select(Chunk.hour, Chunk.kinds).where(*mine)).all()
    hours = {hour for hour, kinds in rows if kinds is not None and category in kinds.split(",")}
    tails = select(OpenTail.hour).where(OpenTail.vehicle_id == vehicle_id, OpenTail.owner_id == owner_id)
    unknown = {hour for hour, kinds in rows if kinds is None} | set(unit.session.exec(tails))
    paths = {path for path, signal in CATALOGUE.items() if signal.category is category}
    for hour in unknown - hours:
        block = samples(unit, vehicle_id, owner_id=owner_id, start=hour, end=hour + HOUR, paths=paths)
        if blocks.count(block):
            hours.add(hour)
    return sorted(hours)


def expired_chunks(unit: Unit) -> list[tuple[int, int, datetime]]:
    """Find chunks that hold a signal past its time: vehicle, owner and hour."""
    query = select(Chunk.vehicle_id, Chunk.owner_id, Chunk.hour).where(col(Chunk.expires_at) <= unit.now)
    return list(unit.session.exec(query.order_by(col(Chunk.vehicle_id), col(Chunk.hour))))


def samples(
    unit: Unit,
    vehicle_id: int,
    *,
    owner_id: int,
    start: datetime,
    end: datetime,
    paths: Collection[str] | None = None,
) -> Block:
    """Return the samples of [start, end), sealed or not.

    The tail is read first: an hour that is sealed in between is then seen twice, not never.
    """
    first = moments.moment(moments.ms(start) // blocks.HOUR_MS * blocks.HOUR_MS)
    tails = unit.session.exec(
        select(OpenTail.body).where(
            OpenTail.vehicle_id == vehicle_id,
            OpenTail.owner_id == owner_id,
            col(OpenTail.hour) >= first,
            col(OpenTail.hour) < end,
        )
    ).all()
    chunks = unit.session.exec(
        select(Chunk.body)
        .where(
            Chunk.vehicle_id == vehicle_id,
            Chunk.owner_id == owner_id,
            col(Chunk.hour) >= first,
            col(Chunk.hour) < end,
        )
        .order_by(col(Chunk.hour))
    ).all()
    sealed = [_unpack(unit, vehicle_id, body, packing.unchunk, label=_CHUNK, paths=paths) for body in chunks]
    loose = [_unpack(unit, vehicle_id, body, packing.untail, label=_TAIL, paths=paths) for body in tails]
    joined = blocks.merge([*sealed, *loose])
    return blocks.cut(joined, begin_ms=moments.ms(start), end_ms=moments.ms(end))


def newest_hours(unit: Unit, vehicle_id: int, *, owner_id: int, limit: int) -> list[datetime]:
    """Return the newest hours with samples, newest first."""
    hours: set[datetime] = set()
    for kind in (OpenTail, Chunk):
        query = select(kind.hour).where(kind.vehicle_id == vehicle_id, kind.owner_id == owner_id).distinct()
        hours.update(unit.session.exec(query.order_by(col(kind.hour).desc()).limit(limit)))
    return sorted(hours, reverse=True)[:limit]
