"""How well times and intents are understood: scores of labelled cases, for `beforehand evaluate`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from time import perf_counter
from typing import Any

from domain.dialogue import facts, script
from domain.dialogue.facts import Asked, Intent, Meaning, Part, Talk, Task, TimeExpression
from domain.dialogue.meaning import understand
from domain.dialogue.meaning.model import IntentModel
from domain.dialogue.times import pieces, when, wishes

Case = Mapping[str, Any]
Metrics = dict[str, float]
BOOKING_TYPES = {"date", "time", "datetime", "daterange", "timerange", "datetimerange"}


@dataclass(slots=True)
class _Tally:
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    seconds: float = 0.0

    def share(self, name: str, of: str) -> float:
        return round(100 * self.counts[name] / max(1, self.counts[of]), 1)


def times(booking: Iterable[Case], recognizers: Iterable[Case] = ()) -> dict[str, Metrics]:
    """Per language; a case is "asked" where both readings are listed, "silent" where a wrong day is given as sure."""
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for case in booking:
        _tally_time(tallies[case["lang"]], case)
    for case in recognizers:
        if _usable(case):
            tally = tallies[case["lang"]]
            tally.counts["spec"] += 1
            tally.counts["start"] += _starts_right(case)
    return {
        lang: {
            "full_pct": tally.share("full", "n"),
            "wrong_silent": tally.counts["silent"],
            "asked_pct": tally.share("asked", "n"),
            "recognizers_start_pct": tally.share("start", "spec"),
            "ms": round(1000 * tally.seconds / max(1, tally.counts["n"]), 3),
            "n": tally.counts["n"],
        }
        for lang, tally in tallies.items()
    }


def _tally_time(tally: _Tally, case: Case) -> None:
    begun = perf_counter()
    wish = read(case)
    tally.seconds += perf_counter() - begun
    dated, timed = day_right(case["date"], wish), time_right(case["time"], wish)
    is_asked = bool(wish and wish.ambiguous)
    tally.counts["n"] += 1
    tally.counts["full"] += dated and timed
    tally.counts["asked"] += is_asked
    tally.counts["silent"] += bool(wish and wish.date_from and not dated and not is_asked)


def read(case: Case) -> TimeExpression | None:
    """The time that a case's owner wishes for."""
    text = case.get("text") or case["input"]
    wish = when.find(text, now=datetime.fromisoformat(case["reference"]))
    return wishes.choose(script.plain(text), wish)[0]


def day_right(expected: Mapping[str, Any] | None, wish: TimeExpression | None) -> bool:
    if expected is None:
        return wish is None or wish.date_from is None
    if wish is None or wish.date_from is None or wish.date_to is None:
        return False
    if "from" in expected:
        return (wish.date_from.isoformat(), wish.date_to.isoformat()) == (expected["from"], expected["to"])
    days = {date.fromisoformat(day) for day in expected["any_of"]}
    readings = wishes.readings(wish)
    return any(reading.date_from in days and reading.date_to in days for reading in readings)


def time_right(expected: str | None, wish: TimeExpression | None) -> bool:
    """Against HH:MM, HH:MM-HH:MM, >HH:MM, <HH:MM or a part of the day; an open half of the day may be either."""
    if expected is None:
        return wish is None or (wish.time_from is None and wish.time_to is None)
    if wish is None:
        return False
    if expected in set(Part):
        return wish.part_of_day == expected or _inside(wish, Part(expected))
    begin, end = _bounds(expected)
    span = (wish.time_from, wish.time_to)
    return span == (begin, end) or (
        wish.either_half and tuple(_other(moment) for moment in span) == (begin, end)
    )


def _bounds(expected: str) -> tuple[time | None, time | None]:
    if expected[0] in "<>":
        bound = time.fromisoformat(expected[1:])
        return (None, bound) if expected[0] == "<" else (bound, None)
    first, _, last = expected.partition("-")
    return time.fromisoformat(first), time.fromisoformat(last or first)


def _other(moment: time | None) -> time | None:
    return moment.replace(hour=(moment.hour + 12) % 24) if moment else None


def _inside(wish: TimeExpression, part: Part) -> bool:
    begin, end = pieces.WINDOWS[part]
    return bool(wish.time_from and wish.time_to and begin <= wish.time_from < wish.time_to <= end)


def _usable(case: Case) -> bool:
    one = case["spec"] == "DateTimeModel" and len(case["results"]) == 1 and case["reference"]
    return bool(one and case["results"][0]["type"] in BOOKING_TYPES and case["results"][0].get("values"))


def _starts_right(case: Case) -> bool:
    """Whether the start of what was found is the start of one of the listed readings."""
    expressions = when.find(case["input"], now=datetime.fromisoformat(case["reference"]))
    if not expressions:
        return False
    starts = {
        _start(reading) for expression in expressions[:1] for reading in expression.ambiguous or (expression,)
    }
    targets = {
        str(value.get("start") or value.get("value") or value.get("end"))[:16]
        for value in case["results"][0]["values"]
    }
    kind = case["results"][0]["type"]
    whole = {start.removesuffix(" 00:00") for start in starts} | starts
    return bool(
        {start.split(" ")[-1][:5] for start in starts} & {text[:5] for text in targets}
        if kind.startswith("time")
        else whole & targets
    )


def _start(wish: TimeExpression) -> str:
    day = wish.date_from.isoformat() if wish.date_from else ""
    clock = (wish.time_from or time(0)).isoformat("minutes")
    return f"{day} {clock}"


def understanding(cases: Iterable[Case], *, model: IntentModel, now: datetime) -> Metrics:
    """Families of labelled messages; a wrong action is a sure meaning of a family that was not acceptable."""
    tally = _Tally()
    hits: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])  # right, said, wanted
    for case in cases:
        expected = case.get("family") or case["intent"]
        meaning = understand.understand(
            case["text"], talk=talk_after(case.get("context")), now=now, model=model
        )
        understood = expected if family(meaning) in {expected, *(case.get("also") or ())} else family(meaning)
        hits[understood][1] += 1
        hits[expected][2] += 1
        hits[expected][0] += understood == expected
        _tally_intent(tally, expected, understood, sure=meaning.sure)
        _tally_slots(tally, case, meaning)
    return {
        "macro_f1": round(_macro_f1(list(hits.values())), 3),
        "wrong_action_pct": tally.share("wrong", "n"),
        "ask_pct": tally.share("ask", "n"),
        "oos_recall_pct": tally.share("oos_right", "oos"),
        "slot_exact_pct": tally.share("slots_right", "slots"),
        "n": tally.counts["n"],
    }


def _tally_intent(tally: _Tally, expected: str, understood: str, *, sure: float) -> None:
    tally.counts["n"] += 1
    tally.counts["wrong"] += sure >= facts.DO and understood not in {expected, Intent.OOS}
    tally.counts["ask"] += sure < facts.DO
    if expected == Intent.OOS:
        tally.counts["oos"] += 1
        tally.counts["oos_right"] += understood == Intent.OOS or sure < facts.ASK


def family(meaning: Meaning) -> str:
    """Greetings count as out of scope: nothing was asked. Who asks for past services has a question about the car."""
    return {Intent.GREET: Intent.OOS, Intent.HISTORY: Intent.CAR_QUESTION}.get(meaning.intent, meaning.intent)


def _macro_f1(hits: Sequence[Sequence[int]]) -> float:
    scores = [2 * right / (predictions + labels) for right, predictions, labels in hits if labels]
    return sum(scores) / max(1, len(scores))


def _tally_slots(tally: _Tally, case: Case, meaning: Meaning) -> None:
    slots = case.get("slots")
    if not isinstance(slots, Mapping):
        return
    right = {
        "date": "date" in slots and day_right(slots["date"], meaning.when),
        "time": "time" in slots and time_right(slots["time"], meaning.when),
        "job": slots.get("job") == meaning.job,
    }
    tally.counts["slots"] += len(slots.keys() & right.keys())
    tally.counts["slots_right"] += sum(right[name] for name in slots.keys() & right.keys())


def talk_after(context: object) -> Talk:
    """A talk in which the assistant had just said `context`, read from its words; nothing open where it is empty."""
    text = script.plain(str(context or ""))
    if not text:
        return Talk()
    hints = (
        (Asked.CANCELLING, ("取消", "cancel")),
        (Asked.WHEN, ("什么时候", "哪天", "几点", "what time", "which day", "when", "what day")),
        (Asked.JOB, ("什么项目", "什么服务", "which service", "what service", "what would you like")),
        (Asked.SLOT, ("哪个", "which one", "these times")),
    )
    question = next((kind for kind, words in hints if any(word in text for word in words)), Asked.BOOKING)
    return Talk(task=Task(Intent.CANCEL if question is Asked.CANCELLING else Intent.BOOK), asked=question)
