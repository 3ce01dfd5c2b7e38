from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from domain.alerts import labels, outcomes, rules
from domain.alerts import service as alerts
from domain.alerts.facts import Label, Record, Verdict
from domain.core import Core
from domain.health.facts import Chances, Level
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.learning.facts import Rows
from domain.registry import service as registry
from tests.conftest import NOW
from tests.domain.alerts.test_service import RED, WORN, Garage, damage

JUDGED = replace(WORN, evidence={"rest": 1.2}, chances=Chances(0.2, 0.75, 0.9, model="twelve_volt 3"))


@pytest.fixture
def shop(core: Core, clock: FixedClock) -> Garage:
    garage_ = Garage(core, clock)
    agree(garage_, Purpose.CARE, Purpose.IMPROVE)
    return garage_


def agree(shop: Garage, *purposes: Purpose, given: bool = True) -> None:
    with shop.core.unit() as unit:
        for purpose in purposes:
            registry.consent(unit, shop.owner.id, purpose=purpose, given=given, channel="chat")


def say(shop: Garage, *, owner: Verdict | None = None, found: bool | None = None) -> tuple[Label, ...]:
    """Let them say it of the newest warning; return what all warnings teach."""
    with shop.core.unit() as unit:
        (case,) = alerts.alerts_of(unit, shop.owner.id, shop.car.id)
        if owner is not None:
            alerts.rate(unit, shop.owner.id, case.alert_id, owner)
        if found is not None:
            alerts.outcome(unit, shop.car, shop.owner.id, by_check={"twelve_volt": found})
    with shop.core.reading() as unit:
        return outcomes.labels(unit)


def test_a_rating_teaches_with_the_evidence_that_was_told_and_a_workshop_outranks_it(shop: Garage) -> None:
    shop.look(JUDGED, JUDGED)

    (rated,) = say(shop, owner=Verdict.WRONG)
    assert (rated.happened, rated.weight) == (False, 0.5)
    assert (rated.evidence, rated.model) == ({"rest": 1.2}, "twelve_volt 3")
    assert rated.horizon == timedelta(days=7)
    (found,) = say(shop, found=True)
    assert (found.happened, found.weight) == (True, 1.0)


WORSE = replace(
    JUDGED, strength=2.5, evidence={"rest": 2.5}, chances=Chances(0.4, 0.85, 0.95, model="twelve_volt 4")
)


def test_a_later_and_worse_look_changes_nothing_of_what_a_warning_teaches(shop: Garage) -> None:
    (told,) = shop.look(JUDGED, JUDGED)
    shop.deliver()
    shop.look(WORSE)

    (rated,) = say(shop, owner=Verdict.RIGHT)

    (case,) = shop.told()
    assert case.newest is not None
    assert (case.finding.evidence, case.newest.evidence) == ({"rest": 1.2}, {"rest": 2.5})
    assert (rated.evidence, rated.model, rated.at) == ({"rest": 1.2}, "twelve_volt 3", told.confirmed_at)
    with shop.core.reading() as unit:
        assert outcomes.records_by_model(unit).keys() == {("twelve_volt", "twelve_volt 3")}


def test_a_warning_that_still_waits_teaches_by_the_look_that_it_will_tell(shop: Garage) -> None:
    shop.look(JUDGED, JUDGED, WORSE)

    (rated,) = say(shop, owner=Verdict.RIGHT)

    assert (rated.evidence, rated.model) == ({"rest": 2.5}, "twelve_volt 4")


def test_a_warning_told_again_as_graver_teaches_by_what_was_told_then(shop: Garage) -> None:
    shop.look(JUDGED, JUDGED)
    shop.deliver()
    shop.look(*[replace(RED, evidence={"rest": 3.0})] * 2)

    (rated,) = say(shop, owner=Verdict.RIGHT)

    assert (rated.level, rated.evidence, rated.model) == (Level.RED, {"rest": 3.0}, "")


def test_nothing_found_teaches_nothing_of_an_early_warning_and_that_a_red_one_was_wrong(shop: Garage) -> None:
    shop.look(JUDGED, JUDGED)
    assert say(shop, owner=Verdict.WRONG, found=False) == ()

    assert rules.label(Level.RED, {"workshop": Verdict.NOT_FOUND}) == (False, 1.0)
    assert rules.label(Level.BLUE, {"workshop": Verdict.NOT_FOUND, "owner": Verdict.RIGHT}) is None


def test_only_owners_who_agree_now_teach_anything(shop: Garage) -> None:
    shop.look(JUDGED, JUDGED)
    assert len(say(shop, owner=Verdict.RIGHT)) == 1

    agree(shop, Purpose.IMPROVE, given=False)
    with shop.core.reading() as unit:
        assert outcomes.labels(unit) == ()


def test_what_was_said_stands_behind_simulated_rows_as_looks_of_other_cars() -> None:
    rows = Rows(
        evidence={"rest": np.array([0.1, 1.4]), "slope": np.array([0.0, 2.0])},
        cars=np.array([0, 7]),
        at_h=np.array([0.0, 5.0]),
        harm_in_h=np.array([np.inf, 30.0]),
        weights=np.array([14.0, 0.05]),
    )
    right = Label(
        check="twelve_volt",
        vehicle_id=7,
        at=NOW,
        level=Level.YELLOW,
        horizon=timedelta(days=7),
        evidence={"rest": 1.2},
        model="",
        happened=True,
        weight=0.5,
    )
    wrong, mute = replace(right, happened=False), replace(right, evidence={})

    found = labels.mixed(rows, [right, wrong, mute])

    assert found.cars.tolist() == [0, 7, -7, -7]
    assert found.harm_in_h.tolist() == [np.inf, 30.0, 168.0, np.inf]
    assert found.weights.tolist() == [14.0, 0.05, 0.025, 0.025]
    assert found.evidence["rest"].tolist() == [0.1, 1.4, 1.2, 1.2]
    assert np.isnan(found.evidence["slope"][2:]).all()


def test_records_are_kept_apart_by_what_judged(shop: Garage) -> None:
    shop.look(JUDGED, JUDGED)
    say(shop, found=True)
    shop.clock.advance(timedelta(days=4))
    shop.look(replace(RED, chances=None), RED)

    with shop.core.reading() as unit:
        assert outcomes.records_by_model(unit) == {
            ("twelve_volt", "twelve_volt 3"): Record(1, 1, 0, 1, 1),
            ("twelve_volt", ""): Record(1, 0, 0, 0, 0),
        }


def test_the_last_times_leave_out_old_ones_and_those_nobody_could_judge() -> None:
    proofs = [False, *[True] * 17, None, False, False, True]

    assert rules.record(proofs) == Record(told=22, right=18, wrong=3, last=20, last_right=18)


def test_a_damaged_warning_teaches_nothing_and_the_others_teach(shop: Garage) -> None:
    (first,) = shop.look(JUDGED, JUDGED)
    assert len(say(shop, owner=Verdict.RIGHT)) == 1
    with shop.core.unit() as unit:
        shop.car = shop.add_car(unit, "5YJ3E1EA7HF000337", "Red 8")
    shop.look(JUDGED, JUDGED)
    assert len(say(shop, owner=Verdict.RIGHT)) == 2

    damage(shop.core, first.id)

    with shop.core.reading() as unit:
        assert [label.vehicle_id for label in outcomes.labels(unit)] == [shop.car.id]
