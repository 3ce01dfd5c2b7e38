"""Hours, bays and technicians over the API: by the centre for itself, by the operator for any."""

from typing import Any

import pytest

from tests.api.conftest import Caller, Life


@pytest.fixture
def database() -> str:
    """What two databases could do differently is tried in tests/domain/booking/test_resources.py."""
    return "sqlite"


MONDAY = {"weekday": "mon", "opens": "08:00:00", "closes": "17:00:00"}


@pytest.mark.parametrize("by", ["centre", "operator"])
def test_a_centre_and_the_operator_change_what_it_can_take(
    operator: Caller, life: Life, other_life: Life, by: str
) -> None:
    caller = life.centre if by == "centre" else operator
    path = "/v1/centre" if by == "centre" else f"/v1/centres/{life.centre_id}"
    before = other_life.centre.ask("GET", "/v1/centre/capacity")

    refused: Any = caller.ask("PUT", f"{path}/hours", json={"hours": [MONDAY]}, status=409)
    assert (refused["code"], life.number in refused["detail"]) == ("visits_misfit", True)
    after = caller.ask("PUT", f"{path}/hours", json={"hours": [MONDAY], "anyway": True})
    assert after["hours"] == [MONDAY]
    assert [each["number"] for each in caller.ask("GET", f"{path}/misfits")["visits"]] == [life.number]

    bay, technician = after["bays"][0]["id"], after["technicians"][0]["id"]
    caller.ask("PATCH", f"{path}/bays/{bay}", json={"ends_on": "2026-12-01"})
    caller.ask("PATCH", f"{path}/bays/{bay}", json={"name": "举升机"})
    after = caller.ask("PATCH", f"{path}/technicians/{technician}", json={"skills": ["tyres", "general"]})
    assert {"id": bay, "name": "举升机", "ends_on": "2026-12-01"} in after["bays"]
    assert after["technicians"][0]["skills"] == ["general", "tyres"]
    after = caller.ask("PATCH", f"{path}/bays/{bay}", json={"ends_on": None})
    assert {each["ends_on"] for each in after["bays"]} == {None}
    assert other_life.centre.ask("GET", "/v1/centre/capacity") == before


def test_a_bay_of_another_centre_is_not_there(life: Life, other_life: Life) -> None:
    (bay, *_) = life.centre.ask("GET", "/v1/centre/capacity")["bays"]
    change = {"name": "Mine"}

    code = other_life.centre.refused("PATCH", f"/v1/centre/bays/{bay['id']}", json=change, status=404)

    assert code == "bay_unknown"


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("bays", {"name": ""}),
        ("bays", {"name": "A\nB"}),
        ("technicians", {"name": "Li"}),
        ("hours", {"hours": [MONDAY | {"weekday": "day"}]}),
    ],
)
def test_a_change_that_is_no_change_is_refused(life: Life, what: str, body: dict[str, Any]) -> None:
    method = "PUT" if what == "hours" else "POST"

    assert life.centre.refused(method, f"/v1/centre/{what}", json=body, status=422) == "request_invalid"


@pytest.mark.parametrize(
    ("locale", "words"), [("zh-CN", "请先改期、选择更晚的日期，或仍然保存"), ("en", "Move them first")]
)
def test_who_asks_is_told_reason_and_cure_in_their_language(life: Life, locale: str, words: str) -> None:
    body, headers = {"hours": [MONDAY]}, {"accept-language": locale}

    assert (
        words in life.centre.ask("PUT", "/v1/centre/hours", json=body, headers=headers, status=409)["detail"]
    )
