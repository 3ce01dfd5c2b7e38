"""`python -m jobs.lab.feed_page`: write docs/feeds-keys.md from the tables of the sources themselves."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from domain.explain.facts import Phrase
from domain.feeds import sources
from domain.feeds.facts import TRUTH, Key, Keys
from domain.telemetry.catalogue import CATALOGUE
from jobs import speakers

PAGE: Final = Path(__file__).parents[2] / "docs" / "feeds-keys.md"
_HEAD = """# What becomes of each key of a source

Made from the code by `python -m jobs.lab.feed_page`; a test fails where it is stale. How to connect a source:
[feeds.md](feeds.md). What is not listed is refused as "not in the source's documents". `−` before a unit: the source
counts the other way round.
"""


def page() -> str:
    """Return the page with every key of every source."""
    lines = (line for source in sources.ALL for line in _section(source.TITLE, source.KEYS))
    return "\n".join([_HEAD, *lines])


def _section(title: str, keys: Keys) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| key | unit | signal | note |"
    yield "|---|---|---|---|"
    for name, key in keys.items():
        if key.why is None:
            yield f"| `{name}` | {_unit(key)} | {_signals(key)} | {key.note} |"
    yield "\nNot taken:\n"
    reasons = sorted((_why(key), f"`{name}`") for name, key in keys.items() if key.why is not None)
    for why, group in groupby(reasons, key=lambda each: each[0]):
        yield f"- {why}: {', '.join(name for _, name in group)}."
    yield ""


def _unit(key: Key) -> str:
    if key.unit == TRUTH:
        return "yes/no"
    return f"{'−' if key.factor < 0 else ''}{key.unit or CATALOGUE[key.paths[0]].unit or '1'}"


def _signals(key: Key) -> str:
    also = () if key.also is None else key.also.paths
    return ", ".join(f"`{path}`" for path in (*key.paths, *also))


def _why(key: Key) -> str:
    reason = speakers.speaker("en").say(Phrase(f"feed.why.{key.why}"))
    return f"{reason} ({key.note})" if key.note else reason


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
