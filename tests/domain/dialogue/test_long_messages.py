"""What owners write at length: the wish in it is heard, and what stands beside it is not taken for one."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.booking import waitlist
from domain.core import Core
from domain.dialogue import arrival, dangers, script, setting_forms
from domain.dialogue.facts import Intent
from domain.dialogue.meaning import reports, shortcuts
from domain.dialogue.setting_forms import Setting
from domain.dialogue.times import when
from domain.explain.facts import Language
from domain.registry.tables import Owner
from tests.domain.dialogue.chat import Chat, begun, strangers_take

NOW = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - a wall clock; a Wednesday
FULL: dict[Language, tuple[str, str, str]] = {
    "en": (
        "book a brake check on Friday",
        "put me on the waiting list for Friday",
        "ok and take me off that list please",
    ),
    "zh_Hans": (
        "周五做刹车检查",
        "那先给我排个候补吧，有人退了就叫我，别先给我订别的天",
        "候补我不排了，退出候补吧",
    ),
}


@pytest.mark.parametrize(
    "text",
    [
        "那先给我排个候补吧，有人退了就叫我，别先给我订别的天",
        "排候补，11月20号周五上午",
        "我说的是候补！周五有人取消了通知我",
        "周五要是空出来了能不能提醒我一声",
        "hm ok put me on the list, and don't book anything else",
        "let me know if somebody cancels",
    ],
)
def test_the_waiting_list_is_wished_for_in_many_words(text: str) -> None:
    found = shortcuts.find(text)

    assert found is not None
    assert found.wait


@pytest.mark.parametrize(
    "text", ["不要候补", "候补是什么意思吗", "what is the waiting list?", "take me off the list"]
)
def test_the_waiting_list_is_not_joined_by_a_denial_or_a_question(text: str) -> None:
    found = shortcuts.find(text)

    assert found is None or not found.wait


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_the_waiting_list_is_joined_and_left_by_word(core: Core, language: Language) -> None:
    chat = begun(core, language)
    for hour, hours in ((8, 3), (13, 5)):
        first = datetime(2026, 11, 20, hour, 30 if hour == 8 else 0, tzinfo=ZoneInfo("Asia/Shanghai"))
        strangers_take(core, 1, first, hours)
    book, join, leave = FULL[language]
    chat.say(book)

    chat.say(join)
    assert waits(chat) == 1

    chat.say(leave)
    assert waits(chat) == 0


def waits(chat: Chat) -> int:
    with chat.core.reading() as unit:
        return len(waitlist.of_owner(unit, chat.owner_id))


@pytest.mark.parametrize(
    "text",
    [
        "no messages between like 11 at night and 7 in the morning, unless the car is literally on fire",
        "晚上十一点到早上七点别发消息，除非车着火了",
    ],
)
def test_a_fire_that_is_only_a_condition_is_none(core: Core, text: str) -> None:
    chat = begun(core, "en")

    with core.reading() as unit:
        assert dangers.find(unit, unit.session.get_one(Owner, chat.owner_id), text) is None
    wish = setting_forms.read(text)
    assert wish is not None
    assert wish.setting is Setting.QUIET


@pytest.mark.parametrize(
    "text",
    [
        "the car is on fire",
        "no idea what to do unless you help, the car is on fire",
        "unless someone comes now we will die in here the battery is burning",
        "车着火了",
        "除非拉手刹不然刹车失灵停不下来",
        "除非你们马上派人来否则我就要死了车着火了",
    ],
)
def test_a_fire_that_is_told_stays_one(core: Core, text: str) -> None:
    chat = begun(core, "en")

    with core.reading() as unit:
        assert dangers.find(unit, unit.session.get_one(Owner, chat.owner_id), text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "if i did have to cancel would you charge me a fee",
        "is there a cancellation fee",
        "取消要扣钱吗",
        "万一要取消会不会收费",
    ],
)
def test_asking_what_a_cancellation_costs_is_none(text: str) -> None:
    assert reports.other_meaning(Intent.CANCEL, script.plain(text)) is Intent.CHECK_STATUS


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("oh wait its worse, make that half an hour, police everywhere. still ok? or do i lose it", 30),
        ("stuck in traffic, 20 minutes late. is that ok?", 20),
        ("堵车了，晚到二十分钟，没事吧？", 20),
    ],
)
def test_a_delay_is_heard_beside_a_question(text: str, minutes: int) -> None:
    news = arrival.find(text)

    assert news is not None
    assert (news.is_late, news.minutes) == (True, minutes)


@pytest.mark.parametrize(
    "text",
    [
        "that home assistant thing on my little pc, can you get the data from there",
        "my brother in law says you can hook up to home assistant",
        "can i just send you the csv file here",
        "我手里有csv文件，能不能导入",
        "TeslaMate的数据能给你吗，怎么传",
    ],
)
def test_a_program_or_file_that_has_data_leads_to_connecting(text: str) -> None:
    wish = setting_forms.read(text)

    assert wish is not None
    assert wish.setting is Setting.LINK


@pytest.mark.parametrize(
    "text",
    [
        "车该保养了，上次还是去年国庆前，周六有空吗",
        "last service was before christmas last year, is saturday free",
        "上次保养是去年春节，这周六可以吗",
    ],
)
def test_when_it_was_done_last_is_no_wish_for_a_day(text: str) -> None:
    days = {each.date_from for each in when.find(text, now=NOW) if not each.past}

    assert days == {NOW.date() + timedelta(days=3)}


def test_a_plain_wish_to_move_is_heard_whatever_is_said_around_it(core: Core) -> None:
    chat = begun(core, "zh_Hans")
    chat.say("周五下午两点换刹车片")
    chat.say("好的")

    chat.say(
        "行那就好。领导刚说周五真要去苏州，给我改到下周二吧，还是那个点儿，对了你们店具体在哪条路上，我上次差点开过头了"
    )

    assert {"ask.moving", "ask.slot"} & set(chat.codes)


def test_a_job_that_is_done_elsewhere_is_left_out_of_the_visit(core: Core) -> None:
    chat = begun(core, "zh_Hans")
    chat.say("周六上午想做保养，顺便换轮胎")

    chat.say("九点半吧，太早起不来。哎等等，我媳妇说轮胎她表哥店里便宜，轮胎就不在你这换了，只做保养")
    chat.say("确认")

    assert [job for job, *_ in chat.booked()] == ["yearly_service"]
