"""Words that nobody expects behind a command."""

from typing import Final

from domain.contact.facts import Message
from domain.core import Unit
from domain.dialogue import service as dialogue
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.registry.tables import Owner

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
