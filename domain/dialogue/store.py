"""Where a talk rests between two messages."""

from domain.core import Unit
from domain.dialogue.facts import Memory
from domain.dialogue.tables import TalkState

_LABEL = "talk_state.body"


def load(unit: Unit, owner_id: int) -> Memory:
    row = unit.session.get(TalkState, owner_id)
    return Memory() if row is None else unit.unseal_fact(row.body, Memory, label=_LABEL)


def save(unit: Unit, owner_id: int, memory: Memory) -> None:
    body = unit.seal_fact(owner_id, memory, label=_LABEL)
    row = unit.session.get(TalkState, owner_id)
    if row is None:
        unit.session.add(TalkState(owner_id=owner_id, body=body, changed_at=unit.now))
        return
    row.body, row.changed_at = body, unit.now
