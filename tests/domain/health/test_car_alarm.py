"""The alarm that a car itself raises: its level decides, red rests on more than one word, and what the driver sees is no fault."""

from collections.abc import Mapping

import numpy as np
import pytest

from domain.health import grading
from domain.health.checks import car_alarm
from domain.health.facts import Finding, Level
from domain.telemetry import alarms, paths
from domain.telemetry.alarms import Alarm
from domain.telemetry.facts import Features, Window
from domain.telemetry.features import extraction
from tests.domain.health import views

MINUTE_MS = 60_000


def found(*raised: Alarm) -> Finding:
    finding = car_alarm.check(views.view(Features(alarms=raised)))
    assert finding is not None
    return finding


@pytest.mark.parametrize(
    ("level", "colour", "severity", "form"),
    [(1, Level.BLUE, 1, ""), (2, Level.YELLOW, 2, ""), (3, Level.RED, 3, "stop"), (4, Level.RED, 3, "burns")],
)
def test_the_level_of_the_car_is_the_level_of_the_warning(
    level: int, colour: Level, severity: int, form: str
) -> None:
    finding = found(Alarm(views.ago(0), level, ("battery_hot",), 2))

    assert (grading.level(finding), finding.severity, finding.form) == (colour, severity, form)
    assert grading.stops(car_alarm.TRAITS, finding.level, finding.severity) is (level >= 3)


def test_red_needs_a_second_report_or_the_name_of_what_is_wrong() -> None:
    assert grading.level(found(Alarm(views.ago(0), 3, (), 1))) is Level.YELLOW
    assert grading.level(found(Alarm(views.ago(0), 3, (), 2))) is Level.RED
    assert grading.level(found(Alarm(views.ago(0), 3, ("interlock",), 1))) is Level.RED


def test_a_low_charge_alone_is_no_fault_and_with_anything_else_it_is() -> None:
    assert found(Alarm(views.ago(0), 2, ("soc_low",), 9)).strength == 0
    assert found(Alarm(views.ago(0), 2, ("soc_low", "brakes"), 9)).strength >= 1
    assert found(Alarm(views.ago(0), 3, ("soc_low",), 9)).strength >= 1
    assert found(Alarm(views.ago(0), 1, (), 9)).strength >= 1


def test_no_alarm_is_calm_and_nothing_heard_is_no_judgement() -> None:
    assert found(Alarm(views.ago(0), 0, (), 50)).strength == 0
    assert car_alarm.check(views.view(Features())) is None
    assert car_alarm.check(views.view(Features(alarms=(Alarm(views.ago(2), 3, ("brakes",), 2),)))) is None


def of_day(minutes: Mapping[int, tuple[float, float]]) -> tuple[Alarm, ...]:
    """What a day's reports become. minutes: of the day, with a level and flags."""
    begin = views.NOW.replace(hour=0, minute=0, second=0, microsecond=0)
    at = np.array([int(begin.timestamp() * 1_000) + each * MINUTE_MS for each in minutes])
    columns = np.array(list(minutes.values()), dtype=np.float64)
    window = Window(at, {paths.ALARM_LEVEL: columns[:, 0], paths.ALARM_FLAGS: columns[:, 1]})
    return extraction.extract(window, day=begin.date()).alarms


def test_an_alarm_counts_for_an_hour_after_it_was_last_raised() -> None:
    raised = {0: (0.0, 0.0), 10: (3.0, 2.0), 11: (3.0, 3.0), 12: (0.0, 0.0), 60: (0.0, 0.0)}

    (standing,) = of_day(raised)
    (over,) = of_day(raised | {75: (0.0, 0.0)})

    assert (standing.level, standing.alarms, standing.reports) == (
        3,
        ("temperature_difference", "battery_hot"),
        2,
    )
    assert (over.level, over.alarms) == (0, ())


@pytest.mark.parametrize(
    ("level", "flags", "says"),
    [(np.nan, 2.0, 1), (np.nan, 0.0, None), (0.0, 2.0, 0), (0.0, alarms.BURNING, 4)],
)
def test_flags_count_where_no_level_came_and_a_thermal_event_always_does(
    level: float, flags: float, says: int | None
) -> None:
    assert [each.level for each in of_day({5: (level, flags)})] == ([] if says is None else [says])
