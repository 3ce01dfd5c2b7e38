"""How Chinese names sound: their pinyin, and other characters that sound alike, as a keyboard offers them. Pure."""

import os
from functools import lru_cache
from itertools import islice, product
from typing import Final

_MOST: Final = 8  # spellings of a name in which several characters have two readings


def spellings(name: str) -> tuple[str, ...]:
    """Return a Chinese name in letters, as one word and syllable by syllable: 虹桥 as hongqiao and hong qiao."""
    read = [sorted(_readings(sign)) for sign in name]
    if not all(read):
        return ()
    spelled = islice(product(*read), _MOST)  # a long name has millions
    return tuple(between.join(each) for each in spelled for between in ("", " "))


def as_named(text: str, name: str) -> str:
    """Return a text with the name in place of characters that sound like it, of which at least one is its own (红桥 for 虹桥)."""
    size = len(name)
    for at in range(len(text) - size + 1):
        if _sounds_like(text[at : at + size], name):
            text = f"{text[:at]}{name}{text[at + size :]}"
    return text


def _sounds_like(part: str, name: str) -> bool:
    same = sum(one == other for one, other in zip(part, name, strict=True))
    return 0 < same < len(name) and all(
        one == other or not _readings(one).isdisjoint(_readings(other))
        for one, other in zip(part, name, strict=True)
    )


@lru_cache(maxsize=5_000)
def _readings(sign: str) -> frozenset[str]:
    """The syllables of a character without tones; none of what is no Chinese character."""
    # Names need none of its 45 MB of phrases, and it has no other switch for them.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # noqa: TID251 - no setting of ours
    from pypinyin import Style, pinyin  # noqa: PLC0415 - only where a name is compared

    (syllables,) = pinyin(sign, style=Style.NORMAL, heteronym=True, errors="ignore") or [[]]
    return frozenset(syllables)
