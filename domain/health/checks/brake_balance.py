"""Brake balance: one side of an axle wears its pads faster than the other, as a sticking caliper does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from domain.explain.facts import N_, Chart, Moment, Money, Phrase, figure
from domain.health import advice, words
from domain.health.evidence import pads
from domain.health.evidence.pads import Pad
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words, by_level
from domain.telemetry import paths

CODE = "brake_balance"
SIGNALS: tuple[str, ...] = (*paths.PAD_WEAR, paths.ODOMETER)
PARTS: tuple[str, ...] = ("wear",)
EVERY = timedelta(days=1)
LIMITS: Mapping[str, Limit] = {
    "apart": Limit(
        15.0, "points", "own choice: two sides that wear alike stay closer; a sticking caliper does not"
    ),
    "fast": Limit(
        15.0, "points in 30 days", "own choice: the whole limit within a month is a brake that drags"
    ),
    "replaced": Limit(pads.REPLACED, "points", "own choice: wear that falls this much means new pads"),
}
WORDS = Words(
    name=N_("Brake balance"),
    title=N_("Brakes wear unevenly: {wheel}"),
    seen=N_(
        "Pads remaining: {wheel} {own_left:pct}, {other} {other_left:pct}. Since {since:day} the gap has grown by {apart:n0} points."
    ),
    matters=N_(
        "When one side wears faster, its brake often does not let go: it gets hot, costs range, and the car may pull to one side when you brake."
    ),
    action=N_("{advice}"),
    sure=N_(
        "{pattern} Both sides compared in {readings:n0} readings since their pads were new or first seen. {basis}"
    ),
)
JOB: str | None = "brake_check"
COST: Cost | None = Cost(now=Money(260, "CNY"), later=Money(1900, "CNY"))
CANNOT_SEE = N_(
    "I only see what the pads have lost. A brake that drags without wearing its pads, and what was worn before I knew the car, I cannot see."
)
TRAITS = Traits(advice=by_level("balance.soon", "balance.now", "balance.now"))
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("one_new_pad", "wheel_change", "single_outlier", "pads_worn")

AXLES = ((0, 1), (2, 3))
ENDS = 3  # readings taken together at both ends of a series
LATELY = timedelta(days=30)
GROWING = 3.0  # points: pads are read in whole percent
RISK = {Level.BLUE: 0.5, Level.YELLOW: 0.75}  # from simulated brakes


@dataclass(frozen=True, slots=True)
class Axle:
    """Both sides of an axle since the newer of their pads. gaps: points that `worn` lost more than `other`, by reading."""

    worn: Pad
    other: Pad
    at: Sequence[datetime]
    gaps: Sequence[float]

    @property
    def grown(self) -> float:
        return median(self.gaps[-ENDS:]) - median(self.gaps[:ENDS])

    def since(self, moment: datetime) -> float:
        """Return by how many points the sides moved apart since a moment."""
        then = [value for at, value in zip(self.at, self.gaps, strict=True) if at >= moment]
        return median(self.gaps[-ENDS:]) - median(then[:ENDS])


def check(view: View) -> Finding | None:
    axles = _axles(view)
    if not axles:
        return None
    worst = max(axles, key=lambda axle: axle.grown)
    lately = worst.since(worst.at[-1] - LATELY)
    level = Level.YELLOW if lately >= LIMITS["fast"].value else Level.BLUE
    horizon = timedelta(days=7 if level is Level.YELLOW else 30)
    return Finding(
        check=CODE,
        strength=max(0.0, worst.grown / LIMITS["apart"].value),
        level=level,
        risk=RISK[level],
        horizon=horizon,
        severity=0,
        kinds=frozenset({Kind.RELATION, Kind.TREND} if lately >= GROWING else {Kind.RELATION}),
        params={
            **_params(view, worst),
            "pattern": _pattern(lately),
            **advice.params(TRAITS, level, 0, risk=RISK[level], horizon=horizon),
        },
        evidence={"apart": worst.grown / LIMITS["apart"].value, "lately": lately / LIMITS["fast"].value},
        figure=figure(worst.worn.remaining_pct, worst.worn.readings[-1].at),
    )


def _axles(view: View) -> list[Axle]:
    by_wheel = {pad.wheel: pad for pad in pads.recent(view)}
    pairs = [
        (by_wheel[left], by_wheel[right]) for left, right in AXLES if left in by_wheel and right in by_wheel
    ]
    axles = (_axle(left, right) for left, right in pairs)
    return [axle for axle in axles if axle is not None]


def _axle(left: Pad, right: Pad) -> Axle | None:
    """Compare the days on which both sides were read; None where they are too few."""
    right_wear = {reading.at: wear for reading, wear in zip(right.readings, right.wear, strict=True)}
    both = [
        (reading.at, wear - right_wear[reading.at])
        for reading, wear in zip(left.readings, left.wear, strict=True)
        if reading.at in right_wear
    ]
    if len(both) < 2 * ENDS:
        return None
    at, gaps = [each for each, _ in both], [value for _, value in both]
    axle = Axle(left, right, at, gaps)
    return axle if axle.grown >= 0 else Axle(right, left, at, [-value for value in gaps])


def _params(view: View, axle: Axle) -> dict[str, object]:
    return {
        "wheel": words.wheel(axle.worn.wheel),
        "other": words.wheel(axle.other.wheel),
        "since": Moment(axle.at[0], view.zone),
        "apart": axle.grown,
        "own_left": round(axle.worn.remaining_pct) / 100,
        "other_left": axle.other.remaining_pct / 100,
        "readings": len(axle.at),
    }


def _pattern(lately: float) -> Phrase:
    if lately < GROWING:
        return Phrase("balance.steady")
    return Phrase("balance.growing", {"points": lately})


def chart(view: View) -> Chart | None:
    axles = _axles(view)
    if not axles:
        return None
    worst = max(axles, key=lambda axle: axle.grown)
    return Chart(
        title=Phrase("chart.brake_balance"),
        unit="unit.percent",
        series=tuple(pads.line(pad, since=worst.at[0]) for pad in (worst.worn, worst.other)),
        zone=view.zone,
    )
