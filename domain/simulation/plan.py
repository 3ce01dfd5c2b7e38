"""A car's calendar: when it drives, charges and rests, with the state at each change.

Planned in blocks of four weeks, each from the end of the one before, so the state at any moment follows
from the seed alone. Habits (commute at eight and six, charging every third day, at home with the cable left in)
are assumed, and so is what a cold pack takes in from a fast charger.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.random import Generator

from domain.simulation import cabin, heat, pack, weather
from domain.simulation.drive import AUX_W, ROADS
from domain.simulation.facts import DAY_S, Activity, Fault, FaultKind, Leg, SimCar

BLOCK_DAYS = 28
_RESERVE_SOC = 6.0  # nobody sets out with less at the end
_WORTH_PLUGGING_IN = 2.0  # points of SOC
_CITY_COMMUTE_KM = 12.0
_ERRAND_SHARE = 0.25  # of working days
_OUTING_SHARE = 0.7  # of days off
_FRIDAY = 4
_COLD_C, _COLD_SHARE = (
    (-15.0, 0.0, 15.0),
    (0.4, 0.65, 1.0),
)  # what a cold pack takes of a fast charger's power


@dataclass(frozen=True, slots=True)
class Block:
    legs: tuple[Leg, ...]
    end: Leg


@dataclass(slots=True)
class _Diary:
    """The legs planned so far; the last one holds the car's state."""

    car: SimCar
    faults: tuple[Fault, ...]
    last: Leg
    legs: list[Leg]

    def until(self, moment: float) -> None:
        """Stay parked; a pack at rest feeds the standby loads (0.03 points an hour, assumed)."""
        if moment <= self.last.end:
            return
        drained = max(2.0, self.last.soc[1] - 0.03 * (moment - self.last.end) / 3600)
        parked = self.last.activity is Activity.PARK
        self._write(
            Activity.PARK, moment, soc=drained, plugged=self.last.plugged,
            resting_since=self.last.resting_since if parked else self.last.end,
        )  # fmt: skip

    def drive(
        self, moment: float, *, km: float, road: str, rng: Generator, up_to: float, away: float
    ) -> None:
        self.until(moment)
        seconds = km / ROADS[road].mean_kmh * 3600
        air = self._air(alt=up_to)
        steady = AUX_W + float(cabin.hvac_w(np.array([air]))[0])
        climb_kwh = max(0.0, up_to - self.last.alt[1]) * 1800 * 9.81 / 3.6e6
        usual = km * ROADS[road].kwh_per_km
        moving = usual * rng.normal(1.0, 0.04) * self._towing() + climb_kwh
        kwh = moving + steady * seconds / 3.6e6
        soc = self.last.soc[1] - 100 * kwh / self._usable()
        if soc < _RESERVE_SOC:
            return
        self._write(
            Activity.DRIVE, self.last.end + seconds, soc=soc, odo=self.last.odo[1] + km * 1000, alt=up_to,
            away=away, kwh=kwh, road=road, seed=int(rng.integers(2**31)), strain=moving / usual,
        )  # fmt: skip

    def charge(self, moment: float, *, limit: float, dc: bool, plugged: bool) -> None:
        """Take energy up to `limit`; plugged: the cable stays in afterwards."""
        gain = limit - self.last.soc[1]
        if gain < _WORTH_PLUGGING_IN:
            return
        self.until(moment)
        kwh = gain / 100 * self._usable()
        seconds = kwh / self._charging_kw(dc=dc) * 3600
        self._write(Activity.CHARGE, self.last.end + seconds, soc=limit, kwh=kwh, dc=dc, plugged=plugged)

    def _charging_kw(self, *, dc: bool) -> float:
        """Mean power, less what faults and weak chargers take, and what a cold pack cannot take in from a fast one."""
        kw = self.car.dc_kw if dc else self.car.ac_kw
        now = np.array([self.last.end])
        for fault in self.faults:
            loss = {
                FaultKind.CHARGE_SLOW: fault.progress,
                FaultKind.WEAK_CHARGER: fault.during,
            }.get(fault.kind)
            if loss is not None:
                kw *= 1 - fault.size / 100 * float(loss(now)[0])
        if not dc:
            return kw
        pack_c = self._air(alt=self.last.alt[1]) + heat.at_end(self.last)[1]
        return kw * float(np.interp(pack_c, _COLD_C, _COLD_SHARE))

    def _towing(self) -> float:
        trailer = _active(self.faults, FaultKind.TOWING, self.last.end)
        return 1.0 if trailer is None else 1 + trailer.size / 100

    def _usable(self) -> float:
        return self.car.capacity_new_kwh * pack.soh_at(self.car, self.faults, self.last.end) / 100

    def _air(self, *, alt: float) -> float:
        now, high = np.array([self.last.end]), np.array([alt])
        return float(weather.ambient(self.car.city, now, above_home=high, faults=self.faults)[0])

    def _write(
        self, activity: Activity, end: float, *, soc: float, odo: float | None = None, alt: float | None = None,
        away: float | None = None, kwh: float = 0.0, road: str = "", resting_since: float = 0.0,
        seed: int = 0, dc: bool = False, strain: float = 1.0, plugged: bool = False,
    ) -> None:  # fmt: skip
        was = self.last
        leg = Leg(
            activity=activity,
            begin=was.end,
            end=float(np.ceil(end)),
            soc=(was.soc[1], soc),
            odo=(was.odo[1], was.odo[1] if odo is None else odo),
            alt=(was.alt[1], was.alt[1] if alt is None else alt),
            away=(was.away[1], was.away[1] if away is None else away),
            heat=heat.at_end(was),
            goal=heat.goal(activity, road=road, dc=dc, strain=strain),
            kwh=kwh,
            road=road,
            resting_since=resting_since,
            seed=seed,
            dc=dc,
            plugged=plugged,
        )
        self.last = leg
        self.legs.append(leg)


def _active(faults: tuple[Fault, ...], kind: FaultKind, moment: float) -> Fault | None:
    now = np.array([moment])
    return next((fault for fault in faults if fault.kind is kind and fault.during(now)[0]), None)


def _workday(diary: _Diary, midnight: float, *, rng: Generator, up_to: float) -> None:
    half = diary.car.daily_km / 2
    road = "mixed" if half > _CITY_COMMUTE_KM else "city"
    there, back = rng.lognormal(np.log(half), 0.12, size=2)
    leaves, returns = midnight + rng.normal(7.8, 0.25) * 3600, midnight + rng.normal(18.0, 0.4) * 3600
    diary.drive(leaves, km=there, road=road, rng=rng, up_to=up_to, away=half)
    diary.drive(returns, km=back, road=road, rng=rng, up_to=up_to, away=0.0)
    if rng.random() < _ERRAND_SHARE:
        diary.drive(diary.last.end + 3600, km=rng.uniform(5, 10), road="city", rng=rng, up_to=up_to, away=0.0)


def _weekend(diary: _Diary, midnight: float, *, rng: Generator, up_to: float) -> None:
    out = rng.random() < _OUTING_SHARE
    there, back = rng.lognormal(np.log(diary.car.daily_km * 0.9), 0.25, size=2)
    leaves, returns = midnight + rng.normal(10.0, 0.7) * 3600, midnight + rng.normal(16.5, 0.8) * 3600
    if out:
        diary.drive(leaves, km=there, road="motorway", rng=rng, up_to=up_to, away=diary.car.daily_km * 0.9)
        diary.drive(returns, km=back, road="motorway", rng=rng, up_to=up_to, away=0.0)


def _evening(diary: _Diary, midnight: float, *, rng: Generator) -> None:
    """Charge when low: fast on the way home, or slowly at night."""
    wants, fast, hour = rng.uniform(42, 56), rng.random() < diary.car.dc_share, rng.normal(21.5, 0.4)
    limit = diary.car.charge_limit
    short = _active(diary.faults, FaultKind.SHORT_CHARGES, midnight)
    if short is not None:
        limit = min(limit, diary.last.soc[1] + short.size * rng.uniform(0.7, 1.0))
    elif diary.last.soc[1] > wants:
        return
    begins = diary.last.end + 600 if fast else max(midnight + hour * 3600, diary.last.end + 900)
    target = min(limit, 80.0) if fast else limit
    early = _ends_early(diary, midnight, rng=rng)
    if early is not None:
        target = diary.last.soc[1] + (target - diary.last.soc[1]) * rng.uniform(0.3, 0.6)
    stays = early is FaultKind.CHARGE_CUT or not (fast or short or early)
    diary.charge(begins, limit=target, dc=fast, plugged=stays)


def _ends_early(diary: _Diary, midnight: float, *, rng: Generator) -> FaultKind | None:
    """Return the kind of fault that ends today's charge half way, None where it goes on to its end."""
    for kind in (FaultKind.CHARGE_CUT, FaultKind.UNPLUGGED):
        fault = _active(diary.faults, kind, midnight)
        if fault is not None and rng.random() < fault.size:
            return kind
    return None


def _live(diary: _Diary, midnight: float) -> None:
    rng = np.random.default_rng([diary.car.seed, int(midnight // DAY_S)])
    if _active(diary.faults, FaultKind.PARKED, midnight + DAY_S / 2) is not None:
        return
    high = _active(diary.faults, FaultKind.ALTITUDE, midnight + DAY_S / 2)
    weekday = int((midnight + weather.ZONE_S) // DAY_S + 3) % 7
    live = _workday if weekday <= _FRIDAY else _weekend
    live(diary, midnight, rng=rng, up_to=high.size if high else 0.0)
    _evening(diary, midnight, rng=rng)


def _first(car: SimCar) -> Leg:
    cold = (0.0, 0.0, 0.0)
    begin = car.born - weather.ZONE_S
    return Leg(
        Activity.PARK, begin, begin, (80.0, 80.0), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0), cold, cold,
        resting_since=begin,
    )  # fmt: skip


def _write_block(car: SimCar, faults: tuple[Fault, ...], *, last: Leg, number: int) -> Block:
    diary = _Diary(car, faults, last, [])
    begins = car.born - weather.ZONE_S + number * BLOCK_DAYS * DAY_S
    for day in range(BLOCK_DAYS):
        _live(diary, begins + day * DAY_S)
    diary.until(begins + BLOCK_DAYS * DAY_S)
    return Block(tuple(diary.legs), diary.last)


@lru_cache(maxsize=128)
def _block(car: SimCar, faults: tuple[Fault, ...], number: int) -> Block:
    last = _first(car) if number == 0 else _end(car, _faults_before(car, faults, number), number - 1)
    return _write_block(car, faults, last=last, number=number)


@lru_cache(maxsize=4096)
def _end(car: SimCar, faults: tuple[Fault, ...], number: int) -> Leg:
    """Return the last leg of a block, which is cached longer than the block as the next block starts from it."""
    return _block(car, faults, number).end


def _faults_before(car: SimCar, faults: tuple[Fault, ...], number: int) -> tuple[Fault, ...]:
    """The faults that can matter before a block begins: healthy years are planned once for all stories."""
    ends = car.born + number * BLOCK_DAYS * DAY_S
    return tuple(fault for fault in faults if fault.onset.timestamp() < ends)


def legs(car: SimCar, faults: tuple[Fault, ...], *, begin: float, end: float) -> tuple[Leg, ...]:
    """The legs that touch [begin, end), in order and without gaps; none before the car came into use."""
    span = BLOCK_DAYS * DAY_S
    start = car.born - weather.ZONE_S
    first = max(0, int((begin - start) // span) - 1)
    final = int((end - start) // span)
    result: list[Leg] = []
    for number in range(first, final + 1):
        result += _block(car, _faults_before(car, faults, number + 1), number).legs
    return tuple(leg for leg in result if leg.end > begin and leg.begin < end)
