"""The figures of a report, each recomputed from raw readings, or in another way from what is kept."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from domain.core import Core
from domain.energy import rules as energy
from domain.explain.facts import Language
from domain.fleet import service as fleet
from domain.fleet.facts import CarMeasures, Group
from domain.kit.arrays import Flags, Floats
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.reports import service
from domain.reports.facts import Report
from domain.simulation import run as simulation
from domain.simulation import wire as simulated
from domain.simulation.cars import DEMO_CARS
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.facts import Window
from domain.telemetry.ingest import wire
from domain.trips.facts import Period
from tests.domain.dialogue.chat import Chat
from tests.domain.dialogue.test_trips import NOW, ZONE, begun

SINCE = datetime(2026, 10, 31, 16, tzinfo=UTC)  # the first of November in Shanghai


@cache
def sent(days: int, step_s: int) -> tuple[Window, bytes]:
    """Readings of a simulated car; those of each second with a hard braking and start every ten minutes of driving."""
    window = simulation.simulate(DEMO_CARS[4], start=NOW - timedelta(days=days), end=NOW, step_s=step_s)
    if step_s == 1:
        window.values[paths.SPEED][np.flatnonzero(window.values[paths.SPEED] > 40)[::600]] -= 30
    return window, json.dumps({"records": simulated.to_records(window)}).encode()


def raw(core: Core, *, days: int, step_s: int, language: Language = "en") -> tuple[Chat, Window]:
    """A car's readings as it sent them, taken in by a server."""
    chat = begun(core, language, Purpose.CARE, Purpose.DRIVING)
    window, body = sent(days, step_s)
    with chat.core.unit() as unit:
        car = registry.vehicle(unit, 1)
        car.capacity_new_kwh = 75.0
        car.placard_front_kpa = car.placard_rear_kpa = 300.0
        telemetry.ingest(unit, car, wire.decode(body))
        telemetry.refresh(unit, 1)
    return chat, window


def report(chat: Chat, period: Period) -> Report:
    with chat.core.reading() as unit:
        return service.of(unit, unit.session.get_one(Owner, chat.owner_id), registry.vehicle(unit, 1), period)


def watts_of(window: Window) -> Floats:
    """Power into the pack."""
    return filled(window, window.values[paths.PACK_VOLTAGE] * window.values[paths.PACK_CURRENT])


def filled(window: Window, values: Floats) -> Floats:
    """Readings, and between them what lies on the line from one to the next."""
    there = np.isfinite(values)
    return np.interp(window.at, window.at[there], values[there])


def stretches(window: Window, here: Flags) -> Iterator[tuple[slice, Floats]]:
    """The runs of rows at which something holds, with the row before and after each, and their seconds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], here.astype(int), [0]])))
    for first, after in edges.reshape(-1, 2):
        rows = slice(max(0, first - 1), min(window.at.size, after + 1))
        yield rows, window.at[rows] / 1000


def driving(window: Window) -> tuple[Flags, Floats]:
    """Tell between which rows the car drives: it sends often then, and does not charge. Second: their seconds."""
    lasts = np.diff(window.at) / 1000
    charges = np.nan_to_num(window.values[paths.IS_CHARGING]) > 0
    return (lasts <= 120) & ~charges[1:] & ~charges[:-1], lasts


def halves(values: Floats) -> Floats:
    return (values[1:] + values[:-1]) / 2


def test_every_figure_is_that_of_the_raw_readings(core: Core) -> None:
    """The second way knows nothing of trips: it adds up all rows of the month at which the car moves or charges."""
    chat, window = raw(core, days=36, step_s=10)
    chat.say("/tariff 23-7 0.3, else 0.6, fast 1.8")
    told = report(chat, Period.MONTH)
    speed, watts = window.values[paths.SPEED], watts_of(window)
    month = window.at / 1000 >= SINCE.timestamp()
    km = (
        np.diff(window.values[paths.ODOMETER][month & np.isfinite(window.values[paths.ODOMETER])][[0, -1]])[0]
        / 1000
    )
    pairs, lasts = driving(window)
    pairs &= month[:-1]
    used = -float(np.sum((halves(watts) * lasts)[pairs])) / 3.6e6
    back = float(np.sum((halves(np.maximum(watts, 0.0)) * lasts)[pairs])) / 3.6e6
    kmh = halves(speed)[pairs]
    bands = np.bincount(
        np.digitize(kmh, [0, 30, 60, 90, 120]) - 1, weights=kmh * lasts[pairs] / 3600, minlength=5
    )

    moves = np.flatnonzero(month & (np.nan_to_num(speed) > 0))
    drives = np.split(moves, np.flatnonzero(np.diff(window.at[moves]) > 300_000) + 1)
    minutes = sum(np.ptp(window.at[each]) for each in drives) / 60_000

    assert told.total.n == len(drives) > 9
    assert told.total.minutes == pytest.approx(
        minutes, abs=told.total.n
    )  # each to the minute, from standing to standing
    assert told.total.km == pytest.approx(km, abs=0.05 * told.total.n)
    assert told.total.kwh == pytest.approx(used, rel=0.02)
    assert told.total.per_100km == pytest.approx(100 * used / km, rel=0.02)
    assert told.total.regenerated_kwh == pytest.approx(back, rel=0.02)
    assert told.band_km is not None
    assert np.array(told.band_km) == pytest.approx(bands, rel=0.02, abs=0.5)
    assert told.hard is None  # readings every ten seconds cannot tell
    assert told.split is not None
    shares = [each.kwh for each in told.split.shares.values() if each is not None]
    assert told.split.total == pytest.approx(used, rel=0.02)
    assert sum(shares) + told.split.rest == pytest.approx(told.split.total)
    assert told.split_km == pytest.approx(km, rel=0.01)


def test_habits_of_charging_are_those_of_the_raw_readings(core: Core) -> None:
    chat, window = raw(core, days=36, step_s=10)
    chat.say("/tariff 23-7 0.3, else 0.6, fast 1.8")
    told = report(chat, Period.MONTH)
    habits = told.charging
    watts = watts_of(window)
    charges = np.nan_to_num(window.values[paths.IS_CHARGING]) > 0
    kwh = night = fast = cost = 0.0
    levels: list[float] = []
    for rows, at in stretches(window, charges & (window.at / 1000 >= SINCE.timestamp())):
        here = slice(rows.start + 1, rows.stop - 1)
        energy_kwh = float(np.trapezoid(watts[here], at[1:-1])) / 3.6e6
        hours = np.array([datetime.fromtimestamp(each, ZoneInfo(ZONE)).hour for each in at[1:-1]])
        cheap = float(np.mean((hours >= 23) | (hours < 7)))
        is_fast = float(np.max(watts[here])) > 24_000
        kwh, night, fast = kwh + energy_kwh, night + cheap * energy_kwh, fast + is_fast * energy_kwh
        cost += energy_kwh * (1.8 if is_fast else 0.3 * cheap + 0.6 * (1 - cheap))
        levels.append(float(window.values[paths.SOC][here][-1]))

    assert habits is not None
    assert habits.n == len(levels) >= 3
    assert habits.kwh == pytest.approx(kwh, abs=0.1 * habits.n)
    assert habits.cost == pytest.approx(cost, rel=0.01)
    assert habits.fast == pytest.approx(fast / kwh, abs=0.01)
    assert habits.night == pytest.approx(night / kwh, abs=0.02)
    assert habits.level == pytest.approx(float(np.median(levels)), abs=0.5)
    assert habits.full == np.mean(np.array(levels) > 90)
    assert told.price == pytest.approx(cost / kwh, rel=0.01)


def test_hard_starts_are_those_of_readings_each_second(core: Core) -> None:
    chat, window = raw(core, days=3, step_s=1)
    told = report(chat, Period.MONTH).hard
    speed = window.values[paths.SPEED] / 3.6
    counts = {1: 0, -1: 0}
    for rows, _ in stretches(window, np.nan_to_num(speed) > 0):
        change = np.diff(speed[rows])
        for sign, limit in ((1, 2.0), (-1, 2.94)):
            counts[sign] += int(
                np.count_nonzero(np.diff((sign * change >= limit).astype(int), prepend=0) == 1)
            )

    assert told is not None
    assert told.starts.km > 100
    assert (told.starts.n, told.brakings.n) == (counts[1], counts[-1])
    assert min(counts.values()) > 5


def test_the_usual_is_that_of_the_cars_own_days_before_in_such_weather(core: Core) -> None:
    chat, window = raw(core, days=36, step_s=10)
    told = report(chat, Period.MONTH).usual
    speed, watts = window.values[paths.SPEED], watts_of(window)
    pairs, lasts = driving(window)
    moves = np.flatnonzero(speed > 0)
    steps = np.diff(window.at[moves]) / 1000
    on_way = np.zeros(lasts.size)
    for first, after in zip(
        moves[:-1][steps < 300], moves[1:][steps < 300], strict=True
    ):  # at a standstill, too
        on_way[first:after] = lasts[first:after] / 3600
    clock = [
        datetime.fromtimestamp(each, ZoneInfo(ZONE)).date().isoformat() for each in window.at[:-1] / 1000
    ]
    km, kwh = halves(speed) * lasts / 3600 * pairs, -halves(watts) * lasts / 3.6e6 * pairs
    celsius = km * halves(filled(window, window.values[paths.AMBIENT]))
    each_row = np.column_stack([km, kwh, celsius, on_way])
    names, places = np.unique(clock, return_inverse=True)
    by_day = {str(day): each_row[places == place].sum(axis=0) for place, day in enumerate(names)}
    days = {day: each for day, each in by_day.items() if each[0] >= 8}
    rates = {
        day: (100 * kwh / km) / energy.expected(celsius / km, km / hours)
        for day, (km, kwh, celsius, hours) in days.items()
    }
    before = np.median([each for day, each in rates.items() if day < "2026-11-01"])
    lately = [(day, each) for day, each in days.items() if day >= "2026-11-01"]
    used = sum(each[1] for _, each in lately)
    needed = sum(each[1] / rates[day] * before for day, each in lately)

    assert told is not None
    assert told.lately == pytest.approx(100 * used / sum(each[0] for _, each in lately), rel=0.02)
    assert told.change.kwh == pytest.approx(used / needed - 1, abs=0.02)
    assert told.change.low < told.change.kwh < told.change.high


def test_what_two_months_took_apart_they_take_together(core: Core) -> None:
    chat, _ = raw(core, days=29, step_s=20)
    splits = [report(chat, period).split for period in (Period.MONTH, Period.LAST_MONTH, Period.HALF_YEAR)]
    this, last, both = (
        {name: each.kwh for name, each in split.shares.items() if each is not None}
        for split in splits
        if split is not None
    )

    assert len(both) >= 3
    for name, kwh in both.items():
        assert kwh == pytest.approx(this[name] + last[name], rel=1e-6)


def test_battery_and_tyres_are_those_of_the_raw_readings(core: Core) -> None:
    chat, window = raw(core, days=36, step_s=10)
    told = report(chat, Period.MONTH)
    watts = watts_of(window)
    sizes = []
    for rows, at in stretches(window, np.nan_to_num(window.values[paths.IS_CHARGING]) > 0):
        soc, kwh = (
            window.values[paths.SOC][rows][1:-1],
            float(np.trapezoid(watts[rows][1:-1], at[1:-1])) / 3.6e6,
        )
        if soc[-1] - soc[0] >= 20:
            sizes.append(100 * kwh / (soc[-1] - soc[0]) / 75 * 100)
    softest = [each for each in told.advice if each.code == "tyres"]

    assert told.battery is not None
    assert told.battery.soh == pytest.approx(float(np.median(sizes)), abs=1.5)
    assert softest[0].figures["soft"] == pytest.approx(soft(window), abs=0.02)


def soft(window: Window) -> float:
    """What the tyres lack of 300 kPa, by the last reading of each of the last three nights, at 20 °C."""
    nights = [
        np.searchsorted(window.at, (NOW - timedelta(days=day, hours=4)).timestamp() * 1000)
        for day in range(3)
    ]
    celsius = np.array([window.values[paths.AMBIENT][night] for night in nights])
    lacks = [
        1 - ((window.values[path][nights] + 101.3) * 293.15 / (celsius + 273.15) - 101.3) / 300
        for path in paths.TYRE_PRESSURE
    ]
    return float(np.nanmean(lacks))


def test_cars_of_the_model_are_told_from_five_owners_on(core: Core) -> None:
    chat, _ = raw(core, days=36, step_s=10)
    assert report(chat, Period.MONTH).at_15c is None
    group = Group("Lark 60", "", "")
    with chat.core.unit() as unit:
        others = [
            CarMeasures(100 + number, group, {"consumption_15c": 10.0 + number, "soh": 90.0 + number})
            for number in range(5)
        ]
        fleet.renew(unit, others)
    told = report(chat, Period.MONTH)

    assert told.at_15c is not None
    assert (told.at_15c.others.cars, told.at_15c.others.middle) == (5, 12.0)
    assert 10 < told.at_15c.own < 18
    assert told.battery is not None
    assert told.battery.others is not None
    assert told.battery.others.middle == 92.0
