"""What a data protection officer sees of owners' rights: erasures and copies, without whose they were."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from domain.core import Unit
from domain.errors import Refusal
from domain.privacy import erase
from domain.privacy.access_log import What
from domain.privacy.tables import KEEP, Erasure, Look


def erasures(unit: Unit, *, limit: int) -> list[tuple[int, datetime, datetime]]:
    """Return number, time, and when the last backup that may hold the person is gone; the newest first."""
    rows = select(Erasure.id, Erasure.at).order_by(col(Erasure.at).desc(), col(Erasure.id).desc())
    return [(number, at, at + KEEP) for number, at in unit.session.exec(rows.limit(limit))]


def copies(unit: Unit, *, limit: int) -> Sequence[tuple[int, datetime]]:
    """Return number and time of copies of all data that owners took, the newest first; they go with the owner's erasure."""
    rows = select(Look.id, Look.at).where(Look.what == What.COPY.value).order_by(col(Look.id).desc())
    return unit.session.exec(rows.limit(limit)).all()


def is_kept(unit: Unit) -> bool:
    """Whether nobody who was erased is back, and the list outside the database says the same as the database."""
    try:
        return not erase.is_due(unit)
    except Refusal:  # a line of the list cannot be read
        return False
