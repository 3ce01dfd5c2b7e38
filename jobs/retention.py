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
    kinds = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    note = f"{sum(counts.values())} rows forgotten" + (f": {kinds}" if kinds else "")
    return Report(note, tally.done, tally.failed)
