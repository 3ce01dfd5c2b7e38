"""What owners read of their battery: its health today, how sure that is, and how it should go on."""

from datetime import datetime

import msgspec
from litestar import Request, get
from litestar.di import NamedDependency

from api.areas import OWNER, CoreDep, Id, area
from api.auth import Role
from domain import phrases
from domain.battery.capacity import Estimate
from domain.battery.outlook import Span
from domain.battery.prospect import Prospect, Reach
from domain.explain.catalogue import locale_for
from domain.garage import service as garage
from domain.health import ageing
from domain.health import service as health

EXAMPLE = {
    "soh": {
        "soh": 88.2,
        "low": 85.2,
        "high": 91.2,
        "charges": 30,
        "spread": 1.4,
        "since": "2026-08-02T12:00:00Z",
        "method": "energy-over-soc/2",
    },
    "confidence": {"score": 82, "coverage": 35, "stability": 22, "mix": 5, "span": 12, "temperature": 8},
    "half_year": {"middle": 86.9, "low": 85.4, "high": 88.4},
    "reach": {
        "mark": 85.0,
        "early": "2027-07-20T00:00:00Z",
        "likely": "2027-10-12T00:00:00Z",
        "late": "2028-01-15T00:00:00Z",
    },
    "more_charges": 0,
    "told": [
        "🔋 Battery health: about 88 % of new (85–91 %).",
        "At this pace, 85 % around next October (between July and January).",
    ],
}


class Soh(msgspec.Struct):
    """Percent of the usable energy when new, by the middle of so many charges; spread of single ones in points."""

    soh: float
    low: float
    high: float
    charges: int
    spread: float
    since: datetime
    method: str


class Confidence(msgspec.Struct):
    """0..100 and its parts: 35 for enough charges, 25 for steady ones, 15 slow and fast, 15 long, 10 warm and cold."""

    score: int
    coverage: int
    stability: int
    mix: int
    span: int
    temperature: int


class HalfYear(msgspec.Struct):
    """SOH that will be measured half a year from now: likely, and an interval that holds it nine times in ten."""

    middle: float
    low: float
    high: float


class Mark(msgspec.Struct):
    """When the battery falls to a mark at this pace; nine times in ten between early and late."""

    mark: float
    early: datetime
    likely: datetime
    late: datetime


class Outlook(msgspec.Struct):
    """soh and confidence are null below five usable charges; half_year where more_charges are still needed for a forecast.

    reach is null where its interval is too wide to be told, or the mark more than four years off.
    """

    soh: Soh | None
    confidence: Confidence | None
    half_year: HalfYear | None
    reach: Mark | None
    more_charges: int | None
    told: list[str]


@get("/vehicles/{vehicle_id:int}/outlook", summary="My battery's outlook", sync_to_thread=True)
def outlook(
    request: Request,  # type: ignore[type-arg] # any state
    core: CoreDep,
    owner_id: NamedDependency[int],
    vehicle_id: Id,
) -> Outlook:
    """Show battery health, how sure it is, and how it should go on, in the language of Accept-Language."""
    with core.reading() as unit:
        seen = health.view_of(unit, garage.vehicle_for(unit, owner_id, vehicle_id))
    found = None if seen is None else ageing.ageing(seen)
    if seen is None or found is None:
        return Outlook(None, None, None, None, None, [])
    say = phrases.speaker(locale_for(request.headers.get("accept-language"))).say
    return _shown(found.estimate, found.ahead, [say(phrase) for phrase in ageing.told(found, seen)])


def _shown(estimate: Estimate, ahead: Prospect, told: list[str]) -> Outlook:
    return Outlook(
        soh=_soh(estimate),
        confidence=_confidence(estimate),
        half_year=None if ahead.half_year is None else _half_year(ahead.half_year),
        reach=None if ahead.reach is None else _mark(ahead.reach),
        more_charges=ahead.more_charges,
        told=told,
    )


def _soh(estimate: Estimate) -> Soh:
    soh, since = estimate.soh, estimate.charges[0].at
    low, high = soh - ageing.BAND, soh + ageing.BAND
    return Soh(soh, low, high, len(estimate.charges), estimate.spread, since, estimate.method)


def _confidence(estimate: Estimate) -> Confidence:
    told = estimate.confidence
    parts = (told.score, told.coverage, told.stability, told.mix, told.span, told.warmth)
    return Confidence(*(round(part) for part in parts))


def _half_year(span: Span) -> HalfYear:
    return HalfYear(*span)


def _mark(reach: Reach) -> Mark:
    return Mark(reach.mark, reach.early, reach.likely, reach.late)


ROUTES = (area("/v1/me", Role.OWNER, [outlook], dependencies=OWNER),)
