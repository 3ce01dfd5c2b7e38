"""What is kept of a talk between two messages."""

from sqlmodel import update

from domain.core import Core
from domain.dialogue import store
from domain.dialogue.facts import Talk
from domain.dialogue.memory import Matter, Memory, Pending, Press
from domain.dialogue.tables import TalkState
from domain.registry import service as registry

ASKED = Memory(pending=Pending(Matter.DELETE, Press("privacy.erase", {})))


def test_a_damaged_talk_begins_anew_and_the_owner_is_answered(core: Core) -> None:
    with core.unit() as unit:
        owner_id = registry.meet(unit, 4711, locale="en", zone="Asia/Shanghai").id
        store.save(unit, owner_id, ASKED)
        unit.session.exec(update(TalkState).values(body=b"damaged beyond repair"))

        memory = store.load(unit, owner_id)
        store.save(unit, owner_id, memory)

        assert (memory.talk, memory.pending) == (Talk(), None)
        assert store.load(unit, owner_id) == memory
