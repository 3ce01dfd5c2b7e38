"""After a change of the car a check compares like with like, keeps quiet, and learns anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from domain.health import catalogue
from domain.health.checks import battery_soh, coolant_loop, twelve_volt, tyre_pressure
from domain.health.evidence import breaks, steps
from domain.health.facts import Check, Finding, View
from domain.registry.facts import Change, ChangeKind
from domain.telemetry.facts import Features
from tests.domain.health import views
from tests.domain.health.test_words import SEEN


def strength(check: Check, features: Features, *changes: Change) -> float | None:
    found = judged(check, features, *changes)
    return None if found is None else found.strength


def judged(check: Check, features: Features, *changes: Change) -> Finding | None:
    return check.check(seen(features, *changes))


def seen(features: Features, *changes: Change) -> View:
    return replace(views.view(features), breaks=breaks.of(changes))


def at(days_ago: float, kind: ChangeKind, check: str = "") -> Change:
    return Change(views.ago(days_ago), kind, check)


def wheels(worn: Sequence[float], fresh: Sequence[float], *, others: float) -> Features:
    """A wheel's cold readings before and after a change; the other three go from 250 kPa to `others`."""
    last = len(worn) + len(fresh) - 1
    rest = [250.0] * len(worn) + [others] * len(fresh)
    return Features(
        rests=tuple(
            views.rest(last - i + 1 / 24, kpa=(three, three, three, kpa))
            for i, (three, kpa) in enumerate(zip(rest, [*worn, *fresh], strict=True))
        )
    )


def test_new_wheels_are_not_a_leak_and_a_leak_after_them_is_found() -> None:
    changed = at(5.5, ChangeKind.WHEELS)
    same = wheels([250.0] * 6, [240, 239, 240, 240, 239, 240], others=250.0)
    leaks = wheels([250.0] * 2, [252 - 4 * i for i in range(6)], others=252.0)

    plain, anew = judged(tyre_pressure, same), judged(tyre_pressure, same, changed)

    assert plain is not None
    assert anew is not None
    assert (plain.params["readings"], anew.params["readings"]) == (12, 6)
    assert anew.strength < 0.6
    assert (strength(tyre_pressure, leaks, changed) or 0) >= 1


def test_an_update_that_shifts_what_charges_say_is_no_loss_and_a_loss_after_it_counts() -> None:
    updated = at(20.5, ChangeKind.FIRMWARE)
    shifted = views.charges([92.0] * 20 + [81.0] * 20)
    fading = views.charges([92.0] * 20 + [81.0] * 20 + [74.0] * 40)

    assert (strength(battery_soh, shifted) or 0) > 1
    assert (strength(battery_soh, shifted, updated) or 0) < 0.6
    assert (strength(battery_soh, fading, at(60.5, ChangeKind.FIRMWARE)) or 0) > 1


def test_right_after_an_update_battery_health_waits_for_charges() -> None:
    assert (
        battery_soh.check(seen(views.charges([92.0] * 20 + [81.0] * 4), at(3.5, ChangeKind.FIRMWARE))) is None
    )


def test_a_new_battery_is_judged_by_itself() -> None:
    replaced = at(10.5, ChangeKind.PART, "battery_soh")

    found = judged(battery_soh, views.charges([80.0] * 20 + [99.0] * 10), replaced)

    assert found is not None
    assert found.params["soh"] == pytest.approx(99.0)


def test_a_flow_sensor_that_was_replaced_makes_the_cooling_check_learn_anew() -> None:
    lower, warmer = [6.0] * 20, [1.0] * 20
    replaced = at(5.1, ChangeKind.SENSOR, "coolant_loop")

    assert (strength(coolant_loop, views.flows(lost=lower, warmer=warmer)) or 0) >= 1
    assert coolant_loop.check(seen(views.flows(lost=lower, warmer=warmer), replaced)) is None

    later = at(25.1, ChangeKind.SENSOR, "coolant_loop")
    fails = views.flows(days=50, lost=[4.0] * 12, warmer=[1.5] * 12)
    assert (strength(coolant_loop, fails, later) or 0) >= 1


def test_a_new_12_volt_battery_clears_what_the_old_one_showed() -> None:
    replaced = at(2.9, ChangeKind.PART, "twelve_volt")
    volts = views.volts([12.1, 12.05, 12.0, 12.0, 12.75, 12.75, 12.7])

    assert (strength(twelve_volt, volts, replaced) or 0) < 0.6


@pytest.mark.parametrize(
    "check", [each for each in catalogue.ALL if not each.TRAITS.on_wheels], ids=lambda check: check.CODE
)
def test_new_wheels_change_nothing_of_a_check_that_does_not_depend_on_them(check: Check) -> None:
    changed = breaks.of([at(1.0, ChangeKind.WHEELS)])

    for each in SEEN[check.CODE]:
        view = each if isinstance(each, View) else views.view(each)
        assert repr(check.check(replace(view, breaks=changed))) == repr(
            check.check(view)
        )  # NaN is itself here


def test_a_change_of_wheels_leaves_other_checks_alone() -> None:
    changed = at(5.0, ChangeKind.WHEELS)

    assert breaks.since(seen(Features(), changed), "battery_soh") == breaks.LONG_AGO
    assert breaks.since(seen(Features(), changed), "tyre_pressure", on_wheels=True) == changed.at
    assert breaks.since(seen(Features(), at(3.0, ChangeKind.FIRMWARE)), "battery_soh") > breaks.LONG_AGO


def found(features: Features) -> list[tuple[ChangeKind, str, datetime]]:
    changes = steps.changes(features, 60.0, now=views.NOW)
    return [(change.kind, change.check, change.at) for change in changes]


def test_four_tyres_that_gain_air_together_are_other_wheels() -> None:
    four = wheels([230.0] * 5, [250.0] * 4, others=270.0)
    one = wheels([230.0] * 5, [250.0] * 4, others=250.0)

    assert [kind for kind, _, _ in found(four)] == [ChangeKind.WHEELS]
    assert found(one) == []


def test_a_flow_that_jumps_alone_is_another_sensor_and_a_leak_is_not() -> None:
    jump = views.flows(lost=[6.0] * 40, warmer=[0.0] * 40)
    pump = views.flows(lost=[6.0] * 40, warmer=[1.2] * 40)
    leak = views.flows(lost=[i / 10 for i in range(60)], warmer=[0.0] * 60)

    assert [(kind, check) for kind, check, _ in found(jump)] == [(ChangeKind.SENSOR, "coolant_loop")]
    assert found(jump)[0][2] == views.ago(10.0)
    assert found(pump) == found(leak) == found(views.flows()) == []


def test_a_capacity_that_grows_at_once_is_another_way_of_measuring_and_one_that_falls_is_not() -> None:
    grown = views.charges([84.0, 85.0] * 8 + [91.0, 92.0] * 8)
    fallen = views.charges([91.0, 92.0] * 8 + [84.0, 85.0] * 8)

    assert [(kind, check) for kind, check, _ in found(grown)] == [(ChangeKind.FIRMWARE, "battery_soh")]
    assert found(fallen) == []


def test_pads_that_grow_are_new_pads() -> None:
    assert [(kind, check) for kind, check, _ in found(views.pads([74, 75, 76, 77, 2, 2, 3]))] == [
        (ChangeKind.PART, "brake_pads")
    ]
