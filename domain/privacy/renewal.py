"""Asking again where the text of a purpose has changed since its owner agreed."""

from domain.contact import service as contact
from domain.contact.facts import Button, Message
from domain.core import Unit
from domain.explain.facts import Phrase
from domain.kit.classified import Purpose
from domain.privacy import mode
from domain.privacy.about import Answer
from domain.registry import answers, terms


def ask_again(unit: Unit, *, limit: int) -> int:
    """Let outdated agreements rest and tell each owner once, with the new text; return how many, at most `limit`."""
    outdated = answers.outdated(unit, limit=limit)
    for owner_id, purpose in outdated:
        answers.rest(unit, owner_id, purpose)
        key = f"terms:{owner_id}:{purpose}:{terms.VERSIONS[purpose]}"
        contact.queue(unit, owner_id, key=key, message=_question(purpose))
    return len(outdated)


def _question(purpose: Purpose) -> Message:
    about = {"purpose": Phrase(f"privacy.purpose.{purpose}")}
    lines = (Phrase("privacy.terms.changed", about), Phrase(f"privacy.terms.rests.{purpose}"))
    row = (_answer(purpose, yes=True), _answer(purpose, yes=False))
    return Message((*lines, *mode.consent_request(purpose)), (row,))


def _answer(purpose: Purpose, *, yes: bool) -> Button:
    label = Phrase("privacy.button.yes" if yes else "privacy.button.no")
    return Button(label, "privacy.purpose", Answer(purpose, given=yes).params())
