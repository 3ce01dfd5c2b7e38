"""From what owners and workshops said to a new version, its gate, its trial, all cars, and back: on both databases."""

import contextlib
from dataclasses import dataclass, replace
from datetime import timedelta

import msgspec
import numpy as np
import pytest
from sqlmodel import col, update

from domain.alerts import service as alerts
from domain.alerts.facts import Verdict
from domain.core import Core
from domain.errors import Refusal
from domain.health import service as health
from domain.health.facts import Chances, Finding
from domain.health.training import learn
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.learning import card, service
from domain.learning.facts import HORIZONS_H, Gate, Models, Rows, State, Version, stamp
from domain.learning.tables import ModelVersion
from domain.registry import service as registry
from domain.settings import Settings
from jobs import learning
from tests.domain.alerts.test_service import WORN, Garage
from tests.domain.learning.test_registry import manifest, models
from tests.jobs.test_cli import Shell

CHECK = "twelve_volt"
LOOKS = 30


@dataclass(frozen=True)
class Tiny:
    """A recipe in small: a battery's rest voltage falls for ten days before it gives up, in some fleets for nothing."""

    cries_wolf: bool = False

    def rows(
        self, *, cars: int, seed: int, progress: bool = False, forms: str = "training"
    ) -> dict[str, Rows]:
        del progress
        rng = np.random.default_rng(seed)
        day, car = np.tile(np.arange(LOOKS), cars), np.repeat(np.arange(cars), LOOKS)
        left = np.where(car % 2 == 0, (LOOKS - day) * 24.0, np.inf)
        sign = np.clip(1 - left / 240, 0, 1) * 2 + rng.normal(scale=0.1, size=day.size)
        if self.cries_wolf and forms == "gating":
            left = np.where(car % 4 == 0, left, np.inf)  # half of those with the sign come to no harm here
        at = (day * 24).astype(np.float64)
        return {CHECK: Rows({"rest": sign}, car, at, left, np.ones(day.size))}

    def fit(self, check: str, rows: Rows, *, version: str, seed: int) -> Models:
        return learn.fit(check, rows, version=version, seed=seed)


def told(number: int) -> Finding:
    chances = Chances(0.2, 0.75, 0.9, model=stamp(CHECK, str(number)))
    return replace(WORN, evidence={"rest": 1.2}, chances=chances)


@pytest.fixture
def shop(core: Core, clock: FixedClock) -> Garage:
    owned = Garage(core, clock)
    with core.unit() as unit:
        owned.add_car(unit, "WVWZZZE1ZNP000025", "Red Kite")
        for purpose in (Purpose.CARE, Purpose.IMPROVE):
            registry.consent(unit, owned.owner.id, purpose=purpose, given=True, channel="chat")
    return owned


def warn(shop: Garage, number: int, *, found: bool) -> None:
    """A warning by this version, and what the workshop says; then the car's rest after the visit."""
    shop.look(told(number), told(number))
    with shop.core.unit() as unit:
        alerts.outcome(unit, shop.car, shop.owner.id, by_check={CHECK: found})
    shop.clock.advance(timedelta(days=4))


def train(shop: Garage, recipe: Tiny) -> Version:
    version = learning.train(
        shop.core, recipe, shipped=lambda _check: None, cars=100, judges=100, seed=3, made_for="every car"
    )[CHECK]
    assert isinstance(version, Version)
    return version


def made(shop: Garage) -> Version:
    """A version that passed its gate, without the learning."""
    with shop.core.unit() as unit:
        return service.add(unit, models(1), replace(manifest(1), check=CHECK), Gate(passed=True, reasons=()))


def state(shop: Garage, number: int) -> State:
    with shop.core.reading() as unit:
        return next(each.state for each in service.versions(unit, CHECK) if each.number == number)


def killed_while_promoting(shop: Garage, number: int) -> None:
    with contextlib.suppress(KeyboardInterrupt), shop.core.unit() as unit:
        service.promote(unit, CHECK, number)
        raise KeyboardInterrupt


def judged_by(shop: Garage) -> list[str]:
    """By which version each car is judged; "" by what is shipped."""
    with shop.core.reading() as unit:
        found = [service.live(unit, CHECK, car.id) for car in health.due_vehicles(unit)]
    return [models[HORIZONS_H[-1]].version if models else "" for models in found]


def test_what_is_said_teaches_a_version_that_goes_through_gate_and_trial_to_all_cars_and_back(
    shop: Garage,
) -> None:
    warn(shop, 0, found=True)

    refused = train(shop, Tiny(cries_wolf=True))
    assert refused.state is State.REFUSED
    assert "gate.precision" in [reason.code for reason in refused.why]
    good = train(shop, Tiny())
    assert (good.number, good.state) == (2, State.CANDIDATE)
    assert good.manifest.data["outcomes told by owners and workshops"] == 1
    assert judged_by(shop) == ["", ""]

    with shop.core.unit() as unit:
        fleet = [car.id for car in health.due_vehicles(unit)]
        service.begin_trial(unit, CHECK, 2, cars=1, days=60, fleet=fleet)
    assert sorted(judged_by(shop)) == ["", "2"]
    for _ in range(3):
        warn(shop, 2, found=True)
    assert learning.advance(shop.core) == "twelve_volt 2: running"
    shop.clock.advance(timedelta(days=60))
    assert learning.advance(shop.core) == "twelve_volt 2: passed"
    assert learning.advance(shop.core) == "no trials"

    killed_while_promoting(shop, 2)
    assert state(shop, 2) is State.PROVED
    with shop.core.unit() as unit:
        service.promote(unit, CHECK, 2)
    assert judged_by(shop) == ["2", "2"]
    with shop.core.unit() as unit:
        service.rollback(unit, CHECK)
    assert judged_by(shop) == ["", ""]


def test_a_trial_ends_at_once_when_too_many_of_its_warnings_are_wrong(shop: Garage) -> None:
    made(shop)
    with shop.core.unit() as unit:
        fleet = [car.id for car in health.due_vehicles(unit)]
        service.begin_trial(unit, CHECK, 1, cars=2, days=30, fleet=fleet)
    (alert,) = shop.look(told(1), told(1))
    with shop.core.unit() as unit:
        alerts.rate(unit, shop.owner.id, alert.id, Verdict.WRONG)

    assert learning.advance(shop.core) == "twelve_volt 1: failed"
    assert state(shop, 1) is State.RETIRED
    assert judged_by(shop) == ["", ""]


def test_a_trial_that_cannot_be_decided_does_not_keep_another_from_its_end(shop: Garage) -> None:
    with shop.core.unit() as unit:
        fleet = [car.id for car in health.due_vehicles(unit)]
        for check in ("brake_pads", CHECK, "tyres"):
            service.add(unit, models(1), replace(manifest(1), check=check), Gate(passed=True, reasons=()))
            service.begin_trial(unit, check, 1, cars=2, days=30, fleet=fleet)
        for damaged in ("brake_pads", "tyres"):
            unit.session.exec(
                update(ModelVersion).where(col(ModelVersion.check) == damaged).values(manifest="{")
            )
    shop.clock.advance(timedelta(days=31))

    with pytest.raises(msgspec.DecodeError):
        learning.advance(shop.core)
    with shop.core.reading() as unit:
        assert service.version(unit, CHECK, 1).state is State.CANDIDATE
        assert sorted(service.in_trial(unit)) == [("brake_pads", 1), ("tyres", 1)]


def test_too_few_cars_to_learn_from_is_said_for_the_check_and_keeps_nothing(shop: Garage) -> None:
    found = learning.train(
        shop.core, Tiny(), shipped=lambda _check: None, cars=4, judges=4, seed=3, made_for="every car"
    )[CHECK]

    assert isinstance(found, Refusal)
    assert found.code == "learning_rows"
    with shop.core.reading() as unit:
        assert service.versions(unit) == ()


def test_a_card_says_what_the_version_is_made_of_and_that_it_is_simulated(shop: Garage) -> None:
    text = card.card(made(shop), why=("Better.",))

    assert "# Model twelve_volt, version 1: candidate" in text
    assert "9 looks learned from" in text
    assert "| precision | 0.93 | 0.88 to 0.97 |  | ≥ 0.85 |" in text
    assert "SIMULATED" in text


class TestCommands:
    @pytest.fixture
    def database(self) -> str:
        return "sqlite"

    @pytest.fixture
    def shell(self, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Shell:
        monkeypatch.setenv("BEFOREHAND_DATA_DIR", str(settings.data_dir))
        monkeypatch.setenv("BEFOREHAND_MASTER_KEY_FILE", str(settings.master_key_file))
        return Shell()

    def test_versions_are_shown_tried_and_taken_back_by_commands(self, shop: Garage, shell: Shell) -> None:
        made(shop)

        (listed,) = shell.answer("models", "list")
        assert (listed["check"], listed["version"], listed["state"]) == (CHECK, 1, "candidate")
        assert listed["why"] == ["Met the required figures on cars left out of training. It may go on trial."]
        assert "# Model twelve_volt, version 1" in shell.run("models", "show", CHECK).stdout
        assert shell.answer("models", "show", CHECK)["manifest"]["seed"] == 1
        assert shell.refusal("models", "promote", CHECK, "--version", "1") == "model_step"
        assert shell.answer("models", "trial", CHECK, "--version", "1")["state"] == "trial"
        assert shell.answer("models", "rollback", CHECK)["state"] == "retired"
        assert shell.refusal("models", "rollback", CHECK) == "nothing_at_work"
        assert shell.refusal("models", "show", "nothing") == "model_unknown"
