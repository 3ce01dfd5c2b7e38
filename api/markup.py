"""Text for pages: whatever comes from outside is escaped, and numbers read as people write them."""

import html
from collections.abc import Iterable, Sequence
from datetime import date

from babel.numbers import format_decimal

from domain.explain.facts import Phrase
from domain.explain.render import Speaker, clean

_KINDS = {str: "words", date: "day"}


def safe(text: str) -> str:
    return html.escape(clean(text))


class Voice:
    """Says phrases and values in one language, escaped."""

    def __init__(self, speaker: Speaker) -> None:
        self.speaker = speaker

    def say(self, code: str, **params: object) -> str:
        return safe(self.speaker.say(Phrase(code, params)))

    def value(self, value: object) -> str:
        """Return a value as text: a number to three or four digits, a list joined by slashes, None as a dash."""
        match value:
            case None:
                return "–"
            case bool():
                return self.say("remote.yes" if value else "remote.no")
            case int() | float():
                digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 3  # noqa: PLR2004 - as people read
                return safe(format_decimal(round(float(value), digits) + 0.0, locale=self.speaker.locale))
            case tuple() | list():
                return " / ".join(self.value(each) for each in value)
        return safe(str(value))

    def table(self, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
        """Return an HTML table, or "" without rows. head: escaped already; a column is aligned by the type of its first cell."""
        cells = [list(row) for row in rows]
        if not cells:
            return ""
        kinds = [_KINDS.get(type(cell), "number") for cell in cells[0]]
        body = "".join(self._row("td", kinds, map(self.value, row)) for row in cells)
        return f'<div class="scroll"><table>\n{self._row("th", kinds, head)}{body}</table></div>\n'

    def _row(self, tag: str, kinds: Iterable[str], cells: Iterable[str]) -> str:
        """Return one row. cells: escaped already."""
        inside = "".join(
            f'<{tag} class="{kind}">{cell}</{tag}>' for kind, cell in zip(kinds, cells, strict=True)
        )
        return f"<tr>{inside}</tr>\n"
