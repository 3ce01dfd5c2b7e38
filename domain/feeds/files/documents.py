"""Files of JSON: one list, or an object a line. ABRP's telemetry, VSS as Kuksa and others write it, Fleet Telemetry."""

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from domain.feeds import fleet_telemetry, values
from domain.feeds.facts import TRUTH, Key, Keys, Signals, Why, ignored, to, truth
from domain.feeds.files.facts import ROW_BROKEN, Row
from domain.telemetry import codes, paths
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.intake import Batch, Record

ABRP: Final[Keys] = {
    "soc": to(paths.SOC, "%"),
    "power": to(paths.PACK_POWER, "kW", factor=-1, note="positive out of the pack"),
    "speed": to(paths.SPEED, "km/h"),
    "is_charging": truth(paths.IS_CHARGING),
    "soe": to(paths.PACK_ENERGY, "kWh", zero_is_absent=True),
    "soh": to(paths.SOH, "%", zero_is_absent=True),
    "ext_temp": to(paths.AMBIENT, "Celsius"),
    "batt_temp": to(paths.PACK_TEMPERATURE, "Celsius"),
    "voltage": to(paths.PACK_VOLTAGE, "V", zero_is_absent=True),
    "current": to(paths.PACK_CURRENT, "A", factor=-1, note="positive out of the pack"),
    "odometer": to(paths.ODOMETER, "km", zero_is_absent=True),
    "est_battery_range": to(paths.RANGE, "km"),
    "hvac_power": to(paths.HVAC_POWER, "kW"),
    "cabin_temp": to(paths.CABIN_TEMPERATURE, "Celsius"),
    **{
        f"tire_pressure_{wheel}": to(path, "kPa", zero_is_absent=True)
        for wheel, path in zip(("fl", "fr", "rl", "rr"), paths.TYRE_PRESSURE, strict=True)
    },
    "lat": to(paths.LATITUDE),
    "lon": to(paths.LONGITUDE),
    "elevation": to(paths.ALTITUDE, "m"),
    "heading": to("Vehicle.CurrentLocation.Heading"),
    **ignored(Why.NO_SIGNAL, "is_dcfc", "is_parked", "capacity", "kwh_charged"),
    **ignored(Why.SETTING, "hvac_setpoint"),
    **ignored(Why.STATUS, "utc"),
}
TITLES: Final[Mapping[str, str]] = {
    "abrp": "ABRP telemetry (JSON)",
    "vss": "VSS signals, as of Kuksa (JSON)",
    "fleet": "Tesla Fleet Telemetry, decoded records (JSON)",
}
_METRES_SINCE: Final = 6  # the version of VSS in which the distance travelled became metres
_BETWEEN: Final = re.compile(r"\}\s*,\s*(?=\{)")
_BLANK: Final = re.compile(r"[\s,]*")
Entries = list[tuple[int, object]]


def entries(text: str) -> Entries:
    """Return the objects of a file with their lines; what cannot be read stands as Why.UNREADABLE."""
    whole = values.parse(text)
    if whole is Why.UNREADABLE and text.lstrip().startswith("["):
        return list(enumerate(_elements(text), 1))
    if whole is Why.UNREADABLE:  # only these end a line of JSON: a text in it may hold any other
        lines = io.StringIO(text, newline=None)
        return [(line, values.parse(each)) for line, each in enumerate(lines, 1) if each.strip()]
    if isinstance(whole, dict):
        whole = next(
            (each for name in ("records", "data", "tlm") if isinstance(each := whole.get(name), list)),
            [whole],
        )
    return list(enumerate(whole, 1))


def _elements(text: str) -> Iterator[object]:
    """Read a list that is not whole, or has a broken element, as far as its objects can be read."""
    decoder = json.JSONDecoder(parse_int=values.integer)
    place = text.index("[") + 1
    while (place := _after(_BLANK.match(text, place), place)) < len(text) and text[place] != "]":
        try:
            element, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            element, place = Why.UNREADABLE, _after(_BETWEEN.search(text, place), len(text))
        yield element


def _after(match: re.Match[str] | None, otherwise: int) -> int:
    return otherwise if match is None else match.end()


def kind_of(all_of: Iterable[object]) -> str:
    """Return the kind of a file by the first of its objects that tells; "" where none does."""
    return next((kind for each in all_of if isinstance(each, dict) and (kind := _kind(each))), "")


def _kind(entry: Mapping[str, Any]) -> str:
    if {"Vin", "CreatedAt"} <= entry.keys() or {"vin", "createdAt"} <= entry.keys():
        return "fleet"
    if "utc" in entry and "soc" in entry:
        return "abrp"
    return "vss" if _flat(entry) else ""


def columns(kind: str, all_of: Entries) -> dict[str, Key | None]:
    """Return each name in a file with its key, None where it has none."""
    objects = [each for _, each in all_of if isinstance(each, dict)]
    if kind == "vss":
        return {path: to(path) if path in CATALOGUE else None for each in objects for path in _flat(each)}
    keys = ABRP if kind == "abrp" else fleet_telemetry.KEYS
    return {
        name: keys.get(name)
        for each in objects
        for name in (fleet_telemetry.fields(each) if kind == "fleet" else each)
    }


def rows(kind: str, all_of: Entries, *, vss: int | None) -> Iterator[Row]:
    """Yield the rows of a file. vss: the version of the names, which decides about the distance travelled."""
    for line, entry in all_of:
        if not isinstance(entry, dict):
            yield Row(line, why=ROW_BROKEN)
        elif kind == "fleet":
            report = fleet_telemetry.record(entry)
            yield Row(line, report.at, report.signals, report.passed_over)
        elif kind == "abrp":
            yield _of_abrp(line, entry)
        else:
            yield from _of_vss(line, entry, vss=vss)


def _of_abrp(line: int, entry: Mapping[str, Any]) -> Row:
    at = _moment(entry.get("utc"))
    signals, passed_over = values.all_of(ABRP, entry)
    return Row(line, at, signals, passed_over)


def _of_vss(line: int, entry: Mapping[str, Any], *, vss: int | None) -> Iterator[Row]:
    """Yield a row for each moment in an object: every signal may have a time of its own."""
    by_moment: dict[datetime | None, Signals] = {}
    passed_over: dict[str, Why] = {}
    for path, (value, at) in _flat(entry).items():
        if path == paths.DTC_LIST:
            by_moment.setdefault(at, {}).update(_codes(value, passed_over))
            continue
        result = _of_path(path, value, vss=vss)
        if isinstance(result, Why):
            passed_over[path] = result
        else:
            by_moment.setdefault(at, {})[path] = result
    for at, signals in by_moment.items():
        yield Row(line, at, signals, passed_over)
        passed_over = {}
    if not by_moment:
        yield Row(line, _moment(entry.get("at") or entry.get("timestamp")), {}, passed_over)


def _codes(value: object, passed_over: dict[str, Why]) -> Signals:
    """Return the places of a list of fault codes; what is none is passed over."""
    if values.is_absent(value):
        passed_over[paths.DTC_LIST] = Why.NO_VALUE
        return {}
    record = codes.spread(Batch([Record(None, {paths.DTC_LIST: value})])).records[0]
    if record.signals.pop(paths.DTC_LIST, None) is not None:
        passed_over[paths.DTC_LIST] = Why.NOT_CODE
    return dict(record.signals)


def _of_path(path: str, value: object, *, vss: int | None) -> float | bool | Why:
    if path not in CATALOGUE:
        return Why.NO_SIGNAL
    if path == paths.ODOMETER:
        return (
            Why.UNIT_UNKNOWN
            if vss is None
            else values.one(to(path, "m" if vss >= _METRES_SINCE else "km"), path, value)
        )
    return values.one(Key((path,), TRUTH if CATALOGUE[path].boolean else ""), path, value)


def _flat(entry: Mapping[str, Any]) -> dict[str, tuple[object, datetime | None]]:
    """Return values and times by path, from any of the shapes in use."""
    own = next((at for name in ("at", "timestamp", "ts", "time") if (at := _moment(entry.get(name)))), None)
    inner = entry.get("signals")
    if isinstance(entry.get("path"), str):
        inner = {entry["path"]: entry.get("value", entry.get("dp"))}
    return dict(_points((inner if isinstance(inner, dict) else entry).items(), own))


def _points(
    points: Iterable[tuple[str, Any]], own: datetime | None
) -> Iterator[tuple[str, tuple[object, datetime | None]]]:
    for path, point in points:
        if not path.startswith("Vehicle."):
            continue
        if isinstance(point, dict):
            at = _moment(point.get("timestamp", point.get("ts"))) or own
            yield path, (point.get("value"), at)
        else:
            yield path, (point, own)


def _moment(value: object) -> datetime | None:
    """Read RFC 3339 with a zone, or a count of seconds since 1970."""
    try:
        if isinstance(value, str):
            at = datetime.fromisoformat(value)
            return at if at.utcoffset() is not None else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return None
