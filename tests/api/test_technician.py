"""A car looked at from afar: who may, what is shown, what stays the owner's, and that each look is noted."""

import re
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any, get_args, get_type_hints

import pytest
from sqlmodel import select

from domain.core import Unit
from domain.dossier import condition
from domain.health import catalogue
from domain.kit.classified import ASKED, Purpose
from domain.privacy.tables import Look
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.tables import Vehicle
from domain.telemetry import folded, paths
from domain.telemetry import service as telemetry
from domain.telemetry.facts import Day, Features, Filter
from domain.telemetry.intake import Batch, Record
from domain.telemetry.storage import notes
from tests.api.conftest import Caller, Door, Life
from tests.conftest import NOW
from tests.domain.earlier import long_ago
from tests.domain.health import views

SENT = {
    paths.TWELVE_VOLT: 12.6,
    paths.SPEED: 87.654,
    paths.ODOMETER: 21_000_000.0,
    paths.FILTER_DROP: 7.0,
    paths.LATITUDE: 31.2345,
}


def known() -> Features:
    """Two weeks of rests with a leaking tyre and a sound 12-volt battery, a filter reading and a drive a day."""
    later = NOW - views.NOW
    rests = views.tyres([250.0 - 5 * day for day in range(14)]).rests
    return Features(
        rests=tuple(
            replace(each, start=each.start + later, end=each.end + later, twelve_volt=12.65) for each in rests
        ),
        filters=(Filter(NOW - timedelta(days=1), 7.0),),
        days=tuple(
            Day((NOW - timedelta(days=ago)).date(), 9e3, 3e3, 40.0, 5.0, 15.0, 13.9)
            for ago in range(14, 0, -1)
        ),
    )


def keep(unit: Unit, life: Life, features: Features) -> None:
    """Let a car have sent a record just now, with these features worked out before."""
    sent = Batch([Record(unit.now.isoformat(), dict(SENT))])
    telemetry.ingest(unit, unit.session.get_one(Vehicle, life.vehicle_id), sent)
    notes.save_features(
        unit,
        life.vehicle_id,
        owner_id=life.owner_id,
        body=folded.encode(folded.Folded(features)),
        last_at=unit.now,
    )


@pytest.fixture
def path(door: Door, life: Life) -> str:
    """Where a car can be looked at whose owner agreed to everything."""
    with door.core.unit() as unit:
        for purpose in ASKED:
            registry.consent(long_ago(unit), life.owner_id, purpose=purpose, given=True, channel="chat")
        unit.session.flush()
        keep(unit, life, known())
    return f"/v1/vehicles/{life.vehicle_id}/technician"


def by_check(told: Any, part: str) -> dict[str, Any]:
    return {each["check"]: each for each in told[part]}


def test_what_was_found_what_was_ruled_out_and_what_could_not_be_judged_are_told(
    life: Life, path: str
) -> None:
    told = life.centre.ask("GET", path)

    found, out, unjudged = (by_check(told, part) for part in ("active", "ruled_out", "unjudged"))
    assert sorted([*found, *out, *unjudged]) == sorted(catalogue.BY_CODE)
    assert found.keys() == {"tyre_pressure"}
    assert str(found["tyre_pressure"]["title"]).startswith("Tyre pressure is low")
    twelve = out["twelve_volt"]
    assert twelve["strength"] < 1
    assert "cold_12v" in twelve["look_alikes"]
    rests, days = twelve["based_on"]
    assert (rests["part"], rests["count"], days["count"]) == ("rests", 14, 14)
    assert unjudged["coolant_loop"]["why"] == "no_signal"
    assert paths.COOLANT_FLOW in unjudged["coolant_loop"]["not_received"]
    assert unjudged["cabin_filter"]["why"] == "too_little"


def test_residuals_are_told_as_numbers_against_the_cars_own_normal(life: Life, path: str) -> None:
    residual = by_check(life.centre.ask("GET", path), "residuals")["tyre_pressure"]

    own, _each, others = residual["lines"]
    assert (len(own["on"]), own["on"][-1]) == (13, "2026-11-18")
    assert own["values"][-1] < residual["limit"] < others["values"][-1]
    assert round(own["values"][-1], 2) == residual["now"]
    assert residual["outside"] is True


def test_a_series_that_moves_is_told_with_where_it_stands_and_how_fast_it_moves(
    life: Life, path: str
) -> None:
    own, _each, others = by_check(life.centre.ask("GET", path), "residuals")["tyre_pressure"]["lines"]

    assert own["course"]["slope"] < 10 * min(others["course"]["slope"], -1e-4)
    assert own["course"]["change"] < others["course"]["change"]
    assert own["course"]["mean_10"] < own["course"]["mean_30"] < others["course"]["mean_30"]


def test_neither_places_nor_speeds_nor_times_of_day_leave_the_house(life: Life, path: str) -> None:
    told = life.centre.ask("GET", path)

    signals = {each["signal"] for each in told["signals"]}
    assert signals == {paths.TWELVE_VOLT, paths.ODOMETER, paths.FILTER_DROP}
    (rests, _filters) = told["history"]
    assert rests["rows"][-1]["on"] == "2026-11-18"
    assert rests["rows"][-1]["minutes"] == 480
    assert [week["distance_km"] for week in told["weeks"]] == [200.0, 280.0, 80.0]
    assert not [
        row for part in told["history"] for row in part["rows"] if any("T" in str(v) for v in row.values())
    ]
    assert "87.65" not in str(told)


def test_each_look_of_others_is_noted_and_ones_own_is_not(
    door: Door, life: Life, operator: Caller, path: str
) -> None:
    for caller in (life.owner, life.centre, operator):
        caller.ask("GET", path)

    with door.core.reading() as unit:
        looks = {
            look.role: (look.owner_id, look.vehicle_id, look.centre_id)
            for look in unit.session.exec(select(Look))
        }
    assert looks == {
        "centre": (life.owner_id, life.vehicle_id, life.centre_id),
        "operator": (life.owner_id, life.vehicle_id, None),
    }


def test_a_centre_sees_a_car_only_while_it_expects_it(door: Door, life: Life, path: str) -> None:
    life.visits()
    life.centre.ask("POST", f"/v1/centre/visits/{life.number}/outcome", json={"findings": []})

    before = door.count(Look)
    assert life.centre.refused("GET", path, status=404) == "look_not_expected"
    assert door.count(Look) == before


def test_without_the_owners_agreement_nobody_else_sees_anything(
    door: Door, life: Life, operator: Caller, path: str
) -> None:
    with door.core.unit() as unit:
        registry.consent(unit, life.owner_id, purpose=Purpose.CARE, given=False, channel="chat")

    assert life.centre.refused("GET", path, status=409) == "look_withdrawn"
    assert operator.refused("GET", path, status=409) == "look_withdrawn"
    assert by_check(life.owner.ask("GET", path), "active").keys() == {"tyre_pressure"}
    assert door.count(Look) == 0


def test_in_privacy_mode_others_see_only_what_safety_needs(door: Door, life: Life, path: str) -> None:
    with door.core.unit() as unit:
        preferences.set_privacy_mode(unit, life.owner_id, on=True)

    told, own = (caller.ask("GET", path) for caller in (life.centre, life.owner))
    assert by_check(told, "unjudged")["cabin_filter"]["why"] == "resting"
    assert [part["part"] for part in told["history"]] == ["rests"]
    assert paths.FILTER_DROP not in str(told)
    assert paths.FILTER_DROP in str(own)
    assert [part["part"] for part in own["history"]] == ["rests", "filters"]


def test_a_car_without_an_owner_is_told_so_and_a_strange_one_is_unknown(
    door: Door, life: Life, operator: Caller, path: str
) -> None:
    with door.core.unit() as unit:
        registry.unlink(unit, life.owner_id, life.vehicle_id)

    assert operator.refused("GET", path, status=409) == "look_unlinked"
    assert operator.refused("GET", "/v1/vehicles/999/technician", status=404) == "vehicle_unknown"
    assert life.owner.refused("GET", path, status=404) == "vehicle_not_yours"


def test_a_car_that_has_sent_nothing_yet_says_why_none_but_the_recall_check_could_judge(
    door: Door, life: Life
) -> None:
    with door.core.unit() as unit:
        registry.consent(long_ago(unit), life.owner_id, purpose=Purpose.CARE, given=True, channel="chat")

    told = life.centre.ask("GET", f"/v1/vehicles/{life.vehicle_id}/technician")

    assert by_check(told, "unjudged").keys() == catalogue.BY_CODE.keys() - {"recall"}
    assert by_check(told, "ruled_out").keys() == {"recall"}
    assert (told["active"], told["quality"]) == ([], None)


def test_a_look_is_told_in_the_readers_language(life: Life, path: str) -> None:
    told = life.centre.ask("GET", path, headers={"accept-language": "zh-CN"})

    assert "胎" in str(by_check(told, "active")["tyre_pressure"]["title"])
    assert by_check(told, "unjudged")["coolant_loop"]["reason"] == "车辆没有发送它所需的信号。"


def test_every_part_that_is_kept_of_a_car_can_be_dated() -> None:
    kinds = {name: get_args(kind)[0] for name, kind in get_type_hints(Features).items()}

    undated = [
        name
        for name, kind in kinds.items()
        if not {each.name for each in fields(kind)} & {*condition._MOMENTS}
    ]
    assert undated == []


def page(caller: Caller, path: str, **headers: str) -> str:
    answer = caller.door.http.get(path, headers={"authorization": f"Bearer {caller.token}", **headers})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    return answer.text


@pytest.mark.parametrize(
    ("lang", "found", "out"),
    [("en", "Tyre pressure is low", "Already ruled out"), ("zh", "胎压偏低", "已排除")],
)
def test_the_page_tells_and_draws_the_same_in_both_languages(
    life: Life, path: str, lang: str, found: str, out: str
) -> None:
    text = page(life.centre, f"{path}.html?lang={lang}", **{"accept-language": "fr"})

    assert found in text
    assert out in text
    assert text.count('src="data:image/png;base64,') >= 3
    assert "{" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)


def test_the_page_runs_nothing_and_loads_nothing_and_shows_hostile_names_as_text(
    door: Door, life: Life, path: str
) -> None:
    hostile = "<script>alert('x')</script><img src=//evil.example/x onerror=alert(1)>\u202e"
    with door.core.unit() as unit:
        vehicle = unit.session.get_one(Vehicle, life.vehicle_id)
        vehicle.name = vehicle.model = hostile

    text = page(life.centre, f"{path}.html")

    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in text
    assert "\u202e" not in text
    assert not re.search(r"<(script|iframe|object|embed|link|base|form|svg|a)\b", text)
    assert not re.search(r"""<[^>]*\s(on\w+|href|srcset|action)=""", text)
    assert all(each.startswith("data:image/png;base64,") for each in re.findall(r'src="([^"]*)"', text))


def test_a_page_that_may_not_be_seen_is_refused_as_a_problem(life: Life, path: str, door: Door) -> None:
    with door.core.unit() as unit:
        registry.consent(unit, life.owner_id, purpose=Purpose.CARE, given=False, channel="chat")

    assert life.centre.refused("GET", f"{path}.html", status=409) == "look_withdrawn"
    assert life.owner.refused("GET", f"{path}.html?lang=fr", status=422) == "request_invalid"
