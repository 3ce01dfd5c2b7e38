from datetime import UTC, datetime, timedelta
from gettext import NullTranslations
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.explain.facts import P_, Language, Moment, Money, Phrase, Plural
from domain.explain.render import Speaker, number

TEXTS: dict[str, str | Plural] = {
    "hello": "<b>Hello, {name}</b> &amp; welcome",
    "bare": "{it}",
    "when": "{at:when}",
    "when_year": "{at:when_year}",
    "day": "{at:day}",
    "time": "{at:time}",
    "n0": "{it:n0}",
    "lines": "{it:lines}",
    "n1": "{it:n1}",
    "n2": "{it:n2}",
    "pct": "{it:pct}",
    "days": P_("{n} day", "{n} days"),
    "reach": "{it.__class__}",
}
CHINESE = {"<b>Hello, {name}</b> &amp; welcome": "<b>{name}，您好</b>", "{n} day": "{n} 天"}


class Chinese(NullTranslations):
    def gettext(self, message: str) -> str:
        return CHINESE.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return CHINESE.get(msgid1, msgid1 if n == 1 else msgid2)


SPEAKERS: dict[Language, Speaker] = {
    "en": Speaker("en", TEXTS, NullTranslations()),
    "zh_Hans": Speaker("zh_Hans", TEXTS, Chinese()),
}


def said(locale: Language, code: str, **params: object) -> str:
    return SPEAKERS[locale].say(Phrase(code, params))


def test_a_phrase_is_said_in_the_readers_language() -> None:
    phrase = Phrase("hello", {"name": "Li"})

    assert SPEAKERS["en"].say(phrase, html=True) == "<b>Hello, Li</b> &amp; welcome"
    assert SPEAKERS["zh_Hans"].say(phrase, html=True) == "<b>Li，您好</b>"


def test_plain_text_loses_the_markup_of_the_message_but_not_what_the_owner_wrote() -> None:
    assert said("en", "hello", name="<b>&amp;") == "Hello, <b>&amp; & welcome"


def test_values_are_escaped_also_inside_phrases_and_lists() -> None:
    inner = Phrase("hello", {"name": "<a href='x'>"})
    phrase = Phrase("bare", {"it": (inner, Phrase("bare", {"it": "<i>"}))})

    escaped = "<b>Hello, &lt;a href=&#x27;x&#x27;&gt;</b> &amp; welcome and &lt;i&gt;"
    assert SPEAKERS["en"].say(phrase, html=True) == escaped


def test_direction_overrides_and_control_characters_are_removed() -> None:
    assert said("en", "bare", it="a\u202eb\u2066c\x00d\x1be\nf\u200dg") == "abcde f\u200dg"


@pytest.mark.parametrize(
    ("locale", "n", "text"),
    [
        ("en", 1, "1 day"),
        ("en", 2, "2 days"),
        ("en", 0, "0 days"),
        ("en", 1.5, "1.5 days"),
        ("zh_Hans", 1, "1 天"),
    ],
)
def test_the_plural_follows_n(locale: Language, n: float, text: str) -> None:
    assert said(locale, "days", n=n) == text


def test_phrases_are_joined_as_the_language_does() -> None:
    three = tuple(Phrase("bare", {"it": name}) for name in "abc")

    assert said("en", "bare", it=three) == "a, b and c"
    assert said("zh_Hans", "bare", it=three) == "a、b、c"
    assert said("en", "bare", it=()) == ""


@pytest.mark.parametrize("locale", ["en", "zh_Hans"])
def test_phrases_can_stand_one_a_line(locale: Language) -> None:
    two = tuple(Phrase("bare", {"it": name}) for name in ("Tue 24 Nov, 10:00", "小白"))

    assert said(locale, "lines", it=two) == "• Tue 24 Nov, 10:00\n• 小白"


@pytest.mark.parametrize(
    ("locale", "code", "text"),
    [
        ("en", "when", "Tue 24 Nov, 10:00"),
        ("zh_Hans", "when", "11月24日 周二 10:00"),
        ("en", "when_year", "Tue 24 Nov 2026, 10:00"),
        ("zh_Hans", "when_year", "2026年11月24日 周二 10:00"),
        ("en", "day", "Tue 24 Nov"),
        ("zh_Hans", "day", "11月24日 周二"),
        ("zh_Hans", "time", "10:00"),
    ],
)
def test_an_instant_is_told_in_its_zone(locale: Language, code: str, text: str) -> None:
    assert said(locale, code, at=Moment(datetime(2026, 11, 24, 2, tzinfo=UTC), "Asia/Shanghai")) == text


def test_the_hour_that_comes_twice_is_told_twice() -> None:
    before = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    told = [said("en", "when", at=Moment(before + timedelta(hours=h), "Europe/Berlin")) for h in range(3)]

    assert told == ["Sun 25 Oct, 02:30", "Sun 25 Oct, 02:30", "Sun 25 Oct, 03:30"]


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("n0", 12345.6, "12,346"),
        ("n1", 2.25, "2.2"),
        ("n2", 2, "2.00"),
        ("n0", -0.04, "0"),
        ("pct", 0.853, "85%"),
        ("bare", 12345, "12,345"),
        ("bare", 2.5, "2.5"),
        ("bare", Money(300.0, "CNY"), "CN¥300"),
        ("bare", Money(99.5, "EUR"), "€99.50"),
    ],
)
def test_numbers_and_money_are_told_by_locale(code: str, value: object, text: str) -> None:
    assert said("en", code, it=value) == text


@pytest.mark.parametrize(
    ("minutes", "english", "chinese"),
    [
        (0.5, "30 seconds", "30 秒钟"),
        (30, "30 minutes", "30 分钟"),
        (60, "1 hour", "1 小时"),
        (90, "90 minutes", "90 分钟"),
        (150, "2 hours, 30 minutes", "2 小时 30 分钟"),
        (120, "2 hours", "2 小时"),
        (48 * 60, "2 days", "2 天"),
        (60 * 60, "2 days, 12 hours", "2 天 12 小时"),
        (14 * 24 * 60, "14 days", "14 天"),
    ],
)
def test_a_duration_is_told_in_words(minutes: float, english: str, chinese: str) -> None:
    assert said("en", "bare", it=timedelta(minutes=minutes)) == english
    assert said("zh_Hans", "bare", it=timedelta(minutes=minutes)) == chinese


def test_an_unknown_code_and_a_missing_value_are_bugs() -> None:
    with pytest.raises(KeyError):
        said("en", "nobody.says.this")
    with pytest.raises(KeyError):
        said("en", "hello")
    with pytest.raises(KeyError):
        said("en", "days")


@pytest.mark.parametrize(
    ("code", "value"), [("n1", "1.0"), ("when", "x"), ("bare", object()), ("bare", None)]
)
def test_a_value_that_does_not_fit_its_place_is_a_bug(code: str, value: object) -> None:
    with pytest.raises(ValueError, match="cannot be said"):
        said("en", code, it=value, at=value)


def test_a_text_cannot_reach_into_a_value() -> None:
    with pytest.raises(KeyError):
        said("en", "reach", it="x")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(f"{tag}{attrs or ''}")

    def handle_comment(self, data: str) -> None:
        self.seen.append(f"comment {data}")


@given(value=st.text() | st.text(alphabet="<>&;\"'/!-b{}", max_size=30))
def test_no_value_can_become_markup(value: str) -> None:
    inner = Phrase("bare", {"it": value})
    text = SPEAKERS["en"].say(Phrase("bare", {"it": (inner, Phrase("hello", {"name": value}))}), html=True)
    tags = Tags()
    tags.feed(text)
    tags.close()

    assert tags.seen == ["b"]


@pytest.mark.parametrize(
    ("days", "english", "chinese"),
    [
        (1, "1 day", "1 天"),
        (90, "90 days", "90 天"),
        (365, "1 year", "1 年"),
        (800, "800 days", "800 天"),
        (3653, "10 years", "10 年"),
    ],
)
def test_a_retention_of_whole_years_is_told_in_years(days: int, english: str, chinese: str) -> None:
    assert (number(days, "days", "en"), number(days, "days", "zh_Hans")) == (english, chinese)
