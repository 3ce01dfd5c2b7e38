"""The chat's three doors: a sentence, a command, a tap. Each is one unit and gives one reply."""

from collections.abc import Callable
from dataclasses import replace

from domain.contact import buttons
from domain.contact import service as contact
from domain.contact.facts import Message, Reply
from domain.contact.verbs import Verb, reads
from domain.core import Unit
from domain.dialogue import (
    asking,
    commands,
    dangers,
    pending,
    presses,
    referent,
    refusing,
    script,
    setting_forms,
    store,
    tasks,
    transport,
    turns,
)
from domain.dialogue.acts import (
    agreeing,
    answering,
    cars,
    complaints,
    conversation,
    days,
    deeds,
    drivers,
    first,
    invited,
    notes,
    onboarding,
    supposing,
    symptom,
    undo,
    usage,
    verbs,
    wishes,
)
from domain.dialogue.acts.about import Text
from domain.dialogue.acts.scene import Scene
from domain.dialogue.emergency import recognition
from domain.dialogue.emergency.recognition import Emergency
from domain.dialogue.facts import Grain
from domain.dialogue.meaning import address, agreement, complaint, jobs, naming
from domain.dialogue.memory import Memory
from domain.dialogue.referent import NOTHING, Referent
from domain.dialogue.second.facts import NONE, Second
from domain.dialogue.times import when
from domain.explain.catalogue import locale_for
from domain.explain.facts import Phrase
from domain.registry.tables import Owner

_AT_ONCE = frozenset({"visit.book"})  # books without a further question: which one is meant has to be plain


def converse(
    unit: Unit, owner: Owner, text: str, *, second: Second = NONE, reply_to: int | None = None
) -> Reply:
    """Answer what an owner wrote, in either language; an emergency and a wish for a person before all else.

    reply_to: the number of the message in the chat that it replies to, which sets what it is about.
    Raises second.facts.Unsure where a second reader is there and has to be asked first: nothing of the unit is kept then.
    """
    before = store.load(unit, owner.id)
    about = referent.current(unit, owner.id, before, reply_to=reply_to)
    danger = dangers.find(unit, owner, text)
    elsewhere = conversation.answer(unit, owner, text) if danger is None else None
    words = address.of_assistant(text) or text
    reply = elsewhere or _answered(unit, owner, words, danger=danger, second=second, about=about)
    symptom.note(unit, owner, text, before.symptom)
    return _finish(unit, owner, reply)


def _answered(
    unit: Unit,
    owner: Owner,
    text: str,
    *,
    danger: Emergency | None,
    second: Second = NONE,
    about: Referent = NOTHING,
) -> Reply:
    passed_on = invited.answer(unit, owner, text) if danger is None else None
    if before := passed_on or first.answer(unit, owner, text, danger=danger, about=about):
        return before
    if parted := _in_parts(unit, owner, text, lambda part: _by_words(unit, owner, part, second, about)):
        return parted
    undone = undo.answer(unit, owner, text)
    reply = _beside(unit, owner, asking.spoken(undone)) if undone else _by_label(unit, owner, text)
    wish = complaint.wish_beside(text) or text
    return complaints.with_regret(text, reply or _by_words(unit, owner, wish, second, about))


def _in_parts(unit: Unit, owner: Owner, text: str, by_words: Callable[[str], Reply]) -> Reply | None:
    """Answer a yes with a remark, or the refusal of a booking with more behind it; None where a text is neither."""
    memory = store.load(unit, owner.id)
    if agreed := agreeing.parts(unit, text, memory):
        return agreeing.in_two(unit, owner, memory, agreed, by_words)
    return refusing.answer(unit, owner, text, memory, by_words)


def _go_on(unit: Unit, owner: Owner, about: Text) -> Reply:
    """Answer what was written as no emergency; a person who talks with the owner has it already."""
    return conversation.resting(unit, owner) or _instead(unit, owner, about)


def _instead(unit: Unit, owner: Owner, about: Text) -> Reply:
    """Answer what was passed on to a person, because the owner wants it from the assistant."""
    return asking.spoken(_answered(unit, owner, about.text, danger=None))


def _by_label(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Words that stand on a button are a tap on it; of several such buttons the one that is still good."""
    matches = buttons.labelled(unit, owner.id, text, all_of=_AT_ONCE)
    if not matches:
        return None
    memory = store.load(unit, owner.id)
    of = agreement.matter(memory.talk)
    if of and agreement.is_yes(text, of) and not any(each.verb in asking.OF_TALK for each in matches):
        return None  # "delete it" below the question whether to, not the button that asked it
    choices = {
        (each.verb, str(each.params)): each for each in matches if pending.may_press(memory.pending, each)
    }
    if len(choices) > 1:
        choices = {key: each for key, each in choices.items() if asking.is_of_open(each, memory.talk)}
    if len(choices) > 1 and any(each.verb in _AT_ONCE for each in choices.values()):
        return Reply(messages=(Message((Phrase("answer.which_button"),)),))
    if len(choices) != 1:
        return None
    (one,) = choices.values()
    return asking.spoken(VERBS[one.verb](unit, owner, one.params))


def _by_words(unit: Unit, owner: Owner, text: str, second: Second, about: Referent) -> Reply:
    if onboarding.looks_like_code(text):
        return onboarding.link(unit, owner, text)
    memory = store.load(unit, owner.id)
    answer = pending.answer(memory.pending, text)
    if answer is not None:
        return asking.spoken(VERBS[answer.verb](unit, owner, answer.params))
    speaker = unit.core.speaker(locale_for(owner.locale))
    name = commands.command_of(text) or commands.described(text, speaker)
    name = None if commands.is_reason(text) and _is_at_it(unit, owner, memory) else name
    news = _news(unit, owner, memory, text, is_command=name is not None)
    if news is not None:
        return news
    of = agreement.matter(memory.talk)
    if name is not None and not (of and agreement.is_yes(text, of)):
        return _commanded(unit, owner, name, text if name in answering.OF_A_CAR else "")
    at_once = _setting(unit, owner, text, about) or usage.answer(unit, owner, text)
    if at_once is not None:
        return _with_more(unit, owner, *at_once, second, about)
    second = second if memory.pending is None else NONE  # a yes or no is for the rules alone
    memory, text = transport.with_booking(unit, memory, text)
    return _understood(text, memory, turns.scene_of(unit, owner, memory, second=second, about=about))


def _is_at_it(unit: Unit, owner: Owner, memory: Memory) -> bool:
    """Whether a question of the talk is open or a visit is booked."""
    scene = turns.scene_of(unit, owner, memory)
    return memory.talk.task is not None or bool(turns.with_visits(memory.talk, scene).visits)


def _news(unit: Unit, owner: Owner, memory: Memory, text: str, *, is_command: bool) -> Reply | None:
    """Answer a note for the workshop, who else brings the car, what is told of a visit's day, and how the car comes to it."""
    note = notes.answer(unit, owner, text)
    if note is None and (what := supposing.answer(unit, owner, memory, text)):
        return _beside(unit, owner, what)
    if note is None and (bringer := notes.of_bringer(unit, owner, text)):
        note = _beside(unit, owner, bringer)
    if note is None and memory.talk.task is None:
        note = days.answer(unit, owner, text)
    return note or (None if is_command else transport.answer(unit, owner, memory, text))


def _setting(unit: Unit, owner: Owner, text: str, about: Referent) -> tuple[Reply, str] | None:
    """Change a setting that is wished for, and return what else the text says; None where none is."""
    setting, rest = wishes.answer(unit, owner, text, about), setting_forms.without(text)
    return None if setting is None else (asking.spoken(setting), "" if rest == text else rest)


def _with_more(unit: Unit, owner: Owner, first: Reply, more: str, second: Second, about: Referent) -> Reply:
    """Answer with what a message wished for first, and with the rest of it, where that names work or a time."""
    times = when.find(more, now=unit.now.replace(tzinfo=None))
    days = (each for each in times if not each.idle and (each.date_from or each.grain is not Grain.PART))
    wishes_more = any(days) or jobs.find(script.plain(more))
    if pending.of(first) or not wishes_more:
        return _beside(unit, owner, first)
    after = _by_words(unit, owner, more, second, about)
    return replace(after, messages=(*first.messages, *after.messages))


def _understood(text: str, memory: Memory, scene: Scene) -> Reply:
    """Answer what the words mean; a car that is named counts before that of the message which is replied to."""
    unit, owner, about = scene.unit, scene.owner, scene.about
    open_car = tasks.books(memory.talk.task) and scene.car is None
    shared = drivers.shared_car(unit, owner, text)
    mention = naming.find_cars(text, scene.cars, asked=open_car, shared=shared)
    if not mention.cars:
        mention = cars.by_mark(scene, text, is_open=open_car) or mention
    if turns.is_of_other(scene, text, mention.cars):
        about = NOTHING
        scene = replace(scene, about=about)
    if len(mention.cars) == 1:
        return turns.of_car(
            turns.scene_of(unit, owner, memory, car_id=mention.cars[0], second=scene.second, about=about),
            memory.talk,
            mention,
            text,
        )
    if about.vehicle_id is not None and memory.talk.task is None:
        scene = turns.scene_of(unit, owner, memory, car_id=about.vehicle_id, second=scene.second, about=about)
    talk = turns.with_visits(memory.talk, scene)
    return turns.reply_to(scene, talk, text, turns.understood(scene, talk, text))


def command(unit: Unit, owner: Owner, name: str, argument: str) -> Reply:
    """Answer a command; one that does not exist is answered with those that do. What stands behind it may be an emergency."""
    if name in commands.SPOKEN:
        words = f"{name} {argument}"
        reply = _answered(unit, owner, words, danger=dangers.find(unit, owner, words))
        return _finish(unit, owner, reply)
    text = argument or ("" if commands.command_of(name) else name)
    danger = None if onboarding.looks_like_code(text) else recognition.find(text)
    sure = danger if danger and danger.sure else None
    before = first.answer(unit, owner, text, danger=sure)
    whole = commands.command_of(f"{name} {argument}")
    if whole is not None or name not in answering.COMMANDS:
        name, argument = whole or "help", ""
    return _finish(unit, owner, before or _commanded(unit, owner, name, argument))


def _commanded(unit: Unit, owner: Owner, name: str, argument: str) -> Reply:
    """Do a command. One that only tells something comes back to the open question, as any interruption does."""
    memory = store.load(unit, owner.id)
    if memory.about:
        store.save(unit, owner.id, replace(memory, about=0))
    reply = answering.COMMANDS[name](unit, owner, argument)
    if name in answering.TELLING:
        return _beside(unit, owner, reply)
    return _elsewhere(unit, owner, reply)


def _beside(unit: Unit, owner: Owner, reply: Reply) -> Reply:
    """Come back to the open question after what is no part of the talk, unless that asks something itself."""
    memory = store.load(unit, owner.id)
    if memory.talk.task is None or pending.of(reply):
        return _elsewhere(unit, owner, reply)
    scene = turns.scene_of(unit, owner, memory)
    return turns.answered(scene, deeds.aside(scene, turns.with_visits(memory.talk, scene), reply.messages))


def _elsewhere(unit: Unit, owner: Owner, reply: Reply) -> Reply:
    """Leave the open question: a bare yes or no is no answer to it any more."""
    memory = store.load(unit, owner.id)
    if memory.talk.task is not None:
        store.save(unit, owner.id, replace(memory, talk=replace(memory.talk, elsewhere=True)))
    return reply


def press(unit: Unit, owner: Owner, token: str) -> Reply:
    """Do what a button stands for. Raises the refusals of contact.press and of the deed."""
    pressed = contact.press(unit, owner.id, token, again=asking.OF_TALK)
    reply = VERBS[pressed.verb](unit, owner, pressed.params)
    reply = asking.in_place(reply) if pressed.verb in asking.OF_TALK else reply
    return _finish(unit, owner, replace(reply, used=pressed.used))


def _finish(unit: Unit, owner: Owner, reply: Reply) -> Reply:
    """Remember what a reply asks outside of the talk, for a typed yes or no, and take away the Undo buttons that it makes stale."""
    if unit.session.get(Owner, owner.id) is None:
        return reply  # erased
    memory, asks = store.load(unit, owner.id), pending.of(reply)
    if asks != memory.pending:
        store.save(unit, owner.id, replace(memory, pending=asks))
    return undo.without_older(unit, owner, reply)


VERBS: dict[str, Verb] = {
    **presses.VERBS,
    **verbs.OF_ACTS,
    **transport.VERBS,
    "emergency.none": reads(Text, _go_on),
    "person.assistant": reads(Text, _instead),
}
