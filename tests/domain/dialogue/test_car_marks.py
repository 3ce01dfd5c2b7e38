"""Of several cars one is told by its age or by how its number ends, in both languages."""

from dataclasses import dataclass
from datetime import date

import pytest

from domain.core import Core
from domain.dialogue.meaning import car_marks
from domain.registry.tables import Vehicle
from tests.domain.dialogue.chat import Chat, begun


@dataclass(frozen=True)
class Car:
    id: int
    name: str
    model: str
    in_use_since: date | None


CARS = (Car(1, "Golf", "VW ID.3", date(2021, 5, 1)), Car(2, "沪A D3K8", "Lark 60", date(2025, 3, 1)))
NUMBERS = {1: "MADEUP00000000152", 2: "MADEUP00000000277"}


def find(text: str, *, asked: bool = False, cars: tuple[Car, ...] = CARS) -> tuple[int, ...] | None:
    mention = car_marks.find(text, cars, asked=asked, number=NUMBERS.__getitem__)
    return mention.cars if mention else None


@pytest.mark.parametrize(
    ("text", "car"),
    [
        ("book a brake check for the old one", 1),
        ("the newer car needs an inspection", 2),
        ("旧的那辆周五做刹车检查", 1),
        ("给新车约个保养", 2),
        ("尾号 3K8 周五做刹车检查", 2),
        ("尾号52的那辆做个保养", 1),
        ("inspection for the one ending 52", 1),
        ("the car with the plate ending in 3K8", 2),
    ],
)
def test_a_car_is_told_by_its_age_or_the_end_of_its_number(text: str, car: int) -> None:
    assert find(text) == (car,)


def test_the_old_one_alone_is_a_car_only_where_that_is_asked() -> None:
    for text in ("the old one", "旧的"):
        assert find(text) is None
        assert find(text, asked=True) == (1,)


def test_what_fits_none_or_several_or_is_no_car_tells_none() -> None:
    same = (CARS[0], Car(2, "Zoe", "Lark 60", date(2021, 5, 1)))
    for text in ("尾号 99 的车", "the one ending 7x", "keep the old one", "my old phone", "老师傅在吗"):
        assert find(text) is None
    assert find("the old car", cars=same) is None
    assert find("the old car", cars=(CARS[0], Car(2, "Zoe", "Lark 60", None))) is None


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    chat = begun(core, request.param, cars=2)
    with core.unit() as unit:
        for number, year in ((1, 2020), (2, 2025)):
            unit.session.get_one(Vehicle, number).in_use_since = date(year, 1, 1)
    return chat


def test_the_question_which_car_is_answered_by_its_age(chat: Chat) -> None:
    chat.say("brake check on Friday at 10" if chat.language == "en" else "周五上午十点做刹车检查")
    assert chat.codes == ["ask.car"]
    chat.say("the newer one" if chat.language == "en" else "新的那辆")
    chat.say("yes" if chat.language == "en" else "确认")

    assert chat.booked() == [("brake_check", "20 02:00", 2)]
