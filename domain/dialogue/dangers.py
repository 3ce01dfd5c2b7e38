"""Whether what an owner writes tells of an emergency, in view of where the talk stands."""

import re
from typing import Final

from domain.core import Unit
from domain.dialogue import (
    arrival,
    commands,
    pending,
    script,
    setting_forms,
    store,
    transport,
    transport_forms,
    trip_forms,
)
from domain.dialogue.acts import days, first, onboarding, usage
from domain.dialogue.emergency import recognition
from domain.dialogue.emergency.recognition import Emergency, Kind
from domain.dialogue.meaning import agreement, jobs, naming
from domain.dialogue.memory import Matter
from domain.handover import service as handover
from domain.registry import service as registry
from domain.registry.tables import Owner

# "stuck on the ring road" near a visit
_LIKE_LATE: Final = frozenset({Kind.STRANDED, Kind.TRAPPED, Kind.UNCLEAR})
# "the front wheel clicks", which a person has just asked about; fire, smoke or a crash are asked about even then
_OF_THE_CAR: Final = frozenset({Kind.STRANDED, Kind.UNCLEAR})
_REPORT: Final = re.compile(
    r"\b(?:driving|trip|energy) (?:reports?|scores?)\b|\beco[- ]?(?:driving|mode)\b|\b(?:economical|efficient) driving\b|驾驶报告|驾驶评分|用车报告|(?:节能|省电|经济)(?:驾驶|模式)",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(
    r"\bhow (?:often|many)\b|\bnumber of\b|(?:几|多少)[次回]|次数|频繁|频率|(?:刹车?|加速|减速)多(?:吗|么|不多)",
    re.IGNORECASE,
)
_UNLESS: Final = re.compile(
    r"\b(?:unless|except (?:if|when)|only if)\b[^.!?;,]*|除非(?:(?!否则|不然|要不)[^。！？；，,.!?;])*",
    re.IGNORECASE,
)


def find(unit: Unit, owner: Owner, text: str) -> Emergency | None:
    """Return the emergency that a text tells of; an unsure one only where nothing else explains its words."""
    if _is_settled(unit, owner, text):
        return None
    words = _without_own_words(_without_condition(text))
    danger = _beside_pick_up(_of_my_car(unit, owner, words))
    if danger is None or danger.sure:
        return danger
    if transport.is_place(unit, owner, words) or commands.command_of(text) == "transfer":
        return None  # 车卖掉了，怎么办 is no breakdown
    is_for_person = danger.kind in _OF_THE_CAR and _is_for_person(unit, owner)
    if is_for_person or (danger.kind in _LIKE_LATE and days.is_late(unit, owner, words)):
        return None
    if jobs.is_only_named(script.plain(words)) and store.load(unit, owner.id).talk.task:
        return None  # "not the tyres" in a booking
    # "only write when it is urgent" is none, what stands beside such a wish may be
    beside = setting_forms.without(words)
    return danger if beside == words else recognition.find(_of_my_car(unit, owner, beside))


def _is_for_person(unit: Unit, owner: Owner) -> bool:
    """Whether a person talks with the owner, or what is written now was invited for one."""
    invited = pending.invites(store.load(unit, owner.id).pending)
    return invited or handover.conversation(unit, owner.id) is not None


def _without_condition(text: str) -> str:
    """A text without the condition of a setting: "no messages at night unless it is on fire" tells of no fire.

    Elsewhere "unless" is a cry like any other: "unless you come now the car burns".
    """
    match = _UNLESS.search(text)
    if match is None or setting_forms.read(text[: match.start()]) is None:
        return text
    return f"{text[: match.start()]} {text[match.end() :]}"


def _without_own_words(text: str) -> str:
    """A text without what it asks about one's driving, and without names of the report and of thrift: none tells of the car's state.

    "How often did I brake hard" is no failing brake, and "stop the driving report" stops no car. Only a count outvotes a sure
    emergency: who asks whether they press too hard, and that nothing comes of it, tells of the car.
    """
    question = trip_forms.read(text)
    if question is None or question.kind not in {trip_forms.Kind.DRIVING, trip_forms.Kind.SCORE}:
        return _REPORT.sub("report", text)
    danger = recognition.find(text)
    is_cry = danger is not None and danger.sure and _COUNT.search(text) is None
    return _REPORT.sub("report", text if is_cry else question.rest)


def _is_settled(unit: Unit, owner: Owner, text: str) -> bool:
    """Whether a text is a link code, a command, or an answer or question that tells of nothing else."""
    return (
        onboarding.looks_like_code(text)
        or (commands.command_of(text) is not None and not commands.may_tell_more(text))
        or first.is_reply(unit, owner, text)
        or agreement.is_yes(text, Matter.BOOK)
        or usage.goes_on(unit, owner, text)  # "and on the motorway?" below a list of trips
        or ((news := arrival.find(text)) is not None and not news.is_late)  # 我在路上了
    )


def _beside_pick_up(text: str) -> Emergency | None:
    """Of a text that wishes for a pick-up, an emergency only where the rest tells of one."""
    rest = transport_forms.without_pick_up(text)
    danger = recognition.find(rest)
    return danger if danger is None or rest == text else recognition.find(text) or danger


def _of_my_car(unit: Unit, owner: Owner, text: str) -> str:
    """Put "my car" in place of a car's name, so that a car called Blaze is no fire; "" where the text is a name alone."""
    mention = naming.find_cars(text, registry.vehicles_of(unit, owner.id))
    return "" if mention.alone and mention.cars else mention.text
