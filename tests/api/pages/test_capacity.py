"""What a centre can take, set by itself on its page."""

import re

from api.pages.render import speaker
from domain.explain.facts import Phrase
from tests.api.conftest import Life
from tests.api.pages.conftest import Browser

HX = {"hx-request": "true"}


def said(code: str) -> str:
    return speaker("zh_Hans").say(Phrase(code))


def asked(page: str) -> dict[str, str]:
    """Return the hidden fields of the form that makes a change all the same."""
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))


def test_hours_that_upset_a_visit_are_asked_about_and_a_second_tap_saves_them(
    desk: Browser, life: Life
) -> None:
    assert 'name="opens.thu.1" value="09:00"' in desk.reads("/capacity")
    week = {"opens.mon.1": "08:00", "closes.mon.1": "12:00", "opens.mon.2": "13:00", "closes.mon.2": "17:30"}
    closed = {"opens.thu.1": "09:00", "closes.thu.1": "18:00", "closed.thu": "1"}

    page = desk.sends("/capacity/hours", status=200, more={**week, **closed}).text
    assert (said("capacity.ask") in page, f"/workshop/visits/{life.number}/move" in page) == (True, True)
    assert 'name="opens.thu.1" value="09:00"' in desk.reads("/capacity")
    for _ in range(2):
        desk.sends("/capacity/hours", more=asked(page))

    after = desk.reads("/capacity")
    assert 'name="closes.mon.2" value="17:30"' in after
    assert 'name="opens.thu.1" value=""' in after
    assert (said("capacity.upset") in after, f"/workshop/visits/{life.number}/move" in after) == (True, True)
    assert life.centre.ask("GET", "/v1/centre/agenda?day=2026-11-19")["visits"][0]["state"] == "booked"


def test_bays_and_technicians_are_added_renamed_and_leave(desk: Browser, life: Life) -> None:
    desk.reads("/capacity")
    for _ in range(2):
        desk.sends("/capacity/bays", name=" 3号工位 ")
        desk.sends("/capacity/technicians", name="赵敏", more={"skill.tyres": "1"})
    known = desk.ask(
        "POST", "/capacity/technicians", data={"csrf": desk.token, "name": "赵敏"}, headers=HX
    ).text
    assert 'role="alert"' in known

    able = life.centre.ask("GET", "/v1/centre/capacity")
    (bay,) = (each["id"] for each in able["bays"] if each["name"] == "3号工位")
    (zhao,) = (each["id"] for each in able["technicians"] if each["name"] == "赵敏")
    desk.sends(f"/capacity/bays/{bay}", name="举升机", ends_on="2026-11-30")
    desk.sends(f"/capacity/technicians/{zhao}", name="赵敏", ends_on="", more={"skill.brakes": "1"})
    desk.sends(f"/capacity/bays/{bay}", status=422, name="举升机", ends_on="2026-11-17")

    able = life.centre.ask("GET", "/v1/centre/capacity")
    assert {"id": bay, "name": "举升机", "ends_on": "2026-11-30"} in able["bays"]
    assert {"id": zhao, "name": "赵敏", "skills": ["brakes"], "ends_on": None} in able["technicians"]
    page = desk.reads("/capacity")
    assert ("举升机" in page, "11月30日" in page) == (True, True)


def test_a_board_shows_a_closed_bay_only_where_a_visit_is_left_in_it(desk: Browser, life: Life) -> None:
    able = life.centre.ask("GET", "/v1/centre/capacity")
    (visit,) = life.centre.ask("GET", "/v1/centre/agenda?day=2026-11-19")["visits"]
    (bay,) = (each for each in able["bays"] if each["name"] == visit["bay"])
    desk.reads("/capacity")
    form = {"csrf": desk.token, "name": bay["name"], "ends_on": "2026-11-19"}
    part = desk.ask("POST", f"/capacity/bays/{bay['id']}", data=form, headers=HX).text
    assert life.number in part
    assert "<html" not in part
    desk.sends(f"/capacity/bays/{bay['id']}", more=asked(part))

    def lanes(day: str) -> int:
        return len(re.findall("<h3 id=.lane", desk.reads(f"/workshop/board?by=bay&day={day}")))

    assert lanes("2026-11-19") == lanes("2026-11-18") == lanes("2026-11-20") + 1


def test_each_owner_of_a_visit_that_is_asked_about_sees_that_it_was_read(desk: Browser, life: Life) -> None:
    desk.reads("/capacity")
    assert life.owner.ask("GET", "/v1/me/looks")["looks"] == []
    desk.sends("/capacity/hours", status=200, more={"opens.mon.1": "09:00", "closes.mon.1": "18:00"})

    looks = life.owner.ask("GET", "/v1/me/looks")["looks"]
    assert [(each["role"], each["what"]) for each in looks] == [("centre", "visits")]


def test_a_closed_day_is_told_as_saved_and_taken_back(desk: Browser, life: Life) -> None:
    desk.reads("/capacity")
    answer = desk.sends("/capacity/days", day="2026-12-25", name="盘点")
    page = desk.reads(answer.headers["location"])
    assert (said("capacity.news.saved") in page, "盘点" in page) == (True, True)
    assert answer.headers["location"] == desk.sends("/capacity/stock").headers["location"]

    desk.sends("/capacity/days/off", day="2026-12-25")
    assert "盘点" not in desk.reads("/capacity")
    desk.sends("/capacity/days/off", status=404, day="2026-12-25")


def test_a_day_that_is_over_is_not_closed(desk: Browser, life: Life) -> None:
    desk.reads("/capacity")
    form = {"csrf": desk.token, "day": "2026-11-01"}

    assert "2026-11-01" in desk.ask("POST", "/capacity/days", data=form, headers=HX).text
    desk.sends("/capacity/days", status=422, day="2026-11-01")


def test_a_weekday_is_closed_by_its_tick_and_opened_by_times(desk: Browser, life: Life) -> None:
    page = desk.reads("/capacity")
    assert 'name="closed.sun" value="1" checked' in page
    week = {"opens.thu.1": "09:00", "closes.thu.1": "18:00"}
    sunday = {"opens.sun.1": "10:00", "closes.sun.1": "12:00", "closed.sun": "1", "was.sun": "1"}

    desk.sends("/capacity/hours", more={**week, **sunday})
    assert 'name="opens.sun.1" value="10:00"' in desk.reads("/capacity")
    wrong = {"opens.tue.1": "19:00", "closes.tue.1": "12:00"}
    assert "周二 19:00–12:00" in desk.sends("/capacity/hours", status=422, more={**week, **wrong}).text
