"""What is written right after the invitation to tell a person more: it goes to that person, once."""

from dataclasses import replace
from typing import Final

from domain.contact import buttons
from domain.contact.facts import Button, Reply
from domain.core import Unit
from domain.dialogue import commands, facts, pending, script, store, topics
from domain.dialogue.acts import onboarding, people
from domain.dialogue.acts.about import Text
from domain.dialogue.facts import Intent, Talk
from domain.dialogue.meaning import address, agreement, model, person, understand
from domain.dialogue.memory import Matter
from domain.explain.facts import Phrase
from domain.registry.tables import Owner

_COURTESY: Final = frozenset({Intent.AFFIRM, Intent.NEGATE, Intent.THANK, Intent.GREET})
_SHORT: Final = 24  # characters of a mere thanks or greeting


def answer(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Add what was invited to the open request, and say so; None where nothing was, or where it is for the assistant.

    The assistant answers it too where the owner presses the button for that.
    """
    if not _is_invited(unit, owner) or _is_for_assistant(unit, owner, text):
        return None
    message = people.add(unit, owner, text)
    if message is None:
        return None
    instead = Button(Phrase("handover.ask_assistant"), "person.assistant", Text(text).params())
    return Reply(messages=(replace(message, rows=((instead,),)),))


def note(unit: Unit, owner: Owner, text: str) -> None:
    """Let the person know too what sounds like an emergency, where words were invited."""
    if _is_invited(unit, owner):
        people.add(unit, owner, text)


def _is_invited(unit: Unit, owner: Owner) -> bool:
    return pending.invites(store.load(unit, owner.id).pending)


def _is_for_assistant(unit: Unit, owner: Owner, text: str) -> bool:
    """Whether a text is a command, a button's words, a yes, no or thanks, asks who is here, or only takes the request back or repeats it."""
    return (
        address.of_assistant(text) is not None
        or onboarding.looks_like_code(text)
        or commands.command_of(text) is not None
        or pending.answer(store.load(unit, owner.id).pending, text) is not None
        or bool(buttons.labelled(unit, owner.id, text))
        or person.takes_back(text)
        or _is_of_program(text)
        or (person.is_wished(text) and not person.subject(text))
        or _is_courtesy(unit, text)
    )


def _is_of_program(text: str) -> bool:
    """Whether a text only asks whether a program or a person is here."""
    plain = script.plain(text)
    return topics.find(plain, rest=plain, is_open=False, is_summary=False, extra=None) == (topics.Topic.BOT,)


def _is_courtesy(unit: Unit, text: str) -> bool:
    """Whether a text only agrees, refuses, thanks or greets."""
    if agreement.is_yes(text, Matter.BOOK):
        return True
    if len(text) > _SHORT:
        return False
    now = unit.now.replace(tzinfo=None)
    meaning = understand.understand(text, talk=Talk(), now=now, model=model.shipped())
    says_more = meaning.job or meaning.when or meaning.topics
    return (meaning.drop or meaning.intent in _COURTESY) and meaning.sure >= facts.DO and not says_more
