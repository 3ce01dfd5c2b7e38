"""The operator's recall campaigns: entering them with their VIN lists, listing them, noting what was done."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import msgspec
from litestar import get, post
from litestar.openapi.spec import Example
from litestar.params import Body, PathParameter

from api import sheets
from api.areas import CoreDep, Request, answers, area
from api.auth import Role
from domain.explain.catalogue import LANGUAGES
from domain.explain.facts import Language
from domain.registry.sheet import Bad
from domain.upkeep import recalls
from domain.upkeep.entry import CODE, CampaignEntry, DoneEntry

EXAMPLE = {
    "code": "R2026-014",
    "title": {"en": "Seat belt of the driver's seat", "zh_Hans": "驾驶座安全带"},
    "issued": "2026-10-01",
    "urgent": False,
    "vins": ["ZZ9SMCAR4SX900001"],
}
EXAMPLE_SHEET = (
    "code,title,issued,urgent,vin\n"
    "R2026-014,en: Seat belt of the driver's seat; zh_Hans: 驾驶座安全带,2026-10-01,false,ZZ9SMCAR4SX900001\n"
)
ANSWER = {
    "new": 119,
    "known": 1,
    "bad": [
        {
            "place": 7,
            "code": "vin_length",
            "reason": "A VIN has 17 characters; this one has 3. Check it against the vehicle papers.",
        }
    ],
}
ANSWER_SHEET = {
    "new": 1,
    "known": 0,
    "bad": [
        {
            "line": 3,
            "column": "vin",
            "code": "vin_length",
            "reason": "A VIN has 17 characters; this one has 3. Check it against the vehicle papers.",
        }
    ],
}
ANSWER_LIST = {
    "recalls": [
        {
            "code": "R2026-014",
            "title": {"en": "Seat belt of the driver's seat", "zh_Hans": "驾驶座安全带"},
            "title_en": "Seat belt of the driver's seat",
            "title_zh": "驾驶座安全带",
            "issued": "2026-10-01",
            "urgent": False,
            "cars": 120,
            "done": 31,
        }
    ]
}

NewCampaign = Annotated[CampaignEntry, Body(examples=[Example(summary="A campaign", value=EXAMPLE)])]
Done = Annotated[
    DoneEntry, Body(examples=[Example(summary="Cars that are done", value={"vins": EXAMPLE["vins"]})])
]
CampaignCode = Annotated[str, PathParameter(pattern=CODE, description="Code of the campaign.")]


class BadVin(msgspec.Struct):
    """A VIN that was not taken. place counts from 0 in the list that was sent; the VIN itself is not repeated."""

    place: int
    code: str
    reason: str


class VinsTaken(msgspec.Struct):
    """new: VINs that changed something; known: those that stood so already. Good ones are taken although others are bad."""

    new: int
    known: int
    bad: list[BadVin]


class CampaignView(msgspec.Struct, kw_only=True):
    """A campaign, how many cars it names, and on how many it has been carried out. title_en and title_zh repeat title."""

    code: str
    title: dict[Language, str]
    title_en: str
    title_zh: str
    issued: date
    urgent: bool
    cars: int
    done: int


class CampaignList(msgspec.Struct):
    recalls: list[CampaignView]


class CampaignSheet(msgspec.Struct):
    """new: rows whose car was not on the list; known: rows whose car was."""

    new: int
    known: int
    bad: list[sheets.BadRow]


@post("/", status_code=200, summary="Enter a recall campaign", sync_to_thread=True, opt=answers(ANSWER))
def add(request: Request, core: CoreDep, data: NewCampaign) -> VinsTaken:
    """Enter a campaign with its VIN list. Sent again it changes nothing; with more cars it adds them."""
    with core.unit() as unit:
        return _answer(recalls.add(unit, data), language=request.headers.get("accept-language"))


@sheets.door("Enter recall campaigns from a sheet", example=EXAMPLE_SHEET, answer=ANSWER_SHEET)
def add_sheet(core: CoreDep, sheet: sheets.SheetDep) -> CampaignSheet:
    """Judge every row, one car of one campaign: good ones are taken, bad ones named by line and column."""
    with core.unit() as unit:
        done = recalls.add_sheet(unit, sheet.text)
    new = sum(is_new for _, is_new in done.added)
    bad = sheet.bad_rows(done.bad)
    return CampaignSheet(new, len(done.added) - new, bad)


@get("/", summary="List recall campaigns", sync_to_thread=True, opt=answers(ANSWER_LIST))
def listed(core: CoreDep) -> CampaignList:
    """List all campaigns, the newest first."""
    with core.reading() as unit:
        return CampaignList([_view(each) for each in recalls.listed(unit)])


@post(
    "/{code:str}/done",
    status_code=200,
    summary="Note what was carried out",
    sync_to_thread=True,
    opt=answers(ANSWER),
)
def note_done(request: Request, core: CoreDep, code: CampaignCode, data: Done) -> VinsTaken:
    """Note on which cars a campaign has been carried out; their owners' warnings end with the next looks."""
    with core.unit() as unit:
        outcome = recalls.done(unit, code, data.vins)
    return _answer(outcome, language=request.headers.get("accept-language"))


def _answer(outcome: recalls.Intake, *, language: str | None) -> VinsTaken:
    return VinsTaken(outcome.new, outcome.existing, list(_bad(outcome.bad, language=language)))


def _bad(bad: Iterable[Bad], *, language: str | None) -> Iterable[BadVin]:
    return (BadVin(each.line, each.code, each.reason) for each in sheets.bad_rows(bad, language=language))


def _view(each: recalls.Standing) -> CampaignView:
    recall = each.recall
    return CampaignView(
        code=recall.code,
        title={language: recall.titles[language] for language in LANGUAGES},
        title_en=recall.titles["en"],
        title_zh=recall.titles["zh_Hans"],
        issued=recall.issued,
        urgent=recall.urgent,
        cars=each.cars,
        done=each.done,
    )


ROUTES = (area("/v1/recalls", Role.OPERATOR, [add, add_sheet, listed, note_done]),)
