"""Active codes are told by system, never with a cause; the operator's word on a code counts."""

from dataclasses import replace

import pytest

from domain.explain.facts import Names, Phrase
from domain.health.checks import fault_codes
from domain.health.facts import Finding, Kind, Level, View
from domain.telemetry.facts import Codes, Features
from domain.upkeep.facts import CodeRule, Verdict
from tests.domain.health import views


def reports(*active: tuple[str, ...], rules: dict[str, CodeRule] | None = None) -> View:
    """One report a day, the newest an hour ago."""
    last = len(active) - 1
    told = tuple(Codes(views.ago(last - i + 1 / 24), each) for i, each in enumerate(active))
    return replace(views.view(Features(codes=told)), code_rules=rules or {})


def judged(view: View) -> Finding:
    found = fault_codes.check(view)
    assert found is not None
    return found


def test_active_codes_are_grouped_by_system_and_say_whose_they_are() -> None:
    found = judged(reports(("P0A1F",), ("C1234", "P0A1F", "U3100")))

    assert found.strength >= 1
    assert (found.level, set(found.kinds)) == (Level.BLUE, {Kind.REPORT})
    groups = found.params["groups"]
    assert isinstance(groups, tuple)
    assert [each.code for each in groups] == [
        "codes.system.powertrain",
        "codes.system.chassis",
        "codes.system.network",
    ]
    assert found.params["reports"] == 1


@pytest.mark.parametrize(
    ("code", "of_maker"),
    [
        *(("P0A1F", False), ("P1A1F", True), ("P2A00", False), ("P3100", True), ("P3400", False)),
        *(("C0100", False), ("B1100", True), ("U2100", True), ("U3100", False)),
    ],
)
def test_the_second_digit_tells_a_makers_own_code(code: str, *, of_maker: bool) -> None:
    assert fault_codes.of_maker(code) is of_maker


def test_a_code_that_has_gone_is_not_told() -> None:
    assert judged(reports(("P0A1F",), ())).strength == 0


def test_an_ignored_code_counts_for_nothing_and_a_critical_one_is_for_this_week() -> None:
    ignored = {"P0A1F": CodeRule(Verdict.IGNORE, {})}
    critical = {"P0A1F": CodeRule(Verdict.CRITICAL, {"en": "Pump", "zh_Hans": "水泵"})}

    assert judged(reports(("P0A1F",), rules=ignored)).strength == 0
    found = judged(reports(("P0A1F", "U0100"), rules=critical))
    assert found.level is Level.YELLOW
    names = found.params["codes"]
    assert isinstance(names, tuple)
    assert names[0] == Phrase("codes.named", {"name": Names(critical["P0A1F"].names), "code": "P0A1F"})


def test_without_a_recent_report_nothing_is_concluded() -> None:
    assert fault_codes.check(views.view(Features())) is None
    old = Features(codes=(Codes(views.ago(8), ("P0A1F",)),))
    assert fault_codes.check(views.view(old)) is None


def test_what_is_said_of_a_code_holds_however_it_fails_unless_more_is_said() -> None:
    rules = {"P0A1F": CodeRule(Verdict.IGNORE, {}), "P0A1F-1C": CodeRule(Verdict.CRITICAL, {})}

    assert judged(reports(("P0A1F-2D",), rules=rules)).strength == 0
    assert judged(reports(("P0A1F-1C",), rules=rules)).level is Level.YELLOW
