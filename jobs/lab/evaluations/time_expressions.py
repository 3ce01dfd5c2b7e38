"""`beforehand evaluate time_expressions`: the wish that a booking would go on with, against labelled phrases in both languages."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from domain.dialogue import script
from domain.dialogue.facts import Part, TimeExpression
from domain.dialogue.times import pieces, when, wishes
from jobs.lab.evaluations import lines
from jobs.lab.evaluations.facts import Outcome
from jobs.lab.evaluations.lines import Line, share

OWN: Final = (
    Path(__file__).parents[1] / "validation"
)  # compound times, written before the grammar was looked at
_BOOKING_TYPES = {"date", "time", "datetime", "daterange", "timerange", "datetimerange"}
Counts = dict[str, float]


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Judge the grammar on phrases with `date` and `time`, and on cases of Recognizers-Text by the start alone. Learns nothing.

    Without `test`, the phrases are the compound times of the validation writer.
    """
    del progress
    place = test or train or OWN
    counts: dict[str, Counts] = defaultdict(lambda: defaultdict(float))
    rows = [row for line in lines.read(_folder(place)) for row in _judge(line, counts[str(line["lang"])])]
    languages = {lang: each for lang, each in counts.items() if each["n"] + each["specs"]}
    return Outcome(
        metrics={lang: _metrics(each) for lang, each in languages.items()},
        n={lang: int(each["n"] + each["specs"]) for lang, each in languages.items()},
        exercises="dialogue.times: what `/when` and every booking read",
        beyond="what else the message means, and what is free",
        split="nothing is fitted",
        model={"name": "grammar of both languages", "version": "1"},
        rows=rows,
    )


def _folder(place: Path) -> Path:
    return place / "time_expressions" if (place / "time_expressions").is_dir() else place


def _judge(line: Line, counts: Counts) -> Iterator[dict[str, Any]]:
    """Count one line; yield its row, but for one of Recognizers-Text."""
    if "spec" in line:
        if _usable(line):
            counts["specs"] += 1
            counts["starts"] += _starts_right(line)
        return
    begun = perf_counter()
    wish = wish_in(line["text"], datetime.fromisoformat(line["reference"]))
    counts["seconds"] += perf_counter() - begun
    readings, asks = readings_of(wish), bool(wish and wish.ambiguous)
    right = any(day_right(line["date"], each) and time_right(line["time"], each) for each in readings or [{}])
    counts["n"] += 1
    counts["right"] += right
    counts["asked"] += asks
    counts["wrong"] += not asks and names_wrong(readings, line)
    yield {"id": line.get("id", int(counts["n"]) - 1), "readings": readings, "asked": asks}


def _metrics(counts: Counts) -> dict[str, float]:
    figures: dict[str, float] = {"n": int(counts["n"] + counts["specs"])}
    if counts["n"]:
        number = int(counts["n"])
        figures |= {
            "fully_right_pct": share(int(counts["right"]), number),
            "wrong_unasked_pct": share(int(counts["wrong"]), number),
            "asked_pct": share(int(counts["asked"]), number),
            "ms": round(1000 * counts["seconds"] / number, 3),
        }
    if counts["specs"]:
        figures["start_right_pct"] = share(int(counts["starts"]), int(counts["specs"]))
    return figures


def wish_in(text: str, reference: datetime) -> TimeExpression | None:
    """The time that an owner wishes for; reference is local."""
    return wishes.choose(script.plain(text), when.find(text, now=reference))[0]


def readings_of(wish: TimeExpression | None) -> list[dict[str, str | None]]:
    """All readings, the likeliest first: first and last day, and the window in which the visit may begin."""
    each = wishes.readings(wish) if wish else ()
    return [
        {
            "from": reading.date_from.isoformat() if reading.date_from else None,
            "to": reading.date_to.isoformat() if reading.date_to else None,
            "time_from": reading.time_from.isoformat("minutes") if reading.time_from else None,
            "time_to": reading.time_to.isoformat("minutes") if reading.time_to else None,
        }
        for reading in map(_with_window, each)
    ]


def _with_window(reading: TimeExpression) -> TimeExpression:
    """A part of the day as its window, where no time was said."""
    if reading.part_of_day is None or reading.time_from or reading.time_to:
        return reading
    begin, end = pieces.WINDOWS[reading.part_of_day]
    return replace(reading, time_from=begin, time_to=end)


def names_wrong(readings: list[dict[str, str | None]], line: Line) -> bool:
    """Whether a day is named of which no reading is right, or a clock or window of which none is."""
    day = any(each["from"] for each in readings)
    clock = any(each["time_from"] or each["time_to"] for each in readings)
    wrong_day = day and not any(day_right(line["date"], each) for each in readings)
    return wrong_day or (clock and not any(time_right(line["time"], each) for each in readings))


def day_right(expected: Mapping[str, Any] | None, reading: Mapping[str, str | None]) -> bool:
    """Whether a reading has the day: {"any_of": days}, of which its first and last are, or {"from", "to"}; None: no day."""
    first, last = reading.get("from"), reading.get("to")
    if expected is None:
        return first is None
    if "from" in expected:
        return (first, last) == (expected["from"], expected["to"])
    return first in expected["any_of"] and last in expected["any_of"]


def time_right(expected: Any, reading: Mapping[str, str | None]) -> bool:
    """Whether a reading has the time: HH:MM, HH:MM-HH:MM, >HH:MM, <HH:MM, a part of the day, {"any_of": of these}; None: no time."""
    if isinstance(expected, Mapping):
        return any(time_right(each, reading) for each in expected["any_of"])
    begin, end = reading.get("time_from"), reading.get("time_to")
    if expected is None:
        return begin is None and end is None
    if expected in set(Part):
        window = pieces.WINDOWS[Part(expected)]
        return bool(begin and end and _clock(window[0]) <= begin and end <= _clock(window[1]))
    return (begin, end) == _bounds(expected)


def _bounds(expected: str) -> tuple[str | None, str | None]:
    if expected[0] in "<>":
        return (None, expected[1:]) if expected[0] == "<" else (expected[1:], None)
    first, _, last = expected.partition("-")
    return first, last or first


def _clock(moment: time) -> str:
    return moment.isoformat("minutes")


def _usable(case: Line) -> bool:
    one = case["spec"] == "DateTimeModel" and len(case["results"]) == 1 and case["reference"]
    return bool(one and case["results"][0]["type"] in _BOOKING_TYPES and case["results"][0].get("values"))


def _starts_right(case: Line) -> bool:
    """Whether the start of the first expression, in one of its readings, is the start of one of the listed values."""
    expressions = when.every(case["input"], now=datetime.fromisoformat(case["reference"]))
    if not expressions:
        return False
    starts = {_start(reading) for reading in expressions[0].ambiguous or (expressions[0],)}
    values = {
        str(value.get("start") or value.get("value") or value.get("end"))[:16]
        for value in case["results"][0]["values"]
    }
    if case["results"][0]["type"].startswith("time"):
        return bool({start.split(" ")[-1][:5] for start in starts} & {text[:5] for text in values})
    return bool(({start.removesuffix(" 00:00") for start in starts} | starts) & values)


def _start(wish: TimeExpression) -> str:
    day = wish.date_from.isoformat() if wish.date_from else ""
    return f"{day} {_clock(wish.time_from or time(0))}"
