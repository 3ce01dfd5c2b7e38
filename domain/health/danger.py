"""How dangerous what was measured is now, whatever chances say of later: what to do, how soon, and when to stop.

The one place that decides it. Every rule takes a check's code, the level it is told at, and its severity (GB/T 32960).
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from domain.explain.facts import Phrase
from domain.health import words
from domain.health.facts import Level

STOP_AT: Final[Mapping[str, int]] = {"puncture": 3, "insulation": 3, "tyre_pressure": 2, "cell_balance": 2}
"""From which severity on red means: do not drive on (or charge) before somebody has seen it."""
FACT_FROM: Final[Mapping[str, int]] = {"puncture": 2, "insulation": 2, "tyre_pressure": 2}
"""From which severity on it has happened already, so that no chance is told of it."""
SOON, STOP = 2, 3
AT_ONCE: Final = frozenset({"puncture"})  # a hole does not wait, however much air is left
SPAN: Final = {Level.RED: timedelta(days=2), Level.YELLOW: timedelta(days=7), Level.BLUE: timedelta(days=30)}


def stops(check: str, level: Level, severity: int) -> bool:
    return level is Level.RED and severity >= STOP_AT.get(check, STOP + 1)


def is_fact(check: str, severity: int) -> bool:
    return severity >= FACT_FROM.get(check, STOP + 1)


def within(check: str, level: Level, severity: int) -> timedelta:
    """How soon to act: by the level, and sooner where what was measured is grave already."""
    if level > Level.BLUE and (severity >= STOP or check in AT_ONCE):
        return timedelta(0)
    if level > Level.BLUE and severity >= SOON:
        return SPAN[Level.RED]
    return SPAN[level]


def params(check: str, level: Level, severity: int, *, risk: float, horizon: timedelta) -> dict[str, object]:
    """What of a finding's params follows from how grave it is.

    What it rests on without a model, the advice, and the job where not every level needs one.
    """
    basis = words.MEASURED if is_fact(check, severity) else words.basis(level, risk, horizon)
    if basis == words.MEASURED and check in _DATED:
        basis = words.ESTIMATED
    found: dict[str, object] = {"basis": basis}
    if check in _ADVICE:
        code = _STOP[check] if stops(check, level, severity) else _ADVICE[check][level]
        found["advice"] = Phrase(code)
    if check in _JOBS:
        found["job_code"] = _JOBS[check][level]
    return found


def _advice(blue: str, yellow: str, red: str) -> Mapping[Level, str]:
    return {Level.BLUE: blue, Level.YELLOW: yellow, Level.RED: red}


_DATED: Final = frozenset(
    {"brake_pads"}
)  # what was measured is told with the day on which it will be too little
_ADVICE: Final[Mapping[str, Mapping[Level, str]]] = {
    "coolant_loop": _advice("coolant.soon", "coolant.soon", "coolant.now"),
    "puncture": _advice("puncture.today", "puncture.today", "puncture.today"),
    "tyre_pressure": _advice("tyre.top_up", "tyre.repair", "tyre.repair"),
    "twelve_volt": _advice("twelve.soon", "twelve.now", "twelve.today"),
    "cell_balance": _advice("cells.even_out", "cells.have_checked", "cells.have_checked"),
    "insulation": _advice("insulation.have_checked", "insulation.have_checked", "insulation.have_checked"),
    "charging": _advice("charging.try_elsewhere", "charging.book", "charging.book"),
    "contactor": _advice("contactor.next_visit", "contactor.this_week", "contactor.this_week"),
}
_STOP: Final = {
    "puncture": "puncture.stop",
    "tyre_pressure": "tyre.stop",
    "cell_balance": "cells.stop_charging",
    "insulation": "insulation.stop",
}
_JOBS: Final[Mapping[str, Mapping[Level, str | None]]] = {
    "tyre_pressure": {Level.BLUE: None, Level.YELLOW: "tyre_service", Level.RED: "tyre_service"}
}
