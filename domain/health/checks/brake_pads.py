"""Brake pads: what is left, and when the limit is reached at this car's own pace."""

from collections.abc import Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from domain.explain.facts import N_, Chart, Moment, Money, Phrase, figure
from domain.health import advice, words
from domain.health.evidence import pads
from domain.health.evidence.pads import Forecast, Pad
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words, by_level
from domain.telemetry import paths

CODE = "brake_pads"
SIGNALS: tuple[str, ...] = (*paths.PAD_WEAR, paths.ODOMETER)
PARTS: tuple[str, ...] = ("wear",)
EVERY = timedelta(days=1)
LIMITS: Mapping[str, Limit] = {
    "left": Limit(
        30.0, "% left", "own choice: in time for a visit to be planned (VSS PadWear counts the other way: 70)"
    ),
    "floor": Limit(10.0, "% left", "own choice: below it the wear indicator may touch the disc"),
    "replaced": Limit(pads.REPLACED, "points", "own choice: wear that falls this much means new pads"),
}
WORDS = Words(
    name=N_("Brake pads"),
    title=N_("Brake pads are wearing thin: {wheel}"),
    seen=N_("The thinnest pads, {wheel}, have {left:pct} left. {pattern}"),
    matters=N_(
        "Changed in time it is only the pads. Left too long, the discs need changing too and the car takes longer to stop."
    ),
    action=N_("{advice}"),
    sure=N_("Seen in {readings:n0} readings over {km:n0} km. {basis}"),
    forms={"worn": N_("Brake pads are worn out: {wheel}")},
)
JOB: str | None = "brake_pads"
COST: Cost | None = Cost(now=Money(480, "CNY"), later=Money(1600, "CNY"))
CANNOT_SEE = N_("I see how thin the pads are, not rust on the discs, old brake fluid or noises.")
TRAITS = Traits(slow=True, advice=by_level("pads.book_soon", "pads.book_now", "pads.book_now"), is_dated=True)
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("wheel_change", "single_outlier")

WATCHED_LEFT = (
    45.0  # no pads lose more than this to the floor within a week, so nobody asks for a date sooner
)
RISK = {Level.BLUE: 0.5, Level.YELLOW: 0.75}  # from simulated wear


def check(view: View) -> Finding | None:
    worst = _worst(view)
    if worst is None:
        return None
    floor = LIMITS["floor"].value
    ahead = pads.forecast(worst, floor) if worst.remaining_pct <= WATCHED_LEFT else None
    level, worn = _level(worst, ahead), worst.remaining_pct <= floor
    horizon = timedelta(days=7 if level is Level.YELLOW else 30)
    return Finding(
        check=CODE,
        strength=max(0.0, (100 - worst.remaining_pct) / (100 - LIMITS["left"].value)),
        level=level,
        risk=RISK[level],
        horizon=horizon,
        severity=int(worn),
        kinds=frozenset({Kind.LEVEL} if ahead is None else {Kind.LEVEL, Kind.TREND}),
        params={
            **_params(worst),
            "pattern": _pattern(view, worst, ahead),
            **advice.params(TRAITS, level, int(worn), risk=RISK[level], horizon=horizon),
        },
        figure=figure(worst.remaining_pct, worst.readings[-1].at),
        # The first day they may be worn: until then, driving on is safe to say.
        due=None if ahead is None or worn else _day(view, ahead.early),
        form="worn" if worn else "",
    )


def _worst(view: View) -> Pad | None:
    return min(pads.recent(view), key=lambda pad: pad.remaining_pct, default=None)


def _level(pad: Pad, ahead: Forecast | None) -> Level:
    week = 7.0
    worn = pad.remaining_pct <= LIMITS["floor"].value
    return Level.YELLOW if worn or (ahead is not None and ahead.likely <= week) else Level.BLUE


def _params(pad: Pad) -> dict[str, object]:
    return {
        "wheel": words.wheel(pad.wheel),
        "left": round(pad.remaining_pct) / 100,
        "readings": len(pad.wear),
        "km": pad.readings[-1].odometer_km - pad.readings[0].odometer_km,
    }


def _pattern(view: View, pad: Pad, ahead: Forecast | None) -> Phrase:
    if pad.remaining_pct <= LIMITS["floor"].value:
        return Phrase("pads.at_floor", {"floor": LIMITS["floor"].value / 100})
    if ahead is None or ahead.likely >= pads.FARTHEST_DAYS:
        return Phrase("pads.no_forecast")
    days = {"at": ahead.likely, "early": ahead.early, "late": ahead.late}
    moments = {name: Moment(view.now + timedelta(days=value), view.zone) for name, value in days.items()}
    one_day = _day(view, ahead.early) == _day(view, ahead.late)
    return Phrase(
        "pads.forecast_day" if one_day else "pads.forecast",
        {"km_day": ahead.km_day, "floor": LIMITS["floor"].value / 100, **moments},
    )


def _day(view: View, days: float) -> date:
    return (view.now + timedelta(days=days)).astimezone(ZoneInfo(view.zone)).date()


def chart(view: View) -> Chart | None:
    worst = _worst(view)
    if worst is None:
        return None
    return Chart(
        title=Phrase("chart.brake_pads"),
        unit="unit.percent",
        series=(pads.line(worst),),
        zone=view.zone,
        limit=LIMITS["left"].value,
    )
