"""Which days and times an owner stands by: after holidays, instead of what was denied, and beside what keeps them away."""

from datetime import datetime

import pytest

from domain.dialogue.times import changes
from tests.domain.dialogue.test_compound_times import JANUARY, NOW, days, wish


@pytest.mark.parametrize(
    ("text", "now", "wanted"),
    [
        ("等春节过了再做", JANUARY, "02-13 02-26"), ("过了年找一天", JANUARY, "02-13 02-26"), ("年后", JANUARY, "02-13 02-26"), ("放完假再约", JANUARY, "02-13 02-26"),
        ("春节后初十上午", JANUARY, "02-15"), ("周一上班了再约", NOW, "11-23"), ("国庆之后", NOW.replace(month=9), "10-08 10-21"),
        ("after the Chinese New Year holidays", JANUARY, "02-13 02-26"), ("once Christmas is over", NOW, "12-26 01-08"), ("as soon as everyone is back at work", NOW, "01-02 01-15"),
        ("the week after Christmas", NOW, "12-28 01-03"), ("年后第一个周一", JANUARY, "02-15"),
        ("12月7号到11号那个礼拜，哪天都行", NOW, "12-07 12-11"), ("7 to 11 December, that week", NOW, "12-07 12-11"), ("14号那个礼拜", NOW, "12-14 12-20"),
        ("不是明天是礼拜六上午", NOW, "11-21"), ("it's not tomorrow it's Saturday", NOW, "11-21"), ("周四不是感恩节吗？我说的是下周二", NOW, "11-24"),
        ("今天帮我查一下，后天一早就出发", NOW, "11-18"), ("check it today, we set off on Friday at seven", NOW, "11-18"),
    ],
)  # fmt: skip
def test_the_day_that_is_meant_is_the_wish(text: str, now: datetime, wanted: str) -> None:
    assert days(text, now) == wanted


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("十点？要不十一点，十点我怕赶不上", 11),
        ("9:00 is too early, 11:00 please", 11),
        ("8点 too early啦，11点 OK", 11),
    ],
)
def test_a_time_that_is_refused_in_the_same_breath_is_no_wish(text: str, hour: int) -> None:
    found = wish(text)

    assert found
    assert found.time_from
    assert (found.time_from.hour, found.others, found.ambiguous) == (hour, (), ())


@pytest.mark.parametrize(
    ("before", "then", "left"),
    [
        ("周五下午三点不行", "就周五下午三点", 0),
        ("I can't do Friday afternoon", "Friday at three then", 0),
        ("周五上午不行", "就周五下午三点", 1),
        ("I can't do Friday at three", "Friday", 1),
    ],
)
def test_a_plain_wish_for_what_was_ruled_out_lifts_it(before: str, then: str, left: int) -> None:
    merged = changes.merged(wish(before), wish(then))

    assert merged
    assert len(merged.never) == left
