"""Deletion of what is past the time that its table or signal declares."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Final

from domain.core import Unit
from domain.privacy import declared, erase, store, suppression
from domain.privacy.tables import KEEP
from domain.telemetry import service as telemetry

log = logging.getLogger(__name__)

IDLE: Final = timedelta(days=90)  # for those who wrote and never linked a car


def forget_old(unit: Unit) -> Mapping[str, int]:
    """Delete what is past its time; return how many rows of each table, and hours of samples as "samples"."""
    counts = {"samples": telemetry.forget_old(unit)}
    return counts | forget_rows(unit)


def forget_rows(unit: Unit) -> dict[str, int]:
    """As `forget_old`, but for samples, which jobs take car by car."""
    counts: dict[str, int] = {}
    unit.session.flush()
    for table in reversed(declared.tables()):
        count = store.forget_older(unit, table)
        if count:
            counts[table.name] = count
    idle = store.never_linked(unit, before=unit.now - IDLE)
    for owner in idle:
        erase.delete(unit, owner)
    if idle:
        counts["never linked"] = len(idle)
    orphans = store.forget_orphans(unit)  # of what came in while its owner was being deleted
    if orphans:
        counts["orphans"] = orphans
    erase.list_all(unit)
    unit.afterwards.append(partial(_shorten, unit))
    erase.clear_logs_after(unit)
    return counts


def _shorten(unit: Unit) -> None:
    """Drop from the file of erasures what the table has dropped."""
    try:
        suppression.drop_before(unit.core.settings.suppression_file, unit.now - KEEP)
    except OSError as error:
        log.error("the list of erased chats cannot be shortened: %s", type(error).__name__)  # noqa: TRY400 - no bug
