"""Telemetry from the car to what is kept: take in, seal by the hour, make features, show, forget.

Every sample belongs to who owned the car at its time: it is sealed with that person's key and shown to
nobody else.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

import numpy as np

from domain.core import Unit
from domain.kit import collector
from domain.kit.classified import Category
from domain.registry import changes
from domain.registry.facts import Change, ChangeKind
from domain.registry.tables import Vehicle
from domain.telemetry import doubts, folded, moments, quality, questions, reception, shown, travels
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Features, Quality, Window
from domain.telemetry.features import devices, sessions, trips
from domain.telemetry.features import extraction as making
from domain.telemetry.folded import Folded
from domain.telemetry.intake import Batch, Receipt
from domain.telemetry.storage import blocks, notes, store

_DAY = timedelta(days=1)
_AT_ONCE = 500  # vehicles a query


@dataclass(frozen=True, slots=True)
class Standing:
    """What checks may know of a car, for its present owner."""

    owner_id: int
    features: Features
    quality: Quality


def ingest(unit: Unit, vehicle: Vehicle, batch: Batch) -> Receipt:
    """Keep what may be kept of a request, and say what became of the rest.

    Without an owner, or without that owner's consent to care, nothing is stored, not even a count; the answer
    says so and is no error: the car has done its part. Raises Refusal json_deep.
    """
    return reception.receive(unit, {vehicle.id: batch})[vehicle.id]


def ingest_many(unit: Unit, batches: Mapping[int, Batch]) -> dict[int, Receipt]:
    """As `ingest`, for the requests of many cars by their numbers, with few queries. Raises Refusal json_deep."""
    return reception.receive(unit, batches)


def seal(unit: Unit, *, before: datetime) -> int:
    """Seal every hour that ended by `before`; return how many. Jobs take `due_for_sealing` a unit each."""
    return sum(seal_vehicle(unit, vehicle_id, before=before) for vehicle_id in due_for_sealing(unit, before))


def due_for_sealing(unit: Unit, before: datetime) -> list[int]:
    return store.with_open_hours(unit, before=before)


def seal_vehicle(unit: Unit, vehicle_id: int, *, before: datetime) -> int:
    """Merge the open tail into sealed hours, late records into those sealed before; return how many hours."""
    notes.lock(unit, vehicle_id)
    rows = store.open_rows(unit, vehicle_id, before=before)
    hours = 0
    for (owner_id, hour), group in groupby(rows, key=lambda row: (row.owner_id, row.hour)):
        sealed = store.chunk_of(unit, vehicle_id, owner_id=owner_id, hour=hour)
        joined = blocks.merge([sealed, *(store.tail_block(unit, row) for row in group)])
        store.save_chunk(unit, vehicle_id, owner_id=owner_id, hour=hour, block=joined)
        hours += 1
    store.drop_rows(unit, rows)
    return hours


def window(
    unit: Unit,
    vehicle_id: int,
    owner_id: int,
    *,
    start: datetime,
    end: datetime,
    paths: Collection[str] | None = None,
) -> Window:
    """Return what is kept of [start, end) for this owner, sealed or not; signals never sent are absent."""
    return store.samples(unit, vehicle_id, owner_id=owner_id, start=start, end=end, paths=paths).window()


def hours_of_kind(unit: Unit, vehicle_id: int, owner_id: int, category: Category) -> list[datetime]:
    """Return the hours of which samples of a kind are kept for this owner, oldest first."""
    return store.hours_of_kind(unit, vehicle_id, owner_id=owner_id, category=category)


def due_for_refresh(unit: Unit) -> list[int]:
    """Return the vehicles with days whose features are not up to date."""
    return notes.with_stale_days(unit)


def refresh(unit: Unit, vehicle_id: int) -> int:
    """Make the features of stale days anew from raw samples; return how many days."""
    notes.lock(unit, vehicle_id)
    stale = notes.stale_days(unit, vehicle_id)
    for owner_id, days in groupby(stale, key=lambda each: each.owner_id):
        saved = notes.load(unit, vehicle_id, owner_id=owner_id)
        for each in days:
            saved = _with_day(unit, saved, day=each.day, vehicle_id=vehicle_id, owner_id=owner_id)
            notes.clear_stale(unit, each)
        questions.follow(unit, vehicle_id, owner_id=owner_id, relations=saved.features.relations)
        _note_move(unit, vehicle_id, owner_id=owner_id, features=saved.features)
        last = max((pulse.last_ms for pulse in saved.pulses), default=None)
        notes.save_features(
            unit,
            vehicle_id,
            owner_id=owner_id,
            body=folded.encode(saved),
            last_at=None if last is None else moments.moment(last),
        )
    return len(stale)


def _note_move(unit: Unit, vehicle_id: int, *, owner_id: int, features: Features) -> None:
    """Note a change of sensor where the device was moved to another car, and ask the operator about it."""
    at = devices.last_move(features.days)
    if at is None:
        return
    change = Change(at, ChangeKind.SENSOR)
    if changes.note(unit, vehicle_id, owner_id=owner_id, change=change, source="seen"):
        questions.ask(unit, vehicle_id, owner_id=owner_id, cause="moved")


def _with_day(unit: Unit, saved: Folded, *, day: date, vehicle_id: int, owner_id: int) -> Folded:
    begin = datetime.combine(day, time(), tzinfo=UTC)
    raw = window(
        unit,
        vehicle_id,
        owner_id,
        start=begin - making.LOOK_BACK,
        end=begin + _DAY,
        paths=PATHS,
    )
    pulse, of_day = quality.pulse(raw, day=day), making.extract(raw, day=day)
    travels.follow(unit, raw, of_day, day=day, vehicle_id=vehicle_id, owner_id=owner_id)
    return replace(
        saved if pulse is None else folded.with_live(saved, day, day),
        features=making.fold(saved.features, of_day, day=day),
        pulses=quality.put(saved.pulses, pulse, day=day),
    )


FOR_FEATURES = frozenset((*making.NEEDED, *quality.PATHS))
PATHS = FOR_FEATURES.union(trips.NEEDED, sessions.NEEDED)


def features(unit: Unit, vehicle_ids: Collection[int]) -> dict[int, Standing]:
    """Return features and quality of many cars for their present owners; a car without stored features is left out."""
    standings: dict[int, Standing] = {}
    ids = list(vehicle_ids)
    since = unit.now.date() - timedelta(days=quality.DAYS)
    for begin in range(0, len(ids), _AT_ONCE):
        part = ids[begin : begin + _AT_ONCE]
        arrived = notes.totals(unit, part, since=since)
        with collector.resting():
            for stored in notes.stored_features(unit, part):
                saved = folded.decode(stored.body)
                counts = arrived.get((stored.vehicle_id, stored.owner_id), quality.NOTHING)
                figures = quality.judge(saved.pulses, counts, last_at=stored.last_at, now=unit.now)
                standings[stored.vehicle_id] = Standing(stored.owner_id, saved.features, figures)
    return standings


def latest(unit: Unit, vehicle_id: int, owner_id: int) -> dict[str, tuple[float, datetime]]:
    """Return each signal's newest value that is not doubtful with its time, from the newest 24 hours that hold data."""
    newest: dict[str, tuple[float, datetime]] = {}
    for hour in shown.newest(unit, vehicle_id, owner_id):
        for path, values in doubts.sound(hour).values.items():
            there = np.flatnonzero(~np.isnan(values))
            if there.size and path not in newest:
                newest[path] = (float(values[there[-1]]), moments.moment(int(hour.at[there[-1]])))
    return newest


def newest_at(unit: Unit, vehicle_id: int, owner_id: int) -> datetime | None:
    """Return the time of the newest record that a vehicle sent its owner, also before its features are made of it."""
    return notes.newest_at(unit, {vehicle_id: owner_id}).get(vehicle_id)


def days_heard(unit: Unit, vehicle_id: int, owner_id: int, *, since: date) -> tuple[int, int]:
    """Return of how many UTC days since then there are data of a vehicle, imported ones too, and how many values came since."""
    received, values = notes.arrivals_since(unit, vehicle_id, owner_id=owner_id, since=since)
    features = notes.load(unit, vehicle_id, owner_id=owner_id).features
    return len(received.union(each.day for each in features.days if each.day >= since)), values


def due_for_forgetting(unit: Unit) -> list[int]:
    """Return the vehicles with samples to drop, or to seal so that they can be dropped."""
    expired = {vehicle_id for vehicle_id, _, _ in store.expired_chunks(unit)}
    return sorted(expired.union(due_for_sealing(unit, unit.now)))


def forget_old(unit: Unit, vehicle_ids: Collection[int] | None = None) -> int:
    """Drop samples past the time their signal is kept for, to the hour; return how many hours were changed.

    vehicle_ids: of these vehicles alone.
    """
    due = due_for_sealing(unit, unit.now) if vehicle_ids is None else vehicle_ids
    for vehicle_id in due:
        seal_vehicle(unit, vehicle_id, before=unit.now)
    expired = [each for each in store.expired_chunks(unit) if vehicle_ids is None or each[0] in vehicle_ids]
    for vehicle_id, owner_id, hour in expired:
        block = store.chunk_of(unit, vehicle_id, owner_id=owner_id, hour=hour)
        paths = {path for path in block.paths if hour + CATALOGUE[path].keep_days * _DAY <= unit.now}
        remaining = blocks.tidy(block, drop=paths)
        store.save_chunk(unit, vehicle_id, owner_id=owner_id, hour=hour, block=remaining)
    return len(expired)
