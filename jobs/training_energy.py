"""Fit what consumption depends on to the installation's own cars, where that is better than what is published."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec
import numpy as np
import typer

from domain.core import Core
from domain.energy import learn, service
from domain.energy.facts import Drive, Floats
from domain.errors import Refusal
from domain.learning import shelf
from domain.learning.shelf import Fitted
from jobs import console
from jobs.console import AsJson
from jobs.evaluations.facts import resampled

LEAST = 25  # cars: five folds of five; own choice


def fit(core: Core) -> Fitted:
    """Fit the shape to all cars whose owners agreed, and put it to work. Raises Refusal too_few_drives, model_no_better."""
    with core.reading() as unit:
        cars = service.fleet(unit)
    return written(cars, made_at=unit.now, folder=core.settings.models_dir)


def written(fleet: Sequence[Sequence[Drive]], *, made_at: datetime, folder: Path) -> Fitted:
    """Put the shape of a fleet on the shelf with its manifest. Raises Refusal too_few_drives, model_no_better."""
    cars = learn.usable(fleet)
    if len(cars) < LEAST:
        raise Refusal("too_few_drives", found=len(cars), needed=LEAST)
    errors, published = zip(*learn.left_out(cars), strict=True)
    draft = Fitted(
        name=service.KIND.name,
        made_at=made_at,
        method=service.KIND.method,
        of="",
        cars=len(cars),
        labels=sum(each.size for each in errors),
        split=f"{learn.FOLDS} folds by car",
        mean_error=_mean(errors),
        interval_90=resampled(errors, _mean),
        plain="the published shape",
        plain_error=_mean(published),
        unit="% of a day's consumption",
    )
    return shelf.add(folder, learn.fit(cars), draft)


def _mean(errors: Sequence[Floats]) -> float:
    return float(np.concatenate(errors).mean())


def register(app: typer.Typer) -> None:
    @app.command()
    def consumption(*, as_json: AsJson = False) -> None:
        """What weather and traffic make of consumption, from your own cars' days of driving."""
        with console.opened() as core:
            console.answer(msgspec.to_builtins(fit(core)), as_json=as_json)
