from dataclasses import replace
from datetime import UTC, date, datetime
from string import Formatter
from typing import Any

import pytest

from domain import phrases
from domain.dialogue import rules
from domain.dialogue.decisions import Book, Cancel, Hold, Move, OfferSlots, Release, Say, Show, Subject
from domain.dialogue.facts import Ask, Asked, Intent, Meaning, Offer, Talk, Task, TimeExpression, Visit
from domain.dialogue.times import when
from domain.explain.facts import Moment, Phrase

NOW = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - a wall clock; a Wednesday
ZONE = "Asia/Shanghai"
OFFERS = tuple(
    Offer(slot=f"s{hour}", start=datetime(2026, 11, 19, hour, tzinfo=UTC), zone=ZONE, centre="Pudong")
    for hour in (1, 2)
)
VISIT = Visit(
    number=7, job="brake_pads", start=datetime(2026, 11, 20, 2, tzinfo=UTC), zone=ZONE, centre="Pudong"
)
OTHER = Visit(
    number=8, job="tyre_service", start=datetime(2026, 11, 24, 2, tzinfo=UTC), zone=ZONE, centre="Pudong"
)


def at(text: str) -> TimeExpression:
    return when.find(text, now=NOW)[0]


def step(talk: Talk, intent: Intent, **said: Any) -> tuple[Talk, Any]:
    return go(talk, Meaning(intent, **said))


def go(talk: Talk, meaning: Meaning) -> tuple[Talk, Any]:
    """One step; what it replies is looked at by attribute."""
    return rules.step(talk, meaning, now=NOW, zone=ZONE)


def asked_again(talk: Talk) -> Any:
    again = rules.again(talk, now=NOW, zone=ZONE)
    assert again
    return again[1]


@pytest.fixture
def summary() -> Talk:
    """A talk that waits for the yes to a held slot."""
    talk, _ = step(Talk(), Intent.BOOK, job="brake_pads", when=at("Thursday morning"))
    talk, _ = rules.offered(talk, OFFERS)
    talk, _ = step(talk, Intent.INFORM, pick=1)
    return rules.summary(talk)[0]


def test_only_what_is_missing_is_asked_for() -> None:
    talk, job = step(Talk(), Intent.BOOK)
    _, look = step(talk, Intent.INFORM, job="brake_pads")

    assert job.code == "ask.job"
    assert isinstance(look, OfferSlots)
    assert (look.job, look.when, look.soonest) == ("brake_pads", None, False)


def test_the_first_of_several_free_times_is_summed_up_with_the_others_beside_it() -> None:
    talk, _ = step(Talk(), Intent.BOOK, job="brake_pads", when=at("tomorrow"))
    talk, held = rules.offered(talk, OFFERS)
    talk, ask = rules.summary(talk)
    chosen, _ = step(talk, Intent.INFORM, pick=1)
    chosen, alone = rules.summary(chosen)
    _, booked = step(chosen, Intent.AFFIRM, plain=True)

    assert isinstance(held, Hold)
    assert (ask.code, talk.asked) == ("ask.booking_or", Asked.BOOKING)
    assert [each.meaning.slot for each in ask.choices if each.meaning.slot] == list(OFFERS[1:])
    assert alone.code == "ask.booking"
    assert booked == Book("brake_pads", "s2")


def test_everything_said_at_once_is_looked_up_at_once() -> None:
    _, reply = step(Talk(), Intent.BOOK, job="tyre_service", when=at("明天下午"))

    assert isinstance(reply, OfferSlots)


def test_a_pick_is_held_then_summed_up_and_booked_only_on_a_yes(summary: Talk) -> None:
    _, ask = rules.summary(summary)
    _, act = step(summary, Intent.AFFIRM, plain=True)

    assert ask.code == "ask.booking"
    assert ask.params["when"] == Moment(OFFERS[1].start, ZONE)
    assert act == Book("brake_pads", "s2")


def test_a_yes_that_only_the_model_takes_for_one_writes_nothing(summary: Talk) -> None:
    talk, reply = step(summary, Intent.AFFIRM, sure=1.0)

    assert reply == Say(Phrase("answer.not_yes"))
    assert isinstance(asked_again(talk), Hold)  # the summary, once the slot is known to be held


def test_the_summary_on_another_slot_or_car_is_not_agreed_to_by_an_earlier_yes(summary: Talk) -> None:
    assert summary.task
    yes = rules.summary(summary)[1].choices[0].meaning
    others = (
        replace(summary.task, slot=OFFERS[0]),
        replace(summary.task, car=9),
        replace(summary.task, job="x"),
    )
    for task in others:
        _, act = rules.step(replace(summary, task=task), yes, now=NOW, zone=ZONE)
        _, plain = step(replace(summary, task=task), Intent.AFFIRM, plain=True)
        assert {type(act), type(plain)} == {Hold}


def test_a_correction_changes_the_day_and_keeps_the_rest(summary: Talk) -> None:
    talk, reply = step(summary, Intent.NEGATE, when=at("周五"))

    assert isinstance(reply, OfferSlots)
    assert reply.job == "brake_pads"
    assert reply.when
    assert reply.when.date_from == date(2026, 11, 20)
    assert reply.when.part_of_day == "morning"
    assert reply.release == "s2"
    assert talk.task
    assert talk.task.slot is None


def test_two_readings_are_a_question_with_both_as_choices() -> None:
    talk, reply = step(Talk(), Intent.BOOK, job="brake_pads", when=at("next Friday"))
    days = [choice.meaning.when.date_from for choice in reply.choices[:2]]
    _, look = go(talk, reply.choices[1].meaning)

    assert reply.code == "ask.reading"
    assert days == [date(2026, 11, 27), date(2026, 11, 20)]
    assert look.when.date_from == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("intent", "subject"),
    [
        (Intent.PRIVACY, Subject.PRIVACY),
        (Intent.CAR_QUESTION, Subject.CAR),
        (Intent.CHECK_STATUS, Subject.VISITS),
    ],
)
def test_an_interruption_keeps_the_open_task_and_its_question(
    summary: Talk, intent: Intent, subject: Subject
) -> None:
    talk, reply = step(summary, intent)

    assert reply == Show(subject)
    assert talk == summary
    assert asked_again(talk) == Hold(Book("brake_pads", "s2"), release=None)


def test_another_task_waits_for_the_first_to_come_back() -> None:
    talk, _ = step(Talk(visits=(VISIT,)), Intent.BOOK, job="tyre_service")
    talk, _ = step(talk, Intent.RESCHEDULE, when=at("下周一"), number=VISIT.number)
    after = rules.done(talk)

    assert talk.task
    assert talk.task.intent is Intent.RESCHEDULE
    assert after.task
    assert (after.task.intent, after.task.job) == (Intent.BOOK, "tyre_service")


def test_moving_keeps_the_booking_and_its_job() -> None:
    talk, look = step(Talk(visits=(VISIT,)), Intent.RESCHEDULE, when=at("tomorrow"))
    talk, _ = rules.offered(talk, OFFERS)
    talk, hold = step(talk, Intent.INFORM, pick=0)
    talk, ask = rules.summary(talk)
    _, act = step(talk, Intent.AFFIRM, plain=True)

    assert (look.visit, look.job) == (7, "brake_pads")
    assert isinstance(hold, Hold)
    assert (ask.code, ask.params["old"]) == ("ask.moving", Moment(VISIT.start, ZONE))
    assert act == Move(7, "s1")


def test_cancelling_asks_first_and_a_no_keeps_the_booking() -> None:
    talk, ask = step(Talk(visits=(VISIT,)), Intent.CANCEL)
    _, yes = step(talk, Intent.AFFIRM, plain=True)
    kept, no = step(talk, Intent.NEGATE)

    assert ask.code == "ask.cancelling"
    assert yes == Cancel(7)
    assert (kept.task, no.code) == (None, "answer.kept")


def test_of_several_bookings_the_day_or_a_question_tells_which() -> None:
    both = Talk(visits=(VISIT, OTHER))
    _, unsaid = step(both, Intent.CANCEL)
    named, _ = step(both, Intent.CANCEL, when=at("下周二"))

    assert unsaid.code == "ask.visit"
    assert named.task
    assert named.task.visit == 8


def test_cancel_in_the_middle_of_a_booking_asks_what_is_meant() -> None:
    talk, _ = step(Talk(visits=(VISIT,)), Intent.BOOK, job="tyre_service")
    same, reply = step(talk, Intent.CANCEL)

    assert same == replace(talk, elsewhere=True)
    assert reply.code == "ask.stop_or_cancel"


def test_without_a_booking_there_is_nothing_to_move() -> None:
    talk, reply = step(Talk(), Intent.RESCHEDULE)

    assert (talk.task, reply.code) == (None, "answer.no_visits")


def test_dropping_a_held_slot_lets_it_go(summary: Talk) -> None:
    talk, reply = step(summary, Intent.NEGATE, drop=True)

    assert talk.task is None
    assert reply == Release("s2")


def test_a_slot_that_has_gone_leads_to_what_is_free_now(summary: Talk) -> None:
    talk, reply = rules.look_again(summary)

    assert summary.task is not None
    assert talk.task == replace(summary.task, slot=None)
    assert isinstance(reply, OfferSlots)
    assert reply.when == summary.task.when


def test_no_free_slot_asks_for_another_day() -> None:
    talk, _ = step(Talk(), Intent.ASK_AVAILABILITY, when=at("tomorrow"))
    talk, reply = rules.offered(talk, ())

    assert isinstance(reply, Ask)
    assert (talk.asked, reply.code) == (Asked.WHEN, "ask.none_free")


def test_a_yes_to_several_slots_picks_none() -> None:
    talk, _ = step(Talk(), Intent.ASK_AVAILABILITY, job="brake_pads", when=at("tomorrow"))
    talk, _ = rules.offered(talk, OFFERS)
    after, reply = step(talk, Intent.AFFIRM, plain=True)

    assert reply.code == "ask.slot_which"
    assert [choice.meaning.slot for choice in reply.choices][: len(OFFERS)] == list(OFFERS)
    assert after.task is not None
    assert after.task.slot is None


def test_the_earliest_of_several_slots_is_summed_up_where_it_is_wished() -> None:
    talk, _ = step(Talk(), Intent.BOOK, job="brake_pads", when=at("tomorrow"), soonest=True)
    summed_up, held = rules.offered(talk, OFFERS)
    other, look = step(summed_up, Intent.NEGATE)
    _, listed = rules.offered(other, OFFERS)

    assert isinstance(held, Hold)
    assert (held.plan.slot, summed_up.asked) == (OFFERS[0].slot, Asked.BOOKING)
    assert isinstance(look, OfferSlots)
    assert isinstance(listed, Ask)
    assert listed.code == "ask.slot"


def test_an_unsure_meaning_is_a_question_that_keeps_what_was_said() -> None:
    booked = Talk(visits=(VISIT,))
    _, reply = step(booked, Intent.CANCEL, sure=0.4, also=(Intent.RESCHEDULE,), when=at("周五"))

    assert reply.code == "ask.meant"
    intents = [choice.meaning.intent for choice in reply.choices]
    assert intents[0] is Intent.RESCHEDULE
    assert intents[-1] is Intent.CANCEL  # the likeliest, and yet not first under a thumb
    assert reply.choices[0].meaning.when == at("周五")


def test_who_has_no_visit_is_offered_neither_to_move_nor_to_cancel_one() -> None:
    _, reply = step(Talk(), Intent.CANCEL, sure=0.4, also=(Intent.RESCHEDULE,), when=at("周五"))

    assert not {Intent.CANCEL, Intent.RESCHEDULE} & {choice.meaning.intent for choice in reply.choices}


@pytest.mark.parametrize("said", [Meaning(Intent.OOS), Meaning(Intent.BOOK, sure=0.1)])
def test_what_is_out_of_scope_is_told_what_can_be_done(said: Meaning) -> None:
    talk, reply = go(Talk(), said)

    assert (talk, reply.code) == (Talk(), "answer.cannot")
    assert reply.choices


def test_a_time_that_has_passed_is_looked_for_once_and_then_forgotten() -> None:
    early = replace(at("今天下午"), time_from=None, time_to=datetime(2026, 11, 18, 9).time())  # noqa: DTZ001 - a wall clock
    talk, reply = step(Talk(), Intent.BOOK, job="brake_pads", when=early)

    assert isinstance(reply, OfferSlots)
    assert reply.when == early
    assert talk.task == Task(Intent.BOOK, job="brake_pads", no=talk.last)


def test_every_question_has_words_for_itself_and_its_choices(summary: Talk) -> None:
    talk = Talk(visits=(VISIT, OTHER))
    why = Phrase("why.past.part")
    replies: list[object] = [rules.summary(summary)[1], rules.nowhere(summary, why)[1]]
    replies += [rules.offered(summary, offers, why=why)[1] for offers in (OFFERS, ())]
    replies += [step(start, intent)[1] for start in (talk, Talk(), summary) for intent in Intent]
    replies.append(step(Talk(), Intent.BOOK, job="brake_pads", when=at("next Friday"))[1])
    said = [Phrase(reply.code, reply.params) for reply in replies if isinstance(reply, Ask)]
    said += [choice.label for reply in replies if isinstance(reply, Ask) for choice in reply.choices]

    for phrase in said:
        text = phrases.TEXTS[phrase.code]
        assert isinstance(text, str)
        places = {name for _, name, _, _ in Formatter().parse(text) if name}
        assert places <= set(phrase.params)
