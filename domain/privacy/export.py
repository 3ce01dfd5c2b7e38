"""A copy of everything that is held about an owner, as a ZIP: data for machines, a page for people."""

import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
from pyarrow import parquet
from sqlalchemy import Table

from domain.contact.facts import Document
from domain.core import Unit
from domain.explain.facts import Moment, Phrase
from domain.kit.classified import Category
from domain.privacy import declared, fields, opened, page, store
from domain.privacy.figures import FIELDS
from domain.privacy.opened import Say
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import codes, doubts
from domain.telemetry import service as telemetry
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Window
from domain.telemetry.paths import DTC_PLACES

FORMAT = "beforehand-export/1"
_HOUR = timedelta(hours=1)


def export(unit: Unit, owner: Owner, *, say: Say) -> Document:
    """Write all that reaches the owner, opened. say: texts in the language of the page."""
    files = _files(unit, owner, say=say)
    return _document(files, unit.now, name=f"beforehand-{unit.now:%Y-%m-%d}")


def parcels(unit: Unit, owner: Owner, *, say: Say, largest: int) -> tuple[Document, ...]:
    """Write the same into as many archives as it takes to keep each under `largest` bytes.

    A month of readings is never cut, so an archive that holds but one may be larger.
    """
    groups: list[dict[str, bytes]] = [{}]
    for name, content in _files(unit, owner, say=say).items():
        if groups[-1] and sum(map(len, groups[-1].values())) + len(content) > largest:
            groups.append({})
        groups[-1][name] = content
    day = f"beforehand-{unit.now:%Y-%m-%d}"
    names = [day if len(groups) == 1 else f"{day}-{number}" for number in range(1, len(groups) + 1)]
    return tuple(_document(files, unit.now, name=name) for name, files in zip(names, groups, strict=True))


def _files(unit: Unit, owner: Owner, *, say: Say) -> dict[str, bytes]:
    tables = {table.name: _table(unit, owner, table, say=say) for table in declared.personal()}
    tables["vehicle"] = _vehicles(unit, owner, say=say)
    inside = sorted(set(fields.within([table["rows"] for table in tables.values()])))
    described = {name: _field(name, say) for name in inside if fields.is_described(name)}
    data = {"format": FORMAT, "made_at": unit.now, "tables": tables, "fields": described}
    return {
        "index.html": page.render(
            tables, say=say, creation=_creation_phrase(unit, owner), language=owner.locale, zone=owner.zone
        ).encode(),
        "data.json": msgspec.json.format(msgspec.json.encode(data), indent=1),
        "README.md": _readme(say).encode(),
        **dict(_telemetry(unit, owner)),
    }


def _document(files: Mapping[str, bytes], at: datetime, *, name: str) -> Document:
    return Document(f"{name}.zip", "application/zip", _zip(files, at))


def _creation_phrase(unit: Unit, owner: Owner) -> Phrase:
    return Phrase("privacy.page.made", {"at": Moment(unit.now, owner.zone)})


def _table(unit: Unit, owner: Owner, table: Table, *, say: Say) -> dict[str, Any]:
    rows = [_row(unit, table, row, say=say) for row in store.rows(unit, table, owner)]
    return _describe(table, rows, say=say)


def _describe(table: Table, rows: list[dict[str, object]], *, say: Say) -> dict[str, Any]:
    keep = declared.reach_of(table).keep
    return {
        "about": say(Phrase(f"privacy.table.{table.name}")),
        "kept_days": None if keep is None else keep.days,
        "columns": {
            column.name: declared.data_of(column).category.value
            for column in table.c
            if not declared.withheld(column)
        },
        "rows": rows,
    }


def _field(name: str, say: Say) -> dict[str, str]:
    return {"meaning": say(fields.meaning(name)), "unit": fields.unit(name)}


def _row(unit: Unit, table: Table, row: Any, *, say: Say) -> dict[str, object]:
    fields_of_row: dict[str, object] = {}
    for column in table.c:
        if declared.withheld(column):
            continue
        if declared.is_raw(table) and declared.data_of(column).sealed:
            fields_of_row[column.name] = _file_of(row["vehicle_id"], row["hour"])
        else:
            fields_of_row[column.name] = opened.column(unit, column, row[column.name], say=say)
    return fields_of_row


def _vehicles(unit: Unit, owner: Owner, *, say: Say) -> dict[str, Any]:
    """Describe the cars the person holds or held; the VIN stands only with one's own car."""
    table = Vehicle.metadata.tables["vehicle"]
    rows = []
    for vehicle, is_own in store.cars(unit, owner):
        values: dict[str, object] = {"id": vehicle.id}
        for column in table.c:
            if declared.data_of(column).category is Category.VEHICLE:
                values[column.name] = opened.column(unit, column, getattr(vehicle, column.name), say=say)
        if is_own:
            values["vin"] = opened.column(unit, table.c.vin_sealed, vehicle.vin_sealed, say=say)
        rows.append(values)
    return _describe(table, rows, say=say)


def _file_of(vehicle_id: int, hour: datetime) -> str:
    return f"telemetry/{vehicle_id}-{hour:%Y-%m}.parquet"


def _telemetry(unit: Unit, owner: Owner) -> Iterator[tuple[str, bytes]]:
    """Yield a Parquet file for each car and month (UTC) with every sample that is kept, value for value."""
    for vehicle_id, hours in store.held_hours(unit, owner).items():
        months: dict[str, list[datetime]] = {}
        for hour in hours:
            months.setdefault(_file_of(vehicle_id, hour), []).append(hour)
        for name, hours_of_month in months.items():
            samples = telemetry.window(
                unit, vehicle_id, owner.id, start=hours_of_month[0], end=hours_of_month[-1] + _HOUR
            )
            yield name, _parquet(samples.at, samples.values)


def _parquet(at: Any, values: dict[str, Any]) -> bytes:
    """Pack samples: `at` in UTC to the millisecond, a float64 column a signal with its unit (fault codes: text), null for none."""
    columns = [pa.array(at).cast(pa.timestamp("ms", tz="UTC"))]
    fields = [pa.field("at", columns[0].type)]
    doubtful = doubts.find(Window(at, values))
    for path, column in sorted(values.items()):
        columns.append(_column(path, column))
        fields.append(pa.field(path, columns[-1].type, metadata={"unit": CATALOGUE[path].unit}))
        if path in doubtful:
            columns.append(_reasons(doubtful[path], len(column)))
            fields.append(pa.field(f"{path} (doubtful)", pa.string()))
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table(columns, schema=pa.schema(fields)), sink, compression="zstd")
    return bytes(sink.getvalue())


def _column(path: str, values: Any) -> Any:
    """Fault codes are told as the texts they came in as."""
    if path not in DTC_PLACES:
        return pa.array(values, mask=np.isnan(values))
    return pa.array([None if np.isnan(value) else codes.name(value) for value in values], pa.string())


def _reasons(by: Mapping[str, Any], count: int) -> Any:
    """Why a value is not judged by: absent or jump; null for all others."""
    reasons: list[str | None] = [None] * count
    for why, flags in by.items():
        for place in np.flatnonzero(flags):
            reasons[place] = why
    return pa.array(reasons, pa.string())


def _readme(say: Say) -> str:
    """Describe every field, from the declarations."""
    lines = [f"# {say(Phrase('privacy.readme.title'))}", "", say(Phrase("privacy.readme.text")), ""]
    vehicle = Vehicle.metadata.tables["vehicle"]
    for table in (*declared.personal(), vehicle):
        lines += [f"## {table.name}", "", say(Phrase(f"privacy.table.{table.name}")), ""]
        for column in table.c:
            if not declared.withheld(column):
                category = declared.data_of(column).category
                lines.append(
                    f"{_field_line(column.name, say)} ({say(Phrase(f'privacy.category.{category}'))})"
                )
        lines.append("")
    lines += [
        f"## {say(Phrase('privacy.readme.inside'))}",
        "",
        *(_field_line(each, say) for each in FIELDS),
        "",
    ]
    lines += ["## telemetry/*.parquet", "", say(Phrase("privacy.readme.telemetry")), ""]
    lines += [f"- `{each.path}`: {each.unit or '-'}" for each in CATALOGUE.values()]
    return "\n".join(lines) + "\n"


def _field_line(name: str, say: Say) -> str:
    symbol = fields.unit(name)
    return f"- `{name}`: {say(fields.meaning(name))}" + (f", {symbol}" if symbol else "")


def _zip(files: Mapping[str, bytes], at: datetime) -> bytes:
    body = BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            packed = zipfile.ZIP_STORED if name.endswith(".parquet") else zipfile.ZIP_DEFLATED
            entry = zipfile.ZipInfo(name, date_time=at.timetuple()[:6])
            archive.writestr(entry, content, compress_type=packed)
    return body.getvalue()
