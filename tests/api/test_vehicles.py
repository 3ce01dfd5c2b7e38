from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from api import vehicles
from domain.registry import service as registry
from domain.registry.sheet import MOST_ROWS
from domain.registry.tables import Vehicle, VehicleKey
from tests.api.conftest import OTHER_VIN, VIN, Caller, Door
from tests.conftest import NOW

Entry = dict[str, object]

WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "short VIN": ({"vin": "LSV"}, "vin_length"),
    "letter O in the VIN": ({"vin": "O" + VIN[1:]}, "vin_letters"),
    "mistyped VIN": ({"vin": "1M8GDM9AXKP042789"}, "vin_check_digit"),
    "unknown centre": ({"centre": "nowhere"}, "centre_code_unknown"),
    "unknown zone": ({"zone": "Mars/Olympus"}, "zone_unknown"),
    "unknown field": ({"colour": "blue"}, "request_invalid"),
    "text for a number": ({"capacity_new_kwh": "big"}, "request_invalid"),
    "pressure in bar": ({"placard_front_kpa": 2.5}, "request_invalid"),
    "no name": ({"name": ""}, "request_invalid"),
    "a name with NUL": ({"name": "a\x00b"}, "request_invalid"),
    "no such source": ({"source": "dreamt"}, "request_invalid"),
    "no such day": ({"in_use_since": "2025-02-30"}, "request_invalid"),
}


@pytest.fixture
def car(operator: Caller, entry: Entry) -> int:
    return int(operator.ask("POST", "/v1/vehicles", json=entry, status=201)["id"])


def test_a_registered_car_is_shown_without_its_vin(operator: Caller, entry: Entry) -> None:
    added = operator.ask("POST", "/v1/vehicles", json=entry, status=201)

    assert added["vin"] == "*" * 13 + VIN[-4:]
    assert operator.ask("GET", f"/v1/vehicles/{added['id']}") == added
    assert operator.ask("GET", "/v1/vehicles") == {"vehicles": [added], "next": None}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_a_bad_entry_is_refused_by_name(
    operator: Caller, entry: Entry, change: tuple[dict[str, Any], str]
) -> None:
    more, code = change

    assert operator.refused("POST", "/v1/vehicles", json=entry | more, status=422) == code


def test_a_vin_is_registered_once(operator: Caller, entry: Entry, car: int) -> None:
    assert (
        operator.refused("POST", "/v1/vehicles", json=entry | {"name": "Twin"}, status=409) == "vehicle_known"
    )


def test_broken_json_is_refused(operator: Caller) -> None:
    assert operator.refused("POST", "/v1/vehicles", content="{", status=400) == "http_400"


def test_the_wrong_field_is_named(operator: Caller, entry: Entry) -> None:
    told = operator.ask("POST", "/v1/vehicles", json=entry | {"capacity_new_kwh": "big"}, status=422)

    assert [each["field"] for each in told["fields"]] == ["capacity_new_kwh"]


@pytest.mark.parametrize(
    ("language", "word"), [("zh-CN,zh;q=0.9", "车架号"), ("en", "VIN has 17 characters"), ("fr", "VIN")]
)
def test_a_refusal_speaks_the_language_of_the_reader(
    operator: Caller, entry: Entry, language: str, word: str
) -> None:
    told = operator.ask(
        "POST",
        "/v1/vehicles",
        json=entry | {"vin": "LSV"},
        headers={"accept-language": language},
        status=422,
    )

    assert word in told["detail"]
    assert told["code"] == "vin_length"


def test_pages_show_every_car_once(operator: Caller, entry: Entry) -> None:
    for vin in (VIN, OTHER_VIN):
        operator.ask("POST", "/v1/vehicles", json=entry | {"vin": vin}, status=201)
    first = operator.ask("GET", "/v1/vehicles?limit=1")
    second = operator.ask("GET", f"/v1/vehicles?limit=1&after={first['next']}")

    assert [page["vehicles"][0]["vin"][-4:] for page in (first, second)] == [VIN[-4:], OTHER_VIN[-4:]]
    assert second["next"] is None


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=many", "after=-1", "after=99999999999"])
def test_a_page_has_bounds(operator: Caller, query: str) -> None:
    assert operator.refused("GET", f"/v1/vehicles?{query}", status=422) == "request_invalid"


@pytest.mark.parametrize("what", ["", "/key", "/link-code"])
def test_a_car_that_is_not_there_is_not_found(operator: Caller, what: str) -> None:
    method = "POST" if what else "GET"

    assert operator.refused(method, f"/v1/vehicles/99{what}", json={}, status=404) == "vehicle_unknown"


def test_a_new_key_ends_the_old_one(operator: Caller, door: Door, car: int) -> None:
    old, new = (operator.ask("POST", f"/v1/vehicles/{car}/key", status=201)["key"] for _ in range(2))

    records = {"records": [{"at": "2026-11-18T01:00:00Z", "signals": {}}]}
    answers = [
        door.http.post("/v1/telemetry", json=records, headers={"authorization": f"Bearer {key}"})
        for key in (old, new)
    ]
    assert [answer.status_code for answer in answers] == [401, 200]
    with door.core.reading() as unit:
        assert all(new.split("_")[2] not in repr(row) for row in unit.session.exec(select(VehicleKey)))


@pytest.mark.parametrize("role", ["owner", "driver"])
def test_a_link_code_says_when_it_ends_and_links_until_then(
    operator: Caller, door: Door, car: int, role: str
) -> None:
    made = operator.ask("POST", f"/v1/vehicles/{car}/link-code", json={"role": role}, status=201)

    assert made["role"] == role
    assert made["ends_at"] == (NOW + timedelta(minutes=10)).isoformat().replace("+00:00", "Z")
    with door.core.unit() as unit:
        owner = registry.meet(unit, 5, locale="en", zone="UTC")
        if role == "driver":  # who is let in by the car's owner
            first = registry.meet(unit, 6, locale="en", zone="UTC")
            registry.link(unit, first.id, registry.link_code(unit, car))
        assert registry.link(unit, owner.id, made["code"]).id == car


@pytest.mark.parametrize("body", [{"role": "thief"}, {"roles": "owner"}, ["owner"]])
def test_a_link_code_for_no_known_role_is_refused(operator: Caller, car: int, body: object) -> None:
    path = f"/v1/vehicles/{car}/link-code"

    assert operator.refused("POST", path, json=body, status=422) == "request_invalid"


def test_a_sheet_registers_its_good_rows_and_names_its_bad_ones(operator: Caller, door: Door) -> None:
    sheet = (
        "\ufeffvin,name,model,capacity_new_kwh,centre\n"
        f"{VIN},Blue 7,Lark 60,60,\n"
        f"{VIN},Twin,Lark 60,60,\n"
        "LSV,Short,Lark 60,60,\n"
        "\n"
        f"{OTHER_VIN},Big,Lark 60,big,\n"
        f"{OTHER_VIN},Lost,Lark 60,60,nowhere\n"
        f"{OTHER_VIN},Half\n"
        f",Nobody,Lark 60,60,\n"
        f'{OTHER_VIN},"Second, of two",Lark 60,,\n'
    )

    done = operator.sheet("/v1/vehicles/csv", sheet)

    assert [row["line"] for row in done["added"]] == [2, 10]
    assert [(row["line"], row["column"], row["code"]) for row in done["bad"]] == [
        (3, "vin", "vehicle_known"),
        (4, "vin", "vin_length"),
        (6, "capacity_new_kwh", "cell_invalid"),
        (7, "centre", "centre_code_unknown"),
        (8, "", "row_length"),
        (9, "vin", "cell_invalid"),
    ]
    assert all(row["reason"] for row in done["bad"])
    assert door.count(Vehicle) == 2


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        (b"", "sheet_empty"),
        (b"vin,name,model\n\x81\xff\xff\x81", "sheet_encoding"),
        (b"vin,name\n", "sheet_columns"),
        (b"vin,name,model,colour\n", "sheet_columns"),
        (b"vin,name,model,vin\n", "sheet_columns"),
        (b'vin,name,model\n"open,a,b', "sheet_unreadable"),
        (b"vin,name,model\n" + b"x,y,z\n" * (MOST_ROWS + 1), "sheet_long"),
    ],
)
def test_a_sheet_that_is_none_registers_nothing(
    operator: Caller, door: Door, sheet: bytes, code: str
) -> None:
    told = operator.sheet("/v1/vehicles/csv", sheet, status=422)

    assert told["code"] == code
    assert door.count(Vehicle) == 0


def test_a_sheet_must_say_that_it_is_one(operator: Caller) -> None:
    content = vehicles.EXAMPLE_SHEET

    assert operator.refused("POST", "/v1/vehicles/csv", content=content, status=415) == "sheet_type"


def test_a_sheet_beyond_the_bound_is_refused_unread(operator: Caller, door: Door) -> None:
    told = operator.sheet("/v1/vehicles/csv", b"vin,name,model\n" + b"x" * (2 * 2**20), status=413)

    assert told["code"] == "http_413"
    assert door.count(Vehicle) == 0


def test_a_number_beyond_all_cars_is_refused(operator: Caller) -> None:
    assert operator.refused("GET", f"/v1/vehicles/{10**30}", status=422) == "request_invalid"


def test_the_operator_finds_a_car_by_its_vin_and_hears_of_one_that_is_not_there(
    operator: Caller, car: int
) -> None:
    assert operator.ask("POST", "/v1/vehicles/find", json={"vin": VIN.lower()})["id"] == car
    missing = operator.ask("POST", "/v1/vehicles/find", json={"vin": OTHER_VIN}, status=404)

    assert missing["code"] == "vehicle_unknown"
