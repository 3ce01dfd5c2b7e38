"""What the operator does on the machine: cars, centres, and the tokens that open the API."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer

from domain.booking import network
from domain.booking.entry import CentreEntry
from domain.core import Unit
from domain.errors import Refusal
from domain.privacy import access_log
from domain.privacy.access_log import MACHINE, What
from domain.registry import names, register
from domain.registry import service as registry
from domain.registry.entry import VehicleEntry
from domain.registry.facts import Source
from domain.registry.rules import CODE_LIFE
from domain.registry.sheet import Bad
from domain.registry.tables import Vehicle
from jobs import access, connections, console, kpi, offers, plans
from jobs.console import AsJson, Row

app = typer.Typer(no_args_is_help=True, help="Register cars and centres, make keys, codes and tokens.")
vehicles = typer.Typer(no_args_is_help=True, help="Cars in the register.")
centres = typer.Typer(no_args_is_help=True, help="Service centres.")
app.add_typer(vehicles, name="vehicle")
app.add_typer(centres, name="centre")
app.add_typer(access.app, name="token")
app.add_typer(connections.app, name="feed")
app.add_typer(plans.app, name="plan")
app.command("owner-token")(access.owner_token)
app.command("sign-in")(access.sign_in)
app.command("offers")(offers.list_offers)
app.command("kpi")(kpi.show)
app.command("invitations")(offers.count_invitations)

_ALL = 1_000_000

Number = Annotated[int, typer.Argument(help="Number of the car, from `vehicle list`.", min=1, max=2**31 - 1)]
Sheet = Annotated[Path, typer.Argument(help="CSV file, UTF-8; docs/api.md lists the columns.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First registration.")]


@vehicles.command("add")
def add_vehicle(
    *,
    vin: Annotated[str, typer.Option(help="17 characters.")],
    name: Annotated[str, typer.Option(help="What messages call it.")],
    model: Annotated[str, typer.Option(help="Model name.")],
    source: Annotated[Source, typer.Option(help="Where its data come from.")] = Source.LIVE,
    zone: Annotated[str, typer.Option(help="IANA time zone.")] = "Asia/Shanghai",
    front_kpa: Annotated[float | None, typer.Option(help="Placard pressure, front (kPa).")] = None,
    rear_kpa: Annotated[float | None, typer.Option(help="Placard pressure, rear (kPa).")] = None,
    capacity_kwh: Annotated[float | None, typer.Option(help="Usable energy when new (kWh).")] = None,
    in_use_since: Day = None,
    centre: Annotated[str | None, typer.Option(help="Code of its own centre.")] = None,
    as_json: AsJson = False,
) -> None:
    """Register a car. What is left out switches off the checks that need it."""
    values = {
        "vin": vin,
        "name": name,
        "model": model,
        "source": source,
        "zone": zone,
        "placard_front_kpa": front_kpa,
        "placard_rear_kpa": rear_kpa,
        "capacity_new_kwh": capacity_kwh,
        "in_use_since": in_use_since.date() if in_use_since else None,
        "centre": centre,
    }
    with console.open_core() as core, core.unit() as unit:
        added = register.add(unit, _entry(values), centres=network.codes(unit))
        console.answer(_row(unit, added), as_json=as_json)


def _entry(values: Row) -> VehicleEntry:
    try:
        return msgspec.convert(values, VehicleEntry)
    except msgspec.ValidationError as error:
        raise Refusal("entry_invalid", status=422, reason=str(error)) from error


@vehicles.command("list")
def list_vehicles(*, as_json: AsJson = False) -> None:
    """List the cars, with the last four characters of their VINs. Each owner sees that it was read."""
    with console.open_core() as core, core.unit() as unit:
        rows = [_row(unit, vehicle) for vehicle in register.page(unit, limit=_ALL)]
        about = [(owner.id, vehicle.id) for vehicle, owner in registry.cars_with_owners(unit)]
        access_log.note(unit, MACHINE, What.REGISTER, about)
        console.answer(rows, as_json=as_json)


@vehicles.command("key")
def vehicle_key(vehicle: Number, *, as_json: AsJson = False) -> None:
    """Make the key a car sends with; the old one stops working."""
    with console.open_core() as core, core.unit() as unit:
        access_log.note_cars(unit, MACHINE, What.KEY, [vehicle])
        console.answer({"vehicle": vehicle, "key": registry.vehicle_key(unit, vehicle)}, as_json=as_json)


@vehicles.command("link-code")
def link_code(
    vehicle: Number,
    *,
    role: Annotated[Literal["owner", "driver"], typer.Option(help="Who the code is for.")] = "owner",
    as_json: AsJson = False,
) -> None:
    """Make a code that links the car to one chat, once, within ten minutes."""
    with console.open_core() as core, core.unit() as unit:
        access_log.note_cars(unit, MACHINE, What.LINK_CODE, [vehicle])
        code = registry.link_code(unit, vehicle, role=role)
        console.answer({"code": code, "role": role, "ends_at": unit.now + CODE_LIFE}, as_json=as_json)


@vehicles.command("import")
def import_vehicles(file: Sheet, *, as_json: AsJson = False) -> None:
    """Register the good rows of a sheet and name the bad ones; exit code 1 where there are any."""
    with console.open_core() as core:
        text = console.read_sheet(file)
        with core.unit() as unit:
            done = register.add_sheet(unit, text, centres=network.codes(unit))
        _tell_sheet((line for line, _ in done.added), done.bad, as_json=as_json)


@centres.command("add")
def add_centre(
    file: Annotated[Path, typer.Argument(help="TOML or JSON file; docs/api.md shows one.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Add a centre with its hours, bays, technicians and stock."""
    with console.open_core() as core, core.unit() as unit:
        entry = console.read_entry(file, CentreEntry)
        added = network.add(unit, entry)
        console.answer({"id": added.id, "code": entry.code, "name": names.plain(added.name)}, as_json=as_json)


@centres.command("list")
def list_centres(*, as_json: AsJson = False) -> None:
    """List the centres with their free stock."""
    with console.open_core() as core, core.reading() as unit:
        rows = [
            {
                "id": each.id,
                "code": code,
                "name": names.plain(each.name),
                "bays": len(each.bays),
                "stock": dict(each.stock),
            }
            for code, each in network.listed(unit)
        ]
        console.answer(rows, as_json=as_json)


@centres.command("import")
def import_centres(file: Sheet, *, as_json: AsJson = False) -> None:
    """Add the good rows of a sheet and name the bad ones; exit code 1 where there are any."""
    with console.open_core() as core:
        text = console.read_sheet(file)
        with core.unit() as unit:
            done = network.add_sheet(unit, text)
        _tell_sheet((line for line, _ in done.added), done.bad, as_json=as_json)


def _row(unit: Unit, vehicle: Vehicle) -> Row:
    return {
        "id": vehicle.id,
        "vin": register.masked_vin(unit, vehicle),
        "name": names.plain(vehicle.name),
        "model": vehicle.model,
        "source": vehicle.source.value,
        "centre_id": vehicle.centre_id,
    }


def _tell_sheet(added: Iterable[int], bad: Iterable[Bad], *, as_json: bool) -> None:
    rows, done = console.bad_rows(bad), list(added)
    if as_json:
        console.answer({"added": done, "bad": rows}, as_json=True)
    else:
        typer.echo(f"{len(done)} added, {len(rows)} not.")
        if rows:
            console.answer(rows, as_json=False)
    if rows:
        raise typer.Exit(1)
