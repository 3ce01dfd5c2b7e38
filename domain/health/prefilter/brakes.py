"""Pads: worn, and worn unevenly."""

import numpy as np

from domain.health.checks import brake_balance, brake_pads
from domain.health.evidence import pads
from domain.health.prefilter import order
from domain.health.prefilter.facts import CLOSE, Many
from domain.kit.arrays import Flags, Floats


def brake_pads_could_trip(many: Many) -> Flags:
    """Compare the median of a wheel's last three readings with the limit, as the check does."""
    worn = many.parts["wear"].newest(pads.FEWEST)["pads"]
    is_known: Flags = ~np.isnan(worn)
    wear = np.where(is_known, worn, np.inf)  # a reading without this wheel: the check looks further back
    middle: Floats = np.sort(wear, axis=-2)[..., 1, :]
    limit = (100 - brake_pads.LIMITS["left"].value) * CLOSE
    thin: Flags = np.logical_and(middle >= limit, order.holds(is_known, -2))
    return order.holds(thin)


def brake_balance_could_trip(many: Many) -> Flags:
    """Bound the check's difference of two medians of three: take the lowest of any earlier three for the first."""
    worn = many.parts["wear"]["pads"]
    is_known: Flags = ~np.isnan(worn)
    odd = order.holds(order.holds(is_known) & order.holds(~is_known))
    gaps = np.stack([worn[..., left] - worn[..., right] for left, right in brake_balance.AXLES])
    middle = order.of_three(gaps)
    there = ~np.isnan(middle)
    highest = np.where(there, middle, -np.inf).max(axis=-1)
    lowest = np.where(there, middle, np.inf).min(axis=-1)
    far = highest - lowest >= brake_balance.LIMITS["apart"].value * CLOSE
    return order.holds(far, 0) | odd
