"""The trips and charges of each day, kept for years where the owner agreed to the driving report.

They are made together with the day's features, of the same readings, so that late data rebuild them and repeated data change
nothing; a row a day, as checks read features of every car and these of none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete, select

from domain.core import Unit
from domain.db import rows
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.rules import Era
from domain.registry.tables import Owner
from domain.telemetry import moments
from domain.telemetry.facts import Charge, Features, Window
from domain.telemetry.features import samples, sessions, trips
from domain.telemetry.features.samples import Flags, Floats, Samples
from domain.telemetry.tables import TripDay
from domain.telemetry.trips import Travel

_DAY: Final = timedelta(days=1)
_NEEDED: Final = (*trips.NEEDED, *sessions.NEEDED)
_LABEL: Final = "trip_day.body"
_DECODER: Final = msgspec.msgpack.Decoder(Travel)


def is_allowed(unit: Unit, owner: Owner) -> bool:
    """Tell whether trips are made: the driving report is agreed to, and privacy mode is off."""
    return not owner.privacy_mode and Purpose.DRIVING in registry.consents(unit, owner.id)


def follow(
    unit: Unit,
    raw: Window,
    features: Features,
    *,
    day: date,
    vehicle_id: int,
    owner_id: int,
    eras: Sequence[Era] | None = None,
) -> None:
    """Put the trips and charges of a UTC day in the place of what was kept of it, where the owner allows it.

    raw: from half a day before. features: of the day. eras: what was allowed when, if not as on record. What was measured while
    it was not allowed stays out.
    """
    owner = unit.session.get(Owner, owner_id)
    if owner is None or not is_allowed(unit, owner):
        return
    allowed = registry.eras(unit, owner_id) if eras is None else eras
    begin = datetime.combine(day, time(), tzinfo=UTC)
    span = (begin.timestamp(), (begin + _DAY).timestamp())
    parts = list(_parts(raw, features, allowed))
    by_power = _charges(features, allowed)
    by_meter = (each for part in parts for each in sessions.find(part, begin=span[0], end=span[1]))
    travel = Travel(
        trips=tuple(trip for part in parts for trip in trips.find(part, begin=span[0], end=span[1])),
        charges=tuple(sorted((*by_power, *by_meter), key=lambda each: each.start)),
        unheard=tuple(each for part in parts for each in trips.unheard(part, begin=span[0], end=span[1])),
    )
    save(unit, travel, vehicle_id=vehicle_id, owner_id=owner_id, begins_at=begin)


def _parts(raw: Window, features: Features, eras: Sequence[Era]) -> Iterator[Samples]:
    """Yield the readings that trips may be made of: allowed at their time, and in no doubt.

    One part for each time without a break in what is allowed, so that no odometer tells what was driven in between.
    """
    doubtful = {path for each in features.relations for path in each.paths}
    seconds = raw.at / 1_000.0
    allowed, breaks = _is_allowed_at(eras, seconds), _breaks_before(eras, seconds)
    for number in np.unique(breaks[allowed]).tolist():
        here = allowed & (breaks == number)
        values = {path: each[here] for path, each in raw.values.items() if path in _NEEDED}
        yield samples.without(samples.look(Window(raw.at[here], values)), doubtful)


def _charges(features: Features, eras: Sequence[Era]) -> tuple[Charge, ...]:
    return tuple(
        replace(each, shape=())
        for each in features.charges
        if _is_allowed_at(eras, np.array([each.start.timestamp(), each.end.timestamp()])).all()
    )


def _is_allowed_at(eras: Sequence[Era], at: Floats) -> Flags:
    """Tell for each time whether the driving report was agreed to then, and privacy mode off."""
    allowed: Flags = _goes(eras)[np.searchsorted(_starts(eras), at, side="right")]
    return allowed


def _breaks_before(eras: Sequence[Era], at: Floats) -> NDArray[np.int64]:
    """Return how many eras in which it was not allowed began before each time."""
    numbers: NDArray[np.int64] = np.cumsum(~_goes(eras), dtype=np.int64)
    return numbers[np.searchsorted(_starts(eras), at, side="right")]


def _starts(eras: Sequence[Era]) -> Floats:
    return np.array([moments.second_of(era.since) for era in eras], dtype=np.float64) / 1_000.0


def _goes(eras: Sequence[Era]) -> Flags:
    """Tell of the time before all eras, and of each era, whether trips are made in it."""
    return np.array(
        [False, *(Purpose.DRIVING in era.purposes and not era.essential_only for era in eras)], dtype=np.bool_
    )


def save(unit: Unit, travel: Travel, *, vehicle_id: int, owner_id: int, begins_at: datetime) -> None:
    """Put what was driven and charged on the UTC day from `begins_at` on in the place of what was kept of it."""
    keys = {"vehicle_id": vehicle_id, "owner_id": owner_id, "begins_at": begins_at}
    if travel == Travel():
        mine = (col(TripDay.vehicle_id) == vehicle_id, col(TripDay.owner_id) == owner_id)
        unit.session.exec(delete(TripDay).where(*mine, col(TripDay.begins_at) == begins_at))
        return
    body = unit.seal(owner_id, msgspec.msgpack.encode(travel), label=_LABEL)
    rows.put(unit.session, insert(TripDay).values(**keys, body=body), keys=tuple(keys), change={"body": body})


def between(unit: Unit, vehicle_id: int, owner_id: int, *, since: datetime, until: datetime) -> Travel:
    """Return the trips and charges that began in [since, until), oldest first, and what was driven unheard by then.

    What cannot be opened any more is left out.
    """
    query = select(TripDay.body).where(
        TripDay.vehicle_id == vehicle_id,
        TripDay.owner_id == owner_id,
        col(TripDay.begins_at) > since - _DAY,
        col(TripDay.begins_at) < until + 2 * _DAY,
    )
    stored = unit.session.exec(query.order_by(col(TripDay.begins_at))).all()
    days = [_open(unit, body, vehicle_id) for body in stored]
    return Travel(
        trips=tuple(each for day in days for each in day.trips if since <= each.start < until),
        charges=tuple(each for day in days for each in day.charges if since <= each.start < until),
        unheard=tuple(each for day in days for each in day.unheard if since <= each.at < until),
    )


def has_any(unit: Unit, vehicle_id: int, owner_id: int) -> bool:
    """Tell whether any trip or charge of a car is kept for an owner."""
    query = select(TripDay.begins_at).where(TripDay.vehicle_id == vehicle_id, TripDay.owner_id == owner_id)
    return unit.session.exec(query.limit(1)).first() is not None


def _open(unit: Unit, body: bytes, vehicle_id: int) -> Travel:
    what = f"the trips of car {vehicle_id}"
    plain = unit.readable(partial(unit.unseal, body, label=_LABEL), what=what, vehicle_id=vehicle_id)
    return Travel() if plain is None else _DECODER.decode(plain)
