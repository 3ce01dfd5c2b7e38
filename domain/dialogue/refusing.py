"""No booking was wished for: the proposal is dropped, and the rest of what was said is answered."""

from collections.abc import Callable
from dataclasses import replace

from domain.contact.facts import Reply
from domain.core import Unit
from domain.dialogue import script, tasks, turns
from domain.dialogue.facts import Intent, Meaning
from domain.dialogue.meaning import delays, withdrawing
from domain.dialogue.memory import Memory
from domain.registry.tables import Owner


def answer(
    unit: Unit, owner: Owner, text: str, memory: Memory, by_words: Callable[[str], Reply]
) -> Reply | None:
    """Drop the open booking and answer the rest; None where none is open, or the text does not refuse it."""
    rest = withdrawing.without_refusal(text) if tasks.books(memory.talk.task) else None
    if rest is None or memory.pending is not None or delays.gives_up(script.plain(text).strip()):
        return None
    scene = turns.scene_of(unit, owner, memory)
    talk = turns.with_visits(memory.talk, scene)
    first = turns.reply_to(scene, talk, "", Meaning(Intent.NEGATE, drop=True))
    if not any(map(str.isalnum, rest)) or delays.puts_off(script.plain(rest)):
        return first
    after = by_words(rest)
    return replace(after, messages=(*first.messages, *after.messages), over=(*first.over, *after.over))
