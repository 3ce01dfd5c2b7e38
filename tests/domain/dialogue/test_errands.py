"""What an owner has to do before and after the visit, and a time asked for behind the day: read, looked for, and said."""

from collections.abc import Callable
from datetime import datetime, time

import pytest

from domain.dialogue import script
from domain.dialogue.facts import TimeExpression
from domain.dialogue.times import changes, when, wishes
from tests.domain.dialogue.test_service import Talker, give_car, owner, talk
from tests.domain.dialogue.test_wishes_talk import slots

__all__ = ["give_car", "owner", "talk"]
NOW = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - the wall clock at the centre, a Wednesday


def wished(text: str) -> TimeExpression:
    wish, _ = wishes.choose(script.plain(text), when.find(text, now=NOW))
    assert wish is not None
    return wish


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("还是改到工作日晚上吧，六点以后有吗", 18),
        ("改到周五下午吧，四点以后还有吗", 16),
        ("换到下周上午吧，十点以后有没有", 10),
        ("move it to Friday evening, is there anything after six?", 18),
        ("could we do weekday afternoons instead, anything after three?", 15),
    ],
)
def test_a_time_asked_for_behind_part_of_a_day_narrows_it(text: str, clock: int) -> None:
    wish = wished(text)

    assert wish.time_from == time(clock)
    assert wish.ambiguous == ()


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("Friday morning, is there anything after two?", 14),
        ("周五上午，两点以后也行", 14),
        ("Friday morning, is there anything after nine?", 9),
    ],
)
def test_a_time_outside_of_the_part_of_the_day_is_none_of_it(text: str, begin: int) -> None:
    assert wished(text).time_from == time(begin)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("any day but Wednesday, after I drop the kids at 8:30, and I need to be out by noon", "08:30", "12:00"),
        ("once the kids are at school at nine, Thursday", "09:00", ""),
        ("tomorrow after my shift ends at 2", "14:00", ""),
        ("Friday, I have to leave by 4", "", "16:00"),
        ("Tuesday, I need to be done by 3pm", "", "15:00"),
        ("Can I come Monday? I have to leave at 11", "", "11:00"),
        ("Tuesday, and I have to pick up the kids at 3", "", "15:00"),
        ("Thursday morning, I have to be at the airport by 2", "05:00", "14:00"),
        ("I need the car back by 5 on Friday", "", "17:00"),
        ("送完孩子八点半以后，周五", "08:30", ""),
        ("八点半送完孩子再过去，周五", "08:30", ""),
        ("周四送完孩子，八点半以后，中午十二点前要走", "08:30", "12:00"),
        ("Friday, I'd like it back at 5", "", "17:00"),
        ("Friday, I want it by 5", "", "17:00"),
        ("Friday, I'd like to leave by 4", "", "16:00"),
        ("Friday, I have to go at 4", "", "16:00"),
        ("周五来，下午三点得去接娃", "", "15:00"),
        ("明天上午吧，我十一点半得走", "05:00", "11:30"),
        ("周二，中午前要弄好", "", "12:00"),
    ],
)  # fmt: skip
def test_what_comes_before_begins_the_wish_and_what_comes_after_ends_its_work(
    text: str, begin: str, end: str
) -> None:
    wish = wished(text)

    if begin:
        assert f"{wish.time_from:%H:%M}" == begin
    assert (f"{wish.done_by:%H:%M}" if wish.done_by else "") == end
    assert (wish.ambiguous, wish.refused, wish.doubt) == ((), False, "")


@pytest.mark.parametrize(
    "text",
    [
        "I can't leave work before 4",
        "Friday before noon",
        "周五上午十点前",
        "周五下午三点得去接娃，周六上午",
        "from Monday evening to Tuesday at ten",
    ],
)
def test_other_times_end_no_work(text: str) -> None:
    assert wished(text).done_by is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("book a tyre change for Friday, I'd like it at 9", 9),
        ("a tyre change on Friday, I want it at 9", 9),
        ("a tyre change on Friday, I need it at 9", 9),
        ("Friday please, I would like to go at 10", 10),
        ("周五三点送到店里换轮胎", 15),
        ("周五三点开到你们店", 15),
    ],
)
def test_a_time_that_is_wished_for_is_the_start(text: str, clock: int) -> None:
    wish = wished(text)

    assert (wish.time_from, wish.time_to, wish.done_by) == (time(clock), time(clock), None)


def test_a_new_day_keeps_the_time_by_which_the_work_has_to_be_over() -> None:
    whole = changes.merged(wished("Thursday, I have to leave by noon"), wished("Friday"))

    assert whole is not None
    assert (whole.done_by, whole.date_from) == (time(12), wished("Friday").date_from)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("book an inspection", "any day but Thursday, after I drop the kids at 8:30, and I need to be out by noon"),
        ("约个全车检查", "除了周四都行，送完孩子八点半以后，中午十二点前要走"),
    ],
)  # fmt: skip
def test_slots_are_offered_whose_work_is_over_in_time(
    give_car: Callable[[str], None], talk: Talker, first: str, second: str
) -> None:
    give_car("Blue")
    talk.say(first)
    talk.say(second)

    offered = [label[-5:] for label in talk.buttons if label[-3:-2] == ":"]
    assert offered
    assert all("08:30" <= each <= "11:00" for each in offered)  # it takes an hour
    assert "Thu" not in str(talk.buttons)


def test_nothing_free_so_late_is_said_first(give_car: Callable[[str], None], talk: Talker) -> None:
    give_car("Blue")
    talk.say("book an inspection on a weekday morning")
    answer = talk.say("rather weekday evenings, is there anything after six?")

    assert "From 18:00 on nothing can begin" in str(answer)
    assert slots(talk)


def test_slots_that_end_too_late_are_not_said_to_end_in_time(
    give_car: Callable[[str], None], talk: Talker
) -> None:
    give_car("Blue")
    talk.say("book an inspection")
    answer = talk.say("Thursday, but it has to be done by 8:15")

    assert "So that it is done by" not in answer
    assert slots(talk)
