"""Damage of the past or done by some other shop is a complaint or to be mended; what is wrong now stays an emergency."""

import pytest

from domain.core import Core
from domain.dialogue.emergency import recognition
from tests.domain.dialogue.chat import begun

TOLD = (
    "路边店换轮胎把我轮圈弄坏了",
    "路边店把我轮胎扎破了",
    "换胎的师傅把轮毂撞变形了",
    "上周被人蹭了，漆掉了一块",
    "轮圈撞变形了，想换一个",
    "一个月前压到坑轮圈变形了",
    "4S店把我底盘碰坏了",
    "a garage down the road bent my wheel when they changed the tyre",
    "roadside shop burst my tyre while fitting it",
    "I had an accident last month, bumper still cracked",
    "I kerbed my wheel last week and it is bent",
    "my neighbour dented the door yesterday",
)
NOW = (
    "轮圈撞坏了车停在高速上",
    "换轮胎的店把我车撞了，我受伤了",
    "修理厂把刹车弄坏了，现在刹不住",
    "路边换轮胎时候被撞了",
    "上周补的胎在高速上爆了",
    "昨天修理厂弄坏的地方现在冒烟了",
    "the garage damaged my brakes and they do not work any more, I am on the motorway",
    "the tyre place cracked my rim last week and now the wheel came off",
    "the shop broke something yesterday and now there is smoke",
    "somebody hit my car just now, my head hurts",
)


@pytest.mark.parametrize("text", TOLD)
def test_damage_that_is_told_of_is_no_emergency(text: str) -> None:
    assert recognition.find(text) is None


@pytest.mark.parametrize("text", NOW)
def test_what_is_wrong_now_stays_an_emergency_whatever_is_told_beside_it(text: str) -> None:
    assert recognition.find(text) is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("路边店换轮胎把我轮圈弄坏了", "complaint.elsewhere"),
        ("roadside shop burst my tyre while fitting it", "complaint.elsewhere"),
        ("上周被人蹭了，漆掉了一块", "complaint.damage"),
        ("my neighbour dented the door yesterday", "complaint.damage"),
    ],
)
def test_it_is_answered_with_a_look_at_the_damage(core: Core, text: str, code: str) -> None:
    chat = begun(core, "en" if text.isascii() else "zh_Hans")
    chat.say(text)

    assert chat.codes == [code]
    assert [each.label for each in chat.newest] == [chat.words("choice.book")]
