from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from domain.contact import mailbox, rules
from domain.contact import service as contact
from domain.contact.facts import Button, Message, Outgoing
from domain.contact.tables import BudgetSlot, GroupHint, Notice
from domain.core import Core, Unit
from domain.db.tables import DataKey
from domain.explain.facts import Phrase
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.tables import Owner

HELLO = Message(lines=(Phrase("hello", {"n": 1}),))
NEWER = Message(lines=(Phrase("newer"),))
NIGHT = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)  # 23:00 in Shanghai
MORNING = datetime(2026, 11, 19, 0, 0, tzinfo=UTC)


def claim(core: Core, limit: int = 10) -> tuple[Outgoing, ...]:
    with core.unit() as unit:
        return contact.claim(unit, limit=limit)


def row(core: Core, key: str) -> Notice:
    with core.reading() as unit:
        return unit.session.exec(select(Notice).where(Notice.key == key)).one()


def put(core: Core, owner_id: int, key: str, **more: object) -> bool:
    with core.unit() as unit:
        return contact.queue(unit, owner_id, key=key, message=more.pop("message", HELLO), **more)  # type: ignore[arg-type]


def test_a_message_comes_out_as_it_was_put_in_and_its_text_is_sealed(core: Core, owner_id: int) -> None:
    put(core, owner_id, "a")

    (outgoing,) = claim(core)

    assert (outgoing.message, outgoing.chat_id, outgoing.locale) == (HELLO, 4711, "zh_Hans")
    assert (outgoing.attempt, outgoing.repeat, outgoing.edit_message_id) == (1, False, None)
    assert b"hello" not in row(core, "a").body


def test_a_key_is_queued_once(core: Core, owner_id: int) -> None:
    assert put(core, owner_id, "a")
    assert not put(core, owner_id, "a")

    assert len(claim(core)) == 1


def test_what_is_being_sent_is_not_claimed_again_and_what_was_sent_is_through(
    core: Core, owner_id: int
) -> None:
    put(core, owner_id, "a")
    (outgoing,) = claim(core)
    assert row(core, "a").state == "sending"
    assert claim(core) == ()

    with core.unit() as unit:
        contact.sent(unit, {outgoing.notice_id: 99})

    assert (row(core, "a").state, row(core, "a").message_id) == ("sent", 99)


def test_red_goes_first_whatever_came_before(core: Core, owner_id: int) -> None:
    put(core, owner_id, "answer")
    put(core, owner_id, "red", grade=rules.RED)

    (first,) = claim(core, limit=1)

    assert first.notice_id == row(core, "red").id


def test_only_blue_makes_no_sound(core: Core, owner_id: int) -> None:
    for grade in (rules.RED, rules.YELLOW, rules.BLUE, rules.ANSWER):
        put(core, owner_id, f"n{grade}", grade=grade)

    assert [outgoing.loud for outgoing in claim(core)] == [True, True, False, True]


def test_quiet_hours_hold_everything_but_red_and_what_the_owner_waits_for(
    core: Core, clock: FixedClock, owner_id: int
) -> None:
    clock.at = NIGHT
    put(core, owner_id, "red", grade=rules.RED)
    put(core, owner_id, "yellow", grade=rules.YELLOW)
    put(core, owner_id, "awaited", awaited=True)
    put(core, owner_id, "reminder")

    now = {outgoing.notice_id for outgoing in claim(core)}

    assert now == {row(core, "red").id, row(core, "awaited").id}
    assert row(core, "yellow").not_before == row(core, "reminder").not_before == MORNING


def test_a_reminder_waits_for_its_time_and_then_for_the_morning(
    core: Core, clock: FixedClock, owner_id: int
) -> None:
    put(core, owner_id, "a", at=NIGHT)

    assert claim(core) == ()
    assert row(core, "a").not_before == MORNING


def test_what_could_not_be_sent_before_the_night_waits_for_the_morning(
    core: Core, clock: FixedClock, owner_id: int
) -> None:
    put(core, owner_id, "a")
    clock.at = NIGHT

    assert claim(core) == ()
    clock.at = MORNING
    assert len(claim(core)) == 1


def test_the_third_blue_of_a_week_is_dropped_and_the_third_yellow_takes_a_slot_of_the_next(
    core: Core, owner_id: int
) -> None:
    for key in ("one", "two"):
        put(core, owner_id, key, grade=rules.BLUE)
    put(core, owner_id, "blue", grade=rules.BLUE)
    put(core, owner_id, "yellow", grade=rules.YELLOW)

    assert (row(core, "blue").state, row(core, "blue").reason) == ("dropped", "budget_week")
    assert row(core, "yellow").not_before == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)  # Monday 08:00


def test_the_third_warning_of_a_month_waits_for_the_next_month(core: Core, owner_id: int) -> None:
    for key in ("one", "two", "three"):
        put(core, owner_id, key, grade=rules.YELLOW, warning=True)

    assert row(core, "two").not_before == core.clock.now()
    assert row(core, "three").not_before == datetime(2026, 12, 1, 0, 0, tzinfo=UTC)


def test_red_and_answers_pass_a_full_budget_and_take_nothing_of_it(core: Core, owner_id: int) -> None:
    for key in ("one", "two"):
        put(core, owner_id, key, grade=rules.BLUE)
    put(core, owner_id, "red", grade=rules.RED, warning=True)
    put(core, owner_id, "answer")

    assert len(claim(core)) == 4
    with core.reading() as unit:
        assert {slot.notice_key for slot in unit.session.exec(select(BudgetSlot))} == {"one", "two"}


def test_a_block_gives_the_slot_back_and_stops_everything_until_the_owner_writes(
    core: Core, owner_id: int
) -> None:
    put(core, owner_id, "a", grade=rules.YELLOW)
    (outgoing,) = claim(core)
    with core.unit() as unit:
        contact.undeliverable(unit, outgoing.notice_id, "forbidden", blocked=True)
    put(core, owner_id, "b", grade=rules.YELLOW)

    with core.reading() as unit:
        assert unit.session.exec(select(BudgetSlot)).all() == []
    assert (row(core, "a").state, row(core, "b").state, row(core, "b").reason) == ("dead", "dead", "blocked")
    with core.unit() as unit:
        preferences.set_blocked(unit, owner_id, blocked=False)
    put(core, owner_id, "c")
    assert len(claim(core)) == 1


def test_an_edit_changes_the_last_message_of_its_subject_in_silence(core: Core, owner_id: int) -> None:
    put(core, owner_id, "a", subject="alert:1", grade=rules.YELLOW)
    (first,) = claim(core)
    with core.unit() as unit:
        contact.sent(unit, {first.notice_id: 99})
    put(core, owner_id, "a:2", subject="alert:1", grade=rules.YELLOW, edits=True, message=NEWER)

    (edit,) = claim(core)

    assert (edit.edit_message_id, edit.loud, edit.message) == (99, False, NEWER)
    with core.reading() as unit:
        assert len(unit.session.exec(select(BudgetSlot)).all()) == 1


def test_an_edit_goes_into_a_message_that_still_waits(core: Core, clock: FixedClock, owner_id: int) -> None:
    clock.at = NIGHT
    put(core, owner_id, "a", subject="alert:1")
    put(core, owner_id, "a:2", subject="alert:1", edits=True, message=NEWER)
    clock.at = MORNING

    (only,) = claim(core)

    assert (only.message, only.edit_message_id) == (NEWER, None)
    assert row(core, "a:2").reason == "merged"


def test_an_edit_waits_for_the_sending_under_way_and_only_the_newest_is_sent(
    core: Core, owner_id: int
) -> None:
    put(core, owner_id, "a", subject="alert:1")
    (first,) = claim(core)
    put(core, owner_id, "a:2", subject="alert:1", edits=True)
    put(core, owner_id, "a:3", subject="alert:1", edits=True, message=NEWER)
    assert claim(core) == ()
    with core.unit() as unit:
        contact.sent(unit, {first.notice_id: 99})

    (edit,) = claim(core)

    assert edit.message == NEWER
    assert row(core, "a:2").reason == "superseded"


def test_an_edit_of_what_was_never_seen_is_dropped(core: Core, owner_id: int) -> None:
    put(core, owner_id, "a", subject="alert:1", edits=True)

    assert claim(core) == ()
    assert (row(core, "a").state, row(core, "a").reason) == ("dropped", "nothing_to_edit")


@pytest.mark.parametrize("no", ["withdrawn", "privacy mode", "never given"])
def test_what_is_made_for_a_purpose_does_not_go_out_without_a_yes_to_it(
    core: Core, owner_id: int, no: str
) -> None:
    with core.unit() as unit:
        for purpose in (Purpose.CARE, Purpose.DRIVING) if no != "never given" else (Purpose.CARE,):
            registry.consent(unit, owner_id, purpose=purpose, given=True, channel="test")
    put(core, owner_id, "blue", grade=rules.BLUE, purpose=Purpose.DRIVING)
    put(core, owner_id, "care", purpose=Purpose.CARE)
    with core.unit() as unit:
        if no == "withdrawn":
            registry.consent(unit, owner_id, purpose=Purpose.DRIVING, given=False, channel="test")
        preferences.set_privacy_mode(unit, owner_id, on=no == "privacy mode")

    assert len(claim(core)) == 1
    assert (row(core, "blue").state, row(core, "blue").reason) == ("dropped", "not_agreed")
    with core.reading() as unit:
        assert unit.session.exec(select(BudgetSlot)).all() == []


def test_what_is_made_for_a_purpose_goes_out_with_a_yes_to_it(core: Core, owner_id: int) -> None:
    with core.unit() as unit:
        for purpose in (Purpose.CARE, Purpose.DRIVING):
            registry.consent(unit, owner_id, purpose=purpose, given=True, channel="test")
    put(core, owner_id, "blue", grade=rules.BLUE, purpose=Purpose.DRIVING)

    assert len(claim(core)) == 1


def test_a_withdrawn_message_is_not_sent_and_its_slot_is_free_again(core: Core, owner_id: int) -> None:
    put(core, owner_id, "a", subject="alert:1", grade=rules.YELLOW)

    with core.unit() as unit:
        contact.withdraw(unit, owner_id, "alert:1")

    assert claim(core) == ()
    with core.reading() as unit:
        assert unit.session.exec(select(BudgetSlot)).all() == []


def test_what_was_not_delivered_is_tried_again_in_time(core: Core, clock: FixedClock, owner_id: int) -> None:
    put(core, owner_id, "a")
    (first,) = claim(core)
    with core.unit() as unit:
        contact.not_delivered(unit, first.notice_id, after_s=30)
    assert claim(core) == ()

    clock.advance(timedelta(seconds=30))
    (second,) = claim(core)

    assert (second.attempt, second.repeat) == (2, False)


@pytest.mark.parametrize(("grade", "state"), [(rules.RED, "queued"), (rules.YELLOW, "unknown")])
def test_a_sending_whose_process_died_is_never_forgotten(
    core: Core, clock: FixedClock, owner_id: int, grade: int, state: str
) -> None:
    put(core, owner_id, "a", grade=grade)
    claim(core)
    clock.advance(timedelta(seconds=31))

    with core.unit() as unit:
        assert contact.recover(unit) == 1

    assert row(core, "a").state == state


def test_a_red_of_unknown_outcome_is_repeated_once_and_says_so(core: Core, owner_id: int) -> None:
    put(core, owner_id, "a", grade=rules.RED)
    (first,) = claim(core)
    with core.unit() as unit:
        contact.ambiguous(unit, first.notice_id, "timeout")
    (second,) = claim(core)
    with core.unit() as unit:
        contact.ambiguous(unit, second.notice_id, "timeout")

    assert second.repeat
    assert claim(core) == ()
    assert (row(core, "a").state, row(core, "a").reason) == ("unknown", "timeout")


def test_a_delivery_reported_late_cancels_the_repeat(core: Core, owner_id: int) -> None:
    put(core, owner_id, "a", grade=rules.RED)
    (first,) = claim(core)
    with core.unit() as unit:
        contact.ambiguous(unit, first.notice_id, "timeout")
    with core.unit() as unit:
        contact.sent(unit, {first.notice_id: 99})

    assert claim(core) == ()
    assert row(core, "a").state == "sent"


def test_nothing_is_sent_to_an_owner_whose_key_is_destroyed(core: Core, owner_id: int) -> None:
    put(core, owner_id, "a")
    with core.unit() as unit:
        core.keyring.destroy(unit.session, owner_id)

    assert claim(core) == ()
    assert (row(core, "a").state, row(core, "a").reason) == ("dead", "erased")


def test_buttons_of_a_claimed_message_work(core: Core, owner_id: int) -> None:
    put(
        core,
        owner_id,
        "a",
        message=Message(lines=(), rows=((Button(Phrase("choice.drop"), "visit.book", {"visit_id": 7}),),)),
    )
    (outgoing,) = claim(core)

    with core.unit() as unit:
        pressed = contact.press(unit, owner_id, outgoing.tokens[0][0])

    assert (pressed.verb, pressed.params) == ("visit.book", {"visit_id": 7})


def test_what_is_still_being_sent_is_not_lost_however_slow_it_is_or_far_the_clock_leaps(
    core: Core, owner_id: int, clock: FixedClock
) -> None:
    put(core, owner_id, "a", grade=rules.RED)
    (outgoing,) = claim(core)
    for _ in range(3):
        clock.advance(timedelta(hours=6))
        with core.unit() as unit:
            contact.keep_up(unit, [outgoing.notice_id])
            assert contact.recover(unit) == 0
            assert contact.claim(unit, limit=5) == ()

    with core.unit() as unit:
        contact.sent(unit, {outgoing.notice_id: 77})
    assert (row(core, "a").state, row(core, "a").repeat) == ("sent", False)


def test_a_group_is_told_once_and_known_by_a_keyed_hash_alone(core: Core) -> None:
    with core.unit() as unit:
        assert mailbox.hint_once(unit, -100123)
        assert not mailbox.hint_once(unit, -100123)
        assert mailbox.hint_once(unit, -100124)
        hashes = unit.session.exec(select(GroupHint.group_hash)).all()
    assert not any("100123" in each for each in hashes)


def flipped(unit: Unit, notice: Notice) -> None:
    del unit
    notice.body = notice.body[:-1] + bytes([notice.body[-1] ^ 1])


def cut(unit: Unit, notice: Notice) -> None:
    del unit
    notice.body = notice.body[:3]


def of_another_form(unit: Unit, notice: Notice) -> None:
    notice.body = unit.seal_fact(notice.owner_id, ["message", *"abcdefghij"], label="notice.body")


def no_list(unit: Unit, notice: Notice) -> None:
    notice.body = unit.seal_fact(notice.owner_id, 7, label="notice.body")


def without_a_chat(unit: Unit, notice: Notice) -> None:
    unit.session.get_one(Owner, notice.owner_id).chat_sealed = b"no chat at all, though long enough"


def without_a_key(unit: Unit, notice: Notice) -> None:
    key = unit.session.exec(select(DataKey).where(DataKey.owner_id == notice.owner_id)).one()
    key.wrapped = bytes(len(key.wrapped))


@pytest.mark.parametrize("damage", [flipped, cut, of_another_form, no_list, without_a_chat, without_a_key])
def test_a_damaged_notice_is_closed_with_a_reason_and_the_others_go_out(
    core: Core, owner_id: int, other_id: int, damage: Callable[[Unit, Notice], None]
) -> None:
    put(core, owner_id, "a")
    put(core, other_id, "b")
    with core.unit() as unit:
        damage(unit, unit.session.exec(select(Notice).where(Notice.key == "a")).one())

    assert [each.owner_id for each in claim(core)] == [other_id]
    assert (row(core, "a").state, row(core, "a").reason) in {("dead", "damaged"), ("dead", "erased")}
