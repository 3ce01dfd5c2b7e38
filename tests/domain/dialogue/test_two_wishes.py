"""Two jobs in one message, a question beside an answer, and what must not be taken for either."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.dialogue import script
from domain.dialogue.facts import Asked, Intent, Meaning, Offer, Talk, Task, Visit
from domain.dialogue.meaning import jobs, lists, model, understand
from domain.dialogue.topics import Topic

NOW = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - a wall clock; a Wednesday
FRIDAY = datetime(2026, 11, 20, 6, tzinfo=UTC)  # 14:00 at the centre
ZONE = "Asia/Shanghai"
SLOT = Offer("1@x", FRIDAY, ZONE, "East")
VISITED = Talk(visits=(Visit(1, "brake_check", FRIDAY, ZONE, "East"),))
SUMMARY = Talk(task=Task(Intent.BOOK, job="brake_check", slot=SLOT, no=5), asked=Asked.BOOKING, terms="x")
CANCELLING = replace(VISITED, task=Task(Intent.CANCEL, visit=1, no=5), asked=Asked.CANCELLING)
WARNED = Talk(warned_slot=SLOT, warned_job="brake_pads")


def meant(text: str, talk: Talk) -> Meaning:
    return understand.understand(text, talk=talk, now=NOW, model=model.shipped())


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("我想换轮胎顺便做个保养", ("tyre_service", "yearly_service")),
        ("轮胎和刹车片一起换", ("tyre_service", "brake_pads")),
        ("做个刹车检查，另外把空调滤芯换了", ("brake_check", "cabin_filter")),
        ("保养的时候再换一下刹车油", ("yearly_service", "brake_fluid")),
        ("a service and a brake check on friday", ("yearly_service", "brake_check")),
        ("new tyres and while it's there can you also do the annual service", ("tyre_service", "yearly_service")),
        ("cabin filter plus brake fluid please", ("cabin_filter", "brake_fluid")),
    ],
)  # fmt: skip
def test_two_jobs_that_are_wished_for_together_are_both_known(text: str, both: tuple[str, str]) -> None:
    assert lists.several(script.plain(text)) == both


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("new tyres, a service and a cabin filter", ("tyre_service", "yearly_service", "cabin_filter")),
        ("换轮胎、做保养，还要换空调滤芯", ("tyre_service", "yearly_service", "cabin_filter")),
        ("new tyres, brakes and a service", ("tyre_service", "brake_pads", "yearly_service")),
        ("an inspection and new tyres", ("inspection", "tyre_service")),
        ("年检，顺便换轮胎", ("inspection", "tyre_service")),
        ("tyre inspection and a cabin filter", ("tyre_service", "cabin_filter")),
        ("tyres and a service, but no brake fluid", ("tyre_service", "yearly_service")),
    ],
)
def test_all_jobs_of_a_list_are_known(text: str, every: tuple[str, ...]) -> None:
    assert lists.several(script.plain(text)) == every


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("an inspection without the tyres", ("tyre_service",)),
        ("leave out the tyres", ("tyre_service",)),
        ("cancel the cabin filter", ("cabin_filter",)),
        ("不要轮胎,只做保养", ("tyre_service",)),
        ("轮胎不做了", ("tyre_service",)),
        ("轮胎不用换", ("tyre_service",)),
        ("不换轮胎不行了", ()),
        ("i'll take the brake check on friday", ()),
        ("刹车片和保养,刹车油不换", ("brake_fluid",)),
    ],
)
def test_a_job_that_is_not_wanted_is_known(text: str, without: tuple[str, ...]) -> None:
    assert jobs.refused(text) == without


@pytest.mark.parametrize(
    "text",
    [
        "不是换轮胎，是做保养",
        "换刹车片还是刹车检查",
        "上个月换了轮胎，这次做保养",
        "刹车有点响，想做个刹车检查",
        "电池还有一半电，顺便约个保养",
        "年度保养和首保",
        "a service, not a brake check",
        "new tyres or a service",
        "the tyres were done last month and now a service",
        "the brakes feel soft and I want a brake check",
    ],
)
def test_one_job_beside_what_is_no_wish_is_one_job(text: str) -> None:
    assert lists.several(script.plain(text)) == ()


@pytest.mark.parametrize(
    ("text", "talk", "extra"),
    [
        ("同样的时间，再帮我做个保养", SUMMARY, "yearly_service"),
        ("same time but add a service please", SUMMARY, "yearly_service"),
        ("周六上午吧，顺便做个保养", WARNED, "yearly_service"),
        ("saturday morning please, and do a service as well", WARNED, "yearly_service"),
    ],
)
def test_work_added_to_what_is_in_question_does_not_take_its_place(text: str, talk: Talk, extra: str) -> None:
    found = meant(text, talk)

    assert (found.job, found.extra) == (None, extra)
    assert Topic.EXTRA in found.topics


@pytest.mark.parametrize(
    ("text", "talk"),
    [
        ("这次顺便把轮胎换了", VISITED),
        ("can they change the tyres as well while it's there", VISITED),
    ],
)
def test_work_added_to_the_only_visit_is_answered_for_that_visit(text: str, talk: Talk) -> None:
    found = meant(text, talk)

    assert found.intent is Intent.QUESTION
    assert found.topics == (Topic.EXTRA,)


@pytest.mark.parametrize("text", ["yes and add a tyre change", "add tyres please", "好的，加个换轮胎"])
def test_work_added_without_a_time_is_answered_for_the_summary(text: str) -> None:
    found = meant(text, SUMMARY)

    assert (found.intent, found.topics) == (Intent.QUESTION, (Topic.EXTRA,))


@pytest.mark.parametrize(
    "text",
    [
        "离我最近的服务中心在哪儿啊，开车大概多久能到",
        "哪个离我近",
        "换个近一点的店行吗",
        "where's the nearest service centre to me and how long does it take to get there",
        "is there a centre closer to me",
        "which one is closer to me",
    ],
)
@pytest.mark.parametrize("talk", [Talk(), VISITED, SUMMARY])
def test_who_asks_for_the_nearest_centre_is_answered_that(text: str, talk: Talk) -> None:
    found = meant(text, talk)

    assert found.intent is Intent.QUESTION
    assert found.topics == (Topic.NEAREST,)


@pytest.mark.parametrize(
    "text",
    [
        "车现在这样还能开长途吗，我后天要跑一趟杭州",
        "能开到周末吗周末我才有空",
        "这个严重吗，我今天还要开车接孩子",
        "is it safe to drive to my sister's tomorrow its about 300 km",
        "can I drive it until the weekend, that's when I have time",
        "is this serious, I still have to pick up the kids today",
    ],
)
@pytest.mark.parametrize("talk", [Talk(), VISITED, WARNED])
def test_whether_the_car_may_be_driven_is_a_question_and_its_day_no_wish(text: str, talk: Talk) -> None:
    found = meant(text, talk)

    assert found.intent is Intent.QUESTION
    assert Topic.SAFE in found.topics
    assert found.when is None


@pytest.mark.parametrize("text", ["can it wait until friday", "能等到周五吗", "能拖到周五不", "能不能拖几天"])
@pytest.mark.parametrize("talk", [Talk(), VISITED, WARNED, SUMMARY])
def test_whether_it_can_wait_is_a_question_and_its_day_no_wish(text: str, talk: Talk) -> None:
    found = meant(text, talk)

    assert (found.intent, found.topics, found.when) == (Intent.QUESTION, (Topic.NEGLECT,), None)


@pytest.mark.parametrize("text", ["店里能等吗", "店里能等到几点", "can I wait there?"])
def test_who_would_wait_at_the_centre_is_answered_that(text: str) -> None:
    assert meant(text, VISITED).topics == (Topic.WAITING,)


@pytest.mark.parametrize("text", ["is it safe?", "I want to know if it is safe", "明天开长途可以吗"])
def test_whether_it_is_safe_is_no_condition(text: str) -> None:
    assert meant(text, SUMMARY).topics == (Topic.SAFE,)


@pytest.mark.parametrize(
    "text",
    [
        "开长途之前想做个保养",
        "明天开长途，能先做个保养吗",
        "I need to get to work, can I come at 7?",
        "is it bad? book me for saturday",
    ],
)
def test_a_wish_for_a_visit_is_not_lost_to_what_is_said_of_driving(text: str) -> None:
    found = meant(text, Talk())

    assert found.job or found.when
    assert found.intent is not Intent.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "要多久啊 做完能赶上下午三点接孩子吗",
        "how long is it, will I be done in time to pick up the kids at 3",
    ],
)
def test_when_the_car_has_to_be_ready_is_no_wish_for_that_time(text: str) -> None:
    found = meant(text, SUMMARY)

    assert found.when is None
    assert Topic.LENGTH in found.topics


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("对，不要了", Intent.AFFIRM),
        ("我不去了", Intent.AFFIRM),
        ("I don't want it any more", Intent.AFFIRM),
        ("actually I'll come after all", Intent.NEGATE),
        ("算了还是去吧", Intent.NEGATE),
        ("I don't want it cancelled", Intent.NEGATE),
        ("不想要取消", Intent.NEGATE),
    ],
)
def test_who_gives_a_visit_up_is_not_said_to_keep_it(text: str, intent: Intent) -> None:
    assert meant(text, CANCELLING).intent is intent


@pytest.mark.parametrize("text", ["when is my next service due", "下次保养是什么时候"])
def test_when_other_work_is_due_is_not_answered_with_the_time_of_the_visit(text: str) -> None:
    assert meant(text, VISITED).topics == (Topic.DUE,)


@pytest.mark.parametrize("text", ["when is my brake check", "刹车检查是什么时候来着"])
def test_when_the_booked_work_is_done_is_answered(text: str) -> None:
    assert Topic.TIME in meant(text, VISITED).topics


@pytest.mark.parametrize(
    ("text", "day"),
    [("我不去了你帮我取消，另外约下周二的", 24), ("cancel it and book me for next tuesday instead", 24)],
)
def test_a_visit_given_up_for_another_time_is_moved(text: str, day: int) -> None:
    found = meant(text, VISITED)

    assert found.intent is Intent.RESCHEDULE
    assert found.when
    assert found.when.date_from
    assert found.when.date_from.day == day


@pytest.mark.parametrize("text", ["算了吧太贵了", "too expensive, forget it", "先不约了，等我发工资再说"])
def test_who_leaves_for_a_reason_leaves(text: str) -> None:
    assert meant(text, SUMMARY).drop


@pytest.mark.parametrize("text", ["太贵了", "forget the price, is it far", "算了，改到周五吧"])
def test_a_complaint_or_another_wish_does_not_end_the_task(text: str) -> None:
    assert not meant(text, SUMMARY).drop
