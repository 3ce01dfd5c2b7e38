"""The split against FASTSim's simulation of four electric cars on standard cycles (`record_fastsim.py`)."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from domain.energy.split import fit, rules, work
from domain.energy.split.facts import MID_SIZE, Build, Share, Split, Track, Work

RECORD: dict[str, Any] = json.loads(Path(__file__).with_name("fastsim.json").read_text(encoding="utf-8"))
CARS: list[dict[str, Any]] = RECORD["cars"]
each_car = pytest.mark.parametrize("car", CARS, ids=[car["name"] for car in CARS])


def asked(drive: dict[str, Any], build: Build = MID_SIZE) -> Work:
    """What a drive asked, on a level road at 20 °C, once a second."""
    kmh = np.array(RECORD["kmh"][drive["cycle"]]) * drive["pace"]
    seconds = np.arange(kmh.size, dtype=np.float64)
    result = work.work(Track(seconds, kmh, np.zeros(kmh.size), np.full(kmh.size, 20.0)), build)
    assert result is not None
    return result


def build_of(car: dict[str, Any]) -> Build:
    return Build(car["mass_kg"], car["drag_area_m2"], car["rolling"], car["auxiliaries_kw"])


@cache
def split_of(place: int, *, times: int) -> Split:
    """The split of a car's drives, learned from them, each driven so many times; nothing is known of the car."""
    drives = [(asked(each), each["kwh"]) for each in CARS[place]["drives"]]
    return rules.split(fit.learn(drives * times), drives)


def simulated(car: dict[str, Any]) -> dict[str, float]:
    sums = {
        name: sum(each[name] for each in car["drives"]) for name in ("rolling", "drag", "auxiliaries", "kwh")
    }
    losses = sums["kwh"] - sums["rolling"] - sums["drag"] - sums["auxiliaries"]
    return {**sums, "losses": losses, "climate": 0.0, "elevation": 0.0}


@each_car
def test_forces_on_a_known_car_are_those_of_the_simulator(car: dict[str, Any]) -> None:
    for drive in car["drives"]:
        of = asked(drive, build_of(car))

        assert of.km == pytest.approx(drive["km"], rel=0.002)
        assert of.rolling == pytest.approx(drive["rolling"], rel=0.002)
        assert of.drag == pytest.approx(drive["drag"], rel=0.03)  # each second by its end, not by its middle


@each_car
def test_published_figures_foretell_a_known_car_before_it_has_driven(car: dict[str, Any]) -> None:
    habits = fit.learn([], build_of(car))

    for drive in car["drives"]:
        expected = rules.expected(habits, asked(drive, build_of(car)))
        assert expected.kwh == pytest.approx(drive["kwh"], rel=0.25)
        assert expected.low <= drive["kwh"] <= expected.high


@pytest.mark.parametrize("times", [1, 20])
@pytest.mark.parametrize("place", range(len(CARS)), ids=[car["name"] for car in CARS])
def test_every_share_lies_within_its_interval(place: int, times: int) -> None:
    truth = simulated(CARS[place])
    split = split_of(place, times=times)

    assert split.total == pytest.approx(truth["kwh"])
    for name, share in split.shares.items():
        if share is not None:
            assert share.low <= truth[name] <= share.high, name


@pytest.mark.parametrize("place", range(len(CARS)), ids=[car["name"] for car in CARS])
def test_more_drives_narrow_the_intervals_and_bring_the_shares_close(place: int) -> None:
    truth, few, many = simulated(CARS[place]), split_of(place, times=1), split_of(place, times=20)

    for name in ("rolling", "drag", "losses"):
        assert width(many.shares[name]) < 0.6 * width(few.shares[name]), name
    assert kwh(many.shares["rolling"]) == pytest.approx(truth["rolling"], rel=0.2)
    assert kwh(many.shares["drag"]) == pytest.approx(truth["drag"], rel=0.1)
    assert abs(many.rest) < 0.05 * many.total


def width(share: Share | None) -> float:
    assert share is not None
    return share.high - share.low


def kwh(share: Share | None) -> float:
    assert share is not None
    return share.kwh
