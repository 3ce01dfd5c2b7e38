"""Sessions, rests, flows and totals out of raw samples, fast or slow, with holes, and in any order of days."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from domain.telemetry import paths
from domain.telemetry.facts import Charge, Day, Features, Filter, Flow, Wear, Window
from domain.telemetry.features import extraction, monthly
from tests import pace

DAY = date(2026, 11, 22)
MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC).timestamp()
H = 3600.0
Floats = NDArray[np.float64]
Signals = Mapping[str, Floats | float]
CAPACITY = 57.6


def window(at: Floats, signals: Signals) -> Window:
    values = {
        path: np.broadcast_to(np.asarray(each, np.float64), at.shape).copy() for path, each in signals.items()
    }
    return Window((at * 1000).astype(np.int64), values)


def without(whole: Window, *gone: str) -> Window:
    return Window(whole.at, {path: each for path, each in whole.values.items() if path not in gone})


def keeping(whole: Window, keep: NDArray[np.bool_]) -> Window:
    return Window(whole.at[keep], {path: each[keep] for path, each in whole.values.items()})


@pytest.fixture(params=[1.0, 10.0, 60.0, 600.0])
def step(request: pytest.FixtureRequest) -> float:
    return float(request.param)


def ordinary(step: float) -> Window:
    """Parked from noon of the day before; 8-9 h a drive of 40 km; 12-16 h a charge of 7 kW; parked again."""
    at = np.arange(MIDNIGHT - 12 * H, MIDNIGHT + 24 * H, step)
    hour = (at - MIDNIGHT) / H
    driving, charging = (hour > 8) & (hour < 9), (hour >= 12) & (hour <= 16)
    gained = np.clip(hour - 12, 0, 4) * 7.0 / CAPACITY * 100
    watts = np.where(driving, -8_000.0, np.where(charging, 7_000.0, 0.0))
    return window(
        at,
        {
            paths.SPEED: np.where(driving, 40.0, 0.0),
            paths.ODOMETER: 1_000_000 + np.clip(hour - 8, 0, 1) * 40_000,
            paths.IS_CHARGING: charging.astype(np.float64),
            paths.SOC: 50 - np.clip(hour - 8, 0, 1) * 14 + gained,
            paths.PACK_POWER: watts,
            paths.PACK_VOLTAGE: 350.0,
            paths.PACK_CURRENT: watts / 350.0,
            paths.PACK_TEMPERATURE: 21.0,
            paths.AMBIENT: 10.0,
            paths.AIR_PRESSURE: 1013.0,
            paths.TWELVE_VOLT: np.where(driving | charging, 14.1, 12.6),
            paths.TYRE_PRESSURE[0]: np.where(driving, 260.0, 240.0),
            paths.TYRE_AIR[0]: np.where(driving, 30.0, 10.0),
            paths.PAD_WEAR[1]: 31.0,
            paths.FILTER_DROP: 12.0,
            paths.COOLANT_FLOW: np.where(driving, 640.0, 0.0),
            paths.COOLANT_INLET: 20.0,
            paths.COOLANT_OUTLET: 21.5,
        },
    )


def test_a_charge_tells_energy_and_gain_of_the_same_stretch_at_any_pace(step: float) -> None:
    (charge,) = extraction.extract(ordinary(step), day=DAY).charges

    assert charge.energy_kwh / (charge.soc_to - charge.soc_from) * 100 == pytest.approx(CAPACITY, rel=0.01)
    assert charge.soc_to - charge.soc_from == pytest.approx(48.6, abs=1.5)
    assert charge.mean_kw == pytest.approx(7.0, rel=0.01)
    assert charge.temperature_c == pytest.approx(21.0)


@pytest.mark.parametrize(
    "gone", [(paths.IS_CHARGING,), (paths.PACK_POWER,), (paths.IS_CHARGING, paths.PACK_POWER)]
)
def test_a_charge_is_seen_without_the_flag_and_measured_by_volts_and_amps(gone: tuple[str, ...]) -> None:
    (charge,) = extraction.extract(without(ordinary(60), *gone), day=DAY).charges

    assert charge.energy_kwh == pytest.approx(28.0, rel=0.01)


@pytest.mark.parametrize(
    "gone", [(paths.SOC,), (paths.PACK_POWER, paths.PACK_VOLTAGE), (paths.PACK_POWER, paths.PACK_CURRENT)]
)
def test_a_charge_of_unknown_energy_or_gain_is_left_out(gone: tuple[str, ...]) -> None:
    found = extraction.extract(without(ordinary(60), *gone), day=DAY)

    assert found.charges == ()
    assert len(found.rests) == 1


def test_braking_puts_energy_back_but_is_no_charge() -> None:
    whole = without(ordinary(10), paths.IS_CHARGING)
    driving = whole.values[paths.SPEED] > 0
    whole.values[paths.PACK_POWER][driving] = 9_000.0
    whole.values[paths.SPEED][driving & (np.arange(driving.size) % 6 == 0)] = 0.0

    charges = extraction.extract(whole, day=DAY).charges

    assert [round(charge.energy_kwh) for charge in charges] == [28]


def test_a_gap_with_the_same_power_on_both_sides_is_bridged() -> None:
    whole = ordinary(10)
    hour = (whole.at / 1000 - MIDNIGHT) / H

    (charge,) = extraction.extract(keeping(whole, (hour < 13) | (hour > 13.5)), day=DAY).charges

    assert charge.energy_kwh == pytest.approx(28.0, rel=0.01)


def test_a_gap_with_other_power_behind_it_splits_the_charge_and_each_part_stays_true() -> None:
    whole = ordinary(10)
    hour = (whole.at / 1000 - MIDNIGHT) / H
    late = (hour >= 13.5) & (hour <= 16)
    whole.values[paths.PACK_POWER][late] = 3_000.0
    slow = np.clip(hour - 13.5, 0, 2.5) * 3.0 / CAPACITY * 100
    whole.values[paths.SOC] = np.where(
        hour >= 13.5, 50 - 14 + 1.5 * 7.0 / CAPACITY * 100 + slow, whole.values[paths.SOC]
    )

    parts = extraction.extract(keeping(whole, (hour < 13) | (hour > 13.6)), day=DAY).charges

    assert len(parts) == 2
    for part in parts:
        assert part.energy_kwh / (part.soc_to - part.soc_from) * 100 == pytest.approx(CAPACITY, rel=0.01)


def test_a_charge_over_midnight_counts_once_in_the_day_it_ends() -> None:
    whole = ordinary(60)
    shifted = Window(whole.at + int(10 * H * 1000), whole.values)
    until = (MIDNIGHT + 24 * H) * 1000
    eve = extraction.extract(keeping(shifted, shifted.at < until), day=DAY)
    next_day = extraction.extract(
        keeping(shifted, shifted.at >= until - 12 * H * 1000), day=DAY + timedelta(days=1)
    )

    assert eve.charges == ()
    assert [round(charge.energy_kwh) for charge in next_day.charges] == [28]
    assert next_day.charges[0].end.date() == DAY + timedelta(days=1)


def test_a_rest_reads_cold_tyres_and_the_calm_12_volt_net_at_its_end(step: float) -> None:
    (rest,) = extraction.extract(ordinary(step), day=DAY).rests

    assert rest.end.timestamp() == pytest.approx(MIDNIGHT + 8 * H, abs=max(step, 1.0))
    assert rest.tyre_kpa == (240.0, None, None, None)
    assert (rest.tyre_c, rest.ambient_c, rest.air_hpa) == (10.0, 10.0, 1013.0)
    assert rest.twelve_volt == pytest.approx(12.6)


def test_one_absurd_reading_moves_no_rest_and_no_wear() -> None:
    whole = ordinary(600)
    before_eight = np.searchsorted(whole.at, (MIDNIGHT + 7.4 * H) * 1000)
    whole.values[paths.TYRE_PRESSURE[0]][before_eight] = 90.0
    whole.values[paths.TWELVE_VOLT][before_eight] = 8.0
    whole.values[paths.PAD_WEAR[1]][-1] = 98.0

    found = extraction.extract(whole, day=DAY)

    assert found.rests[0].tyre_kpa[0] == 240.0
    assert found.rests[0].twelve_volt == pytest.approx(12.6)
    assert found.wear[0].pads[1] == 31.0


def test_charging_does_not_hide_cold_tyres_but_the_12_volt_net_needs_three_hours_after_it() -> None:
    whole = ordinary(60)
    hour = (whole.at / 1000 - MIDNIGHT) / H
    night = (hour >= 0) & (hour < 6)
    whole.values[paths.IS_CHARGING][night] = 1.0
    whole.values[paths.TWELVE_VOLT][night] = 12.9

    (rest,) = extraction.extract(whole, day=DAY).rests

    assert rest.tyre_kpa[0] == 240.0
    assert rest.twelve_volt is None


def test_a_silent_night_is_a_rest_when_the_odometer_stood_still() -> None:
    whole = ordinary(60)
    hour = (whole.at / 1000 - MIDNIGHT) / H
    holes = keeping(whole, (hour > 7.5) | (hour < -11))

    assert len(extraction.extract(holes, day=DAY).rests) == 1


@pytest.mark.parametrize("odometer", [True, False])
def test_a_silent_night_is_no_rest_when_the_car_may_have_been_driven(odometer: bool) -> None:  # noqa: FBT001 - a table of two
    whole = ordinary(60)
    hour = (whole.at / 1000 - MIDNIGHT) / H
    whole.values[paths.ODOMETER][hour < 0] -= 30_000
    holes = keeping(whole, (hour > 7.5) | (hour < -11))

    found = extraction.extract(holes if odometer else without(holes, paths.ODOMETER), day=DAY)

    assert found.rests == ()


def test_a_drive_is_known_by_the_odometer_where_speed_is_not_sent() -> None:
    found = extraction.extract(without(ordinary(10), paths.SPEED), day=DAY)

    assert found.days[0].driving_s == pytest.approx(H, rel=0.02)
    assert len(found.rests) == 1


def test_a_day_in_the_garage_yields_one_rest_and_no_wear() -> None:
    at = np.arange(MIDNIGHT - 12 * H, MIDNIGHT + 24 * H, 600.0)
    parked = {paths.SPEED: 0.0, paths.ODOMETER: 5e6, paths.TYRE_PRESSURE[2]: 238.0, paths.PAD_WEAR[0]: 20.0}

    found = extraction.extract(window(at, parked), day=DAY)

    assert [rest.tyre_kpa[2] for rest in found.rests] == [238.0]
    assert found.rests[0].end.date() == DAY
    assert found.wear == ()
    assert found.days[0].driving_s == 0.0


def test_an_hour_of_driving_becomes_one_flow_of_what_the_running_pump_showed() -> None:
    (flow,) = extraction.extract(ordinary(10), day=DAY).flows

    assert flow.at == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert (flow.flow_lph, flow.inlet_c, flow.outlet_c, flow.power_kw) == (640.0, 20.0, 21.5, 8.0)
    assert flow.samples == 359


def test_the_day_adds_up(step: float) -> None:
    (day,) = extraction.extract(ordinary(step), day=DAY).days

    assert day.distance_km == pytest.approx(40.0, abs=0.1)
    assert day.covered_s == pytest.approx(24 * H, rel=0.01)
    assert day.driving_s == pytest.approx(H, rel=0.2)
    assert day.twelve_running_low_v == pytest.approx(14.1)
    assert (day.ambient_low_c, day.ambient_high_c) == (10.0, 10.0)


def test_hours_without_data_are_not_covered() -> None:
    whole = ordinary(60)
    hour = (whole.at / 1000 - MIDNIGHT) / H

    (day,) = extraction.extract(keeping(whole, (hour < 17) | (hour > 21)), day=DAY).days

    assert day.covered_s == pytest.approx(20 * H, rel=0.01)


@pytest.mark.parametrize("at", [[], [MIDNIGHT - 60.0]], ids=["no samples", "the day before only"])
def test_a_day_without_samples_yields_nothing(at: list[float]) -> None:
    assert extraction.extract(window(np.array(at), {paths.SPEED: 0.0}), day=DAY) == Features()


def test_a_car_that_sends_one_unknown_signal_breaks_nothing() -> None:
    at = np.arange(MIDNIGHT, MIDNIGHT + 3 * H, 60.0)

    found = extraction.extract(window(at, {"Vehicle.Cabin.Door.Count": 4.0}), day=DAY)

    assert (found.charges, found.flows, found.rests, len(found.days)) == ((), (), (), 1)


def test_a_day_and_a_half_at_one_sample_a_second_is_read_quickly() -> None:
    whole = ordinary(1)
    extraction.extract(whole, day=DAY)
    with pace.spending() as spent:
        extraction.extract(whole, day=DAY)

    assert spent.s < 0.3  # the bar is 0.06 s; slow machines must pass as well


def made_up(number: int, revision: int = 0) -> tuple[date, Features]:
    """One of each kind, recognisable by its day's number."""
    day = date(2024, 1, 1) + timedelta(days=number)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return day, Features(
        days=(Day(day, 1.0, 1.0, float(number + revision), None, None, None),),
        flows=tuple(Flow(noon + timedelta(hours=h), 640.0, 20.0, 21.0, 10.0, 8.0, 100) for h in range(9)),
        wear=(Wear(noon, float(number), (1.0, 1.0, 1.0, 1.0)),),
        filters=(Filter(noon, float(revision)),),
        charges=(Charge(noon - timedelta(hours=1), noon, 20.0, 70.0, 30.0 + revision, 20.0, 7.0),),
    )


@settings(max_examples=25, deadline=None)
@given(numbers=st.permutations(range(40)))
def test_days_may_be_folded_in_any_order(numbers: list[int]) -> None:
    in_order, mixed = Features(), Features()
    with pytest.MonkeyPatch.context() as patch:  # caps so small that a few weeks overflow all of them
        for name, cap in (("DAYS", 10), ("FLOWS", 30), ("WEAR", 12), ("FILTERS", 9), ("CHARGES", 8)):
            patch.setattr(extraction, f"KEEP_{name}", cap)
        patch.setattr(monthly, "KEEP_MONTHS", 1)
        for number, other in enumerate(numbers):
            in_order = extraction.fold(in_order, made_up(number)[1], day=made_up(number)[0])
            mixed = extraction.fold(mixed, made_up(other)[1], day=made_up(other)[0])

    assert in_order == mixed
    assert (len(mixed.days), len(mixed.flows), len(mixed.filters)) == (10, 30, 9)
    assert 6 <= len(mixed.wear) <= 12
    assert [month.days for month in mixed.charged] == [tuple(range(1, 10))]


def test_folding_a_day_again_replaces_what_was_kept_of_it() -> None:
    kept = Features()
    for number, revision in ((1, 0), (2, 0), (1, 5), (1, 5)):
        day, of_day = made_up(number, revision)
        kept = extraction.fold(kept, of_day, day=day)

    assert [day.distance_km for day in kept.days] == [6.0, 2.0]
    assert [each.drop_pct for each in kept.filters] == [5.0, 0.0]
    assert len(kept.wear) == 2
    assert [month.energy_kwh for month in kept.charged] == [(35.0, 30.0)]


def test_thinned_wear_still_spans_years() -> None:
    kept = Features()
    for number in range(500):
        day, of_day = made_up(number)
        kept = extraction.fold(kept, of_day, day=day)

    gaps = np.diff([wear.odometer_km for wear in kept.wear])
    assert len(kept.wear) <= extraction.KEEP_WEAR
    assert kept.wear[0].odometer_km < 100
    assert gaps.max() <= 32
    assert (gaps[-90:] == 1).all()


def test_needed_names_every_signal_that_is_read() -> None:
    whole = ordinary(60)
    only = Window(whole.at, {path: each for path, each in whole.values.items() if path in extraction.NEEDED})

    assert extraction.extract(only, day=DAY) == extraction.extract(whole, day=DAY)
    assert set(whole.values) <= set(extraction.NEEDED)
