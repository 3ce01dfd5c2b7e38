# /// script
# dependencies = ["fastsim==3.1.0"]
# ///
"""Write fastsim.json beside this file: what FASTSim says that electric cars need on standard cycles, and for what.

FASTSim is the vehicle simulator of the US National Renewable Energy Laboratory (Apache-2.0). It brings half a gigabyte along, so
tests read what it said. To make the file anew: `uv run tests/domain/energy/record_fastsim.py`.
"""

import json
from pathlib import Path
from typing import Any, Final

import fastsim  # type: ignore[import-not-found] # see above

CARS: Final = (
    "2022_Renault_Zoe_ZE50_R135",
    "2016 Nissan Leaf 30 kWh thrml",
    "2020 Chevrolet Bolt EV thrml",
    "2022 Tesla Model 3 RWD thrml",
)
CYCLES: Final = ("udds", "hwfet")
PACES: Final = (
    0.7,
    0.85,
    1.0,
    1.15,
)  # times the cycle's speed, so that a car has several drives to learn from
JOULES: Final = 3.6e6  # of a kWh


def drive(car: Any, cycle: str, pace: float) -> dict[str, object]:
    """Drive a cycle; energies in kWh: out of the pack, and at the wheels against air and rolling."""
    course = fastsim.Cycle.from_resource(f"{cycle}.csv").to_pydict()
    for name in ("speed_meters_per_second", "dist_meters"):
        course[name] = [pace * each for each in course[name]]
    run = fastsim.SimDrive(car, fastsim.Cycle.from_pydict(course))
    run.walk()
    state = run.to_pydict()["veh"]
    electric = state["pt_type"]["BEV"]["res"]["state"]["energy_out_electrical_joules"]
    return {
        "cycle": cycle,
        "pace": pace,
        "kwh": electric / JOULES,
        "drag": state["state"]["energy_drag_joules"] / JOULES,
        "rolling": state["state"]["energy_rr_joules"] / JOULES,
        "auxiliaries": state["state"]["energy_aux_joules"] / JOULES,
        "km": state["state"]["dist_meters"] / 1000,
    }


def record(name: str) -> dict[str, object]:
    """Return a car's build and drives."""
    car = fastsim.Vehicle.from_resource(f"{name}.yaml")
    of = car.to_pydict()
    chassis = of["chassis"]
    return {
        "name": of["name"],
        "mass_kg": of["mass_kilograms"],
        "drag_area_m2": chassis["drag_coef"] * chassis["frontal_area_square_meters"],
        "rolling": chassis["wheel_rr_coef"],
        "auxiliaries_kw": of["pwr_aux_base_watts"] / 1000,
        "drives": [drive(car, cycle, pace) for cycle in CYCLES for pace in PACES],
    }


def main() -> None:
    """Write the file."""
    speeds = {
        cycle: [
            round(3.6 * each, 2)
            for each in fastsim.Cycle.from_resource(f"{cycle}.csv").to_pydict()["speed_meters_per_second"]
        ]
        for cycle in CYCLES
    }
    content = {"fastsim": "3.1.0", "kmh": speeds, "cars": [record(name) for name in CARS]}
    text = json.dumps(content, default=float)
    Path(__file__).with_name("fastsim.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
