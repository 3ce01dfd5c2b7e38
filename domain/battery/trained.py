"""Answers of models fitted to the installation's own cars about one of them, where its data suffice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isfinite
from pathlib import Path
from typing import Any, Final

import numpy as np

from domain.battery import fade, life, peers, rules, soh
from domain.battery.facts import Answer, Pack
from domain.battery.fade import FadeModel
from domain.battery.life import LifeModel
from domain.battery.peers import PeersModel
from domain.kit.arrays import Floats
from domain.learning import shelf
from domain.learning.blends import Blend
from domain.learning.shelf import Fitted, Kind
from domain.telemetry.features.curves import GRID_V, SHAPE

FRESH: Final = timedelta(days=60)  # own choice: a charge longer ago says nothing of today
FEWEST: Final = 10  # estimates; as many as say how a pack was at first


# What a whole model can answer whatever it was fitted to: of unknown inputs it takes those that are usual for it.
def _ask_soh(model: Blend) -> Floats:
    return soh.estimate(model, np.full((1, len(SHAPE)), np.nan))


def _ask_fade(model: FadeModel) -> Floats:
    cycles = np.arange(1.0, fade.FROM + 1)
    (forecast,) = fade.forecast(model, fade.inputs(cycles, 100 - cycles / 100)[None])
    return np.array([[each.low, each.soh, each.high] for each in forecast])


def _ask_life(model: LifeModel) -> Floats:
    return life.expected(model, np.full((1, life.MARKS + len(GRID_V)), np.nan))


def _ask_peers(model: PeersModel) -> Floats:
    return peers.expected(model, np.array([np.nan]), np.array([np.nan]))


SOH: Final = Kind("battery_soh", "end-of-charge/3", Blend, _ask_soh)
FADE: Final = Kind("battery_fade", "fade-by-cycles/2", FadeModel, _ask_fade)
LIFE: Final = Kind("battery_life", "change-of-curve/2", LifeModel, _ask_life)
PEERS: Final = Kind("battery_peers", "age-and-distance/1", PeersModel, _ask_peers)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A kind of model and how it is asked. shared: a version fitted to all models of car may answer too."""

    kind: Kind[Any]
    tell: Callable[[Any, Fitted, Pack, datetime], Iterator[Answer]]
    shared: bool = True


def trained(folder: Path, pack: Pack, *, now: datetime) -> tuple[Answer, ...]:
    """Return the answers of each kind of model. folder: of `learning.shelf`; empty without fitted models."""
    answers: list[Answer] = []
    for each in SPEAKERS:
        version = shelf.find(folder, each.kind, of=("", pack.model) if each.shared else (pack.model,))
        if version is not None:
            answers += each.tell(*version, pack, now)
    return tuple(one for one in answers if isfinite(one.middle))


def _soh(model: Blend, by: Fitted, pack: Pack, now: datetime) -> Iterator[Answer]:
    charges = rules.shaped(pack)
    if len(charges) >= soh.EARLY and now - charges[-1].end <= FRESH:
        shapes = np.array([each.shape for each in charges])
        yield Answer(float(soh.estimate(model, shapes)[-1]), by)


def _fade(model: FadeModel, by: Fitted, pack: Pack, now: datetime) -> Iterator[Answer]:
    series = rules.faded(pack)
    if series is None or now - pack.features.deep_charges[-1].end > FRESH:
        return
    cycles, level = series
    if cycles.size >= FEWEST and cycles[-1] >= fade.FROM:
        for far in fade.forecast(model, fade.inputs(cycles, level)[None])[0]:
            yield Answer(far.soh, by, far.low, far.high, far.cycles)


def _life(model: LifeModel, by: Fitted, pack: Pack, _now: datetime) -> Iterator[Answer]:
    curves = rules.curves(pack)
    if curves is not None:
        yield Answer(*_spread(life.expected(model, life.inputs(curves)[None]), by))


def _peers(model: PeersModel, by: Fitted, pack: Pack, now: datetime) -> Iterator[Answer]:
    years, km = rules.used_for(pack, now)
    if isfinite(years) and isfinite(km):
        yield Answer(*_spread(peers.expected(model, np.array([years]), np.array([km])), by))


def _spread(expected: Floats, by: Fitted) -> tuple[float, Fitted, float, float]:
    middle, low, high = expected[0].tolist()
    return middle, by, low, high


SPEAKERS: Final = (
    Speaker(SOH, _soh),
    Speaker(FADE, _fade),
    Speaker(LIFE, _life),
    Speaker(PEERS, _peers, shared=False),
)
