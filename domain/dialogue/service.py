"""The chat's three doors: a sentence, a command, a tap. Each is one unit and gives one reply."""

from dataclasses import replace

from domain.contact import buttons
from domain.contact import service as contact
from domain.contact.facts import Message, Pressed, Reply
from domain.contact.verbs import Verb, read, reads
from domain.core import Unit
from domain.dialogue import asking, commands, pending, presses, store, tasks, turns
from domain.dialogue.acts import (
    answering,
    cars,
    days,
    deeds,
    drivers,
    emergencies,
    first,
    history,
    notes,
    onboarding,
    people,
    settings,
    visits,
    waits,
)
from domain.dialogue.acts.about import OfTask, Text
from domain.dialogue.emergency import recognition
from domain.dialogue.emergency.recognition import Emergency
from domain.dialogue.meaning import agreement, naming
from domain.dialogue.memory import Matter, Memory
from domain.dialogue.second.facts import NONE, Second
from domain.explain.catalogue import locale_for
from domain.explain.facts import Phrase
from domain.privacy import acts as privacy
from domain.registry import service as registry
from domain.registry.tables import Owner

_AT_ONCE = frozenset({"visit.book"})  # books without a further question: which one is meant has to be plain
_UNDO = "visit.undo"
_FOR_GOOD = frozenset({"car.unlink", "privacy.erase"})


def converse(unit: Unit, owner: Owner, text: str, *, second: Second = NONE) -> Reply:
    """Answer what an owner wrote, in either language; an emergency and a wish for a person before all else.

    Raises second.facts.Unsure where a second reader is there and has to be asked first: nothing of the unit is kept then.
    """
    danger = None if _is_settled(unit, owner, text) else recognition.find(_of_my_car(unit, owner, text))
    return _remember_question(unit, owner, _answered(unit, owner, text, danger=danger, second=second))


def _is_settled(unit: Unit, owner: Owner, text: str) -> bool:
    """Whether a text is a link code, a command, or an answer that tells of nothing else."""
    return (
        onboarding.looks_like_code(text)
        or commands.command_of(text) is not None
        or first.is_reply(unit, owner, text)
        or agreement.is_yes(text, Matter.BOOK)
    )


def _of_my_car(unit: Unit, owner: Owner, text: str) -> str:
    """Put "my car" in place of a car's name, so that a car called Blaze is no fire; "" where the text is a name alone."""
    mention = naming.find_cars(text, registry.vehicles_of(unit, owner.id))
    return "" if mention.alone and mention.cars else mention.text


def _answered(
    unit: Unit, owner: Owner, text: str, *, danger: Emergency | None, second: Second = NONE
) -> Reply:
    before = first.answer(unit, owner, text, danger=danger)
    return before or _by_label(unit, owner, text) or _by_words(unit, owner, text, second)


def _go_on(unit: Unit, owner: Owner, about: Text) -> Reply:
    """Answer what was written as no emergency."""
    return spoken(_answered(unit, owner, about.text, danger=None))


def _by_label(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Words that stand on a button are a tap on it; of several such buttons the one that is still good."""
    matches = buttons.labelled(unit, owner.id, text, all_of=_AT_ONCE)
    if not matches:
        return None
    memory = store.load(unit, owner.id)
    choices = {(each.verb, str(each.params)): each for each in matches if _counts(each, memory)}
    if len(choices) > 1:
        choices = {key: each for key, each in choices.items() if _is_of_open(each, memory)}
    if len(choices) > 1 and any(each.verb in _AT_ONCE for each in choices.values()):
        return Reply(messages=(Message((Phrase("answer.which_button"),)),))
    if len(choices) != 1:
        return None
    (one,) = choices.values()
    return spoken(VERBS[one.verb](unit, owner, one.params))


def _counts(button: Pressed, memory: Memory) -> bool:
    """Whether words may press it: what takes something away for good only as the answer to its question, and no undo in a talk."""
    if button.verb == _UNDO:
        return memory.talk.task is None
    return button.verb not in _FOR_GOOD or pending.is_of(memory.pending, button)


def _is_of_open(button: Pressed, memory: Memory) -> bool:
    """Whether a button belongs to the question that is open, or to none."""
    task = memory.talk.task
    return button.verb not in asking.OF_TALK or read(button.params, OfTask).task == (task.no if task else 0)


def _by_words(unit: Unit, owner: Owner, text: str, second: Second) -> Reply:
    if onboarding.looks_like_code(text):
        return onboarding.link(unit, owner, text)
    memory = store.load(unit, owner.id)
    answer = pending.answer(memory.pending, text)
    if answer is not None:
        return spoken(VERBS[answer.verb](unit, owner, answer.params))
    news = notes.answer(unit, owner, text) or (
        days.answer(unit, owner, text) if memory.talk.task is None else None
    )
    if news is not None:
        return news
    speaker = unit.core.speaker(locale_for(owner.locale))
    name = commands.command_of(text) or commands.described(text, speaker)
    of = agreement.matter(memory.talk)
    if name is not None and not (of and agreement.is_yes(text, of)):
        return _commanded(unit, owner, name, "")
    return _understood(unit, owner, text, memory, second if memory.pending is None else NONE)


def _understood(unit: Unit, owner: Owner, text: str, memory: Memory, second: Second) -> Reply:
    """Answer what the words mean. second: NONE while a yes or no is waited for, which is for the rules alone."""
    scene = turns.scene_of(unit, owner, memory, second=second)
    open_car = tasks.books(memory.talk.task) and scene.car is None
    mention = naming.find_cars(text, scene.cars, asked=open_car)
    if len(mention.cars) == 1:
        return turns.of_car(
            turns.scene_of(unit, owner, memory, car_id=mention.cars[0], second=second),
            memory.talk,
            mention,
            text,
        )
    talk = turns.with_visits(memory.talk, scene)
    return turns.reply_to(scene, talk, text, turns.understood(scene, talk, text))


def command(unit: Unit, owner: Owner, name: str, argument: str) -> Reply:
    """Answer a command; one that does not exist is answered with those that do. What stands behind it may be an emergency."""
    if name in commands.SPOKEN:
        return converse(unit, owner, f"{name} {argument}")
    text = argument or ("" if commands.command_of(name) else name)
    danger = None if onboarding.looks_like_code(text) else recognition.find(text)
    sure = danger if danger and danger.sure else None
    before = first.answer(unit, owner, text, danger=sure)
    whole = commands.command_of(f"{name} {argument}")
    if whole is not None or name not in answering.COMMANDS:
        name, argument = whole or "help", ""
    return _remember_question(unit, owner, before or _commanded(unit, owner, name, argument))


def _commanded(unit: Unit, owner: Owner, name: str, argument: str) -> Reply:
    """Do a command. One that only tells something comes back to the open question, as any interruption does."""
    reply = answering.COMMANDS[name](unit, owner, argument)
    memory = store.load(unit, owner.id)
    if memory.talk.task is None:
        return reply
    if name in answering.TELLING:
        scene = turns.scene_of(unit, owner, memory)
        return turns.answered(
            scene, deeds.aside(scene, turns.with_visits(memory.talk, scene), reply.messages)
        )
    store.save(unit, owner.id, replace(memory, talk=replace(memory.talk, elsewhere=True)))
    return reply


def press(unit: Unit, owner: Owner, token: str) -> Reply:
    """Do what a button stands for. Raises the refusals of contact.press and of the deed."""
    pressed = contact.press(unit, owner.id, token, again=asking.OF_TALK)
    reply = VERBS[pressed.verb](unit, owner, pressed.params)
    return _remember_question(unit, owner, replace(reply, used=pressed.used))


def spoken(reply: Reply) -> Reply:
    """Turn an answer to a tap into one to words: no message was tapped, so an edit is sent as new, and a toast where it is all."""
    messages = (*((reply.edit,) if reply.edit else ()), *reply.messages)
    if not messages and reply.toast:
        messages = (Message((reply.toast,)),)
    return replace(reply, messages=messages, edit=None)


def _remember_question(unit: Unit, owner: Owner, reply: Reply) -> Reply:
    """Remember what a reply outside of the talk asks, so that a typed yes or no goes there and nowhere else."""
    if unit.session.get(Owner, owner.id) is None:
        return reply  # erased
    memory, asks = store.load(unit, owner.id), pending.of(reply)
    if asks != memory.pending:
        store.save(unit, owner.id, replace(memory, pending=asks))
    return reply


VERBS: dict[str, Verb] = {
    **presses.VERBS,
    **onboarding.VERBS,
    **cars.VERBS,
    **days.VERBS,
    **drivers.VERBS,
    "emergency.none": reads(Text, _go_on),
    **emergencies.VERBS,
    **history.VERBS,
    **notes.VERBS,
    **people.VERBS,
    **settings.VERBS,
    **visits.VERBS,
    **waits.VERBS,
    **privacy.VERBS,
}
