"""What warns in the demo's made-up year: findings as the checks make them, with values that were never measured."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from domain.explain.facts import Moment, Phrase
from domain.health import advice, words
from domain.health.checks import brake_pads, coolant_loop, service_due, twelve_volt
from domain.health.facts import Finding, Kind, Level, Traits

_ZONE: Final = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of trouble: what its check finds at an instant, and the work that mends it."""

    find: Callable[[datetime], Finding]
    job: str
    share: float  # of all warnings


def _finding(
    check: str,
    level: Level,
    risk: float,
    days: int,
    traits: Traits,
    params: dict[str, object],
    form: str = "",
) -> Finding:
    horizon = timedelta(days=days)
    grave = advice.params(traits, level, 1, risk=risk, horizon=horizon)
    return Finding(
        check=check,
        strength=1.3,
        level=level,
        risk=risk,
        horizon=horizon,
        severity=1,
        kinds=frozenset({Kind.LEVEL, Kind.TREND}),
        params=params | grave,
        form=form,
    )


def _twelve_volt(level: Level) -> Callable[[datetime], Finding]:
    volt, risk, days, form = {
        Level.YELLOW: (12.14, 0.75, 7, ""),
        Level.RED: (11.87, 0.92, 2, "flat"),
    }[level]
    signs = Phrase(
        "sentence.then", {"first": Phrase("twelve.rest", {"volt": volt}), "then": Phrase("twelve.falling")}
    )
    params: dict[str, object] = {"signs": signs, "rests": 5, "days": 6}
    return lambda _at: _finding(twelve_volt.CODE, level, risk, days, twelve_volt.TRAITS, params, form)


def _coolant(level: Level) -> Callable[[datetime], Finding]:
    drop, rise, risk, days, form = {
        Level.YELLOW: (0.024, 0.9, 0.65, 7, ""),
        Level.RED: (0.041, 1.6, 0.95, 2, "failing"),
    }[level]

    def find(at: datetime) -> Finding:
        since = Moment(at - timedelta(days=4), _ZONE)
        params: dict[str, object] = {"since": since, "drop": drop, "rise": rise, "hours": 9, "days": 31}
        return _finding(coolant_loop.CODE, level, risk, days, coolant_loop.TRAITS, params, form)

    return find


def _pads(_at: datetime) -> Finding:
    params: dict[str, object] = {
        "wheel": words.wheel(0),
        "left": 0.28,
        "readings": 46,
        "km": 5200.0,
        "pattern": Phrase("pads.no_forecast"),
    }
    return _finding(brake_pads.CODE, Level.BLUE, 0.5, 30, brake_pads.TRAITS, params)


def _service(at: datetime) -> Finding:
    day = Moment(at + timedelta(days=24), _ZONE)
    params: dict[str, object] = {
        "item": Phrase("service.item.yearly_service"),
        "job_code": "yearly_service",
        "odometer_km": None,
        "reason": Phrase("service.by_time", {"n": 12}),
        "also": Phrase("service.alone"),
        "counted": Phrase("service.record"),
        "plan": Phrase("service.plan.general"),
        "due": Phrase("service.due_on", {"at": day, "early": day, "late": day}),
        "base": Moment(at - timedelta(days=341), _ZONE),
    }
    due = _finding(service_due.CODE, Level.BLUE, service_due.CERTAIN, 30, service_due.TRAITS, params)
    return replace(due, severity=0, kinds=frozenset({Kind.RECORD}), due=(at + timedelta(days=24)).date())


FAULTS: Final = (
    Fault(_twelve_volt(Level.YELLOW), "twelve_volt_check", 0.28),
    Fault(_coolant(Level.YELLOW), "coolant_repair", 0.22),
    Fault(_pads, "brake_pads", 0.20),
    Fault(_service, "yearly_service", 0.16),
    Fault(_twelve_volt(Level.RED), "twelve_volt_check", 0.07),
    Fault(_coolant(Level.RED), "coolant_repair", 0.07),
)
