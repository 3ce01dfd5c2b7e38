import pytest

from domain.dialogue import arrival
from domain.dialogue.arrival import News

LATE = News(is_late=True)
COMING = News(is_late=False)


@pytest.mark.parametrize(
    ("text", "news"),
    [
        ("I'm running late", LATE),
        ("running 15 minutes late, sorry", News(True, 15)),
        ("Sorry I'll be about 20 min late", News(True, 20)),
        ("stuck in traffic, half an hour more", News(True, 30)),
        ("we will be an hour late", News(True, 60)),
        ("I'm on my way", COMING),
        ("I am coming", COMING),
        ("see you soon!", COMING),
        ("我要晚到20分钟", News(True, 20)),
        ("不好意思，堵车，晚到十五分钟左右", News(True, 15)),
        ("可能会迟到半小时", News(True, 30)),
        ("路上堵，晚一点到", LATE),
        ("得晚个一刻钟", News(True, 15)),
        ("我會遲到，大概二十分鐘", News(True, 20)),
        ("会准时到的", COMING),
        ("已经出发了", COMING),
        ("在路上了", COMING),
        ("可以晚点到吗", None),
        ("can I come late?", None),
        ("it is too late, cancel it", None),
        ("来不了了，改天吧", None),
        ("book brakes on Friday", None),
        ("刹车异响", None),
        ("too late for me, move it", None),
        ("", None),
    ],
)
def test_what_is_said_on_the_way_is_told_from_questions_and_other_wishes(
    text: str, news: News | None
) -> None:
    assert arrival.find(text) == news
