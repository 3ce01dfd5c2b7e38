"""The calendar files of a visit that is booked, moved and cancelled in the chat, as a calendar reads them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component

from domain.contact.facts import Document
from domain.core import Core
from domain.explain.facts import Language
from tests.domain.dialogue.chat import Chat, begun

ZONE = ZoneInfo("Asia/Shanghai")
WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "book": "book a brake check on Friday at 10:00",
        "move": "move it to Saturday at 11:00",
        "cancel": "cancel my booking",
        "yes": "yes please",
        "off": "Remove from calendar",
        "file": "Calendar file",
    },
    "zh_Hans": {
        "book": "周五上午10点做刹车检查",
        "move": "改到周六11点",
        "cancel": "取消预约",
        "yes": "好的",
        "off": "从日历中删除",
        "file": "日历文件",
    },
}


def handed_over(chat: Chat) -> Document:
    (document,) = (each.document for each in chat.reply.messages if each.document)
    return document


def read(document: Document) -> tuple[Calendar, Component]:
    calendar = Calendar.from_ical(document.body)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_booked_moved_and_cancelled_in_the_chat_is_one_entry_of_a_calendar(
    core: Core, language: Language
) -> None:
    chat, words = begun(core, language), WORDS[language]
    chat.say(words["book"])
    chat.say(words["yes"])
    chat.tap(words["file"])
    first = handed_over(chat)
    chat.say(words["move"])
    chat.say(words["yes"])
    second = handed_over(chat)
    chat.say(words["cancel"])
    chat.say(words["yes"])
    chat.tap(words["off"])
    last = handed_over(chat)

    files = [first, second, last]
    calendars, events = zip(*(read(each) for each in files), strict=True)
    assert [str(each["METHOD"]) for each in calendars] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert [str(each["STATUS"]) for each in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert len({str(each["UID"]) for each in events}) == 1
    numbers = [int(each["SEQUENCE"]) for each in events]
    assert numbers == sorted(set(numbers))
    assert all("ATTENDEE" not in each for each in events)
    assert [each.decoded("DTSTART") for each in events] == [
        datetime(2026, 11, 20, 10, tzinfo=ZONE),
        datetime(2026, 11, 21, 11, tzinfo=ZONE),
        datetime(2026, 11, 21, 11, tzinfo=ZONE),
    ]
    assert [len(each.walk("VALARM")) for each in events] == [2, 2, 0]
    alarms = [each.decoded("TRIGGER") for each in events[1].walk("VALARM")]
    assert sorted(alarms) == [timedelta(hours=-24), timedelta(hours=-2)]
    job = "brake check" if language == "en" else "刹车检查"
    assert all(job in str(each["SUMMARY"]) for each in events)
    number = first.name.split("-")[2]
    days = ("20", "21", "21")
    assert [each.name for each in files] == [f"beforehand-visit-{number}-2026-11-{day}.ics" for day in days]
