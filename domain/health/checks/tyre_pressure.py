"""Tyre pressure: soft tyres and slow leaks, told apart from cold weather."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import nan
from statistics import median

from domain.explain.facts import N_, Chart, Moment, Money, Phrase, Series, figure
from domain.health import advice, words
from domain.health.evidence import breaks, cold_tyres, leaks, over_tyres, usual
from domain.health.evidence.cold_tyres import Reading
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words, by_level
from domain.telemetry import paths
from domain.telemetry.facts import Car

CODE = "tyre_pressure"
SIGNALS: tuple[str, ...] = (*paths.TYRE_PRESSURE, *paths.TYRE_AIR, paths.AMBIENT, paths.AIR_PRESSURE)
PARTS: tuple[str, ...] = ("rests",)
EVERY = timedelta(days=1)
LIMITS: Mapping[str, Limit] = {
    "under": Limit(
        0.10, "share of placard at 20 °C", "own choice: half of the 20 % at which UN R141 asks a car to warn"
    ),
    "far_under": Limit(0.25, "share of placard at 20 °C", "FMVSS 138: telltale at 25 % under cold pressure"),
    **over_tyres.LIMITS,
    "leak": Limit(3.0, "kPa a day beyond the other tyres", "own choice; healthy tyres lose < 0.5"),
    "filled": Limit(
        cold_tyres.FILLED_KPA, "kPa", "own choice: a rise this big in two readings is a pump or another wheel"
    ),
}
WORDS = Words(
    name=N_("Tyre pressure"),
    title=N_("Tyre pressure is low: {wheels}"),
    seen=N_("Your {wheel} tyre has {bar:n2} bar ({kpa:n0} kPa) at 20 °C. {state} {pattern}"),
    matters=N_(
        "A soft tyre runs hot, wears at the edges, costs range and needs a longer way to stop; very soft, it can fail. One that is far too full grips less and wears in the middle."
    ),
    action=N_("{fill} {advice}"),
    sure=N_("Seen in {readings:n0} readings with cold tyres since {since:day}. {basis}"),
    forms={
        "over": N_("Tyre pressure is too high: {wheels}"),
        "leak": N_("A tyre is losing air: {wheels}"),
        "flat": N_("A tyre is nearly flat: {wheel}"),
    },
    softer={"flat": "leak"},
)
JOB: str | None = "tyre_service"
COST: Cost | None = Cost(now=Money(80, "CNY"), later=Money(900, "CNY"))
CANNOT_SEE = N_(
    "I cannot see tread, cracks or a nail that does not leak yet; a sudden loss is a warning of its own."
)
TRAITS = Traits(
    slow=True,
    on_wheels=True,
    fact_from=2,
    stops_from=2,
    advice=by_level("tyre.top_up", "tyre.repair", "tyre.repair"),
    stop_advice="tyre.stop",
    jobs={Level.BLUE: None, Level.YELLOW: JOB, Level.RED: JOB},
)
INHIBITED_BY: tuple[str, ...] = ("puncture",)
LOOK_ALIKES: tuple[str, ...] = ("cold_morning", "hot_day", "altitude", "wheel_change", "single_outlier")

FRESH = timedelta(days=7)
STUCK_READINGS, STUCK_KPA = 5, 3.0  # own choice: sensors show whole kPa, and no tyre holds that still
_WORTH_FILLING_KPA = 5.0
RISK = {Level.BLUE: 0.5, Level.YELLOW: 0.75, Level.RED: 0.92}  # from simulated leaks


@dataclass(frozen=True, slots=True)
class Tyre:
    """One tyre. under: share below placard; leak: kPa a day that it loses beyond the other tyres, 0 if unclear."""

    wheel: int
    kpa: float
    target: float | None
    under: float
    leak: float
    readings: int

    @property
    def strength(self) -> float:
        low = max(self.under / LIMITS["under"].value, self.leak / LIMITS["leak"].value, 0.0)
        return max(low, -self.under / LIMITS["over"].value) if -self.under >= LIMITS["over"].value else low

    @property
    def is_over(self) -> bool:
        return -self.under >= LIMITS["over"].value and self.leak < LIMITS["leak"].value


def check(view: View) -> Finding | None:
    readings = cold_tyres.since_filled(_cold(view))
    if len(readings) < 2 or view.now - readings[-1].at > FRESH:  # noqa: PLR2004 - one odd reading never fires
        return None
    tyres = _tyres_to_judge(view.car, readings)
    worst = _worst(tyres)
    if worst is None or over_tyres.is_absolute([-each.under * (each.target or 0.0) for each in tyres]):
        return None
    if _waiting(readings) and worst.strength < 1:
        return None
    return _finding(view, readings, worst, tyres)


def _waiting(readings: Sequence[Reading]) -> frozenset[int]:
    """Return the wheels that gained air with the last reading: they are judged by the next one."""
    return cold_tyres.filled(readings, len(readings) - 1)


def _tyres_to_judge(car: Car, readings: Sequence[Reading]) -> list[Tyre]:
    waiting = _waiting(readings)
    return [
        tyre
        for tyre in _tyres(car, readings)
        if tyre.wheel not in waiting and not (tyre.strength >= 1 and _stuck(readings, tyre.wheel))
    ]


def _worst(tyres: Sequence[Tyre]) -> Tyre | None:
    return max(tyres, key=lambda tyre: tyre.strength, default=None)


def _stuck(readings: Sequence[Reading], wheel: int) -> bool:
    """Whether a wheel's sensor repeats one value while weather moves the other tyres."""
    lately = readings[-STUCK_READINGS:]
    own = {round(cold_tyres.from_20c(kpa, r.celsius, r.air_kpa)) for r in lately if (kpa := r.kpa[wheel])}
    others = [
        cold_tyres.from_20c(kpa, r.celsius, r.air_kpa)
        for r in lately
        if (kpa := leaks.others(r.kpa, wheel)) is not None
    ]
    return len(lately) == STUCK_READINGS == len(others) and len(own) == 1 and _range(others) >= STUCK_KPA


def _range(values: Sequence[float]) -> float:
    return max(values) - min(values)


def _cold(view: View) -> list[Reading]:
    began = breaks.since(view, CODE, on_wheels=TRAITS.on_wheels)
    return [reading for reading in cold_tyres.cold(view.features.rests, view.now) if reading.at > began]


def _tyres(car: Car, readings: Sequence[Reading]) -> list[Tyre]:
    now = [_steady_kpa(readings, wheel) for wheel in range(4)]
    placard = (car.placard_front_kpa, car.placard_front_kpa, car.placard_rear_kpa, car.placard_rear_kpa)
    rates = leaks.leak_rates(readings)
    tyres = []
    for wheel, kpa in enumerate(now):
        target = placard[wheel]
        if kpa is None or (target is None and len(readings) < leaks.FEWEST):
            continue
        under = 0.0 if target is None else 1 - kpa / target
        tyres.append(Tyre(wheel, kpa, target or leaks.others(now, wheel), under, rates[wheel], len(readings)))
    return tyres


def _steady_kpa(readings: Sequence[Reading], wheel: int) -> float | None:
    """Return the pressure that two readings agree on: the median of the last three, the higher of two, None of one."""
    last = [value for r in readings[-4:] if (value := r.kpa[wheel]) is not None][-3:]
    if len(last) < 2:  # noqa: PLR2004 - one odd reading never fires
        return None
    return median(last) if len(last) > 2 else max(last)  # noqa: PLR2004 - a median needs three


def _level(tyre: Tyre) -> tuple[Level, frozenset[Kind]]:
    if tyre.is_over:
        return over_tyres.level(-tyre.under), frozenset({Kind.LEVEL})
    leaks = tyre.leak >= LIMITS["leak"].value
    kinds = frozenset(
        ({Kind.LEVEL} if tyre.under >= LIMITS["under"].value else set()) | ({Kind.TREND} if leaks else set())
    )
    if tyre.under >= LIMITS["far_under"].value:
        return (Level.RED if leaks else Level.YELLOW), kinds
    return (Level.YELLOW if leaks else Level.BLUE), kinds


_HORIZON = {Level.BLUE: timedelta(days=30), Level.YELLOW: timedelta(days=7), Level.RED: timedelta(days=2)}
_SEVERITY = {Level.BLUE: 1, Level.YELLOW: 1, Level.RED: 2}


def _finding(view: View, readings: Sequence[Reading], worst: Tyre, tyres: Sequence[Tyre]) -> Finding:
    level, kinds = _level(worst)
    risk, horizon = (
        (over_tyres.RISK[level], over_tyres.HORIZON[level])
        if worst.is_over
        else (RISK[level], _HORIZON[level])
    )
    severity = _SEVERITY[level] if worst.strength >= 1 else 0
    return Finding(
        check=CODE,
        strength=worst.strength,
        level=level,
        risk=risk,
        horizon=horizon,
        severity=severity,
        kinds=kinds,
        params=_params(view, readings, worst, tyres)
        | advice.params(TRAITS, level, severity, risk=risk, horizon=horizon)
        | ({"advice": Phrase("tyre.gauge")} if worst.is_over else {}),
        evidence={"under": nan, "leak": nan}
        if worst.is_over
        else {"under": worst.under / LIMITS["under"].value, "leak": worst.leak / LIMITS["leak"].value},
        figure=figure(worst.kpa / 100, readings[-1].at, digits=2),
        form=_form(level, worst),
    )


def _params(view: View, readings: Sequence[Reading], worst: Tyre, tyres: Sequence[Tyre]) -> dict[str, object]:
    return {
        "wheel": words.wheel(worst.wheel),
        "wheels": _alike(tyres, over=worst.is_over) or (words.wheel(worst.wheel),),
        "state": _state(worst),
        "pattern": _pattern(worst),
        "readings": worst.readings,
        "since": Moment(readings[0].at, view.zone),
        **_pressures(worst),
    }


def _alike(tyres: Sequence[Tyre], *, over: bool) -> tuple[Phrase, ...]:
    return tuple(words.wheel(tyre.wheel) for tyre in tyres if tyre.strength >= 1 and tyre.is_over is over)


def _form(level: Level, tyre: Tyre) -> str:
    if level is Level.RED:
        return "flat"
    if tyre.is_over:
        return "over"
    return "leak" if tyre.leak >= LIMITS["leak"].value else ""


def _state(tyre: Tyre) -> Phrase:
    if tyre.is_over:
        return Phrase("tyre.over", {"over": -tyre.under})
    if tyre.under < LIMITS["under"].value:
        return Phrase("tyre.not_low_yet")
    return Phrase("tyre.under", {"under": tyre.under})


def _pattern(tyre: Tyre) -> Phrase:
    if tyre.leak < LIMITS["leak"].value:
        return Phrase("tyre.steady")
    return Phrase("tyre.leak", {"rate_bar": tyre.leak / 100, "rate_kpa": tyre.leak})


def _pressures(tyre: Tyre) -> dict[str, object]:
    """Return the pressures for the words, at 20 °C; the target is the placard's, else the other tyres'."""
    bar, target = round(tyre.kpa / 100, 2), round((tyre.target or tyre.kpa) / 100, 2)
    target_bars = {"add_bar": target - bar, "target_bar": target}
    filled = (target - bar) * 100 < _WORTH_FILLING_KPA
    return {
        "bar": bar,
        "kpa": round(bar * 100),
        "fill": Phrase("tyre.let_out", target_bars)
        if tyre.is_over
        else Phrase("tyre.full")
        if filled
        else Phrase("tyre.fill", target_bars),
        **target_bars,
    }


def chart(view: View) -> Chart | None:
    """Draw the tyre that the check speaks of since it was last filled, and the others beside it."""
    readings = cold_tyres.since_filled(_cold(view))
    worst = _worst(_tyres_to_judge(view.car, readings))
    if worst is None:
        return None
    own = usual.at_each_reading(readings, lambda so_far: _steady_kpa(so_far, worst.wheel))
    each = [(r, value) for r in readings if (value := r.kpa[worst.wheel]) is not None]
    others = [(r, value) for r in readings if (value := leaks.others(r.kpa, worst.wheel)) is not None]
    return Chart(
        title=Phrase("chart.tyre_pressure"),
        unit="unit.bar",
        series=(
            _line(words.wheel(worst.wheel), own),
            _line(Phrase("series.each_reading"), each, dots=True),
            _line(Phrase("series.other_tyres"), others),
        ),
        zone=view.zone,
        normal=usual.before([kpa / 100 for _, kpa in own]),
        limit=None if worst.target is None else worst.target * (1 - LIMITS["under"].value) / 100,
    )


def _line(name: Phrase, points: Sequence[tuple[Reading, float]], *, dots: bool = False) -> Series:
    at, bar = tuple(r.at for r, _ in points), tuple(kpa / 100 for _, kpa in points)
    return Series(name, at, bar, dots=dots)
