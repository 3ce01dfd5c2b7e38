"""A mapping of one's own for a table that no preset knows: which column is the time, and which is which signal."""

import re
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from domain.errors import Refusal
from domain.feeds.facts import TRUTH, Key
from domain.feeds.files.facts import Clock, Preset
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.ingest import units

_COUNTS: Final = frozenset(("", "s", "ms"))


class Column(msgspec.Struct, forbid_unknown_fields=True):
    """A column. signal: a path of the catalogue. unit: "" is the catalogue's own. factor: -1 turns the sign."""

    signal: str
    unit: str = ""
    factor: float = 1.0
    zero_is_absent: bool = False


class Mapping(msgspec.Struct, forbid_unknown_fields=True):
    """The file. time: the column of times. epoch: s or ms where they count since 1970. zone: of times without one.

    format: how times are written (as for strptime), where that is not ISO 8601.
    """

    time: str
    columns: dict[str, Column]
    epoch: str = ""
    zone: str = ""
    format: str = ""


def read(text: str) -> Preset:
    """Return a preset from a mapping in TOML. Raises Refusal import_mapping."""
    try:
        fields = msgspec.toml.decode(text, type=Mapping)
        zone = ZoneInfo(fields.zone) if fields.zone else None
    except (msgspec.MsgspecError, ValueError, OSError, LookupError) as error:
        raise Refusal("import_mapping", reason=" ".join(str(error).split())[:200]) from error
    if fields.epoch not in _COUNTS:
        raise Refusal("import_mapping", reason=f"epoch is s or ms, not {fields.epoch[:20]}")
    if not _is_format(fields.format):
        raise Refusal("import_mapping", reason=f"{fields.format[:40]} is no format that times can be read by")
    clock = Clock(fields.time.casefold(), fields.epoch, (fields.format,) if fields.format else (), zone)
    keys = {name.casefold(): _key(name, column) for name, column in fields.columns.items()}
    return Preset("mapping", "A mapping of your own", frozenset(), clock, keys)


def _is_format(form: str) -> bool:
    at = datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)
    try:
        return not form or datetime.strptime(at.strftime(form), form).replace(tzinfo=UTC) <= at
    except (ValueError, re.error):
        return False


def _key(name: str, column: Column) -> Key:
    signal = CATALOGUE.get(column.signal)
    if signal is None:
        raise Refusal("import_mapping", reason=f"{name}: there is no signal {column.signal[:80]}")
    if units.conversion(column.unit, unit=signal.unit) is None:
        choices: Any = ", ".join(units.choices(signal.unit))
        raise Refusal("import_mapping", reason=f"{name}: {column.unit[:20]} is none of {choices}")
    unit = TRUTH if signal.boolean else column.unit
    return Key((column.signal,), unit, factor=column.factor, zero_is_absent=column.zero_is_absent)
