"""Puncture: a tyre that lost air within minutes, driving or parked, while the others held."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from domain.explain.facts import N_, Chart, Moment, Money, Phrase, Series, figure
from domain.health import advice, grading, words
from domain.health.evidence import cold_tyres, usual
from domain.health.evidence.cold_tyres import Reading
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words, by_level
from domain.telemetry import paths
from domain.telemetry.facts import Car, Loss
from domain.telemetry.features import losses

CODE = "puncture"
SIGNALS: tuple[str, ...] = (*paths.TYRE_PRESSURE, *paths.TYRE_AIR)
PARTS: tuple[str, ...] = ("losses", "rests")
EVERY = timedelta(minutes=10)
LIMITS: Mapping[str, Limit] = {
    "lost": Limit(losses.LOST_KPA, "kPa in ten minutes", "own choice: while the other tyres hold"),
    "far_under": Limit(0.25, "share of placard at 20 °C", "FMVSS 138: telltale at 25 % under cold pressure"),
}
WORDS = Words(
    name=N_("Puncture"),
    title=N_("A tyre has suddenly lost air: {wheel}"),
    seen=N_(
        "{at:when}: {lost_bar:n2} bar lost within {minutes:n0} minutes, {left_bar:n2} bar (at 20 °C) left."
    ),
    matters=N_(
        "Air that goes this fast goes through a hole. Driven on, the tyre is ruined within minutes, and a flat tyre at speed is dangerous."
    ),
    action=N_("{advice}"),
    sure=N_("Several readings in a row agree, and the other tyres show no such fall. {basis}"),
    forms={"flat": N_("Puncture: {wheel}")},
)
JOB: str | None = "tyre_service"
COST: Cost | None = Cost(now=Money(80, "CNY"), later=Money(900, "CNY"))
CANNOT_SEE = N_(
    "While the car sleeps without sending I do not see when air goes, and I cannot tell a tyre let down on purpose, or a sensor that fails at zero, from a flat one."
)
TRAITS = Traits(
    fact_from=2,
    stops_from=3,
    at_once=True,  # a hole does not wait, however much air is left
    advice=by_level("puncture.today", "puncture.today", "puncture.today"),
    stop_advice="puncture.stop",
)
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = (
    "tyre_work",
    "wheel_change",
    "single_outlier",
    "missing_data",
    "altitude",
    "cold_morning",
    "tyre_leak",
)

FRESH = cold_tyres.KEPT
RISK = {Level.YELLOW: 0.75, Level.RED: 0.92}  # from simulated punctures
_HORIZON = {Level.YELLOW: timedelta(days=7), Level.RED: timedelta(days=2)}


def check(view: View) -> Finding | None:
    """Return a finding; None without a cold reading that shows the tyres now, or whether an old loss was made good."""
    cold = cold_tyres.cold(view.features.rests, view.now)
    standing = _standing(view, cold)
    worst = _worst(view, standing)
    if worst is not None:
        return _finding(view, worst)
    return None if standing or not cold else _calm()


def _worst(view: View, standing: Sequence[Loss]) -> Loss | None:
    fresh = (loss for loss in standing if view.now - loss.at <= FRESH)
    return min(fresh, key=lambda loss: loss.left_kpa, default=None)


def _calm() -> Finding:
    level = Level.YELLOW
    evidence = {"lost": 0.0, "under": 0.0}
    return Finding(CODE, 0.0, level, RISK[level], _HORIZON[level], 0, frozenset(), evidence=evidence)


def _standing(view: View, cold: Sequence[Reading]) -> list[Loss]:
    return [loss for loss in view.features.losses if not _made_good(cold, loss)]


def _made_good(cold: Sequence[Reading], loss: Loss) -> bool:
    """Tell whether a later cold reading has more than half of it back: pumped up, mended or another wheel."""
    after = [kpa for each in cold if each.at > loss.at and (kpa := each.kpa[loss.wheel]) is not None]
    return max(after, default=0.0) > loss.left_kpa + loss.lost_kpa / 2


def _finding(view: View, loss: Loss) -> Finding:
    under = _under(view.car, loss)
    red = under >= LIMITS["far_under"].value
    level, severity = (Level.RED, grading.STOP) if red else (Level.YELLOW, grading.SOON)
    return Finding(
        check=CODE,
        strength=loss.lost_kpa / LIMITS["lost"].value,
        level=level,
        risk=RISK[level],
        horizon=_HORIZON[level],
        severity=severity,
        kinds=frozenset({Kind.RELATION, Kind.LEVEL} if red else {Kind.RELATION}),
        params={
            "wheel": words.wheel(loss.wheel),
            "at": Moment(loss.at, view.zone),
            "minutes": loss.minutes,
            "lost_kpa": loss.lost_kpa,
            "lost_bar": loss.lost_kpa / 100,
            "left_kpa": loss.left_kpa,
            "left_bar": loss.left_kpa / 100,
            **advice.params(TRAITS, level, severity, risk=RISK[level], horizon=_HORIZON[level]),
        },
        evidence={"lost": loss.lost_kpa / LIMITS["lost"].value, "under": under / LIMITS["far_under"].value},
        figure=figure(loss.left_kpa / 100, loss.at, digits=2),
        form="flat" if red else "",
    )


def _under(car: Car, loss: Loss) -> float:
    """Return the share below placard pressure, 0 where the placard is unknown."""
    placard = (car.placard_front_kpa, car.placard_front_kpa, car.placard_rear_kpa, car.placard_rear_kpa)
    target = placard[loss.wheel]
    return 0.0 if target is None else 1 - loss.left_kpa / target


def chart(view: View) -> Chart | None:
    """Draw the cold readings of the tyre before, and what the loss left."""
    cold = cold_tyres.cold(view.features.rests, view.now)
    loss = _worst(view, _standing(view, cold))
    if loss is None:
        return None
    own = [
        (each.at, kpa / 100)
        for each in cold
        if each.at < loss.at and (kpa := each.kpa[loss.wheel]) is not None
    ]
    points = (*own, (loss.at, loss.left_kpa / 100))
    line = Series(words.wheel(loss.wheel), tuple(at for at, _ in points), tuple(bar for _, bar in points))
    return Chart(
        title=Phrase("chart.tyre_pressure"),
        unit="unit.bar",
        series=(line,),
        zone=view.zone,
        normal=usual.band([bar for _, bar in own]),
    )
