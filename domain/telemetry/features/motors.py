"""Hours of driving as the drive motor went through them: temperatures, load, speed."""

import numpy as np

from domain.telemetry import paths
from domain.telemetry.facts import Motor
from domain.telemetry.features import samples
from domain.telemetry.features.samples import Samples

_WARM = (paths.MOTOR_TEMPERATURE, paths.INVERTER_TEMPERATURE, paths.MOTOR_COOLANT)


def find(readings: Samples, *, begin: float, end: float) -> tuple[Motor, ...]:
    """Return one Motor for each hour with driving; nothing where no temperature of motor, inverter or coolant is sent."""
    here = readings.span(begin, end)
    drove = readings.driving[here]
    columns = {path: readings.column(path)[here][drove] for path in (*_WARM, paths.AMBIENT, paths.SPEED)}
    if not any(np.isfinite(columns[path]).any() for path in _WARM):
        return ()
    times = readings.at[here][drove]
    kw = np.abs(readings.watts[here][drove]) / 1000
    return tuple(
        Motor(
            at=samples.moment(at),
            motor_c=samples.mean(columns[paths.MOTOR_TEMPERATURE][within]),
            inverter_c=samples.mean(columns[paths.INVERTER_TEMPERATURE][within]),
            coolant_c=samples.mean(columns[paths.MOTOR_COOLANT][within]),
            ambient_c=samples.mean(columns[paths.AMBIENT][within]),
            power_kw=samples.mean(kw[within]),
            speed_kmh=samples.mean(columns[paths.SPEED][within]),
            samples=within.stop - within.start,
            driven_s=float(times[within.stop - 1] - times[within.start]),
        )
        for at, within in samples.hours(times)
    )
