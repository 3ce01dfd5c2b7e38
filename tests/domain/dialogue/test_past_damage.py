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
    "my alloy was scratched by the garage down the road",
    "有人蹭了我的车，要补漆，多少钱",
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
DANGERS = (
    "I ran over someone and my bumper is dented, can you repair it",
    "I hit a pedestrian, bonnet is dented, need a repair quote",
    "我把人撞伤了，车凹了，要修吗",
    "我撞了护栏，车头撞变形了，能修吗",
    "车掉河里了，门变形打不开，能修吗",
    "车泡水了，底盘刮了，能修吗",
    "维修店把刹车油管弄破了，踩不住",
    "4s店修坏了，车自己加速",
    "轮胎店把螺丝拧断了，轮子要掉了",
    "the tyre place broke a stud and the wheel is coming off",
    "The tyre burst near a shop",
    "The car wash damaged the doors and I am locked inside",
    "4s店把线弄断了，车身带电",
    "the garage smashed the coolant hose and steam is coming from the hood",
    "我被困在洗车店，车门弄坏了",
    "停在高速维修店弄坏的车",
    "车冒烟了店里人把线弄破了",
    "4s店弄坏了高压线，摸车麻麻的",
    "the shop scratched my door and now there is a burning smell",
    "the garage dented the bumper and now the brakes are soft",
    "the dealer cracked the windscreen and I cannot see anything while driving",
    "garage damaged the charge port and it gives me shocks",
    "the mechanic broke the door handle and my child is inside",
    "the tyre guy stripped the nuts and now the wheel wobbles badly",
    "dented bumper, I hit a cyclist, how much to repair",
    "the car wash broke my window and the car is filling with water",
    "the workshop snapped a brake line and the pedal goes to the floor",
    "garage wrecked my gearbox and the car rolls by itself",
    "tyre burst outside the garage",
    "my tyre burst in front of a shop and I need it replaced",
    "cracked rim last week, the tyre is losing air fast and i am on the m6",
    "the fitters damaged the battery and it is swelling",
    "shop broke the steering rack, it pulls to the left by itself and I am driving",
    "店里把车门弄坏了，人出不来",
    "修理厂把电池碰坏了，鼓包了",
    "昨天被刮了，今天轮子冒烟",
    "4s店把油门弄坏了，踩了没反应",
    "维修店把刹车弄坏了，刹车软了",
    "我把骑车的撞了，车灯撞破了，能修吗",
    "撞到老人了，保险杠裂了，要多少钱修",
    "轮胎店门口爆胎了",
    "在店门口把轮胎扎破了",
    "洗车店把玻璃弄碎了，孩子锁在车里",
    "车被撞变形了，人在里面出不来，能修吗",
    "4s店把高压线弄破了，有火花",
    "上周刮了底盘，今天开着开着没动力了",
    "车淹了，门裂了，想修",
    "撞树上了，车头凹了，能修吗",
    "我撞墙了，保险杠裂了，要修",
    "i crashed into a tree, bonnet is dented, can you repair it",
    "just crashed, bumper cracked, need a repair",
)


@pytest.mark.parametrize("text", TOLD)
def test_damage_that_is_told_of_is_no_emergency(text: str) -> None:
    assert recognition.find(text) is None


@pytest.mark.parametrize("text", NOW)
def test_what_is_wrong_now_stays_an_emergency_whatever_is_told_beside_it(text: str) -> None:
    assert recognition.find(text) is not None


@pytest.mark.parametrize("text", DANGERS)
def test_damage_that_is_told_of_silences_no_danger_beside_it(text: str) -> None:
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
