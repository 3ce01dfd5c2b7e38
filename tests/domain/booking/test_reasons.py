from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain import phrases
from domain.booking import jobs, reasons, rules
from domain.booking.bars import Bar, Enquiry
from domain.booking.facts import CentreFacts, Opening, SpecialOpening, State, TechnicianFacts, VisitView, Wish
from domain.explain.facts import Names

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # Wednesday 10:00 in Shanghai
HOURS = tuple(
    Opening(day, opens, closes)
    for day in range(6)
    for opens, closes in ((time(8, 30), time(12)), (time(13), time(18)))
)
NEW_YEAR = Names({"en": "New Year's Day", "zh_Hans": "元旦"})
FESTIVAL = Names({"en": "Spring Festival", "zh_Hans": "春节"})
EAST = CentreFacts(
    id=1,
    name=Names({"en": "East Centre", "zh_Hans": "东区服务中心"}),
    zone="Asia/Shanghai",
    hours=HOURS,
    special=(
        SpecialOpening(date(2027, 1, 1), name=NEW_YEAR),
        SpecialOpening(date(2026, 11, 20)),
        *(SpecialOpening(date(2026, 12, day), name=FESTIVAL) for day in range(7, 11)),
        SpecialOpening(date(2026, 11, 29), time(9), time(12)),
    ),
    bays=(1,),
    technicians=(TechnicianFacts(1, frozenset({"general", "high_voltage"})),),
    stock={},
)
CHECK = jobs.job("inspection")
LEAD = rules.LEAD[None]
ASKED = Enquiry(EAST, CHECK, NOW, lead=LEAD)
TRIP = VisitView(
    id=7,
    number="4711234",
    owner_id=1,
    vehicle_id=2,
    alert_id=None,
    job="tyre_service",
    state=State.BOOKED,
    starts_at=datetime(2026, 11, 19, 2, 0, tzinfo=UTC),
    ends_at=datetime(2026, 11, 19, 3, 0, tzinfo=UTC),
    held_until=None,
    centre_id=1,
    centre=EAST.name,
    address="",
    phone="",
    zone="Asia/Shanghai",
    bay="1",
    technician="A",
    uid="abc@beforehand",
    sequence=0,
    changed_at=NOW,
)


def on(day: date, begin: time | None = None, end: time | None = None, *, until: date | None = None) -> Wish:
    """One day or several, at a clock time (begin alone) or in a window."""
    return Wish(day, until or day, begin, end or begin)


def told(enquiry: Enquiry, wish: Wish) -> tuple[Bar, str, str]:
    reason = reasons.why(enquiry, wish)
    english, chinese = (phrases.speaker(language).say(reason.phrase) for language in ("en", "zh_Hans"))
    return reason.bar, english, chinese


TODAY, THURSDAY, SATURDAY, SUNDAY = (date(2026, 11, day) for day in (18, 19, 21, 22))


@pytest.mark.parametrize(
    ("wish", "english", "chinese"),
    [
        (on(SUNDAY), "East Centre is closed on Sun 22 Nov.", "东区服务中心 11月22日 周日不营业。"),
        (on(SUNDAY, time(10)), "East Centre is closed on Sun 22 Nov.", "东区服务中心 11月22日 周日不营业。"),
        (on(date(2026, 11, 20), time(13), time(18)), "East Centre is closed on Fri 20 Nov.", "东区服务中心 11月20日 周五不营业。"),
        (on(date(2027, 1, 1)), "East Centre is closed on Fri 1 Jan (New Year's Day).", "东区服务中心 1月1日 周五不营业（元旦）。"),
        (
            on(date(2026, 12, 7), until=date(2026, 12, 10)),
            "East Centre is closed on Mon 7 Dec – Thu 10 Dec (Spring Festival).",
            "东区服务中心 12月7日 周一至 12月10日 周四不营业（春节）。",
        ),
    ],
)  # fmt: skip
def test_a_closed_day_is_named_with_its_holiday(wish: Wish, english: str, chinese: str) -> None:
    assert told(ASKED, wish) == (Bar.CLOSED, english, chinese)


@pytest.mark.parametrize(
    ("wish", "english", "chinese"),
    [
        (
            on(THURSDAY, time(20)),
            "East Centre is open 08:30–12:00 and 13:00–18:00 on Thu 19 Nov.",
            "东区服务中心 11月19日 周四的营业时间是 08:30–12:00、13:00–18:00。",
        ),
        (
            on(SATURDAY, time(6), time(8)),
            "East Centre is open 08:30–12:00 and 13:00–18:00 on Sat 21 Nov.",
            "东区服务中心 11月21日 周六的营业时间是 08:30–12:00、13:00–18:00。",
        ),
        (
            on(date(2026, 11, 29), time(15)),
            "East Centre is open 09:00–12:00 on Sun 29 Nov.",
            "东区服务中心 11月29日 周日的营业时间是 09:00–12:00。",
        ),
        (
            on(THURSDAY, time(12, 15)),
            "East Centre has its break from 12:00 to 13:00.",
            "东区服务中心 12:00–13:00 午休。",
        ),
        (
            on(SATURDAY, time(12)),
            "East Centre has its break from 12:00 to 13:00.",
            "东区服务中心 12:00–13:00 午休。",
        ),
        (
            on(SATURDAY, time(11, 45)),
            "East Centre has its break from 12:00 to 13:00, and inspection takes 1 hour.",
            "东区服务中心 12:00–13:00 午休，全车检查需要 1 小时，午休前来不及完成。",
        ),
        (
            on(THURSDAY, time(17, 45)),
            "East Centre closes at 18:00 then, and inspection takes 1 hour.",
            "东区服务中心当天 18:00 下班，全车检查需要 1 小时，来不及完成。",
        ),
        (on(TODAY, time(22)), "East Centre is open 08:30–12:00 and 13:00–18:00 on Wed 18 Nov.", "东区服务中心 11月18日 周三的营业时间是 08:30–12:00、13:00–18:00。"),
    ],
)  # fmt: skip
def test_a_time_outside_the_hours_is_answered_with_the_hours(wish: Wish, english: str, chinese: str) -> None:
    assert told(ASKED, wish) == (Bar.HOURS, english, chinese)


@pytest.mark.parametrize(
    ("wish", "english", "chinese"),
    [
        (on(TODAY, time(9)), "Wed 18 Nov, 09:00 has already passed.", "11月18日 周三 09:00 已经过去了。"),
        (on(TODAY, time(6), time(9)), "That part of today has already passed.", "今天这个时段已经过去了。"),
        (on(date(2026, 11, 16)), "Mon 16 Nov has already passed.", "11月16日 周一已经过去了。"),
        (on(date(2026, 11, 15), time(10)), "Sun 15 Nov, 10:00 has already passed.", "11月15日 周日 10:00 已经过去了。"),
    ],
)  # fmt: skip
def test_what_has_passed_is_said_to_have_passed(wish: Wish, english: str, chinese: str) -> None:
    assert told(ASKED, wish) == (Bar.PAST, english, chinese)


@pytest.mark.parametrize(
    "wish",
    [on(date(2027, 3, 1)), on(date(2027, 2, 1), time(10)), on(date(2027, 4, 1), until=date(2027, 4, 30))],
)
def test_beyond_the_horizon_is_said_to_be_too_far(wish: Wish) -> None:
    assert told(ASKED, wish) == (
        Bar.FAR,
        "I can book up to 60 days ahead, so until Sun 17 Jan.",
        "最多可提前 60 天预约，目前可约到 1月17日 周日。",
    )


@pytest.mark.parametrize(
    ("now", "wish", "english", "chinese"),
    [
        (
            NOW,
            on(TODAY, time(10, 30)),
            "Wed 18 Nov, 10:30 is too soon: East Centre needs 1 hour to get ready.",
            "11月18日 周三 10:30 太紧了，东区服务中心至少需要 1 小时准备。",
        ),
        (
            NOW + timedelta(hours=5),
            on(TODAY, time(15), time(15, 45)),
            "That is too soon: East Centre needs 1 hour to get ready.",
            "这个时间太紧了，东区服务中心至少需要 1 小时准备。",
        ),
        *(
            (
                NOW + timedelta(hours=hours, minutes=5),
                wish,
                "It is too late for a visit today: East Centre needs 1 hour to get ready and closes at 18:00.",
                "今天来不及了：东区服务中心至少需要 1 小时准备，18:00 下班。",
            )
            for hours, wish in ((7, on(TODAY)), (7, on(TODAY, time(13), time(18))), (10, on(TODAY)), (7, on(TODAY, time(17, 30))))
        ),
    ],
)  # fmt: skip
def test_too_soon_and_too_late_today_are_told_apart(
    now: datetime, wish: Wish, english: str, chinese: str
) -> None:
    assert told(replace(ASKED, now=now), wish)[1:] == (english, chinese)


@pytest.mark.parametrize(
    ("wish", "english", "chinese"),
    [
        (on(THURSDAY, time(14)), "Thu 19 Nov, 14:00 at East Centre is already taken.", "东区服务中心 11月19日 周四 14:00 已约满。"),
        (on(SATURDAY), "East Centre has nothing free for inspection on Sat 21 Nov.", "东区服务中心 11月21日 周六没有能做全车检查的空位了。"),
        (
            on(SATURDAY, time(13), time(18)),
            "East Centre has nothing free for inspection on Sat 21 Nov between 13:00 and 18:00.",
            "东区服务中心 11月21日 周六 13:00–18:00 没有能做全车检查的空位了。",
        ),
        (
            on(SATURDAY, until=SUNDAY),
            "East Centre has nothing free for inspection on Sat 21 Nov. East Centre is closed on Sun 22 Nov.",
            "东区服务中心 11月21日 周六没有能做全车检查的空位了。东区服务中心 11月22日 周日不营业。",
        ),
        *(
            (wish, "East Centre has nothing free for inspection in the next 60 days.", "东区服务中心未来 60 天都没有能做全车检查的空位了。")
            for wish in (Wish(), Wish(soonest=True))
        ),
        (
            Wish(time_from=time(9), time_to=time(9)),
            "East Centre has nothing free for inspection at the times you named.",
            "您说的时间里，东区服务中心没有能做全车检查的空位了。",
        ),
    ],
)  # fmt: skip
def test_what_nothing_else_stands_against_is_full(wish: Wish, english: str, chinese: str) -> None:
    assert told(ASKED, wish) == (Bar.FULL, english, chinese)


@pytest.mark.parametrize("clock", [time(9, 45), time(10), time(10, 45)])
def test_the_cars_own_visit_is_the_reason_and_not_that_all_is_taken(clock: time) -> None:
    assert told(replace(ASKED, trips=(TRIP,)), on(THURSDAY, clock)) == (
        Bar.OWN,
        "Your car is in for tyre service then: Thu 19 Nov, 10:00–11:00 at East Centre, no. 4711234.",
        "您的车那时已有预约：轮胎检修，11月19日 周四 10:00–11:00，东区服务中心，预约号 4711234。",
    )
    assert told(replace(ASKED, trips=(TRIP,)), on(THURSDAY, time(11)))[0] is Bar.FULL


@pytest.mark.parametrize("starts_at", [TRIP.starts_at, datetime(2026, 11, 21, 6, 0, tzinfo=UTC)])
def test_a_move_to_the_same_time_says_so(starts_at: datetime) -> None:
    asked = replace(ASKED, moved=starts_at)

    assert reasons.why_not(asked, starts_at).bar is Bar.SAME
    assert reasons.why_not(asked, starts_at + timedelta(minutes=15)).bar is Bar.FULL


@pytest.mark.parametrize("clock", [time(10, 10), time(14, 50)])
def test_visits_begin_on_the_quarter(clock: time) -> None:
    assert told(ASKED, on(THURSDAY, clock))[0] is Bar.GRID


def test_what_comes_nearest_to_free_is_told() -> None:
    """Of an afternoon that is open until six and taken until then, the evening is not the reason."""
    assert told(ASKED, on(THURSDAY, time(16), time(21)))[0] is Bar.FULL
    assert told(ASKED, on(date(2026, 11, 16), until=THURSDAY))[0] is Bar.FULL
    assert told(ASKED, Wish(weekdays=(6,), day_from=SUNDAY, day_to=SUNDAY))[0] is Bar.CLOSED


@pytest.mark.parametrize(
    ("wish", "near"),
    [
        (on(THURSDAY, time(12, 15)), datetime(2026, 11, 19, 4, 15, tzinfo=UTC)),
        (on(SUNDAY, time(14)), datetime(2026, 11, 22, 6, tzinfo=UTC)),
        (on(date(2026, 11, 2)), NOW),
        (on(date(2027, 5, 1)), NOW + rules.HORIZON),
    ],
)
def test_other_times_are_looked_for_around_what_was_wished(wish: Wish, near: datetime) -> None:
    assert reasons.why(ASKED, wish).near == near
