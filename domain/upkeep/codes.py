"""The operator's rules for single fault codes: critical, ignored, or with a plain name."""

from collections.abc import Mapping

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, delete, select

from domain.core import Unit
from domain.db import rows
from domain.upkeep.entry import CodeEntry
from domain.upkeep.facts import CodeRule, Verdict
from domain.upkeep.tables import FaultCode


def put(unit: Unit, code: str, entry: CodeEntry) -> None:
    """Replace the rule for a code; one that only watches it, without a name, deletes the rule."""
    if entry.verdict is Verdict.WATCH and not (entry.name_en or entry.name_zh):
        unit.session.exec(delete(FaultCode).where(col(FaultCode.code) == code))
        return
    values = {"verdict": entry.verdict, "name_en": entry.name_en, "name_zh": entry.name_zh}
    rows.put(unit.session, insert(FaultCode).values(code=code, **values), keys=("code",), change=values)


def rules(unit: Unit) -> Mapping[str, CodeRule]:
    """Return the rules by fault code."""
    found_rows = unit.session.exec(select(FaultCode).order_by(col(FaultCode.code)))
    return {row.code: CodeRule(Verdict(row.verdict), _names(row)) for row in found_rows}


def _names(row: FaultCode) -> Mapping[str, str]:
    names = {"en": row.name_en, "zh_Hans": row.name_zh}
    return {language: name for language, name in names.items() if name}
