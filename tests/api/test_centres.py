from typing import Any

import pytest

from domain.booking.tables import Bay, Centre, OpeningHours, PartUnit, SpecialDay, Technician
from tests.api.conftest import Caller, Door, Life

CENTRE_TABLES = (Centre, Bay, OpeningHours, PartUnit, SpecialDay, Technician)
Entry = dict[str, object]

WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "unknown skill": ({"technicians": {"Li": ["cooking"]}}, "skill_unknown"),
    "unknown part": ({"stock": {"coolant_pmup": 1}}, "part_unknown"),
    "a bay twice": ({"bays": ["A", "A"]}, "entry_twice"),
    "a day twice": ({"special_days": [{"day": "2027-02-06"}] * 2}, "entry_twice"),
    "unknown zone": ({"zone": "Mars/Olympus"}, "zone_unknown"),
    "closes before it opens": (
        {"hours": [{"weekday": "mon", "opens": "18:00:00", "closes": "09:00:00"}]},
        "hours_wrong",
    ),
    "no bays": ({"bays": []}, "request_invalid"),
    "no such weekday": (
        {"hours": [{"weekday": "someday", "opens": "09:00:00", "closes": "18:00:00"}]},
        "request_invalid",
    ),
    "negative stock": ({"stock": {"coolant_pump": -1}}, "request_invalid"),
    "beyond the pole": ({"place": {"latitude": 91, "longitude": 0}}, "request_invalid"),
    "unknown field": ({"owner": "me"}, "request_invalid"),
    "a name in no language": ({"name": {}}, "request_invalid"),
    "a name in a language that is not spoken": ({"name": {"fr": "Centre"}}, "request_invalid"),
    "an empty name": ({"name": {"en": ""}}, "request_invalid"),
    "an address in no language": ({"address": {}}, "request_invalid"),
    "an empty address in a language": ({"address": {"en": ""}}, "request_invalid"),
    "a holiday named in no language": (
        {"special_days": [{"day": "2027-02-06", "name": {}}]},
        "request_invalid",
    ),
    "an address that is a number": ({"address": {"en": 1}}, "request_invalid"),
    "towing that is neither yes nor no": ({"offers_towing": "sometimes"}, "request_invalid"),
}


def test_an_added_centre_is_listed_with_what_it_can_do(operator: Caller, centre_entry: Entry) -> None:
    added = operator.ask("POST", "/v1/centres", json=centre_entry, status=201)

    assert added["skills"] == ["general", "high_voltage", "tyres"]
    assert added["stock"] == {"coolant_pump": 2, "cabin_filter": 10}
    assert operator.ask("GET", "/v1/centres") == {"centres": [added]}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_a_bad_centre_is_refused_and_leaves_nothing_behind(
    operator: Caller, door: Door, centre_entry: Entry, change: tuple[dict[str, Any], str]
) -> None:
    more, code = change

    assert operator.refused("POST", "/v1/centres", json=centre_entry | more, status=422) == code
    assert door.count(*CENTRE_TABLES) == 0


@pytest.mark.parametrize(
    "name", ["Pudong Service", {"en": "Pudong"}, {"zh_Hans": "浦东"}, {"en": "Pudong", "zh_Hans": "浦东"}]
)
def test_a_centre_is_listed_with_its_name_as_it_was_given(
    operator: Caller, centre_entry: Entry, name: object
) -> None:
    given = centre_entry | {"name": name, "address": name, "offers_mobile": True}

    added = operator.ask("POST", "/v1/centres", json=given, status=201)

    assert (added["name"], added["address"]) == (name, name)
    assert (added["offers_towing"], added["offers_mobile"]) == (given["offers_towing"], True)
    assert operator.ask("GET", "/v1/centres") == {"centres": [added]}


@pytest.mark.parametrize(
    "change",
    [
        {"name": {"en": "Riverside", "zh_Hans": "滨江服务中心"}},
        {"address": "2 Century Avenue", "phone": ""},
        {"offers_towing": False, "offers_mobile": True},
        {},
    ],
)
def test_what_is_said_of_a_centre_can_be_changed(
    operator: Caller, centre_id: int, change: dict[str, object]
) -> None:
    (before,) = operator.ask("GET", "/v1/centres")["centres"]

    after = operator.ask("PATCH", f"/v1/centres/{centre_id}", json=change)

    assert after == before | change
    assert operator.ask("GET", "/v1/centres") == {"centres": [after]}


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"name": {"xx": "A"}}, {"phone": 7}, {"phone": "call me"}, {"zone": "UTC"}]
)
def test_a_bad_change_of_a_centre_is_refused_and_changes_nothing(
    operator: Caller, centre_id: int, change: dict[str, object]
) -> None:
    before = operator.ask("GET", "/v1/centres")
    path = f"/v1/centres/{centre_id}"

    assert operator.refused("PATCH", path, json=change, status=422) == "request_invalid"
    assert operator.refused("PATCH", "/v1/centres/999999", json={}, status=404) == "centre_unknown"
    assert operator.ask("GET", "/v1/centres") == before


def test_a_sheet_may_name_a_centre_and_a_car_by_language(operator: Caller) -> None:
    both = "en: East Centre; zh_Hans: 东区服务中心"
    centre = f"code,name,address,hours,bays,technicians\neast,{both},zh_Hans: 路1号,mon 09:00-18:00,A,Li: general\n"
    cars = f"vin,name,model\n1M8GDM9AXKP042788,{both},Lark 60\nZZ9SMCAR4SX900001,Blue: the 7th,Lark 60\n"

    for path, sheet in (("/v1/centres/csv", centre), ("/v1/vehicles/csv", cars)):
        assert operator.sheet(path, sheet)["bad"] == []

    (listed,) = operator.ask("GET", "/v1/centres")["centres"]
    names = [car["name"] for car in operator.ask("GET", "/v1/vehicles")["vehicles"]]
    assert listed["name"] == names[0] == {"en": "East Centre", "zh_Hans": "东区服务中心"}
    assert (listed["address"], names[1]) == ({"zh_Hans": "路1号"}, "Blue: the 7th")


def test_a_code_is_given_to_one_centre(operator: Caller, centre_entry: Entry, centre_id: int) -> None:
    assert operator.refused("POST", "/v1/centres", json=centre_entry, status=409) == "centre_known"


def test_a_sheet_adds_its_good_rows_and_names_its_bad_ones(operator: Caller, door: Door) -> None:
    sheet = (
        "code,name,hours,bays,technicians,stock,latitude,longitude\n"
        "east,East,Mon-Fri 9:00-18:00; sat 10:00-16:00,A; B,Li: general tyres,coolant_pump: 2,31.2,121.5\n"
        "east,Twin,mon 09:00-18:00,A,Li: general,,,\n"
        "south,South,whenever,A,Li: general,,,\n"
        "west,West,mon 09:00-18:00,A,Li: general cooking,,,\n"
        "north,North,mon 09:00-18:00,A,Li,,,\n"
        "n o,North,mon 09:00-18:00,A,Li: general,,,\n"
        "late,Late,mon 25:00-26:00,A,Li: general,,,\n"
        "much,Much,mon 09:00-18:00,A,Li: general,coolant_pump: many,,\n"
        "none,None,mon 09:00-18:00,A,Li: general,,91,0\n"
    )

    done = operator.sheet("/v1/centres/csv", sheet)

    assert [row["line"] for row in done["added"]] == [2]
    assert [(row["line"], row["column"], row["code"]) for row in done["bad"]] == [
        (3, "code", "centre_known"),
        (4, "hours", "cell_invalid"),
        (5, "technicians", "skill_unknown"),
        (6, "technicians", "cell_invalid"),
        (7, "code", "cell_invalid"),
        (8, "hours", "cell_invalid"),
        (9, "stock", "cell_invalid"),
        (10, "place", "cell_invalid"),
    ]
    (listed,) = operator.ask("GET", "/v1/centres")["centres"]
    assert len(listed["hours"]) == 6
    assert listed["place"] == {"latitude": 31.2, "longitude": 121.5}


def test_stock_of_named_parts_is_set_and_the_rest_stays(operator: Caller, centre_id: int) -> None:
    told = operator.ask("PUT", f"/v1/centres/{centre_id}/stock", json={"coolant_pump": 5})

    assert told == {"coolant_pump": 5, "cabin_filter": 10}


@pytest.mark.parametrize(
    ("body", "code"),
    [({"pump": 1}, "part_unknown"), ({"coolant_pump": -1}, "request_invalid"), ([1], "request_invalid")],
)
def test_stock_that_cannot_be_is_refused(operator: Caller, centre_id: int, body: object, code: str) -> None:
    path = f"/v1/centres/{centre_id}/stock"

    assert operator.refused("PUT", path, json=body, status=422) == code
    (listed,) = operator.ask("GET", "/v1/centres")["centres"]
    assert listed["stock"] == {"coolant_pump": 2, "cabin_filter": 10}


def test_a_holiday_names_the_visits_it_upsets(operator: Caller, life: Life) -> None:
    told = operator.ask(
        "POST", f"/v1/centres/{life.centre_id}/special-days", json={"day": "2026-11-19"}, status=201
    )

    assert [visit["number"] for visit in told["visits"]] == [life.number]


@pytest.mark.parametrize(
    ("day", "status"), [("2026-11-17", 422), ("2025-02-06", 422), ("2026-11-18", 201), ("9999-12-31", 201)]
)
def test_a_day_that_is_over_takes_no_other_hours(
    operator: Caller, door: Door, centre_id: int, day: str, status: int
) -> None:
    before = door.count(SpecialDay)
    told = operator.ask("POST", f"/v1/centres/{centre_id}/special-days", json={"day": day}, status=status)

    assert door.count(SpecialDay) == before + (status == 201)
    assert status == 201 or (told["code"] == "day_over" and day in told["detail"])


def test_a_special_day_needs_both_hours_or_none(operator: Caller, door: Door, centre_id: int) -> None:
    path = f"/v1/centres/{centre_id}/special-days"
    body = {"day": "2026-11-19", "opens": "09:00:00"}

    before = door.count(SpecialDay)
    assert operator.refused("POST", path, json=body, status=422) == "hours_wrong"
    assert door.count(SpecialDay) == before


@pytest.mark.parametrize(
    "what", [("PUT", "stock", {}), ("POST", "special-days", {"day": "2027-01-01"}), ("POST", "token", None)]
)
def test_a_centre_that_is_not_there_is_not_found(operator: Caller, what: tuple[str, str, Any]) -> None:
    method, path, body = what

    assert operator.refused(method, f"/v1/centres/99/{path}", json=body, status=404) == "centre_unknown"


def test_a_new_token_of_a_centre_ends_the_old_one(operator: Caller, door: Door, centre_id: int) -> None:
    old, new = (
        Caller(door, operator.ask("POST", f"/v1/centres/{centre_id}/token", status=201)["token"])
        for _ in range(2)
    )

    assert new.ask("GET", "/v1/centre/agenda?day=2026-11-19")["visits"] == []
    assert old.refused("GET", "/v1/centre/agenda?day=2026-11-19", status=401) == "token_unknown"
