"""Where cars send their telemetry."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from litestar import post
from litestar.di import NamedDependency, Provide
from litestar.openapi.spec import Example, OpenAPIMediaType, Operation, Parameter, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType
from litestar.params import SkipValidation

from api import auth, metrics, speakers
from api.areas import CoreDep, Request, answers
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.explain.render import Speaker
from domain.registry import service as registry
from domain.telemetry import intake, service
from domain.telemetry.ingest import wire

EXAMPLE = {
    "records": [
        {
            "at": "2026-11-18T01:00:00Z",
            "signals": {"Vehicle.Powertrain.TractionBattery.StateOfCharge.Current": 80.5},
        }
    ],
    "units": {"Vehicle.Powertrain.TractionBattery.StateOfCharge.Current": "percent"},
}
ANSWER = {
    "received": 3,
    "kept": 1,
    "late": 0,
    "repeated": 0,
    "unwanted": {
        "Vehicle.CurrentLocation.Latitude": {
            "count": 1,
            "code": "not_collected",
            "reason": "Nothing here uses this signal, so it is not collected.",
        }
    },
    "refused_total": 1,
    "refused": [
        {
            "record": 0,
            "signal": "Vehicle.Speed",
            "code": "value_not_number",
            "reason": "fast is not a finite number.",
            "cure": "Send a plain JSON number, or leave the signal out of this record.",
        }
    ],
}


class Refused(msgspec.Struct):
    """One value that was not taken, or a whole record where `signal` is null."""

    record: int
    signal: str | None
    code: str
    reason: str
    cure: str


class Unwanted(msgspec.Struct):
    """Values of a signal that were dropped unread, and why: no_owner, no_consent or privacy_mode."""

    count: int
    code: str
    reason: str


class Doubtful(msgspec.Struct):
    """Values of a signal that are stored and shown, but that nothing is judged by: absent, or jump."""

    count: int
    code: str
    reason: str


class Receipt(msgspec.Struct, omit_defaults=True):
    """What became of a request, counted in values.

    received = kept + repeated + unwanted + refused values. `refused` names the first 100 of `refused_total`.
    `doubtful` speaks of kept values. Of two values
    for one signal and moment the larger stays: `replaced` counts kept ones that took a smaller one's place, `outranked`
    repeated ones that gave way. What is empty or 0 of the last three is left out.
    """

    received: int
    kept: int
    late: int
    repeated: int
    unwanted: dict[str, Unwanted]
    refused_total: int
    refused: list[Refused]
    doubtful: dict[str, list[Doubtful]] = {}
    replaced: int = 0
    outranked: int = 0


_TEXT = Schema(type=OpenAPIType.STRING)
_RECORD = Schema(
    type=OpenAPIType.OBJECT,
    required=["at", "signals"],
    additional_properties=False,
    properties={
        "at": Schema(
            type=[OpenAPIType.STRING, OpenAPIType.NUMBER],
            format=OpenAPIFormat.DATE_TIME,
            description="RFC 3339 with a zone, or a count since 1970 (UTC) where `units` says for `at` of what; "
            "at most 30 days old.",
        ),
        "signals": Schema(
            type=OpenAPIType.OBJECT,
            max_properties=wire.MAX_SIGNALS,
            additional_properties=Schema(type=[OpenAPIType.NUMBER, OpenAPIType.BOOLEAN]),
            description="Values by COVESA VSS path.",
        ),
    },
)
_BATCH = Schema(
    type=OpenAPIType.OBJECT,
    required=["records"],
    additional_properties=False,
    properties={
        "records": Schema(type=OpenAPIType.ARRAY, items=_RECORD, max_items=wire.MAX_RECORDS),
        "units": Schema(
            type=OpenAPIType.OBJECT,
            additional_properties=_TEXT,
            description="Units of the values by path, such as psi, °F, mi or mV: converted into the catalogue's. "
            "Under `at` the unit of numeric times: s or ms.",
        ),
    },
)


@dataclass
class RecordsOperation(Operation):
    """The body is read raw, so that its size is bounded before anything is decoded: described by hand."""

    def __post_init__(self) -> None:
        self.request_body = RequestBody(
            required=True,
            content={
                "application/json": OpenAPIMediaType(
                    schema=_BATCH, examples={"records": Example(value=EXAMPLE)}
                )
            },
        )
        self.parameters = [
            Parameter(
                name="Content-Encoding",
                param_in="header",
                schema=Schema(type=OpenAPIType.STRING, enum=list(wire.ENCODINGS), default="identity"),
                description="How the body is packed.",
            )
        ]


async def read_body(request: Request) -> bytes:
    """Read the body as it was sent, up to the bound and no byte further. Raises Refusal body_too_large."""
    body = bytearray()
    too_large = Refusal("body_too_large", status=413, limit=wire.MAX_BODY // 2**20)
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > wire.MAX_BODY:
        raise too_large
    async for part in request.stream():
        body += part
        if len(body) > wire.MAX_BODY:
            raise too_large
    return bytes(body)


@post(
    "/v1/telemetry",
    status_code=200,
    sync_to_thread=True,
    request_max_body_size=None,
    dependencies={"packed": Provide(read_body)},
    opt={"role": auth.Role.VEHICLE, **answers(ANSWER, own_type=True)},
    security=[{"key": []}],
    tags=["vehicle"],
    operation_class=RecordsOperation,
    summary="Send a car's records",
)
def receive(request: Request, core: CoreDep, packed: SkipValidation[NamedDependency[bytes]]) -> Receipt:
    """Take in records of the car whose key is the bearer token.

    Good values are kept when others are refused. A car without an owner, or whose owner has not agreed, gets
    200 with nothing kept.
    """
    batch = wire.read(packed, encoding=request.headers.get("content-encoding", "identity").strip().lower())
    with core.unit() as unit:  # looked up again: the key may have been replaced while the body came
        vehicle = registry.vehicle_of_key(unit, auth.bearer(request))
        receipt = service.ingest(unit, vehicle, batch)
    metrics.took(receipt, now=unit.now)
    return view(receipt, speakers.speaker("en"))


def view(receipt: intake.Receipt, speaker: Speaker) -> Receipt:
    """Return a receipt as it is sent, with reasons in the speaker's language."""
    return Receipt(
        received=receipt.received,
        kept=receipt.kept,
        late=receipt.late,
        repeated=receipt.repeated,
        unwanted=_unwanted(receipt.unwanted, speaker),
        doubtful=_doubtful(receipt.doubtful, speaker),
        replaced=receipt.replaced,
        outranked=receipt.outranked,
        refused_total=receipt.refused_total,
        refused=[_refused(each, speaker) for each in receipt.refused],
    )


def _unwanted(unwanted: Mapping[str, intake.Unwanted], speaker: Speaker) -> dict[str, Unwanted]:
    return {
        path: Unwanted(each.count, each.why, speaker.say(Phrase(f"unwanted.{each.why}")))
        for path, each in unwanted.items()
    }


def _doubtful(doubtful: Mapping[str, intake.Doubtful], speaker: Speaker) -> dict[str, list[Doubtful]]:
    return {
        path: [
            Doubtful(count, why, speaker.say(Phrase(f"doubt.{why}"))) for why, count in each.counts.items()
        ]
        for path, each in doubtful.items()
    }


def _refused(each: intake.Refused, speaker: Speaker) -> Refused:
    reason, cure = (speaker.say(Phrase(f"reading.{each.code}{part}", each.params)) for part in ("", ".cure"))
    return Refused(each.record, each.signal, each.code, reason, cure)


ROUTES = (receive,)
