"""The retention round: deletes what is older than its declared limit."""

from domain.core import Core
from domain.privacy import retention
from domain.telemetry import service as telemetry
from jobs import cars
from jobs.due import Report


def forget(core: Core) -> Report:
    """Delete telemetry and other rows past their limit; return the counts."""
    with core.reading() as unit:
        due = telemetry.due_for_forgetting(unit)
    tally = cars.each(core, "forget", due, telemetry.forget_old)
    with core.unit() as unit:
        counts = retention.forget_rows(unit)
    return Report(f"{sum(counts.values())} rows forgotten", tally.done, tally.failed)
