"""Hand-made views of a car, every part of which a test can replace."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from domain.health.facts import View
from domain.registry.facts import Source
from domain.telemetry.facts import (
    Car,
    Cells,
    Charge,
    Codes,
    Contactor,
    Day,
    Features,
    Filter,
    Flow,
    Insulation,
    Loss,
    Motor,
    Quality,
    Rest,
    Wear,
)
from domain.telemetry.features import extraction as folding

NOW = datetime(2026, 6, 1, 6, tzinfo=UTC)
CAR = Car("made-up", Source.SIMULATED, 250.0, 250.0, 60.0, None)
HEARD = Quality(1000, 1.0, 0.0, 0.0, NOW, 0.0, 6 * 3600.0)


def view(features: Features, *, car: Car = CAR, quality: Quality = HEARD) -> View:
    return View(now=NOW, zone="Asia/Shanghai", car=car, features=features, quality=quality)


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def rest(
    days_ago: float,
    *,
    kpa: tuple[float | None, float | None, float | None, float | None] = (250.0, 250.0, 250.0, 250.0),
    celsius: float | None = 20.0,
    volt: float | None = None,
    air_hpa: float | None = 1013.25,
) -> Rest:
    end = ago(days_ago)
    return Rest(end - timedelta(hours=8), end, celsius, kpa, celsius, air_hpa, volt)


def tyres(rear_right: Sequence[float], *, celsius: float = 20.0) -> Features:
    """One cold reading a day, the latest an hour ago; the other three tyres hold 250 kPa at 20 °C."""
    last = len(rear_right) - 1
    return Features(
        rests=tuple(
            rest(last - i + 1 / 24, kpa=(250.0, 250.0, 250.0, kpa), celsius=celsius)
            for i, kpa in enumerate(rear_right)
        )
    )


def volts(at_rest: Sequence[float], *, running: Sequence[float] = (), celsius: float = 20.0) -> Features:
    last, latest = len(at_rest) - 1, len(running)
    rests = tuple(rest(last - i + 0.1, volt=volt, celsius=celsius) for i, volt in enumerate(at_rest))
    days = tuple(
        Day(ago(latest - i - 1).date(), 9e3, 3e3, 40.0, 15.0, 25.0, low) for i, low in enumerate(running)
    )
    return Features(rests=rests, days=days)


def pads(worn: Sequence[float], *, km_day: float = 50.0, every_days: float = 1.0) -> Features:
    """Wear of the front left pads at regular readings; the others are half as worn."""
    last = len(worn) - 1
    return Features(
        wear=tuple(
            Wear(ago((last - i) * every_days), 20_000 + i * every_days * km_day, (w, w / 2, w / 2, w / 2))
            for i, w in enumerate(worn)
        )
    )


def brakes(left: Sequence[float], right: Sequence[float], *, every_days: float = 1.0) -> Features:
    """Wear of both front pads at regular readings; the rear ones hold 10 %."""
    last = len(left) - 1
    return Features(
        wear=tuple(
            Wear(ago((last - i) * every_days), 20_000 + i * every_days * 50, (a, b, 10.0, 10.0))
            for i, (a, b) in enumerate(zip(left, right, strict=True))
        )
    )


def puncture(
    *, days_ago: float = 0.1, lost: float = 85.0, left: float = 165.0, after: Sequence[float] = ()
) -> Features:
    """A loss of the rear left tyre, with three cold readings before it, and one a tenth of a day after each other since."""
    before = tuple(rest(days_ago + 1 + i) for i in (2, 1, 0))
    since = tuple(
        rest(days_ago - 0.1 * (i + 1), kpa=(250.0, 250.0, kpa, 250.0)) for i, kpa in enumerate(after)
    )
    return Features(rests=before + since, losses=(Loss(ago(days_ago), 2, lost, left, 7.0),))


def weather(means: Sequence[float]) -> Features:
    """Daily means of the air, with lows and highs eight degrees apart; the newest of yesterday."""
    last = len(means)
    return Features(
        days=tuple(
            Day(ago(last - i).date(), 9e3, 3e3, 40.0, mean - 4, mean + 4, None)
            for i, mean in enumerate(means)
        )
    )


def codes(*active: str) -> Features:
    return Features(codes=(Codes(ago(0.1), active),))


def charges(soh: Sequence[float], *, span: float = 50.0, celsius: float | None = 20.0) -> Features:
    last = len(soh) - 1
    return Features(
        charges=tuple(
            Charge(
                ago(last - i + 0.4),
                ago(last - i + 0.1),
                30.0,
                30.0 + span,
                60 * span / 100 * s / 100,
                celsius,
                7.0,
            )
            for i, s in enumerate(soh)
        )
    )


def cells(
    spreads_mv: Sequence[float],
    *,
    soc: float | None = 60.0,
    at_charge_end: bool = False,
    widened: Sequence[float] = (),
) -> Features:
    """One reading a day, the latest an hour ago; the last len(widened) rests widen by so many mV an hour."""
    last, quiet = len(spreads_mv) - 1, len(spreads_mv) - len(widened)
    return Features(
        cells=tuple(
            Cells(
                ago(last - i + 1 / 24), at_charge_end, soc, 20.0, 3.8 - mv / 1000, 3.8, 37,
                widened[i - quiet] if i >= quiet else 0.0,
            )
            for i, mv in enumerate(spreads_mv)
        )
    )  # fmt: skip


def insulation(
    ohms: Sequence[float], *, latest: Sequence[float] = (), humidity: Sequence[float] = ()
) -> Features:
    """One reading a day at 400 V, the latest an hour ago; the air is dry unless told."""
    told = [*ohms, *latest]
    damp = [*humidity, *[50.0] * (len(told) - len(humidity))]
    last = len(told) - 1
    return Features(
        insulation=tuple(
            Insulation(ago(last - i + 1 / 24), ohm, 400.0, damp[i]) for i, ohm in enumerate(told)
        )
    )


def ageing(
    soh: float, *, years: float = 2.0, fade: float = 2.4, scatter: float = 1.0, now: datetime = NOW
) -> Features:
    """A charge every third day for years that leads to a SOH today; all but the last hundred are kept by the month."""
    count = int(years * 122)
    noise = np.random.default_rng(1).standard_normal(count) * scatter
    told = [soh + fade * 3 * (count - 1 - i) / 365 + float(noise[i]) for i in range(count)]
    kept = Features()
    for i, each in enumerate(told):
        at = now - timedelta(days=3 * (count - 1 - i) + 0.1)
        charge = Charge(at - timedelta(hours=4), at, 30.0, 80.0, 30 * each / 100, 20.0, 7.0)
        kept = folding.fold(kept, Features(charges=(charge,)), day=at.date())
    return kept


def sessions(
    powers_kw: Sequence[float],
    *,
    cut: Sequence[bool] = (),
    celsius: Sequence[float] = (),
    soc_to: Sequence[float] = (),
    tells: bool = True,
) -> Features:
    """One charge from 40 to 85 % a day at so many kW, the latest a few hours ago; warm and whole unless told."""
    last = len(powers_kw) - 1
    warm = [*celsius, *[20.0] * (last + 1 - len(celsius))]
    short = [*[False] * (last + 1 - len(cut)), *cut]
    ends = [*soc_to, *[85.0] * (last + 1 - len(soc_to))]
    return Features(
        charges=tuple(
            Charge(
                start=ago(last - i + 0.4),
                end=ago(last - i + 0.1),
                soc_from=40.0,
                soc_to=60.0 if short[i] else ends[i],
                energy_kwh=20.0,
                temperature_c=warm[i],
                mean_kw=kw,
                peak_kw=kw * 1.1,
                soc_limit=85.0 if tells else None,
                cut_short=short[i],
                ambient_c=warm[i] - 5.0,
            )
            for i, kw in enumerate(powers_kw)
        )
    )


def contactors(cycles: Sequence[float], *, most: Sequence[float] = ()) -> Features:
    """The counter at the end of each day, the latest an hour ago; three switchings an hour at most unless told."""
    last = len(cycles) - 1
    busiest = [*[3.0] * (last + 1 - len(most)), *most]
    return Features(
        contactors=tuple(
            Contactor(ago(last - i + 1 / 24), count, busiest[i]) for i, count in enumerate(cycles)
        )
    )


def filters(drops: Sequence[float]) -> Features:
    return Features(filters=tuple(Filter(ago(len(drops) - 1 - i), drop) for i, drop in enumerate(drops)))


def flows(
    *, days: int = 30, lost: Sequence[float] = (), warmer: Sequence[float] = (), ambient_now: float = 0.0
) -> Features:
    """Four hours of driving a day with mild scatter; the last len(lost) hours lose % of flow and gain °C."""
    hours = days * 4
    made = []
    for i in range(hours):
        tail = i - (hours - len(lost))
        less, more = (lost[tail], warmer[tail]) if tail >= 0 else (0.0, 0.0)
        wobble = (i * 37 % 11 - 5) / 5
        ambient = 20.0 + (i * 13 % 17 - 8) / 2 + (ambient_now if tail >= 0 else 0.0)
        power = 10.0 + i * 7 % 5
        flow = (640.0 + 1.2 * power + 1.5 * wobble) * (1 - less / 100)
        warm = ambient + 5.0 + 0.3 * power + 0.2 * wobble + more
        at = ago((hours - i) / 4)
        made.append(Flow(at, flow, warm - 1.0, warm, ambient, power, 360))
    return Features(flows=tuple(made))


def motors(
    *, hotter: float = 0.0, cooled: float = 0.0, load: float = 1.0, air: float = 0.0, inverter: bool = True
) -> Features:
    """Three hours of driving a day for forty days; the last five days differ as told."""
    made = []
    for number in range(120):
        late = number >= 105
        wobble = (number * 37 % 11 - 5) / 5
        speed = 35.0 + number * 13 % 40
        power = (2.0 + speed / 8) * (load if late else 1.0) + 0.2 * wobble
        ambient = 18.0 + number * 7 % 9 + (air if late else 0.0)
        rise = 20.0 * (load if late else 1.0) + speed / 10 + wobble
        made.append(
            Motor(
                at=ago((120 - number) / 3),
                motor_c=ambient + rise + (hotter if late else 0.0),
                inverter_c=ambient + 0.6 * rise + (cooled if late else 0.0) if inverter else None,
                coolant_c=ambient + 0.5 * rise + (cooled if late else 0.0),
                ambient_c=ambient,
                power_kw=power,
                speed_kmh=speed,
                samples=180,
                driven_s=1800.0,
            )
        )
    return Features(motors=tuple(made))
