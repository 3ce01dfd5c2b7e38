"""Tables of samples joined, cut and thinned. Joining is the same in any order and however often."""

from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from domain.telemetry.intake import Block

HOUR_MS = 3_600_000

EMPTY = Block(np.empty(0, dtype=np.int64), (), np.empty((0, 0)))


def merge(blocks: Sequence[Block]) -> Block:
    """Return all samples of the blocks; of several values for one moment and signal, the largest."""
    alike: dict[tuple[str, ...], list[Block]] = defaultdict(list)
    for block in blocks:
        alike[block.paths].append(block)
    joined = [_stack(group) for group in alike.values()]
    if len(joined) == 1:
        return joined[0]
    return _unite(joined)


def _stack(blocks: list[Block]) -> Block:
    """Join blocks of the same signals."""
    if len(blocks) == 1:
        return blocks[0]
    at = np.concatenate([block.at for block in blocks])
    order = np.argsort(at, kind="stable")
    at = at[order]
    starts = np.flatnonzero(np.diff(at, prepend=at[0] - 1)) if at.size else np.empty(0, dtype=np.int64)
    values = np.vstack([block.values for block in blocks])[order]
    if starts.size < at.size:
        values = np.fmax.reduceat(values, starts, axis=0)
    return Block(at[starts], blocks[0].paths, values)


def _unite(blocks: list[Block]) -> Block:
    """Join blocks of different signals."""
    if not blocks:
        return EMPTY
    at = np.unique(np.concatenate([block.at for block in blocks]))
    paths = tuple(sorted({path for block in blocks for path in block.paths}))
    column = {path: place for place, path in enumerate(paths)}
    values = np.full((at.size, len(paths)), np.nan)
    for block in blocks:
        places = np.array([column[path] for path in block.paths], dtype=np.int64)
        cells = np.ix_(np.searchsorted(at, block.at), places)
        values[cells] = np.fmax(values[cells], block.values)
    return Block(at, paths, values)


def cut(block: Block, *, begin_ms: int, end_ms: int) -> Block:
    """Return the samples in [begin, end)."""
    first, last = np.searchsorted(block.at, [begin_ms, end_ms])
    return Block(block.at[first:last], block.paths, block.values[first:last])


def hours(block: Block) -> dict[int, Block]:
    """Split by hour; the key is the hour's first millisecond."""
    starts = np.unique(block.at // HOUR_MS) * HOUR_MS
    return {int(hour): cut(block, begin_ms=int(hour), end_ms=int(hour) + HOUR_MS) for hour in starts.tolist()}


def tidy(block: Block, *, drop: Collection[str] = ()) -> Block:
    """Sort signals by name and leave out dropped ones, and rows and signals without a value."""
    order = sorted(range(len(block.paths)), key=block.paths.__getitem__)
    there = ~np.isnan(block.values)
    filled = np.flatnonzero(there.any(axis=0)).tolist()
    places = [place for place in order if place in filled and block.paths[place] not in drop]
    rows = np.flatnonzero(there[:, places].any(axis=1))
    return Block(block.at[rows], tuple(block.paths[place] for place in places), block.values[rows][:, places])


def count(block: Block) -> int:
    """Return how many values the block holds."""
    return int(np.count_nonzero(~np.isnan(block.values)))


def columns(block: Block, paths: Collection[str]) -> Block:
    """Return the block with only these of its signals, all moments kept."""
    places: list[int] = [place for place, path in enumerate(block.paths) if path in paths]
    values: NDArray[np.float64] = block.values[:, places]
    return Block(block.at, tuple(block.paths[place] for place in places), values)
