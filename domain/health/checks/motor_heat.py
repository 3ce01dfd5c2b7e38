"""Motor and inverter running warmer than this car's own load and weather explain."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from domain.explain.facts import N_, Chart, Moment, Money, Phrase, Series, figure
from domain.health import advice
from domain.health.evidence import drift, monitor, usual
from domain.health.evidence import hours as driving
from domain.health.evidence.hours import Hours, Side
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words
from domain.kit.arrays import Floats
from domain.telemetry import paths
from domain.telemetry.facts import Motor

CODE = "motor_heat"
SIGNALS: tuple[str, ...] = (
    paths.MOTOR_TEMPERATURE,
    paths.INVERTER_TEMPERATURE,
    paths.MOTOR_COOLANT,
    paths.AMBIENT,
    paths.PACK_POWER,
    paths.SPEED,
)
PARTS: tuple[str, ...] = ("motors",)
EVERY = timedelta(hours=1)
LIMITS: Mapping[str, Limit] = {
    "cusum": Limit(
        5.0,
        "sigma",
        "CUSUM (Page 1954) with k = 0.5 and h = 5 sigma (Montgomery, Statistical Quality Control)",
    ),
    "motor": Limit(
        4.0,
        "°C above normal",
        "own choice: in 999 of 1,000 looks at simulated cars load and weather leave 2.3 open",
    ),
    "cooled": Limit(
        2.0, "°C above normal", "own choice: half of the motor's, as the coolant takes half of the rise"
    ),
    "baseline": Limit(
        14.0, "days", "own choice: two weeks hold working days and weekends of the car's own normal"
    ),
}
WORDS = Words(
    name=N_("Motor temperature"),
    title=N_("The motor runs hotter than it should"),
    seen=N_(
        "Since {since:day} the motor runs {motor:n0} °C and {other} {cooled:n0} °C warmer than usual at the same load and weather."
    ),
    matters=N_(
        "Both together point to weak cooling: a tired pump, too little coolant or a blocked radiator. If it gets too hot the car cuts its power to protect itself."
    ),
    action=N_("No long climbs and no towing until then."),
    sure=N_("Two sensors agree over {hours:n0} hours of driving, against {days:n0} days of normal. {basis}"),
)
JOB: str | None = "coolant_repair"
COST: Cost | None = Cost(now=Money(300, "CNY"), later=Money(6000, "CNY"))
CANNOT_SEE = N_(
    "I cannot hear a worn bearing, and I need two weeks to learn how warm your car's motor usually gets."
)
TRAITS = Traits()
INHIBITED_BY: tuple[str, ...] = ("coolant_loop",)  # many cars cool battery and motor with one pump
LOOK_ALIKES: tuple[str, ...] = (
    "towing",
    "altitude",
    "hot_day",
    "cold_morning",
    "motor_sensor_fault",
    "long_parking",
    "missing_data",
)

# Without a model that keeps the promised precision a warning of such risk and horizon is told as blue.
LEVEL, RISK, HORIZON = Level.YELLOW, 0.5, timedelta(days=30)
SIGMA_MOTOR, SIGMA_COOLED = 1.0, 0.5  # never call a sensor finer than this, in °C
CALM = 0.6  # below it a hot motor is ruled out, and so is the whole case
LEAST_KW, STANDING = 1.0, 0.3  # of usual power, at least and at most that
LOSSES = 1.5  # power to which heat grows with load: iron losses by 1, copper losses by 2
WARMS_S = 900.0  # a motor cooled by water warms through within a quarter of an hour: assumed
# Columns of an hour: seconds, motor °C, cooled °C, kW, ambient °C, km/h times the next, share warmed through (0..1).
AT, MOTOR, COOLED, POWER, AMBIENT, SPEED, THROUGH = range(7)
CAUSES = slice(AMBIENT, THROUGH + 1)


@dataclass(frozen=True, slots=True)
class Case:
    """By how many degrees the motor and the part that shares its coolant are warmer; None where that is ruled out."""

    motor: Side
    cooled: Side | None
    distance: float = math.nan  # both together by the monitor, 1.0 at its limit

    @property
    def strength(self) -> float:
        """Return the strength of the weakest sign: one temperature alone may be a sensor, and both must deviate for this car."""
        motor = _strength(self.motor, "motor")
        return motor if self.cooled is None else min(motor, _strength(self.cooled, "cooled"), self.distance)


def check(view: View) -> Finding | None:
    hours = _hours(view)
    if hours is None:
        return None
    rise, sigma = _rises(hours, MOTOR)
    motor = driving.side(rise, sigma=max(SIGMA_MOTOR, sigma))
    if _strength(motor, "motor") < CALM:
        return _finding(view, hours, Case(motor, None))
    rise, sigma = _rises(hours, COOLED)
    cooled = driving.side(rise, sigma=max(SIGMA_COOLED, sigma))
    return _finding(view, hours, Case(motor, cooled, _deviation(hours)))


def _hours(view: View) -> Hours | None:
    baseline = LIMITS["baseline"].value
    table = _table(view.features.motors)
    return driving.split(table, now=view.now, baseline_days=baseline, ambient=AMBIENT)


def _by_inverter(motors: Sequence[Motor]) -> bool:
    return all(each.inverter_c is not None for each in motors)


def _table(motors: Sequence[Motor]) -> Floats:
    """Return hours with a motor temperature and a second one: the inverter's where all hours have it, else the coolant's."""
    by_inverter = _by_inverter(motors)
    cells: list[float] = []
    before, drove = 0.0, 0.0
    for each in motors:
        cooled = each.inverter_c if by_inverter else each.coolant_c
        if each.motor_c is not None and cooled is not None and each.ambient_c is not None:
            at = each.at.timestamp()
            warm = _through(each.driven_s, before=drove if at - before <= driving.HOUR_S else 0.0)
            speed = (each.speed_kmh or 0.0) * warm
            cells += (at, each.motor_c, cooled, each.power_kw or 0.0, each.ambient_c, speed, warm)
            before, drove = at, each.driven_s
    return np.array(cells, dtype=np.float64).reshape(-1, THROUGH + 1)


def _through(driven_s: float, *, before: float) -> float:
    """How far a motor has warmed through in the middle of an hour's driving; before: seconds driven in the hour before."""
    return -math.expm1(-(before + driven_s / 2) / WARMS_S)


def _rises(hours: Hours, which: int) -> tuple[Floats, float]:
    """Return by hour the degrees above the load model, and their scatter in the baseline.

    The line is drawn through degrees above the air. Where speed or weather leave what the baseline held, it may go on
    or stay level: what either explains does not count, nor what more power than usual at that speed may explain.
    """
    causes, now = hours.base[:, CAUSES], hours.now[:, CAUSES]
    normal = drift.fit(causes, hours.base[:, which] - hours.base[:, AMBIENT])
    usual = (
        np.maximum(normal.expect(now), normal.expect(driving.within(causes, now))) * _strain(hours) ** LOSSES
    )
    rises: Floats = hours.now[:, which] - hours.now[:, AMBIENT] - usual
    return rises, normal.sigma


def _strain(hours: Hours) -> Floats:
    """Return for each hour the power for moving as a multiple of the usual, at least 1: a trailer, a climb, a roof box.

    What the car takes standing still in such weather, by the line at no speed, is no load of the motor.
    """
    causes = hours.base[:, CAUSES]
    now = driving.within(causes, hours.now[:, CAUSES])
    normal = drift.fit(causes, hours.base[:, POWER])
    usual = np.maximum(normal.expect(now), LEAST_KW)
    now[:, SPEED - AMBIENT] = 0.0
    standing = np.clip(normal.expect(now), 0.0, STANDING * usual)
    strain: Floats = np.maximum((hours.now[:, POWER] - standing) / (usual - standing), 1.0)
    return strain


def _deviation(hours: Hours) -> float:
    """Return how far both temperatures together deviate from the car's own normal; 1.0 at the limit."""
    baseline = monitor.learn(hours.base[:, POWER:], hours.base[:, MOTOR:POWER])
    scores = monitor.watch(baseline, hours.now[:, POWER:], hours.now[:, MOTOR:POWER], agree=((0, 1),))
    return float(scores.score[-1])


def _strength(side: Side, limit: str) -> float:
    return max(0.0, min(side.cusum.value / LIMITS["cusum"].value, side.now / LIMITS[limit].value))


def _finding(view: View, hours: Hours, case: Case) -> Finding:
    strength = case.strength
    tripped = strength >= 1
    return Finding(
        check=CODE,
        strength=strength,
        level=LEVEL,
        risk=RISK,
        horizon=HORIZON,
        severity=int(tripped),
        kinds=frozenset({Kind.RELATION, Kind.TREND} if tripped else ()),
        params=_params(view, hours, case)
        | advice.params(TRAITS, Level.BLUE, int(tripped), risk=RISK, horizon=HORIZON),
        evidence={
            "motor": case.motor.now / LIMITS["motor"].value,
            "cooled": math.nan if case.cooled is None else case.cooled.now / LIMITS["cooled"].value,
            "apart": case.distance,
        },
        figure=figure(case.motor.now, driving.moment(hours.now[-1, AT])),
    )


def _params(view: View, hours: Hours, case: Case) -> dict[str, object]:
    sides = [case.motor] + ([] if case.cooled is None else [case.cooled])
    first = driving.first(hours, *sides)
    other = "motor.inverter" if _by_inverter(view.features.motors) else "motor.coolant"
    return {
        "since": Moment(driving.moment(hours.now[first, AT]), view.zone),
        "motor": case.motor.now,
        "cooled": 0.0 if case.cooled is None else max(0.0, case.cooled.now),
        "other": Phrase(other),
        "hours": len(hours.now) - first,
        "days": driving.span_days(hours),
    }


def chart(view: View) -> Chart | None:
    hours = _hours(view)
    if hours is None:
        return None
    before, now = (_rises(Hours(hours.base, part), MOTOR)[0] for part in (hours.base, hours.now))
    at = driving.moments(hours)
    return Chart(
        title=Phrase("chart.motor_heat"),
        unit="unit.celsius",
        series=(
            Series(Phrase("series.motor_rise"), at, driving.levels(before, now)),
            Series(Phrase("series.each_hour"), at, (*before.tolist(), *now.tolist()), dots=True),
        ),
        zone=view.zone,
        normal=usual.band(driving.levels(before)),
        limit=LIMITS["motor"].value,
    )
