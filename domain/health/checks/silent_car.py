"""Silent car: nothing heard for far longer than is normal, so no warning means nothing."""

from collections.abc import Mapping
from datetime import timedelta

from domain.explain.facts import N_, Chart, Moment
from domain.health import advice
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words
from domain.telemetry.facts import Quality

CODE = "silent_car"
SIGNALS: tuple[str, ...] = ()
PARTS: tuple[str, ...] = ()
EVERY = timedelta(hours=6)
LIMITS: Mapping[str, Limit] = {
    "silent": Limit(24.0, "hours", "own choice: a day without a record is never said to be too long"),
    "times": Limit(
        4.0, "times the usual gap", "own choice: cars that often stand for days are left in peace"
    ),
    "unknown": Limit(72.0, "hours", "own choice, used until the car's own habit is known"),
}
WORDS = Words(
    name=N_("Contact with the car"),
    title=N_("I no longer hear from your car"),
    seen=N_("The last data came at {last:when}; up to {limit:n0} hours without any would be normal."),
    matters=N_(
        "While the car is silent I cannot watch over it. No warning from me does not mean that all is well."
    ),
    action=N_(
        "A short drive often brings it back. Without reception, or switched off on purpose, nothing is wrong."
    ),
    sure=N_("Nothing arrives, that is sure. Why, I do not know. {basis}"),
)
JOB: str | None = None
COST: Cost | None = None
CANNOT_SEE = N_(
    "I cannot tell a car without reception from one with an empty battery or a broken transmitter."
)
TRAITS = Traits()
INHIBITED_BY: tuple[str, ...] = ("twelve_volt",)
LOOK_ALIKES: tuple[str, ...] = ("long_parking", "missing_data")

HOUR_S = 3600.0
NO_HARM_FORESEEN = 0.0


def check(view: View) -> Finding | None:
    silent_s = _silent_s(view)
    if silent_s is None or view.quality.last_at is None:
        return None  # never heard at all: that is setting up, not falling silent
    limit_s = _limit_s(view.quality)
    horizon = timedelta(days=30)
    return Finding(
        check=CODE,
        strength=silent_s / limit_s,
        level=Level.BLUE,
        risk=NO_HARM_FORESEEN,
        horizon=horizon,
        severity=0,
        kinds=frozenset({Kind.LEVEL}),
        params={
            "last": Moment(view.quality.last_at, view.zone),
            "hours": silent_s / HOUR_S,
            "limit": limit_s / HOUR_S,
            **advice.params(TRAITS, Level.BLUE, 0, risk=NO_HARM_FORESEEN, horizon=horizon),
        },
    )


def _silent_s(view: View) -> float | None:
    if view.quality.silent_s is not None or view.quality.last_at is None:
        return view.quality.silent_s
    return (view.now - view.quality.last_at).total_seconds()


def _limit_s(quality: Quality) -> float:
    if quality.usual_gap_s is None:
        return LIMITS["unknown"].value * HOUR_S
    return max(LIMITS["silent"].value * HOUR_S, LIMITS["times"].value * quality.usual_gap_s)


def chart(view: View) -> Chart | None:  # noqa: ARG001 - every check has the same shape
    """Silence has no curve to draw."""
    return None
