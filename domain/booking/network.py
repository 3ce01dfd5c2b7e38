"""The operator's network of centres: entered one by one or by sheet, listed, looked up by code."""

from collections.abc import Mapping

from msgspec import UNSET
from msgspec.structs import asdict
from sqlmodel import select

from domain.booking import centres, premises, store
from domain.booking import entry as entries
from domain.booking.entry import CentreChange, CentreEntry, CentreRow
from domain.booking.facts import CentreFacts
from domain.booking.tables import Centre
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Name
from domain.registry import names, sheet
from domain.registry.sheet import Imported

_COLUMNS = {
    "centre_known": "code",
    "zone_unknown": "zone",
    "hours_wrong": "hours",
    "skill_unknown": "technicians",
    "part_unknown": "stock",
    "entry_twice": "bays",
}


def codes(unit: Unit) -> dict[str, int]:
    """Return the number of each centre by its code."""
    return dict(unit.session.exec(select(Centre.code, Centre.id)).all())


def centre_names(unit: Unit) -> list[tuple[int, Name]]:
    """Return the number and name of every centre."""
    return [(row.id, row.name) for row in premises.rows(unit)]


def listed(unit: Unit) -> list[tuple[str, CentreFacts]]:
    """Return every centre with its code."""
    return [(row.code, each) for row, each in zip(premises.rows(unit), store.centres(unit), strict=True)]


def add(unit: Unit, entry: CentreEntry) -> CentreFacts:
    """Raises Refusal centre_known, zone_unknown, hours_wrong, skill_unknown, part_unknown or entry_twice."""
    return centres.add_centre(unit, entries.centre_input(entry))


def change(unit: Unit, centre_id: int, entry: CentreChange) -> tuple[str, CentreFacts]:
    """Change what owners are told of a centre; return its code with it. Raises Refusal centre_unknown."""
    store.lock(unit, centre_id)
    row = unit.session.get_one(Centre, centre_id)
    changes = {field: value for field, value in asdict(entry).items() if value is not UNSET}
    for field in changes.keys() & {"name", "address"}:
        changes[field] = names.parse(changes[field])
    row.sqlmodel_update(changes)
    return row.code, premises.one(unit, row)


def add_sheet(unit: Unit, text: str) -> Imported[CentreFacts]:
    """Add the good rows of a CSV sheet and name the bad ones. Raises Refusal sheet_*."""
    return sheet.take(text, CentreRow, add=lambda row: add(unit, entries.of_row(row)), columns=_COLUMNS)


def set_stock(
    unit: Unit, centre_id: int, stock: dict[str, int], *, expected: Mapping[str, int] | None = None
) -> CentreFacts:
    """Set the free pieces of the named parts; the others stay.

    expected: the free pieces as they were shown. Raises Refusal part_unknown, centre_unknown, or stock_moved where there
    are others by now.
    """
    entries.refuse_parts(stock)
    store.centre(unit, centre_id)
    store.lock(unit, centre_id)
    free = store.free_parts(unit, centre_id)
    if any(free[part] != count for part, count in (expected or {}).items()):
        raise Refusal("stock_moved")
    for part, count in sorted(stock.items()):
        centres.set_stock(unit, centre_id, part=part, count=count)
    return store.centre(unit, centre_id)
