"""The access log: who beside the owner read what of an owner's data, and when. The owner sees all of it.

What the same viewer reads again within an hour leaves no second row.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlmodel import col, func, select

from domain.core import Unit
from domain.privacy.tables import Look
from domain.registry import service as registry
from domain.registry.tables import AccessToken, Holding

_ONE_LOOK: Final = timedelta(hours=1)


class What(StrEnum):
    """What was read, or made that lets somebody read or send: a token of the owner's (GRANT), a car's key, a link code.

    COPY: the copy of all data was taken. IMPORT: a file of the car's past was read in. COUNTS: how much is held, by kind.
    """

    CONDITION = "condition"
    REGISTER = "register"
    WARNINGS = "warnings"
    VISITS = "visits"
    SERVICES = "services"
    REQUESTS = "requests"
    COUNTS = "counts"
    GRANT = "grant"
    KEY = "key"
    LINK_CODE = "link_code"
    COPY = "copy"
    IMPORT = "import"
    PAYMENTS = "payments"
    REPORT = "report"
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who reads: operator, centre, driver, owner, or reader: whoever has the link to a page of a report or a dossier.

    A driver is told apart by the mark that the owner knows.

    token_id is None for commands on the machine and for the chat.
    """

    role: str
    centre_id: int | None = None
    token_id: int | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log; vehicle_id is None for what is about no single car."""

    id: int
    at: datetime
    by: Viewer
    what: What
    vehicle_id: int | None


MACHINE: Final = Viewer("operator")
"""The operator at the command line."""


def viewer(who: AccessToken) -> Viewer:
    """Return whom a token reads for."""
    return Viewer(who.role, who.centre_id, who.id)


def note(unit: Unit, by: Viewer, what: What, about: Iterable[tuple[int, int | None]]) -> None:
    """Note that somebody reads data. about: pairs of owner id and vehicle id (None: of no car)."""
    missing = dict.fromkeys(about).keys() - _recent_pairs(unit, by, what)
    for owner_id, vehicle_id in sorted(missing, key=lambda pair: (pair[0], pair[1] or 0)):
        add(unit, by, what, owner_id=owner_id, vehicle_id=vehicle_id)


def note_cars(unit: Unit, by: Viewer, what: What, vehicle_ids: Collection[int]) -> None:
    """Note for the present owners of cars that somebody reads of them; a car that nobody has linked leaves no row."""
    owners = registry.keepers(unit, vehicle_ids)
    note(unit, by, what, [(owner.id, vehicle_id) for vehicle_id, owner in owners.items()])


def note_driver(unit: Unit, holding: Holding) -> None:
    """Note that a driver reads of a car; an owner's own look leaves no row."""
    if holding.role == "driver":
        note_cars(unit, Viewer(holding.role, mark=holding.mark), What.CONDITION, [holding.vehicle_id])


def add(unit: Unit, by: Viewer, what: What, *, owner_id: int, vehicle_id: int | None = None) -> None:
    """Add an entry each time, for what is made or given out rather than read."""
    unit.session.add(
        Look(
            owner_id=owner_id,
            vehicle_id=vehicle_id,
            role=by.role,
            centre_id=by.centre_id,
            token_id=by.token_id,
            mark=by.mark,
            what=what.value,
            at=unit.now,
        )
    )


def newest(unit: Unit, owner_id: int | None, *, limit: int, before: int | None = None) -> list[Entry]:
    """Return entries about an owner, or for the operator about all, the newest first, from the one below the number `before`."""
    rows = select(Look) if owner_id is None else select(Look).where(Look.owner_id == owner_id)
    if before is not None:
        rows = rows.where(col(Look.id) < before)
    return [_entry(row) for row in unit.session.exec(rows.order_by(col(Look.id).desc()).limit(limit))]


def _entry(row: Look) -> Entry:
    by = Viewer(row.role, row.centre_id, row.token_id, row.mark)
    return Entry(row.id, row.at, by, What(row.what), row.vehicle_id)


def count(unit: Unit, owner_id: int) -> int:
    """Return how many rows there are about an owner."""
    mine = select(func.count()).select_from(Look).where(Look.owner_id == owner_id)
    return unit.session.exec(mine).one()


def of_drivers(unit: Unit, owner_id: int, vehicle_id: int) -> dict[str, list[datetime]]:
    """Return by a driver's mark when they looked at a car, ascending."""
    rows = select(Look.mark, Look.at).where(
        Look.owner_id == owner_id, Look.vehicle_id == vehicle_id, Look.role == "driver"
    )
    times: dict[str, list[datetime]] = defaultdict(list)
    for mark, at in unit.session.exec(rows.order_by(col(Look.at))):
        times[mark].append(at)
    return times


def _recent_pairs(unit: Unit, by: Viewer, what: What) -> set[tuple[int, int | None]]:
    same = select(Look.owner_id, Look.vehicle_id).where(
        Look.role == by.role,
        Look.mark == by.mark,
        Look.what == what.value,
        col(Look.centre_id).is_not_distinct_from(by.centre_id),
        col(Look.token_id).is_not_distinct_from(by.token_id),
        col(Look.at) > unit.now - _ONE_LOOK,
    )
    return set(unit.session.exec(same))
