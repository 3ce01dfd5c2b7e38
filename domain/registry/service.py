"""Who owns which car, and what they agreed to."""

from collections.abc import Collection, Mapping
from dataclasses import asdict

from domain.core import Unit
from domain.db import rows
from domain.errors import Refusal
from domain.explain.facts import Name
from domain.kit.classified import ASKED, Purpose
from domain.registry import answers, codes, driving, preferences, rules, store
from domain.registry import secrets as bearer
from domain.registry.facts import Papers
from domain.registry.tables import Holding, LinkCode, Owner, Vehicle, VehicleKey

_CHAT = "owner.chat"
_VIN = "vehicle.vin"
_KEY = "bvk"  # the kind of a car's key


def meet(unit: Unit, chat_id: int, *, locale: str, zone: str) -> Owner:
    """Return the owner of a chat, made on the first word. Nothing but the chat itself is kept."""
    chat_hash = unit.fingerprint("chat", str(chat_id))
    owner_row = store.owner_by_chat(unit, chat_hash)
    if owner_row is not None:
        preferences.unblock(owner_row)
        return owner_row
    owner = Owner(chat_hash=chat_hash, locale=locale, zone=zone, made_at=unit.now)
    unit.session.add(owner)
    unit.session.flush()
    owner.chat_sealed = unit.seal_text(owner.id, str(chat_id), label=_CHAT)
    return owner


def owner_of_chat(unit: Unit, chat_id: int) -> Owner | None:
    return store.owner_by_chat(unit, unit.fingerprint("chat", str(chat_id)))


def chat_of(unit: Unit, owner: Owner) -> int:
    """Return the chat's id. Only delivery needs it."""
    assert owner.chat_sealed is not None
    return int(unit.unseal_text(owner.chat_sealed, label=_CHAT))


def register_vehicle(unit: Unit, *, vin: str, name: Name, model: str, papers: Papers) -> Vehicle:
    """Add a car to the operator's register.

    Raises Refusal vin_* for a bad VIN and vehicle_known (409) where the VIN is registered already.
    """
    good = rules.good_vin(vin)
    vin_hash = unit.fingerprint("vin", good)
    added = rows.add_once(
        unit.session,
        Vehicle,
        vin_hash=vin_hash,
        vin_sealed=unit.seal_text(None, good, label=_VIN),
        name=name,
        model=model,
        made_at=unit.now,
        **asdict(papers),
    )
    vehicle = store.vehicle_by_vin(unit, vin_hash)
    if vehicle is None or not added:
        raise Refusal("vehicle_known")
    return vehicle


def vehicle_of_vin(unit: Unit, vin: str) -> Vehicle:
    """Find a car by VIN, for the operator alone: a VIN gives nobody access. Raises Refusal vin_*, vehicle_unknown."""
    row = store.vehicle_by_vin(unit, unit.fingerprint("vin", rules.good_vin(vin)))
    if row is None:
        raise Refusal("vehicle_unknown", status=404)
    return row


def vin_of(unit: Unit, vehicle: Vehicle) -> str:
    return unit.unseal_text(vehicle.vin_sealed, label=_VIN)


def vehicle(unit: Unit, vehicle_id: int) -> Vehicle:
    """Return a registered car for the operator. Raises Refusal vehicle_unknown (404)."""
    row = unit.session.get(Vehicle, vehicle_id)
    if row is None:
        raise Refusal("vehicle_unknown", status=404)
    return row


def lock(unit: Unit, vehicle_id: int) -> None:
    """Queue up for a car; on SQLite the unit itself is the queue."""
    store.lock(unit, vehicle_id)


def lock_all(unit: Unit, vehicle_ids: Collection[int]) -> None:
    """Queue up for many cars, always in the same order; on SQLite the unit itself is the queue."""
    store.lock_all(unit, vehicle_ids)


def vehicle_key(unit: Unit, vehicle_id: int) -> str:
    """Make the key a car sends with; keys made before stop working."""
    vehicle(unit, vehicle_id)
    end_keys(unit, vehicle_id)
    secret = bearer.fresh(_KEY)
    unit.session.add(
        VehicleKey(vehicle_id=vehicle_id, prefix=secret.prefix, secret_hash=secret.digest, made_at=unit.now)
    )
    return secret.text


def end_keys(unit: Unit, vehicle_id: int) -> None:
    """Let no key of a car open the door any more."""
    lock(unit, vehicle_id)
    store.revoke_keys(unit, vehicle_id)


def vehicle_of_key(unit: Unit, key: str) -> Vehicle:
    """Return the car a key belongs to. Raises Refusal key_unknown (401)."""
    kind, prefix, secret = bearer.split(key)
    row = store.key_by_prefix(unit, prefix)
    is_live = row is not None and row[0].revoked_at is None and kind == _KEY
    if row is None or not is_live or not bearer.matches(secret, row[0].secret_hash):
        raise Refusal("key_unknown", status=401)
    return row[1]


def link_code(unit: Unit, vehicle_id: int, *, role: str = "owner") -> str:
    """Make a code that links one chat to the car: shown by the operator or the car, ten minutes, one use."""
    vehicle(unit, vehicle_id)
    code = codes.fresh()
    unit.session.add(
        LinkCode(
            vehicle_id=vehicle_id,
            role=role,
            code_hash=unit.fingerprint("link", code),
            expires_at=unit.now + rules.CODE_LIFE,
        )
    )
    return code


def link(unit: Unit, owner_id: int, code: str) -> Vehicle:
    """Link the chat to the code's car.

    Raises Refusal link_locked (429) after five wrong codes, link_wrong (404: unknown, used and run out look
    alike), link_held (409) where another person is the car's owner, link_ownerless for a driver of a car without one.
    A driver waits until the owner agrees.
    """
    codes.refuse_locked(unit, owner_id)
    used = store.use_code(unit, unit.fingerprint("link", rules.plain_code(code)))
    if used is None:
        raise Refusal("link_wrong", status=404)
    return _hold(unit, owner_id, vehicle_id=used.vehicle_id, role=used.role)


def _hold(unit: Unit, owner_id: int, *, vehicle_id: int, role: str) -> Vehicle:
    lock(unit, vehicle_id)
    holding = store.holding(unit, vehicle_id, owner_id=owner_id)
    if holding is not None and driving.is_lapsed(holding, now=unit.now):
        holding.until, holding = unit.now, None
    if holding is None:
        if role == "driver":
            driving.request(unit, owner_id, vehicle_id)
        else:
            begin(unit, owner_id, vehicle_id)
    return vehicle(unit, vehicle_id)


def begin(unit: Unit, owner_id: int, vehicle_id: int) -> None:
    """Make a person the owner of a car that has none; drivers of an earlier time end. Raises Refusal link_held."""
    if store.keeper(unit, vehicle_id) is not None:
        raise Refusal("link_held")
    driving.end_all(unit, [vehicle_id])
    unit.session.flush()
    unit.session.add(Holding(owner_id=owner_id, vehicle_id=vehicle_id, role="owner", since=unit.now))
    unit.session.flush()


def unlink(unit: Unit, owner_id: int, vehicle_id: int) -> None:
    """End a person's holding of a car, with an owner's also the drivers'. Raises Refusal vehicle_not_yours (404)."""
    holding = store.holding(unit, vehicle_id, owner_id=owner_id)
    if holding is None:
        raise Refusal("vehicle_not_yours", status=404)
    holding.until = unit.now
    if holding.role == "owner":
        driving.end_all(unit, [vehicle_id])


def keeper(unit: Unit, vehicle_id: int) -> Owner | None:
    """Return the person whose data the car's telemetry are."""
    return store.keeper(unit, vehicle_id)


def keepers(unit: Unit, vehicle_ids: Collection[int]) -> dict[int, Owner]:
    """Return the keepers of many cars at once; a car that nobody has linked is left out."""
    return store.keepers_of(unit, vehicle_ids)


def cars_with_owners(unit: Unit) -> list[tuple[Vehicle, Owner]]:
    """Return every car that somebody has linked, with its owner."""
    return store.keepers(unit)


def teaching(unit: Unit) -> list[tuple[Vehicle, Owner]]:
    """Return every car whose present owner agreed to care and to models being learned from it."""
    agreed = frozenset((Purpose.CARE, Purpose.IMPROVE))
    return [
        (vehicle, owner) for vehicle, owner in cars_with_owners(unit) if consents(unit, owner.id) >= agreed
    ]


def vehicles_of(unit: Unit, owner_id: int) -> list[Vehicle]:
    """Return the cars that a person may see, as owner or driver."""
    pairs = store.vehicles_of(unit, owner_id)
    return [vehicle for vehicle, holding in pairs if driving.may_look(unit, holding)]


def own_vehicles(unit: Unit, owner_id: int) -> list[Vehicle]:
    """Return the cars for which a person may decide: those owned, not those driven."""
    return [vehicle for vehicle, holding in store.vehicles_of(unit, owner_id) if holding.role == "owner"]


def holding_of(unit: Unit, owner_id: int, vehicle_id: int) -> Holding:
    """Return what lets a person see a car. Raises Refusal vehicle_not_yours (404, as if it did not exist)."""
    holding = store.holding(unit, vehicle_id, owner_id=owner_id)
    if holding is None or not driving.may_look(unit, holding):
        raise Refusal("vehicle_not_yours", status=404)
    return holding


def waiting(unit: Unit, owner_id: int, vehicle_id: int) -> Holding | None:
    """Return the request of a driver who is not let in yet; None where there is none."""
    holding = store.holding(unit, vehicle_id, owner_id=owner_id)
    return holding if holding is not None and holding.is_waiting else None


def vehicle_for(unit: Unit, owner_id: int, vehicle_id: int) -> Vehicle:
    """Return a car this person may see. Raises Refusal vehicle_not_yours (404)."""
    return vehicle(unit, holding_of(unit, owner_id, vehicle_id).vehicle_id)


def own_vehicle(unit: Unit, owner_id: int, vehicle_id: int) -> Vehicle:
    """Return a car for which this person may decide. Raises vehicle_not_yours (404) or driver_reads_only (403)."""
    if holding_of(unit, owner_id, vehicle_id).role != "owner":
        raise Refusal("driver_reads_only", status=403)
    return vehicle(unit, vehicle_id)


def consent(unit: Unit, owner_id: int, *, purpose: Purpose, given: bool, channel: str) -> None:
    """Record that an owner agreed or withdrew; it counts from the next record that comes in.

    Without care drivers see nothing any more. Raises purpose_unasked.
    """
    if purpose not in ASKED:
        raise Refusal("purpose_unasked")
    owner = unit.session.get_one(Owner, owner_id)
    if purpose is Purpose.CARE and not given:
        driving.end_all(unit, [vehicle.id for vehicle in own_vehicles(unit, owner_id)])
    answers.note(unit, owner, purpose=purpose, given=given, channel=channel)


def choices(unit: Unit, owner_id: int) -> Mapping[Purpose, rules.Choice]:
    """Return the newest word on each purpose that was ever answered."""
    return {each.purpose: each for each in store.answers(unit, [owner_id])[owner_id]}


def eras(unit: Unit, owner_id: int) -> tuple[rules.Era, ...]:
    """Return what an owner allowed, and when, ascending."""
    return allowances(unit, [owner_id])[owner_id].eras


def consents(unit: Unit, owner_id: int) -> frozenset[Purpose]:
    """Return the purposes in force now."""
    return rules.in_force(choices(unit, owner_id), now=unit.now)


def allowances(unit: Unit, owner_ids: Collection[int]) -> dict[int, rules.Allowance]:
    """Return what each of many owners allows now, and allowed when."""
    answers, switches = store.answers(unit, owner_ids), store.switches(unit, owner_ids)
    return {
        owner_id: rules.Allowance(
            rules.in_force({each.purpose: each for each in answers[owner_id]}, now=unit.now),
            rules.eras(answers[owner_id], switches[owner_id]),
        )
        for owner_id in owner_ids
    }
