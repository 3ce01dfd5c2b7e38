"""Where programs of owners send what they know of a car, in their own words, with the car's key."""

from datetime import datetime
from typing import Annotated, Any, Final

import msgspec
from litestar import post
from litestar.openapi.spec import Example
from litestar.params import Body
from msgspec import Meta

from api import auth, metrics, speakers, telemetry
from api.areas import CoreDep, Request, answers
from domain.core import Core
from domain.explain.facts import Phrase
from domain.feeds import fleet_telemetry, home_assistant, links
from domain.feeds.facts import Report
from domain.registry import service as registry
from domain.telemetry import service
from domain.telemetry.intake import Batch, Record

_MOST: Final = 1_000  # entities, or records, of a request

ENTITIES = {
    "entities": {
        "soc": {"state": "80", "unit": "%"},
        "odometer": {"state": "18250", "unit": "mi"},
        "soh": {"state": "unavailable", "unit": "%"},
    }
}
RECORDS = {
    "records": [{"Vin": "5YJ3E1EA7KF000001", "CreatedAt": "2026-11-18T01:00:00Z", "Soc": "55.5"}],
}
ANSWER = {
    "receipt": {
        "received": 3, "kept": 3, "late": 0, "repeated": 0, "unwanted": {}, "refused_total": 0, "refused": [],
    },
    "passed_over": {"soh": {"code": "no_value", "reason": "the source says that it has no value"}},
}  # fmt: skip


class Entities(msgspec.Struct, forbid_unknown_fields=True):
    """entities: by what they are, `{"state": …, "unit": …}`. at: when that was so; left out it is now."""

    entities: Annotated[dict[str, Any], Meta(max_length=_MOST)]
    at: Annotated[datetime, Meta(tz=True)] | None = None


class Records(msgspec.Struct, forbid_unknown_fields=True):
    """Decoded records with their `CreatedAt`; the key, not their `Vin`, says which car it is."""

    records: Annotated[list[dict[str, Any]], Meta(max_length=_MOST)]


class PassedOver(msgspec.Struct):
    """Why a value became no reading."""

    code: str
    reason: str


class FeedReceipt(msgspec.Struct):
    """receipt: of the readings, as of /v1/telemetry. passed_over: names that became none, and why."""

    receipt: telemetry.Receipt
    passed_over: dict[str, PassedOver]


EntitiesBody = Annotated[Entities, Body(examples=[Example(summary="Three entities", value=ENTITIES)])]
RecordsBody = Annotated[Records, Body(examples=[Example(summary="One record", value=RECORDS)])]


@post(
    "/v1/feeds/home-assistant",
    status_code=200,
    sync_to_thread=True,
    opt={"role": auth.Role.VEHICLE, **answers(ANSWER)},
    security=[{"key": []}],
    tags=["vehicle"],
    summary="Send entities of Home Assistant",
)
def take_entities(request: Request, core: CoreDep, data: EntitiesBody) -> FeedReceipt:
    """Take in what entities of Home Assistant say of a car, each with its own unit."""
    at = data.at or core.clock.now()
    return _take(request, core, home_assistant.NAME, [home_assistant.entities(data.entities, at=at)])


@post(
    "/v1/feeds/fleet-telemetry",
    status_code=200,
    sync_to_thread=True,
    opt={"role": auth.Role.VEHICLE, **answers(ANSWER)},
    security=[{"key": []}],
    tags=["vehicle"],
    summary="Send decoded records of Tesla Fleet Telemetry",
)
def take_records(request: Request, core: CoreDep, data: RecordsBody) -> FeedReceipt:
    """Take in decoded records of a car; what is sent again is stored once."""
    return _take(request, core, fleet_telemetry.NAME, [fleet_telemetry.record(each) for each in data.records])


def _take(request: Request, core: Core, feed: str, reports: list[Report]) -> FeedReceipt:
    records = [Record(each.at.isoformat(), dict(each.signals)) for each in reports if each.at is not None]
    with core.unit() as unit:
        vehicle = registry.vehicle_of_key(unit, auth.bearer(request))
        receipt = service.ingest(unit, vehicle, Batch(records))
        links.note_by_key(unit, vehicle, feed=feed)
    metrics.took(receipt, now=unit.now)
    speaker = speakers.speaker("en")
    passed_over = {
        name: PassedOver(why, speaker.say(Phrase(f"feed.why.{why}")))
        for each in reports
        for name, why in each.passed_over.items()
    }
    return FeedReceipt(telemetry.view(receipt, speaker), passed_over)


ROUTES = (take_entities, take_records)
