"""What owners read of their battery: its health today, how sure that is, and how it should go on."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

import msgspec
from litestar import get
from litestar.di import NamedDependency

from api import speakers
from api.areas import OWNER, CoreDep, Id, Request, answers, area
from api.auth import Role
from api.drivers import whose
from domain.battery import words
from domain.battery.capacity import Estimate
from domain.battery.facts import FORECASTS, Answer
from domain.battery.prospect import Reach
from domain.explain.facts import Phrase
from domain.health import service as health
from domain.health.evidence import ageing
from domain.health.evidence.ageing import Ageing
from domain.health.facts import View
from domain.plans import service as plans
from domain.plans.facts import Entitlement
from domain.registry import service as registry

Say = Callable[[Phrase], str]
_DIGEST: Final = 12  # characters that tell a file apart

ANSWER = {
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
    "trained": [
        {
            "by": "battery_fade",
            "middle": 85.9,
            "low": 84.1,
            "high": 87.6,
            "cycles": 100.0,
            "version": 3,
            "made_at": "2026-11-01T02:00:00Z",
            "method": "fade-by-cycles/2",
            "sha256": "9f2c61d0a4be",
            "of": "Lark 60",
            "cars": 31,
            "mean_error": 0.9,
            "unit": "points of SOH after 100 full cycles",
        }
    ],
    "told": [
        "🔋 Battery health: about 88% of new (85–91%).",
        "At this pace it will reach 85% around October (between July and January).",
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


class Trained(msgspec.Struct, kw_only=True):
    """What a model that was fitted to this installation's cars says, and which one that was.

    by: battery_soh (SOH now, by how charges end), battery_fade (SOH after `cycles` further full cycles), battery_life
    (full cycles until 80 percent are left), battery_peers (SOH that cars of this model have at this age and distance).
    low to high holds nine of ten. of: the model of car it was fitted to, "" for all; mean_error: on cars left out of
    fitting, in `unit`. sha256: the beginning of the model file's digest.
    """

    by: str
    middle: float
    low: float | None
    high: float | None
    cycles: float | None
    version: int
    made_at: datetime
    method: str
    sha256: str
    of: str
    cars: int
    mean_error: float
    unit: str


class Outlook(msgspec.Struct):
    """soh and confidence are null below five usable charges; half_year where more_charges are still needed for a forecast.

    reach is null where its interval is too wide to be told, or the mark more than four years off. Where plans are sold and the
    owner's does not contain forecasts, half_year and reach are null and `told` says so. trained is empty
    where no model was fitted here, or the car's data do not suffice for one.
    """

    soh: Soh | None
    confidence: Confidence | None
    half_year: HalfYear | None
    reach: Mark | None
    more_charges: int | None
    trained: list[Trained]
    told: list[str]


@get(
    "/vehicles/{vehicle_id:int}/outlook",
    summary="My battery's outlook",
    sync_to_thread=True,
    opt=answers(ANSWER),
)
def outlook(
    request: Request,
    core: CoreDep,
    owner_id: NamedDependency[int],
    vehicle_id: Id,
) -> Outlook:
    """Show battery health, how sure it is, and how it should go on, in the language of Accept-Language."""
    say = speakers.speaker_for(request).say
    keeper_id = whose(core, owner_id, vehicle_id)
    with core.reading() as unit:
        view = health.view_of(unit, registry.vehicle(unit, vehicle_id))
        if view is None:
            return _outlook(None, (), [])
        denial = plans.denial(unit, keeper_id, Entitlement.OUTLOOK, vehicle_id=vehicle_id)
        return of(view, health.trained(unit, view), say=say, denial=denial)


def of(view: View, answers: tuple[Answer, ...], *, say: Say, denial: Phrase | None = None) -> Outlook:
    """Return the outlook of a car's battery from its view and what fitted models answer.

    denial: what is said in place of every forecast, where the owner's plan does not contain them.
    """
    aging = ageing.ageing(view)
    if denial is not None:
        answers = tuple(each for each in answers if each.by.name not in FORECASTS)
    lines = (*(() if aging is None else ageing.lines(aging, view, instead=denial)), *words.trained(answers))
    answer = _outlook(aging, answers, [say(phrase) for phrase in lines])
    return answer if denial is None else msgspec.structs.replace(answer, half_year=None, reach=None)


def _outlook(aging: Ageing | None, answers: tuple[Answer, ...], sentences: list[str]) -> Outlook:
    estimate, ahead = (None, None) if aging is None else (aging.estimate, aging.ahead)
    return Outlook(
        soh=None if estimate is None else _soh(estimate),
        confidence=None if estimate is None else _confidence(estimate),
        half_year=None if ahead is None or ahead.half_year is None else HalfYear(*ahead.half_year),
        reach=None if ahead is None or ahead.reach is None else _mark(ahead.reach),
        more_charges=None if ahead is None else ahead.more_charges,
        trained=[_trained(each) for each in answers],
        told=sentences,
    )


def _trained(answer: Answer) -> Trained:
    by = answer.by
    return Trained(
        by=by.name,
        middle=answer.middle,
        low=answer.low,
        high=answer.high,
        cycles=answer.cycles,
        version=by.number,
        made_at=by.made_at,
        method=by.method,
        sha256=by.sha256[:_DIGEST],
        of=by.of,
        cars=by.cars,
        mean_error=by.mean_error,
        unit=by.unit,
    )


def _soh(estimate: Estimate) -> Soh:
    soh, since = estimate.soh, estimate.charges[0].at
    low, high = soh - ageing.BAND, soh + ageing.BAND
    return Soh(soh, low, high, len(estimate.charges), estimate.spread, since, estimate.method)


def _confidence(estimate: Estimate) -> Confidence:
    confidence = estimate.confidence
    parts = (
        confidence.score,
        confidence.coverage,
        confidence.stability,
        confidence.mix,
        confidence.span,
        confidence.warmth,
    )
    return Confidence(*(round(part) for part in parts))


def _mark(reach: Reach) -> Mark:
    return Mark(reach.mark, reach.early, reach.likely, reach.late)


ROUTES = (area("/v1/me", Role.OWNER, [outlook], dependencies=OWNER),)
