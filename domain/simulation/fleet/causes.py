"""Curves along which faults grow. Causes and their rates are in `learning.base_rates`, forms in `forms`."""

from collections.abc import Callable, Mapping

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.facts import DAY_S
from domain.simulation.fleet.facts import FaultTruth

_BEND = 3.0
_STEPS = 4


def _linear(along: Floats, days: Floats, phase: float) -> Floats:  # noqa: ARG001 - every curve has the same shape
    return along


def _accelerating(along: Floats, days: Floats, phase: float) -> Floats:  # noqa: ARG001 - as _linear
    """Slow at first, e-folding three times on the way."""
    grown: Floats = np.expm1(_BEND * along) / np.expm1(_BEND)
    return grown


def _decelerating(along: Floats, days: Floats, phase: float) -> Floats:  # noqa: ARG001 - as _linear
    """Fast at first, as what drives it fades with it."""
    grown: Floats = np.expm1(-1.5 * along) / np.expm1(-1.5)
    return grown


def _steps(along: Floats, days: Floats, phase: float) -> Floats:  # noqa: ARG001 - as _linear
    """In four jumps of unequal height."""
    heights = np.cumsum(np.random.default_rng(int(phase * 1e6)).uniform(0.5, 1.5, size=_STEPS))
    levels = np.concatenate(([0.0], heights / heights[-1]))
    return levels[np.minimum((along * _STEPS).astype(np.int64) + (along > 0), _STEPS)]


def _intermittent(along: Floats, days: Floats, phase: float) -> Floats:
    """Weak on some days and strong on others; the strong days become more frequent."""
    lot = np.mod(np.sin(np.floor(days) * 12.9898 + phase * 78.233) * 43_758.5453, 1.0)
    return np.where(lot < 0.45 + 0.55 * along, along, 0.3 * along)


def _wavering(along: Floats, days: Floats, phase: float) -> Floats:
    """Growing all the time, at a pace that rises and falls within a week."""
    wave = np.sin(2 * np.pi * (days / 6.0 + phase)) - np.sin(2 * np.pi * phase)
    grown: Floats = np.clip(along + 0.03 * wave * (along > 0), 0.0, 1.0)
    return grown


def _sigmoid(along: Floats, days: Floats, phase: float) -> Floats:  # noqa: ARG001 - as _linear
    """Slow, then fast about the middle, then slow."""
    grown: Floats = 0.5 + np.tanh(4 * (along - 0.5)) / (2 * np.tanh(2.0))
    return grown


def _late(along: Floats, days: Floats, phase: float) -> Floats:  # noqa: ARG001 - as _linear
    """A trace for two thirds of the time, then all the rest."""
    grown: Floats = np.interp(along, [0.0, 2 / 3, 1.0], [0.0, 0.15, 1.0])
    return grown


def _plateau(along: Floats, days: Floats, phase: float) -> Floats:  # noqa: ARG001 - as _linear
    """Half of it soon, a long time without a change, and the rest at the end."""
    grown: Floats = np.interp(along, [0.0, 0.15, 0.75, 1.0], [0.0, 0.5, 0.5, 1.0])
    return grown


def _relapsing(along: Floats, days: Floats, phase: float) -> Floats:  # noqa: ARG001 - as _linear
    """Three bouts, after each of which it gets better again for a while."""
    grown: Floats = np.clip(along + 0.15 * np.sin(6 * np.pi * along), 0.0, 1.0)
    return grown


CURVES: Mapping[str, Callable[[Floats, Floats, float], Floats]] = {
    "linear": _linear,
    "accelerating": _accelerating,
    "decelerating": _decelerating,
    "steps": _steps,
    "intermittent": _intermittent,
    "wavering": _wavering,
    "sigmoid": _sigmoid,
    "late": _late,
    "plateau": _plateau,
    "relapsing": _relapsing,
}
JUDGING_CURVES = frozenset(
    {"sigmoid", "late", "plateau", "relapsing"}
)  # of no form that is learned from or gates


def progress(fault: FaultTruth, at: Floats) -> Floats:
    """0 before the onset, 1 at the moment of harm and until it is mended; NaN where `at` is."""
    onset = fault.onset.timestamp()
    days = (at - onset) / DAY_S
    along = np.clip((at - onset) / (fault.full_at.timestamp() - onset), 0.0, 1.0)
    grown = CURVES[fault.curve](along, days, np.random.default_rng(fault.seed).random())
    return np.where(at < fault.mended_at.timestamp(), grown, 0.0)
