from dataclasses import dataclass

import pytest

from domain.dialogue.meaning import naming
from domain.explain.facts import Name, Names


@dataclass(frozen=True)
class Car:
    id: int
    name: Name
    model: str


BLUE = Car(1, Names({"en": "Little Blue", "zh_Hans": "小蓝"}), "Lark 60")
SNOW = Car(2, "雪球 Snowball", "Heron 75")
WHALE = Car(3, "White Whale", "Lark 60")


@pytest.mark.parametrize(
    ("text", "cars"),
    [
        ("book a brake check for Snowball on Friday", (2,)),
        ("move the Snowball's visit", (2,)),
        ("给小蓝约周五的检查", (1,)),
        ("雪球那辆", (2,)),
        ("for the white one, please", (3,)),
        ("it is for the heron", (2,)),
        ("the Lark 60", (1, 3)),
        ("the snow was deep", ()),
        ("a white lie", ()),
    ],
)
def test_a_car_goes_by_its_names_a_part_of_its_own_or_its_model(text: str, cars: tuple[int, ...]) -> None:
    assert naming.find_cars(text, (BLUE, SNOW, WHALE)).cars == cars


@pytest.mark.parametrize("text", ["no, for Snowball please", "雪球那辆", "the Snowball", "Snowball, thanks"])
def test_a_name_with_courtesy_says_nothing_else(text: str) -> None:
    assert naming.find_cars(text, (BLUE, SNOW)).alone


def test_asked_for_the_car_a_place_in_the_list_or_a_part_of_a_name_will_do() -> None:
    assert naming.find_cars("the second one", (BLUE, SNOW), asked=True).cars == (2,)
    assert naming.find_cars("blue", (BLUE, SNOW), asked=True).cars == (1,)
    assert naming.find_cars("blue", (BLUE, SNOW)).cars == ()


HAN = Car(1, Names({"en": "Black Han", "zh_Hans": "黑色汉"}), "BYD Han")
ZEEKR = Car(2, Names({"en": "White Zeekr", "zh_Hans": "白色极氪"}), "Zeekr 001")
IONIQ = Car(3, Names({"en": "White Ioniq", "zh_Hans": "白色Ioniq"}), "Hyundai Ioniq")
RED = Car(4, "红色", "Tesla Model 3")


@pytest.mark.parametrize(
    ("text", "cars"),
    [
        ("汉电池现在咋样", (1,)),
        ("武汉现在热不热", ()),
        ("汉字怎么写", ()),
        ("黑的那辆约周五", (1,)),
        ("白色那台极氪要保养", (2,)),
        ("极氪还能跑多远", (2,)),
        ("白色那台", (2, 3)),
        ("特斯拉续航怎么掉这么快", (4,)),
        ("红车该换胎了吧", (4,)),
        ("model3 tyres please", (4,)),
        ("现代那台要年检", (3,)),
        ("现代科技真厉害", ()),
        ("红烧肉", ()),
    ],
)
def test_a_car_goes_by_its_colour_its_maker_in_chinese_or_its_model_without_it(
    text: str, cars: tuple[int, ...]
) -> None:
    assert naming.find_cars(text, (HAN, ZEEKR, IONIQ, RED)).cars == cars


ID4 = Car(5, Names({"en": "Blue ID.4", "zh_Hans": "蓝色ID.4"}), "VW ID.4")
ZOE = Car(6, Names({"en": "Blue Zoe", "zh_Hans": "蓝色Zoe"}), "Renault Zoe")


@pytest.mark.parametrize(
    ("text", "cars", "words"),
    [
        ("the blue VW", (5,), "blue"),
        ("The blue one, not the Zoe", (5,), "blue"),
        ("Hyundai, the white one", (3,), "Hyundai"),
        ("不是极氪，是黑的那台", (1,), "黑"),
        ("not the Han, the Zeekr", (2,), "Zeekr"),
        ("我那台汉要保养", (1,), "汉"),
    ],
)
def test_what_else_is_said_tells_cars_apart_and_what_is_refused_is_out(
    text: str, cars: tuple[int, ...], words: str
) -> None:
    mention = naming.find_cars(text, (HAN, ZEEKR, IONIQ, ID4, ZOE), asked=True)

    assert (mention.cars, mention.words) == (cars, words)


def test_the_other_car_is_meant_where_one_of_two_is_refused() -> None:
    assert naming.find_cars("not the Zoe", (ID4, ZOE), asked=True).cars == (5,)
