"""Templates of pages: whatever comes from outside is escaped, and numbers read as people write them."""

from datetime import date
from pathlib import Path
from typing import Final

from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.for_staff import readable
from domain.explain.facts import Phrase, noon
from domain.explain.render import Speaker, clean

ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_KINDS: Final = {str: "words", date: "day"}


class Voice:
    """Says phrases and values in one language; a template escapes them."""

    def __init__(self, speaker: Speaker) -> None:
        self.speaker = speaker

    def say(self, code: str, **params: object) -> str:
        return readable(self.speaker.say(Phrase(code, params)))

    def value(self, value: object) -> str:
        """Return a value as text: a number to three or four digits, a list joined by slashes, None as a dash."""
        match value:
            case None:
                return "–"
            case bool():
                return self.say("remote.yes" if value else "remote.no")
            case int() | float():
                digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 3  # noqa: PLR2004 - as people read
                return readable(format_decimal(round(float(value), digits) + 0.0, locale=self.speaker.locale))
            case date():
                return self.say("remote.day", day=noon(value, "UTC"))
            case tuple() | list():
                return " / ".join(self.value(each) for each in value)
        return clean(str(value))


def kind(cell: object) -> str:
    """Return the class of a table's column by the type of its first cell."""
    return _KINDS.get(type(cell), "number")
