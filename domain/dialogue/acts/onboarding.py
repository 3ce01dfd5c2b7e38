"""The first minutes: hello, a car linked by its code, and consent before anything is collected."""

import re
from dataclasses import replace

from domain.contact.facts import Button, Message, Reply
from domain.contact.verbs import Verb, reads
from domain.core import Unit
from domain.dialogue.acts import transfer, welcome
from domain.dialogue.acts.about import Consent, Language, Wish
from domain.dialogue.facts import Intent
from domain.drivers import service as drivers
from domain.explain.facts import Phrase
from domain.kit.classified import Purpose
from domain.registry import preferences, rules
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.reports import invitations

_CODE = re.compile(rf"[{rules.CODE_ALPHABET}]{{{rules.CODE_LENGTH}}}")
_LOCALES = {"zh": "zh_Hans", "en": "en"}
_NAMED = {
    "zh": re.compile(
        r"zh\b.*|chinese|mandarin|中文|汉语|普通话|简体中文|中文简体|華語|中文\(简体\)", re.IGNORECASE
    ),
    "en": re.compile(r"en\b.*|english|英文|英语|英語", re.IGNORECASE),
}


def start(unit: Unit, owner: Owner, argument: str) -> Reply:
    """Say hello, or link the car whose code came with a deep link; a link of a shared report is counted."""
    if invitations.is_code(argument):
        is_known = invitations.count(unit, owner, argument)
        hello, more = _hello(unit, owner), (Phrase("hello.invited"),) if is_known else ()
        return Reply(messages=(replace(hello, lines=(*hello.lines, *more)),))
    if argument:
        return link(unit, owner, argument)
    return Reply(messages=(_hello(unit, owner),))


def _hello(unit: Unit, owner: Owner) -> Message:
    lines = [Phrase("hello.who"), Phrase("hello.promise")]
    if not registry.vehicles_of(unit, owner.id):
        lines.append(Phrase("hello.link"))
    return Message(tuple(lines), rows=(languages(),))


def looks_like_code(text: str) -> bool:
    """Tell a typed link code from a sentence: eight characters of the code alphabet, a digit among them."""
    plain = rules.plain_code(text)
    return bool(_CODE.fullmatch(plain)) and any(letter.isdigit() for letter in plain) and text.isascii()


def link(unit: Unit, owner: Owner, code: str) -> Reply:
    """Link a car, and ask for what is needed to look after it; a code of a change of owner is asked about first.

    Raises the refusals of registry.link and transfer.look.
    """
    offer = transfer.offer(unit, owner, code)
    if offer is not None:
        return offer
    is_first = not registry.vehicles_of(unit, owner.id)
    car = registry.link(unit, owner.id, code)
    waiting = registry.waiting(unit, owner.id, car.id)
    if waiting is not None:
        drivers.ask(unit, waiting)
        line = Phrase("drivers.asked", {"car": car.name, "mark": waiting.mark})
        return Reply(messages=(Message((line,)),))
    if is_first:
        preferences.set_zone(unit, owner.id, car.zone)
    return Reply(messages=(welcome.message(unit, owner, car),))


def answer_care(unit: Unit, owner: Owner, about: Consent) -> Reply:
    """Record consent to health checks or its refusal; the optional purposes are only named, and stay off."""
    registry.consent(unit, owner.id, purpose=Purpose.CARE, given=about.given, channel="chat")
    if not about.given:
        return Reply(edit=Message((Phrase("consent.refused"),)))
    lines = (Phrase("consent.thanks"), Phrase("consent.what_now"), Phrase("consent.optional"))
    return Reply(edit=Message(lines, rows=(_FIRST_LOOKS,)))


_FIRST_LOOKS = (
    Button(Phrase("choice.car_question"), "say", Wish(Intent.CAR_QUESTION).params(), once=False),
    Button(Phrase("choice.privacy"), "privacy.show", once=False),
)


def language(unit: Unit, owner: Owner, argument: str) -> Reply:
    """Switch to the language behind the command, or ask which."""
    choice = next((code for code, words in _NAMED.items() if words.fullmatch(argument.strip())), None)
    if choice is not None:
        return Reply(messages=(Message((_switch(unit, owner, choice),)),))
    return Reply(messages=(Message((Phrase("language.ask"),), rows=(languages(),)),))


def choose_language(unit: Unit, owner: Owner, about: Language) -> Reply:
    """Switch, and say hello again in the new language."""
    done = _switch(unit, owner, about.language)
    return Reply(edit=_hello(unit, owner), toast=done)


def _switch(unit: Unit, owner: Owner, language: str) -> Phrase:
    """Switch to a language and say so, also that it was this one already."""
    if owner.locale == _LOCALES[language]:
        return Phrase("language.same")
    preferences.set_locale(unit, owner.id, _LOCALES[language])
    return Phrase("language.done")


def languages() -> tuple[Button, ...]:
    """Return a button for each language."""
    return tuple(
        Button(Phrase(f"language.{code}"), "language.choose", Language(code).params(), once=False)
        for code in _LOCALES
    )


VERBS: dict[str, Verb] = {
    "consent.care": reads(Consent, answer_care),
    "language.choose": reads(Language, choose_language),
}
