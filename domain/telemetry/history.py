"""The past that an owner hands in: a day at a time, of any age, by the same rules and consents as what a car sends.

Features and baselines learn from it. Raw samples are kept only as long as their signals are: of older days nothing but the
features stays. What is handed in is no sign of life, so it leaves no trace in what tells how a car's data arrive, and
`health` warns of nothing while the newest that is known of a car is the past.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from domain.core import Unit
from domain.errors import Refusal
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.rules import Era
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import folded, moments, service, travels
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Features
from domain.telemetry.features import extraction as making
from domain.telemetry.folded import Folded
from domain.telemetry.ingest import resent, rules
from domain.telemetry.intake import Batch, Block, Policy, Receipt
from domain.telemetry.storage import blocks, notes, store

_DAY = timedelta(days=1)
_RAW = timedelta(days=min(CATALOGUE[path].keep_days for path in service.FOR_FEATURES))
_AT_ONCE = 10_000  # records judged together


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a day. evening: its samples into which a session of the next day may reach.

    is_left: the car told of this day itself, and its samples are gone: it stays as it is.
    """

    receipt: Receipt
    evening: Block = blocks.EMPTY
    is_left: bool = False


def keeper(unit: Unit, vehicle_id: int) -> Owner:
    """Return whose data a car's past will be. Raises Refusal import_no_owner or import_no_consent."""
    owner = registry.keeper(unit, vehicle_id)
    if owner is None:
        raise Refusal("import_no_owner", status=409)
    if Purpose.CARE not in registry.consents(unit, owner.id):
        raise Refusal("import_no_consent", status=409)
    return owner


def learn(
    unit: Unit,
    vehicle: Vehicle,
    batch: Batch,
    *,
    day: date,
    evening: Block = blocks.EMPTY,
    since: datetime | None = None,
) -> Outcome:
    """Take in what a file says of one UTC day. The same day again changes nothing.

    evening: of the day before, by this function. since: what was measured earlier was somebody else's car.
    Raises Refusal import_no_owner or import_no_consent.
    """
    owner = keeper(unit, vehicle.id)
    notes.lock(unit, vehicle.id)
    begin = datetime.combine(day, time(), tzinfo=UTC)
    policy = _policy(unit, vehicle.id, owner=owner, since=since)
    cleaned = _clean(unit, batch, policy=policy)
    if not cleaned.block.at.size:
        return Outcome(cleaned.receipt)
    is_raw_there = begin - making.LOOK_BACK > unit.now - _RAW
    before = notes.load(unit, vehicle.id, owner_id=owner.id)
    if not is_raw_there and folded.is_live(before, day):
        return Outcome(Receipt(received=cleaned.receipt.received), is_left=True)
    stored = _stored(unit, vehicle.id, owner_id=owner.id, begin=begin) if is_raw_there else blocks.EMPTY
    compared = resent.compare(cleaned, stored) if stored.at.size else None
    if compared is None or not compared.nothing_new:
        joined = blocks.merge([each for each in (stored, evening, cleaned.block) if each.at.size])
        of_day = _follow(unit, vehicle.id, owner_id=owner.id, day=day, block=joined, eras=policy.eras)
        _fold(unit, vehicle.id, owner_id=owner.id, day=day, of_day=of_day, before=before)
        _keep_raw(unit, vehicle.id, owner_id=owner.id, block=cleaned.block)
    receipt = cleaned.receipt if compared is None else compared.cleaned.receipt
    return Outcome(receipt, _evening(cleaned.block, begin))


def evening_of(
    unit: Unit, vehicle: Vehicle, batch: Batch, *, day: date, since: datetime | None = None
) -> Block:
    """Return a day's samples into which a session of the next day may reach, where the day itself is done."""
    owner = keeper(unit, vehicle.id)
    policy = _policy(unit, vehicle.id, owner=owner, since=since)
    return _evening(_clean(unit, batch, policy=policy).block, datetime.combine(day, time(), tzinfo=UTC))


def _evening(block: Block, begin: datetime) -> Block:
    end = begin + _DAY
    return blocks.cut(block, begin_ms=moments.ms(end - making.LOOK_BACK), end_ms=moments.ms(end))


def _policy(unit: Unit, vehicle_id: int, *, owner: Owner, since: datetime | None) -> Policy:
    """What was measured before an owner was first asked is what they agree to by handing it in.

    What was measured while a consent was withdrawn or privacy mode was on stays out.
    """
    purposes = registry.consents(unit, owner.id)
    before = Era(moments.FIRST, purposes, owner.privacy_mode)
    bounds = [at for at in (since, store.earlier_owner_until(unit, vehicle_id, owner_id=owner.id)) if at]
    return Policy(
        purposes=purposes,
        essential_only=owner.privacy_mode,
        since_ms=moments.second_of(max(bounds)) if bounds else None,
        eras=(before, *registry.eras(unit, owner.id)),
        is_history=True,
    )


def _clean(unit: Unit, batch: Batch, *, policy: Policy) -> rules.Cleaned:
    """Judge a day's records, some thousands at a time."""
    parts = [
        rules.clean(_part(batch, first), policy=policy, now=unit.now, newest_ms=None)
        for first in range(0, max(len(batch.records), 1), _AT_ONCE)
    ]
    if len(parts) == 1:
        return replace(parts[0], receipt=replace(parts[0].receipt, late=0))
    block = blocks.merge([part.block for part in parts if part.block.at.size])
    return rules.Cleaned(block, _sum([part.receipt for part in parts]), None)


def _part(batch: Batch, first: int) -> Batch:
    return Batch(batch.records[first : first + _AT_ONCE], batch.units)


def _sum(receipts: Collection[Receipt]) -> Receipt:
    unwanted = {path: each for receipt in receipts for path, each in receipt.unwanted.items()}
    return Receipt(
        received=sum(each.received for each in receipts),
        kept=sum(each.kept for each in receipts),
        repeated=sum(each.repeated for each in receipts),
        refused_total=sum(each.refused_total for each in receipts),
        unwanted=unwanted,
        refused=tuple(one for each in receipts for one in each.refused),
    )


def _stored(unit: Unit, vehicle_id: int, *, owner_id: int, begin: datetime) -> Block:
    start = begin - making.LOOK_BACK
    return store.samples(unit, vehicle_id, owner_id=owner_id, start=start, end=begin + _DAY)


def _follow(
    unit: Unit, vehicle_id: int, *, owner_id: int, day: date, block: Block, eras: tuple[Era, ...]
) -> Features:
    """Make a day's features and keep its trips."""
    window = blocks.columns(block, service.PATHS).window()
    features = making.extract(window, day=day)
    travels.follow(unit, window, features, day=day, vehicle_id=vehicle_id, owner_id=owner_id, eras=eras)
    return features


def _fold(unit: Unit, vehicle_id: int, *, owner_id: int, day: date, of_day: Features, before: Folded) -> None:
    features = making.fold(before.features, of_day, day=day)
    last_ms = max((pulse.last_ms for pulse in before.pulses), default=None)
    body = folded.encode(replace(before, features=features))
    last_at = None if last_ms is None else moments.moment(last_ms)
    notes.save_features(unit, vehicle_id, owner_id=owner_id, body=body, last_at=last_at)


def _keep_raw(unit: Unit, vehicle_id: int, *, owner_id: int, block: Block) -> None:
    """Store what would still be stored if the car had sent it at its time."""
    ages = moments.ms(unit.now) - block.at
    keep_ms = np.array([CATALOGUE[path].keep_days for path in block.paths]) * (
        _DAY // timedelta(milliseconds=1)
    )
    values = np.where(ages[:, None] < keep_ms[None, :], block.values, np.nan)
    store.append(unit, [(vehicle_id, owner_id, blocks.tidy(Block(block.at, block.paths, values)))])
