"""Fault codes: what the operator says of single ones."""

from typing import Annotated

import msgspec
from litestar import get, put
from litestar.openapi.spec import Example
from litestar.params import Body, PathParameter

from api.areas import CoreDep, answers, area
from api.auth import Role
from domain.alerts import codes as said
from domain.core import Unit
from domain.explain.catalogue import LANGUAGES
from domain.explain.facts import Language
from domain.upkeep import codes
from domain.upkeep.entry import FAULT_CODE, CodeEntry
from domain.upkeep.facts import Verdict

EXAMPLE = {"verdict": "critical", "name": {"en": "Battery contactor stuck", "zh_Hans": "电池接触器粘连"}}
ANSWER = {
    "codes": [
        {
            "code": "P0AA1",
            "verdict": "critical",
            "name": {"en": "Battery contactor stuck", "zh_Hans": "电池接触器粘连"},
            "name_en": "Battery contactor stuck",
            "name_zh": "电池接触器粘连",
        }
    ]
}

NewRule = Annotated[CodeEntry, Body(examples=[Example(summary="A critical code", value=EXAMPLE)])]
FaultCode = Annotated[str, PathParameter(pattern=FAULT_CODE, description="Such as P0AA1.")]


class CodeView(msgspec.Struct, kw_only=True):
    """What is said of a code; names are empty where none is given. name_en and name_zh repeat name."""

    code: str
    verdict: Verdict
    name: dict[Language, str]
    name_en: str
    name_zh: str


class CodeList(msgspec.Struct):
    codes: list[CodeView]


@put("/{code:str}", summary="Say what a fault code is worth", sync_to_thread=True, opt=answers(ANSWER))
def set_rule(core: CoreDep, code: FaultCode, data: NewRule) -> CodeList:
    """Mark one exact code critical, ignore it, or name it. Ignored, it ends open warnings that rest on it alone."""
    with core.unit() as unit:
        said.say(unit, code, data)
        return _list(unit)


@get("/", summary="List what is said of fault codes", sync_to_thread=True, opt=answers(ANSWER))
def listed(core: CoreDep) -> CodeList:
    """List every code that is marked, ignored or named."""
    with core.reading() as unit:
        return _list(unit)


def _list(unit: Unit) -> CodeList:
    rules = codes.rules(unit).items()
    return CodeList(
        [
            CodeView(
                code=code,
                verdict=rule.verdict,
                name={tag: rule.names[tag] for tag in LANGUAGES if tag in rule.names},
                name_en=rule.names.get("en", ""),
                name_zh=rule.names.get("zh_Hans", ""),
            )
            for code, rule in rules
        ]
    )


ROUTES = (area("/v1/fault-codes", Role.OPERATOR, [set_rule, listed]),)
