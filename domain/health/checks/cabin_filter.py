"""Cabin air filter: clogged far enough to be worth replacing."""

from collections.abc import Mapping
from datetime import timedelta
from statistics import median

from domain.explain.facts import N_, Chart, Moment, Money, Phrase, Series
from domain.health import words
from domain.health.facts import Cost, Finding, Kind, Level, Limit, View, Words
from domain.telemetry import paths
from domain.telemetry.facts import Filter

CODE = "cabin_filter"
SIGNALS: tuple[str, ...] = (paths.FILTER_DROP,)
PARTS: tuple[str, ...] = ("filters",)
EVERY = timedelta(days=30)
LIMITS: Mapping[str, Limit] = {"drop": Limit(20.0, "%", "product brief: efficiency down > 20 %")}
WORDS = Words(
    title=N_("Your cabin air filter is due"),
    seen=N_(
        "The filter has lost {drop:pct} of its efficiency since it was new; beyond {limit:pct} we suggest a new one."
    ),
    matters=N_(
        "More dust and pollen reach you, the windows mist up more easily, and the fan draws more power."
    ),
    action=N_("We can bring a new filter to your door and fit it there; it takes a few minutes."),
    sure=N_("The middle value of {readings:n0} readings since {since:day}. {basis}"),
)
JOB: str | None = "cabin_filter"
COST: Cost | None = Cost(now=Money(120, "CNY"), later=Money(260, "CNY"))
CANNOT_SEE = N_("I cannot smell: if the air in the car is musty, the filter is due whatever I measure.")
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
    drop = median(reading.drop_pct for reading in readings)
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
            "drop": drop / 100,
            "limit": LIMITS["drop"].value / 100,
            "readings": len(readings),
            "since": Moment(readings[0].at, view.zone),
            "basis": words.basis(Level.BLUE, RISK, horizon),
        },
    )


def _recent(view: View) -> list[Filter]:
    oldest = view.now - KEPT
    return [reading for reading in view.features.filters[-READINGS:] if reading.at >= oldest]


def chart(view: View) -> Chart | None:
    readings = view.features.filters
    if not readings:
        return None
    line = Series(
        name=Phrase("series.filter"),
        at=tuple(reading.at for reading in readings),
        values=tuple(reading.drop_pct for reading in readings),
    )
    limit = LIMITS["drop"].value
    return Chart(Phrase("chart.cabin_filter"), "unit.percent", (line,), view.zone, limit=limit)
