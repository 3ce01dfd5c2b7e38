"""The figures for the operator, over HTTP."""

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from domain.alerts import service as alerts
from domain.alerts.facts import Verdict
from domain.handover import service as handover
from domain.kit.clock import FixedClock
from domain.kpi.catalogue import ALL
from domain.privacy.tables import Look
from domain.registry import service as registry
from domain.registry.tables import Owner
from tests.api.conftest import Caller, Door, Life
from tests.api.test_owners_alerts import DUE


@pytest.fixture
def database() -> str:
    return "sqlite"


def test_without_any_data_every_figure_says_that_it_cannot_be_told(operator: Caller) -> None:
    answer = operator.ask("GET", "/v1/kpi")

    per_offer = {"offers_accepted", "offers_uplift"}
    assert (answer["period"], answer["zone"], answer["centre_id"]) == ("90d", "UTC", None)
    assert {each["figure"] for each in answer["figures"]} == {each.code for each in ALL} - per_offer
    assert {(each["value"], each["interval_90"], each["count"]) for each in answer["figures"]} == {
        (None, None, 0)
    }
    assert {each["why"] for each in answer["figures"]} == {"too_few"}


def test_a_figure_says_in_both_languages_what_it_means_and_what_it_does_not_tell(operator: Caller) -> None:
    for language, title in (("en", "Breakdowns avoided"), ("zh-CN", "抛锚避免率")):
        figures = operator.ask("GET", "/v1/kpi", headers={"accept-language": language})["figures"]
        (avoided,) = (each for each in figures if each["figure"] == "breakdowns_avoided")

        assert (avoided["title"], avoided["bar"]) == (title, {"sign": ">", "limit": 0.8})
        assert all(each["definition"] and each["limits"] for each in figures)


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("period=lately", 422, "period_unknown"),
        ("period=2027", 422, "period_ahead"),
        ("centre=99", 404, "centre_unknown"),
        ("source=dreams", 422, "request_invalid"),
        ("centre=0", 422, "request_invalid"),
    ],
)
def test_what_is_not_there_is_refused_with_reason_and_cure(
    operator: Caller, query: str, status: int, code: str
) -> None:
    for path in ("/v1/kpi", "/v1/kpi.csv", "/v1/kpi/precision/rows"):
        assert operator.refused("GET", f"{path}?{query}", status=status) == code


def test_a_refused_period_says_how_one_is_written(operator: Caller) -> None:
    answer = operator.ask("GET", "/v1/kpi?period=lately", status=422)

    assert "“lately”" in answer["detail"]
    assert "2026-Q3" in answer["detail"]


def test_figures_are_the_operators_alone(life: Life) -> None:
    for path in ("/v1/kpi", "/v1/kpi.csv", "/v1/kpi/precision/rows"):
        assert life.centre.refused("GET", path, status=403) == "role_wrong"
        assert life.owner.refused("GET", path, status=403) == "role_wrong"


def test_rows_are_listed_of_figures_that_have_them(operator: Caller) -> None:
    assert operator.refused("GET", "/v1/kpi/happiness/rows", status=404) == "figure_unknown"
    assert operator.refused("GET", "/v1/kpi/offers_accepted/rows", status=409) == "figure_without_rows"


def test_the_rows_behind_a_figure_are_found_by_its_link_and_their_owner_sees_that_they_were_read(
    door: Door, operator: Caller, life: Life, clock: FixedClock
) -> None:
    ids = []
    for days in (30, 15):
        clock.advance(timedelta(days=-days))
        for finding in (DUE, DUE, replace(DUE, strength=0.2), replace(DUE, strength=0.2)):
            with door.core.unit() as unit:
                owner, car = (
                    unit.session.get_one(Owner, life.owner_id),
                    registry.vehicle(unit, life.vehicle_id),
                )
                for each in alerts.settle(unit, car, owner, {DUE.check: finding}, charts=lambda _code: None):
                    if finding is DUE:
                        alerts.rate(unit, life.owner_id, each.id, Verdict.RIGHT)
                        ids.append(each.id)
            clock.advance(timedelta(days=1))
        clock.advance(timedelta(days=days - 4))
    figures = operator.ask("GET", "/v1/kpi")["figures"]
    (part,) = (each for each in figures if each["figure"] == "precision" and each["part"])

    assert (part["part"], part["numerator"], part["count"], part["why"]) == ("cabin_filter", 2, 2, "too_few")
    first = operator.ask("GET", f"{part['rows']}&limit=1")
    second = operator.ask("GET", f"{part['rows']}&limit=1&after={first['next']}")
    expected = {"kind": "warning", "vehicle_id": life.vehicle_id, "part": 1.0, "whole": 1.0}
    assert first["rows"] == [{**expected, "id": ids[0]}]
    assert (second["rows"], second["next"]) == ([{**expected, "id": ids[1]}], None)
    with door.core.reading() as unit:
        (look,) = unit.session.exec(select(Look)).all()
    assert (look.owner_id, look.role, look.what) == (life.owner_id, "operator", "warnings")


def test_a_request_that_still_waits_has_no_time_yet(
    door: Door, operator: Caller, life: Life, clock: FixedClock
) -> None:
    with door.core.unit() as unit:
        handover.ask(unit, life.owner_id, vehicle_id=life.vehicle_id, reason="asked")
    clock.advance(timedelta(minutes=5))

    answer = operator.ask("GET", "/v1/kpi/time_to_answer/rows")

    assert [(row["kind"], row["part"]) for row in answer["rows"]] == [("request", None)]


def test_the_sheet_holds_the_same_figures(door: Door, operator: Caller, life: Life) -> None:
    listed = operator.ask("GET", "/v1/kpi?period=2026")["figures"]
    answer = door.http.get("/v1/kpi.csv?period=2026", headers={"authorization": f"Bearer {operator.token}"})
    lines = list(csv.DictReader(io.StringIO(answer.text)))

    assert answer.headers["content-type"].startswith("text/csv")
    assert [(line["figure"], line["part"], line["count"]) for line in lines] == [
        (each["figure"], each["part"], str(each["count"])) for each in listed
    ]
    assert {line["bar"] for line in lines if line["figure"] == "precision"} == {"> 0.85"}
    assert {line["zone"] for line in lines} == {"Asia/Shanghai"}
