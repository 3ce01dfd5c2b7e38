"""Words of cancelling and moving are a wish only where a clause wishes for it."""

import pytest

from domain.core import Core
from domain.dialogue import script
from domain.dialogue.facts import Intent
from domain.dialogue.meaning import reports
from domain.explain.facts import Language
from tests.domain.dialogue.chat import begun

NOT_CANCELLING = [
    "don't cancel it",
    "please don't cancel my visit",
    "I won't cancel",
    "别取消",
    "不要取消我的预约",
    "我没说要取消",
    "told my wife not to cancel",
    "never mind cancelling",
    "no need to cancel",
]
NOT_MOVING = [
    "别改期",
    "不用改时间了",
    "no need to move it",
    "don't move my visit",
    "please do not reschedule",
    "不要给我改时间",
    "don't change the appointment",
    "千万别改约",
]
CANCELLED = [
    "my visit was cancelled",
    "why was my booking cancelled?",
    "did you cancel it",
    "预约被取消了",
    "我的预约取消了吗",
    "谁取消了我的预约",
    "the garage cancelled my visit",
    "has my visit been cancelled?",
]
MOVED = [
    "my visit was moved, to when?",
    "预约被改期了",
    "you moved my visit",
    "改期了吗",
    "have they rescheduled it",
]
CANCELS = [
    "cancel it",
    "please cancel",
    "can you cancel my visit",
    "why not cancel it",
    "could my visit be cancelled",
    "I'd like it cancelled",
    "我想取消",
    "能取消吗",
    "可以取消吗",
    "帮我取消预约",
    "不想去了，取消吧",
    "能不能取消",
    "可不可以取消预约",
    "don't book, cancel it",
    "I don't want to come so cancel it",
    "don't come, just cancel",
    "算了不修了取消吧",
    "要不取消吧",
    "我不取消周五的，取消周一的",
    "don't cancel Friday, cancel Monday",
    "is it possible to cancel?",
    "取消预约可以吗",
    "no, cancel it please",
    "取消了吧",
    "取消掉",
]
MOVES = [
    "move it to Friday",
    "改期",
    "能改时间吗",
    "can it be moved",
    "please have it moved to Monday",
    "改时间可以吗",
    "不是周五，改到周六",
    "想改约",
    "reschedule please",
    "I want to change my appointment",
    "可不可以改期",
    "能不能挪一下",
    "can my visit be rescheduled",
]


def meaning(intent: Intent, text: str) -> Intent | None:
    return reports.other_meaning(intent, script.plain(text))


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        *((Intent.CANCEL, text) for text in NOT_CANCELLING),
        *((Intent.RESCHEDULE, text) for text in NOT_MOVING),
    ],
)
def test_a_denied_change_leaves_the_visit_as_it_is(intent: Intent, text: str) -> None:
    assert meaning(intent, text) is Intent.NEGATE


@pytest.mark.parametrize(
    ("intent", "text"),
    [*((Intent.CANCEL, text) for text in CANCELLED), *((Intent.RESCHEDULE, text) for text in MOVED)],
)
def test_a_report_of_a_change_is_a_question_of_how_the_visit_stands(intent: Intent, text: str) -> None:
    assert meaning(intent, text) is Intent.CHECK_STATUS


@pytest.mark.parametrize(
    ("intent", "text"),
    [*((Intent.CANCEL, text) for text in CANCELS), *((Intent.RESCHEDULE, text) for text in MOVES)],
)
def test_a_wish_for_a_change_stays_one(intent: Intent, text: str) -> None:
    assert meaning(intent, text) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "why was my visit cancelled?"),
        ("en", "don't move my visit"),
        ("zh_Hans", "我的预约被取消了"),
        ("zh_Hans", "别改期"),
    ],
)
def test_neither_cancels_nor_moves_what_is_booked(core: Core, language: Language, text: str) -> None:
    chat = begun(core, language)
    chat.say("book brake pads on Friday at 14:00" if language == "en" else "周五下午两点换刹车片")
    chat.say("yes" if language == "en" else "好的")
    before = chat.booked()

    chat.say(text)

    assert chat.booked() == before != []

    assert not {"ask.cancelling", "ask.when", "ask.moving"} & set(chat.codes)
