"""A message without what is personal in it: names, places, numbers and addresses become neutral words. Pure.

Names that the operator's register holds are taken out for certain, with every word and every two Chinese characters of
them. Others are known by their form alone (title, capital letter, suffix of a street), so a bare name may stay.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Final

from domain.dialogue import script
from domain.dialogue.second import forms
from domain.dialogue.second.forms import Kind
from domain.explain.facts import Name, Names

_SHORTEST: Final = 2  # characters of a name that can be taken out
_HAN: Final = "\u4e00-\u9fff"
_CHINESE: Final = re.compile(f"[{_HAN}]+")
_LETTER: Final = rf"[^\W\d_{_HAN}]"  # of a script that parts its words
_WORD: Final = re.compile(f"{_LETTER}{{3,}}")
_COMMON: Final = frozenset(
    [
        "the",
        "and",
        "for",
        "car",
        "cars",
        "auto",
        "service",
        "repair",
        "centre",
        "center",
        "garage",
        "workshop",
    ]
)
_COMMON_ZH: Final = re.compile(
    r"汽车|新能源|电动|特约|服务|维修|修理|中心|保养|门店|分店|网点|[省市区县路街号店站厂]"
)  # words of names that say nothing of which one it is
_UNSEEN: Final = frozenset(["Cf", "Cc"])  # categories of Unicode: what is not seen between letters


def mask(text: str, names: Mapping[Kind, Iterable[Name]]) -> str:
    """The text with neutral words for the names that are given, by their kind, and for what has the form of something personal."""
    readable = "".join(
        each if each in "\n\t" or unicodedata.category(each) not in _UNSEEN else ""
        for each in unicodedata.normalize("NFKC", text)
    )
    plain = script.plain(readable)
    spans = [(*span, kind) for kind, of_kind in names.items() for span in _spans(plain, of_kind)]
    for form, kind in forms.PLAIN:
        spans += [(*match.span(forms.place(match)), kind) for match in form.finditer(plain)]
    for form, kind in forms.AS_WRITTEN:
        spans += [(*match.span(forms.place(match)), kind) for match in form.finditer(readable)]
    return "".join(_replace(readable, sorted(spans, key=lambda each: (each[0], -each[1]))))


def _replace(text: str, spans: list[tuple[int, int, Kind]]) -> Iterator[str]:
    """The text with a word for each span; spans that overlap become one, of the first one's kind."""
    is_chinese, place = bool(_CHINESE.search(text)), 0
    latest: Enum | None = None
    for start, end, kind in spans:
        if end <= place:
            continue
        if start >= place:
            between = text[place:start]
            if kind is not latest or between.strip():
                yield from (between, kind.value[0] if is_chinese else kind.value[1])
            latest = kind
        place = end
    yield text[place:]


def _spans(plain: str, names: Iterable[Name]) -> Iterator[tuple[int, int]]:
    parts = sorted({part for name in names for part in _parts(name)}, key=len, reverse=True)
    for part in parts:
        begin = f"(?<!{_LETTER})" if _WORD.match(part[0] * 3) else ""
        end = rf"(?!{_LETTER})(?:['’]s\b)?" if _WORD.match(part[-1] * 3) else ""
        spaced = r"\s*".join(re.escape(word) for word in part.split())
        yield from (match.span() for match in re.finditer(f"{begin}{spaced}{end}", plain, re.IGNORECASE))


def _parts(name: Name) -> Iterator[str]:
    """A name in every language, its words, and every two Chinese characters of what it is called by."""
    for text in name.texts.values() if isinstance(name, Names) else (name,):
        whole = script.plain(unicodedata.normalize("NFKC", text)).strip()
        if len(whole) >= _SHORTEST:
            yield whole
        yield from (word for word in _WORD.findall(whole) if word not in _COMMON)
        for run in _CHINESE.findall(_COMMON_ZH.sub(" ", whole)):
            yield from (run[place : place + 2] for place in range(len(run) - 1))
