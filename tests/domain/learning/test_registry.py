"""The way of a version from gate to trial to all cars and back, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from domain.core import Core, Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.kit.clock import FixedClock
from domain.learning import rules, service
from domain.learning.facts import Additive, Gate, Manifest, Models, Shape, State, Trial, Verdict, Version
from tests.conftest import NOW
from tests.domain.learning.test_gates import GOOD

CHECK = "coolant_loop"
FLEET = range(1, 41)


def models(number: int) -> Models:
    shape = Shape("flow", (0.0, 1.0), (0.0, 1.0 + number))
    return {
        hours: Additive(f"{CHECK}.{hours}", str(number), -5.0, 0.01, (shape,)) for hours in (48, 168, 720)
    }


def manifest(number: int) -> Manifest:
    return Manifest(
        CHECK,
        str(number),
        "every car",
        {"looks learned from": 9},
        "by car",
        1,
        GOOD,
        None,
        {48: ((0.1, 0.1),)},
    )


def add(unit: Unit, *, passed: bool = True) -> Version:
    number = service.next_number(unit, CHECK)
    gate = Gate(passed, () if passed else (Phrase("gate.precision", {"got": 0.5, "bar": 0.85}),))
    return service.add(unit, models(number), manifest(number), gate)


def judged_by(unit: Unit, vehicle_id: int) -> str | None:
    found = service.live(unit, CHECK, vehicle_id)
    return found[48].version if found else None


def end(unit: Unit, number: int, *, right: int, wrong: int) -> Version:
    trial = service.versions(unit, CHECK)[0].trial
    assert trial is not None
    return service.conclude(
        unit, CHECK, number, rules.course(trial, right=right, wrong=wrong, open_=0, now=unit.now)
    )


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(Refusal) as found:
        yield
    assert found.value.code == code


def test_a_version_judges_only_the_cars_of_its_trial_until_it_is_proved_and_goes_back_in_one_step(
    core: Core, clock: FixedClock
) -> None:
    with core.unit() as unit:
        assert judged_by(unit, 1) is None
        assert add(unit).state is State.CANDIDATE
        assert judged_by(unit, 1) is None
        service.begin_trial(unit, CHECK, 1, cars=10, days=30, fleet=FLEET)
        inside = [each for each in FLEET if judged_by(unit, each) == "1"]
        assert len(inside) == 10
        assert judged_by(unit, 41) is None  # it came after the draw
    clock.advance(timedelta(days=30))
    with core.unit() as unit:
        assert [each for each in FLEET if judged_by(unit, each)] == inside
        assert end(unit, 1, right=5, wrong=0).state is State.PROVED
        service.promote(unit, CHECK, 1)
        assert {judged_by(unit, each) for each in FLEET} == {"1"}
    with core.unit() as unit:
        add(unit)
        service.begin_trial(unit, CHECK, 2, cars=4, days=7, fleet=FLEET)
        assert sorted({judged_by(unit, each) or "" for each in FLEET}) == ["1", "2"]
    clock.advance(timedelta(days=7))
    with core.unit() as unit:
        end(unit, 2, right=4, wrong=0)
        service.promote(unit, CHECK, 2)
        assert {judged_by(unit, each) for each in FLEET} == {"2"}
    with core.unit() as unit:
        with refused("other_at_work"):
            service.rollback(unit, CHECK, number=1)
        service.rollback(unit, CHECK, number=2)
        assert {judged_by(unit, each) for each in FLEET} == {"1"}
        service.rollback(unit, CHECK)
        assert {judged_by(unit, each) for each in FLEET} == {None}
        with refused("nothing_at_work"):
            service.rollback(unit, CHECK)


def test_nothing_goes_live_that_was_refused_or_not_tried(core: Core) -> None:
    with core.unit() as unit:
        assert add(unit, passed=False).why[0].code == "gate.precision"
        add(unit)
        for number in (1, 2):
            with refused("model_step"):
                service.promote(unit, CHECK, number)
        with refused("model_step"):
            service.begin_trial(unit, CHECK, 1, cars=1, days=1, fleet=FLEET)
        with refused("trial_empty"):
            service.begin_trial(unit, CHECK, 2, cars=1, days=1, fleet=())
        with refused("model_unknown"):
            service.promote(unit, CHECK, 9)
        add(unit)
        service.begin_trial(unit, CHECK, 2, cars=1, days=1, fleet=FLEET)
        with refused("trial_running"):
            service.begin_trial(unit, CHECK, 3, cars=1, days=1, fleet=FLEET)
        assert [each.state for each in service.versions(unit)] == ["candidate", "trial", "refused"]


TRIAL = Trial(
    cars=100, days=30, since=NOW, until=NOW + timedelta(days=30), cut=1, last_vehicle=1, expected=20
)


@pytest.mark.parametrize(
    ("right", "wrong", "day", "verdict"),
    [
        (0, 3, 1, Verdict.RUNNING),  # 17 of 20 could still be right
        (0, 4, 1, Verdict.FAILED),
        (3, 0, 29, Verdict.RUNNING),
        (3, 0, 30, Verdict.PASSED),
        (2, 0, 30, Verdict.UNPROVED),
        (4, 3, 30, Verdict.FAILED),
    ],
)
def test_a_trial_stops_when_the_bar_is_out_of_reach_or_its_days_are_over(
    right: int, wrong: int, day: int, verdict: Verdict
) -> None:
    now = NOW + timedelta(days=day)

    assert rules.course(TRIAL, right=right, wrong=wrong, open_=0, now=now).verdict is verdict
