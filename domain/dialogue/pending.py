"""Questions outside of a task, such as “Unlink this car?”: which button a typed yes or no stands for. Pure."""

import re
from itertools import chain

from domain.contact.facts import Button, Message, Pressed, Reply
from domain.contact.verbs import Facts, read
from domain.dialogue import script
from domain.dialogue.meaning import agreement
from domain.dialogue.memory import Matter, Pending, Press


class _Answer(Facts, frozen=True):
    """What a button says to its question; given: False on the one that says no."""

    given: bool = True


_MATTERS = {
    "car.unlink": Matter.UNLINK,
    "transfer.start": Matter.HAND_ON,
    "transfer.take": Matter.TAKE_OVER,
    "plan.end": Matter.CANCEL,
    "privacy.erase": Matter.DELETE,
    "privacy.purpose": Matter.CONSENT,
    "consent.care": Matter.CONSENT,
    "emergency.help": Matter.DANGER,
    "complaint.pass": Matter.PERSON,
    "history.add": Matter.CORRECT,
    "transport.set": Matter.CORRECT,
}
_FOR_GOOD = frozenset({"car.unlink", "plan.end", "privacy.erase", "transfer.start", "transfer.take"})
ADDRESS = "transport.where"  # the button under the question for an address
_INVITES = frozenset(
    {"handover.write_more", "handover.write_where"}
)  # what to tell the person, in one message
_NO = re.compile(
    r"(?:no+|nope|nah|never ?mind|forget it|no thanks?|no thank you|don'?t|do not|not now|keep (?:it|them|my data|everything)|cancel|(?:no )?i(?:'?m| am) (?:fine|ok|okay|safe|all right)|not in danger|no danger|go on|"
    r"不+|不要|不用|不行|不同意|不了|别|别删|不删|先不|暂不|算了|取消|保留|留着|没有?危险|没有|没事|没|继续)(?:了|吧|谢谢|thanks|please|[\s,.!~])*"
)


def of(reply: Reply) -> Pending | None:
    """The question that the last message of a reply puts, if it is one of these."""
    messages = [each for each in (reply.edit, *reply.messages) if each is not None]
    return _question(messages[-1]) if messages else None


def _question(message: Message) -> Pending | None:
    if any(line.code in _INVITES for line in message.lines):
        return Pending(Matter.PERSON, Press("person.take_back", {}), open=True)
    buttons = list(chain.from_iterable(message.rows))
    where = next((each for each in buttons if each.verb == ADDRESS), None)
    if where is not None:
        of_talk = _press(where) if not where.params["visit_id"] else None
        return Pending(Matter.CORRECT, _press(where), of_talk, open=True)
    yes = next((each for each in buttons if _agrees(each)), None)
    if yes is None:
        return None
    others = (each for each in buttons if each is not yes and each.once)
    no = next((_press(each) for each in others), None)
    return Pending(_MATTERS[yes.verb], _press(yes), no)


def _agrees(button: Button) -> bool:
    return button.verb in _MATTERS and read(button.params, _Answer).given


def _press(button: Button) -> Press:
    return Press(button.verb, dict(button.params))


def asks_address(question: Pending | None) -> Pending | None:
    """The question where the car is to be collected; None for any other."""
    return question if question and question.open and question.yes.verb == ADDRESS else None


def invites(question: Pending | None) -> bool:
    """Whether the owner was invited to write in one message what the person is to know."""
    return question is not None and question.open and question.matter is Matter.PERSON


def is_of(pending: Pending | None, button: Pressed) -> bool:
    """Whether a button answers the question that waits."""
    pressed = Press(button.verb, dict(button.params))
    return pending is not None and pressed in (pending.yes, pending.no)


def answer(pending: Pending | None, text: str) -> Press | None:
    """The button that a plain yes or a bare no stands for; None for anything else."""
    if pending is None:
        return None
    if not pending.open and agreement.is_yes(text, pending.matter):
        return pending.yes
    refused = _NO.fullmatch(script.plain(text).strip())
    return (pending.no or Press("talk.kept", {})) if refused else None


def may_press(question: Pending | None, button: Pressed) -> bool:
    """Whether words may press a button: one that takes something away for good only as the answer to its question."""
    return button.verb not in _FOR_GOOD or is_of(question, button)
