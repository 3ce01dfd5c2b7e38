"""The round that ends conversations with a person in which both sides are silent."""

import logging

from domain.core import Core
from domain.errors import error_id
from domain.handover import service as handover

log = logging.getLogger(__name__)


def end_silent(core: Core) -> str:
    """Let the assistant answer again where nobody has written for long; one conversation in a unit, and one that fails stops no other."""
    with core.reading() as unit:
        due = handover.silent(unit)
    failed = 0
    for handover_id in due:
        try:
            with core.unit() as unit:
                handover.lapse(unit, handover_id)
        except Exception:
            failed += 1
            log.exception("error %s: a silent conversation could not be ended", error_id())
    return f"{len(due) - failed} ended, {failed} failed"
