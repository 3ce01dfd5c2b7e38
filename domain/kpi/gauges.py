"""The figures of the last 90 days for Prometheus. They cost more than a scrape may: each process counts them once an hour."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from domain.core import Unit
from domain.kit.gauges import Gauge
from domain.kpi import service

AGAIN: Final = timedelta(hours=1)
_LATEST: Final[WeakKeyDictionary[Engine, tuple[datetime, tuple[Gauge, ...]]]] = WeakKeyDictionary()


def gauges(unit: Unit) -> tuple[Gauge, ...]:
    """Return the figures as they were counted within the hour."""
    at, latest = _LATEST.get(unit.core.engine, (unit.now - AGAIN, ()))
    if not timedelta() <= unit.now - at < AGAIN:
        latest = tuple(_gauges(unit))
        _LATEST[unit.core.engine] = unit.now, latest
    return latest


def _gauges(unit: Unit) -> Iterator[Gauge]:
    """Return each figure with its count; one that cannot be told has its count alone."""
    for each in service.figures(unit).figures:
        labels = {"figure": each.code, "part": each.part}
        yield Gauge("kpi_count", "Of how much a figure of the last 90 days was counted.", each.count, labels)
        if each.value is not None:
            yield Gauge("kpi", "A figure of the last 90 days: docs/kpi.md.", each.value, labels)
        if each.value is not None and each.interval is not None:
            yield Gauge("kpi_low", "The lower end of its 90 % interval.", each.interval[0], labels)
            if each.interval[1] is not None:
                yield Gauge("kpi_high", "The upper end of its 90 % interval.", each.interval[1], labels)
