"""The list of stories and the demo's cars."""

from datetime import UTC, datetime

import pytest

from domain import phrases
from domain.registry import rules
from domain.registry.facts import Source
from domain.simulation import cars, stories
from domain.simulation.facts import SimCar
from domain.simulation.story import Story

MUST_FIRE = {
    "coolant_leak": "coolant_loop",
    "new_season": "season",
    "fault_code": "fault_codes",
    "car_alarm": "car_alarm",
    "motor_running_hot": "motor_heat",
    "tyre_leak": "tyre_pressure",
    "puncture": "puncture",
    "sticking_brake": "brake_balance",
    "pads_worn": "brake_pads",
    "filter_clogged": "cabin_filter",
    "battery_aged": "battery_soh",
    "weak_12v": "twelve_volt",
    "recall": "recall",
    "service_near": "service_due",
    "silent_car": "silent_car",
    "cells_apart": "cell_balance",
    "self_discharge": "cell_balance",
    "charge_slow": "charging",
    "charge_cut": "charging",
    "contactors_worn": "contactor",
    "contactor_chatter": "contactor",
    "insulation_failing": "insulation",
    "insulation_failed": "insulation",
    "insulation_wet": "insulation",
}


def test_each_fault_names_the_check_that_must_speak_and_look_alikes_name_none() -> None:
    assert {code: story.expect for code, story in stories.STORIES.items() if story.expect} == MUST_FIRE
    assert {code for code, story in stories.STORIES.items() if story.expect is None} == {
        "passing_code", "healthy", "cold_morning", "hot_day", "flow_sensor_fault", "wheel_change", "altitude", "single_outlier",
        "missing_data", "long_parking", "short_charges", "cold_12v", "wide_cells",
        "one_new_pad", "tyre_work", "just_serviced", "rainy_week", "insulation_ceiling",
        "towing", "motor_sensor_fault",
        "weak_charger", "unplugged",
        "contactors_new", "short_trips",
    }  # fmt: skip


@pytest.mark.parametrize("story", stories.STORIES.values(), ids=stories.STORIES)
def test_a_story_is_told_in_both_languages_and_grown_by_its_last_day(story: Story) -> None:
    onset = datetime(2026, 11, 1, tzinfo=UTC)

    assert phrases.speaker("en").say(story.title).isascii()
    assert not phrases.speaker("zh_Hans").say(story.title).isascii()
    assert story.note
    assert all(fault.over_days <= max(story.days, 60) for fault in story.faults(onset))


@pytest.mark.parametrize("car", cars.DEMO_CARS, ids=lambda car: car.name_en)
def test_a_demo_car_is_plainly_made_up_and_its_vin_checks_out(car: SimCar) -> None:
    assert len(car.vin) == 17
    assert car.vin.startswith("ZZ9SMCAR")
    assert car.vin[8] == rules.check_digit(car.vin)
    assert cars.registry_car(car).source is Source.SIMULATED
    assert set(car.stories) <= set(stories.STORIES)


def test_demo_cars_are_a_dozen_and_differ_and_every_story_of_a_fault_has_a_car() -> None:
    offered = {code for car in cars.DEMO_CARS for code in car.stories}

    assert len({car.vin for car in cars.DEMO_CARS}) == len({car.seed for car in cars.DEMO_CARS}) == 12
    assert len({car.name_zh for car in cars.DEMO_CARS}) == 12
    assert set(stories.STORIES) == offered
