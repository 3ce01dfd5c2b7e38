"""The operator's register: entering cars one by one or by sheet, and listing them without their VINs."""

from collections.abc import Mapping
from functools import partial
from zoneinfo import available_timezones

from msgspec.structs import replace
from sqlmodel import col, select

from domain.core import Unit
from domain.errors import Refusal
from domain.registry import entry as entries
from domain.registry import names, rules, service, sheet
from domain.registry.entry import VehicleEntry
from domain.registry.sheet import Imported
from domain.registry.tables import Vehicle

_SHOWN = 4
_COLUMNS = {
    **dict.fromkeys(("vin_length", "vin_letters", "vin_check_digit", "vehicle_known"), "vin"),
    **dict.fromkeys(("date_in_future", "date_long_ago"), "in_use_since"),
    "centre_code_unknown": "centre",
    "zone_unknown": "zone",
}


def add(unit: Unit, entry: VehicleEntry, *, centres: Mapping[str, int]) -> Vehicle:
    """Register a car. centres: ids by code.

    Raises Refusal vin_*, vehicle_known, centre_code_unknown, zone_unknown or date_* before anything is written.
    """
    if entry.zone not in available_timezones():
        raise Refusal("zone_unknown", status=422, zone=entry.zone)
    if entry.centre is not None and entry.centre not in centres:
        raise Refusal("centre_code_unknown", status=422, code=entry.centre)
    if entry.in_use_since is not None:
        rules.good_day(entry.in_use_since, today=unit.now.date())
    papers = entries.papers(entry, centre_id=centres[entry.centre] if entry.centre else None)
    name = names.parse(entry.name)
    return service.register_vehicle(unit, vin=entry.vin, name=name, model=entry.model, papers=papers)


def add_sheet(unit: Unit, text: str, *, centres: Mapping[str, int]) -> Imported[Vehicle]:
    """Register the good rows of a CSV sheet and name the bad ones. Raises Refusal sheet_*."""

    def take(entry: VehicleEntry) -> Vehicle:
        assert isinstance(entry.name, str)  # a cell is text
        return add(unit, replace(entry, name=names.cell(entry.name)), centres=centres)

    return sheet.take(text, VehicleEntry, add=take, columns=_COLUMNS)


def page(unit: Unit, *, after: int = 0, limit: int) -> list[Vehicle]:
    """Return cars in the order of their numbers, from the one behind `after`."""
    rows = select(Vehicle).where(col(Vehicle.id) > after).order_by(col(Vehicle.id)).limit(limit)
    return list(unit.session.exec(rows))


def masked_vin(unit: Unit, vehicle: Vehicle) -> str:
    """Return the VIN with all but its last characters starred; stars alone where it cannot be opened any more."""
    what = f"the VIN of car {vehicle.id}"
    vin = unit.readable(partial(service.vin_of, unit, vehicle), what=what, vehicle_id=vehicle.id)
    if vin is None:
        return "*" * rules.VIN_LENGTH
    return "*" * (len(vin) - _SHOWN) + vin[-_SHOWN:]
