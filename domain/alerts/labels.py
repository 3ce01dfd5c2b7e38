"""Labels from warnings as additional training rows. Pure."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from domain.alerts.facts import Label
from domain.learning.facts import Rows

HOUR_S = 3600


def mixed(rows: Rows, labels: Sequence[Label]) -> Rows:
    """Return the rows of a check with its labels appended; labels without evidence are left out.

    A label counts as its weight times the typical row before a harm, since it comes from the same tripping look. A
    right one stands for harm at the end of the horizon that was told: nobody lets a car break down to time it. The
    cars of owners have numbers below zero, apart from simulated ones.
    """
    usable = [label for label in labels if label.evidence]
    before_harm = rows.weights[np.isfinite(rows.harm_in_h)]
    typical = float(np.median(before_harm)) if before_harm.size else 1.0
    harm = [label.horizon.total_seconds() / HOUR_S if label.happened else np.inf for label in usable]
    return replace(
        rows,
        evidence={
            name: np.append(values, [label.evidence.get(name, np.nan) for label in usable])
            for name, values in rows.evidence.items()
        },
        cars=np.append(rows.cars, [-label.vehicle_id for label in usable]).astype(np.int64),
        at_h=np.append(rows.at_h, [label.at.timestamp() / HOUR_S for label in usable]),
        harm_in_h=np.append(rows.harm_in_h, harm),
        weights=np.append(rows.weights, [label.weight * typical for label in usable]),
        holdout=None
        if rows.holdout is None
        else np.append(rows.holdout, [f"owner's {label.vehicle_id}" for label in usable]),
        tripped=None
        if rows.tripped is None
        else np.append(rows.tripped, np.ones(len(usable), dtype=np.bool_)),
    )
