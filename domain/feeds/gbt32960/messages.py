"""The data of a frame as a message; nothing that stands in them raises anything here."""

from collections import Counter
from datetime import datetime
from typing import Final

from domain.feeds.gbt32960.facts import BEIJING, PLAIN, Answer, Frame, Login, Part, Report, Trouble, Version
from domain.feeds.gbt32960.layouts import CutError
from domain.feeds.gbt32960.units import MAKERS, SIGNATURE, TABLES

_TIME: Final = 6
_CENTURY: Final = 2_000
_USER: Final = slice(8, 20)  # behind the time and a serial number
_PASSWORD: Final = slice(20, 40)
_LENGTH: Final = 2
_OFTEN: Final = 20  # times that a report may hold one unit, as cells may come in pieces: own choice


class _OftenError(ValueError):
    """A report holds one unit so often that no car can mean it."""


def report(frame: Frame) -> Report | Trouble:
    """Read a report (02) or one that is sent again (03)."""
    if frame.encryption != PLAIN:
        return Trouble(Answer.UNDECIPHERED)
    at = time(frame.data)
    if at is None:
        return Trouble(Answer.STRUCTURE)
    try:
        units, unread = _units(frame.version, frame.data)
    except (CutError, _OftenError):
        return Trouble(Answer.STRUCTURE)
    return Report(at, tuple(units), tuple(unread))


def login(frame: Frame) -> Login | Trouble:
    """Read a login of a car (01) or of a platform (05)."""
    if frame.encryption != PLAIN:
        return Trouble(Answer.UNDECIPHERED)
    at = time(frame.data)
    return (
        Trouble(Answer.STRUCTURE)
        if at is None
        else Login(at, _text(frame.data[_USER]), _text(frame.data[_PASSWORD]))
    )


def time(data: bytes) -> datetime | None:
    """Return the time at the beginning of data; None where there is none."""
    if len(data) < _TIME:
        return None
    year, month, day, hour, minute, second = data[:_TIME]
    try:
        return datetime(_CENTURY + year, month, day, hour, minute, second, tzinfo=BEIJING)
    except ValueError:
        return None


def time_bytes(at: datetime) -> bytes:
    """Return a time as the standard writes it."""
    local = at.astimezone(BEIJING)
    return bytes((local.year % 100, local.month, local.day, local.hour, local.minute, local.second))


def _units(version: Version, data: bytes) -> tuple[list[tuple[str, Part]], list[int]]:
    """Read units up to the signature, or up to one whose length nobody knows. Raises CutError and _OftenError."""
    table, at = TABLES[version], _TIME
    units: list[tuple[str, Part]] = []
    unread: list[int] = []
    times = Counter[int]()
    while at < len(data):
        number = data[at]
        unit = table.get(number)
        if unit is not None:
            times[number] += 1
            if times[number] > _OFTEN:
                raise _OftenError
            part, at = unit.layout.read(data, at + 1)
            units.append((unit.name, part))
            continue
        if number == SIGNATURE and version is Version.OF_2025:
            break
        unread.append(number)
        if number not in MAKERS:
            break
        at = _behind(data, at + 1)
    return units, unread


def _behind(data: bytes, at: int) -> int:
    """Return the place behind a unit of a maker. Raises CutError."""
    end = at + _LENGTH + int.from_bytes(data[at : at + _LENGTH], "big")
    if at + _LENGTH > len(data) or end > len(data):
        raise CutError
    return end


def _text(raw: bytes) -> str:
    return raw.decode("latin-1").strip("\0 ")
