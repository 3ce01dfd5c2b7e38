"""Quiet hours by word: the hours in which nothing may come, or those in which alone something may."""

from datetime import time

import pytest

from domain.dialogue import setting_forms
from domain.dialogue.setting_forms import Setting
from domain.dialogue.times import nights

NIGHT = (time(22), time(8))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("12点到1点可以发消息，其他时间免打扰", 13, 12),
        ("早上9点到晚上8点才能给我发消息，其他时间免打扰", 20, 9),
        ("只能在10点到18点给我发消息", 18, 10),
        ("除了9点到18点都免打扰", 18, 9),
        ("only message me between 9 and 6", 18, 9),
        ("quiet time please, you can write to me between 9am and 8pm", 20, 9),
        ("do not disturb except from 9 to 17", 17, 9),
        ("晚上10点到早上7点能不能免打扰", 22, 7),
        ("晚上九点到早上八点之间不要给我发任何消息", 21, 8),
        ("don't text me between 10pm and 7", 22, 7),
    ],
)
def test_hours_in_which_messages_may_come_leave_the_others_quiet(text: str, start: int, end: int) -> None:
    wish = setting_forms.read(text)

    assert wish is not None
    assert wish.setting is Setting.QUIET
    assert nights.within(text, now=NIGHT) == (time(start), time(end))
