"""Requests for a person, answered on a page; and what a centre can take."""

import re
from datetime import timedelta

import pytest

from domain.handover import service as handover
from domain.kit.clock import FixedClock
from tests.api.conftest import Door, Life
from tests.api.pages.conftest import Browser
from tests.api.pages.test_visits import notices


@pytest.fixture
def asks(door: Door, life: Life) -> Life:
    with door.core.unit() as unit:
        handover.ask(unit, life.owner_id, vehicle_id=life.vehicle_id, reason="asked", note="It hums")
    return life


def test_a_request_is_taken_talked_about_and_ended_on_its_page(door: Door, desk: Browser, asks: Life) -> None:
    listed = desk.reads("/requests")
    assert "It hums" in listed
    part = re.findall(r'hx-get="(/requests/part[^"]+)"', listed)[0]
    desk.ask("GET", part, status=204)
    desk.reads("/requests/1")

    desk.sends("/requests/1/take")
    for _ in range(2):  # sent again after a lost answer
        desk.sends("/requests/1/messages", text="Does it hum while charging?", key="m1")

    assert "对话中" in desk.ask("GET", part).text
    page = desk.reads("/requests/1")
    assert page.count("Does it hum while charging?") == 1
    assert len(notices(door, ":line:")) == 1
    desk.sends("/requests/1/answer", text="See you at ten.")
    assert "暂无等待的车主" in desk.reads("/requests")
    looks = {each["what"] for each in asks.owner.ask("GET", "/v1/me/looks")["looks"]}
    assert looks == {"requests"}


def test_how_long_somebody_waits_is_told_by_the_minute_until_the_request_is_taken(
    desk: Browser, asks: Life, clock: FixedClock
) -> None:
    part = re.findall(r'hx-get="(/requests/part[^"]+)"', desk.reads("/requests"))[0]
    desk.ask("GET", part, status=204)
    clock.advance(timedelta(minutes=7))
    assert "已等待 7 分钟" in desk.reads(part)

    desk.reads("/requests/1")
    desk.sends("/requests/1/take")
    assert "已等待" not in desk.reads("/requests")


def test_a_request_of_another_centre_is_not_there(
    door: Door, desk: Browser, asks: Life, other_life: Life
) -> None:
    with door.core.unit() as unit:
        handover.ask(unit, other_life.owner_id, vehicle_id=other_life.vehicle_id, reason="asked")

    desk.ask("GET", "/requests/2", status=404)
    desk.reads("/requests")
    desk.sends("/requests/2/messages", status=404, text="Hello")


def test_a_closed_day_names_the_visits_that_no_longer_fit(desk: Browser, life: Life) -> None:
    desk.reads("/capacity")
    answer = desk.sends("/capacity/days", status=200, day="2026-11-19", name="盘点")

    assert f"/workshop/visits/{life.number}/move" in answer.text
    assert "盘点" in desk.reads("/capacity")
    assert "cancelled" in life.centre.ask("GET", "/v1/centre/agenda?day=2026-11-19")
    assert "原因不符合" in desk.sends("/capacity/days", status=422, day="2026-11-19", name="x" * 900).text
    assert desk.sends("/capacity/days", status=422, day="2026-11-17").text.count('role="alert"') == 1
    desk.sends("/capacity/days", day="2026-11-22", opens="10:00", closes="16:00")
    assert "10:00–16:00" in desk.reads("/capacity")


def test_stock_is_set_by_the_piece(desk: Browser, life: Life) -> None:
    desk.reads("/capacity")
    desk.sends("/capacity/stock", more={"stock.coolant_pump": "7"})
    assert (
        'name="stock.coolant_pump" type="number" inputmode="numeric" min="0" max="1000" value="7"'
        in desk.reads("/capacity")
    )
    shown = {"stock.cabin_filter": "3", "was.cabin_filter": "3", "stock.coolant_pump": "6"}
    assert (
        "预留或释放"
        in desk.sends("/capacity/stock", status=409, more={**shown, "was.coolant_pump": "8"}).text
    )
    desk.sends("/capacity/stock", more={**shown, "was.coolant_pump": "7"})
    assert 'name="was.coolant_pump" value="6"' in desk.reads("/capacity")
    desk.sends("/capacity/stock", status=422, more={"stock.coolant_pump": "-1"})


def test_a_message_corrected_after_a_lost_answer_is_sent(desk: Browser, asks: Life) -> None:
    desk.reads("/requests/1")
    for text in ("See you at ten", "See you at ten", "See you at eleven"):
        desk.sends("/requests/1/messages", text=text, key="m1")

    page = desk.reads("/requests/1")
    assert (page.count("See you at ten"), page.count("See you at eleven")) == (1, 1)
