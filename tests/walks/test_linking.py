import httpx

from domain.registry.tables import Consent, Holding
from domain.telemetry.tables import Arrival, Chunk, OpenTail
from tests.walks.person import Person, words
from tests.walks.stage import Stage


def test_a_deep_link_links_the_car_and_asks_before_anything_is_collected(stage: Stage, language: str) -> None:
    car = stage.car()
    ann = stage.stranger(language)

    ann.opens(stage.code(car.id))

    asked = ann.hears("link.done")
    assert str(car.name) in words(asked)
    assert ann.part_of("privacy.consent.title") in words(asked)
    assert stage.count(Consent, ann) == 0


def test_a_code_can_be_typed_as_people_type(stage: Stage, language: str) -> None:
    ann = stage.stranger(language)
    ann.opens()
    ann.hears("hello.link")
    code = stage.code(stage.car().id).lower()

    ann.says(f"{code[:4]} {code[4:]}")

    ann.hears("link.done")


def test_after_five_wrong_codes_even_a_right_one_has_to_wait(stage: Stage, language: str) -> None:
    ann = stage.stranger(language)
    for place in range(5):
        ann.says(f"WRNGCD2{place + 2}")
        ann.hears("refusal.link_wrong")

    ann.says(stage.code(stage.car().id))

    ann.hears("refusal.link_locked")
    assert stage.count(Holding, ann) == 0


def test_a_code_links_one_chat_only(stage: Stage, language: str) -> None:
    code = stage.code(stage.car().id)
    ann, ben = stage.stranger(language), stage.stranger(language)
    ann.opens(code)
    ann.hears("link.done")

    ben.opens(code)

    ben.hears("refusal.link_wrong")
    assert stage.count(Holding, ben) == 0


def collected(stage: Stage, person: Person) -> int:
    return sum(stage.count(table, person) for table in (OpenTail, Chunk))


def test_who_says_no_has_a_car_that_nothing_is_collected_from(stage: Stage, language: str) -> None:
    car = stage.car()
    ann = stage.stranger(language)
    ann.opens(stage.code(car.id))
    asked = ann.hears("link.done")

    ann.presses("consent.not_now")

    ann.sees("consent.refused", on=asked)
    answer = stage.send(car.id, {"Vehicle.Speed": 30.0})
    assert answer.status_code == httpx.codes.OK
    assert answer.json()["kept"] == 0
    assert collected(stage, ann) == 0


def test_who_agrees_has_a_car_whose_data_are_kept(stage: Stage, language: str) -> None:
    car = stage.car()
    ann = stage.owner(language, vehicle_id=car.id)

    assert stage.send(car.id, {"Vehicle.Speed": 30.0}).json()["kept"] == 1

    assert collected(stage, ann) == 1
    assert stage.count(Arrival, ann) == 1
    ann.says("/car")
    ann.hears("car.heard")
