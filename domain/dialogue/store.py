"""Where a talk rests between two messages."""

from dataclasses import replace
from functools import partial
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from domain.contact import service as contact
from domain.core import Unit
from domain.dialogue.memory import Memory
from domain.dialogue.tables import TalkState

_LABEL: Final = "talk_state.body"
# Built once, and without the session's mapping: a sentence reads and writes one value.
_TALKS: Final = TalkState.metadata.tables["talk_state"]
_BODY: Final = select(_TALKS.c.body).where(_TALKS.c.owner_id == bindparam("owner"))
_NEW: Final = insert(_TALKS)
_SAVE: Final = _NEW.on_conflict_do_update(
    index_elements=["owner_id"], set_={"body": _NEW.excluded.body, "changed_at": _NEW.excluded.changed_at}
)


def load(unit: Unit, owner_id: int) -> Memory:
    """Where the talk stands. After a message that came in between, a bare yes or no answers nothing that was asked before it."""
    return unit.once(("talk", owner_id), partial(_load, unit, owner_id))


def _load(unit: Unit, owner_id: int) -> Memory:
    body = unit.session.connection().execute(_BODY, {"owner": owner_id}).scalar()
    if body is None:
        return Memory(about=contact.newest_push(unit, owner_id))
    content = unit.readable(
        partial(unit.unseal_fact, body, Memory, label=_LABEL), what=f"the talk of owner {owner_id}"
    )
    memory = content or Memory()
    newest = contact.newest_push(unit, owner_id)
    if newest <= memory.pushed:
        return memory
    talk = replace(memory.talk, elsewhere=memory.talk.task is not None, topics=())
    return replace(memory, talk=talk, pending=None, about=newest)


def save(unit: Unit, owner_id: int, memory: Memory) -> None:
    pushed = contact.newest_push(unit, owner_id)
    memory = replace(memory, pushed=pushed)
    body = unit.seal_fact(owner_id, memory, label=_LABEL)
    values = {"owner_id": owner_id, "body": body, "changed_at": unit.now}
    unit.session.connection().execute(_SAVE, values)
    unit.once(("talk", owner_id), lambda: memory)  # need not be read again
