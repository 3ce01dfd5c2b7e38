"""The last change is taken back by word as by its button, or it is said that nothing can be; on both databases."""

from datetime import timedelta

import pytest

from domain.contact import buttons
from domain.core import Core
from domain.dialogue import undo_forms
from domain.kit.clock import FixedClock
from domain.registry.tables import Owner
from tests.domain.dialogue.chat import Chat, begun

MINUTE = timedelta(minutes=1)
FORMS = (
    "undo that, please",
    "take that back",
    "oops, undo",
    "↩️ Undo",
    "can you undo that?",
    "sorry, I pressed the wrong button, undo that",
    "I didn't mean to cancel it",
    "put it back the way it was",
    "撤销",
    "刚才那个不算",
    "帮我撤销刚才的操作",
    "不好意思，按错了",
    "恢复原来的",
    "撤回刚才的预约",
)
OTHERS = (
    "undo my rating",
    "move it back to Friday",
    "undo that and book Friday",
    "I want my car back",
    "cancel my booking",
    "撤回评价",
    "改回周五",
    "取消预约",
    "how do I undo this?",
    "can i bring it back",
    "take it back",
    "that was wrong",
    "可以撤销吗",
    "能不能撤销",
    "move it back",
    "改回来",
)
BACK = (
    "move it back",
    "move my appointment back please",
    "change it back",
    "改回来",
    "换回原来的时间",
    "还是原来的时间吧",
)


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    return begun(core, request.param)


def says(chat: Chat, english: str, chinese: str) -> str:
    """A minute later."""
    assert isinstance(chat.core.clock, FixedClock)
    chat.core.clock.at += MINUTE
    return chat.say(english if chat.language == "en" else chinese)


def booked(chat: Chat) -> None:
    says(chat, "cabin filter change on Friday at 10:30", "周五上午十点半换空调滤芯")
    says(chat, "yes", "确认")


def test_words_that_take_back_are_told_from_those_that_wish_for_something_else() -> None:
    assert [text for text in FORMS if not undo_forms.is_one(text)] == []
    assert [text for text in OTHERS if undo_forms.is_one(text)] == []
    assert [text for text in BACK if not undo_forms.is_way_back(text) or undo_forms.is_one(text)] == []


def test_a_way_back_is_taken_where_the_last_change_was_a_move_and_cancels_nothing(chat: Chat) -> None:
    booked(chat)
    says(chat, "move it back", "改回来")
    assert chat.booked() == [("cabin_filter", "20 02:30", 1)]

    says(chat, "never mind", "算了")
    says(chat, "move it to Saturday 9:00", "改到周六上午九点")
    says(chat, "yes", "确认")
    says(chat, "move it back", "改回来")
    assert chat.codes[0] == "visit.restored"
    assert chat.booked() == [("cabin_filter", "20 02:30", 1)]


def test_the_old_time_in_a_move_that_is_asked_about_leaves_the_visit_as_it_is(chat: Chat) -> None:
    booked(chat)
    says(chat, "move it to Saturday 9:00", "改到周六上午九点")
    says(chat, "keep the old time", "还是原来的时间吧")

    assert not any(code.startswith(("undo.", "refusal.")) for code in chat.codes)
    assert chat.booked() == [("cabin_filter", "20 02:30", 1)]
    says(chat, "yes", "好的")
    assert chat.booked() == [("cabin_filter", "20 02:30", 1)]


def test_a_setting_is_told_before_it_is_taken_back_where_something_was_changed_since(chat: Chat) -> None:
    says(chat, "no messages after 9pm", "晚上九点以后别发消息")
    says(chat, "turn on privacy mode", "打开隐私模式")
    says(chat, "undo that", "撤销")
    assert chat.codes == ["undo.latest.quiet.set"]

    says(chat, "undo that", "撤销")
    assert chat.codes[0].startswith("quiet.")


def test_of_changes_of_the_same_moment_one_is_told_before_it_is_taken_back(chat: Chat) -> None:
    booked(chat)
    chat.say("no messages after 9pm" if chat.language == "en" else "晚上九点以后别发消息")
    chat.say("undo" if chat.language == "en" else "撤销")

    assert chat.codes[0].startswith("undo.latest")
    assert len(chat.booked()) == 1


def test_a_change_that_was_told_in_the_other_language_is_found(chat: Chat) -> None:
    chat.say("no messages after 9pm" if chat.language == "en" else "晚上九点以后别发消息")
    with chat.core.unit() as unit:
        unit.session.get_one(Owner, chat.owner_id).locale = "zh_Hans" if chat.language == "en" else "en"
    chat.say("undo")

    assert chat.codes[0].startswith("quiet.")


def test_a_move_is_taken_back_by_word_and_only_once(chat: Chat) -> None:
    booked(chat)
    says(chat, "move it to Saturday 9:00", "改到周六上午九点")
    says(chat, "yes", "确认")
    assert chat.booked() == [("cabin_filter", "21 01:00", 1)]

    says(chat, "what does it cost?", "多少钱")
    says(chat, "undo that, please", "刚才那个不算")
    assert chat.codes[0] == "visit.restored"
    assert chat.booked() == [("cabin_filter", "20 02:30", 1)]

    says(chat, "undo", "撤销")
    assert chat.codes == ["undo.nothing"]
    assert chat.booked() == [("cabin_filter", "20 02:30", 1)]


def test_after_ten_minutes_words_take_nothing_back(chat: Chat) -> None:
    booked(chat)
    assert isinstance(chat.core.clock, FixedClock)
    chat.core.clock.at += 10 * MINUTE
    says(chat, "take that back", "撤销")

    assert chat.codes == ["undo.nothing"]
    assert len(chat.booked()) == 1


def test_what_is_only_asked_is_nothing_to_take_back_and_stays_open(chat: Chat) -> None:
    says(chat, "cabin filter change on Friday at 10:30", "周五上午十点半换空调滤芯")
    says(chat, "undo", "撤销")

    assert chat.codes == ["undo.open", "ask.booking"]
    says(chat, "yes", "确认")
    assert len(chat.booked()) == 1


def test_where_something_else_was_shown_since_the_change_is_told_before_it_is_taken_back(chat: Chat) -> None:
    booked(chat)
    says(chat, "/help", "/help")
    says(chat, "undo", "撤销")
    assert chat.codes[0] == "undo.latest"
    assert len(chat.booked()) == 1

    says(chat, "undo", "撤销")
    assert chat.booked() == []


def test_a_setting_changed_last_is_what_words_take_back(chat: Chat) -> None:
    booked(chat)
    says(chat, "no messages after 9pm", "晚上九点以后别发消息")
    says(chat, "undo", "撤销")

    assert chat.codes[0].startswith("quiet.")
    assert len(chat.booked()) == 1


def test_the_buttons_of_an_earlier_state_go_with_the_next_change_and_those_of_another_visit_stay(
    chat: Chat,
) -> None:
    says(chat, "a brake check on Tuesday at 15:00", "下周二下午三点刹车检查")
    says(chat, "yes", "确认")
    _shown(chat, 901)
    booked(chat)
    _shown(chat, 902)
    says(chat, "move the cabin filter to Saturday 9:00", "把空调滤芯改到周六上午九点")
    says(chat, "yes", "确认")

    assert 902 in chat.reply.over
    assert 901 not in chat.reply.over


def _shown(chat: Chat, number: int) -> None:
    with chat.core.unit() as unit:
        buttons.note_shown(unit, chat.owner_id, {chat.newest[0].token: number})


def test_an_old_undo_button_says_that_the_newer_change_stands(chat: Chat) -> None:
    booked(chat)
    old = next(each for each in chat.newest if each.label == chat.words("visit.button.undo"))
    says(chat, "move it to Saturday 9:00", "改到周六上午九点")
    says(chat, "yes", "确认")
    chat.press(old.token)

    assert chat.codes == ["refusal.undo_changed"]
    assert chat.booked() == [("cabin_filter", "21 01:00", 1)]
