from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from domain.booking import ics
from domain.booking.facts import State, VisitView

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
    centre="北区中心",
    address="长安路 1 号",
    phone="+86 21 1234",
    zone="Asia/Shanghai",
    bay="bay 1",
    technician="Mei",
    uid="abc@beforehand",
    sequence=0,
    changed_at=datetime(2026, 11, 18, 2, 0, tzinfo=UTC),
)
BOOKED = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Beforehand//Visits//EN
METHOD:REQUEST
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
SUMMARY:爱车：冷却系统维修
DTSTART;TZID=Asia/Shanghai:20261119T100000
DTEND;TZID=Asia/Shanghai:20261119T103000
DTSTAMP:20261118T020000Z
UID:abc@beforehand
SEQUENCE:0
DESCRIPTION:预约号 4711234
LOCATION:北区中心\\, 长安路 1 号
ORGANIZER;CN=北区中心:tel:+86-21-1234
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
"""
WORDS = {"title": "爱车：冷却系统维修", "text": "预约号 4711234"}


def test_a_booked_visit_is_written_to_the_letter() -> None:
    assert ics.calendar(VISIT, **WORDS).decode() == BOOKED.replace("\n", "\r\n")


def test_a_move_and_a_cancel_reach_the_same_entry() -> None:
    later = timedelta(hours=1)
    moved = replace(VISIT, sequence=1, starts_at=VISIT.starts_at + later, ends_at=VISIT.ends_at + later)
    cancelled = replace(moved, sequence=2, state=State.CANCELLED)

    files = [Calendar.from_ical(ics.calendar(visit, **WORDS)) for visit in (VISIT, moved, cancelled)]

    events = [file.events[0] for file in files]
    assert {str(event["UID"]) for event in events} == {"abc@beforehand"}
    assert [event.sequence for event in events] == [0, 1, 2]
    assert [str(file["METHOD"]) for file in files] == ["REQUEST", "REQUEST", "CANCEL"]
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

    file = ics.calendar(visit, **WORDS).decode()

    assert f"DTSTART;TZID=Europe/Berlin:{wall}" in file
    assert "BEGIN:DAYLIGHT" in file


def test_a_hold_is_tentative() -> None:
    assert b"STATUS:TENTATIVE" in ics.calendar(replace(VISIT, state=State.HELD), **WORDS)


def test_the_file_names_neither_bay_nor_technician() -> None:
    file = ics.calendar(VISIT, **WORDS).decode()

    assert "Mei" not in file
    assert "bay 1" not in file
