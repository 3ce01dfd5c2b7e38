import pytest
from sqlmodel import col, select

from api import speakers
from domain.alerts.tables import AlertPause
from domain.booking import leaving, workshop
from domain.booking import service as booking
from domain.booking.tables import PartUnit, WheelMeasurement, WorkshopFinding
from domain.explain.facts import Phrase
from domain.privacy import erase
from domain.registry.tables import Owner
from tests.api.conftest import VIN, Door, Life

FOUND = {"findings": [{"check": "coolant_loop", "found": True, "note": "Hose clamp loose"}]}


def outcome(number: str) -> str:
    return f"/v1/centre/visits/{number}/outcome"


def test_the_agenda_tells_time_in_utc_and_on_the_wall(life: Life) -> None:
    (visit,) = life.centre.ask("GET", "/v1/centre/agenda?day=2026-11-19")["visits"]

    assert visit["number"] == life.number
    assert visit["starts_at"] == "2026-11-19T02:00:00Z"
    assert (visit["starts_local"], visit["zone"]) == ("2026-11-19T10:00+08:00", "Asia/Shanghai")
    assert visit["vin"] == "*" * 13 + VIN[-4:]


def test_a_centre_sees_only_its_own_agenda(life: Life, other_life: Life) -> None:
    visits = other_life.centre.ask("GET", "/v1/centre/agenda?day=2026-11-19")["visits"]

    assert [visit["number"] for visit in visits] == [other_life.number]


@pytest.mark.parametrize("query", ["", "?day=soon", "?day=2026-02-30"])
def test_an_agenda_is_of_a_day(life: Life, query: str) -> None:
    assert life.centre.refused("GET", f"/v1/centre/agenda{query}", status=422) == "request_invalid"


def test_a_visit_cannot_be_reported_done_before_it_begins(life: Life) -> None:
    assert life.centre.refused("POST", outcome(life.number), status=409, json=FOUND) == "visit_not_begun"


def test_what_was_found_is_kept_sealed_and_the_warnings_rest(door: Door, life: Life) -> None:
    life.visits()
    told = life.centre.ask("POST", outcome(life.number), json=FOUND)

    assert told["state"] == "done"
    assert door.count(WorkshopFinding, AlertPause) == 2


def measured(quantity: str, wheel: str, value: object) -> dict[str, object]:
    return {"quantity": quantity, "wheel": wheel, "value": value}


@pytest.mark.parametrize(("language", "word"), [("en", "15 mm"), ("zh-CN", "胎纹深度只能在")])
def test_a_measurement_that_cannot_be_is_named_and_the_others_are_stored(
    door: Door, life: Life, language: str, word: str
) -> None:
    life.visits()
    entries = [
        measured("pad_mm", "row1_left", 6.5),
        measured("pad_mm", "row1_left", 7),
        measured("tread_mm", "row2_left", 60),
        measured("tread_mm", "row1_left", None),
        measured("tyre_kpa", "row2_right", 240),
    ]
    told = life.centre.ask(
        "POST",
        outcome(life.number),
        json={**FOUND, "measurements": entries},
        headers={"accept-language": language},
    )

    assert [(each["wheel"], each["code"]) for each in told["left_out"]] == [
        ("row1_left", "measurement_twice"),
        ("row2_left", "measurement_implausible"),
    ]
    assert word in told["left_out"][1]["reason"].replace("\N{NO-BREAK SPACE}", " ")
    assert door.count(WheelMeasurement) == 2


def pieces(door: Door, part: str) -> int:
    with door.core.reading() as unit:
        return len(unit.session.exec(select(PartUnit).where(PartUnit.part == part)).all())


@pytest.mark.parametrize(("parts", "left"), [(None, -1), ({}, 0), ({"coolant_pump": 2}, -2)])
def test_stock_loses_the_parts_that_were_used(
    door: Door, life: Life, parts: dict[str, int] | None, left: int
) -> None:
    life.visits()
    before = pieces(door, "coolant_pump")
    life.centre.ask("POST", outcome(life.number), json={**FOUND, "parts": parts})

    assert pieces(door, "coolant_pump") == before + left
    with door.core.reading() as unit:
        assert not unit.session.exec(select(PartUnit).where(col(PartUnit.visit_id).is_not(None))).all()


@pytest.mark.parametrize(
    ("parts", "status", "code"),
    [({"coolant_pump": 99}, 409, "part_short"), ({"pump": 1}, 422, "part_unknown")],
)
def test_parts_that_are_not_there_cannot_have_been_used(
    door: Door, life: Life, parts: dict[str, int], status: int, code: str
) -> None:
    life.visits()
    before = pieces(door, "coolant_pump")

    assert (
        life.centre.refused("POST", outcome(life.number), status=status, json={**FOUND, "parts": parts})
        == code
    )
    assert pieces(door, "coolant_pump") == before
    assert door.count(WorkshopFinding) == 0


def test_an_outcome_is_reported_once(door: Door, life: Life) -> None:
    life.visits()
    life.centre.ask("POST", outcome(life.number), json=FOUND)

    assert life.centre.refused("POST", outcome(life.number), json=FOUND, status=409) == "already_done"
    assert door.count(WorkshopFinding) == 1


@pytest.mark.parametrize(
    ("findings", "code"),
    [
        ([{"check": "colour", "found": True}], "check_unknown"),
        ([{"check": "coolant_loop", "found": True}] * 2, "check_twice"),
        ([{"check": "coolant_loop", "found": "perhaps"}], "request_invalid"),
        ([{"check": "coolant_loop"}], "request_invalid"),
        ([{"check": "coolant_loop", "found": True, "price": 300}], "request_invalid"),
        ("all fine", "request_invalid"),
    ],
)
def test_a_report_that_cannot_be_changes_nothing(door: Door, life: Life, findings: object, code: str) -> None:
    life.visits()
    body = {"findings": findings}

    assert life.centre.refused("POST", outcome(life.number), json=body, status=422) == code
    assert door.count(WorkshopFinding, AlertPause) == 0
    (visit,) = life.centre.ask("GET", "/v1/centre/agenda?day=2026-11-19")["visits"]
    assert visit["state"] == "booked"


def test_the_visit_of_another_centre_does_not_exist(door: Door, life: Life, other_life: Life) -> None:
    life.visits()
    assert other_life.centre.refused("POST", outcome(life.number), json=FOUND, status=404) == "visit_unknown"
    assert door.count(WorkshopFinding) == 0


def cancel(life: Life) -> None:
    with life.centre.door.core.unit() as unit:
        booking.cancel(unit, life.owner_id, workshop.visit(unit, life.centre_id, life.number).id)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a_workshop_reads_what_a_workshop_can_do(life: Life, other_life: Life, language: str) -> None:
    reader = {"json": FOUND, "headers": {"accept-language": language}}
    unknown = other_life.centre.ask("POST", outcome(life.number), status=404, **reader)
    cancel(other_life)
    life.visits()
    life.centre.ask("POST", outcome(life.number), json=FOUND)
    again = life.centre.ask("POST", outcome(life.number), status=409, **reader)
    gone = other_life.centre.ask("POST", outcome(other_life.number), status=409, **reader)

    assert [each["code"] for each in (unknown, again, gone)] == [
        "visit_unknown",
        "already_done",
        "already_cancelled",
    ]
    own = speakers.speaker("en" if language == "en" else "zh_Hans").say
    for each in (unknown, again, gone):
        assert each["detail"] == own(Phrase(f"refusal.{each['code']}.centre"))
        assert "/bookings" not in each["detail"]


@pytest.mark.parametrize("number", ["abc", "%00", "1" * 40])
def test_what_is_no_number_of_a_visit_is_refused(life: Life, number: str) -> None:
    assert life.centre.refused("POST", outcome(number), json=FOUND, status=422) == "request_invalid"


def test_what_a_request_lacks_is_named(life: Life) -> None:
    lacking = life.centre.ask("GET", "/v1/centre/agenda", status=422)
    empty = life.centre.ask("POST", outcome(life.number), status=422)

    assert lacking["fields"] == [{"field": "day", "reason": "query parameter missing"}]
    assert empty["fields"] == [{"field": "data", "reason": "body missing"}]


def test_an_agenda_tells_of_what_was_cancelled_without_saying_whose_it_was(door: Door, life: Life) -> None:
    with door.core.unit() as unit:
        leaving.unlink(unit, life.owner_id, life.vehicle_id)
    told = life.centre.ask("GET", "/v1/centre/agenda?day=2026-11-19")

    assert told["visits"] == []
    assert told["cancelled"] == [
        {
            "number": life.number,
            "job": "coolant_repair",
            "starts_at": "2026-11-19T02:00:00Z",
            "ends_at": told["cancelled"][0]["ends_at"],
            "cancelled_at": "2026-11-18T02:00:00Z",
        }
    ]


def test_a_visit_of_somebody_who_deleted_everything_is_told_to_its_own_centre_alone(
    door: Door, life: Life, other_life: Life
) -> None:
    with door.core.unit() as unit:
        erase.erase(unit, unit.session.get_one(Owner, life.owner_id))
    mine, other = (
        each.centre.ask("GET", "/v1/centre/agenda?day=2026-11-19")["cancelled"] for each in (life, other_life)
    )

    assert ([each["number"] for each in mine], other) == ([life.number], [])
