"""Names that an operator gives: one text for every reader, or one for each language."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from sqlalchemy import String
from sqlalchemy.types import TypeDecorator

from domain.explain.catalogue import LANGUAGES
from domain.explain.facts import Language, Name, Names

_IN_LANGUAGE: Final = re.compile(rf"({'|'.join(LANGUAGES)}): *(.+)")


class NameColumn(TypeDecorator[Name]):
    """Stores a name as JSON: a string, or an object of texts by language."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Name | None, dialect: Any) -> str | None:
        del dialect
        return None if value is None else json.dumps(plain(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Any) -> Name | None:
        del dialect
        return None if value is None else parse(msgspec.json.decode(value))


def parse(value: str | Mapping[Language, str]) -> Name:
    """Return the Name of a plain value from a form, a file or a column."""
    return (
        value if isinstance(value, str) else Names({str(language): text for language, text in value.items()})
    )


def by_language(name: Name) -> Mapping[str, str]:
    """Return a text for every language: where one has none of its own, the first that was given."""
    if isinstance(name, str):
        return dict.fromkeys(LANGUAGES, name)
    first = next(iter(name.texts.values()))
    return {language: name.texts.get(language, first) for language in LANGUAGES}


def cell(text: str) -> str | dict[Language, str]:
    """Read a cell of a sheet: a name, or "en: East Centre; zh_Hans: 东区服务中心"."""
    matches = [_IN_LANGUAGE.fullmatch(part.strip()) for part in text.split(";")]
    texts = {each[1]: each[2] for each in matches if each}
    return {tag: texts[tag] for tag in LANGUAGES if tag in texts} if len(texts) == len(matches) else text


def plain(name: Name) -> str | dict[Language, str]:
    """Return a name as JSON can carry it: a text, or an object of texts by language."""
    if isinstance(name, str):
        return name
    return {language: name.texts[language] for language in LANGUAGES if language in name.texts}
