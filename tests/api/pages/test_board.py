"""The board of the workshop."""

import re
from datetime import timedelta

from sqlmodel import select

from domain.booking import bills, transport
from domain.booking.facts import QUARTER
from domain.booking.tables import Visit
from domain.booking.ways import Way
from domain.kit.clock import FixedClock
from tests import pace
from tests.api.conftest import Door, Life
from tests.api.pages.conftest import Browser, link


def test_the_board_shows_the_visits_of_a_day_and_a_week_and_each_owner_sees_that_it_was_read(
    desk: Browser, life: Life
) -> None:
    assert life.number not in desk.reads("/workshop")
    day = desk.reads("/workshop?day=2026-11-19")
    assert "10:00–10:30" in day
    assert f"visit{life.number}" in day
    for by in ("stage", "bay", "technician"):
        assert f"visit{life.number}" in desk.reads(f"/workshop?day=2026-11-16&span=week&by={by}")
        assert f"visit{life.number}" in desk.reads(f"/workshop?day=2026-11-19&by={by}")

    looks = life.owner.ask("GET", "/v1/me/looks")["looks"]
    assert [(each["role"], each["what"]) for each in looks] == [("centre", "visits")]


def test_a_board_shows_nothing_of_another_centre(door: Door, other_life: Life, life: Life) -> None:
    stranger = Browser(door)
    stranger.enters(link(door, "centre", centre_id=other_life.centre_id))

    page = stranger.reads("/workshop?day=2026-11-19")
    assert life.number not in page
    assert other_life.number in page
    stranger.reads("/workshop")
    stranger.sends(f"/workshop/visits/{life.number}/progress", status=404, progress="arrived")


def test_an_open_board_is_drawn_anew_only_where_something_changed(
    desk: Browser, life: Life, clock: FixedClock
) -> None:
    life.visits()
    page = desk.reads("/workshop")
    part = re.findall(r'hx-get="(/workshop/board[^"]+)"', page)[0]
    desk.ask("GET", part, status=204)

    desk.sends(f"/workshop/visits/{life.number}/progress", progress="arrived")

    fresh = desk.reads(part)
    assert f'data-number="{life.number}" data-stage="arrived"' in fresh
    desk.ask("GET", re.findall(r'hx-get="(/workshop/board[^"]+)"', fresh)[0], status=204)


def test_an_open_board_shows_how_a_car_is_come_by_once_its_owner_says_so(
    door: Door, desk: Browser, life: Life
) -> None:
    part = re.findall(r'hx-get="(/workshop/board[^"]+)"', desk.reads("/workshop?day=2026-11-19"))[0]
    with door.core.unit() as unit:
        visit = unit.session.exec(select(Visit)).one()
        transport.put(unit, visit, Way.COLLECT, "5 Nanjing Road")

    assert "上门取车" in desk.reads(part)


def test_an_open_board_shows_that_a_visit_was_paid_meanwhile(door: Door, desk: Browser, life: Life) -> None:
    life.visits()
    life.centre.ask("POST", f"/v1/centre/visits/{life.number}/outcome", json={"findings": [], "due": 480})
    part = re.findall(r'hx-get="(/workshop/board[^"]+)"', desk.reads("/workshop"))[0]
    desk.ask("GET", part, status=204)
    with door.core.unit() as unit:
        bills.settle(unit, unit.session.exec(select(Visit.id)).one(), 48_000)
    desk.door.http.app.state.marks.forget(life.centre_id)  # as time does

    assert "已付款" in desk.reads(part)


def test_a_board_on_the_wall_shows_the_new_day_once_it_has_begun(
    desk: Browser, life: Life, clock: FixedClock
) -> None:
    part = re.findall(r'hx-get="(/workshop/board[^"]+)"', desk.reads("/workshop"))[0]
    desk.ask("GET", part, status=204)
    desk.door.http.app.state.marks.forget(life.centre_id)
    clock.advance(timedelta(hours=14))

    fresh = desk.reads(part)
    assert life.number in fresh
    assert 'rel="next" href="?day=2026-11-20' in fresh


def test_an_open_board_leads_to_the_door_once_its_session_is_over(desk: Browser, clock: FixedClock) -> None:
    clock.advance(timedelta(days=11))
    answer = desk.ask("GET", "/workshop/board?mark=1", headers={"hx-request": "true"})

    assert answer.headers["hx-redirect"] == "/sign-in"


def test_a_step_that_the_rules_refuse_is_told_beside_the_board(desk: Browser, life: Life) -> None:
    desk.reads("/workshop")
    asked = desk.ask(
        "POST",
        f"/workshop/visits/{life.number}/progress",
        data={"csrf": desk.token, "progress": "arrived"},
        headers={"hx-request": "true"},
    )
    assert 'role="alert"' in asked.text
    assert asked.headers["hx-retarget"] == "#said"


def test_five_hundred_visits_of_a_week_are_drawn_in_less_than_300_ms(
    door: Door, desk: Browser, life: Life
) -> None:
    with door.core.unit() as unit:
        model = unit.session.exec(select(Visit)).one()
        for number in range(499):
            starts_at = model.starts_at + timedelta(minutes=15 * (number % 30), days=number % 3)
            values = {
                "id": None,
                "number": str(number),
                "starts_at": starts_at,
                "ends_at": starts_at + QUARTER,
            }
            unit.session.add(Visit(**(model.model_dump() | values)))

    address = "/workshop?day=2026-11-19&span=week&by=bay"
    assert desk.reads(address).count('class="visit ') == 500  # and Python has seen it all once
    with pace.within(0.3):
        desk.ask("GET", address)


def test_a_visit_of_an_earlier_day_without_a_result_is_told_until_it_is_closed(
    desk: Browser, life: Life, clock: FixedClock
) -> None:
    life.visits()
    earlier = 'href="?day=2026-11-19&by=stage"'
    assert earlier not in desk.reads("/workshop")
    clock.advance(timedelta(days=2))
    page = desk.reads("/workshop")
    part = re.findall(r'hx-get="(/workshop/board[^"]+)"', page)[0]

    assert earlier in page
    assert earlier not in desk.reads("/workshop?day=2026-11-20")
    desk.sends(f"/workshop/visits/{life.number}/progress", progress="missed")
    desk.door.http.app.state.marks.forget(life.centre_id)
    assert earlier not in desk.reads(part)


def test_a_car_that_is_in_work_for_days_is_not_told_to_lack_a_result(
    desk: Browser, life: Life, clock: FixedClock
) -> None:
    life.visits()
    desk.reads("/workshop")
    desk.sends(f"/workshop/visits/{life.number}/progress", progress="in_work")
    earlier = 'href="?day=2026-11-19&by=stage"'
    clock.advance(timedelta(days=3))
    assert earlier not in desk.reads("/workshop")
    clock.advance(timedelta(days=6))
    assert earlier not in fresh(desk, life)


def fresh(desk: Browser, life: Life) -> str:
    desk.door.http.app.state.marks.forget(life.centre_id)
    return desk.reads("/workshop")


def test_a_week_is_headed_by_its_first_and_last_day(desk: Browser, life: Life) -> None:
    page = desk.reads("/workshop?day=2026-11-19&span=week")

    assert re.search(r"board-day.>11月16日\s周一\s?至\s?11月22日\s周日", page)


def test_a_time_that_was_asked_for_is_told_to_be_gone_once_its_day_is_closed(
    desk: Browser, life: Life
) -> None:
    asked = {"starts_at": "2026-11-20T10:00:00+08:00"}
    life.centre.ask("POST", f"/v1/centre/visits/{life.number}/proposal", json=asked)
    page = desk.reads("/workshop?day=2026-11-19")
    part = re.findall(r'hx-get="(/workshop/board[^"]+)"', page)[0]
    assert "不可用" not in page
    desk.sends("/capacity/days", day="2026-11-20")
    desk.door.http.app.state.marks.forget(life.centre_id)

    assert "不可用" in desk.reads(part)
    assert "不可用" in desk.reads(f"/workshop/visits/{life.number}")
