"""The battery's coolant loop by hour of driving: heat balance, pump, what leaks take and what sensors pretend.

Flow, temperatures and the signature of a leak are those of `simulation/coolant.py`, as means of an hour: the loop is
4 degrees above the air within 12 to 36 degrees and warmed by the pack; water and glycol take about 1 Wh per litre
and degree. What differs from car to car, and the scatter of an hour's mean, are assumed.
"""

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.fleet import causes
from domain.simulation.fleet.driving import Hours
from domain.simulation.fleet.facts import Ground, Table

_STEP_S = 10.0  # of the second-by-second simulation: samples in an hour
_FLOW_SCATTER, _WARM_SCATTER_K = 0.002, 0.12


def flows(ground: Ground, hours: Hours) -> Table:
    rng, shape = ground.rng("coolant"), hours.at.shape
    pump = rng.normal(1.0, 0.025, size=(ground.cars.count, 1, 1))
    flow = pump * (640.0 + 1.2 * hours.power_kw + 0.8 * (hours.ambient - 20.0))
    inlet = np.clip(hours.ambient + 4.0, 12.0, 36.0) + 0.8 * hours.pack_heat
    inlet += rng.normal(0.0, 0.5, size=(ground.cars.count, 1, 1)) + rng.normal(
        0.0, _WARM_SCATTER_K, size=shape
    )
    for fault in ground.of("coolant_loss"):
        loss_pct = fault.sizes["flow_pct"] * causes.progress(fault, hours.at[fault.car])
        flow[fault.car] *= 1 - loss_pct / 100
        inlet[fault.car] += fault.sizes["kelvin_per_pct"] * loss_pct
    outlet = inlet + (250.0 + 45.0 * hours.power_kw) / flow + rng.normal(0.0, 0.05, size=shape)
    measured = flow * rng.normal(1.0, _FLOW_SCATTER, size=shape)
    for fault in ground.of("flow_sensor"):
        measured[fault.car] *= 1 - fault.sizes["pct"] / 100 * causes.progress(fault, hours.at[fault.car])
    for fault in ground.of("loop_thermometer"):
        inlet[fault.car] += fault.sizes["kelvin"] * causes.progress(fault, hours.at[fault.car])
    return Table(hours.there, _columns(hours, flow=measured, inlet=inlet, outlet=outlet))


def _columns(hours: Hours, *, flow: Floats, inlet: Floats, outlet: Floats) -> dict[str, Floats]:
    return {
        "at": hours.at,
        "flow_lph": flow,
        "inlet_c": inlet,
        "outlet_c": outlet,
        "ambient_c": hours.ambient,
        "power_kw": hours.power_kw,
        "samples": np.ceil(hours.seconds / _STEP_S),
    }
