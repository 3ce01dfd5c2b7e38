"""`beforehand evaluate understanding`: what the shipped understanding makes of owners' lines, each in its state of the talk."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from domain.dialogue import commands, message, rules, script, tasks
from domain.dialogue.decisions import Say
from domain.dialogue.emergency import recognition
from domain.dialogue.facts import Ask, Asked, Intent, Meaning, Offer, Talk
from domain.dialogue.meaning import agreement, jobs, model, naming, person, site_names, sites
from domain.dialogue.memory import Matter
from domain.dialogue.topics import Topic
from domain.explain.facts import Names
from jobs.lab.evaluations import lines, time_expressions
from jobs.lab.evaluations.facts import Outcome
from jobs.lab.evaluations.lines import Line, share
from jobs.lab.evaluations.states import CARS, CURRENT, IDLE, NOW, SITES, STATES, ZONE

Row = dict[str, Any]
OWN: Final = Path(__file__).parents[1] / "validation"  # lines of a writer that nothing was learnt from
_FAMILIES: Final = {Intent.GREET: Intent.OOS, Intent.HISTORY: Intent.CAR_QUESTION}
_OF_A_VISIT: Final = frozenset({Intent.CANCEL, Intent.CHECK_STATUS, Intent.RESCHEDULE})
_DAY: Final = re.compile(
    r"(?:(?:下下|下|这|本|上)个?)?(?:周|礼拜|星期)[一二三四五六日天末]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})[号日]?|"
    r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})[号日]|\d{1,2}(?=[那这]|$)|(?:今|明|后|大后|听)[天日]|"
    r"\b(?:(?:the|next|this|coming) )*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|\b(?:the )?\d{1,2}(?:st|nd|rd|th)\b(?: (?:of )?[a-z]{3,9})?|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?|\b\d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
)  # the words for a day in a time, without those that tell what of it
_COMMANDS: Final = {
    "start": Intent.HELP,
    "car": Intent.CAR_QUESTION,
    "bookings": Intent.CHECK_STATUS,
    "book": Intent.BOOK,
    "history": Intent.CAR_QUESTION,
    "privacy": Intent.PRIVACY,
}
_OF_TOPIC: Final = {
    **dict.fromkeys(
        (Topic.SAFE, Topic.NEGLECT, Topic.PRICE, Topic.WARRANTY, Topic.DISCOUNT, Topic.LIMIT),
        Intent.CAR_QUESTION,
    ),
    **dict.fromkeys((Topic.TIME, Topic.PLACE, Topic.LENGTH), Intent.CHECK_STATUS),
    **dict.fromkeys((Topic.HOURS, Topic.SITES, Topic.NEAREST), Intent.ASK_AVAILABILITY),
    **dict.fromkeys((Topic.PICKUP, Topic.LOAN_CAR, Topic.EXTRA), Intent.BOOK),
    Topic.CHANGE: Intent.RESCHEDULE,
    Topic.CONDITION: Intent.INFORM,
    Topic.ABUSE: Intent.OOS,
}  # the others are of how it works: help
_ANSWERS: Final = {"ask.meant": "ask", "answer.not_yes": "ask", "answer.cannot": "decline"}


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Judge on the lines of `test`, or on those of the validation writer. Learns nothing."""
    del progress
    shipped = model.shipped()
    cases = list(lines.read(test or train or OWN))
    by_language: dict[str, list[tuple[Line, Row]]] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    for case in cases:
        begun = perf_counter()
        row = read_line(case, shipped)
        seconds[case["lang"]] += perf_counter() - begun
        by_language[case["lang"]].append((case, row))
    return Outcome(
        metrics={
            lang: metrics(pairs) | {"ms": round(1000 * seconds[lang] / len(pairs), 2)}
            for lang, pairs in by_language.items()
        },
        n={lang: len(pairs) for lang, pairs in by_language.items()},
        exercises="emergencies, cars, centres, exact patterns, grammar of times, intent model and rules, as the chat uses them",
        beyond="what the answer then says",
        split="nothing is fitted; the lines of the validation writer are in no training file",
        model={"name": "intents", "version": str(_manifest()["version"])},
        rows=[row for pairs in by_language.values() for _, row in pairs],
    )


def _manifest() -> Line:
    manifest: Line = msgspec.json.decode((files("domain.data") / "intents" / "manifest.json").read_bytes())
    return manifest


def read_line(case: Line, shipped: model.IntentModel) -> Row:
    """What is made of one line: its family, what is done with it, and its slots."""
    state = str(case.get("state") or case.get("context") or "")
    talk, text = STATES.get(state, IDLE), str(case["text"])  # what is in no list is no open question
    mention = naming.find_cars(text, CARS, asked=state == "asked_which_car")
    of_car = len(mention.cars) == 1
    meaning = message.read(
        mention.text if of_car else text,
        talk=talk,
        now=NOW,
        model=shipped,
        centres=SITES,
        current=CURRENT,
        usual=CURRENT,
    )
    label, does = _label(text, meaning, talk), _does(text, meaning, talk)
    if of_car and _turns_to(mention, meaning, talk):
        label, does = Intent.INFORM, "act"
    danger = None if (of_car and mention.alone) or _is_settled(text) else recognition.find(mention.text)
    if danger:
        label, does = Intent.CAR_QUESTION, "act" if danger.sure else "ask"
    return {
        "id": case.get("id", ""),
        "label": label.value,
        "does": does,
        "slots": _slots(text, meaning, talk, mention.words),
    }


def _turns_to(mention: naming.CarMention, meaning: Meaning, talk: Talk) -> bool:
    """Whether the open booking turns to the car that is named, and goes on (see `turns.of_car`)."""
    if mention.alone:
        return talk.task is not None
    other = tasks.books(talk.task) and talk.task is not None and talk.task.car != mention.cars[0]
    another = meaning.intent in rules.TASKS and talk.task is not None and talk.task.car is not None
    beside = another or meaning.intent in rules.ASIDES or meaning.when or meaning.job or meaning.soonest
    return other and not beside


def _is_settled(text: str) -> bool:
    """Whether a text is judged as no emergency before it is read."""
    return commands.command_of(text) is not None or agreement.is_yes(text, Matter.BOOK)


def _does(text: str, meaning: Meaning, talk: Talk) -> str:
    """What the rules do: go on ("act"), ask which of several was meant, or say that they cannot help ("decline")."""
    if person.is_wished(text) or _command(text, talk):
        return "act"
    _, reply = rules.step(talk, meaning, now=NOW, zone=ZONE)
    code = reply.code if isinstance(reply, Ask) else reply.phrase.code if isinstance(reply, Say) else ""
    return _ANSWERS.get(code, "act")


def _command(text: str, talk: Talk) -> str | None:
    """The command that is done where no question is open; a sale is the reason to end a visit that is booked."""
    if talk.task or (talk.visits and commands.is_reason(text)):
        return None
    return commands.command_of(text)


def _label(text: str, meaning: Meaning, talk: Talk) -> Intent:
    """The family of 13: a command or a wish for a person before what the words mean."""
    if name := _command(text, talk):
        return _COMMANDS.get(name, Intent.HELP)
    if person.is_wished(text):
        return Intent.HELP
    if meaning.drop:
        return Intent.CANCEL
    if meaning.put_off:
        return Intent.NEGATE
    if meaning.intent is Intent.QUESTION:
        intent = meaning.also[0] if meaning.also else _OF_TOPIC.get(meaning.topics[0], Intent.HELP)
        return _FAMILIES.get(intent, intent)
    return _FAMILIES.get(meaning.intent, meaning.intent)


def _slots(text: str, meaning: Meaning, talk: Talk, car: str) -> Row:
    slots: Row = {}
    works = [job for job in (meaning.job, meaning.extra) if job]
    if works:
        slots["service"] = works[0] if len(works) == 1 else works
    readings = time_expressions.readings_of(meaning.when) or [
        _starts(each) for each in _offers_of(meaning, talk)
    ]
    if readings or meaning.soonest:
        slots["time"] = {"readings": readings, "soonest": meaning.soonest}
    if meaning.unknown or len(meaning.sites) == 1:
        slots["centre"] = meaning.unknown or _centre_words(text, meaning)
    if car:
        slots["car"] = car
    visit = _visit_words(text, meaning, talk)
    if visit:
        slots["booking"] = visit
    return slots


def _offers_of(meaning: Meaning, talk: Talk) -> Sequence[Offer]:
    """The offered slots that were picked by their time or place: one, or those of which one is meant."""
    if meaning.slot:
        return (meaning.slot,)
    pick = () if meaning.pick is None else talk.offered[meaning.pick : meaning.pick + 1]
    return pick or [each for each in talk.offered if each.slot in meaning.among]


def _starts(offer: Offer) -> Row:
    """When an offered slot starts, as a reading of a time."""
    local = offer.start.astimezone(ZoneInfo(offer.zone))
    day, clock = local.date().isoformat(), local.time().isoformat("minutes")
    return {"from": day, "to": day, "time_from": clock, "time_to": clock}


def _visit_words(text: str, meaning: Meaning, talk: Talk) -> str:
    """What names the booked visit: its number, its day, or its work, as `tasks.with_visit` takes them."""
    if meaning.number is not None:
        return str(meaning.number)
    about = meaning.intent in _OF_A_VISIT or talk.asked is Asked.CANCELLING
    alone = meaning.when if meaning.intent in {Intent.CANCEL, Intent.CHECK_STATUS} else None
    day = meaning.old if about and meaning.old else alone
    if day is not None:
        words = _DAY.search(script.plain(day.source))
        return words[0] if words else day.source
    spans = sorted(jobs.spans(script.plain(text))) if about else []
    return script.plain(text)[slice(*spans[0])].strip() if spans else ""


def _centre_words(text: str, meaning: Meaning) -> str:
    """The words for the centre that is meant: of its name, or “the usual place”."""
    usual = None if site_names.find(script.plain(text), meaning.sites, loose=True) else sites.usual(text)
    return usual or _words(text, meaning.sites[0].name)


def _words(text: str, name: Any) -> str:
    """The longest stretch of a text that is part of a name, in any language."""
    plain = script.plain(text)
    names = [script.plain(each) for each in (name.texts.values() if isinstance(name, Names) else (name,))]
    pieces = {each[a:b] for each in names for a in range(len(each)) for b in range(a + 2, len(each) + 1)}
    among = (each for each in pieces if each in plain)
    return max(among, key=lambda each: (len(each), not each.isascii()), default="").strip()


def metrics(pairs: Iterable[tuple[Line, Row]]) -> dict[str, Any]:
    """The figures of a language, from its lines and what was heard of each. A declined line counts as heard as out of scope."""
    hits: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])  # right, as answered, as labelled
    counts: dict[str, int] = defaultdict(int)
    slots: dict[str, list[bool]] = defaultdict(list)
    for case, row in pairs:
        label = str(case.get("label") or case.get("family"))
        answer = Intent.OOS.value if row["does"] == "decline" else row["label"]
        right = answer in {label, *(case.get("also") or ())}
        hits[label if right else answer][1] += 1
        hits[label][2] += 1
        hits[label][0] += right
        counts["n"] += 1
        counts["ask"] += row["does"] == "ask"
        counts["wrong"] += row["does"] == "act" and not right and answer != Intent.OOS
        for name, expected in (case.get("slots") or {}).items():
            slots[name].append(slot_right(name, expected, row["slots"].get(name)))
    return {
        "macro_f1": round(_macro_f1(hits.values()), 3),
        "wrong_action_pct": share(counts["wrong"], counts["n"]),
        "ask_pct": share(counts["ask"], counts["n"]),
        "oos_recall": round(hits[Intent.OOS][0] / max(1, hits[Intent.OOS][2]), 3),
        "slots_exact_pct": share(sum(map(sum, slots.values())), sum(map(len, slots.values()))),
        "slots": {name: share(sum(each), len(each)) for name, each in sorted(slots.items())},
        "n": counts["n"],
    }


def _macro_f1(hits: Iterable[Sequence[int]]) -> float:
    scores = [2 * right / (answers + labels) for right, answers, labels in hits if labels]
    return sum(scores) / max(1, len(scores))


def slot_right(name: str, expected: Any, answer: Any) -> bool:
    """Whether what was understood is what a slot of a line holds."""
    if answer is None:
        return False
    return _RIGHT.get(name, _same_words)(expected, answer)


def _service_right(expected: Mapping[str, Any], answer: str | Sequence[str]) -> bool:
    jobs = [answer] if isinstance(answer, str) else answer
    return not set(expected["any_of"]).isdisjoint(jobs)


def _time_right(expected: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    if expected.get("soonest"):
        return bool(answer["soonest"])
    return any(
        ("date" not in expected or time_expressions.day_right(expected["date"], each))
        and ("time" not in expected or time_expressions.time_right(expected["time"], each))
        for each in answer["readings"] or [{}]
    )


def _same_words(expected: Any, answer: Any) -> bool:
    """The same letters and digits, or one holds the other and is at most twice as long."""
    one, other = (
        "".join(each for each in script.plain(str(text)) if each.isalnum()) for text in (expected, answer)
    )
    short, long = sorted((one, other), key=len)
    return bool(short) and short in long and len(long) <= 2 * len(short)


_RIGHT: Final[Mapping[str, Callable[[Any, Any], bool]]] = {"service": _service_right, "time": _time_right}
