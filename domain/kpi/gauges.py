"""The figures of the last 90 days for Prometheus: counted by a job, as they cost more than a scrape may."""

from collections.abc import Iterator

from sqlmodel import col, delete, select

from domain.core import Unit
from domain.kit.gauges import Gauge
from domain.kpi.facts import Figures
from domain.kpi.tables import KpiValue


def keep(unit: Unit, figures: Figures) -> int:
    """Put figures in the place of those that were counted before; return how many."""
    unit.session.exec(delete(KpiValue))
    for each in figures.figures:
        low, high = each.interval or (None, None)
        row = KpiValue(
            code=each.code,
            part=each.part,
            value=each.value,
            low=low,
            high=high,
            count=each.count,
            made_at=unit.now,
        )
        unit.session.add(row)
    return len(figures.figures)


def gauges(unit: Unit) -> Iterator[Gauge]:
    """Return each figure with its count as the job counted them last; one that cannot be told has its count alone."""
    for row in unit.session.exec(select(KpiValue).order_by(col(KpiValue.id))):
        labels = {"figure": row.code, "part": row.part}
        yield Gauge("kpi_count", "Of how much a figure of the last 90 days was counted.", row.count, labels)
        if row.value is not None:
            yield Gauge("kpi", "A figure of the last 90 days: docs/kpi.md.", row.value, labels)
        if row.low is not None:
            yield Gauge("kpi_low", "The lower end of its 90 % interval.", row.low, labels)
        if row.high is not None:
            yield Gauge("kpi_high", "The upper end of its 90 % interval.", row.high, labels)
