"""Nothing is kept longer than its table or its signal says."""

from collections.abc import Mapping

from domain.core import Unit
from domain.privacy import declared, erase, store
from domain.telemetry import service as telemetry


def forget_old(unit: Unit) -> Mapping[str, int]:
    """Delete what is past its time; return how many rows of each table, and hours of samples as "samples"."""
    gone = {"samples": telemetry.forget_old(unit)}
    return gone | forget_rows(unit)


def forget_rows(unit: Unit) -> dict[str, int]:
    """As `forget_old`, but for samples, which jobs take car by car."""
    gone: dict[str, int] = {}
    unit.session.flush()
    for table in reversed(declared.tables()):
        count = store.forget_older(unit, table)
        if count:
            gone[table.name] = count
    orphans = store.forget_orphans(unit)  # of what came in while its owner was being deleted
    if orphans:
        gone["orphans"] = orphans
    erase.clear_logs_after(unit)
    return gone
