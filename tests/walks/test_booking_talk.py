"""Owners who type. Visits are booked at the demo's own workshops, on the tests' Wednesday morning."""

import pytest
from sqlmodel import select

from bot.playground.facts import Json
from domain.booking.tables import Visit
from tests.walks.person import Person, buttons, words
from tests.walks.stage import Stage

SENTENCES = {
    "en": {
        "book": "Could you do the first service of my car tomorrow afternoon?",
        "move": "move it to Friday morning",
        "cancel": "please cancel my booking",
        "ambiguous": "book an inspection next Friday",
        "elsewhere": "What is the capital of France?",
        "unsure": "about my car and the appointment",
        "thanks": "thank you!",
        "cost": "how much is it?",
    },
    "zh-hans": {
        "book": "我想明天下午做首次保养",
        "move": "改到周五上午",
        "cancel": "帮我取消预约",
        "ambiguous": "下周日前想约一次检查",
        "elsewhere": "今天的股票怎么样？",
        "unsure": "看一下吧",
        "thanks": "谢谢！",
        "cost": "多少钱？",
    },
}


def states(stage: Stage, person: Person) -> list[str]:
    owner_id = stage.owner_id(person)
    with stage.core.reading() as unit:
        rows = unit.session.exec(select(Visit).where(Visit.owner_id == owner_id).order_by(Visit.id))  # type: ignore[arg-type] # SQLModel's own typing
        return [row.state for row in rows]


def booked_by_words(person: Person) -> Json:
    """Type a wish, say yes to the first time that fits."""
    person.says(SENTENCES[person.user.language]["book"])
    offers = person.hears("ask.booking_or")
    person.presses("choice.confirm")
    return person.sees("visit.booked", on=offers)


def test_a_typed_wish_leads_over_offers_and_a_yes_to_a_booked_visit_in_one_message(
    stage: Stage, language: str
) -> None:
    ann = stage.owner(language)

    ann.says(SENTENCES[language]["book"])
    offers = ann.hears("ask.booking_or")
    other = buttons(offers)[1]["text"]
    ann.presses_nth(1, on=offers)
    ann.waits(other, after=offers["message_id"] - 1)
    assert states(stage, ann) == ["released", "held"]
    ann.presses("choice.confirm")

    told = ann.sees("visit.booked", on=offers)
    assert ann.history()[-1]["message_id"] == offers["message_id"]
    assert other in words(told)
    assert states(stage, ann) == ["released", "booked"]


def test_a_booked_visit_is_moved_by_a_sentence_and_keeps_its_number(stage: Stage, language: str) -> None:
    ann = stage.owner(language)
    booked_by_words(ann)

    ann.says(SENTENCES[language]["move"])
    offers = ann.hears("ask.slot")
    ann.presses_nth(0, on=offers)
    ann.sees("ask.moving", on=offers)
    ann.presses("choice.move_it")

    told = ann.sees("visit.moved", on=offers)
    assert buttons(offers)[0]["text"] in words(told)
    assert states(stage, ann) == ["booked"]


def test_a_visit_is_cancelled_only_after_a_yes(stage: Stage, language: str) -> None:
    ann = stage.owner(language)
    booked_by_words(ann)

    ann.says(SENTENCES[language]["cancel"])
    asked = ann.hears("ask.cancelling")
    assert states(stage, ann) == ["booked"]
    ann.presses("choice.cancel_it")

    ann.sees("visit.cancelled", on=asked)
    assert states(stage, ann) == ["cancelled"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [("elsewhere", "answer.cannot"), ("unsure", "ask.meant"), ("thanks", "answer.welcome")],
)
def test_what_is_no_wish_for_the_car_is_answered_kindly_and_books_nothing(
    stage: Stage, language: str, said: str, answer: str
) -> None:
    ann = stage.owner(language)

    ann.says(SENTENCES[language][said])

    ann.hears(answer)
    assert states(stage, ann) == []


def test_a_day_that_can_be_read_in_two_ways_is_asked_about(stage: Stage) -> None:
    ann = stage.owner("en")
    ann.says(SENTENCES["en"]["ambiguous"])

    asked = ann.hears("ask.reading")

    assert len({button["text"] for button in buttons(asked)}) >= 2
    ann.presses_nth(0, on=asked)
    ann.sees("ask.booking_or", on=asked)


def test_who_has_no_car_is_told_how_to_link_one(stage: Stage, language: str) -> None:
    ann = stage.stranger(language)

    ann.says(SENTENCES[language]["book"])

    ann.hears("refusal.no_car")


def test_the_calendar_file_of_a_visit_is_one_tap_away(stage: Stage, language: str) -> None:
    ann = stage.owner(language)
    told = booked_by_words(ann)

    ann.presses("visit.calendar", on=told)

    sent = ann.hears("visit.calendar_sent")
    file = stage.chat.file(sent)
    assert file.startswith(b"BEGIN:VCALENDAR")
    assert b"METHOD:" in file
