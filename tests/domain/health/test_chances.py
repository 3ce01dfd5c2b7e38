"""What a finding means within two days, a week and a month, and what speaks for it."""

import math
from dataclasses import replace
from datetime import timedelta
from functools import partial

import numpy as np
import pytest

from domain.health import catalogue, chances, grading, judging, words
from domain.health.chances import MONTH_H, NEAR_H, WEEK_H
from domain.health.facts import Finding, Kind, Level
from domain.learning import base_rates, gates
from domain.learning.facts import Additive, Rows, Shape
from tests.domain.health import views

CODE = "coolant_loop"
TRIPPED = Finding(
    CODE, 1.4, Level.YELLOW, 0.7, timedelta(days=7), 1,
    frozenset({Kind.RELATION, Kind.TREND}), evidence={"flow": 2.0, "warm": 1.0},
)  # fmt: skip
with_chances = partial(chances.with_chances, traits=catalogue.traits(CODE))


def models(*chance: float) -> dict[int, Additive]:
    """Models that say these chances of TRIPPED at the set base rates: flow adds 2, warmth takes 1 away."""
    shapes = (Shape("flow", (0.0, 2.0), (0.0, 2.0)), Shape("warm", (0.0, 1.0), (0.0, -1.0)))
    rates = {hours: base_rates.RATES[CODE].within(hours) for hours in (NEAR_H, WEEK_H, MONTH_H)}
    return {
        hours: Additive("coolant_loop", "1", float(_logit(told)) - 1.0, rate, shapes)
        for (hours, rate), told in zip(rates.items(), chance, strict=True)
    }


def _logit(share: float) -> float:
    return math.log(share / (1 - share))


@pytest.mark.parametrize(
    ("chance", "level", "horizon"),
    [
        ((0.95, 0.97, 0.98), Level.RED, timedelta(days=2)),
        ((0.2, 0.7, 0.9), Level.YELLOW, timedelta(days=7)),
        ((0.1, 0.3, 0.8), Level.YELLOW, timedelta(days=30)),
    ],
)
def test_level_horizon_and_risk_follow_from_the_chances(
    chance: tuple[float, float, float], level: Level, horizon: timedelta
) -> None:
    told = with_chances(TRIPPED, models(*chance))
    assert (told.level, told.horizon) == (level, horizon)
    assert min(abs(told.risk - each) for each in chance) < 1e-6
    assert grading.level(told) is level
    assert told.chances is not None
    assert told.chances.model == "coolant_loop 1"


def test_what_the_rule_takes_lightly_is_yellow_only_by_its_chance_within_a_week() -> None:
    light = replace(TRIPPED, level=Level.BLUE)
    assert with_chances(light, models(0.1, 0.3, 0.8)).level is Level.BLUE
    assert with_chances(light, models(0.1, 0.7, 0.8)).level is Level.YELLOW


def test_red_needs_two_kinds_of_evidence() -> None:
    alone = replace(TRIPPED, kinds=frozenset({Kind.LEVEL}))
    assert with_chances(alone, models(0.95, 0.97, 0.98)).level is Level.YELLOW


def test_a_longer_horizon_is_never_told_to_be_safer() -> None:
    told = with_chances(TRIPPED, models(0.5, 0.3, 0.4)).chances
    assert told is not None
    assert (told.in_48_h or 1.0) <= (told.in_7_days or 0.0) <= told.in_30_days


def test_a_horizon_without_a_model_is_not_told_and_carries_no_level() -> None:
    month = {MONTH_H: models(0.95, 0.97, 0.98)[MONTH_H]}
    light = replace(TRIPPED, level=Level.BLUE)
    told = with_chances(light, month)
    assert (told.level, told.horizon) == (Level.BLUE, timedelta(days=30))
    assert told.chances is not None
    assert (told.chances.in_48_h, told.chances.in_7_days) == (None, None)
    assert with_chances(TRIPPED, {NEAR_H: models(0.95, 0.97, 0.98)[NEAR_H]}) is TRIPPED


def test_reasons_are_told_strongest_first_and_only_what_speaks_for_it_in_words() -> None:
    told = with_chances(TRIPPED, models(0.2, 0.7, 0.9))
    assert told.chances is not None
    assert [(each.name, each.adds) for each in told.chances.reasons] == [("flow", 2.0), ("warm", -1.0)]
    basis = told.params["basis"]
    assert [each.code for each in basis.params["reasons"]] == ["reason.coolant_loop.flow"]  # type: ignore[attr-defined]


def test_where_harm_is_ten_times_rarer_the_same_evidence_means_less() -> None:
    rare = {
        CODE: replace(base_rates.RATES[CODE], per_10k_car_days=base_rates.RATES[CODE].per_10k_car_days / 10)
    }
    usual, rarer = (
        with_chances(TRIPPED, models(0.2, 0.7, 0.9), rates=each) for each in (base_rates.RATES, rare)
    )
    assert rarer.risk < usual.risk


def test_below_the_stated_precision_nothing_is_graver_than_blue() -> None:
    sure = models(0.95, 0.97, 0.98)
    for speaks_from, level in ((0.975, Level.RED), (0.985, Level.BLUE), (1.0, Level.BLUE)):
        month = replace(sure[MONTH_H], speaks_from=speaks_from)
        assert with_chances(TRIPPED, sure | {MONTH_H: month}).level is level


def test_what_is_dangerous_now_stays_as_grave_as_it_was_measured() -> None:
    flat = replace(TRIPPED, level=Level.RED, severity=3)
    told = with_chances(flat, {MONTH_H: models(0.1, 0.2, 0.7)[MONTH_H]})
    assert (told.level, told.horizon) == (Level.RED, timedelta(days=30))


def test_a_chance_below_one_in_a_hundred_is_not_put_into_words() -> None:
    assert with_chances(TRIPPED, models(0.001, 0.002, 0.005)).params["basis"] == words.MEASURED
    assert with_chances(TRIPPED, models(0.1, 0.2, 0.7)).params["basis"] != words.MEASURED


def test_yellow_at_the_gate_is_yellow_to_the_owner() -> None:
    told = models(0.1, 0.3, 0.8)
    told = {hours: replace(each, speaks_from=0.3) for hours, each in told.items()}
    for flow in (-3.0, -1.5, 0.0, 1.0, 2.0):
        for urged in (True, False):
            finding = replace(
                TRIPPED,
                level=Level.YELLOW if urged else Level.BLUE,
                evidence={"flow": flow, "warm": 1.0},
            )
            looked = Rows(
                {"flow": np.array([flow]), "warm": np.array([1.0])},
                np.zeros(1),
                np.zeros(1),
                np.zeros(1),
                np.ones(1),
                urged=np.array([urged]),
            )
            warned = gates.warns(told, gates.chances(told, looked), looked)
            assert bool(warned[0]) is (with_chances(finding, told).level > Level.BLUE)


def test_without_a_model_or_where_nothing_is_wrong_a_finding_stays_as_it_is() -> None:
    calm = replace(TRIPPED, strength=0.9)
    assert with_chances(TRIPPED, None) is TRIPPED
    assert with_chances(calm, models(0.2, 0.7, 0.9)) is calm


def test_a_model_leaves_alone_what_lacks_a_sign_that_it_never_missed() -> None:
    half = replace(TRIPPED, evidence={"flow": math.nan, "warm": 1.0})
    assert with_chances(half, models(0.2, 0.7, 0.9)) is half


def test_base_rates_stay_below_one_fault_in_ten_thousand_car_days() -> None:
    assert 0 < sum(rate.per_10k_car_days for rate in base_rates.RATES.values()) < 1


def test_every_harm_that_a_fleet_can_meet_has_a_check_with_a_base_rate_and_a_source() -> None:
    assert set(base_rates.RATES) == {each.check for each in base_rates.CAUSES.values() if each.harms}
    assert all(rate.source for rate in base_rates.RATES.values())


def test_every_check_that_forecasts_harm_was_judged() -> None:
    assert set(judging.shipped()) == set(base_rates.RATES)


@pytest.mark.parametrize("code", sorted(judging.shipped()))
def test_what_ships_names_the_evidence_of_its_check_and_how_it_was_judged(code: str) -> None:
    shipped = judging.shipped()[code]
    held = {
        int(hours)
        for hours, each in shipped.manifest["horizons"].items()
        if max(each["calibration_error"], each["left_out_error"]) <= 0.05
    }
    assert set(shipped.models) == (held if MONTH_H in held else set())
    assert code in catalogue.BY_CODE
    for model in shipped.models.values():
        assert model.name == code
    assert not set(shipped.manifest["learned_from"]["forms"]) & set(shipped.manifest["gated_by"]["forms"])
    assert shipped.manifest["horizons"].keys() == {"48", "168", "720"}


def test_a_leak_is_judged_by_the_model_that_ships() -> None:
    view = views.view(views.flows(lost=[3.0] * 12, warmer=[1.2] * 12))
    found = judging.conclude(catalogue.BY_CODE[CODE], view)
    assert found is not None
    assert found.chances is not None
    assert {each.name for each in found.chances.reasons} == set(found.evidence)
    own = judging.conclude(catalogue.BY_CODE[CODE], view, lambda _: models(0.95, 0.97, 0.98))
    assert own is not None
    assert own.chances is not None
    assert own.chances != found.chances
