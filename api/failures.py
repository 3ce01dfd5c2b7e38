"""What does not work and tries again by itself: cars that could not be judged, and jobs whose last run failed."""

from datetime import datetime

import msgspec
from litestar import get

from api.areas import CoreDep, answers, area
from api.auth import Role
from domain.running import service as running

ANSWER = {
    "cars": [
        {
            "vehicle_id": 1,
            "step": "twelve_volt",
            "error_id": "3F9A1C",
            "error": "ValueError",
            "tries": 2,
            "first_at": "2026-11-18T01:40:00Z",
            "failed_at": "2026-11-18T01:50:10Z",
            "retry_at": "2026-11-18T02:08:40Z",
        }
    ],
    "jobs": [],
}


class CarFailure(msgspec.Struct):
    """A step that failed for a car: a check, or "look" (all of its judgement), "seal", "renew" and the like.

    "data": something stored of it cannot be opened any more; all else is judged.

    error_id: as in the log. tries: failed ones in a row. retry_at: not tried again before.
    """

    vehicle_id: int
    step: str
    error_id: str
    error: str
    tries: int
    first_at: datetime
    failed_at: datetime
    retry_at: datetime


class JobFailure(msgspec.Struct):
    """A job whose newest period failed. retry_at is null where it is tried at its next period."""

    job: str
    period_start: datetime
    error_id: str
    error: str
    tries: int
    failed_at: datetime
    retry_at: datetime | None


class Failures(msgspec.Struct):
    cars: list[CarFailure]
    jobs: list[JobFailure]


@get("/", summary="What failed", sync_to_thread=True, opt=answers(ANSWER))
def listed(core: CoreDep) -> Failures:
    """List what failed and has not gone well since, the newest first. All of it is tried again without your doing."""
    with core.reading() as unit:
        cars, jobs = running.listed(unit)
    return Failures(
        msgspec.convert(cars, list[CarFailure], from_attributes=True),
        msgspec.convert(jobs, list[JobFailure], from_attributes=True),
    )


ROUTES = (area("/v1/failures", Role.OPERATOR, [listed]),)
