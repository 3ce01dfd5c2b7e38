"""What a message means: the state of the talk first, exact patterns second, the intent model third."""

import re
from dataclasses import replace
from datetime import datetime

from domain.dialogue import commands, facts, proposals, script
from domain.dialogue.facts import Asked, Intent, Meaning, Talk, TimeExpression
from domain.dialogue.meaning import (
    agreement,
    choices,
    delays,
    family,
    features,
    inquiries,
    jobs,
    onsets,
    patterns,
    visits,
)
from domain.dialogue.meaning.features import Marked
from domain.dialogue.meaning.model import IntentModel
from domain.dialogue.memory import Matter
from domain.dialogue.times import past, picks, shifts, soft, when, wishes
from domain.upkeep.facts import MOST_KM

ALSO = 3  # other intents worth a button
LIKELY = 0.10  # chance from which an intent is worth one
_COMMANDED = {
    "car": Intent.CAR_QUESTION,
    "bookings": Intent.CHECK_STATUS,
    "history": Intent.HISTORY,
    "privacy": Intent.PRIVACY,
    "help": Intent.HELP,
}
_OF_A_VISIT = {
    Intent.BOOK,
    Intent.RESCHEDULE,
    Intent.ASK_AVAILABILITY,
    Intent.INFORM,
    Intent.AFFIRM,
    Intent.NEGATE,
    Intent.GREET,
    Intent.OOS,
}
_ELSEWHERE = frozenset({Intent.OOS, Intent.PRIVACY, Intent.CAR_QUESTION})  # answers nothing that was asked
_OTHERWISE = frozenset({Intent.OOS, Intent.RESCHEDULE})  # of a time, and no answer with it
_BESIDE = frozenset({Intent.AFFIRM, Intent.THANK, Intent.GREET})  # said with a question, not instead of it
_MARKS_ALONE = re.compile(rf"[\s,.!?;~{features.TIME}{features.JOB}{features.NUMBER}]*")


def understand(text: str, *, talk: Talk, now: datetime, model: IntentModel) -> Meaning:
    """`now` is local at the centre. Below `facts.DO` in `sure` the rules ask, below `facts.ASK` they say so."""
    plain = script.plain(text).strip()
    said, times = _reading(text.strip(), plain, talk, now)
    marked = features.marked(text.strip(), times, features.stage(talk))
    meant = (
        _agreed(text, plain, times, talk)
        or _delayed(plain, said, talk)
        or _unless_it_sounds_so(_by_forms(plain, marked, said, talk, now), marked, talk, model)
        or _exact(marked.bare, said, talk)
        or _beside_yes(marked, said, talk, model)
        or _scored(marked, plain, said, talk, model)
    )
    meant = inquiries.settle(meant, talk) if meant.topics else inquiries.narrowed(meant, plain, talk)
    return visits.of(plain, meant, times, talk)


def _by_forms(plain: str, marked: Marked, said: Meaning, talk: Talk, now: datetime) -> Meaning | None:
    """A question by its form, or an answer to the open question."""
    return (
        inquiries.alone(said)
        or _of_the_past(plain, said, talk, now.replace(tzinfo=None))
        or _in_state(plain, marked.bare, said, talk)
    )


def _unless_it_sounds_so(
    meant: Meaning | None, marked: Marked, talk: Talk, model: IntentModel
) -> Meaning | None:
    """What the forms tell, or None where the whole message is plainly of another intent: "Friday at ten is my tattoo"."""
    if meant is None or _MARKS_ALONE.fullmatch(marked.bare) or picks.FILLER.fullmatch(marked.bare):
        return meant
    (likeliest, sure), *_ = model.score(marked)
    if meant.intent is not Intent.QUESTION:
        return None if likeliest in _ELSEWHERE and sure >= facts.PLAINLY else meant
    if inquiries.is_of(meant, likeliest):
        return replace(meant, also=(likeliest,))
    if likeliest is Intent.NEGATE and agreement.matter(talk):
        return meant  # "if it is free I cancel": a no to a summary is a plain one
    return None if sure >= facts.PLAINLY and likeliest not in _BESIDE else meant


def _reading(text: str, plain: str, talk: Talk, now: datetime) -> tuple[Meaning, tuple[TimeExpression, ...]]:
    """The time, job, number and questions that a text names, whatever it means by them; and all its times."""
    chosen = talk.asked is Asked.BOOKING and not proposals.others(talk)
    ends = () if chosen else soft.find(plain)  # beside a slot it is later than that
    read = jobs.blanked(text, plain)
    read = soft.blanked(read, plain) if ends else read
    times = onsets.marked(plain, when.find(read, now=now))
    wish, other = wishes.choose(jobs.blanked(plain, plain), times)
    wish = _with_way(script.plain(read), wish)
    said = Meaning(
        intent=Intent.INFORM,
        when=soft.heeded(wish, ends) if ends else wish,
        old=other,
        job=jobs.find(plain),
        without=jobs.refused(plain),
        number=_number(plain),
        soonest=bool(patterns.SOONEST.search(plain)),
    )
    return inquiries.with_topics(plain, said, times, talk), times


def _delayed(plain: str, said: Meaning, talk: Talk) -> Meaning | None:
    """The open task is given up or its answer put off, or a summary merely reacted to; nothing else is asked or wished."""
    if family.keeps_time(plain, said, talk):
        return replace(said, intent=Intent.NEGATE, drop=True, topics=())
    if talk.task is None:
        beside = talk.warned_slot and not said.topics and delays.waits(plain)
        left = replace(said, intent=Intent.NEGATE, topics=()) if delays.leaves_it(plain) else None
        return Meaning(Intent.AFFIRM, put_off=True) if beside else left
    if delays.gives_up(plain):
        return replace(said, intent=Intent.NEGATE, drop=True, topics=())  # its reason asks nothing
    if said.job or said.topics:
        return None
    is_summary = agreement.matter(talk) is not None
    if (is_summary and delays.decides_then(plain)) or (not said.when and delays.puts_off(plain)):
        return Meaning(Intent.AFFIRM, put_off=True)
    return Meaning(Intent.AFFIRM) if is_summary and delays.only_reacts(plain) else None


def _agreed(text: str, plain: str, times: tuple[TimeExpression, ...], talk: Talk) -> Meaning | None:
    """A plain yes to what is asked; in the question of a cancellation also a plain wish to keep the visit."""
    if talk.task is None and talk.warned_slot and agreement.is_yes(text.strip(), Matter.BOOK):
        return Meaning(Intent.AFFIRM, plain=True, slot=talk.warned_slot)  # summed up before it is booked
    of = Matter.BOOK if talk.asked in {Asked.SLOT, Asked.READING} else agreement.matter(talk)
    if of and agreement.is_yes(text.strip(), of, same=agreement.restated(plain, times, talk)):
        return Meaning(Intent.AFFIRM, plain=True)
    if talk.asked is not Asked.CANCELLING or times:
        return None
    if patterns.KEEP.search(plain):
        return Meaning(Intent.NEGATE)
    return Meaning(Intent.AFFIRM) if patterns.GONE.search(plain) else None


def _with_way(plain: str, wish: TimeExpression | None) -> TimeExpression | None:
    """The wish with "earlier" or "later", which stand for a time where none was said."""
    way = shifts.way(plain)
    if way and wish and wish.shift and wish.shift.same_day and not wish.time_from and not wish.time_to:
        return way  # on that day, as long as it has any
    if way is None or (wish and (wish.shift or wish.time_from or wish.time_to)):
        return wish
    return way if wish is None else replace(wish, shift=way.shift)


def _number(plain: str) -> int | None:
    match = patterns.NUMBER.search(plain)
    return int(match[1] or match[2]) if match else None


def _of_the_past(plain: str, said: Meaning, talk: Talk, now: datetime) -> Meaning | None:
    """The day or the odometer of work that was done, where it was asked for."""
    if talk.asked is Asked.DONE_ON and talk.task and talk.task.entry:
        on = past.done_on(plain, now=now, near=talk.task.entry.work.on)
        return None if on is None else replace(said, on=on)
    distance = patterns.DISTANCE.search(plain) if talk.asked is Asked.DONE_KM else None
    km = None if distance is None else patterns.km(distance)
    return None if km is None or km > MOST_KM else replace(said, km=km)


def _in_state(plain: str, bare: str, said: Meaning, talk: Talk) -> Meaning | None:
    """What only the open question can tell: a choice, a bare number, a bare time or job."""
    if choice := choices.of(plain, said, talk):
        return choice
    hour = None if said.when else picks.bare_hour(plain)
    if hour is not None and (talk.asked in facts.TAKES_TIME or _is_by_warning(talk)):
        return replace(said, when=picks.at_hour(hour))
    number = picks.BARE.fullmatch(plain)
    if number:
        return replace(said, number=int(number[1]), when=None) if talk.asked is Asked.VISIT else None
    new = said.when or said.job or said.soonest
    if talk.task is None:
        return _alone(plain, bare, said) if new else None
    rest = patterns.SOONEST.sub("", bare)
    other = said.job not in {None, talk.task.job} and not said.topics
    corrected = other and (patterns.CORRECTS.search(plain) or jobs.is_other(plain))
    if corrected or (new and picks.FILLER.fullmatch(rest)):
        return said
    return (
        said if said.when and talk.asked in facts.TAKES_TIME and picks.courteous(plain, said.when) else None
    )


def _alone(plain: str, bare: str, said: Meaning) -> Meaning | None:
    """A time, a part or work with nothing beside it, where nothing is open: only work is a wish."""
    if said.job and not said.when and patterns.names_work(plain, bare):
        return replace(said, intent=Intent.BOOK)
    more = said.when and (said.job or said.when.shift or said.when.never)  # a wish to book, or of a visit
    return said if not more and _MARKS_ALONE.fullmatch(patterns.SOONEST.sub("", bare)) else None


def _is_by_warning(talk: Talk) -> bool:
    """Whether a slot that a warning holds is all that a time can be about."""
    return talk.warned_slot is not None and talk.task is None and not talk.visits


def _exact(bare: str, said: Meaning, talk: Talk) -> Meaning | None:
    for intent, pattern in patterns.PATTERNS:
        if pattern.fullmatch(bare):
            thanks = intent is Intent.AFFIRM and talk.task is None and patterns.THANKS.search(bare)
            return replace(said, intent=Intent.THANK if thanks else intent)
    wishes_visit = patterns.WISH if said.job else patterns.WISH_FOR_A_TIME
    anew = said.when and (said.job or not said.when.shift)  # else a visit is moved
    if anew and talk.task is None and wishes_visit.fullmatch(bare):
        return replace(said, intent=Intent.BOOK)
    correction = re.match(patterns.NO + r"[\s,.!]*", bare)
    rest = re.sub(patterns.NO_REST, "", bare[correction.end() :], count=1) if correction else ""
    if correction and talk.task and (said.when or said.job) and picks.FILLER.fullmatch(rest):
        return replace(said, intent=Intent.NEGATE)
    agreed = re.match(patterns.YES + r"[\s,.!]*", bare)
    if agreed and talk.task and (said.when or said.job) and picks.FILLER.fullmatch(bare[agreed.end() :]):
        return said
    return None


def _scored(marked: Marked, plain: str, said: Meaning, talk: Talk, model: IntentModel) -> Meaning:
    if not any(map(str.isalnum, plain)):
        return replace(said, intent=Intent.OOS, sure=0.0)  # a question mark alone says nothing
    scores = model.score(marked)
    (intent, sure), *rest = scores
    wish = _wish_for_a_visit(marked, plain, said, talk, scores)
    if wish:
        return replace(said, intent=wish)
    change = family.change(intent, plain, said, talk)
    if change is not intent:
        return replace(said, intent=change)
    if intent in family.LOOKING:
        intent, sure = family.kept_out(intent, sure, marked, plain, said)
    if said.when and said.when.shift and intent is not Intent.RESCHEDULE and talk.warned_slot is None:
        said = replace(said, when=shifts.alone(said.when))
    also = tuple(other for other, chance in rest[:ALSO] if chance >= LIKELY and other is not Intent.OOS)
    return replace(said, intent=intent, sure=sure, also=also)


def _wish_for_a_visit(
    marked: Marked, plain: str, said: Meaning, talk: Talk, scores: tuple[tuple[Intent, float], ...]
) -> Intent | None:
    """What is meant by words that name a time or job, where that says more than the likeliest intent."""
    intent, sure = scores[0]
    told_from = said.when and (said.when.shift or said.when.doubt or said.when.never)
    other = sure >= facts.DO and intent in _OTHERWISE
    if told_from and talk.task and talk.asked in facts.TAKES_TIME and intent in _OF_A_VISIT and not other:
        return Intent.INFORM  # nothing but a time is waited for, and one with a doubt is asked about
    suits = said.when and patterns.SUITS.search(plain) and not family.is_elsewhere(plain, said)
    if (told_from or suits) and _is_by_warning(talk) and intent in _OF_A_VISIT and not other:
        return Intent.INFORM  # another time than what a warning holds
    earlier = said.when and said.when.shift and talk.visits and talk.task is None
    if earlier and intent in _OF_A_VISIT - {Intent.BOOK, Intent.OOS}:
        return Intent.RESCHEDULE  # earlier or later than what is booked
    led = family.is_led_by_booking(plain)
    books = intent is Intent.RESCHEDULE and (family.is_other_work(said, talk) or (led and not talk.visits))
    asks = intent in {Intent.CHECK_STATUS, Intent.CAR_QUESTION} and led and said.when is not None
    anew = intent is Intent.INFORM or books or asks
    unsure = sure < facts.DO or (anew and talk.task is None)
    return family.intent(marked, plain, said, talk, dict(scores)) if unsure else None


def _beside_yes(marked: Marked, said: Meaning, talk: Talk, model: IntentModel) -> Meaning | None:
    """What rides on a yes to a summary ("okay, what's the address again?"), where that is clear."""
    bare = marked.bare
    yes = patterns.YES_AND.match(bare) if agreement.matter(talk) else None
    if yes is None:
        return None
    known = _COMMANDED.get(commands.command_of(bare[yes.end() :]) or "")
    if known:
        return replace(said, intent=known)
    hour = None if said.when else picks.bare_hour(bare[yes.end() :])
    if hour is not None and talk.asked is Asked.BOOKING:
        return replace(said, when=picks.at_hour(hour))
    rest = features.marked(bare[yes.end() :], (), features.stage(talk))
    ridden = _exact(bare[yes.end() :], said, talk) or _scored(rest, bare[yes.end() :], said, talk, model)
    clear = ridden.sure >= facts.DO and ridden.intent not in {Intent.AFFIRM, Intent.THANK, Intent.OOS}
    return ridden if clear and not ridden.drop else None
