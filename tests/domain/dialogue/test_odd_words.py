"""Commands with words behind them that nobody expects are answered in the owner's language, and change nothing."""

import pytest
from sqlmodel import select

from domain.core import Core
from domain.dialogue.commands import COMMANDS
from domain.explain.facts import Language
from domain.registry import service as registry
from domain.registry.tables import Consent, Owner
from tests.domain.dialogue.odd import ODD, OTHER_CHAT, answered
from tests.domain.dialogue.test_every_story import is_sensible


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize("name", [*COMMANDS, "nonsense", "", "导出"])
def test_a_command_with_odd_words_behind_it_is_answered(core: Core, language: Language, name: str) -> None:
    with core.unit() as unit:
        registry.meet(unit, OTHER_CHAT, locale="en", zone="UTC")
        ann = registry.meet(unit, 5, locale=language, zone="Asia/Shanghai")
        told = [answered(unit, ann, name, words) for words in ODD]

    assert all(told)
    for message in (each for messages in told for each in messages):
        is_sensible(message, language)
    with core.reading() as unit:
        assert len(unit.session.exec(select(Owner)).all()) == 2
        assert unit.session.exec(select(Consent)).all() == []
