"""Which pieces in stock a visit has used: what was kept for it, more, or fewer."""

from collections import Counter
from collections.abc import Mapping

from sqlmodel import col, delete, select

from domain.booking import store
from domain.booking.tables import PartUnit, Visit
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase


def of_visit(unit: Unit, visit_id: int) -> Counter[str]:
    """Count the pieces that are kept for a visit, by part."""
    return Counter(unit.session.exec(select(PartUnit.part).where(PartUnit.visit_id == visit_id)))


def use_up(unit: Unit, visit: Visit, parts: Mapping[str, int] | None) -> None:
    """Take what a visit used out of the stock: `parts`, pieces by part; None: all that was kept for it.

    Its end frees what was kept and not used. The caller holds the centre's lock. Raises Refusal part_short (409) where
    fewer are there.
    """
    mine = of_visit(unit, visit.id)
    used = mine if parts is None else Counter(parts)
    free = store.free_parts(unit, visit.centre_id)  # before any of them is taken
    for part, count in sorted(used.items()):
        if count > mine[part] and not store.reserve_part(unit, visit, part, count=count - mine[part]):
            there = mine[part] + free[part]
            raise Refusal("part_short", part=Phrase(f"stock.{part}"), count=count, there=there)
        pieces = (PartUnit.visit_id == visit.id, PartUnit.part == part)
        piece_ids = unit.session.exec(select(PartUnit.id).where(*pieces).limit(count)).all()
        unit.session.exec(delete(PartUnit).where(col(PartUnit.id).in_(piece_ids)))
