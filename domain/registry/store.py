"""The queries of the registry."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

import sqlalchemy as sql
from sqlalchemy import bindparam
from sqlmodel import and_, col, func, or_, select, update

from domain.core import Unit
from domain.kit.classified import Purpose
from domain.registry import terms
from domain.registry.rules import Answer
from domain.registry.tables import (
    AccessToken,
    Consent,
    Holding,
    LinkCode,
    LinkTry,
    Owner,
    PrivacySwitch,
    Vehicle,
    VehicleKey,
)

# Built once: every answer asks these.
_BY_CHAT: Final = select(Owner).where(col(Owner.chat_hash) == bindparam("chat"))
_VEHICLES: Final = (
    select(Vehicle, Holding)
    .join(Holding, col(Holding.vehicle_id) == col(Vehicle.id))
    .where(col(Holding.owner_id) == bindparam("holder"), col(Holding.until).is_(None))
    .order_by(col(Holding.id))
)
KEEPS: Final = (col(Holding.role) == "owner", col(Holding.until).is_(None))
"""Whether a holding is that of the present owner."""
_KEEPER: Final = (
    select(Owner)
    .join(Holding, col(Holding.owner_id) == col(Owner.id))
    .where(
        col(Holding.vehicle_id) == bindparam("vehicle"),
        *KEEPS,
    )
)
_KEEPERS: Final = (
    select(Holding.vehicle_id, Owner)
    .join(Owner, col(Owner.id) == col(Holding.owner_id))
    .where(
        col(Holding.vehicle_id).in_(bindparam("vehicles", expanding=True)),
        *KEEPS,
    )
)
_CONSENT: Final = Consent.metadata.tables["consent"].c
_ANSWERS: Final = (
    sql.select(
        _CONSENT.owner_id,
        _CONSENT.purpose,
        _CONSENT.given,
        _CONSENT.expires_at,
        _CONSENT.at,
        _CONSENT.text_version,
    )
    .where(_CONSENT.owner_id.in_(bindparam("givers", expanding=True)))
    .order_by(_CONSENT.id)
)
_SWITCHES: Final = (
    select(PrivacySwitch.owner_id, PrivacySwitch.at, PrivacySwitch.is_on)
    .where(col(PrivacySwitch.owner_id).in_(bindparam("givers", expanding=True)))
    .order_by(col(PrivacySwitch.id))
)


def owner_by_chat(unit: Unit, chat_hash: str) -> Owner | None:
    return unit.session.exec(_BY_CHAT, params={"chat": chat_hash}).first()


def vehicle_by_vin(unit: Unit, vin_hash: str) -> Vehicle | None:
    return unit.session.exec(select(Vehicle).where(Vehicle.vin_hash == vin_hash)).first()


def lock(unit: Unit, vehicle_id: int) -> None:
    """Queue up for a car; on SQLite the unit itself is the queue."""
    unit.session.exec(
        select(Vehicle.id).where(Vehicle.id == vehicle_id).with_for_update(key_share=True)
    ).first()


def lock_all(unit: Unit, vehicle_ids: Collection[int]) -> None:
    query = select(Vehicle.id).where(col(Vehicle.id).in_(vehicle_ids)).order_by(col(Vehicle.id))
    unit.session.exec(query.with_for_update(key_share=True)).all()


def key_by_prefix(unit: Unit, prefix: str) -> tuple[VehicleKey, Vehicle] | None:
    query = (
        select(VehicleKey, Vehicle)
        .join(Vehicle, col(Vehicle.id) == col(VehicleKey.vehicle_id))
        .where(VehicleKey.prefix == prefix)
    )
    return unit.session.exec(query).first()


def revoke_keys(unit: Unit, vehicle_id: int) -> None:
    unit.session.exec(
        update(VehicleKey)
        .where(col(VehicleKey.vehicle_id) == vehicle_id, col(VehicleKey.revoked_at).is_(None))
        .values(revoked_at=unit.now)
    )


def token_by_prefix(unit: Unit, prefix: str) -> AccessToken | None:
    return unit.session.exec(select(AccessToken).where(AccessToken.prefix == prefix)).first()


def use_code(unit: Unit, code_hash: str) -> LinkCode | None:
    """Use up a live code; of two chats at once only one gets it."""
    used = unit.session.exec(
        update(LinkCode)
        .where(
            col(LinkCode.code_hash) == code_hash,
            col(LinkCode.used_at).is_(None),
            col(LinkCode.expires_at) > unit.now,
        )
        .values(used_at=unit.now)
    )
    if used.rowcount != 1:
        return None
    return unit.session.exec(select(LinkCode).where(LinkCode.code_hash == code_hash)).one()


def tries_since(unit: Unit, chat_mark: str, *, since: datetime) -> list[datetime]:
    recent = select(LinkTry.at).where(LinkTry.chat_mark == chat_mark, col(LinkTry.at) > since)
    return list(unit.session.exec(recent))


def holding(unit: Unit, vehicle_id: int, *, owner_id: int) -> Holding | None:
    return unit.session.exec(
        select(Holding).where(
            Holding.vehicle_id == vehicle_id, Holding.owner_id == owner_id, col(Holding.until).is_(None)
        )
    ).first()


def keeper(unit: Unit, vehicle_id: int) -> Owner | None:
    of = {"vehicle": vehicle_id}
    return unit.once(("keeper", vehicle_id), lambda: unit.session.exec(_KEEPER, params=of).first())


def keepers_of(unit: Unit, vehicle_ids: Collection[int]) -> dict[int, Owner]:
    """Return the present owner of each of many cars."""
    return dict(unit.session.exec(_KEEPERS, params={"vehicles": list(vehicle_ids)}).all())


def keepers(unit: Unit) -> list[tuple[Vehicle, Owner]]:
    """Return every car that has an owner, with that owner."""
    return list(
        unit.session.exec(
            select(Vehicle, Owner)
            .join(Holding, col(Holding.vehicle_id) == col(Vehicle.id))
            .join(Owner, col(Owner.id) == col(Holding.owner_id))
            .where(*KEEPS)
            .order_by(col(Vehicle.id))
        )
    )


def people(unit: Unit, vehicle_id: int) -> list[int]:
    query = select(Holding.owner_id).where(Holding.vehicle_id == vehicle_id, col(Holding.until).is_(None))
    return list(unit.session.exec(query))


def vehicles_of(unit: Unit, owner_id: int) -> tuple[tuple[Vehicle, Holding], ...]:
    """Return the cars of a person, owned, driven or waited for, each with what makes it so."""
    return unit.once(
        ("vehicles_of", owner_id), lambda: tuple(unit.session.exec(_VEHICLES, params={"holder": owner_id}))
    )


def answers(unit: Unit, owner_ids: Collection[int]) -> dict[int, list[Answer]]:
    """Return every yes and no of each owner in the order in which they were given."""
    by_owner: dict[int, list[Answer]] = {owner_id: [] for owner_id in owner_ids}
    rows = unit.session.connection().execute(_ANSWERS, {"givers": list(owner_ids)})
    for owner_id, purpose, consent, expires_at, at, version in rows:
        is_current = terms.is_current(Purpose(purpose), version)
        by_owner[owner_id].append(Answer(consent, expires_at, Purpose(purpose), at, is_current=is_current))
    return by_owner


def outdated(unit: Unit, *, limit: int) -> list[tuple[int, Purpose]]:
    newest = select(func.max(Consent.id)).group_by(col(Consent.owner_id), col(Consent.purpose))
    other = or_(
        *(
            and_(Consent.purpose == each, Consent.text_version != text)
            for each, text in terms.VERSIONS.items()
        )
    )
    query = select(Consent.owner_id, Consent.purpose).where(
        col(Consent.id).in_(newest), col(Consent.given), other
    )
    rows = unit.session.exec(query.order_by(col(Consent.id)).limit(limit))
    return [(owner_id, Purpose(purpose)) for owner_id, purpose in rows]


def switches(unit: Unit, owner_ids: Collection[int]) -> dict[int, dict[datetime, bool]]:
    """Return when each owner switched privacy mode, and to what; of two at one moment the later counts."""
    by_owner: dict[int, dict[datetime, bool]] = {owner_id: {} for owner_id in owner_ids}
    for owner_id, at, is_on in unit.session.exec(_SWITCHES, params={"givers": list(owner_ids)}):
        by_owner[owner_id][at] = is_on
    return by_owner
