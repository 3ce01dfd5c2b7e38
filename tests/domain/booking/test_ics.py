from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from domain import phrases
from domain.booking import ics
from domain.booking.facts import State, VisitView
from domain.explain.facts import Language, Names

VISIT = VisitView(
    id=7,
    number="4711234",
    owner_id=1,
    vehicle_id=2,
    alert_id=None,
    job="coolant_repair",
    state=State.BOOKED,
    starts_at=datetime(2026, 11, 19, 2, 0, tzinfo=UTC),
    ends_at=datetime(2026, 11, 19, 2, 30, tzinfo=UTC),
    held_until=None,
    centre_id=3,
    centre=Names({"en": "North Centre", "zh_Hans": "北区中心"}),
    address=Names({"en": "1 Chang'an Road", "zh_Hans": "长安路1号"}),
    phone="+86 21 1234",
    zone="Asia/Shanghai",
    bay="bay 1",
    technician="Mei",
    uid="abc@beforehand",
    sequence=0,
    changed_at=datetime(2026, 11, 18, 2, 0, tzinfo=UTC),
    car=Names({"en": "Little Blue", "zh_Hans": "小蓝"}),
)
BOOKED = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Beforehand//Visits//EN
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
COMMENT:This timezone only works from 2026-01-01 to 2026-12-31.
BEGIN:STANDARD
DTSTART:20260101T000000
TZNAME:CST
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:小蓝：冷却系统维修（北区中心）
DTSTART;TZID=Asia/Shanghai:20261119T100000
DTEND;TZID=Asia/Shanghai:20261119T103000
DTSTAMP:20261118T020000Z
UID:abc@beforehand
SEQUENCE:0
DESCRIPTION:预约号 4711234。如需改期或取消，请在聊天中告
 诉我。
LOCATION:北区中心，长安路1号
ORGANIZER;CN=北区中心:tel:+86-21-1234
STATUS:CONFIRMED
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:小蓝：冷却系统维修（北区中心）
TRIGGER:-P1D
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:小蓝：冷却系统维修（北区中心）
TRIGGER:-PT2H
END:VALARM
END:VEVENT
END:VCALENDAR
"""
ZH, EN = (phrases.speaker(language).say for language in ("zh_Hans", "en"))


def test_a_booked_visit_is_written_to_the_letter() -> None:
    assert ics.calendar(VISIT, say=ZH).decode() == BOOKED.replace("\n", "\r\n")


def test_a_move_and_a_cancel_reach_the_same_entry() -> None:
    later = timedelta(hours=1)
    moved = replace(VISIT, sequence=1, starts_at=VISIT.starts_at + later, ends_at=VISIT.ends_at + later)
    cancelled = replace(moved, sequence=2, state=State.CANCELLED)

    files = [Calendar.from_ical(ics.calendar(visit, say=ZH)) for visit in (VISIT, moved, cancelled)]

    events = [file.events[0] for file in files]
    assert {str(event["UID"]) for event in events} == {"abc@beforehand"}
    assert [event.sequence for event in events] == [0, 1, 2]
    assert [str(file["METHOD"]) for file in files] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert events[1].start == moved.starts_at


@pytest.mark.parametrize(
    ("at", "wall"),
    [
        (datetime(2026, 3, 28, 9, 0, tzinfo=UTC), "20260328T100000"),
        (datetime(2026, 3, 30, 9, 0, tzinfo=UTC), "20260330T110000"),
    ],
)
def test_summer_time_shows_in_the_wall_clock_and_its_zone_is_described(at: datetime, wall: str) -> None:
    visit = replace(VISIT, zone="Europe/Berlin", starts_at=at, ends_at=at + timedelta(minutes=30))

    file = ics.calendar(visit, say=ZH).decode()

    assert f"DTSTART;TZID=Europe/Berlin:{wall}" in file
    assert "BEGIN:DAYLIGHT" in file


def test_the_file_speaks_the_owners_language_and_only_that() -> None:
    event = Calendar.from_ical(ics.calendar(VISIT, say=EN)).events[0]

    assert str(event["SUMMARY"]) == "Little Blue: coolant repair at North Centre"
    assert str(event["LOCATION"]) == "North Centre, 1 Chang'an Road"
    assert event["ORGANIZER"].params["CN"] == "North Centre"


@pytest.mark.parametrize(
    ("number", "starts_at", "name"),
    [
        ("4711234", VISIT.starts_at, "beforehand-visit-4711234-2026-11-19.ics"),
        ("2979991", datetime(2026, 12, 31, 17, tzinfo=UTC), "beforehand-visit-2979991-2027-01-01.ics"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_the_name_of_the_file_tells_the_visit_and_its_local_day(
    number: str, starts_at: datetime, name: str, language: Language
) -> None:
    visit = replace(VISIT, number=number, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=30))

    file = ics.document(visit, say=phrases.speaker(language).say)

    assert (file.name, file.media_type) == (name, "text/calendar")


@pytest.mark.parametrize("state", list(State))
def test_nobody_is_asked_for_an_answer(state: State) -> None:
    file = Calendar.from_ical(ics.calendar(replace(VISIT, state=state), say=EN))

    assert str(file["METHOD"]) in {"PUBLISH", "CANCEL"}
    assert "ATTENDEE" not in file.events[0]


@pytest.mark.parametrize("state", [State.CANCELLED, State.RELEASED, State.LAPSED])
def test_what_is_over_reminds_nobody(state: State) -> None:
    event = Calendar.from_ical(ics.calendar(replace(VISIT, state=state, sequence=1), say=EN)).events[0]

    assert event.alarms.times == []
    assert str(event["STATUS"]) == "CANCELLED"
    assert str(event["DESCRIPTION"]) == "This visit is off. Its booking number was 4711234."


def test_a_visit_reminds_a_day_and_two_hours_before() -> None:
    event = Calendar.from_ical(ics.calendar(VISIT, say=EN)).events[0]

    assert sorted(alarm.decoded("trigger") for alarm in event.walk("VALARM")) == [
        timedelta(hours=-24),
        timedelta(hours=-2),
    ]


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_no_line_is_longer_than_calendars_read(language: Language) -> None:
    long = replace(VISIT, centre="东" * 80, address="East " * 40)

    file = ics.calendar(long, say=phrases.speaker(language).say)

    assert max(map(len, file.split(b"\r\n"))) <= 75
    assert str(Calendar.from_ical(file).events[0]["LOCATION"]).startswith("东" * 80)


def test_a_hold_is_tentative() -> None:
    assert b"STATUS:TENTATIVE" in ics.calendar(replace(VISIT, state=State.HELD), say=ZH)


def test_the_file_names_neither_bay_nor_technician() -> None:
    file = ics.calendar(VISIT, say=ZH).decode()

    assert "Mei" not in file
    assert "bay 1" not in file
