"""Cabin air filter: clogged far enough to be worth replacing."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from statistics import median

from domain.explain.facts import N_, Chart, Moment, Money, Phrase, Series, figure
from domain.health import advice
from domain.health.evidence import usual
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words
from domain.telemetry import paths
from domain.telemetry.facts import Filter

CODE = "cabin_filter"
SIGNALS: tuple[str, ...] = (paths.FILTER_DROP,)
PARTS: tuple[str, ...] = ("filters",)
EVERY = timedelta(days=30)
LIMITS: Mapping[str, Limit] = {"drop": Limit(20.0, "%", "own choice: a fifth of its efficiency lost")}
WORDS = Words(
    name=N_("Cabin air filter"),
    title=N_("Your cabin filter is due"),
    seen=N_("It has lost {drop:pct} of its efficiency; beyond {limit:pct} a new one is worth it."),
    matters=N_(
        "More dust and pollen reach you, the windows mist up more easily, and the fan draws more power."
    ),
    action=N_("It takes a few minutes."),
    sure=N_("The middle value of {readings:n0} readings since {since:day}. {basis}"),
)
JOB: str | None = "cabin_filter"
COST: Cost | None = Cost(now=Money(120, "CNY"), later=Money(260, "CNY"))
CANNOT_SEE = N_("I cannot smell: if the air in the car is musty, the filter is due whatever I measure.")
TRAITS = Traits(slow=True)
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("missing_data",)

READINGS = 5
FEWEST = 3
KEPT = timedelta(days=30)
RISK = 0.5  # due within the month, by definition rather than by forecast


def check(view: View) -> Finding | None:
    readings = _recent(view)
    if len(readings) < FEWEST:
        return None
    drop = _drop_pct(readings)
    horizon = timedelta(days=30)
    return Finding(
        check=CODE,
        strength=max(0.0, drop / LIMITS["drop"].value),
        level=Level.BLUE,
        risk=RISK,
        horizon=horizon,
        severity=0,
        kinds=frozenset({Kind.LEVEL}),
        params={
            "drop": round(drop) / 100,
            "limit": LIMITS["drop"].value / 100,
            "readings": len(readings),
            "since": Moment(readings[0].at, view.zone),
            **advice.params(TRAITS, Level.BLUE, 0, risk=RISK, horizon=horizon),
        },
        figure=figure(drop, readings[-1].at),
    )


def _drop_pct(readings: Sequence[Filter]) -> float:
    return median(reading.drop_pct for reading in readings[-READINGS:])


def _recent(view: View) -> list[Filter]:
    oldest = view.now - KEPT
    return [reading for reading in view.features.filters[-READINGS:] if reading.at >= oldest]


def chart(view: View) -> Chart | None:
    points = usual.at_each_reading(view.features.filters, _drop_pct)
    if not points:
        return None
    line = Series(
        Phrase("series.filter"), tuple(each.at for each, _ in points), tuple(drop for _, drop in points)
    )
    limit = LIMITS["drop"].value
    return Chart(Phrase("chart.cabin_filter"), "unit.percent", (line,), view.zone, limit=limit)
