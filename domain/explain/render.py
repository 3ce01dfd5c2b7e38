"""Phrase → text in one language. Pure: texts, catalogue and numbers in, a string out."""

import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import timedelta
from gettext import NullTranslations
from string import Formatter
from typing import Final, Literal
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_timedelta
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent

from domain.explain import spacing
from domain.explain.facts import Language, Moment, Money, Names, Phrase, Plural

_Unit = Literal["year", "day", "hour", "minute", "second"]
_DATES: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "when": "EEE d MMM, HH:mm",
        "when_year": "EEE d MMM y, HH:mm",
        "day": "EEE d MMM",
        "day_year": "EEE d MMM y",
        "time": "HH:mm",
        "weekday": "EEEE",
        "month": "MMMM",
        "month_year": "MMMM y",
    },
    "zh_Hans": {
        "when": "M月d日 EEE HH:mm",
        "when_year": "y年M月d日 EEE HH:mm",
        "day": "M月d日 EEE",
        "day_year": "y年M月d日 EEE",
        "time": "HH:mm",
        "weekday": "EEE",
        "month": "M月",
        "month_year": "y年M月",
    },
}
_YEAR: Final = 365.25  # days
_DECIMALS: Final = {
    "n0": "#,##0",
    "n1": "#,##0.0",
    "n2": "#,##0.00",
    "n3": "#,##0.000",
    "upto2": "#,##0.##",
}
_PERCENTS: Final = {"pct": "#,##0%", "pct1": "#,##0.0%"}
_TAG: Final = re.compile(r"</?(?:b|i|code)>")
_SPACES: Final = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")
# Marks, embeddings, overrides and isolates: with them a name could show the rest of a message back to front.
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNPRINTABLE: Final = frozenset({"Cc", "Cs", "Cn", "Co"})


def clean(text: str) -> str:
    """Text from outside without what could rearrange or break a message; line breaks become spaces."""
    flat = _SPACES.sub(" ", text)
    return "".join(c for c in flat if c not in _BIDI and unicodedata.category(c) not in _UNPRINTABLE)


class Speaker:
    """Says phrases in one language.

    texts: message id (English) by phrase code. A code or parameter that is missing raises KeyError, a value
    that does not fit its format spec ValueError: both are bugs of the caller, never answers to an owner.
    """

    def __init__(
        self,
        locale: Language,
        texts: Mapping[str, str | Plural],
        catalogue: NullTranslations,
        change: Callable[[str], str] = str,
    ) -> None:
        self.locale = locale
        self._texts = texts
        self._catalogue = catalogue
        self._change = change

    def reworded(self, change: Callable[[str], str]) -> "Speaker":
        """Return a speaker whose texts are changed before parameters are put in: names of cars and people stay as they are."""
        return Speaker(self.locale, self._texts, self._catalogue, change)

    def say(self, phrase: Phrase, *, html: bool = False) -> str:
        """Text of the phrase; with html=True for Telegram's HTML mode, otherwise plain without markup."""
        text = self._translated(phrase)
        filled = _Filler(self, html=html).vformat(text if html else _plain(text), (), phrase.params)
        return spacing.set_spaces(filled) if self.locale == "zh_Hans" else filled

    def _translated(self, phrase: Phrase) -> str:
        text = self._texts[phrase.code]
        if isinstance(text, Plural):
            return self._change(self._catalogue.ngettext(text.one, text.other, _count(phrase.params["n"])))
        return self._change(self._catalogue.gettext(text))


class _Filler(Formatter):
    def __init__(self, speaker: Speaker, *, html: bool) -> None:
        self._speaker = speaker
        self._html = html

    def get_field(self, field_name: str, args: object, kwargs: Mapping[str, object]) -> tuple[object, str]:
        """Return the value of a place by its plain name. Raises KeyError for one that reaches into attributes or items."""
        del args
        return kwargs[field_name], field_name

    def check_unused_args(self, used_args: object, args: object, kwargs: object) -> None:
        """Accept parameters that a text does not use, as several texts are said from one set of parameters."""

    def format_field(self, value: object, format_spec: str) -> str:
        text = self._value(value, format_spec)
        return spacing.edged(text) if self._speaker.locale == "zh_Hans" else text

    def _value(self, value: object, format_spec: str) -> str:
        match value:
            case Phrase():
                return self._speaker.say(value, html=self._html)
            case tuple():
                inner = "" if format_spec == "lines" else format_spec
                return _listed(
                    [self._value(item, inner) for item in value], format_spec, self._speaker.locale
                )
        text = _leaf(value, format_spec, self._speaker.locale)
        return _marked(text, value) if self._html else text


def _marked(text: str, value: object) -> str:
    """Escape a text for Telegram's HTML; the start of a visit can be tapped there to see it in the reader's own zone and calendar."""
    if isinstance(value, Moment) and value.is_visit:
        return f'<tg-time unix="{value.at.timestamp():.0f}">{html.escape(text)}</tg-time>'
    return html.escape(text)


def _listed(items: list[str], spec: str, locale: Language) -> str:
    """One a line with "lines"; otherwise "a, b and c", in Chinese without 和, which is lost between long names."""
    if spec == "lines":
        return "\n".join(f"• {item}" for item in items)
    return "、".join(items) if locale == "zh_Hans" else format_list(items, locale="en_GB")


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text))


def _count(n: object) -> int:
    """Return what the plural rules are asked for: 1.5 days are days, so a fraction counts as more than one."""
    if not isinstance(n, int | float):
        raise TypeError(f"a plural needs a number in {{n}}, not {type(n).__name__}")
    return int(n) if n == int(n) else 2


def _leaf(value: object, spec: str, locale: Language) -> str:
    match value:
        case str() if not spec:
            return clean(value)
        case Names() if not spec:
            return clean(value.texts.get(locale) or next(iter(value.texts.values())))
        case int() | float():
            return number(value, spec, locale)
        case Moment():
            pattern = _DATES[locale].get(spec or "when")
            if pattern:
                return format_datetime(value.at, pattern, tzinfo=ZoneInfo(value.zone), locale=locale)
        case Money() if spec in {"", "money"}:
            return _money(value, locale)
        case timedelta() if spec in {"", "span"}:
            return _span(value, locale)
    raise ValueError(f"{type(value).__name__} cannot be said as {spec!r}")


def number(value: float, spec: str, locale: Language) -> str:
    """Say a number as everywhere: n0 to n3 are decimals, upto2 at most two, pct and pct1 percent, days a time so long. Raises ValueError for other specs."""
    if spec == "days":
        return _days(round(value), locale)
    if spec in _PERCENTS:
        return format_percent(_rounded(value, _PERCENTS[spec], shift=2), _PERCENTS[spec], locale=locale)
    if spec in _DECIMALS:
        return format_decimal(_rounded(value, _DECIMALS[spec]), _DECIMALS[spec], locale=locale)
    if spec:
        raise ValueError(f"a number cannot be said as {spec!r}")
    return format_decimal(value, locale=locale)


def _rounded(value: float, pattern: str, *, shift: int = 0) -> float:
    """Round to what the pattern shows, so that -0.04 is told as 0 and not as -0."""
    decimals = pattern.partition(".")[2].rstrip("%")
    return round(value, len(decimals) + shift) + 0.0


def _money(money: Money, locale: Language) -> str:
    """Say an amount of money, without ".00" where it is whole."""
    if money.amount == int(money.amount):
        return format_currency(money.amount, money.currency, "¤#,##0", locale=locale, currency_digits=False)
    return format_currency(money.amount, money.currency, locale=locale)


def _span(span: timedelta, locale: Language) -> str:
    """Say a duration in words, in at most two units: exact from minutes to a week, then to the day."""
    parts = [
        format_timedelta(timedelta(seconds=seconds), granularity=unit, threshold=float("inf"), locale=locale)
        for unit, seconds in _units(span)
    ]
    text = format_list(parts, style="unit", locale=locale)
    return spacing.with_spaces(text) if locale == "zh_Hans" else text


def _days(days: int, locale: Language) -> str:
    """Say for how long something is kept: days, or years where they are whole ("10 years", not "3,653 days")."""
    years = round(days / _YEAR)
    if not years or (days != 365 * years and abs(days - years * _YEAR) >= 1):
        return _span_in("day", timedelta(days=days), locale)
    return _span_in("year", timedelta(days=365 * years), locale)


def _span_in(unit: _Unit, span: timedelta, locale: Language) -> str:
    text = format_timedelta(span, granularity=unit, threshold=float("inf"), locale=locale)
    return spacing.with_spaces(text) if locale == "zh_Hans" else text


def _units(span: timedelta) -> list[tuple[_Unit, int]]:
    """Unit and seconds told in it, largest first."""
    seconds = round(abs(span.total_seconds()))
    minutes, hours, days = round(seconds / 60), round(seconds / 3600), round(seconds / 86_400)
    if seconds < 60:  # noqa: PLR2004 - seconds of a minute
        return [("second", seconds)]
    if minutes < 120 and minutes != 60:  # noqa: PLR2004 - "90 minutes" reads better than "1 hour, 30 minutes"
        return [("minute", minutes * 60)]
    if minutes < 48 * 60:
        whole, rest = minutes // 60 * 3600, minutes % 60 * 60
        return [("hour", whole), ("minute", rest)] if rest else [("hour", whole)]
    if hours < 7 * 24:
        whole, rest = hours // 24 * 86_400, hours % 24 * 3600
        return [("day", whole), ("hour", rest)] if rest else [("day", whole)]
    return [("day", days * 86_400)]
