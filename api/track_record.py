"""How often warnings were right, for everyone to read."""

from collections.abc import Mapping

import msgspec
from litestar import get

from api import speakers
from api.areas import CoreDep, Request, answers
from api.auth import Role
from domain.alerts import outcomes
from domain.alerts.facts import Record
from domain.explain.facts import Phrase
from domain.health import catalogue
from domain.learning import calibration

ANSWER = {
    "checks": [
        {
            "check": "coolant_loop",
            "title": "Battery cooling",
            "told": 12,
            "right": 9,
            "wrong": 1,
            "last": 10,
            "last_right": 9,
            "precision": 0.9,
            "interval_90": [0.654, 0.977],
            "models": [
                {"model": None, "told": 4, "right": 2, "wrong": 1},
                {"model": "coolant_loop 3", "told": 8, "right": 7, "wrong": 0},
            ],
        }
    ]
}


class ModelRecord(msgspec.Struct):
    """The same for one version of a model; null where fixed rules judged."""

    model: str | None
    told: int
    right: int
    wrong: int


class CheckRecord(msgspec.Struct, kw_only=True):
    """How many warnings of a kind were told, and how many of them proved right or wrong so far.

    last and last_right: the newest (at most 20) whose outcome is known. precision is the share of right ones, null
    before the first outcome; interval_90 is where it lies with 90 % (Wilson).
    """

    check: str
    title: str
    told: int
    right: int
    wrong: int
    last: int
    last_right: int
    precision: float | None
    interval_90: list[float]
    models: list[ModelRecord]


class TrackRecord(msgspec.Struct):
    checks: list[CheckRecord]


@get(
    "/v1/track-record",
    opt={"role": Role.PUBLIC, **answers(ANSWER)},
    sync_to_thread=True,
    tags=["public"],
    summary="How often warnings were right",
)
def track_record(request: Request, core: CoreDep) -> TrackRecord:
    """Publish, for each kind of warning, how many were told and how many proved right or wrong."""
    with core.reading() as unit:
        records, by_model = outcomes.records(unit), outcomes.records_by_model(unit)
    say = speakers.speaker_for(request).say
    return TrackRecord([
        _record(each, check=code, title=say(Phrase(f"check.{code}")), by_model=by_model)
        for code, each in records.items()
        if code in catalogue.BY_CODE
    ])  # fmt: skip


def _record(
    record: Record, *, check: str, title: str, by_model: Mapping[tuple[str, str], Record]
) -> CheckRecord:
    outcomes = record.right + record.wrong
    return CheckRecord(
        check=check,
        title=title,
        told=record.told,
        right=record.right,
        wrong=record.wrong,
        last=record.last,
        last_right=record.last_right,
        precision=record.right / outcomes if outcomes else None,
        interval_90=list(calibration.wilson(record.right, outcomes)),
        models=[
            ModelRecord(model or None, each.told, each.right, each.wrong)
            for (of_check, model), each in by_model.items()
            if of_check == check
        ],
    )


ROUTES = (track_record,)
