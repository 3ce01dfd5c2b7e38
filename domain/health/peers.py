"""Measures of a car for the fleet's baselines, and the baselines that fit a car."""

from collections.abc import Sequence
from datetime import date
from statistics import median

from domain.fleet import rules
from domain.fleet.facts import Baseline, CarMeasures, Group
from domain.fleet.service import Baselines
from domain.health.checks import twelve_volt
from domain.health.evidence import ageing, cold_tyres, trend, usage
from domain.health.facts import Limit, Peer, View
from domain.telemetry.facts import Car, Day

LIMITS = {
    "owners": Limit(float(rules.FEWEST), "owners", "own choice: behind a quantile never stand fewer"),
}
_DAY_S = 86_400.0
_MONTH_DAYS = 30.0
_RESTS, _HOURS = 5, 24
_TYRE_DAYS = 10.0  # shorter series tell no loss


def _group(car: Car, days: Sequence[Day], *, today: date) -> Group:
    return rules.group(car.model, car.in_use_since, days, today=today)


def tell(view: View, *, owner_id: int) -> CarMeasures:
    """Measure a car for its fleet: SOH (%), kWh per 100 km at 15 °C, 12 V at rest at 20 °C, kPa a month, K above the air."""
    measures = {
        "soh": _soh(view),
        usage.MEASURE: _consumption(view),
        "twelve_volt_rest": _twelve_volt(view),
        "tyre_loss_month": _tyre_loss(view),
        "loop_warmth": _loop_warmth(view),
    }
    group = _group(view.car, view.features.days, today=view.now.date())
    return CarMeasures(
        owner_id, group, {name: value for name, value in measures.items() if value is not None}
    )


def _soh(view: View) -> float | None:
    estimate = ageing.estimated(view)
    return None if estimate is None else estimate.soh


def _consumption(view: View) -> float | None:
    usage_now = usage.consumption(view)
    return None if usage_now is None else usage_now.at_15c


def _twelve_volt(view: View) -> float | None:
    volts = [
        twelve_volt.to_20c(rest.twelve_volt, rest.ambient_c)
        for rest in view.features.rests
        if rest.twelve_volt is not None
    ]
    return median(volts[-_RESTS:]) if len(volts) >= _RESTS else None


def _tyre_loss(view: View) -> float | None:
    """Return the pressure in kPa that a tyre loses a month since it was last filled: the median of the wheels."""
    readings = cold_tyres.since_filled(cold_tyres.cold(view.features.rests, view.now))
    slopes = []
    for wheel in range(4):
        points = [(r.at.timestamp() / _DAY_S, kpa) for r in readings if (kpa := r.kpa[wheel]) is not None]
        if len(points) > 1 and points[-1][0] - points[0][0] >= _TYRE_DAYS:
            slope = trend.theil_sen(
                [day for day, _ in points], [kpa for _, kpa in points], least_gap=_TYRE_DAYS / 3
            )
            slopes += [] if slope is None else [-slope.middle * _MONTH_DAYS]
    return median(slopes) if slopes else None


def _loop_warmth(view: View) -> float | None:
    above = [
        flow.outlet_c - flow.ambient_c
        for flow in view.features.flows[-_HOURS:]
        if flow.outlet_c is not None and flow.ambient_c is not None
    ]
    return median(above) if len(above) >= _HOURS else None


def of(car: Car, days: Sequence[Day], baselines: Baselines, *, today: date) -> dict[str, Peer]:
    """Return by measure the baseline of the most similar group of cars that has one."""
    if not baselines:  # nearly always for a small fleet, and asked for every car
        return {}
    return {
        measure: _peer(each)
        for measure, each in rules.nearest(baselines, _group(car, days, today=today)).items()
    }


def _peer(baseline: Baseline) -> Peer:
    return Peer(baseline.cars, baseline.low, baseline.middle, baseline.high)
