"""Whether somebody writes in a language that is not understood here: told by its script, or by its commonest words. Pure."""

import re
import unicodedata
from typing import Final

_SCRIPTS: Final = (
    "ARABIC",
    "BENGALI",
    "CYRILLIC",
    "DEVANAGARI",
    "GREEK",
    "HANGUL",
    "HEBREW",
    "HIRAGANA",
    "KATAKANA",
    "TAMIL",
    "THAI",
)
_FEWEST: Final = 3  # letters of such a script, or words of such a language
_WORD: Final = re.compile(r"[^\W\d_]+")
_COMMON: Final = tuple(
    frozenset(words.split())
    for words in (
        "ich und nicht ist mein meine einen bitte für mit wann wie kann auto werkstatt möchte termin",
        "je vous une les pour est mon ma voiture avec pas bonjour quand rendez voudrais le la merci",
        "el la los una para es mi coche con no hola cuando cita quiero por favor gracias necesito",
        "il una per è mia mio auto con non ciao quando vorrei appuntamento grazie della",
        "o uma para é meu minha carro com não olá quando quero obrigado revisão marcar",
        "i you the my is it to and of for on at can what when how please a in car understand speak",
    )
)
_OTHERS, _ENGLISH = _COMMON[:-1], _COMMON[-1]


def is_other(text: str) -> bool:
    """Return whether a text is in neither Chinese nor English, as far as that is plain."""
    letters = [each for each in text if each.isalpha()]
    foreign = sum(unicodedata.name(each, "").startswith(_SCRIPTS) for each in letters)
    if foreign >= _FEWEST and 3 * foreign >= len(letters):
        return True
    words = set(_WORD.findall(text.lower()))
    return len(words & _ENGLISH) <= 1 and any(len(words & common) >= _FEWEST for common in _OTHERS)
