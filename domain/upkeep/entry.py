"""Schemas of what operators enter about the upkeep of cars, by the API and by sheets."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from domain.registry.entry import LINE
from domain.registry.facts import Recall
from domain.upkeep.facts import MOST_KM, Verdict

MOST_VINS = 10_000
CODE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"

Code = Annotated[str, Meta(pattern=CODE, description="The maker's number.", examples=["R2026-014"])]
Title = Annotated[str, Meta(min_length=1, max_length=120, pattern=LINE)]
FAULT_CODE = r"^[PCBU][0-3][0-9A-F]{3}(-[0-9A-F]{2})?$"
PlainName = Annotated[str, Meta(max_length=80, pattern=LINE)]
Vin = Annotated[str, Meta(max_length=40)]
Months = Annotated[int, Meta(ge=1, le=240)]
Distance = Annotated[float, Meta(ge=500, le=1_000_000)]
Odometer = Annotated[float, Meta(ge=0, le=MOST_KM)]


class _Campaign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    code: Code
    title_en: Annotated[Title, Meta(examples=["Seat belt of the driver's seat"])]
    title_zh: Annotated[Title, Meta(examples=["驾驶座安全带"])]
    issued: Annotated[date, Meta(description="When the maker announced it.", examples=["2026-10-01"])]
    urgent: Annotated[bool, Meta(description="Whether the maker calls it urgent.")] = False


class CampaignEntry(_Campaign, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A campaign with the cars it names; entered again, it takes the new titles and adds the new cars."""

    vins: Annotated[list[Vin], Meta(max_length=MOST_VINS, description="Cars it names, registered or not.")]


def of_recall(recall: Recall, *, vins: list[str]) -> CampaignEntry:
    """Return a campaign as an operator would enter it."""
    return CampaignEntry(
        code=recall.code,
        title_en=recall.titles["en"],
        title_zh=recall.titles["zh_Hans"],
        issued=recall.issued,
        urgent=recall.urgent,
        vins=vins,
    )


class CampaignRow(_Campaign, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One car of a campaign, as a row of a sheet."""

    vin: Vin


class DoneEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cars on which a campaign has been carried out."""

    vins: Annotated[list[Vin], Meta(max_length=MOST_VINS, examples=[["ZZ9SMCAR4SX900001"]])]


class IntervalEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often a task of the service plan is due; a field left out sets no limit."""

    months: Annotated[Months | None, Meta(examples=[12])] = None
    km: Annotated[Distance | None, Meta(examples=[20000])] = None


class CodeEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The operator's rule for a fault code; `watch` without a name deletes it."""

    verdict: Annotated[Verdict, Meta(examples=["critical"])] = Verdict.WATCH
    name_en: Annotated[PlainName, Meta(examples=["Battery contactor stuck"])] = ""
    name_zh: Annotated[PlainName, Meta(examples=["电池接触器粘连"])] = ""


class CorrectedEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Day and odometer of work on record, as they should have been."""

    on: Annotated[date, Meta(examples=["2026-05-02"])]
    odometer_km: Annotated[Odometer | None, Meta(description="In km, as far as known.", examples=[18300])] = (
        None
    )


class ServicedEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Work that was done on a car, here or elsewhere."""

    job: Annotated[str, Meta(max_length=40, description="As in the jobs.", examples=["yearly_service"])]
    on: Annotated[date, Meta(examples=["2026-05-01"])]
    odometer_km: Annotated[Odometer | None, Meta(description="In km, as far as known.", examples=[18250])] = (
        None
    )
