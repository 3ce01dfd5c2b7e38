from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from domain.booking import days, service, workshop
from domain.booking.facts import VisitView
from domain.booking.tables import Claim, PartUnit
from domain.contact import service as contact
from domain.contact.facts import Message
from domain.handover import enclosures
from domain.kit.clock import FixedClock
from tests.api.conftest import Door, Life


def post(life: Life, what: str, *, status: int = 200, **body: Any) -> Any:
    path = f"/v1/centre/visits/{life.number}/{what}"
    return life.centre.ask("POST", path, status=status, **({"json": body} if body else {}))


def visit(life: Life) -> VisitView:
    with life.centre.door.core.reading() as unit:
        return workshop.visit(unit, life.centre_id, life.number)


def pushed(door: Door) -> list[Message]:
    with door.core.unit() as unit:
        sent = contact.claim(unit, limit=20)
        if sent:
            contact.sent(unit, {each.notice_id: number for number, each in enumerate(sent, start=1)})
    return [each.message for each in sent]


def codes(messages: list[Message]) -> list[str]:
    return [message.lines[0].code for message in messages]


def test_a_centre_says_how_far_it_is_and_the_owner_is_told_once_that_the_car_is_ready(
    door: Door, life: Life
) -> None:
    life.visits()
    pushed(door)
    steps = [
        post(life, "progress", progress=step)["progress"] for step in ("arrived", "in_work", "ready", "ready")
    ]

    assert steps == ["arrived", "in_work", "ready", "ready"]
    assert codes(pushed(door)) == ["visit.ready"]


def test_a_centre_sees_when_the_owner_means_to_come(life: Life) -> None:
    booked = visit(life)
    with life.centre.door.core.unit() as unit:
        days.expect(unit, life.owner_id, booked.id, late=timedelta(minutes=20))
    (seen,) = life.centre.ask("GET", "/v1/centre/agenda?day=2026-11-19")["visits"]

    assert seen["expected_at"] == "2026-11-19T02:20:00Z"


def test_nobody_who_may_still_come_is_called_missing(life: Life) -> None:
    assert post(life, "progress", progress="missed", status=409)["code"] == "visit_expected"
    booked = visit(life)
    with life.centre.door.core.unit() as unit:
        days.expect(unit, life.owner_id, booked.id, late=timedelta(minutes=30))
    life.visits()
    post(life, "progress", progress="arrived")

    assert post(life, "progress", progress="missed", status=409)["code"] == "visit_expected"
    assert visit(life).state == "booked"


def test_a_missed_visit_frees_its_time_and_parts_and_asks_its_owner_for_another(
    door: Door, life: Life
) -> None:
    life.visits()
    pushed(door)
    answer = post(life, "progress", progress="missed")

    assert answer["state"] == "missed"
    assert door.count(Claim) == 0
    with door.core.reading() as unit:
        assert all(part.visit_id is None for part in unit.session.exec(select(PartUnit)))
    (message,) = [each for each in pushed(door) if each.lines[0].code == "visit.missed"]
    assert [button.verb for row in message.rows for button in row] == ["visit.again"]
    assert post(life, "progress", progress="missed", status=409)["code"] == "already_cancelled"


def test_after_a_visit_its_owner_reads_what_was_found_and_paid(door: Door, life: Life) -> None:
    life.visits()
    pushed(door)
    note = "Hose clamp loose, replaced"
    post(life, "outcome", findings=[{"check": "coolant_loop", "found": True, "note": note}], paid=268)

    (message,) = [each for each in pushed(door) if each.lines[0].code == "after.done"]
    assert [line.code for line in message.lines] == [
        "after.done",
        "after.found.note",
        "after.paid",
        "after.how",
    ]
    assert message.lines[1].params["note"] == note


def test_an_owner_judges_a_visit_that_is_over_and_the_centre_sees_it(life: Life) -> None:
    life.visits()
    post(life, "outcome", findings=[])
    with life.centre.door.core.unit() as unit:
        days.judge(unit, life.owner_id, visit(life).id, satisfied=False)
        days.judge(unit, life.owner_id, visit(life).id, satisfied=True)
    (seen,) = life.centre.ask("GET", "/v1/centre/agenda?day=2026-11-19")["visits"]

    assert (seen["state"], seen["satisfied"]) == ("done", True)


def test_a_car_that_came_is_seen_for_thirty_days_after_its_visit_however_often_its_progress_is_told(
    life: Life, clock: FixedClock
) -> None:
    life.visits()
    post(life, "progress", progress="arrived")
    since = visit(life).course.progress_at
    clock.advance(timedelta(days=29))
    post(life, "progress", progress="arrived")

    assert visit(life).course.progress_at == since
    assert [_expects(life), _expects_after(life, clock, timedelta(days=2))] == [True, False]


def _expects(life: Life) -> bool:
    with life.centre.door.core.reading() as unit:
        return workshop.expects(unit, life.centre_id, life.vehicle_id, owner_id=life.owner_id)


def _expects_after(life: Life, clock: FixedClock, time: timedelta) -> bool:
    clock.advance(time)
    post(life, "progress", progress="in_work")
    return _expects(life)


@pytest.mark.parametrize("progress", ["ready", "missed"])
def test_another_centre_cannot_say_anything_of_a_visit(life: Life, other_life: Life, progress: str) -> None:
    path = f"/v1/centre/visits/{life.number}/progress"

    assert other_life.centre.refused("POST", path, status=404, json={"progress": progress}) == "visit_unknown"


def test_a_move_forgets_when_the_owner_meant_to_come(life: Life) -> None:
    booked = visit(life)
    with life.centre.door.core.unit() as unit:
        days.expect(unit, life.owner_id, booked.id)
        moved = service.move(unit, life.owner_id, booked.id, starts_at=booked.starts_at + timedelta(hours=4))

    assert moved.course.expected_at is None


def test_a_centre_sees_the_notes_and_pictures_of_its_own_visits(life: Life, other_life: Life) -> None:
    with life.centre.door.core.unit() as unit:
        goal = enclosures.goal(unit, life.owner_id)
        assert goal is not None
        enclosures.add(unit, life.owner_id, goal, text="It drips here", picture=b"\xff\xd8\xff")
    path = f"/v1/centre/visits/{life.number}/enclosures"
    (given,) = life.centre.ask("GET", path)["enclosures"]

    assert (given["text"], given["picture"]) == ("It drips here", "/9j/")
    assert other_life.centre.refused("GET", path, status=404) == "visit_unknown"


def test_a_visit_stays_where_it_is_until_its_owner_agrees_to_the_centres_time(
    door: Door, life: Life, other_life: Life
) -> None:
    friday = "2026-11-20T10:00:00+08:00"
    pushed(door)
    assert post(life, "proposal", starts_at=friday)["starts_at"] == "2026-11-19T02:00:00Z"
    (asked,) = pushed(door)
    to = asked.rows[0][0].params
    assert other_life.centre.refused(
        "POST", f"/v1/centre/visits/{life.number}/proposal", status=404, json={"starts_at": friday}
    )
    with door.core.unit() as unit:
        moved = days.agree(
            unit,
            life.owner_id,
            int(to["visit_id"]),
            sequence=int(to["sequence"]),
            starts_at=datetime.fromtimestamp(int(to["starts_at"]), UTC),
        )

    assert moved.starts_at == datetime.fromisoformat(friday)
    assert moved.number == life.number


@pytest.mark.parametrize("starts_at", ["2026-11-19T10:00:00+08:00", "2026-11-22T03:00:00+08:00"])
def test_a_time_that_is_not_to_be_had_is_not_asked_for(door: Door, life: Life, starts_at: str) -> None:
    pushed(door)
    post(life, "proposal", starts_at=starts_at, status=409)

    assert pushed(door) == []
