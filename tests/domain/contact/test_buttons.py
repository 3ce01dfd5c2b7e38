from datetime import timedelta

import pytest
from sqlmodel import select

from domain.contact import rules
from domain.contact import service as contact
from domain.contact.facts import Button, Message
from domain.contact.tables import Action
from domain.core import Core
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.kit.clock import FixedClock

LABEL = Phrase("choice.drop")
ROWS = (
    (Button(LABEL, "visit.book", {"visit_id": 7}), Button(LABEL, "visit.other", {"alert_id": 1})),
    (Button(LABEL, "alert.more", {"alert_id": 1}, once=False),),
)


@pytest.fixture
def tokens(core: Core, owner_id: int) -> tuple[tuple[str, ...], ...]:
    with core.unit() as unit:
        return contact.offer(unit, owner_id, Message(lines=(), rows=ROWS))


def refused(core: Core, owner_id: int, token: str) -> tuple[str, int]:
    with pytest.raises(Refusal) as refusal, core.unit() as unit:
        contact.press(unit, owner_id, token)
    return refusal.value.code, refusal.value.status


def used(core: Core) -> int:
    with core.reading() as unit:
        return len([action for action in unit.session.exec(select(Action)) if action.used_at])


def test_a_token_is_long_enough_not_to_be_guessed_and_says_nothing(
    core: Core, tokens: tuple[tuple[str, ...], ...]
) -> None:
    flat = [token for row in tokens for token in row]

    assert len(set(flat)) == 3
    assert all(len(token) == 24 for token in flat)
    with core.reading() as unit:
        assert not any(b"visit_id" in action.params for action in unit.session.exec(select(Action)))


def test_using_one_button_uses_its_message_but_not_harmless_looks(
    core: Core, owner_id: int, tokens: tuple[tuple[str, ...], ...]
) -> None:
    with core.unit() as unit:
        assert contact.press(unit, owner_id, tokens[0][0]).params == {"visit_id": 7}

    assert refused(core, owner_id, tokens[0][0]) == ("action_used", 409)
    assert refused(core, owner_id, tokens[0][1]) == ("action_used", 409)
    for _ in range(2):
        with core.unit() as unit:
            assert contact.press(unit, owner_id, tokens[1][0]).verb == "alert.more"


@pytest.mark.parametrize("forged", ["", "a" * 24, "x\x00" * 12, "a" * 64, "é" * 24])
def test_a_forged_token_is_unknown_and_changes_nothing(
    core: Core, owner_id: int, tokens: tuple[tuple[str, ...], ...], forged: str
) -> None:
    assert refused(core, owner_id, forged) == ("action_unknown", 404)
    assert used(core) == 0


def test_another_owners_token_is_as_unknown_as_a_forged_one(
    core: Core, other_id: int, tokens: tuple[tuple[str, ...], ...]
) -> None:
    assert refused(core, other_id, tokens[0][0]) == refused(core, other_id, "a" * 24)
    assert used(core) == 0


def test_an_old_token_is_refused_as_expired_and_changes_nothing(
    core: Core, clock: FixedClock, owner_id: int, tokens: tuple[tuple[str, ...], ...]
) -> None:
    clock.advance(rules.ACTION_LIFE + timedelta(seconds=1))

    assert refused(core, owner_id, tokens[0][0]) == ("action_expired", 410)
    assert used(core) == 0


def test_a_button_still_works_when_what_it_stands_for_was_refused(
    core: Core, owner_id: int, tokens: tuple[tuple[str, ...], ...]
) -> None:
    def press_then_refuse() -> None:
        with core.unit() as unit:
            contact.press(unit, owner_id, tokens[0][0])
            raise Refusal("slot_taken")

    with pytest.raises(Refusal):
        press_then_refuse()

    with core.unit() as unit:
        assert contact.press(unit, owner_id, tokens[0][1]).verb == "visit.other"
