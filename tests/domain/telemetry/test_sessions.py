"""Charges by the car's own meter: told where its power is not sent, never beside a charge by power."""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from domain.core import Core
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.simulation import wire as simulated
from domain.telemetry import paths, travels
from domain.telemetry import service as telemetry
from domain.telemetry.facts import Charge, Window
from domain.telemetry.features import charges, samples, sessions
from domain.telemetry.ingest import wire
from tests.domain.dialogue.test_trips import NOW, begun

DAY = datetime(2026, 11, 16, tzinfo=UTC)
SPAN = {"begin": DAY.timestamp(), "end": (DAY + timedelta(days=1)).timestamp()}


def readings(*, power: bool = False) -> Window:
    """Two charges of a hundred minutes at 6 kW, an hour and a half apart, as TeslaMate's table has them."""
    minutes = np.concatenate([np.arange(101), 190 + np.arange(101)])
    since = np.tile(np.arange(101.0), 2)
    at = (DAY + timedelta(hours=9)).timestamp() + 60 * minutes
    values = {
        paths.IS_CHARGING: np.ones(at.size),
        paths.CHARGE_ADDED: since / 10,
        paths.SOC: 40 + since / 5,
        paths.AMBIENT: np.full(at.size, 9.0),
    }
    if power:
        values[paths.PACK_POWER] = np.full(at.size, 6_000.0)
    return Window((1_000 * at).astype(np.int64), values)


def found(window: Window) -> tuple[Charge, ...]:
    return sessions.find(samples.look(window), **SPAN)


def test_a_charge_is_told_by_the_meter_of_the_car() -> None:
    told = found(readings())

    assert [round(each.energy_kwh, 3) for each in told] == [10.0, 10.0]
    assert [(each.soc_from, each.soc_to, each.by_meter) for each in told] == [(40.0, 60.0, True)] * 2
    assert told[0].start == DAY + timedelta(hours=9)
    assert told[0].mean_kw == pytest.approx(6.0)


def test_what_power_tells_already_is_not_told_again() -> None:
    assert len(charges.find(samples.look(readings(power=True)), **SPAN)) == 2
    assert found(readings(power=True)) == ()


@pytest.mark.parametrize("every", [60, 1_200])
@pytest.mark.parametrize("power", [False, True])
def test_a_charge_under_way_at_midnight_is_one_charge(every: int, power: bool) -> None:  # noqa: FBT001
    """From nine in the evening to three at night at 6 kW, with a meter in every third reading."""
    midnight = SPAN["end"]
    at = np.arange(midnight - 3 * 3_600.0, midnight + 3 * 3_600.0 + 1, every)
    hours = (at - at[0]) / 3_600
    values = {
        paths.IS_CHARGING: np.ones(at.size),
        paths.CHARGE_ADDED: np.where(np.arange(at.size) % 3 == 0, 6 * hours, np.nan),
        paths.SOC: 20 + 10 * hours,
    }
    if power:
        values[paths.PACK_POWER] = np.full(at.size, 6_000.0)

    told = []
    for begin in (DAY, DAY + timedelta(days=1)):
        first, last = (begin - timedelta(hours=12)).timestamp(), (begin + timedelta(days=1)).timestamp()
        here = (at >= first) & (at < last)
        day = samples.look(
            Window((1_000 * at[here]).astype(np.int64), {path: each[here] for path, each in values.items()})
        )
        span = {"begin": begin.timestamp(), "end": last}
        told += [*charges.find(day, **span), *sessions.find(day, **span)]

    assert [(each.start, each.by_meter) for each in told] == [(DAY + timedelta(hours=21), not power)]
    assert told[0].energy_kwh == pytest.approx(36, abs=0.5)


def test_no_readings_are_no_charge() -> None:
    assert found(Window(np.array([], dtype=np.int64), {})) == ()


def test_the_owner_is_told_and_no_check_is(core: Core) -> None:
    chat = begun(core, "en", Purpose.CARE, Purpose.DRIVING)
    body = json.dumps({"records": simulated.to_records(readings())}).encode()
    with core.unit() as unit:
        telemetry.ingest(unit, registry.vehicle(unit, 1), wire.decode(body))
        telemetry.refresh(unit, 1)
        kept = travels.between(unit, 1, chat.owner_id, since=DAY, until=NOW)
        assert telemetry.features(unit, [1])[1].features.charges == ()

    assert [each.by_meter for each in kept.charges] == [True, True]
    assert "2 charges: 20.0 kWh" in chat.say("/charges")
    assert "by the car's own count" in chat.say("/charges")
