"""A driver by chat and API: asked for, let in, looking, kept from writing, removed."""

import re

from domain.explain.facts import Phrase
from domain.registry import service as registry
from tests.walks.person import Person, buttons, words
from tests.walks.stage import Stage


def asks(stage: Stage, language: str, vehicle_id: int) -> Person:
    """Somebody who has sent the car's driver's code."""
    with stage.core.unit() as unit:
        code = registry.link_code(unit, vehicle_id, role="driver")
    ben = stage.stranger(language)
    ben.opens(code)
    return ben


def number_in(text: str) -> str:
    return str(re.findall(r"\d{3}", text)[-1])  # behind the name of the car


def test_the_owner_lets_a_driver_in_who_looks_and_writes_nothing(stage: Stage, language: str) -> None:
    car = stage.car()
    ann = stage.owner(language, vehicle_id=car.id)
    ben = asks(stage, language, car.id)
    mark = number_in(words(ben.hears("drivers.asked")))
    ben.says("/car")
    ben.hears("refusal.no_car")

    asked = ann.hears("drivers.asks")
    assert mark in words(asked)
    ann.presses("drivers.let_in", on=asked, mark=mark)
    ann.sees("drivers.heading", on=asked)
    ben.hears("drivers.you_may")

    ben.says("/car")
    shown = ben.hears("car.heading")
    assert ben.speaker.say(Phrase("choice.book")) not in [each["text"] for each in buttons(shown)]
    ben.says("book a service tomorrow at ten" if language == "en" else "明天十点预约保养")
    ben.hears("refusal.driver_reads_only")
    ann.says("/drivers")
    assert ann.part_of("drivers.last_look") in words(ann.hears("drivers.heading"))


def test_the_owner_removes_a_driver_who_then_sees_nothing(stage: Stage, language: str) -> None:
    car = stage.car()
    ann = stage.owner(language, vehicle_id=car.id)
    ben = asks(stage, language, car.id)
    mark = number_in(words(ben.hears("drivers.asked")))
    ann.presses("drivers.let_in", on=ann.hears("drivers.asks"), mark=mark)
    ben.hears("drivers.you_may")

    ann.says("/drivers")
    ann.presses("drivers.remove", on=ann.hears("drivers.heading"), mark=mark)

    ben.hears("drivers.you_no_longer")
    ben.says("/car")
    ben.hears("refusal.no_car")


def test_the_owner_refuses(stage: Stage, language: str) -> None:
    car = stage.car()
    ann = stage.owner(language, vehicle_id=car.id)
    ben = asks(stage, language, car.id)
    mark = number_in(words(ben.hears("drivers.asked")))

    ann.presses("drivers.refuse", on=ann.hears("drivers.asks"), mark=mark)

    ben.hears("drivers.you_may_not")
