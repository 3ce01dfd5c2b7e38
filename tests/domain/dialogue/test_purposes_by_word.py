"""A purpose of data is allowed or stopped in words: what is asked for is shown with one tap, and nothing changes without it."""

import pytest

from domain.core import Core
from domain.dialogue import setting_forms
from domain.dialogue.setting_forms import Setting
from domain.explain.facts import Language
from domain.kit.classified import Purpose
from domain.registry import service as registry
from tests.domain.dialogue.chat import Chat, begun

STOPS = """
关闭驾驶报告
把驾驶报告关掉
别再记录我的行程了
我不想你们再记录我的行程了
怎么关闭行程记录
turn off the driving report
please stop recording my trips
I withdraw my consent to the driving report
how do I turn off trip tracking?
取消驾驶报告的授权
撤回驾驶报告的同意
驾驶报告的授权我要撤回
停掉行程跟踪
I don't want you to record my drives
cancel trip recording
"""
ALLOWS = """
请开启驾驶报告
把改进提醒打开
turn the driving report on
start recording my trips
"""
OTHERS = """
不要关闭驾驶报告
我老婆关掉了驾驶报告
驾驶报告里的急刹车是什么意思
取消全车检查
don't stop recording my trips
show me the driving report
打开驾驶记录仪
关掉驾驶记录仪
关闭行程记录仪
stop my trip history from being shared
stop the driving log from filling up
"""


@pytest.mark.parametrize("text", STOPS.strip().splitlines())
def test_a_wish_to_stop_is_read(text: str) -> None:
    wish = setting_forms.read(text)

    assert wish is not None
    assert wish.setting is Setting.STOP


@pytest.mark.parametrize("text", ALLOWS.strip().splitlines())
def test_a_wish_to_allow_is_read(text: str) -> None:
    wish = setting_forms.read(text)

    assert wish is not None
    assert wish.setting is Setting.ALLOW


@pytest.mark.parametrize("text", OTHERS.strip().splitlines())
def test_other_words_about_it_switch_nothing(text: str) -> None:
    assert setting_forms.read(text) is None


def cared_for(core: Core, language: Language) -> Chat:
    chat = begun(core, language)
    with core.unit() as unit:
        registry.consent(unit, chat.owner_id, purpose=Purpose.CARE, given=True, channel="chat")
    return chat


def driving(chat: Chat) -> bool:
    with chat.core.reading() as unit:
        return Purpose.DRIVING in registry.consents(unit, chat.owner_id)


@pytest.mark.parametrize(
    ("language", "allow", "stop"),
    [
        ("zh_Hans", "开启驾驶报告", "关闭驾驶报告"),
        ("en", "turn on the driving report", "stop recording my trips"),
    ],
)
def test_only_the_tap_allows_and_stops(core: Core, language: Language, allow: str, stop: str) -> None:
    chat = cared_for(core, language)

    chat.say(allow)
    assert not driving(chat)
    chat.press(chat.newest[0].token)
    assert driving(chat)

    chat.say(stop)
    assert chat.codes == ["privacy.ask_stop"]
    assert driving(chat)
    chat.tap(chat.words("privacy.purpose.driving"))
    assert not driving(chat)

    chat.say(stop)
    assert chat.codes == ["privacy.is_stopped"]


def test_health_checks_are_said_to_warn_no_more(core: Core) -> None:
    chat = cared_for(core, "zh_Hans")

    assert "无法再提醒" in chat.say("停止车况检查和提醒")
