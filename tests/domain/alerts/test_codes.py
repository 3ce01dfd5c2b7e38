"""A fault code that the operator ignores ends what rests on it alone, at once, and says so to who was told."""

import pytest

from domain.alerts import codes
from domain.alerts import service as alerts
from domain.alerts.facts import State
from domain.alerts.tables import Alert
from domain.core import Core
from domain.explain.facts import Phrase
from domain.health.checks import fault_codes
from domain.health.facts import Finding
from domain.kit.clock import FixedClock
from domain.upkeep.entry import CodeEntry
from domain.upkeep.facts import Verdict
from tests.domain.alerts.test_service import Garage, damage
from tests.domain.health.test_fault_codes import judged, reports

IGNORE = CodeEntry(verdict=Verdict.IGNORE)


@pytest.fixture
def cared(core: Core, clock: FixedClock) -> Garage:
    return Garage(core, clock)


def look(cared: Garage, *active: str, looks: int) -> Alert:
    """Settle so many looks, a day apart, at a car that reports these codes; return its warning."""
    finding: Finding = judged(reports(active))
    for _ in range(looks):
        with cared.core.unit() as unit:
            alerts.settle(
                unit, cared.car, cared.owner, {fault_codes.CODE: finding}, charts=cared.chart, hold=cared.hold
            )
            (live,) = alerts.standing(unit, [cared.car.id])[cared.owner.id, cared.car.id].live.values()
        cared.deliver()
        cared.clock.advance(fault_codes.EVERY * 24)
    return live


def after(cared: Garage, alert: Alert, *ignored: str) -> Alert:
    """Have the operator ignore these codes, each in a unit of its own."""
    for code in ignored:
        with cared.core.unit() as unit:
            codes.say(unit, code, IGNORE)
    with cared.core.reading() as unit:
        return unit.session.get_one(Alert, alert.id)


def test_a_told_warning_ends_at_once_and_its_message_says_why(cared: Garage) -> None:
    alert = after(cared, look(cared, "P0A1F", looks=2), "P0A1F")

    assert (alert.state, alert.cleared_as) == (State.CLEARED, "ignored")
    (edited,) = cared.deliver()
    assert edited.edit_message_id is not None
    assert Phrase("alert.ignored") in edited.message.lines


def test_one_that_was_not_told_ends_without_a_word(cared: Garage) -> None:
    alert = after(cared, look(cared, "P0A1F", looks=1), "P0A1F")

    assert (alert.state, alert.cleared_as) == (State.CLEARED, "")
    assert cared.deliver() == []


def test_one_that_rests_on_another_code_too_stays_until_that_is_ignored_as_well(cared: Garage) -> None:
    alert = look(cared, "P0A1F", "U0100", looks=2)

    assert after(cared, alert, "P0A1F", "C1234").state == State.ACTIVE
    assert after(cared, alert, "U0100").state == State.CLEARED


def test_a_code_that_is_called_critical_or_named_ends_nothing(cared: Garage) -> None:
    alert = look(cared, "P0A1F", looks=2)
    with cared.core.unit() as unit:
        codes.say(unit, "P0A1F", CodeEntry(verdict=Verdict.CRITICAL, name_en="Pump"))

    assert after(cared, alert).state == State.ACTIVE


def test_a_damaged_warning_keeps_no_other_from_ending(cared: Garage) -> None:
    damaged = look(cared, "P0A1F", looks=2)
    with cared.core.unit() as unit:
        cared.car = cared.add_car(unit, "5YJ3E1EA7HF000337", "Red 8")
    other = look(cared, "P0A1F", looks=2)
    damage(cared.core, damaged.id)

    assert after(cared, other, "P0A1F").state == State.CLEARED
