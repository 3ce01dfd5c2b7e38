"""`python -m jobs.messages`: collect the texts to translate from the code into locales/."""

from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from domain.explain import catalogue

TEMPLATE: Final = catalogue.LOCALES / "messages.pot"
_KEYWORDS: Final = {"N_": None, "P_": (1, 2)}
_FOLDERS: Final = ("domain", "bot", "api", "jobs")
_HEADER: Final = (
    "# What Beforehand says. Message ids are the English texts; `make messages` keeps this file up to date."
)
# Who ran the extraction, when, and with which version would change the files without changing a text.
_VOLATILE: Final = (
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Last-Translator',
    b'"Language-Team',
    b'"Report-Msgid-Bugs-To',
    b'"Generated-By',
)


def extract() -> Catalog:
    """Every N_ and P_ text of the code with the files it stands in (lines would change with every edit)."""
    catalog = Catalog(project="Beforehand", version="1", header_comment=_HEADER, charset="utf-8")
    root = catalogue.LOCALES.parent
    for folder in _FOLDERS:
        messages = extract_from_dir(
            root / folder, [("**.py", "python")], keywords=_KEYWORDS, directory_filter=_is_source
        )
        for name, _line, message, _comments, context in messages:
            catalog.add(message, locations=[(f"{folder}/{name}", 1)], context=context)
    return catalog


def update(po: Catalog, template: Catalog) -> None:
    """Take over new texts and drop those that are gone; nothing is guessed from a similar text."""
    own = deepcopy(
        template
    )  # Babel shares the new messages, and a translation must not reach other languages
    po.update(own, no_fuzzy_matching=True, update_creation_date=False)
    po.header_comment = _HEADER


def read(path: Path, *, locale: str | None = None) -> Catalog:
    """Read a catalogue; one that does not exist yet is empty."""
    if not path.exists():
        return Catalog(locale=locale, project="Beforehand", version="1")
    with path.open("rb") as source:
        return read_po(source, locale=locale)


def write(path: Path, messages: Catalog) -> None:
    for message in messages:
        # Babel takes "85 % chance" for a format of the % operator, which no text of ours is.
        message.flags -= {"python-format", "python-brace-format"}
        message.locations = sorted({(name, 1) for name, _ in message.locations})
    messages.fuzzy = False
    out = BytesIO()
    write_po(out, messages, width=0, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = out.getvalue().splitlines(keepends=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(line for line in lines if not line.startswith(_VOLATILE)))


def _is_source(folder: str | Path) -> bool:
    return Path(folder).name not in {"__pycache__", "node_modules"}


def main() -> None:
    template = extract()
    write(TEMPLATE, template)
    for language in catalogue.LANGUAGES:
        po = read(catalogue.path(language), locale=language)
        update(po, template)
        write(catalogue.path(language), po)


if __name__ == "__main__":
    main()
