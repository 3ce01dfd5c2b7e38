"""Outcomes of evaluations as they are kept for docs/models.md: a JSON file each, without a machine's paths."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from jobs.lab.card import CROSSED
from jobs.lab.evaluations.catalogue import NAMES
from jobs.lab.evaluations.facts import Outcome

FOLDER: Final = Path(__file__).parents[2] / "docs" / "figures"
BEFORE: Final = FOLDER / "before"


def protocol(*, train: Path | None, test: Path | None) -> str:
    """Say what was judged on, from the folders that were given."""
    if train is None and test is None:
        return "simulated anew from a fixed seed"
    if test is None:
        return CROSSED
    if train is None:
        return "nothing was fitted beforehand; judged on the development part"
    return "fitted on one folder, judged on another that it has not seen"


def keep(folder: Path, name: str, outcome: Outcome, *, train: Path | None, test: Path | None) -> Path:
    """Write an outcome to `folder`/NAME.json."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {"measures": NAMES[name][1], "protocol": protocol(train=train, test=test)}
    file = folder / f"{name}.json"
    file.write_text(
        json.dumps(about | outcome.as_json(name), indent=1, ensure_ascii=False, default=float) + "\n",
        encoding="utf-8",
    )
    return file


def outcomes(folder: Path = FOLDER) -> Mapping[str, Mapping[str, Any]]:
    """Return every outcome that is kept, by evaluation."""
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))}
