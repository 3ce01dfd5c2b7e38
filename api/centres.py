"""The operator's centres: adding, listing, stock, special days, and the tokens centres work with."""

from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from litestar import get, patch, post, put
from litestar.openapi.spec import Example
from litestar.params import Body

from api import sheets
from api import workshop as agendas
from api.areas import CoreDep, Id, Request, answers, area, viewer
from api.auth import Role
from domain.booking import centres, network, store
from domain.booking import entry as entries
from domain.booking.entry import CentreChange, CentreEntry, HoursEntry, PlaceEntry, SpecialDayEntry
from domain.booking.facts import DAYS, CentreFacts
from domain.registry import names, tokens
from domain.registry.entry import NameView

EXAMPLE = {
    "code": "pudong",
    "name": {"en": "Pudong Service", "zh_Hans": "浦东服务中心"},
    "zone": "Asia/Shanghai",
    "hours": [{"weekday": "mon", "opens": "09:00:00", "closes": "18:00:00"}],
    "bays": ["A", "B"],
    "technicians": {"Li": ["general", "tyres"], "Wang": ["high_voltage"]},
    "stock": {"coolant_pump": 2, "cabin_filter": 10},
    "special_days": [{"day": "2027-02-06", "name": {"en": "Spring Festival", "zh_Hans": "春节"}}],
    "address": {"en": "1 Century Avenue", "zh_Hans": "世纪大道1号"},
    "phone": "+86 21 5555 0100",
    "place": {"latitude": 31.23, "longitude": 121.5},
    "offers_towing": True,
}
EXAMPLE_SHEET = (
    "code,name,hours,bays,technicians,stock\n"
    "pudong,Pudong Service,mon-fri 09:00-18:00; sat 10:00-16:00,A; B,"
    "Li: general tyres; Wang: high_voltage,coolant_pump: 2; cabin_filter: 10\n"
)
EXAMPLE_DAY = {"day": "2027-02-06", "name": {"en": "Spring Festival", "zh_Hans": "春节"}}
EXAMPLE_CHANGE = {"name": {"en": "Pudong Service", "zh_Hans": "浦东服务中心"}, "offers_towing": True}
EXAMPLE_STOCK = {"coolant_pump": 2}
ANSWER = {
    "id": 1,
    "code": "pudong",
    "name": {"en": "Pudong Service", "zh_Hans": "浦东服务中心"},
    "address": {"en": "1 Century Avenue", "zh_Hans": "世纪大道1号"},
    "phone": "+86 21 5555 0100",
    "zone": "Asia/Shanghai",
    "hours": [{"weekday": "mon", "opens": "09:00:00", "closes": "18:00:00"}],
    "special_days": [
        {
            "day": "2027-02-06",
            "opens": None,
            "closes": None,
            "name": {"en": "Spring Festival", "zh_Hans": "春节"},
        }
    ],
    "bays": 2,
    "skills": ["general", "high_voltage", "tyres"],
    "stock": {"coolant_pump": 2, "cabin_filter": 10},
    "place": {"latitude": 31.23, "longitude": 121.5},
    "offers_towing": True,
    "offers_mobile": False,
    "buffer_minutes": 15,
    "reserve_minutes": 60,
    "collects": True,
    "courtesy_cars": 2,
}
ANSWER_SHEET = {
    "added": [{"line": 2, "id": 1}],
    "bad": [
        {
            "line": 3,
            "column": "vin",
            "code": "vin_length",
            "reason": "A VIN has 17 characters; this one has 3. Check it against the vehicle papers.",
        }
    ],
}
ANSWER_STOCK = {"coolant_pump": 2, "cabin_filter": 10}
ANSWER_TOKEN = {
    "centre_id": 1,
    "token": "bce_0123456789ab_…",
    "ends_at": "2027-05-17T02:00:00Z",
}

ANSWER_LINK = {
    "centre_id": 1,
    "link": "https://beforehand.example/sign-in/bsl_0123456789ab_…",
    "ends_at": "2026-11-18T02:15:00Z",
}

NewCentre = Annotated[CentreEntry, Body(examples=[Example(summary="A centre", value=EXAMPLE)])]
NewSpecialDay = Annotated[SpecialDayEntry, Body(examples=[Example(summary="A holiday", value=EXAMPLE_DAY)])]
NewWords = Annotated[CentreChange, Body(examples=[Example(summary="Its name", value=EXAMPLE_CHANGE)])]
NewStock = Annotated[
    dict[str, entries.Count], Body(examples=[Example(summary="Pieces by part", value=EXAMPLE_STOCK)])
]


class CentreView(msgspec.Struct, kw_only=True):
    """A centre; stock counts the free pieces. Names are as they were given: one text, or one by language."""

    id: int
    code: str
    name: NameView
    address: NameView
    phone: str
    zone: str
    hours: list[HoursEntry]
    special_days: list[SpecialDayEntry]
    bays: int
    skills: list[str]
    stock: dict[str, int]
    place: PlaceEntry | None
    offers_towing: bool
    offers_mobile: bool
    buffer_minutes: int
    reserve_minutes: int
    collects: bool
    courtesy_cars: int


class CentreList(msgspec.Struct):
    centres: list[CentreView]


class CentreRow(msgspec.Struct):
    line: int
    id: int


class CentreSheet(msgspec.Struct):
    """What became of each row: good ones are added although others are bad."""

    added: list[CentreRow]
    bad: list[sheets.BadRow]


class CentreToken(msgspec.Struct):
    """Shown this once. Tokens made for the centre before it have stopped working."""

    centre_id: int
    token: str
    ends_at: datetime


class SignInLink(msgspec.Struct):
    """Shown this once. It signs one browser in to the centre's pages, once."""

    centre_id: int
    link: str
    ends_at: datetime


class SpecialDayDone(msgspec.Struct):
    """Visits of that day that no longer fit: call their owners."""

    visits: list[agendas.VisitView]


@post("/", summary="Add a centre", sync_to_thread=True, opt=answers(ANSWER, conflict=True))
def add(core: CoreDep, data: NewCentre) -> CentreView:
    """Add a workshop with its hours, bays, technicians and stock."""
    with core.unit() as unit:
        return view(data.code, network.add(unit, data))


@sheets.door("Add centres from a sheet", example=EXAMPLE_SHEET, answer=ANSWER_SHEET)
def add_sheet(core: CoreDep, sheet: sheets.SheetDep) -> CentreSheet:
    """Judge every row: good ones are added, bad ones are named by line and column."""
    with core.unit() as unit:
        done = network.add_sheet(unit, sheet.text)
    bad = sheet.bad_rows(done.bad)
    return CentreSheet([CentreRow(line, centre.id) for line, centre in done.added], bad)


@get("/", summary="List centres", sync_to_thread=True, opt=answers({"centres": [ANSWER]}))
def listed(core: CoreDep) -> CentreList:
    """List all centres with their free stock."""
    with core.reading() as unit:
        return CentreList([view(code, centre) for code, centre in network.listed(unit)])


@patch("/{centre_id:int}", summary="Change a centre", sync_to_thread=True, opt=answers(ANSWER))
def change(core: CoreDep, centre_id: Id, data: NewWords) -> CentreView:
    """Change its name, address, telephone, or what it does for cars that cannot be driven; the rest stays."""
    with core.unit() as unit:
        return view(*network.change(unit, centre_id, data))


@put("/{centre_id:int}/stock", summary="Set free stock", sync_to_thread=True, opt=answers(ANSWER_STOCK))
def set_stock(core: CoreDep, centre_id: Id, data: NewStock) -> dict[str, int]:
    """Set how many pieces of the named parts are free; parts that are not named stay as they are."""
    with core.unit() as unit:
        return dict(network.set_stock(unit, centre_id, data).stock)


@post(
    "/{centre_id:int}/special-days",
    summary="Set a special day",
    sync_to_thread=True,
    opt=answers({"visits": [agendas.ANSWER]}),
)
def set_special_day(
    request: Request,
    core: CoreDep,
    centre_id: Id,
    data: NewSpecialDay,
) -> SpecialDayDone:
    """Set a holiday or a make-up workday, in place of what was set for that day before."""
    with core.unit() as unit:
        upset = centres.set_special_day(unit, centre_id, entries.special(data))
        return SpecialDayDone(agendas.read_visits(unit, viewer(request), upset))


@post("/{centre_id:int}/token", summary="Make a token", sync_to_thread=True, opt=answers(ANSWER_TOKEN))
def new_token(core: CoreDep, centre_id: Id) -> CentreToken:
    """Make the token that the centre works with; its old one stops working at once."""
    with core.unit() as unit:
        store.lock(unit, centre_id)
        token = tokens.only_token(unit, "centre", centre_id=centre_id)
        return CentreToken(centre_id, token, unit.now + timedelta(days=tokens.DAYS))


@post(
    "/{centre_id:int}/sign-in", summary="Make a sign-in link", sync_to_thread=True, opt=answers(ANSWER_LINK)
)
def sign_in(core: CoreDep, centre_id: Id) -> SignInLink:
    """Make a link with which somebody of the centre signs in to its pages, within 15 minutes."""
    with core.unit() as unit:
        return SignInLink(centre_id, *centres.sign_in(unit, centre_id))


def view(code: str, centre: CentreFacts) -> CentreView:
    return CentreView(
        id=centre.id,
        code=code,
        name=names.plain(centre.name),
        address=names.plain(centre.address),
        phone=centre.phone,
        zone=centre.zone,
        hours=[
            HoursEntry(weekday=DAYS[each.weekday], opens=each.opens, closes=each.closes)
            for each in centre.hours
        ],
        special_days=_special_days(centre),
        bays=len(centre.bays),
        skills=sorted(frozenset().union(*(each.skills for each in centre.technicians))),
        stock=dict(centre.stock),
        place=_place(centre),
        offers_towing=centre.offers_towing,
        offers_mobile=centre.offers_mobile,
        buffer_minutes=centre.buffer // timedelta(minutes=1),
        reserve_minutes=centre.reserve // timedelta(minutes=1),
        collects=centre.collects,
        courtesy_cars=centre.courtesy_cars,
    )


def _special_days(centre: CentreFacts) -> list[SpecialDayEntry]:
    return [
        SpecialDayEntry(day=each.day, opens=each.opens, closes=each.closes, name=names.plain(each.name))
        for each in centre.special
    ]


def _place(centre: CentreFacts) -> PlaceEntry | None:
    position = centre.position
    return PlaceEntry(latitude=position[0], longitude=position[1]) if position else None


ROUTES = (
    area(
        "/v1/centres",
        Role.OPERATOR,
        [add, add_sheet, listed, change, set_stock, set_special_day, new_token, sign_in],
    ),
)
