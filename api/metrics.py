"""Figures for monitoring in Prometheus' text format: counts only, nothing about a person."""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from domain.booking import gauges as booking
from domain.contact import gauges as contact
from domain.core import Core
from domain.db.away import AWAY
from domain.kit.gauges import Gauge
from domain.kpi import gauges as kpi
from domain.running import service as running
from domain.telemetry.intake import Receipt

log = logging.getLogger(__name__)

_VALUES = Counter("beforehand_ingest_values", "Values received, by what became of them.", ["outcome"])
_LATE = Counter(
    "beforehand_ingest_late_values", "Values kept that are older than what the car had sent before."
)
_REASONS = Counter("beforehand_ingest_refused_values", "Values refused or dropped, by reason.", ["reason"])
_LAG = Histogram(
    "beforehand_ingest_lag_seconds",
    "How old the newest record of a request was.",
    buckets=(1, 10, 60, 300, 1800, 3600, 6 * 3600, 86400, 7 * 86400),
)
_REFUSALS = Counter("beforehand_refusals", "Requests refused, by code.", ["code", "path"])
_AWAY = Counter("beforehand_requests_database_away", "Requests that the database could not serve.")


def took(receipt: Receipt, *, now: datetime) -> None:
    """Count a request of a car."""
    _VALUES.labels("kept").inc(receipt.kept)
    _VALUES.labels("repeated").inc(receipt.repeated)
    _VALUES.labels("unwanted").inc(receipt.unwanted_total)
    _VALUES.labels("refused").inc(receipt.refused_total)
    _LATE.inc(receipt.late)
    for each in receipt.unwanted.values():
        _REASONS.labels(each.why).inc(each.count)
    for refused in receipt.refused:
        _REASONS.labels(refused.code).inc()
    _REASONS.labels("not_listed").inc(receipt.refused_total - len(receipt.refused))
    if receipt.newest_at is not None:
        _LAG.observe(max(0.0, (now - receipt.newest_at).total_seconds()))


def refused(code: str, path: str) -> None:
    """Count a request that was refused. path: of the route, not of the request."""
    _REFUSALS.labels(code, path).inc()


def away() -> None:
    _AWAY.inc()


def text(core: Core) -> bytes:
    """Return the counts of this process and the figures of the database; the counts alone where it cannot be reached."""
    stored = CollectorRegistry()
    stored.register(_Stored(core))
    return generate_latest(REGISTRY) + generate_latest(stored)


class _Stored(Collector):
    """Collects figures from the database at each request."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def describe(self) -> Iterable[Metric]:
        """Return nothing, so that registering does not read the database."""
        return ()

    def collect(self) -> Iterator[Metric]:
        try:
            with self._core.reading() as unit:
                gauges = [
                    *running.gauges(unit),
                    *contact.gauges(unit),
                    *booking.gauges(unit),
                    *kpi.gauges(unit),
                ]
        except AWAY:
            gauges = []
        up = Gauge("database_up", "Whether the database could be read.", float(bool(gauges)))
        return iter(_families([up, *gauges]))


def _families(gauges: Iterable[Gauge]) -> list[Metric]:
    families: dict[str, GaugeMetricFamily] = {}
    for gauge in gauges:
        name = f"beforehand_{gauge.name}"
        family = families.setdefault(name, GaugeMetricFamily(name, gauge.text, labels=list(gauge.labels)))
        family.add_metric(list(gauge.labels.values()), gauge.value)
    return list(families.values())
