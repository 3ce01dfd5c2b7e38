"""The catalogues hold what the code says, wholly and with the same places and markup."""

import re
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from domain import phrases
from domain.explain import catalogue
from domain.explain.facts import Language, Phrase, Plural
from jobs import messages

TAG = re.compile(r"<[^<>]*>")
ALLOWED = {f"<{slash}{tag}>" for slash in ("", "/") for tag in ("b", "i", "code")}
SPECS = {
    "",
    "days",
    "n0",
    "n1",
    "n2",
    "upto2",
    "pct",
    "pct1",
    "weekday",
    "when",
    "when_year",
    "day",
    "day_year",
    "month",
    "month_year",
    "time",
    "money",
    "span",
    "lines",
}
Ids = tuple[str, ...]


def texts(found: Catalog) -> dict[Ids, Message]:
    return {ids(message): message for message in found if message.id}


def ids(message: Message) -> Ids:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id or ())


def translations(message: Message) -> Ids:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def places(text: str) -> set[tuple[str, str]]:
    return {(name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name is not None}


def balanced(text: str) -> bool:
    opened: list[str] = []
    for tag in TAG.findall(text):
        if not tag.startswith("</"):
            opened.append(tag[1:-1])
        elif not opened or opened.pop() != tag[2:-1]:
            return False
    return not opened


def tags(text: str) -> list[str]:
    return sorted(TAG.findall(text))


@pytest.fixture(scope="module")
def extracted() -> set[Ids]:
    return set(texts(messages.extract()))


def test_the_template_is_what_the_code_says(extracted: set[Ids]) -> None:
    assert set(texts(messages.read(messages.TEMPLATE))) == extracted, "run `make messages`"


@pytest.mark.parametrize("locale", catalogue.LANGUAGES)
def test_a_catalogue_holds_the_texts_of_the_code(extracted: set[Ids], locale: Language) -> None:
    held = messages.read(catalogue.path(locale), locale=locale)

    assert set(texts(held)) == extracted, "run `make messages`"
    assert not [message.id for message in held if message.id and message.fuzzy]


def test_every_text_is_translated_into_chinese() -> None:
    held = texts(messages.read(catalogue.path("zh_Hans"), locale="zh_Hans"))

    assert [key for key, message in held.items() if not all(translations(message))] == []


@pytest.mark.parametrize("locale", catalogue.LANGUAGES)
def test_a_translation_has_the_places_and_tags_of_its_text(locale: Language) -> None:
    for key, message in texts(messages.read(catalogue.path(locale), locale=locale)).items():
        for told in filter(None, translations(message)):
            assert places(told) in [places(text) for text in key], key
            assert tags(told) in [tags(text) for text in key], key
            assert balanced(told), told


def test_every_text_is_well_formed(extracted: set[Ids]) -> None:
    for text in (text for key in extracted for text in key):
        assert {spec for _, spec in places(text)} <= SPECS, text
        assert set(TAG.findall(text)) <= ALLOWED, text
        assert balanced(text), text
        assert "<" not in TAG.sub("", text), f"write &lt; in {text!r}"


def test_every_word_of_a_slice_is_marked_for_translation(extracted: set[Ids]) -> None:
    said = {
        (text.one, text.other) if isinstance(text, Plural) else (text,) for text in phrases.TEXTS.values()
    }

    assert said <= extracted


def test_a_translator_of_numbers_finds_n_in_both_forms(extracted: set[Ids]) -> None:
    for key in extracted:
        if len(key) > 1:
            assert all("n" in {name for name, _ in places(text)} for text in key), key


def test_every_slice_with_words_is_heard() -> None:
    slices = {path.parent.name for path in (catalogue.LOCALES.parent / "domain").glob("*/words.py")}
    heard = {module.__name__.split(".")[1] for module in vars(phrases).values() if hasattr(module, "WORDS")}

    assert heard >= slices


def test_a_code_said_by_two_slices_is_refused() -> None:
    with pytest.raises(ValueError, match=r"hello\.name"):
        phrases.merged(({"hello.name": "a"}, {"hello.name": "b"}))


def test_an_edge_says_its_own_words_beside_all_others_but_not_over_them() -> None:
    say = phrases.speakers({"edge.word": "mine"})("en").say
    assert say(Phrase("edge.word")) == "mine"
    assert say(Phrase("privacy.page.title")) == phrases.speaker("en").say(Phrase("privacy.page.title"))

    with pytest.raises(ValueError, match=r"evidence\.now"):
        phrases.speakers({"evidence.now": "another text"})
