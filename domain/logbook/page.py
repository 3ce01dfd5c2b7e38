"""A dossier as one file that shows and checks itself in a browser, with nothing loaded from anywhere."""

import base64
from collections.abc import Callable
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from domain.explain.catalogue import LANGUAGES
from domain.explain.facts import Language, Phrase
from domain.explain.render import Speaker, clean
from domain.logbook import rules, stamps, words
from domain.logbook.facts import Dossier

_HERE: Final = Path(__file__).parent
_PAGE: Final = Template((_HERE / "viewer.html").read_text(encoding="utf-8"))
_STYLE: Final = (_HERE / "viewer.css").read_text(encoding="utf-8")
_SCRIPT: Final = (_HERE / "viewer.js").read_text(encoding="utf-8")
_PREFIX: Final = "logbook.page."


def _source(text: str) -> str:
    """Spell a text for a policy that allows it alone."""
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


POLICY: Final = (
    f"default-src 'none'; script-src {_source(_SCRIPT)}; style-src {_source(_STYLE)}; "
    "base-uri 'none'; form-action 'none'"
)


def render(
    dossier: Dossier, speaker: Callable[[Language], Speaker], *, language: Language, stamp: str = ""
) -> str:
    """Return the page. speaker: says its texts in either language. language: in which it opens. stamp: as `stamps.text_in`."""
    texts = {each: _texts(speaker(each)) for each in LANGUAGES}
    own = texts[language]
    return _PAGE.substitute(
        language=language.replace("_", "-"),
        policy=escape(POLICY),
        title=escape(own["title"]),
        print=escape(own["print"]),
        unable=escape(own["unable"]),
        style=_STYLE,
        script=_SCRIPT,
        texts=rules.spelling(texts),
        begin=rules.BEGIN,
        dossier=rules.spelling(dossier),
        end=rules.END,
        stamp=stamps.BEGIN + stamp + rules.END,
    )


def _texts(speaker: Speaker) -> dict[str, str]:
    return {code.removeprefix(_PREFIX): clean(speaker.say(Phrase(code))) for code in words.PAGE}
