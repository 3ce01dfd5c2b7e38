"""What models that were fitted to other cars say of a car, and when they keep quiet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from domain import phrases
from domain.battery import learn, rules, trained, words
from domain.battery.facts import Answer, Pack
from domain.battery.life import Curves
from domain.learning import shelf
from domain.learning.shelf import Fitted, Kind
from domain.telemetry.charged import Curve
from domain.telemetry.facts import Charge, Features, Wear
from domain.telemetry.features.curves import GRID_V, SHAPE
from tests.domain.battery.test_recipes import history

NOW = datetime(2026, 6, 1, tzinfo=UTC)
NEW_KWH = 60.0
CAR = "Lark 60"


def charges(
    health: Sequence[float], *, every_days: float = 3.0, cycles_each: float = 2.0
) -> tuple[Charge, ...]:
    """Full charges up to now whose last part, and energy, tell the health after each."""
    told = []
    for place, soh in enumerate(health):
        end = NOW - timedelta(days=every_days * (len(health) - 1 - place))
        shape = tuple(0.02 * figure * soh for figure in range(len(SHAPE)))
        told.append(
            Charge(
                end - timedelta(hours=6), end, 20, 95, 0.75 * NEW_KWH * soh / 100, 20, 7,
                shape=shape, charged_ever_kwh=NEW_KWH * cycles_each * place,
            )
        )  # fmt: skip
    return tuple(told)


def curve(cycles: float, dip: float) -> Curve:
    volts = np.linspace(0, 1, len(GRID_V))
    ah = 1.07 * volts - cycles / 100 * dip * np.exp(-(((volts - 0.6) / 0.1) ** 2))
    return Curve(NOW, None, cycles, tuple(ah.tolist()))


def pack(health: Sequence[float], **more: float) -> Pack:
    told = charges(health, **more)
    features = Features(
        charges=told,
        first_charges=told[:10],
        deep_charges=told,
        curves=(curve(10.0, 0.02), curve(90.0, 0.02)),
        wear=(Wear(NOW, 60_000.0, (None, None, None, None)),),
    )
    return Pack(CAR, date(2023, 6, 1), NEW_KWH, features, measured=())


def draft(kind: Kind[Any], of: str = "") -> Fitted:
    return Fitted(
        kind.name, NOW, kind.method, of, cars=31, labels=60, split="5 folds by car", mean_error=1.2,
        interval_90=(1.0, 1.5), plain="the median of all cars", plain_error=3.0, unit="points of SOH",
    )  # fmt: skip


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shelf with all four, fitted to made-up packs."""
    folder = tmp_path_factory.mktemp("models")
    rng = np.random.default_rng(2)
    known = [np.linspace(100, 100 - lost, 40) for lost in rng.uniform(2, 25, 12)]
    soh = learn.fit_soh([(np.array([each.shape for each in charges(told.tolist())]), told) for told in known])
    fade = learn.fit_fade([history(seed) for seed in range(8)], horizons=(50.0, 100.0))
    lives = rng.uniform(500, 2000, 15)
    life = learn.fit_life([lasting(each) for each in lives])
    years, km = rng.uniform(0, 6, 80), rng.uniform(0, 150_000, 80)
    peers = learn.fit_peers(years, km, 100 - 2 * years - km / 50_000, np.arange(80))
    for kind, model in ((trained.SOH, soh), (trained.FADE, fade), (trained.LIFE, life)):
        shelf.add(folder, model, draft(kind))
    shelf.add(folder, peers, draft(trained.PEERS, of=CAR))
    return folder


def lasting(cycles: float) -> tuple[Curves, float]:
    features = Features(curves=(curve(10.0, 20 / cycles), curve(90.0, 20 / cycles)))
    found = rules.curves(Pack(CAR, None, None, features, measured=()))
    assert found is not None
    return found, cycles


def ask(folder: Path, car: Pack) -> dict[str, Answer]:
    """The answers by model; of fade the farthest."""
    return {each.by.name: each for each in trained.trained(folder, car, now=NOW)}


LOSING = np.linspace(98, 88, 45).tolist()  # 88 full cycles


def test_a_car_is_told_its_health_its_fade_its_life_and_its_standing(models: Path) -> None:
    told = ask(models, pack(LOSING))

    assert told["battery_soh"].middle == pytest.approx(88, abs=1.5)
    fade = told["battery_fade"]
    assert fade.cycles == 100
    assert fade.low is not None
    assert fade.high is not None
    assert fade.low < fade.middle < fade.high
    assert told["battery_life"].middle == pytest.approx(1000, rel=0.15)
    assert told["battery_peers"].middle == pytest.approx(100 - 2 * 3 - 1.2, abs=1)
    assert {each.by.cars for each in told.values()} == {31}


def test_without_trained_models_nothing_is_told(tmp_path: Path) -> None:
    assert trained.trained(tmp_path / "nowhere", pack(LOSING), now=NOW) == ()


def test_charges_that_are_few_or_long_ago_tell_nothing_of_today(models: Path) -> None:
    few, parked = pack(LOSING[:9]), pack(LOSING)
    later = NOW + timedelta(days=90)

    assert "battery_soh" not in ask(models, few)
    assert {each.by.name for each in trained.trained(models, parked, now=later)} == {
        "battery_life",
        "battery_peers",
    }


def test_fade_is_not_foretold_before_sixty_full_cycles(models: Path) -> None:
    assert "battery_fade" not in ask(models, pack(LOSING, cycles_each=1.0))


def test_cars_are_compared_only_with_cars_of_their_model_whose_age_and_distance_are_known(
    models: Path,
) -> None:
    car = pack(LOSING)
    strange, old = replace(car, model="Wren 40"), replace(car, in_use_since=None)
    still = replace(car, features=replace(car.features, wear=()))

    assert all("battery_peers" not in ask(models, each) for each in (strange, old, still))
    assert "battery_soh" in ask(models, strange)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Learned from 31 cars; average error on other cars: 1.2 percentage points"), ("zh_Hans", "31")],
)
def test_owners_read_each_answer_with_the_model_behind_it(models: Path, language: str, said: str) -> None:
    answers = trained.trained(models, pack(LOSING), now=NOW)
    speaker = phrases.speaker("en" if language == "en" else "zh_Hans")

    lines = [speaker.say(each) for each in words.trained(answers)]

    assert len(lines) == 4
    assert said in lines[0]
    assert all(f"{each} 1" in line for each, line in zip(ask(models, pack(LOSING)), lines, strict=True))
