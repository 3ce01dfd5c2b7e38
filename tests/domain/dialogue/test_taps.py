"""Buttons, also old ones: each does what its label says, or says what has changed; and offers that go stale."""

from datetime import timedelta

import pytest

from domain.booking import service as booking
from domain.booking.facts import VisitRequest
from domain.contact import service as contact
from domain.contact.facts import Message
from domain.core import Core
from domain.explain.facts import Phrase
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from tests.domain.dialogue.chat import Chat, Shown, begun


@pytest.fixture
def chat(core: Core) -> Chat:
    return begun(core, "en")


def shown(chat: Chat, label: str) -> Shown:
    return next(each for each in chat.newest if label in each.label)


def labels(chat: Chat) -> list[str]:
    return [each.label for each in chat.newest]


def to_summary(chat: Chat, at: str = "14:00") -> Shown:
    """Return the yes of the summary."""
    chat.say("book an inspection tomorrow afternoon")
    chat.tap(at)
    return shown(chat, "Yes, book it")


def test_a_time_of_an_old_list_leads_to_the_summary_of_that_very_time(chat: Chat) -> None:
    chat.say("book an inspection tomorrow afternoon")
    old = shown(chat, "Thu 19 Nov, 15:00")
    chat.say("Friday afternoon instead")
    chat.tap("Fri 20 Nov, 14:00")

    assert "Thu 19 Nov, 15:00" in chat.press(old.token)
    chat.say("yes")

    assert chat.booked() == [("inspection", "19 07:00", 1)]


def test_a_time_for_what_is_booked_already_leads_to_the_visit_that_stands(chat: Chat) -> None:
    chat.say("book an inspection tomorrow afternoon")
    old = shown(chat, "15:00")
    chat.tap("14:00")
    chat.say("yes")

    assert "already booked inspection: Thu 19 Nov, 14:00" in chat.press(old.token)
    chat.tap("Move my booking")
    chat.say("the afternoon of the 20th")
    chat.tap("20 Nov, 14:00")
    chat.say("yes")

    assert chat.booked() == [("inspection", "20 06:00", 1)]


def test_an_old_yes_does_not_agree_to_a_newer_summary(chat: Chat) -> None:
    yes = to_summary(chat)
    chat.say("no, Friday at 15:00")

    said = chat.press(yes.token)

    assert "earlier question" in said
    assert "Fri 20 Nov, 15:00" in said
    assert chat.booked() == []


def test_a_yes_under_a_question_that_is_over_answers_no_other_question(chat: Chat) -> None:
    yes = to_summary(chat)
    chat.say("yes")
    chat.say("cancel my booking")

    assert "Shall I cancel this visit: inspection, Thu 19 Nov, 14:00" in chat.press(yes.token)
    assert "earlier question" in chat.press(yes.token)
    assert chat.booked() == [("inspection", "19 06:00", 1)]


def test_the_yes_of_a_cancellation_counts_for_the_visit_as_it_was_named(chat: Chat) -> None:
    to_summary(chat)
    chat.say("yes")
    chat.say("cancel my booking")
    yes = shown(chat, "Yes, cancel it")
    chat.say("keep it")
    chat.say("move it to Friday afternoon")
    chat.tap("15:00")
    chat.say("yes")
    chat.say("cancel my booking")
    assert "Fri 20 Nov, 15:00" in chat.press(yes.token)

    assert chat.booked() == [("inspection", "20 07:00", 1)]


def test_a_button_for_one_visit_is_not_about_another_that_is_open(chat: Chat) -> None:
    to_summary(chat)
    chat.say("yes")
    first = shown(chat, "Cancel my booking")
    chat.say("book brake pads on Friday afternoon")
    chat.tap("14:00")
    chat.say("yes")
    chat.tap("Cancel my booking")

    assert "inspection" in chat.press(first.token)
    chat.say("yes")

    assert [job for job, _, _ in chat.booked()] == ["brake_pads"]


def test_a_double_tap_writes_once(chat: Chat) -> None:
    yes = to_summary(chat)
    chat.press(yes.token)
    said = chat.press(yes.token)

    assert "Thu 19 Nov, 14:00" in said
    assert chat.booked() == [("inspection", "19 06:00", 1)]


def test_a_task_of_one_car_is_not_carried_over_to_another(core: Core) -> None:
    chat = begun(core, "en", cars=2)
    chat.say("book an inspection tomorrow afternoon")
    chat.tap("Car 1")
    chat.tap("14:00")
    yes = shown(chat, "Yes, book it")
    with core.unit() as unit:
        (car, _) = registry.vehicles_of(unit, chat.owner_id)
        registry.unlink(unit, chat.owner_id, car.id)
    chat.press(yes.token)

    assert chat.booked() == []


def test_a_choice_of_car_under_another_task_is_over(core: Core) -> None:
    chat = begun(core, "en", cars=2)
    chat.say("book an inspection tomorrow afternoon")
    old = shown(chat, "Car 1")
    chat.tap("Car 2")
    chat.say("never mind")
    chat.say("book brake pads on Friday afternoon")
    chat.tap("Car 2")

    assert "earlier question" in chat.press(old.token)
    chat.tap("14:00")
    chat.say("yes")

    assert [car for _, _, car in chat.booked()] == [2]


def test_the_keyboard_of_a_question_is_over_once_it_was_answered_by_words(chat: Chat) -> None:
    chat.say("book an inspection tomorrow afternoon")
    assert chat.reply.over == ()
    chat.say("the second one")
    assert len(chat.reply.over) == 1
    chat.say("yes")
    assert len(chat.reply.over) == 1
    chat.say("thank you")

    assert chat.reply.over == ()


def take(core: Core, start_minutes: int) -> None:
    """Somebody else takes both bays of the workshop at a start, in minutes from the beginning of the tests."""
    for stranger in (2, 3, 4):
        other = begun(core, "en", chat_id=stranger)
        with core.unit() as unit:
            (car,) = registry.vehicles_of(unit, other.owner_id)
            at = (unit.now + timedelta(minutes=start_minutes)).replace(second=0)
            wanted = VisitRequest(other.owner_id, car.id, "inspection", 1, at)
            try:
                booking.take(unit, wanted)
            except Exception:  # noqa: BLE001 - all is taken
                return


def test_a_time_that_has_gone_is_said_to_be_gone_and_others_are_offered(core: Core, chat: Chat) -> None:
    chat.say("book an inspection tomorrow afternoon")
    take(core, 24 * 60 + 4 * 60)  # 14:00

    said = chat.tap("14:00")

    assert "already taken" in said
    assert "Thu 19 Nov, 14:00" not in labels(chat)
    assert chat.newest


def test_a_time_that_has_passed_is_neither_offered_nor_held(chat: Chat, clock: FixedClock) -> None:
    chat.say("book an inspection today")
    first = chat.newest[1]  # beside the one that is summed up
    clock.advance(timedelta(hours=5))

    assert "already passed" in chat.press(first.token)
    assert first.label not in labels(chat)
    chat.say("how is my car?")
    assert first.label not in labels(chat)


def test_the_summary_that_comes_back_has_its_slot_held_again(
    chat: Chat, clock: FixedClock, core: Core
) -> None:
    to_summary(chat)
    clock.advance(timedelta(minutes=30))  # longer than a hold
    assert "Shall I book this visit: inspection" in chat.say("how is my car?")
    take(core, 24 * 60 + 3 * 60 + 30)  # half past, by the clock that went on: 14:00
    chat.say("yes")

    assert chat.booked() == [("inspection", "19 06:00", 1)]


def test_a_slot_that_went_between_summary_and_yes_is_said_and_replaced(
    chat: Chat, clock: FixedClock, core: Core
) -> None:
    to_summary(chat)
    clock.advance(timedelta(minutes=30))
    take(core, 24 * 60 + 3 * 60 + 30)

    said = chat.say("yes")

    assert "already taken" in said
    assert chat.booked() == []
    assert chat.newest


def test_the_open_question_comes_back_once_and_not_after_every_answer(chat: Chat) -> None:
    to_summary(chat)

    assert "Shall I book" in chat.say("how is my car?")
    assert "Shall I book" not in chat.say("what data do you keep about me?")
    assert "Shall I book" not in chat.say("/bookings")
    chat.say("yes")

    assert len(chat.booked()) == 1


def test_a_yes_to_another_question_is_not_one_to_the_summary(chat: Chat) -> None:
    to_summary(chat)
    chat.say("yes")
    chat.say("book brake pads on Friday afternoon")
    chat.tap("14:00")
    assert "Shall I stop making this booking" in chat.say("cancel")

    assert "Shall I book this visit: brake pad" in chat.say("yes")
    assert [job for job, _, _ in chat.booked()] == ["inspection"]


def test_a_yes_to_unlinking_does_not_book_what_waits(chat: Chat, core: Core) -> None:
    to_summary(chat)
    chat.say("/car")
    chat.tap("Unlink this car")
    chat.say("yes")

    assert chat.booked() == []
    with core.reading() as unit:
        assert registry.vehicles_of(unit, chat.owner_id) == []


def test_a_no_to_unlinking_keeps_the_car_and_the_summary(chat: Chat, core: Core) -> None:
    to_summary(chat)
    chat.say("/car")
    chat.tap("Unlink this car")
    chat.say("no")
    with core.reading() as unit:
        assert len(registry.vehicles_of(unit, chat.owner_id)) == 1
    chat.tap("Yes, book it")

    assert len(chat.booked()) == 1


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("okay, what's the address again?", "1 Demo Road"),
        ("好，地址在哪", "1 Demo Road"),
        ("取消要扣钱吗", "costs nothing"),
        ("how long does it take", "about"),
        ("what does it cost", "CN¥"),
        ("有停车位吗", "no information from"),
    ],
)
def test_a_question_about_the_open_visit_is_answered_and_the_summary_stays_open(
    chat: Chat, said: str, known: str
) -> None:
    to_summary(chat)

    answer = chat.say(said)

    assert known in answer
    assert "Shall I book this visit: inspection" in answer


def test_moving_said_of_the_slot_on_the_table_changes_that_slot(chat: Chat) -> None:
    to_summary(chat)
    chat.say("yes")
    chat.say("book brake pads on Friday afternoon")
    chat.tap("14:00")
    chat.say("好的，但改到周五上午")

    others = {"Yes, book it", "Another time", "Leave it", "📅 Pick a day"}
    assert all("Fri 20 Nov" in each or each in others for each in labels(chat))
    assert chat.booked() == [("inspection", "19 06:00", 1)]


def test_a_bare_yes_after_a_message_that_came_in_between_answers_nothing_older(chat: Chat) -> None:
    to_summary(chat)
    with chat.core.unit() as unit:
        contact.queue(
            unit, chat.owner_id, key="alert:1:1", message=Message((Phrase("alert.noted"),)), awaited=True
        )
    with chat.core.unit() as unit:
        (came,) = contact.claim(unit, limit=1)
        contact.sent(unit, {came.notice_id: 900})

    assert "Shall I book this visit: inspection" in chat.say("yes")
    assert chat.booked() == []
    chat.say("yes")

    assert chat.booked() == [("inspection", "19 06:00", 1)]
