"""A car as an operator enters it: the one form behind the API, the CSV sheet and the command line."""

import re
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from domain.explain.facts import Language
from domain.registry.facts import Papers, Source

LINE = r"^[^\x00-\x1f\x7f]*$"  # no control characters: PostgreSQL stores no NUL, and messages are lines

Text = Annotated[str, Meta(min_length=1, max_length=80, pattern=LINE)]
# One text for every reader, or one by language. A text beside a collection has no pattern of its own: msgspec 0.22 takes
# the pattern for a type when it frees such a form, and the process dies. `refuse_breaks` holds it to LINE.
NameEntry = (
    Annotated[str, Meta(min_length=1, max_length=80)] | Annotated[dict[Language, Text], Meta(min_length=1)]
)
NameView = str | dict[Language, str]
Pressure = Annotated[float, Meta(ge=100, le=900)]
Capacity = Annotated[float, Meta(ge=1, le=1000)]


def refuse_breaks(*texts: object) -> None:
    """Hold single texts of a form to LINE. Raises ValueError, which msgspec tells as a wrong form."""
    if any(isinstance(each, str) and re.fullmatch(LINE, each) is None for each in texts):
        raise ValueError(f"Expected `str` matching regex {LINE!r}")


class VehicleEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Only vin, name and model are needed; what is left out switches off the checks that need it."""

    vin: Annotated[
        str, Meta(max_length=40, description="17 characters of ISO 3779.", examples=["ZZ9SMCAR4SX900001"])
    ]
    name: Annotated[
        NameEntry,
        Meta(
            description="What the car is called in messages: one name, or one by language.",
            examples=["Blue 7"],
        ),
    ]
    model: Annotated[Text, Meta(description="Model name.", examples=["Lark 60"])]
    source: Annotated[Source, Meta(description="Anything but live is said wherever the car is shown.")] = (
        Source.LIVE
    )
    zone: Annotated[Text, Meta(description="IANA time zone of the car.", examples=["Asia/Shanghai"])] = (
        "Asia/Shanghai"
    )
    placard_front_kpa: Annotated[
        Pressure | None, Meta(description="Cold pressure on the placard, front (gauge, kPa).", examples=[250])
    ] = None
    placard_rear_kpa: Annotated[
        Pressure | None, Meta(description="Cold pressure on the placard, rear (gauge, kPa).", examples=[250])
    ] = None
    capacity_new_kwh: Annotated[
        Capacity | None, Meta(description="Usable energy when new (kWh).", examples=[60])
    ] = None
    in_use_since: Annotated[date | None, Meta(description="First registration.", examples=["2025-03-01"])] = (
        None
    )
    centre: Annotated[
        Text | None, Meta(description="Code of the car's own service centre.", examples=["pudong"])
    ] = None

    def __post_init__(self) -> None:
        refuse_breaks(self.name)


def papers(entry: VehicleEntry, *, centre_id: int | None) -> Papers:
    return Papers(
        source=entry.source,
        zone=entry.zone,
        placard_front_kpa=entry.placard_front_kpa,
        placard_rear_kpa=entry.placard_rear_kpa,
        capacity_new_kwh=entry.capacity_new_kwh,
        in_use_since=entry.in_use_since,
        centre_id=centre_id,
    )
