"""Requests of many cars taken in together: few queries for all of them, and each car's answer as if it came alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from domain.core import Unit
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.rules import Allowance
from domain.registry.tables import Owner
from domain.telemetry import moments, questions
from domain.telemetry.features import extraction as making
from domain.telemetry.ingest import hints, resent, rules
from domain.telemetry.ingest.resent import Compared
from domain.telemetry.intake import Batch, Block, Policy, Receipt
from domain.telemetry.storage import blocks, notes, store
from domain.telemetry.storage.notes import Note

_LAST_HOUR = 23


def receive(unit: Unit, batches: Mapping[int, Batch]) -> dict[int, Receipt]:
    """Keep what may be kept of each car's request, by the car's number, and say what became of the rest.

    Rows are locked in one order, so that two who write wait for each other and no more: cars by number, and of them all
    what arrived before what is asked of it, as features are renewed. Raises Refusal json_deep.
    """
    owners = registry.keepers(unit, batches.keys())
    allowed = registry.allowances(unit, {owner.id for owner in owners.values()})
    since = store.owned_since(unit, owners.keys())
    newest = notes.newest_at(unit, {car: owner.id for car, owner in owners.items()})
    unit.core.keyring.preload(unit.session, {owner.id for owner in owners.values()})
    receipts, to_keep = {}, []
    for car, batch in sorted(batches.items()):
        owner = owners.get(car)
        if owner is None:
            policy = Policy(bar="no_owner")
            receipts[car] = rules.clean(batch, policy=policy, now=unit.now, newest_ms=None).receipt
            continue
        policy = _policy(owner, allowed[owner.id], since=since[car])
        newest_ms = None if newest.get(car) is None else moments.ms(newest[car])
        compared = _compare(unit, car, owner_id=owner.id, batch=batch, policy=policy, newest_ms=newest_ms)
        receipts[car] = _receipt(compared)
        if not policy.bar:
            to_keep.append((car, owner.id, compared))
    _keep(unit, to_keep)
    for car, owner_id, compared in to_keep:
        if compared.cleaned.receipt.refused_total:
            _suspect(unit, car, owner_id=owner_id, batch=batches[car], receipt=compared.cleaned.receipt)
    return receipts


def _policy(owner: Owner, allowed: Allowance, *, since: datetime) -> Policy:
    return Policy(
        purposes=allowed.purposes,
        essential_only=owner.privacy_mode,
        bar="" if Purpose.CARE in allowed.purposes else "no_consent",
        since_ms=moments.second_of(since),
        eras=allowed.eras,
    )


def _compare(
    unit: Unit, car: int, *, owner_id: int, batch: Batch, policy: Policy, newest_ms: int | None
) -> Compared:
    """Clean a request and compare it with what is stored; one newer than all before needs no look-up."""
    cleaned = rules.clean(batch, policy=policy, now=unit.now, newest_ms=newest_ms)
    block = cleaned.block
    if newest_ms is None or not block.at.size or block.at[0] > newest_ms:
        return Compared(cleaned, nothing_new=False)
    older = blocks.cut(block, begin_ms=int(block.at[0]), end_ms=newest_ms + 1)
    stored = [
        store.samples(unit, car, owner_id=owner_id, start=hour, end=hour + store.HOUR, paths=block.paths)
        for hour in map(moments.moment, blocks.hours(older))
    ]
    return resent.compare(cleaned, blocks.merge(stored))


def _receipt(compared: Compared) -> Receipt:
    times = compared.cleaned.block.at
    newest_at = moments.moment(int(times[-1])) if times.size else None
    return replace(compared.cleaned.receipt, newest_at=newest_at)


def _keep(unit: Unit, compared: list[tuple[int, int, Compared]]) -> None:
    figures, tails, stale = [], [], []
    for car, owner_id, each in compared:
        cleaned = each.cleaned
        receipt = resent.quality_figures(cleaned.receipt, nothing_new=each.nothing_new)
        last_at = None if cleaned.newest_ms is None else moments.moment(cleaned.newest_ms)
        figures.append(Note(car, owner_id, receipt, last_at))
        tails.append((car, owner_id, cleaned.block))
        stale += [(car, owner_id, day) for day in _stale_days(cleaned.block, today=unit.now.date())]
    notes.count(unit, figures)
    store.append(unit, tails)
    notes.mark_stale(unit, stale)


def _stale_days(block: Block, *, today: date) -> set[date]:
    """Days whose features the samples change: their own, and the next where a session may reach over midnight.

    The last hour marks the next day before it comes: who parks just before midnight may send nothing for days.
    """
    days: set[date] = set()
    for hour_ms in blocks.hours(block):
        hour = moments.moment(hour_ms)
        days.add(hour.date())
        if (hour + making.LOOK_BACK).date() <= today or hour.hour == _LAST_HOUR:
            days.add((hour + making.LOOK_BACK).date())
    return days


def _suspect(unit: Unit, car: int, *, owner_id: int, batch: Batch, receipt: Receipt) -> None:
    """Ask the operator where refusals look like a wrong clock or an undeclared unit."""
    cause = hints.clock(batch, receipt, now=unit.now)
    if cause:
        questions.ask(unit, car, owner_id=owner_id, cause=cause)
    by_cause: dict[str, list[str]] = {}
    for path, looks_like in hints.units(batch, receipt).items():
        by_cause.setdefault(looks_like, []).append(path)
    for looks_like, signals in by_cause.items():
        questions.ask(unit, car, owner_id=owner_id, cause=looks_like, signals=signals)
