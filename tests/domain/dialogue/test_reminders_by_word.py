"""A wish to be reminded is answered with the moments, and fewer messages are offered beside quiet hours."""

from collections.abc import Callable

import pytest

from domain.dialogue import setting_forms
from domain.dialogue.setting_forms import Setting
from tests.domain.dialogue.test_service import Talker, give_car, owner, talk

__all__ = ["give_car", "owner", "talk"]


@pytest.mark.parametrize(
    "text",
    [
        "remind me the evening before",
        "could you remind me a day before please",
        "please remind me beforehand",
        "remind me then",
        "到时候提醒我一下",
        "提前一天提醒我",
        "前一天晚上提醒我一声吧",
        "当天记得叫我一下",
    ],
)
def test_a_wish_to_be_reminded_is_of_visits(text: str) -> None:
    wish = setting_forms.read(text)

    assert wish is not None
    assert wish.setting is Setting.REMINDERS


@pytest.mark.parametrize("text", ["don't remind me", "no reminders please", "不用提醒我", "到时候别提醒我了"])
def test_a_wish_not_to_be_reminded_switches_that_off(text: str) -> None:
    wish = setting_forms.read(text)

    assert wish is not None
    assert wish.setting is Setting.NO_REMINDERS


@pytest.mark.parametrize(
    "text", ["remind me to buy milk", "remind me what it costs", "提前一天提醒我妈吃药", "remind me tomorrow"]
)
def test_other_things_to_be_reminded_of_are_not(text: str) -> None:
    assert setting_forms.read(text) is None


def test_the_moments_of_a_visit_are_told_and_without_one_that_it_comes_by_itself(
    give_car: Callable[[str], None], talk: Talker
) -> None:
    give_car("Blue")
    assert "there is none at the moment" in talk.say("remind me the evening before")
    assert "Undo" not in talk.buttons  # it was on already
    talk.say("book an inspection on Monday at 10 and remind me the day before")
    talk.say("yes")
    answer = talk.say("remind me the evening before")

    assert "Of inspection, Mon " in answer
    assert ", 10:00: on Sun " in answer
    assert ", 08:00." in answer  # two hours before


@pytest.mark.parametrize(
    "text",
    [
        "别老给我发消息，晚上十一点以后别吵我",
        "少发点消息，夜里十一点以后不要打扰",
        "stop texting me all the time, and never after 11 pm",
        "don't text me after 11 pm, and fewer messages please",
    ],
)
def test_quiet_hours_and_fewer_messages_are_both_answered(talk: Talker, text: str) -> None:
    answer = talk.say(text)

    assert "From 23:00 to 08:00 I stay quiet" in answer
    assert "the rest you can stop" in answer
    assert "Only urgent warnings" in talk.buttons
