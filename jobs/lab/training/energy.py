"""Fit what consumption depends on to the installation's own cars, where that is better than what is published."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec
import typer

from domain.core import Core
from domain.energy import learn, service
from domain.energy.facts import Drive
from domain.errors import Refusal
from domain.learning.shelf import Fitted
from jobs import console
from jobs.console import AsJson
from jobs.lab.training.own import LEAST, shelve


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
    return shelve(
        folder,
        service.KIND,
        learn.fit(cars),
        learn.left_out(cars),
        plain="the published shape",
        unit="% of a day's consumption",
        made_at=made_at,
    )


def register(app: typer.Typer) -> None:
    @app.command()
    def consumption(*, as_json: AsJson = False) -> None:
        """What weather and traffic make of consumption, from your own cars' days of driving."""
        with console.open_core() as core:
            console.answer(msgspec.to_builtins(fit(core)), as_json=as_json)
