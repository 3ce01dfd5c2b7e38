from datetime import UTC, date, datetime, time

import pytest

from domain.dialogue import facts, script
from domain.dialogue.facts import Asked, Intent, Meaning, Offer, Talk, Task
from domain.dialogue.meaning import jobs, model, reports
from domain.dialogue.meaning.understand import understand
from domain.registry.facts import Serviced
from domain.upkeep.facts import Entry
from tests import pace

NOW = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - a wall clock; a Wednesday
OFFERED = tuple(
    Offer(
        slot=f"s{hour}", start=datetime(2026, 11, 19, hour, tzinfo=UTC), zone="Asia/Shanghai", centre="Pudong"
    )
    for hour in (1, 2, 6)  # 9:00, 10:00 and 14:00 there
)
NOTHING = Talk()
WHEN = Talk(task=Task(Intent.BOOK, job="brake_pads"), asked=Asked.WHEN)
SLOT = Talk(task=Task(Intent.BOOK, job="brake_pads"), asked=Asked.SLOT, offered=OFFERED)
BOOKING = Talk(
    task=Task(Intent.BOOK, job="brake_pads", slot=OFFERED[0]), asked=Asked.BOOKING, offered=OFFERED
)


def meaning(text: str, talk: Talk = NOTHING) -> Meaning:
    return understand(text, talk=talk, now=NOW, model=model.shipped())


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("明天下午能不能保养", {Intent.BOOK, Intent.ASK_AVAILABILITY}),
        ("move it to Thursday morning", {Intent.RESCHEDULE}),
        ("把预约取消了吧", {Intent.CANCEL}),
        ("周六还能约上吗", {Intent.ASK_AVAILABILITY, Intent.BOOK}),
        ("my car needs new brake pads, any time Friday works", {Intent.BOOK}),
        ("which of my data do you keep", {Intent.QUESTION}),
        ("为啥最近续航这么短", {Intent.CAR_QUESTION}),
        ("order me a burger", {Intent.OOS}),
        ("把以前做过的保养翻出来看看", {Intent.HISTORY}),
        ("what services did the car have in the past", {Intent.HISTORY}),
        ("多谢", {Intent.THANK}),
        ("yes please", {Intent.AFFIRM}),
        ("不用了", {Intent.NEGATE}),
    ],
)
def test_a_message_is_understood_for_what_it_is_about(text: str, intent: set[Intent]) -> None:
    found = meaning(text)

    assert found.intent in intent
    assert found.sure >= facts.DO


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        (
            "so how is my car doing, I have been driving to my mother's all month because of her hip and my brother is no help",
            Intent.CAR_QUESTION,
        ),
        (
            "we are off to Wales soon. is everything ok with the car? the kids get so bored",
            Intent.CAR_QUESTION,
        ),
        ("我的车现在怎么样啊，这个月天天跑医院接我妈，我弟弟一点忙都帮不上，想想就来气", Intent.CAR_QUESTION),
        ("how is my brother doing, he drives the same car as I do", Intent.OOS),
        ("我弟弟怎么样了，他也开这款车", Intent.OOS),
        ("我想预约到店", Intent.BOOK),
        ("你好，我想约个时间", Intent.BOOK),
        ("hi, can I make an appointment please", Intent.BOOK),
    ],
)
def test_the_main_wishes_are_understood_beside_whatever_else_is_told(text: str, intent: Intent) -> None:
    assert meaning(text).intent is intent


def test_the_time_and_the_job_come_with_the_intent() -> None:
    found = meaning("预约下周二上午补胎")

    assert (found.intent, found.job) == (Intent.BOOK, "tyre_service")
    assert found.when
    assert found.when.date_from == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "pick"),
    [
        ("第二个", 1),
        ("10点那个", 1),
        ("the second one", 1),
        ("the afternoon one", 2),
        ("最后一个", 2),
        ("3", 2),
        ("earliest one", 0),
    ],
)
def test_one_of_the_offered_slots_is_picked_by_place_or_time(text: str, pick: int) -> None:
    assert meaning(text, SLOT).pick == pick


def test_a_time_that_was_not_offered_picks_nothing() -> None:
    found = meaning("11点那个", SLOT)

    assert found.pick is None
    assert found.when
    assert found.when.time_from == time(11)


def test_a_bare_number_is_an_hour_only_when_a_time_was_asked_for() -> None:
    found = meaning("3", WHEN)

    assert found.when
    assert found.when.time_from == time(15)
    assert meaning("3", NOTHING).when is None


@pytest.mark.parametrize("text", ["不对，是周四", "no, Thursday", "no I said Thursday"])
def test_a_correction_is_a_no_with_the_new_time(text: str) -> None:
    found = meaning(text, BOOKING)

    assert found.intent is Intent.NEGATE
    assert found.when
    assert found.when.date_from == date(2026, 11, 19)


@pytest.mark.parametrize(
    "text",
    ["把周四的改到周五", "move it from Thursday to Friday", "Friday instead of Thursday", "周四不行，周五吧"],
)
def test_of_two_times_the_one_moved_to_is_the_wish(text: str) -> None:
    found = meaning(text)

    assert found.when
    assert found.when.date_from == date(2026, 11, 20)


def test_a_yes_with_a_time_is_the_time_and_no_yes() -> None:
    found = meaning("好的，周四下午", BOOKING)

    assert found.intent is Intent.INFORM


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("要做保养", "yearly_service"),
        ("第一次保养", "first_service"),
        ("her first service", "first_service"),
        ("the annual on the Zoe", "yearly_service"),
        ("入冬前检查一下", "season_check"),
        ("后胎磨得差不多了", "tyre_service"),
        ("换冬天的胎", "wheel_change"),
        ("flat tyre", "tyre_service"),
        ("刹车片", "brake_pads"),
        ("电池检测", "battery_check"),
        ("高压系统检查", "high_voltage_check"),
        ("insulation check", "high_voltage_check"),
        ("冷却液漏了", "coolant_repair"),
        ("空调滤芯", "cabin_filter"),
        ("小电瓶", "twelve_volt"),
        ("12V battery", "twelve_volt"),
        ("12V 蓄电池检测", "twelve_volt_check"),
        ("检查一下电瓶", "twelve_volt_check"),
        ("12-volt battery test", "twelve_volt_check"),
        ("please test my small battery", "twelve_volt_check"),
        ("檢查一下", "inspection"),
        ("hello", None),
    ],
)
def test_a_job_is_known_by_its_words(text: str, job: str | None) -> None:
    assert jobs.find(script.plain(text)) == job


def test_gibberish_is_not_acted_upon() -> None:
    found = meaning("zxcv qqpw")

    assert found.sure < facts.DO or found.intent is Intent.OOS


def test_a_message_is_understood_in_a_few_milliseconds() -> None:
    meaning("warm up")
    with pace.spending() as spent:
        for _ in range(50):
            meaning("can I bring the car in for brakes next Thursday at 1:45 p.m. please?")

    assert spent.s / 50 < 0.010  # 3 ms is usual


def correcting(asked: Asked, on: date) -> Talk:
    entry = Entry(1, 1, Serviced("yearly_service", on, 18_000.0))
    return Talk(task=Task(Intent.HISTORY, entry=entry), asked=asked)


@pytest.mark.parametrize(
    ("text", "near", "on"),
    [
        ("5月6日", date(2025, 5, 1), date(2025, 5, 6)),
        ("5月6日", date(2026, 11, 10), date(2026, 5, 6)),
        ("6 May 2024", date(2025, 5, 1), date(2024, 5, 6)),
        ("昨天", date(2025, 5, 1), date(2026, 11, 17)),
        ("last Tuesday", date(2025, 5, 1), date(2026, 11, 10)),
        ("明天", date(2025, 5, 1), date(2026, 11, 19)),
        ("20号", date(2026, 11, 10), date(2026, 10, 20)),
        ("周五", date(2026, 11, 10), date(2026, 11, 13)),
    ],
)
def test_a_day_of_the_past_is_the_nearest_to_the_one_on_record(text: str, near: date, on: date) -> None:
    assert meaning(text, correcting(Asked.DONE_ON, near)).on == on


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("18250", 18_250),
        ("about 18,250 km", 18_250),
        ("18.250", 18_250),
        ("18 250 km", 18_250),
        ("大概1.8万公里", 18_000),
        ("16.9k", 16_900),
        ("一万多", None),
        ("99999999", None),
    ],
)
def test_an_odometer_is_read_as_people_write_it(text: str, km: float | None) -> None:
    assert meaning(text, correcting(Asked.DONE_KM, date(2026, 11, 10))).km == km
    assert meaning(text, NOTHING).km is None


@pytest.mark.parametrize("text", ["absolutely not", "yes, but not at this moment", "当然不行"])
def test_a_yes_with_a_no_in_it_is_never_a_yes_that_acts(text: str) -> None:
    found = meaning(text, BOOKING)

    assert found.intent is not Intent.AFFIRM or found.sure < facts.DO


def test_a_yes_in_the_words_of_a_booking_answers_the_summary() -> None:
    assert meaning("yes, please book an appointment", BOOKING).intent is Intent.AFFIRM


def test_thanks_with_nothing_open_are_thanks() -> None:
    assert meaning("好的，谢谢").intent is Intent.THANK
    assert meaning("好的，谢谢", BOOKING).intent is Intent.AFFIRM


@pytest.mark.parametrize(
    "text", ["不取消了", "还是别取消了", "我没说要取消", "don't cancel it", "no, do not cancel my visit"]
)
def test_a_visit_that_nobody_asked_to_cancel_is_not_cancelled_by_saying_so(text: str) -> None:
    found = understand(text, talk=NOTHING, now=NOW, model=model.shipped())

    assert found.intent is not Intent.CANCEL


@pytest.mark.parametrize(
    "text", ["能不能取消", "要不要取消呢", "不能取消吗", "取消周五的，别取消周三的", "please cancel it"]
)
def test_asking_for_a_cancellation_is_no_wish_to_keep_the_visit(text: str) -> None:
    assert reports.other_meaning(Intent.CANCEL, text) is None


@pytest.mark.parametrize(
    "text",
    ["book something for saturday morning", "周六上午帮我约一个", "can you book me in for friday", "book"],
)
def test_a_wish_for_a_visit_needs_no_job(text: str) -> None:
    wish = meaning(text)

    assert wish.intent is Intent.BOOK
    assert wish.sure >= facts.DO


@pytest.mark.parametrize(
    ("text", "job"),
    [("the second one", "yearly_service"), ("2", "yearly_service"), ("第三个", "brake_fluid"), ("99", None)],
)
def test_a_job_is_chosen_by_its_place_in_the_list(text: str, job: str | None) -> None:
    asked = Talk(task=Task(Intent.BOOK), asked=Asked.JOB)

    assert meaning(text, asked).job == job


@pytest.mark.parametrize(
    "text", ["keep the old time", "no, leave it as it is please", "还是原来的时间吧", "算了不改了"]
)
def test_a_move_is_given_up_by_wishing_for_the_old_time(text: str) -> None:
    moving = Talk(task=Task(Intent.RESCHEDULE, job="inspection", visit=1234567), asked=Asked.WHEN)

    assert meaning(text, moving).drop
    assert not meaning(text, WHEN).drop
