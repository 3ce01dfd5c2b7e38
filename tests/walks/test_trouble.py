"""Strangers' buttons, old buttons, blocks, repeats and a Telegram that fails: the owner sees at most a kind word."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import SQLModel, col, select, update

from bot.playground.facts import Json
from domain.booking.tables import Visit
from domain.contact import mailbox
from domain.contact import service as contact
from domain.contact.facts import Message
from domain.contact.tables import Action, InboxUpdate, Notice
from domain.core import Unit
from domain.dialogue.acts import answering
from domain.explain.facts import Phrase
from domain.registry.tables import Consent, Owner
from tests.pace import PATIENCE_S, patience, until
from tests.walks.person import Person, buttons, words
from tests.walks.stage import Stage
from tests.walks.test_booking_talk import SENTENCES, states


def newest_tokens(stage: Stage, person: Person, *, verb: str) -> list[str]:
    owner_id = stage.owner_id(person)
    with stage.core.reading() as unit:
        found = unit.session.exec(
            select(Action.token).where(col(Action.owner_id) == owner_id, col(Action.verb) == verb)
        )
        return list(found)


def rows(stage: Stage, person: Person) -> list[int]:
    tables: tuple[type[SQLModel], ...] = (Consent, Visit, Notice)
    return [stage.count(table, person) for table in tables]


def test_another_persons_button_is_refused_in_words_and_changes_nothing(stage: Stage, language: str) -> None:
    ann, ben = stage.owner(language), stage.owner(language)
    ann.says("/privacy")
    ann.hears("privacy.never")
    (theirs, *_) = newest_tokens(stage, ann, verb="privacy.mode")
    before = rows(stage, ann), rows(stage, ben)

    ben.forges(theirs)

    ben.hears("refusal.action_unknown")
    assert (rows(stage, ann), rows(stage, ben)) == before
    ann.presses("privacy.button.mode_on")
    ann.hears("privacy.mode.now_on")


@pytest.mark.parametrize("data", ["x", "A" * 24, "'; DROP TABLE owner; --", "语" * 20])
def test_made_up_callback_data_is_refused_in_words(stage: Stage, data: str) -> None:
    ann = stage.owner("en")

    ann.forges(data)

    ann.hears("refusal.action_unknown")


def test_a_tap_that_comes_twice_books_once(stage: Stage, language: str) -> None:
    ann = stage.owner(language)
    ann.says(SENTENCES[language]["book"])
    offers = ann.hears("ask.booking_or")
    yes = buttons(offers)[0]["callback_data"]
    ann.forges(yes)
    ann.sees("visit.booked", on=offers)

    ann.forges(yes)

    ann.hears("answer.over_all")
    assert states(stage, ann) == ["booked"]


def test_the_keyboard_of_an_answered_question_goes_however_it_was_answered(
    stage: Stage, language: str
) -> None:
    ann = stage.owner(language)
    ann.says(SENTENCES[language]["book"])
    offers = ann.hears("ask.booking_or")
    assert keyboard(ann, offers) != []

    ann.says(SENTENCES[language]["cost"])
    again = ann.hears("ask.booking")
    until(lambda: keyboard(ann, offers) == [])
    ann.says("ok")

    ann.hears("visit.booked")
    until(lambda: keyboard(ann, again) == [])


def keyboard(person: Person, message: Json) -> list[Any]:
    """The buttons that a message shows now."""
    now = next(each for each in person.history() if each["message_id"] == message["message_id"])
    return buttons(now)


def test_a_button_of_last_month_says_that_it_is_too_old(stage: Stage, language: str) -> None:
    ann = stage.owner(language)
    ann.says("/privacy")
    ann.hears("privacy.never")
    owner_id = stage.owner_id(ann)
    with stage.core.unit() as unit:
        past = unit.now - timedelta(days=1)
        unit.session.exec(update(Action).where(col(Action.owner_id) == owner_id).values(expires_at=past))

    ann.presses("privacy.button.mode_on")

    ann.hears("refusal.action_expired")


def push(stage: Stage, person: Person, *, key: str, grade: int = 2) -> str:
    """Queue a warning, as a settled alert does; return its key."""
    name = f"{key}:{person.user.id}"
    message = Message((Phrase("check.coolant_loop.title"),))
    with stage.core.unit() as unit:
        contact.queue(unit, stage.owner_id(person), key=name, message=message, grade=grade, subject=name)
    return name


def state_of(stage: Stage, key: str) -> str:
    with stage.core.reading() as unit:
        return unit.session.exec(select(Notice.state).where(Notice.key == key)).one()


def tries(stage: Stage, key: str) -> int:
    with stage.core.reading() as unit:
        return unit.session.exec(select(Notice.attempt).where(Notice.key == key)).one()


def deliveries(person: Person) -> list[str]:
    return [text for text in person.heard() if person.part_of("check.coolant_loop.title") in text]


@pytest.mark.parametrize(
    "trouble",
    [
        {"kind": "error", "code": 429, "description": "Too Many Requests: retry after 1", "retry_after": 1},
        {"kind": "error", "code": 429, "description": "Too Many Requests: retry after 3", "retry_after": 3},
    ],
)
def test_a_warning_that_telegram_puts_off_arrives_once(stage: Stage, trouble: dict[str, object]) -> None:
    ann = stage.owner("en")
    stage.chat.fail(**{**trouble, "method": "sendMessage", "chat_id": ann.user.id})  # type: ignore[arg-type] # the fields of a fault

    key = push(stage, ann, key="put-off")

    until(lambda: state_of(stage, key) == "sent")
    assert len(deliveries(ann)) == 1


def test_a_chat_that_telegram_slows_down_keeps_nobody_else_waiting(stage: Stage) -> None:
    ann, ben = stage.owner("en"), stage.owner("zh-hans")
    wait_s = round(patience(20))
    stage.chat.fail(
        kind="error",
        method="sendMessage",
        chat_id=ann.user.id,
        code=429,
        description=f"Too Many Requests: retry after {wait_s}",
        retry_after=wait_s,
    )

    slowed = push(stage, ann, key="slowed")
    until(lambda: state_of(stage, slowed) == "queued" and tries(stage, slowed) == 1)
    others = [push(stage, ben, key=f"meanwhile-{number}") for number in range(2)]

    until(lambda: [state_of(stage, key) for key in others] == ["sent", "sent"])
    assert state_of(stage, slowed) == "queued"
    assert deliveries(ann) == []
    until(lambda: state_of(stage, slowed) == "sent", seconds=wait_s + PATIENCE_S)
    assert len(deliveries(ann)) == 1
    assert len(deliveries(ben)) == 2


@pytest.mark.parametrize(
    ("trouble", "arrived"),
    [
        ({"kind": "error", "code": 500}, 1),
        ({"kind": "drop", "accepted": False}, 1),
        ({"kind": "drop", "accepted": True}, 2),
        ({"kind": "timeout", "seconds": 0.5, "accepted": True}, 2),
    ],
)
def test_a_red_warning_whose_sending_is_in_doubt_comes_again_once_and_says_so(
    stage: Stage, trouble: dict[str, object], arrived: int
) -> None:
    ann = stage.owner("en")
    stage.chat.fail(**{**trouble, "method": "sendMessage", "chat_id": ann.user.id})  # type: ignore[arg-type] # the fields of a fault

    key = push(stage, ann, key="red", grade=3)

    until(lambda: state_of(stage, key) == "sent")
    told = deliveries(ann)
    assert len(told) == arrived
    assert ann.part_of("contact.repeat") in told[-1]
    assert all(ann.part_of("contact.repeat") not in text for text in told[:-1])


def test_a_yellow_warning_whose_sending_is_in_doubt_is_not_said_twice(stage: Stage) -> None:
    ann = stage.owner("en")
    stage.chat.fail("drop", method="sendMessage", chat_id=ann.user.id, accepted=True)

    key = push(stage, ann, key="yellow")

    until(lambda: state_of(stage, key) == "unknown")
    assert len(deliveries(ann)) == 1


def test_who_blocks_the_bot_is_left_alone_until_they_come_back(stage: Stage, language: str) -> None:
    ann = stage.owner(language)
    stage.chat.block(ann.user)
    key = push(stage, ann, key="blocked")
    until(lambda: state_of(stage, key) == "dead")
    assert blocked_at(stage, ann)

    ann.opens()

    ann.hears("hello.who")
    assert not blocked_at(stage, ann)
    second = push(stage, ann, key="back")
    until(lambda: state_of(stage, second) == "sent")
    assert len(deliveries(ann)) == 1


def blocked_at(stage: Stage, person: Person) -> object:
    with stage.core.reading() as unit:
        return unit.session.get_one(Owner, stage.owner_id(person)).blocked_at


def test_an_update_that_telegram_sends_twice_is_answered_once(stage: Stage, language: str) -> None:
    ann = stage.stranger(language)
    stage.chat.duplicate_updates()

    ann.opens()
    ann.hears("hello.who")
    ann.says("/help")
    ann.hears("answer.help")

    hello = [text for text in ann.heard() if ann.part_of("hello.who") in text]
    assert len(hello) == 1


def test_a_sticker_or_a_picture_is_answered_kindly(stage: Stage, language: str) -> None:
    ann = stage.owner(language)
    ann.seen = stage.chat.send_file(ann.user, "car.jpg", b"not really a picture")["message_id"]

    ann.hears("enclosure.no_goal")


def test_when_our_own_part_breaks_the_owner_gets_an_apology_with_a_code_that_the_log_repeats(
    stage: Stage, language: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ann = stage.owner(language)

    def breaks(_unit: Unit, _owner: Owner, _argument: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(answering.COMMANDS, "car", breaks)

    ann.says("/car")

    said = words(ann.hears("error.ours"))
    with stage.core.reading() as unit:
        failed = unit.session.exec(select(InboxUpdate).where(InboxUpdate.state == "failed")).all()
    (number,) = {row.error_id for row in failed if row.error_id in said}
    assert any(number in record.getMessage() for record in caplog.records)
    assert not any(row.body for row in failed)
    ann.says("/help")
    ann.hears("answer.help")


@pytest.mark.parametrize(
    "trouble",
    [
        {"kind": "error", "code": 429, "description": "Too Many Requests: retry after 1", "retry_after": 1},
        {"kind": "drop", "accepted": False},
        {"kind": "error", "code": 500},
    ],
)
def test_an_answer_that_cannot_be_sent_at_once_comes_by_the_outbox(
    stage: Stage, trouble: dict[str, object]
) -> None:
    ann = stage.owner("en")
    stage.chat.fail(**{**trouble, "method": "sendMessage", "chat_id": ann.user.id})  # type: ignore[arg-type] # the fields of a fault

    ann.says("/help")

    ann.hears("answer.help")


def test_an_update_that_nobody_can_read_stops_nothing_and_does_not_wait_again(stage: Stage) -> None:
    ann = stage.owner("en")
    with stage.core.unit() as unit:
        for number, body in enumerate(
            (b"{}", b'{"update_id": 9000001}', b'{"update_id": 9000002, "message": 7}')
        ):
            mailbox.receive(unit, update_id=9_000_000 + number, chat_hash=f"odd{number}", body=body)

    def waiting() -> list[int]:
        with stage.core.reading() as unit:
            rows = unit.session.exec(select(InboxUpdate).where(InboxUpdate.state == "waiting")).all()
            return [row.update_id for row in rows]

    until(lambda: waiting() == [])
    ann.says("/help")
    ann.hears("answer.help")


def test_help_names_every_command(stage: Stage, language: str) -> None:
    ann = stage.stranger(language)

    ann.says("/help")

    told = words(ann.hears("answer.help"))
    for command in ("start", "car", "bookings", "privacy", "footprint", "export", "delete", "language"):
        assert f"/{command}" in told


def test_the_language_changes_with_one_tap(stage: Stage, language: str) -> None:
    ann = stage.stranger(language)
    other = stage.stranger("zh-hans" if language == "en" else "en")
    ann.opens()
    hello = ann.hears("hello.who")

    ann.presses("language.zh" if language == "en" else "language.en", on=hello)

    until(lambda: other.part_of("hello.promise") in "".join(ann.heard()))
    ann.says("/help")
    ann.waits(other.part_of("answer.help"), after=ann.seen)
    assert len(buttons(hello)) == 2
