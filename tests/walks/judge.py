"""What a script expects against what came of it: a line for each thing that is otherwise."""

import re
from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]
VISITS = {"booked", "moved", "cancelled"}


def faults(script: Row, answer: Row) -> list[str]:
    """All that is not as the script says, by turn; `end` for how it stands at the end."""
    turns = list(zip(script["turns"], answer["turns"], strict=True))
    by_turn = [
        f"turn {place}: {fault}" for place, (turn, came) in enumerate(turns) for fault in _of_turn(turn, came)
    ]
    at_end = _of_end(script.get("end", {}), answer)
    return [*by_turn, *(f"end: {fault}" for fault in at_end)]


def _of_turn(turn: Row, came: Row) -> Iterator[str]:
    expect = turn.get("expect", {})
    if "error" in came:
        yield f"error {came['error']}"
    for single in came.get("each", ()):
        if "error" in single:
            yield f"{single['say']}: error {single['error']}"
        for fault in _written(expect, single["written"]):
            yield f"{single['say']}: {fault}"
    yield from _texts(expect, came)
    yield from _buttons(expect, came)
    if "offers" in expect:
        yield from _offers(expect["offers"], came)
    yield from _written(expect, came["written"])


def _said(came: Row) -> str:
    texts = [reply["text"] for reply in came["replies"]]
    return "\n".join([*texts, *_labels(came), came["toast"]])


def _labels(came: Row) -> list[str]:
    return [button["label"] for reply in came["replies"] for button in reply["buttons"]]


def _has(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _texts(expect: Row, came: Row) -> Iterator[str]:
    text = _said(came)
    for pattern in expect.get("says", ()):
        if not _has(pattern, text):
            yield f"does not say {pattern!r}: {text!r}"
    some = expect.get("says_any", ())
    if some and not any(_has(pattern, text) for pattern in some):
        yield f"says none of {some}: {text!r}"
    for pattern in expect.get("not_says", ()):
        if _has(pattern, text):
            yield f"says {pattern!r}: {text!r}"


def _buttons(expect: Row, came: Row) -> Iterator[str]:
    labels = _labels(came)
    for pattern in expect.get("buttons", ()):
        if not any(_has(pattern, label) for label in labels):
            yield f"has no button {pattern!r}: {labels}"


def _offers(offers: Row, came: Row) -> Iterator[str]:
    buttons = [button for reply in came["replies"] for button in reply["buttons"]]
    slots = [button["slot"] for button in buttons if "slot" in button and not button.get("disabled")]
    if not slots and "or_says" in offers and _has(offers["or_says"], _said(came)):
        return
    if len(slots) < offers.get("min", 1):
        yield f"offers {len(slots)} starts: {_said(came)!r}"
    for slot in slots:
        if not _within(slot, offers):
            yield f"offers {slot}"


def _within(slot: Row, offers: Row) -> bool:
    day, _, clock = slot["start"].partition("T")
    return (
        ("days" not in offers or day in offers["days"])
        and day not in offers.get("not_days", ())
        and offers.get("from", "") <= clock <= offers.get("to", "24")
        and offers.get("centre", slot["centre"]) == slot["centre"]
    )


def _written(expect: Row, written: list[Row]) -> Iterator[str]:
    """A turn that expects nothing must change no visit."""
    visits = [row for row in written if row["what"] in VISITS]
    if expect.get("may_write"):
        return
    wanted = [row for row in expect.get("written", ()) if row["what"] in VISITS]
    if not _same(wanted, visits):
        yield f"writes {visits}, not {wanted}"
    for other in expect.get("written", ()):
        if other["what"] not in VISITS and not any(_fits(other, row) for row in written):
            yield f"writes {written}, not {other}"


def _same(wanted: list[Row], rows: list[Row]) -> bool:
    """Each row fits one wish, in whatever order."""
    if len(wanted) != len(rows):
        return False
    left = list(rows)
    for wish in wanted:
        fit = next((row for row in left if _fits(wish, row)), None)
        if fit is None:
            return False
        left.remove(fit)
    return True


def _fits(wish: Row, row: Row) -> bool:
    known = {**row, "day": row.get("start", "")[:10]}
    return all(
        known.get(name) in (value if isinstance(value, list) else [value]) for name, value in wish.items()
    )


def _of_end(end: Row, answer: Row) -> Iterator[str]:
    stands = answer["end"]
    if "visits" in end and not _same(end["visits"], stands["visits"]):
        yield f"visits {stands['visits']}, not {end['visits']}"
    if "quiet" in end and end["quiet"] != stands["quiet"]:
        yield f"quiet {stands['quiet']}, not {end['quiet']}"
    if "waiting" in end and end["waiting"] != len(stands["waiting"]):
        yield f"waiting for {stands['waiting']}, not {end['waiting']}"
    if end.get("document") and not any(
        "document" in reply for turn in answer["turns"] for reply in turn["replies"]
    ):
        yield "no file was handed over"
