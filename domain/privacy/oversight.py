"""What a data protection officer sees: what is kept of owners, erasures, copies and deletions, without whose they were."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.kit.classified import Category
from domain.privacy import declared, erase, footprint, table_words
from domain.privacy.access_log import What
from domain.privacy.tables import KEEP, Erasure, Look


@dataclass(frozen=True, slots=True)
class DataKind:
    """A kind of data as owners are told of it: what it is, why it is held, until when, and for which purposes."""

    kind: Phrase
    why: Phrase
    until: Phrase
    purposes: tuple[Phrase, ...]


def kinds() -> Iterator[DataKind]:
    """Yield every kind of data that is held of owners or sent by cars, from what tables and signals declare."""
    for category in Category:
        holding = footprint.holding(category)
        if holding or declared.signals(category):
            code = f"privacy.category.{category}"
            until = footprint.retention_phrase(category, holding)
            yield DataKind(Phrase(code), Phrase(f"{code}.why"), until, footprint.purposes(category))


def losses(outcome: str, note: str) -> list[tuple[Phrase, int]]:
    """Read from the note of a round of deletion what went, and how many rows of it; the note of one that failed is its error."""
    if outcome == "failed":
        return []
    counts = (each.rpartition(" ") for each in note.partition(": ")[2].split(", "))
    return [(_table(name), int(count)) for name, _, count in counts if count.isdecimal()]


def _table(name: str) -> Phrase:
    """Say what a table holds: as its owner reads it, or for those of nobody alone as the officer does."""
    code = f"privacy.table.{name}"
    return Phrase(code if code in table_words.WORDS else f"privacy.went.{name.replace(' ', '_')}")


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
