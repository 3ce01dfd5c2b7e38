"""The drive motor by hour of driving: motor, inverter and their coolant above the air, as load heats them.

Shares and the inverter's degrees for each kW are those of `simulation/motor.py`. That a trailer makes heat grow with
the power of 1.5 (iron losses with load, copper losses with its square) is assumed.
"""

import numpy as np

from domain.simulation.fleet import causes, driving
from domain.simulation.fleet.driving import Hours
from domain.simulation.fleet.facts import Ground, Table

_COOLANT_SHARE, _INVERTER_C, _INVERTER_C_PER_KW = 0.5, 4.0, 0.25
_STEP_S = 10.0
_LOSSES = 1.5


def hours_of(ground: Ground, hours: Hours) -> Table:
    rng, shape = ground.rng("motor"), hours.at.shape
    own = rng.normal(1.0, 0.06, size=(ground.cars.count, 1, 1))
    heat = hours.motor_heat * own * rng.normal(1.0, 0.02, size=shape)
    heat *= driving.towing(ground, hours.at) ** _LOSSES
    for fault in ground.of("motor_cooling"):
        heat[fault.car] *= 1 + fault.sizes["pct"] / 100 * causes.progress(fault, hours.at[fault.car])
    coolant = hours.ambient + _COOLANT_SHARE * heat
    motor = hours.ambient + heat + rng.normal(0.0, 0.3, size=shape)
    for fault in ground.of("motor_thermometer"):
        motor[fault.car] += fault.sizes["kelvin"] * causes.progress(fault, hours.at[fault.car])
    inverter = coolant + _INVERTER_C + _INVERTER_C_PER_KW * hours.power_kw
    columns = {
        "at": hours.at,
        "motor_c": motor,
        "inverter_c": inverter + rng.normal(0.0, 0.3, size=shape),
        "coolant_c": coolant + rng.normal(0.0, 0.2, size=shape),
        "ambient_c": hours.ambient,
        "power_kw": hours.power_kw,
        "speed_kmh": hours.speed_kmh,
        "samples": np.ceil(hours.seconds / _STEP_S),
        "driven_s": hours.seconds,
    }
    return Table(hours.there, columns)
