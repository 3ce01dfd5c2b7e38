"""A visit in the workshop: shown, moved by its owner's leave, finished in three taps."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from domain.alerts import service as alerts
from domain.booking import days, network, service, store, workshop
from domain.contact import sealed
from domain.contact.tables import Notice
from domain.handover import enclosures
from domain.handover.enclosures import Goal
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.tables import Owner
from tests.api.conftest import Door, Life
from tests.api.pages.conftest import Browser
from tests.api.test_owners_alerts import DUE

HTMX = {"hx-request": "true"}


@pytest.fixture
def told(door: Door, life: Life, clock: FixedClock) -> Life:
    """The car of `life` has an open warning, its owner has sent a note, and the hour of the visit has come."""
    with door.core.unit() as unit:
        registry.consent(unit, life.owner_id, purpose=Purpose.CARE, given=True, channel="chat")
        visit = workshop.visit(unit, life.centre_id, life.number)
        enclosures.add(
            unit, life.owner_id, Goal(visit=visit), text="It <i>drips</i>", picture=b"\xff\xd8jpeg"
        )
    clock.advance(timedelta(days=-2))
    for _ in range(2):
        with door.core.unit() as unit:
            vehicle = registry.vehicle(unit, life.vehicle_id)
            owner = unit.session.get_one(Owner, life.owner_id)
            alerts.settle(unit, vehicle, owner, {DUE.check: DUE}, charts=lambda _code: None)
        clock.advance(timedelta(days=1))
    life.visits()
    return life


def notices(door: Door, part: str) -> list[str]:
    with door.core.reading() as unit:
        keys = unit.session.exec(select(Notice.key)).all()
    return [key for key in keys if part in key]


def test_a_visit_shows_what_to_look_at_first_and_what_its_owner_sent(desk: Browser, told: Life) -> None:
    raw = desk.ask("GET", f"/workshop/visits/{told.number}").text
    page = desk.reads(f"/workshop/visits/{told.number}")

    assert "空调滤芯需要更换" in page
    assert "22%" in page.replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    assert "It &lt;i&gt;drips&lt;/i&gt;" in raw
    assert "data:image/jpeg;base64,/9hqcGVn" in page
    assert "冷却水泵 × 1：已为本次预约预留，另有库存 1 件" in page
    looks = {each["what"] for each in told.owner.ask("GET", "/v1/me/looks")["looks"]}
    assert looks == {"visits", "condition"}


def test_the_car_in_detail_is_one_tap_away_and_runs_only_our_script(desk: Browser, told: Life) -> None:
    assert f"/workshop/visits/{told.number}/car" in desk.reads(f"/workshop/visits/{told.number}")
    answer = desk.ask("GET", f"/workshop/visits/{told.number}/car")

    assert "车主收到的提醒" in answer.text
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert not re.search(r"<style|\sstyle=", answer.text)
    assert "condition" in {each["what"] for each in told.owner.ask("GET", "/v1/me/looks")["looks"]}


def test_what_an_owner_keeps_from_others_is_not_shown(door: Door, desk: Browser, told: Life) -> None:
    with door.core.unit() as unit:
        registry.consent(unit, told.owner_id, purpose=Purpose.CARE, given=False, channel="chat")

    assert "空调滤芯需要更换" not in desk.reads(f"/workshop/visits/{told.number}")


def test_a_visit_is_finished_by_what_the_page_offers(door: Door, desk: Browser, told: Life) -> None:
    page = desk.reads(f"/workshop/visits/{told.number}")
    assert 'name="check.cabin_filter" value="found"' in page
    form = {"check.cabin_filter": "other", "note": "Mouse in the duct", "paid": "680", "soh_pct": "91.5"}

    answer = desk.ask(
        "POST",
        f"/workshop/visits/{told.number}/finish",
        data={"csrf": desk.token, "method": "capacity", **form},
        headers=HTMX,
    )
    assert answer.headers["hx-redirect"] == "/workshop?news=done"
    assert answer.headers["x-done"]

    agenda = told.centre.ask("GET", "/v1/centre/agenda?day=2026-11-19")
    assert (agenda["visits"][0]["state"], agenda["visits"][0]["paid"]) == ("done", 680)
    assert len(notices(door, ":done")) == 1
    over = desk.reads(f"/workshop/visits/{told.number}")
    assert "Mouse in the duct" in over
    again = told.centre.ask(
        "POST", f"/v1/centre/visits/{told.number}/battery", json={"soh_pct": 90, "method": "car"}, status=409
    )
    assert again["code"] == "measured_already"


def test_what_was_measured_and_used_is_told_to_the_owner_and_taken_from_stock(
    door: Door, desk: Browser, told: Life
) -> None:
    page = desk.reads(f"/workshop/visits/{told.number}")
    assert (
        'name="part.coolant_pump" type="number" inputmode="numeric" min="0" max="99" step="1" value="1"'
        in page
    )
    form = {"pad.row1_left": "6.5", "pad.unit": "mm", "tread.row2_right": "5", "tyre.row1_left": "2.4"}

    desk.sends(
        f"/workshop/visits/{told.number}/finish",
        more={**form, "tyre.unit": "bar", "part.coolant_pump": "0", "soh_pct": "91.5", "method": "capacity"},
    )

    over = desk.reads(f"/workshop/visits/{told.number}").replace("\N{NO-BREAK SPACE}", " ")
    for line in (
        "电池健康度：91.5%",
        "刹车片厚度：左前轮 6.5 mm",
        "胎纹深度：右后轮 5.0 mm",
        "胎压：左前轮 2.40 bar",
    ):
        assert line in over
    with door.core.reading() as unit:
        assert store.free_parts(unit, told.centre_id)["coolant_pump"] == 2
        (notice,) = [each for each in unit.session.exec(select(Notice)).all() if ":done" in each.key]
        assert "measure.tyre_kpa" in str(sealed.unseal(unit, notice.body))


def test_a_bill_can_be_named_after_the_visit_and_enter_never_turns_it_around(
    desk: Browser, told: Life
) -> None:
    page = f"/workshop/visits/{told.number}"
    desk.reads(page)
    desk.sends(f"{page}/finish")

    firsts = []
    for amount, is_paid in (("480", "false"), ("500", "true"), ("300", "false")):
        firsts += re.findall(r'name="is_paid" value="(\w+)"', desk.reads(page))[:1]
        desk.sends(f"{page}/bill", more={"amount": amount, "is_paid": is_paid})

    assert firsts == ["false", "false", "true"]
    assert 'value="300.00"' in desk.reads(page)


def test_what_is_sent_again_after_a_lost_answer_finishes_once(door: Door, desk: Browser, told: Life) -> None:
    desk.reads(f"/workshop/visits/{told.number}")
    for _ in range(2):
        answer = desk.sends(f"/workshop/visits/{told.number}/finish", more={"check.cabin_filter": "found"})
        assert answer.headers["location"] == "/workshop?news=done"

    assert len(notices(door, ":done")) == 1


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ({"paid": "-3"}, "金额"),
        ({"note": "x" * 1001}, "留言"),
        ({"soh_pct": "7"}, "电池健康度"),
        ({"part.coolant_pump": "x"}, "配件数量"),
        ({"tread.row1_left": "x"}, "测量值"),
    ],
)
def test_a_form_that_does_not_fit_says_which_field_and_changes_nothing(
    desk: Browser, told: Life, form: dict[str, str], word: str
) -> None:
    desk.reads(f"/workshop/visits/{told.number}")
    fields = {"csrf": desk.token, "method": "capacity", **form}
    answer = desk.ask("POST", f"/workshop/visits/{told.number}/finish", data=fields, headers=HTMX)

    assert f"{word}不符合要求" in answer.text
    assert told.centre.ask("GET", "/v1/centre/agenda?day=2026-11-19")["visits"][0]["state"] == "booked"


def test_a_measurement_in_the_wrong_unit_names_the_wheel_and_changes_nothing(
    desk: Browser, told: Life
) -> None:
    desk.reads(f"/workshop/visits/{told.number}")
    fields = {"csrf": desk.token, "tyre.row1_left": "240", "tyre.unit": "bar", "tread.row1_left": "5"}
    answer = desk.ask("POST", f"/workshop/visits/{told.number}/finish", data=fields, headers=HTMX)

    assert "左前轮胎压只能在" in answer.text
    assert told.centre.ask("GET", "/v1/centre/agenda?day=2026-11-19")["visits"][0]["state"] == "booked"


def test_a_visit_is_moved_only_once_its_owner_agrees(door: Door, desk: Browser, life: Life) -> None:
    page = desk.reads(f"/workshop/visits/{life.number}/move?day=2026-11-20")
    starts = re.findall(r'name="starts_at" value="([^"]+)"', page)
    assert len(starts) > 10

    answer = desk.sends(f"/workshop/visits/{life.number}/proposal", starts_at=starts[3])

    assert answer.headers["location"] == "/workshop?news=asked"
    assert len(notices(door, ":proposal:")) == 1
    assert "10:00–10:30" in desk.reads("/workshop?day=2026-11-19")
    (visit,) = life.centre.ask("GET", "/v1/centre/agenda?day=2026-11-19")["visits"]
    assert visit["proposal_start"]
    assert visit["proposal_at"]
    assert "车主尚未答复" in desk.reads(f"/workshop/visits/{life.number}")
    with door.core.unit() as unit:
        seen = workshop.visit(unit, life.centre_id, life.number)
        assert seen.course.proposal_start
        start = seen.course.proposal_start
        days.agree(unit, life.owner_id, seen.id, sequence=seen.sequence, starts_at=start)
    assert "车主尚未答复" not in desk.reads(f"/workshop/visits/{life.number}")


def test_a_day_out_of_every_calendar_is_told_as_such(desk: Browser, life: Life) -> None:
    for path in ("/workshop?day=0001-01-01", f"/workshop/visits/{life.number}/move?day=9999-12-31"):
        desk.ask("GET", path, status=422)
    answer = life.centre.ask("GET", "/v1/centre/agenda?day=0001-01-01", status=422)
    assert answer["fields"][0]["field"] == "day"


def test_who_did_not_come_is_asked_for_another_time(
    door: Door, desk: Browser, life: Life, clock: FixedClock
) -> None:
    life.visits()
    clock.advance(timedelta(minutes=20))
    page = desk.reads(f"/workshop/visits/{life.number}")
    assert 'value="missed"' in page

    desk.sends(f"/workshop/visits/{life.number}/progress", progress="missed")

    assert len(notices(door, ":missed")) == 1
    assert "未到店" in desk.reads("/workshop")


def test_an_owner_who_says_to_come_as_booked_has_answered(door: Door, desk: Browser, life: Life) -> None:
    page = desk.reads(f"/workshop/visits/{life.number}/move?day=2026-11-20")
    start = re.findall(r'name="starts_at" value="([^"]+)"', page)[0]
    desk.sends(f"/workshop/visits/{life.number}/proposal", starts_at=start)
    assert "待车主答复" in desk.reads("/workshop?day=2026-11-19")

    with door.core.unit() as unit:
        days.expect(unit, life.owner_id, workshop.visit(unit, life.centre_id, life.number).id)

    assert "待车主答复" not in desk.reads("/workshop?day=2026-11-19")


def test_a_visit_that_was_called_off_offers_nothing_that_would_need_it(
    door: Door, desk: Browser, life: Life
) -> None:
    with door.core.unit() as unit:
        service.cancel(unit, life.owner_id, workshop.visit(unit, life.centre_id, life.number).id)
    desk.language = "en"
    page = desk.reads(f"/workshop/visits/{life.number}")

    assert "No longer booked" in page
    assert not re.search(r"Expected|/finish|/move|kept for this visit|No open warning", page)
    assert "No longer booked" not in desk.reads("/workshop?day=2026-11-19")


def test_findings_that_differ_from_those_reported_meanwhile_are_refused(desk: Browser, told: Life) -> None:
    page = desk.reads(f"/workshop/visits/{told.number}")
    assert 'name="check.cabin_filter" value="" checked' in page
    path = f"/workshop/visits/{told.number}/finish"
    form = {
        "check.cabin_filter": "",
        "note": "Hose was loose",
        "paid": "80",
        "soh_pct": "91.5",
        "method": "capacity",
    }
    desk.sends(path, more=form)
    desk.sends(path, more=form)

    changes: tuple[dict[str, str], ...] = (
        {"note": "Hose was fine"},
        {"paid": "90"},
        {"check.cabin_filter": "found"},
        {"tread.row1_left": "4"},
        {"part.cabin_filter": "2"},
        {"soh_pct": "90"},
        {"soh_pct": ""},
        {"method": "car"},
    )
    for other in changes:
        assert "已经" in desk.sends(path, status=409, more=form | other).text


def test_a_number_of_parts_that_is_not_there_is_refused_with_what_the_form_shows(
    door: Door, desk: Browser, told: Life
) -> None:
    with door.core.unit() as unit:
        network.set_stock(unit, told.centre_id, {"brake_pad_set": 5}, expected={})
    path = f"/workshop/visits/{told.number}"
    page = desk.reads(path)
    free = re.findall(r"刹车片套装（[^）]*另有库存 (\d+) 件", page)

    refused = desk.ask(
        "POST", f"{path}/finish", data={"csrf": desk.token, "part.brake_pad_set": "9"}, headers=HTMX
    ).text
    assert free == ["5"]
    assert "最多可用 5 件" in refused
    assert "另有库存 5 件" in desk.reads(path)


def test_a_car_that_comes_days_after_its_time_is_shown_until_its_visit_has_a_result(
    desk: Browser, told: Life, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=8))
    desk.ask("GET", f"/workshop/visits/{told.number}/car", status=404)
    desk.sends(f"/workshop/visits/{told.number}/progress", progress="arrived")

    desk.ask("GET", f"/workshop/visits/{told.number}/car")
    assert 'name="check.cabin_filter"' in desk.reads(f"/workshop/visits/{told.number}")
    desk.sends(f"/workshop/visits/{told.number}/finish")
    desk.ask("GET", f"/workshop/visits/{told.number}/car", status=404)


def test_what_is_easily_mistaken_is_told_in_words_of_a_workshop(desk: Browser, told: Life) -> None:
    page = desk.reads(f"/workshop/visits/{told.number}")

    assert "数据缺失" in page
    assert "车库" not in page


def test_the_button_that_finishes_stands_behind_all_that_it_sends(desk: Browser, told: Life) -> None:
    page = desk.reads(f"/workshop/visits/{told.number}")

    assert page.index('name="method"') < page.index('class="main wide"')


def test_a_step_leads_back_to_the_day_of_the_visit(desk: Browser, told: Life, clock: FixedClock) -> None:
    clock.advance(timedelta(days=2))
    answer = desk.sends(f"/workshop/visits/{told.number}/progress", progress="arrived")

    assert answer.headers["location"] == "/workshop?day=2026-11-19"
