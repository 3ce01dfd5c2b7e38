"""Every text keeps the rules and the names of docs/wording.md, in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.explain import catalogue
from domain.explain.facts import Language
from jobs import messages

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "wording.md").read_text(encoding="utf-8")
LANGUAGES: dict[Language, str] = {"en": "en", "zh_Hans": "zh"}
# What is never prose: commands and names of code, web addresses, JSON.
NO_PROSE = re.compile(
    r"`[^`]*`|https?://\S+|(?:README|index|data|models|settings)\.(?:md|html|json)"
    r"|\[?\"[\w+:-]*\"\]?|BEFOREHAND_\w+|&\w+;"
)
TAG = re.compile(r"</?\w+>")
PLACE = re.compile(r"\{(\w+)(?::\w+)?\}")


def table(title: str) -> list[list[str]]:
    """Cells of the table below a heading, without its head; a bar inside a cell is written \\|."""
    part = PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("|")][2:]
    return [
        [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row.strip()[1:-1])]
        for row in rows
    ]


def rules(language: Language) -> Iterator[tuple[re.Pattern[str], str]]:
    """What may not be said, and what is said instead."""
    for spoken, pattern, instead in table("Say this, not that"):
        if spoken in {LANGUAGES[language], "both"}:
            yield re.compile(pattern.strip("`"), re.IGNORECASE), instead
    for english, chinese, not_english, not_chinese in table("Glossary"):
        names = not_english if language == "en" else not_chinese
        for name in filter(None, names.split(", ")):
            word = rf"\b{re.escape(name)}s?\b" if language == "en" else re.escape(name)
            yield re.compile(word, re.IGNORECASE), english if language == "en" else chinese


def texts(language: Language) -> Iterator[str]:
    """What the catalogue and the playground page say in a language."""
    for message in messages.read(catalogue.path(language), locale=language):
        said = (message.id if language == "en" else message.string) or ()
        yield from filter(None, (said,) if isinstance(said, str) else said)
    page = (ROOT / "bot" / "playground" / "page" / "words.js").read_text(encoding="utf-8")
    part = re.split(r"\n  (?:en|zh): \{", page)[1 if language == "en" else 2]
    yield from re.findall(r': "([^"]*)"', part)


def prose(text: str) -> str:
    """The text with a neutral mark for each place, so that a rule about its neighbours sees that something is there."""
    return PLACE.sub("□", NO_PROSE.sub("□", TAG.sub("", text)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_breaks_a_rule_of_wording(language: Language) -> None:
    wrong = [
        (hit[0], text, instead)
        for text in texts(language)
        for pattern, instead in rules(language)
        if (hit := pattern.search(prose(text)))
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_brackets_and_quotes_are_closed(language: Language) -> None:
    for pair in ("()", "（）", "“”"):
        assert [text for text in texts(language) if text.count(pair[0]) != text.count(pair[1])] == []


def test_a_percentage_takes_no_space_and_is_not_written_twice() -> None:
    for language in LANGUAGES:
        for text in texts(language):
            assert not re.search(r":pct1?\} ?%", text), text


def test_the_rules_find_what_they_are_for() -> None:
    """A rule that can find nothing holds nothing: each says what it replaces."""
    for language in LANGUAGES:
        held = list(rules(language))
        for bad in BAD[language]:
            assert [instead for pattern, instead in held if pattern.search(prose(bad))], bad


BAD: dict[Language, tuple[str, ...]] = {
    "en": (
        "The workshop mended it.",
        "You need do nothing.",
        "It lies in your operator's database.",
        "May I? {purpose}",
        "We keep watching.",
        "Write to us.",
        "I can't find it.",
        "about {soh:n0} % of new",
        "12 V battery {volts:n1} V",
        "Wait...",
        "Two  spaces.",
    ),
    "zh_Hans": (
        "你的车",
        "我们会留意",
        "您爱车的数据",
        "换小电瓶",
        "12伏蓄电池",
        "满分100，给73分",
        "召回维修不收您的钱",
        "用只属于您的密钥锁着",
        "再充约11次电",
        "发送/car 查看",
        "每次 20%以上",
        "提醒(已发)",
        "提醒:已发",
        "提醒， 已发",
        "提醒 已发",
        "胎压 230 千帕",
        "正在上传……",
    ),
}
