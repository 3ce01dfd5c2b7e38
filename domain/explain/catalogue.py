"""The message catalogues, read from the .po files so that no compiled artefact can be stale or missing."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final, get_args

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from domain.explain.facts import Language

LOCALES: Final = Path(__file__).parents[2] / "locales"
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)


def path(language: Language) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


@cache
def load(language: Language) -> Translations:
    """Catalogue of a language, read once; raises FileNotFoundError where the installation is incomplete."""
    with path(language).open("rb") as po:
        catalogue = read_po(po, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def locale_for(language_code: str | None) -> Language:
    """Choose from an IETF tag as Telegram sends it: any Chinese is told in simplified Chinese, all else in English."""
    return (
        "zh_Hans" if (language_code or "").strip().lower().replace("_", "-").split("-")[0] == "zh" else "en"
    )
