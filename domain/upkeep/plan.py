"""The general service plan, read once from domain/data/service_plan.toml."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from domain.upkeep.facts import Item

_FILE: Final = Path(__file__).parents[1] / "data" / "service_plan.toml"


def _read() -> Mapping[str, Item]:
    document = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        code: Item(
            code=code,
            job=entry["job"],
            months=entry.get("months"),
            km=entry.get("km"),
            resets=frozenset(entry["resets"]),
            wear_pct=entry.get("wear_pct"),
            once=entry.get("once", False),
        )
        for code, entry in document.items()
    }


GENERAL: Final = _read()
