"""Work that is on no list is named with the nearest job; what is left to me is chosen."""

import pytest

from domain.dialogue import script, topics
from domain.dialogue.meaning import complaint, jobs, symptoms, unlisted
from domain.dialogue.setting_forms import Setting, read


@pytest.mark.parametrize(
    ("text", "name", "nearest"),
    [
        ("周五想换四条轮胎", "new_tyres", "tyre_service"),
        ("I want to replace the tires", "new_tyres", "tyre_service"),
        ("前后轮对调多少钱", "rotation", "tyre_service"),
        ("rotate my tyres please", "rotation", "tyre_service"),
        ("轮子要做动平衡", "balancing", "tyre_service"),
        ("换一下雨刮片", "wipers", "inspection"),
        ("replace my wiper blades", "wipers", "inspection"),
        ("看一下防冻液", "coolant_check", "inspection"),
        ("check my coolant level", "coolant_check", "inspection"),
    ],
)
def test_unlisted_work_has_a_nearest_job(text: str, name: str, nearest: str) -> None:
    plain = script.plain(text)

    assert unlisted.find(plain) == (unlisted.Unlisted(name, nearest),)
    assert jobs.find(plain) == nearest


@pytest.mark.parametrize(
    "text",
    [
        "轮胎检修",
        "不换轮胎",
        "换冬季轮胎",
        "winter tyres",
        "冷却液漏了",
        "coolant leak",
        "tyre service",
        "wipers",
    ],
)
def test_other_work_is_not(text: str) -> None:
    assert unlisted.find(script.plain(text)) == ()


def test_both_jobs_stay() -> None:
    assert {each.job for each in jobs.mentions("换轮胎、换刹车油,一次做完")} == {
        "tyre_service",
        "brake_fluid",
    }


@pytest.mark.parametrize(
    "text", ["你帮我挑一个吧", "不知道选哪个", "please choose for me", "no idea which one"]
)
def test_the_choice_is_left_to_me(text: str) -> None:
    assert unlisted.leaves_choice(text)


@pytest.mark.parametrize("text", ["我选第二个", "刹车油", "the second one", "I choose the brakes"])
def test_the_choice_is_not_left(text: str) -> None:
    assert not unlisted.leaves_choice(text)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("倒出车位的时候咔哒响吗", False),
        ("does it squeak when backing out of the parking space?", False),
        ("你们那边有车位吗", True),
        ("is there parking?", True),
    ],
)
def test_a_parking_space_in_a_tale_is_no_question(text: str, *, asks: bool) -> None:
    every = topics.find(text, rest=text, is_open=True, is_summary=False, extra=None)

    assert (topics.Topic.PARKING in every) is asks


def test_somebody_is_to_look_at_it() -> None:
    assert symptoms.asks_look("转弯咯噔咯噔响，希望尽快找个师傅检查")
    assert symptoms.asks_look("it clunks, could someone have a look?")
    assert not symptoms.asks_look("能不能下次再找师傅检查吧")


@pytest.mark.parametrize("text", ["不用改语言", "语言现在是中文吧", "don't change the language"])
def test_the_language_stays(text: str) -> None:
    wish = read(text)

    assert wish is not None
    assert wish.setting is Setting.SAME


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("当时说免费，结果要收我两百", True),
        ("they said no charge, why was I charged 90?", True),
        ("说好了周五有空的", False),
        ("you said Friday was free, why not Friday?", False),
    ],
)
def test_a_bill_against_a_word_is_a_complaint(text: str, *, is_one: bool) -> None:
    assert complaint.is_one(text) is is_one
