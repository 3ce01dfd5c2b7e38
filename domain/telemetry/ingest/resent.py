"""Values that were sent before: equal ones are stored and counted once, and of two different ones the larger stays."""

from dataclasses import dataclass, replace

import numpy as np

from domain.telemetry.ingest.rules import Cleaned
from domain.telemetry.intake import Block, Receipt


@dataclass(frozen=True, slots=True)
class Compared:
    """A request compared with what is stored. nothing_new: every value that may be kept is stored already."""

    cleaned: Cleaned
    nothing_new: bool


def compare(cleaned: Cleaned, stored: Block) -> Compared:
    """Return the request with a receipt that counts what is stored already; merging drops such values later."""
    block = cleaned.block
    before = _beside(block, stored)
    there, has_before = np.isfinite(block.values), np.isfinite(before)
    equal = there & has_before & (block.values == before)
    smaller = there & has_before & (block.values < before)
    new = there & ~equal & ~smaller
    late = np.isin(block.at, cleaned.late_ms)
    again = int(equal.sum()) + int(smaller.sum())
    receipt = replace(
        cleaned.receipt,
        kept=cleaned.receipt.kept - again,
        repeated=cleaned.receipt.repeated + again,
        replaced=int((new & has_before).sum()),
        outranked=int(smaller.sum()),
        late=int(new[late].sum()),
    )
    return Compared(replace(cleaned, receipt=receipt), nothing_new=bool(again) and not new.any())


def _beside(block: Block, stored: Block) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return the stored value for each cell of a block, NaN where none is."""
    before = np.full(block.values.shape, np.nan)
    rows = np.flatnonzero(np.isin(block.at, stored.at))
    places = np.searchsorted(stored.at, block.at[rows])
    for place, path in enumerate(block.paths):
        if path in stored.paths:
            before[rows, place] = stored.values[places, stored.paths.index(path)]
    return before


def quality_figures(receipt: Receipt, *, nothing_new: bool) -> Receipt:
    """Return the receipt without values that were sent, and hence counted, before."""
    if nothing_new:
        return Receipt()
    return replace(receipt, received=receipt.received - receipt.repeated)
