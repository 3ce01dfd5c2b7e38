"""What an owner sends beside text: a place, a voice, a telephone number, a picture. Each gets a next step."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from domain.alerts import service as alerts
from domain.alerts import telling
from domain.booking import network, rules, words
from domain.booking.facts import CentreFacts
from domain.contact import service as contact
from domain.contact.facts import Button, Message, Reply
from domain.core import Unit
from domain.dialogue import presses, service, store, tasks, turns
from domain.dialogue import rules as talk_rules
from domain.dialogue.acts import days, notes, people
from domain.dialogue.acts.about import Wish
from domain.dialogue.emergency import recognition
from domain.dialogue.facts import DO, Intent, Meaning
from domain.dialogue.meaning import person
from domain.dialogue.topics import Site
from domain.errors import Refusal
from domain.explain.facts import Phrase, sentence
from domain.handover import enclosures
from domain.handover import service as handover
from domain.registry.tables import Owner

_MOST = 3  # centres that are named
_LIKED = frozenset("👍👌❤🔥👏🙏🫡💯🤝🆒😁🥰")

Position = tuple[float, float]


def place(unit: Unit, owner: Owner, *, at: Position) -> Reply:
    """Tell the nearest centres; an open booking goes on with the nearest. at: latitude and longitude, used now and not kept."""
    placed = [(rules.kilometres(at, each.position), each) for each in _centres(unit) if each.position]
    if not placed:
        return Reply(messages=(Message((Phrase("media.no_places"),)),))
    nearest = sorted(placed, key=lambda each: each[0])[:_MOST]
    first = nearest[0][1]
    books = tasks.books(store.load(unit, owner.id).talk.task)
    answer = Message(
        (
            Phrase("media.nearest", {"centres": tuple(_line(*each) for each in nearest)}),
            Phrase("media.place_gone"),
        ),
        rows=() if books else tuple((_book(each),) for _, each in nearest),
        pin=words.pin(first.position, first.name, first.address),
    )
    if not books:
        return Reply(messages=(answer,))
    here = Site(first.id, first.name)
    rest = presses.mean(unit, owner, Meaning(Intent.INFORM, sites=(here,)))
    return replace(rest, messages=(answer, *rest.messages))


def _centres(unit: Unit) -> list[CentreFacts]:
    return [centre for _, centre in network.listed(unit)]


def _line(kilometres: float, centre: CentreFacts) -> Phrase:
    about = {"centre": centre.name, "km": round(kilometres), "address": centre.address}
    return Phrase("media.centre" if centre.address else "media.centre_name", about)


def _book(centre: CentreFacts) -> Button:
    label = Phrase("media.button.book", {"centre": centre.name})
    return Button(label, "say", Wish(Intent.BOOK, site=centre.id).params(), once=False)


def voice(unit: Unit, owner: Owner) -> Reply:
    """Say that speech is not understood, what to do instead, and whom to call if it is urgent."""
    return _instead(Phrase("media.voice"), *people.lines_to_call(unit, owner))


def number(unit: Unit, owner: Owner) -> Reply:
    """Say that telephone numbers are not kept, and how somebody can be reached."""
    return _instead(Phrase("media.number"), *people.lines_to_call(unit, owner))


def picture(unit: Unit, owner: Owner, *, caption: str, body: bytes) -> Reply:
    """Give a picture to the next visit or the open request; a caption that answers, wishes for something or is an emergency is answered.

    In a conversation with a person it goes there with its caption.
    """
    if handover.conversation(unit, owner.id) and not recognition.find(caption):
        return notes.keep(unit, owner, text=caption, picture=body)
    if caption and (enclosures.goal(unit, owner.id) is None or _wants_something(unit, owner, caption)):
        return service.converse(unit, owner, caption)
    return notes.keep(unit, owner, text=caption, picture=body)


def _wants_something(unit: Unit, owner: Owner, text: str) -> bool:
    """Whether a text tells of an emergency, answers an open question, or wishes for a visit or a person."""
    memory = store.load(unit, owner.id)
    if memory.talk.task or recognition.find(text) or person.is_wished(text):
        return True
    scene = turns.scene_of(unit, owner, memory)
    meaning = turns.understood(scene, turns.with_visits(memory.talk, scene), text)
    return meaning.intent in talk_rules.TASKS and meaning.sure >= DO and bool(meaning.when or meaning.job)


def no_picture(unit: Unit, owner: Owner, *, caption: str) -> Reply:
    """Say that a picture could not be loaded; its caption is answered."""
    return (
        service.converse(unit, owner, caption)
        if caption
        else Reply(messages=(Message((Phrase("enclosure.lost"),)),))
    )


def beside_file(unit: Unit, owner: Owner, *, caption: str, report: Callable[[Unit, Owner], Reply]) -> Reply:
    """Answer what came of a file, and what its caption wishes for."""
    answer = report(unit, owner)
    if not caption or not _wants_something(unit, owner, caption):
        return answer
    try:
        after = service.converse(unit, owner, caption)
    except Refusal as refusal:  # of the caption: the file was taken in all the same
        after = Reply(messages=(Message((sentence(refusal),)),))
    return replace(after, messages=(*answer.messages, *after.messages))


def other(unit: Unit, owner: Owner, *, caption: str) -> Reply:
    """Answer the words below what cannot be read, such as a file or a film; without any, say what can be read."""
    if caption:
        return service.converse(unit, owner, caption)
    return service.command(unit, owner, "unreadable", "")


def _instead(*lines: Phrase) -> Reply:
    return Reply(messages=(Message(lines, rows=((people.button(),),)),))


def react(unit: Unit, owner: Owner, *, message_id: int, emoji: str) -> None:
    """Take a kind sign under a warning for "I have read it", under a reminder for "I am coming"; nothing is said.

    No other sign does anything, nor does one under another message: what needs a yes gets none by a sign.
    """
    if emoji[:1] not in _LIKED:
        return
    subject, pressed = contact.told_by(unit, owner.id, message_id)
    alert_id = telling.alert_of(subject)
    if alert_id is not None:
        alerts.acknowledge(unit, owner.id, alert_id)
    for button in pressed:
        if button.verb == "visit.coming" and not button.params.get("minutes"):
            with suppress(Refusal):  # the visit is over, or cancelled
                days.VERBS[button.verb](unit, owner, button.params)
