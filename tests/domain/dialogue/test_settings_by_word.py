"""Settings and records by word: done at once with a way back, or asked about first where it matters."""

from datetime import date, time

import pytest
from sqlmodel import select

from domain.contact import rules
from domain.contact import service as contact
from domain.contact.facts import Message
from domain.contact.tables import Notice
from domain.core import Core
from domain.dialogue import setting_forms, zones
from domain.dialogue.setting_forms import Setting
from domain.explain.facts import Language, Phrase
from domain.registry.tables import Owner
from domain.upkeep import services
from tests.domain.dialogue.chat import Chat, begun

SENTENCES = [
    (Setting.SHOW, "are my reminders on or off?", "到店提醒关着没"),
    (Setting.SHOW, "show me my settings", "现在到底设成啥样了"),
    (Setting.QUIET, "please don't write to me after 9 pm", "晚上九点以后别给我发消息"),
    (Setting.NO_REMINDERS, "don't remind me of my appointments", "预约到店前不用提醒我"),
    (Setting.REMINDERS, "turn the reminders on", "打开到店提醒"),
    (Setting.NO_NOTES, "only write to me when it's really urgent", "小事就别告诉我了"),
    (Setting.NOTES, "you can tell me the small things too, send everything", "不急的也告诉我吧"),
    (Setting.NO_HINTS, "hints off", "关掉季节提示"),
    (Setting.NO_HINTS, "turn hints off", "季节提示关掉"),
    (Setting.NO_HINTS, "turn the hints off", "续航提醒关了吧"),
    (Setting.HINTS, "hints on", "季节提示打开"),
    (Setting.FEWER, "you send too many messages", "消息太多了，少发一点"),
    (Setting.ENGLISH, "let's switch to English", "请说英文"),
    (Setting.CHINESE, "can you speak Chinese please", "还是用中文吧"),
    (Setting.ZONE, "my time zone is Berlin", "时区改成柏林"),
    (Setting.PRIVACY_ON, "turn privacy mode on", "打开隐私模式"),
    (Setting.PRIVACY_OFF, "switch off privacy mode please", "把隐私模式关了"),
    (Setting.EXPORT, "I'd like a copy of all my data", "把我的数据导出来发我一份"),
    (Setting.DELETE, "please delete everything you have about me", "把我的所有数据都删掉"),
    (Setting.SERVICE, "I had the brake fluid changed elsewhere on 3 November", "11月3日在别的店换了刹车油"),
    (Setting.UNRATE, "I pressed was wrong by mistake, take back my rating", "评价点错了，帮我撤回"),
    (Setting.NAME, "please call my car Snowball", "给我的车改个名字叫雪球"),
]
OTHERS = [
    "when do you delete my data",
    "我的数据什么时候删除",
    "book a brake check on Friday",
    "remind me tomorrow",
    "how long do you keep my data",
    "can I come after 9",
    "周五晚上九点以后可以吗",
    "delete my booking",
    "提醒我换刹车油",
    "no hint of a problem so far",
    "There is no hint of rust",
    "仪表上续航提醒关不掉",
    "车上续航提醒怎么关闭",
]


@pytest.fixture(params=("en", "zh_Hans"))
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    return begun(core, request.param)


def said(chat: Chat, english: str, chinese: str) -> str:
    return chat.say(english if chat.language == "en" else chinese)


def owner_of(chat: Chat) -> Owner:
    with chat.core.reading() as unit:
        return unit.session.get_one(Owner, chat.owner_id)


@pytest.mark.parametrize(("setting", "english", "chinese"), SENTENCES)
def test_a_setting_is_recognised_in_both_languages(setting: Setting, english: str, chinese: str) -> None:
    wishes = [setting_forms.read(text) for text in (english, chinese)]

    assert [wish and wish.setting for wish in wishes] == [setting, setting]


@pytest.mark.parametrize("text", OTHERS)
def test_what_only_sounds_like_a_setting_is_none(text: str) -> None:
    assert setting_forms.read(text) is None


def test_quiet_hours_change_by_word_and_go_back_by_a_tap(chat: Chat) -> None:
    said(chat, "please don't write to me after 9 pm", "晚上九点以后别给我发消息")
    assert (owner_of(chat).quiet_from, owner_of(chat).quiet_to) == (time(21), time(8))

    chat.tap(chat.words("own.undo"))
    assert (owner_of(chat).quiet_from, owner_of(chat).quiet_to) == (time(22), time(8))


@pytest.mark.parametrize(
    ("kind", "english", "chinese"),
    [
        ("reminders", "no reminders before my visits please", "预约到店前不用提醒我"),
        ("notes", "only write to me when it's really urgent", "只发紧急的提醒就行"),
    ],
)
def test_a_kind_of_messages_is_stopped_by_word_and_comes_back_by_a_tap(
    chat: Chat, kind: str, english: str, chinese: str
) -> None:
    said(chat, english, chinese)
    assert getattr(owner_of(chat), kind) is False

    chat.tap(chat.words("own.undo"))
    assert getattr(owner_of(chat), kind) is True


def test_who_wants_urgent_warnings_only_gets_no_blue_ones_and_all_others(chat: Chat) -> None:
    said(chat, "only write to me when it's really urgent", "只发紧急的提醒就行")
    with chat.core.unit() as unit:
        for grade in (rules.BLUE, rules.YELLOW, rules.RED):
            line = Message((Phrase("answer.welcome"),))
            contact.queue(unit, chat.owner_id, key=f"k{grade}", message=line, grade=grade)

    with chat.core.reading() as unit:
        states = {each.key: each.state for each in unit.session.exec(select(Notice))}
    assert states == {"k1": "dropped", "k2": "queued", "k3": "queued"}


def test_who_wants_fewer_messages_is_told_which_can_be_stopped(chat: Chat) -> None:
    said(chat, "you send too many messages", "消息太多了，少发一点")
    chat.tap(chat.words("messages.stop.reminders"))

    assert not owner_of(chat).reminders


def test_the_time_zone_is_set_by_a_city_and_back_by_a_tap(chat: Chat) -> None:
    said(chat, "set the time zone to Tokyo", "时区改成东京")
    assert owner_of(chat).zone == "Asia/Tokyo"

    chat.tap(chat.words("own.undo"))
    assert owner_of(chat).zone == "Asia/Shanghai"


def test_a_city_that_is_not_known_changes_nothing_and_is_said(chat: Chat) -> None:
    said(chat, "time zone Atlantis", "时区改成亚特兰蒂斯")

    assert chat.codes == ["zone.unknown"]
    assert owner_of(chat).zone == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("纽约", "America/New_York"),
        ("utc+8", "Etc/GMT-8"),
        ("europe/berlin", "Europe/Berlin"),
        ("北京", "Asia/Shanghai"),
    ],
)
def test_a_place_stands_for_its_zone(place: str, zone: str) -> None:
    assert zones.find(place) == zone


def test_the_language_changes_by_word(chat: Chat) -> None:
    other: Language = "zh_Hans" if chat.language == "en" else "en"
    said(chat, "can you speak Chinese please", "请说英文")

    assert owner_of(chat).locale == other


def test_privacy_mode_is_switched_by_word_with_the_way_back_below(chat: Chat) -> None:
    said(chat, "turn privacy mode on", "打开隐私模式")
    assert owner_of(chat).privacy_mode

    chat.tap(chat.words("privacy.button.mode_off"))
    assert not owner_of(chat).privacy_mode


def test_deleting_by_word_asks_twice_before_anything_is_gone(chat: Chat) -> None:
    said(chat, "please delete everything you have about me", "把我的所有数据都删掉")
    assert chat.codes[0] == "privacy.erase.goes"

    said(chat, "no", "不")
    assert owner_of(chat)


def test_work_done_elsewhere_is_put_on_record_after_a_yes_alone(chat: Chat) -> None:
    text = (
        "I had the brake fluid changed elsewhere on 3 November at 45,000 km",
        "11月3日在别的店换了刹车油，45000公里",
    )
    said(chat, *text)
    assert chat.codes == ["record.ask"]
    said(chat, "no", "不")
    assert on_record(chat) == []

    said(chat, *text)
    said(chat, "yes", "好的")
    assert on_record(chat) == [("brake_fluid", date(2026, 11, 3), 45_000.0)]


def on_record(chat: Chat) -> list[tuple[str, date, float | None]]:
    with chat.core.reading() as unit:
        works = [entry.work for entry in services.entries(unit, 1)]
        return [(work.job, work.on, work.odometer_km) for work in works if work.elsewhere]


def test_work_without_its_day_is_asked_for_with_an_example(chat: Chat) -> None:
    said(chat, "I had the brakes done elsewhere", "我在别处修过车")

    assert chat.codes == ["record.how"]


def test_feedback_that_was_never_given_is_not_taken_back(chat: Chat) -> None:
    said(chat, "take back my rating", "撤回我的评价")

    assert chat.codes == ["rating.none"]


def test_the_cars_name_is_the_operators_and_a_person_is_offered(chat: Chat) -> None:
    said(chat, "please call my car Snowball", "给我的车改个名字叫雪球")

    assert chat.codes == ["own.car_name"]
    assert [each.label for each in chat.newest] == [chat.words("choice.person")]


def test_a_setting_in_the_middle_of_a_booking_comes_back_to_its_question(chat: Chat) -> None:
    said(chat, "book a brake check", "预约检查刹车")
    said(chat, "please don't write to me after 9 pm", "晚上九点以后别给我发消息")

    assert chat.codes == ["quiet.done", "ask.booking_or"]


def test_who_asks_is_shown_how_everything_is_set_and_changes_it_by_a_tap(chat: Chat) -> None:
    said(chat, "no reminders before my visits please", "预约到店前不用提醒我")
    said(chat, "show me my settings", "看一下我的设置")
    assert chat.codes == [
        "settings.quiet",
        "settings.reminders.off",
        "settings.notes.on",
        "settings.privacy.off",
        "settings.zone",
    ]

    chat.tap(chat.words("messages.start.reminders"))
    assert owner_of(chat).reminders


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "had the brake fluid and the cabin filter changed elsewhere on 3 November at 45,000 km",
            "11月3日在别处换了刹车油和空调滤芯，里程45000公里",
        ),
        (
            "brake fluid and cabin filter were changed at my cousin's on 3 November at 45,000 km",
            "11月3日在我表哥那儿换了空调滤芯和刹车油，45000公里",
        ),
    ],
)
def test_all_work_that_was_done_elsewhere_is_put_on_record_at_once(
    chat: Chat, english: str, chinese: str
) -> None:
    said(chat, english, chinese)
    said(chat, "yes", "好的")

    assert [job for job, _, _ in sorted(on_record(chat))] == ["brake_fluid", "cabin_filter"]
