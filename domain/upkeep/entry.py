"""Schemas of what operators enter about the upkeep of cars, by the API and by sheets."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from domain.explain.facts import Language, Name, Names
from domain.registry import names
from domain.registry.entry import LINE, NameEntry, refuse_breaks
from domain.registry.facts import Recall
from domain.upkeep.facts import MOST_KM, Verdict

MOST_VINS = 10_000
CODE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"

Code = Annotated[str, Meta(pattern=CODE, description="The maker's number.", examples=["R2026-014"])]
Title = Annotated[str, Meta(min_length=1, max_length=120, pattern=LINE)]
TitleEntry = (  # as NameEntry, and longer
    Annotated[str, Meta(min_length=1, max_length=120)] | Annotated[dict[Language, Title], Meta(min_length=1)]
)
FAULT_CODE = r"^[PCBU][0-3][0-9A-F]{3}(-[0-9A-F]{2})?$"
PlainName = Annotated[str, Meta(max_length=80, pattern=LINE)]
Vin = Annotated[str, Meta(max_length=40)]
Months = Annotated[int, Meta(ge=1, le=240)]
Distance = Annotated[float, Meta(ge=500, le=1_000_000)]
Odometer = Annotated[float, Meta(ge=0, le=MOST_KM)]


class _Campaign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """title_en and title_zh are the older form of title; one of both forms is needed."""

    code: Code
    title_en: Annotated[Title | None, Meta(description="With title_zh in place of title.")] = None
    title_zh: Annotated[Title | None, Meta(description="With title_en in place of title.")] = None
    issued: Annotated[date, Meta(description="When the maker announced it.", examples=["2026-10-01"])]
    urgent: Annotated[bool, Meta(description="Whether the maker calls it urgent.")] = False


class CampaignEntry(_Campaign, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A campaign with the cars it names; entered again, it takes the new titles and adds the new cars."""

    title: Annotated[
        TitleEntry | None,
        Meta(
            description="What is mended: one text for every reader, or one by language.",
            examples=[{"en": "Seat belt of the driver's seat", "zh_Hans": "驾驶座安全带"}],
        ),
    ] = None
    vins: Annotated[list[Vin], Meta(max_length=MOST_VINS, description="Cars it names, registered or not.")]

    def __post_init__(self) -> None:
        refuse_breaks(self.title)
        _refuse_two_forms("title", self.title, self.title_en, self.title_zh, is_needed=True)


def of_recall(recall: Recall, *, vins: list[str]) -> CampaignEntry:
    """Return a campaign as an operator would enter it."""
    return CampaignEntry(
        code=recall.code,
        title=names.plain(Names(recall.titles)),
        issued=recall.issued,
        urgent=recall.urgent,
        vins=vins,
    )


class CampaignRow(_Campaign, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One car of a campaign, as a row of a sheet.

    A title may be one text or "en: Seat belt; zh_Hans: 安全带".
    """

    title: Annotated[str, Meta(min_length=1, max_length=500, pattern=LINE)] | None = None
    vin: Vin

    def __post_init__(self) -> None:
        _refuse_two_forms("title", self.title, self.title_en, self.title_zh, is_needed=True)


def title_of(entry: CampaignEntry | CampaignRow) -> Name:
    """Return the title of a campaign from either form. Raises msgspec.ValidationError for a cell that is too long."""
    cell = names.cell(entry.title) if isinstance(entry, CampaignRow) and entry.title else entry.title
    if cell is not None:
        return names.parse(msgspec.convert(cell, TitleEntry))
    return _by_language(entry.title_en, entry.title_zh)


def _by_language(english: str | None, chinese: str | None) -> Name:
    """Return what two fields of the older form say as one name; "" where both are empty."""
    texts: Mapping[str, str | None] = {"en": english, "zh_Hans": chinese}
    stated = {language: text for language, text in texts.items() if text}
    return Names(stated) if stated else ""


def _refuse_two_forms(field: str, new: object, *older: str | None, is_needed: bool = False) -> None:
    """Hold a form to one way of giving a name. Raises ValueError, which msgspec tells as a wrong form."""
    if new is not None and any(older):
        raise ValueError(f"Expected `{field}` alone, or its older fields alone")
    if is_needed and new is None and not all(older):
        raise ValueError(f"Object missing required field `{field}`")


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
    name: Annotated[
        NameEntry | None,
        Meta(
            description="How a message calls it: one text for every reader, or one by language.",
            examples=[{"en": "Battery contactor stuck", "zh_Hans": "电池接触器粘连"}],
        ),
    ] = None
    name_en: Annotated[PlainName, Meta(description="The older form of name.")] = ""
    name_zh: Annotated[PlainName, Meta(description="The older form of name.")] = ""

    def __post_init__(self) -> None:
        refuse_breaks(self.name)
        _refuse_two_forms("name", self.name, self.name_en, self.name_zh)


def name_of(entry: CodeEntry) -> Name:
    """Return the name of a fault code from either form; "" where none is given."""
    return _by_language(entry.name_en, entry.name_zh) if entry.name is None else names.parse(entry.name)


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
