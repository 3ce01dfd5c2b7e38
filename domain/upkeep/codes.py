"""The operator's rules for single fault codes: critical, ignored, or with a plain name."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete, select

from domain.core import Unit
from domain.db import rows
from domain.explain.facts import Name, Names
from domain.registry import names
from domain.upkeep.entry import CodeEntry, name_of
from domain.upkeep.facts import CodeRule, Verdict
from domain.upkeep.tables import FaultCode

_EVERY: Final = select(FaultCode).order_by(col(FaultCode.code))


def put(unit: Unit, code: str, entry: CodeEntry) -> None:
    """Set what is said of a code in place of what was; to watch it without a name is to say nothing."""
    name = name_of(entry)
    if entry.verdict is Verdict.WATCH and not name:
        unit.session.exec(delete(FaultCode).where(col(FaultCode.code) == code))
        return
    values = {"verdict": entry.verdict, "name": name}
    rows.put(unit.session, insert(FaultCode).values(code=code, **values), keys=("code",), change=values)


def rules(unit: Unit) -> Mapping[str, CodeRule]:
    """Return by code what is said of it."""
    entries = unit.session.exec(_EVERY)
    return {row.code: CodeRule(Verdict(row.verdict), _texts(row.name)) for row in entries}


def _texts(name: Name) -> Mapping[str, str]:
    """Return the texts of a name by language; none for the empty name."""
    if isinstance(name, Names):
        return name.texts
    return names.by_language(name) if name else {}
