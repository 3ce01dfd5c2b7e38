"""A centre as an operator enters it: the one form behind the API, the CSV sheet and the command line."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from itertools import chain
from typing import Annotated, Final

import msgspec
from msgspec import UNSET, Meta, UnsetType

from domain.booking import jobs
from domain.booking.facts import DAYS, CentreInput, Opening, SpecialOpening, Weekday
from domain.errors import Refusal
from domain.explain.facts import Language
from domain.registry import names
from domain.registry.entry import LINE, NameEntry, Text, refuse_breaks

SKILLS: Final = frozenset(job.skill for job in jobs.JOBS.values())
PARTS: Final = frozenset(chain.from_iterable(job.parts for job in jobs.JOBS.values()))

_Line = Annotated[str, Meta(min_length=1, max_length=200, pattern=LINE)]
Address = Annotated[str, Meta(max_length=200)] | Annotated[dict[Language, _Line], Meta(min_length=1)]
Reason = Annotated[str, Meta(max_length=80)] | Annotated[dict[Language, Text], Meta(min_length=1)]
Code = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9_-]{0,39}$")]
Count = Annotated[int, Meta(ge=0, le=1000)]
Buffer = Annotated[
    int,
    Meta(
        ge=0,
        le=120,
        description="Minutes between two visits in one bay; every begun quarter of an hour counts.",
    ),
]
Reserve = Annotated[
    int,
    Meta(
        ge=0,
        le=480,
        description="Minutes of bay time a day that are kept for cars with a red warning, on the days of the next 48 hours.",
    ),
]
Collects = Annotated[bool, Meta(description="It fetches a car for its visit and brings it back.")]
Phone = Annotated[  # owners are told to call it, so it has to be one
    str, Meta(max_length=40, pattern=r"^(?:[+(0-9][0-9 ()./-]{1,37}[0-9])?$", examples=["+86 21 5555 0100"])
]
Anyway = Annotated[bool, Meta(description="Save it although booked visits no longer fit; they stay booked.")]
EndsOn = Annotated[date | None, Meta(description="First day on which it is no longer there; null: it stays.")]

_HOURS = re.compile(r"([a-z]{3})(?:-([a-z]{3}))? (\d{1,2}:\d{2})-(\d{1,2}:\d{2})")


class HoursEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One stretch of a weekday; two of them make a lunch break. Wall-clock times of the centre."""

    weekday: Weekday
    opens: time
    closes: time


class SpecialDayEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A holiday (without hours) or a make-up workday (with its own); it overrides the weekday."""

    day: Annotated[date, Meta(examples=["2027-02-06"])]
    opens: time | None = None
    closes: time | None = None
    name: Annotated[
        Reason,
        Meta(
            description="Said as the reason why the centre is closed.",
            examples=[{"en": "Spring Festival", "zh_Hans": "春节"}],
        ),
    ] = ""

    def __post_init__(self) -> None:
        refuse_breaks(self.name)


class PlaceEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Degrees, WGS 84."""

    latitude: Annotated[float, Meta(ge=-90, le=90)]
    longitude: Annotated[float, Meta(ge=-180, le=180)]


class CentreEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A workshop: when it is open, how much it can do at once, who can do what, and what is in stock."""

    code: Annotated[Code, Meta(description="Short name, used to refer to the centre.", examples=["pudong"])]
    name: Annotated[
        NameEntry,
        Meta(
            description="Name in messages: one for every reader, or one by language.",
            examples=["Pudong Service", {"en": "Pudong Service", "zh_Hans": "浦东服务中心"}],
        ),
    ]
    hours: Annotated[tuple[HoursEntry, ...], Meta(min_length=1, max_length=28)]
    bays: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=100, examples=[["A", "B"]])]
    technicians: Annotated[
        dict[Text, tuple[str, ...]],
        Meta(description="Skills by name of the technician.", examples=[{"Li": ["general", "tyres"]}]),
    ]
    zone: Annotated[Text, Meta(description="IANA time zone.")] = "Asia/Shanghai"
    stock: Annotated[
        dict[str, Count], Meta(description="Free pieces by part.", examples=[{"coolant_pump": 2}])
    ] = {}
    special_days: Annotated[tuple[SpecialDayEntry, ...], Meta(max_length=400)] = ()
    address: Address = ""
    phone: Phone = ""
    place: PlaceEntry | None = None
    offers_towing: Annotated[bool, Meta(description="It fetches cars that cannot be driven.")] = False
    offers_mobile: Annotated[bool, Meta(description="It also works where the car stands.")] = False
    buffer_minutes: Buffer = 0
    reserve_minutes: Reserve = 0
    collects: Collects = False
    courtesy_cars: Count = 0

    def __post_init__(self) -> None:
        refuse_breaks(self.name, self.address)


class HoursChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A week of opening hours, in place of the one before."""

    hours: Annotated[tuple[HoursEntry, ...], Meta(max_length=28)]
    anyway: Anyway = False


class BayEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Text


class BayChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What changes of a bay; what is left out stays as it is."""

    name: Text | UnsetType = UNSET
    ends_on: EndsOn | UnsetType = UNSET
    anyway: Anyway = False


class TechnicianEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Text
    skills: Annotated[tuple[str, ...], Meta(max_length=40)]


class TechnicianChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What changes of a technician; what is left out stays as it is. skills: all of them."""

    name: Text | UnsetType = UNSET
    skills: Annotated[tuple[str, ...], Meta(max_length=40)] | UnsetType = UNSET
    ends_on: EndsOn | UnsetType = UNSET
    anyway: Anyway = False


class CentreChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What changes of a centre; what is left out stays as it is."""

    name: NameEntry | UnsetType = UNSET
    address: Address | UnsetType = UNSET
    phone: Phone | UnsetType = UNSET
    offers_towing: bool | UnsetType = UNSET
    offers_mobile: bool | UnsetType = UNSET
    buffer_minutes: Buffer | UnsetType = UNSET
    reserve_minutes: Reserve | UnsetType = UNSET
    collects: bool | UnsetType = UNSET
    courtesy_cars: Count | UnsetType = UNSET

    def __post_init__(self) -> None:
        refuse_breaks(self.name, self.address)


class CentreRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of a sheet.

    A name or an address may be one text or "en: East Centre; zh_Hans: 东区服务中心".
    hours "mon-fri 09:00-18:00; sat 10:00-16:00", bays "A; B", technicians "Li: general tyres", stock "coolant_pump: 2".
    """

    code: Code
    name: Annotated[str, Meta(min_length=1, max_length=200, pattern=LINE)]
    hours: str
    bays: str
    technicians: str
    zone: Text = "Asia/Shanghai"
    stock: str = ""
    address: str = ""
    phone: str = ""
    latitude: float | None = None
    longitude: float | None = None
    offers_towing: bool = False
    offers_mobile: bool = False
    buffer_minutes: Buffer = 0
    reserve_minutes: Reserve = 0
    collects: Collects = False
    courtesy_cars: Count = 0


def centre_input(entry: CentreEntry) -> CentreInput:
    """Raises Refusal entry_twice, skill_unknown or part_unknown."""
    _refuse_twice(entry.bays)
    _refuse_twice(str(each.day) for each in entry.special_days)
    refuse_skills(chain.from_iterable(entry.technicians.values()))
    refuse_parts(entry.stock)
    return CentreInput(
        code=entry.code,
        name=names.parse(entry.name),
        zone=entry.zone,
        hours=openings(entry.hours),
        bays=entry.bays,
        technicians={name: frozenset(skills) for name, skills in entry.technicians.items()},
        stock=entry.stock,
        special=tuple(special(each) for each in entry.special_days),
        address=names.parse(entry.address),
        phone=entry.phone,
        position=(entry.place.latitude, entry.place.longitude) if entry.place else None,
        offers_towing=entry.offers_towing,
        offers_mobile=entry.offers_mobile,
        buffer=timedelta(minutes=entry.buffer_minutes),
        reserve=timedelta(minutes=entry.reserve_minutes),
        collects=entry.collects,
        courtesy_cars=entry.courtesy_cars,
    )


def openings(hours: Iterable[HoursEntry]) -> tuple[Opening, ...]:
    return tuple(Opening(DAYS.index(each.weekday), each.opens, each.closes) for each in hours)


def special(entry: SpecialDayEntry) -> SpecialOpening:
    return SpecialOpening(entry.day, entry.opens, entry.closes, names.parse(entry.name))


def refuse_parts(stock: Mapping[str, int]) -> None:
    """Raises Refusal part_unknown: a part that no job uses is a mistyped one."""
    for part in sorted(stock.keys() - PARTS):
        raise Refusal("part_unknown", status=422, part=part, known=", ".join(sorted(PARTS)))


def refuse_skills(skills: Iterable[str]) -> None:
    """Raises Refusal skill_unknown: a skill that no job needs is a mistyped one."""
    for skill in sorted(set(skills) - SKILLS):
        raise Refusal("skill_unknown", status=422, skill=skill, known=", ".join(sorted(SKILLS)))


def _refuse_twice(names: Iterable[str]) -> None:
    earlier: set[str] = set()
    for name in names:
        if name in earlier:
            raise Refusal("entry_twice", status=422, name=name)
        earlier.add(name)


def of_row(row: CentreRow) -> CentreEntry:
    """Read the cells of a sheet. Raises Refusal cell_invalid, or msgspec.ValidationError for a wrong value."""
    placed = {"latitude": row.latitude, "longitude": row.longitude}
    return msgspec.convert(
        {
            "code": row.code,
            "name": names.cell(row.name),
            "zone": row.zone,
            "address": names.cell(row.address),
            "phone": row.phone,
            "hours": list(_hours(row.hours)),
            "bays": _parts(row.bays),
            "technicians": {name: skills.split() for name, skills in _pairs(row.technicians, "technicians")},
            "stock": dict(_pairs(row.stock, "stock")),
            "place": None if None in placed.values() else placed,
            "offers_towing": row.offers_towing,
            "offers_mobile": row.offers_mobile,
            "buffer_minutes": row.buffer_minutes,
            "reserve_minutes": row.reserve_minutes,
            "collects": row.collects,
            "courtesy_cars": row.courtesy_cars,
        },
        CentreEntry,
        strict=False,
    )


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _pairs(cell: str, column: str) -> Iterable[tuple[str, str]]:
    for part in _parts(cell):
        name, colon, rest = part.partition(":")
        if not colon:
            raise Refusal("cell_invalid", status=422, column=column, reason=part)
        yield name.strip(), rest.strip()


def _hours(cell: str) -> Iterable[Mapping[str, str]]:
    for part in _parts(cell.lower()):
        match = _HOURS.fullmatch(part)
        if match is None or match[1] not in DAYS or (match[2] or match[1]) not in DAYS:
            raise Refusal("cell_invalid", status=422, column="hours", reason=part)
        first, last = DAYS.index(match[1]), DAYS.index(match[2] or match[1])
        opens, closes = (clock.zfill(5) + ":00" for clock in (match[3], match[4]))
        for weekday in DAYS[first : last + 1]:
            yield {"weekday": weekday, "opens": opens, "closes": closes}
