"""What all models fitted to the installation's own cars have in common: their manifest, and the gate before the shelf."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from domain.learning import shelf
from domain.learning.folds import FOLDS
from domain.learning.shelf import Fitted, Kind
from jobs.lab.evaluations.facts import resampled

LEAST: Final = 5 * FOLDS  # cars: five in each fold; own choice

Errors = Sequence[tuple[NDArray[np.float64], NDArray[np.float64]]]


def shelve(
    folder: Path,
    kind: Kind[Any],
    model: object,
    left_out: Errors,
    *,
    plain: str,
    unit: str,
    made_at: datetime,
    of: str = "",
) -> Fitted:
    """Put a model on the shelf with its manifest. Raises Refusal model_no_better.

    left_out: by car the errors of a model fitted without it and those of the `plain` answer, both in `unit`.
    of: the model of car it was fitted to, "" for all.
    """
    errors, plainly = zip(*left_out, strict=True)
    draft = Fitted(
        name=kind.name,
        made_at=made_at,
        method=kind.method,
        of=of,
        cars=len(errors),
        labels=sum(each.size for each in errors),
        split=f"{FOLDS} folds by car",
        mean_error=_mean(errors),
        interval_90=resampled(errors, _mean),
        plain=plain,
        plain_error=_mean(plainly),
        unit=unit,
    )
    return shelf.add(folder, model, draft)


def _mean(errors: Sequence[NDArray[np.float64]]) -> float:
    return float(np.concatenate(errors).mean())
