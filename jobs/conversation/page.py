"""Scripts and what came of them, as a page to read.

`python -m jobs.conversation.page` plays the scripts of the tests again and writes docs/conversations.md.
"""

import json
import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import anyio
import msgspec

from jobs.conversation import play, scripts
from jobs.conversation.facts import Script, Turn
from jobs.conversation.record import Row

ROOT: Final = Path(__file__).parents[2]
SCRIPTS: Final = ROOT / "tests" / "walks" / "conversations"
PAGE: Final = ROOT / "docs" / "conversations.md"
HEAD: Final = """# Conversations

What owners wrote, what was answered, and what was written down: the scripts in `tests/walks/conversations/`, played
against the real core and the real bot. `make walks` plays them again and holds each to what it expects.
`python -m jobs.conversation.page` writes this page; `beforehand talk` ([cli.md](cli.md)) plays any other script.

The owner's lines begin with 👤 (written) or 👆 (pressed), the answers follow as quotes with their buttons in brackets;
✍️ is what changed in the database. Booking numbers are drawn by chance and shown here in the order of their making.
"""
_PLAIN: Final = Script(id="", lang="en", turns=())


def files() -> list[Path]:
    return sorted(SCRIPTS.glob("*.json"))


def whole(chapters: Iterable[tuple[str, Sequence[tuple[Script, Row]]]]) -> str:
    """Put the page together from the scripts of each file and what came of them, by the file's name."""
    parts = [HEAD]
    for name, plays in chapters:
        parts += [f"## {name.replace('_', ' ').capitalize()}\n", *_table(plays)]
        parts += [section(script, answer) for script, answer in plays]
    return "\n".join(parts)


def _table(plays: Sequence[tuple[Script, Row]]) -> list[str]:
    """List the conversations of readers who were given a goal and a manner; empty where there are none."""
    rows = [
        f"| {script.id} | {script.play.goal} | {script.play.manner} | {len(script.turns)} | {'yes' if script.play.reached else 'no'} |"
        for script, _ in plays
        if script.play
    ]
    if not rows:
        return []
    booking = [turns for script, answer in plays if script.play and (turns := turns_to_booking(answer))]
    head = "| | goal | manner | turns | reached |\n|---|---|---|---|---|"
    median = (
        f"Turns until a visit was booked: {statistics.median(booking):g} at the median of {len(booking)}.\n"
    )
    return ["\n".join([head, *rows, ""]), median]


def turns_to_booking(answer: Row) -> int | None:
    """Count the turns up to the first one that booked a visit; None where none did."""
    turns = enumerate(answer["turns"], start=1)
    return next(
        (place for place, turn in turns if any(row["what"] == "booked" for row in turn["written"])), None
    )


def section(script: Script, answer: Row) -> str:
    """Show one script as Markdown."""
    lines = [f"### {script.id}", "", *_opening(script)]
    for turn, came in zip(script.turns, answer["turns"], strict=True):
        lines += [_deed(turn), "", *_came(came)]
    lines += [f"At the end: {_end(answer['end'])}", ""]
    return _numbered("\n".join(lines), answer)


def _opening(script: Script) -> Iterator[str]:
    if script.about:
        yield from (f"*{script.about}*", "")
    own, plain = msgspec.to_builtins(script.world), msgspec.to_builtins(_PLAIN.world)
    world = {name: value for name, value in own.items() if value != plain[name]}
    if script.now != _PLAIN.now:
        yield from (f"Now: {script.now}", "")
    if world:
        yield from (f"World: `{json.dumps(_filled(world), ensure_ascii=False)}`", "")


def _filled(value: object) -> object:
    """Return the fields without those that the script left out."""
    if isinstance(value, dict):
        return {name: _filled(each) for name, each in value.items() if each is not None}
    return [_filled(each) for each in value] if isinstance(value, list | tuple) else value


def _replied(turn: Turn) -> str:
    return f" *(in reply to turn {turn.of_turn[0]})*" if turn.of_turn else ""


def _deed(turn: Turn) -> str:
    old = f" (shown by turn {', '.join(map(str, turn.of_turn))})" if turn.of_turn else ""
    if turn.alert is not None:
        return f"⚠️ *a warning comes: {turn.alert.check}, {turn.alert.level}, holding {turn.alert.slot}*"
    if turn.workshop is not None or turn.person is not None:
        return _of_centre(turn)
    if turn.restart or turn.pass_minutes is not None:
        return "🔁 *the process starts again*" if turn.restart else f"⏳ *{turn.pass_minutes} minutes go by*"
    if turn.each is not None:
        return "👤 *each of these, as if the others had not been:*"
    if turn.say is not None or turn.send is not None:
        return (
            f"👤 {turn.say}{_replied(turn)}"
            if turn.send is None
            else f"👤 *sends a {turn.send.kind}* {turn.send.text}".rstrip()
        )
    return f"👆 `{turn.tap or turn.tap_slot}`{old}"


def _of_centre(turn: Turn) -> str:
    if turn.workshop is not None:
        return f"🔧 *the centre reports: {turn.workshop.says}*"
    return (
        f"🔧 *somebody at the centre writes:* {turn.person}"
        if turn.person
        else "🔧 *the centre ends the conversation*"
    )


def _came(came: Row) -> Iterator[str]:
    for single in came.get("each", ()):
        yield from (f"👤 {single['say']}", "", *_came(single))
    for reply in came["replies"]:
        yield from _quoted(reply)
    if came.get("toast"):
        yield from (f"💬 {came['toast']}", "")
    for name in ("refused", "error", "skipped"):
        if name in came:
            yield from (f"*{name}: {came[name]}*", "")
    for row in came["written"]:
        yield from (f"✍️ {_row(row)}", "")


def _quoted(reply: Row) -> Iterator[str]:
    lines = [line for line in reply["text"].splitlines() if line]
    labels = " ".join(f"[{button['label']}]" for button in reply["buttons"])
    document = [f"📄 {reply['document']}"] if "document" in reply else []
    yield "\n> \n".join(f"> {line}" for line in (*lines, *document, *([labels] if labels else [])))
    yield ""


def _row(row: Row) -> str:
    return " · ".join(str(value) for value in row.values())


def _end(end: Row) -> str:
    visits = "; ".join(_row(visit) for visit in end["visits"]) or "no visit"
    return f"{visits}. Quiet hours {'–'.join(end['quiet'])}."


def _numbered(text: str, answer: Row) -> str:
    """Replace each booking number, which is random, by the order in which it was made."""
    rows = [row for turn in answer["turns"] for row in turn["written"]] + answer["end"]["visits"]
    rows += [row for turn in answer["turns"] for single in turn.get("each", ()) for row in single["written"]]
    numbers = dict.fromkeys(str(row["visit"]) for row in rows if "visit" in row)
    for place, number in enumerate(numbers, start=1):
        text = re.sub(rf"(?<!\d){number}(?!\d)", f"{1_000_000 + place}", text)
    return text


async def _plays(scripts: Sequence[Script]) -> list[tuple[Script, Row]]:
    answers = [answer async for answer in play.play_all(scripts)]
    return list(zip(scripts, answers, strict=True))


def main() -> None:
    chapters = [(file.stem, anyio.run(_plays, scripts.read(file))) for file in files()]
    PAGE.write_text(whole(chapters), encoding="utf-8")


if __name__ == "__main__":
    main()
