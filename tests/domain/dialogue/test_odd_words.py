"""Commands with words behind them that nobody expects are answered in the owner's language, and change nothing."""

from typing import Final

import pytest
from sqlmodel import select

from domain.contact.facts import Message
from domain.core import Core, Unit
from domain.dialogue import service as dialogue
from domain.dialogue.commands import COMMANDS
from domain.errors import Refusal
from domain.explain.facts import Language, Phrase
from domain.garage import service as garage
from domain.garage.tables import Consent, Owner
from tests.domain.dialogue.test_every_story import is_sensible

OTHER_CHAT: Final = 730015559999
ODD: Final = (
    "please",
    "全部删除",
    "🚗🔋" * 20,
    "x" * 5_000,
    "字" * 5_000,
    "1",
    str(OTHER_CHAT),
    "-1",
    "9" * 40,
    "../../etc/passwd",
    "'; DROP TABLE owner; --",
    "{name} %s \\u0000",
    "<b>bold</b> &lt;",
    "\u202e\u200b\ufeff",
    "@beforehand_bot @other",
    "\nsecond line",
)


def answered(unit: Unit, owner: Owner, name: str, words: str) -> tuple[Message, ...]:
    """What a command is answered with; a refusal is an answer, too."""
    try:
        return dialogue.command(unit, owner, name, words).messages
    except Refusal as refusal:
        return (Message((Phrase(f"refusal.{refusal.code}", refusal.params),)),)


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize("name", [*COMMANDS, "nonsense", "", "导出"])
def test_a_command_with_odd_words_behind_it_is_answered(core: Core, language: Language, name: str) -> None:
    with core.unit() as unit:
        garage.meet(unit, OTHER_CHAT, locale="en", zone="UTC")
        ann = garage.meet(unit, 5, locale=language, zone="Asia/Shanghai")
        told = [answered(unit, ann, name, words) for words in ODD]

    assert all(told)
    for message in (each for messages in told for each in messages):
        is_sensible(message, language)
    with core.reading() as unit:
        assert len(unit.session.exec(select(Owner)).all()) == 2
        assert unit.session.exec(select(Consent)).all() == []
