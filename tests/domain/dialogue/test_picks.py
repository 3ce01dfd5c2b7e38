"""What picks one of the offered slots, what asks among some, and what picks nothing."""

from datetime import UTC, datetime

import pytest

from domain.dialogue import script
from domain.dialogue.facts import Offer
from domain.dialogue.times import picks, when, wishes

NOW = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - a wall clock; a Wednesday
OFFERED = tuple(
    Offer(slot=f"{day}T{hour}:{minute:02}", start=datetime(2026, 11, day, hour - 8, minute, tzinfo=UTC), zone="Asia/Shanghai", centre="Pudong")
    for day, hour, minute in ((19, 9, 0), (19, 10, 0), (19, 14, 0), (20, 10, 0), (20, 13, 30))
)  # fmt: skip


def picked(text: str) -> tuple[str, ...]:
    plain = script.plain(text)
    wish, _ = wishes.choose(plain, when.find(text, now=NOW))
    return tuple(OFFERED[place].slot for place in picks.places_of(plain, wish, OFFERED))


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("nine would be lovely, thanks", "19T9:00"),
        ("the 13:30 one please", "20T13:30"),
        ("half past one works for me", "20T13:30"),
        ("2 pm is perfect", "19T14:00"),
        ("let's go with 9", "19T9:00"),
        ("the second one, please", "19T10:00"),
        ("I'd like the third slot if possible", "19T14:00"),
        ("option 4 sounds great", "20T10:00"),
        ("number five then", "20T13:30"),
        ("the later one on Friday", "20T13:30"),
        ("the earliest one on Thursday please", "19T9:00"),
        ("the last one on Thursday", "19T14:00"),
        ("Thursday afternoon works", "19T14:00"),
        ("could I take the first, thank you so much", "19T9:00"),
        ("ok, Friday at ten it is", "20T10:00"),
        ("the last one", "20T13:30"),
        ("Fri 20 Nov, 10:00", "20T10:00"),
        ("the middle one", "19T14:00"),
        ("hmm I'll take number two I guess", "19T10:00"),
        ("the two o'clock one would suit me best", "19T14:00"),
        ("就九点那个吧谢谢", "19T9:00"),
        ("嗯我选第二个", "19T10:00"),
        ("周五下午那个", "20T13:30"),
        ("最后一个", "20T13:30"),
        ("那就第三个吧，麻烦您了", "19T14:00"),
        ("周四最晚的那个", "19T14:00"),
        ("下午两点的可以", "19T14:00"),
        ("周五十点那个行", "20T10:00"),
        ("我要第一个，谢谢", "19T9:00"),
        ("选4", "20T10:00"),
        ("一点半吧", "20T13:30"),
        ("11月20日 周五 10:00", "20T10:00"),
        ("周四早一点的那个", "19T9:00"),
        ("好，周五晚一点的那个", "20T13:30"),
        ("第五个时间比较方便", "20T13:30"),
        ("周四第二个", "19T10:00"),
        ("中间那个就好", "19T14:00"),
        ("就约九点的好了，辛苦", "19T9:00"),
    ],
)
def test_a_pick_wrapped_in_courtesy_picks(text: str, slot: str) -> None:
    assert picked(text) == (slot,)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("ten please", ("19T10:00", "20T10:00")),
        ("10", ("19T10:00", "20T10:00")),
        ("the ten o'clock one", ("19T10:00", "20T10:00")),
        ("十点那个", ("19T10:00", "20T10:00")),
        ("上午十点吧", ("19T10:00", "20T10:00")),
        ("周五那个", ("20T10:00", "20T13:30")),
        ("the Friday one", ("20T10:00", "20T13:30")),
    ],
)
def test_what_fits_several_is_asked_about(text: str, slots: tuple[str, ...]) -> None:
    assert picked(text) == slots


@pytest.mark.parametrize(
    "text",
    [
        "the first working day next month", "my second car needs it too", "the first week of December", "that's my first time here",
        "give me a second", "first of all, what does it cost?", "the last time it took ages", "second thoughts, leave it",
        "is the second bay heated?", "eleven would be lovely, thanks", "12", "not the second one", "neither the first nor the second",
        "anything later?", "a later slot", "the first one but at eleven", "one of my two cars", "do you have a third option?",
        "can I bring my second set of tyres", "the first service was in May", "第一次保养", "一号", "第二辆车也要做", "最后一次是五月",
        "十一点那个", "不要第二个", "第一个工作日", "第二周再说", "第一次来要带什么", "我有两辆车", "晚一点的有吗", "三天后", "第三方保险",
        "二手车也能做吗", "第二天", "换一家店", "第一保养", "头一回来",
    ],
)  # fmt: skip
def test_an_ordinal_or_hour_inside_something_else_picks_nothing(text: str) -> None:
    assert picked(text) == ()


@pytest.mark.parametrize(("text", "place"), [("the first one", 0), ("第二个", 1), ("the last", 1)])
def test_of_two_readings_one_is_chosen_by_its_place(text: str, place: int) -> None:
    assert picks.place(text, 2) == place


def test_a_long_message_picks_nothing_by_a_word_in_it() -> None:
    assert picked("Thank you for the offers. " * 8 + "The second car that I own is parked at ten") == ()
