"""The alarm that the car itself raises by GB/T 32960: how grave it is now, and of what; no cause is guessed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from domain.explain.facts import N_, Chart, Moment, Phrase
from domain.health import advice
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words, by_level
from domain.telemetry import alarms, paths
from domain.telemetry.alarms import Alarm

CODE = "car_alarm"
SIGNALS: tuple[str, ...] = (paths.ALARM_LEVEL, paths.ALARM_FLAGS)
PARTS: tuple[str, ...] = ("alarms",)
EVERY = timedelta(0)  # a look at each report that says to stop, and each round
LIMITS: Mapping[str, Limit] = {
    "hinders": Limit(alarms.HINDERS, "alarm level", "GB/T 32960.3: to drive with restraint"),
    "stops": Limit(alarms.STOPS, "alarm level", "GB/T 32960.3: to stop at once or call for help"),
    "reports": Limit(2, "reports of the level", "own choice: or one that also names what is wrong"),
}
WORDS = Words(
    name=N_("Alarm of the car itself"),
    title=N_("Your car raises an alarm: {alarms}"),
    seen=N_("{at:when}: level {level:n0} of 4; reports of it: {reports:n0}."),
    matters=N_("{meaning}"),
    action=N_("{advice}"),
    sure=N_("The car says so itself; which fault has which level its maker decides. {basis}"),
    forms={
        "stop": N_("Your car tells you to stop: {alarms}"),
        "burns": N_("Your car reports that its battery is overheating by itself"),
    },
    softer={"stop": "", "burns": ""},
)
JOB: str | None = "inspection"
COST: Cost | None = None
CANNOT_SEE = N_(
    "I see the alarms only of cars that report by GB/T 32960, and not what stands behind a maker's own codes."
)
TRAITS = Traits(
    fact_from=1,
    stops_from=3,
    advice=by_level("alarm.next_visit", "alarm.gently", "alarm.gently"),
    stop_advice="alarm.stop",
)
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("missing_data", "healthy")

FRESH = timedelta(days=1)
STANDS = timedelta(hours=1)  # an alarm counts so long after the car last raised it, over midnight too
RISK = {Level.BLUE: 0.5, Level.YELLOW: 0.75, Level.RED: 0.95}  # own choice: the level is a fact, not a chance
_HORIZON = {Level.BLUE: timedelta(days=30), Level.YELLOW: timedelta(days=7), Level.RED: timedelta(days=2)}
# The driver sees the charge: alone, and below "stop", it is no fault.
_EVERYDAY: Final = frozenset({"soc_low", "soc_high"})
_MEANING = ("alarm.mild", "alarm.mild", "alarm.hinders", "alarm.stops", "alarm.burning")


def check(view: View) -> Finding | None:
    """Return a finding on what the car raised lately; None where it has not reported alarms for a day."""
    alarm = _standing(view.features.alarms)
    if alarm is None or view.now - alarm.at > FRESH:
        return None
    level, severity = _grade(alarm), min(alarm.level, alarms.STOPS)
    return Finding(
        check=CODE,
        strength=0.0 if _is_everyday(alarm) else float(alarm.level),
        level=level,
        risk=RISK[level],
        horizon=_HORIZON[level],
        severity=severity,
        kinds=_kinds(alarm),
        params={
            "alarms": tuple(Phrase(f"alarm.{name}") for name in alarm.alarms) or (Phrase("alarm.unnamed"),),
            "at": Moment(alarm.at, view.zone),
            "level": alarm.level,
            "reports": alarm.reports,
            "meaning": Phrase(_MEANING[alarm.level]),
            **advice.params(TRAITS, level, severity, risk=RISK[level], horizon=_HORIZON[level]),
            **({"advice": Phrase("alarm.get_out")} if alarm.level == alarms.BURNS else {}),
        },
        form={alarms.STOPS: "stop", alarms.BURNS: "burns"}.get(alarm.level, ""),
    )


def _standing(days: tuple[Alarm, ...]) -> Alarm | None:
    """Return the gravest of what was raised within an hour before the last report."""
    recent = [each for each in days[-2:] if days[-1].at - each.at <= STANDS]
    return max(recent, key=lambda each: (each.level, each.at), default=None)


def _is_everyday(alarm: Alarm) -> bool:
    return not alarm.level or (
        alarm.level < alarms.STOPS and bool(alarm.alarms) and set(alarm.alarms) <= _EVERYDAY
    )


def _kinds(alarm: Alarm) -> frozenset[Kind]:
    """The level is one report of the car; that others say so, or that it names what is wrong, is another."""
    kinds = {
        Kind.REPORT: alarm.level > 0,
        Kind.COUNT: alarm.level > 0 and alarm.reports >= LIMITS["reports"].value,
        Kind.RELATION: bool(alarm.alarms),
    }
    return frozenset(kind for kind, holds in kinds.items() if holds)


def _grade(alarm: Alarm) -> Level:
    if alarm.level >= LIMITS["stops"].value and len(_kinds(alarm)) > 1:
        return Level.RED
    return Level.YELLOW if alarm.level >= LIMITS["hinders"].value else Level.BLUE


def chart(_view: View) -> Chart | None:
    """Return None: there is nothing to draw."""
    return None
