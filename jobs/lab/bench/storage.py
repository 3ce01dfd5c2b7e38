"""How small telemetry is kept, encryption included, and how fast it is packed and read."""

from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from domain.telemetry.intake import Block
from domain.telemetry.storage import packing
from jobs.lab.bench import ground
from jobs.lab.bench.facts import Bar, Result

_HOUR_S = 3600
_LABEL = "chunk.body"


def storage() -> Result:
    """Pack and seal an hour at 1 Hz with 200 signals; bytes are those of the row's body."""
    block = _hour()
    with ground.core() as core, core.unit() as unit:
        body = unit.seal(1, packing.chunk(block), label=_LABEL)
        packed_s = ground.timed(lambda: unit.seal(1, packing.chunk(block), label=_LABEL))
        read_s = ground.timed(lambda: packing.unchunk(unit.unseal(body, label=_LABEL)))
    count = block.values.size
    figures = {
        "bytes_per_value": len(body) / count,
        "packed_values_per_s": count / packed_s,
        "read_values_per_s": count / read_s,
    }
    return Result("storage", figures, (Bar("bytes_per_value", 0.6, at_most=True),))


def _hour() -> Block:
    """Return an hour of 200 signals: 20 analogue, 96 cell voltages, 24 temperatures, 60 states, all wandering."""
    rng = np.random.default_rng(7)

    def walk(count: int, *, step: float, moves: float, start: float) -> NDArray[np.float64]:
        digits = max(0, -round(np.log10(step)))
        moved = rng.choice([-step, 0.0, step], p=[moves / 2, 1 - moves, moves / 2], size=(_HOUR_S, count))
        return np.round(start + moved.cumsum(axis=0), digits)

    states = (rng.random((_HOUR_S, 60)) < 1 / 300).cumsum(axis=0) % 2  # each changes every five minutes
    parts = [
        walk(20, step=0.1, moves=0.8, start=50),
        walk(96, step=0.001, moves=0.5, start=3.7),
        walk(24, step=1, moves=0.02, start=25),
        states.astype(np.float64),
    ]
    names = [
        f"Vehicle.Part{part}.Signal{number}.Value"
        for part, each in enumerate(parts)
        for number in range(each.shape[1])
    ]
    start_ms = int((ground.NOW - timedelta(seconds=_HOUR_S)).timestamp()) * 1000
    return Block(start_ms + 1000 * np.arange(_HOUR_S), tuple(names), np.hstack(parts))
