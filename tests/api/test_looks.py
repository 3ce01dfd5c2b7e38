"""The access log as its owner reads it by the API."""

from datetime import timedelta

from domain.kit.clock import FixedClock
from tests.api.conftest import Caller, Life

AGENDA = "/v1/centre/agenda?day=2026-11-19"


def test_an_owner_reads_who_looked_at_what_and_when(life: Life, operator: Caller, clock: FixedClock) -> None:
    operator.ask("GET", f"/v1/vehicles/{life.vehicle_id}")
    clock.advance(timedelta(minutes=30))
    life.centre.ask("GET", AGENDA)

    told = life.owner.ask("GET", "/v1/me/looks")

    assert told["next"] is None
    assert [(each["at"], each["role"], each["what"]) for each in told["looks"]] == [
        ("2026-11-18T02:30:00Z", "centre", "visits"),
        ("2026-11-18T02:00:00Z", "operator", "register"),
    ]
    assert {each["vehicle_id"] for each in told["looks"]} == {life.vehicle_id}
    assert told["looks"][0]["centre"] == {"en": "Pudong Service", "zh_Hans": "浦东服务中心"}


def test_a_long_log_comes_in_pages(life: Life, operator: Caller, clock: FixedClock) -> None:
    for _ in range(5):
        operator.ask("GET", f"/v1/vehicles/{life.vehicle_id}")
        clock.advance(timedelta(hours=1))

    first = life.owner.ask("GET", "/v1/me/looks?limit=3")
    second = life.owner.ask("GET", f"/v1/me/looks?limit=3&before={first['next']}")

    times = [each["at"] for each in (*first["looks"], *second["looks"])]
    assert (len(first["looks"]), len(second["looks"]), second["next"]) == (3, 2, None)
    assert times == sorted(set(times), reverse=True)


def test_nobody_reads_the_log_of_another(life: Life, other_life: Life, operator: Caller) -> None:
    operator.ask("GET", f"/v1/vehicles/{life.vehicle_id}")

    assert other_life.owner.ask("GET", "/v1/me/looks")["looks"] == []
    assert operator.refused("GET", "/v1/me/looks", status=403) == "role_wrong"


def test_two_tokens_of_the_operator_are_two_viewers(life: Life, operator: Caller) -> None:
    other = Caller(operator.door, operator.door.token("operator"))
    for caller in (operator, other, operator):
        caller.ask("GET", "/v1/vehicles")

    assert len(life.owner.ask("GET", "/v1/me/looks")["looks"]) == 2
