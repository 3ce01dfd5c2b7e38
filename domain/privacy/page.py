"""The page of an export: one file that needs no network, whose every value is escaped and runs nothing."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from domain.explain.facts import Moment, Phrase
from domain.explain.render import clean
from domain.kit.classified import Category
from domain.privacy import fields
from domain.privacy.opened import Say

SHOWN: Final = 200  # rows of a table; data.json has them all
LISTED: Final = 12  # values of a list within a row
_LONGEST: Final = 600  # characters of a text
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)")

_HEAD: Final = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
section {{ margin-top: 2.5rem; }}
.scroll {{ overflow-x: auto; }}
table {{ border-collapse: collapse; font-size: .875rem; }}
th, td {{ border: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top; }}
td {{ max-width: 32rem; overflow-wrap: anywhere; }}
td ul {{ margin: 0; padding-left: 1.1rem; }}
summary {{ cursor: pointer; padding: .3rem 0; }}
.quiet {{ opacity: .7; }}
</style>
"""

Tables = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads the page: texts in the reader's language, moments on the clock of the zone."""

    say: Say
    zone: str

    def text(self, code: str, **params: object) -> str:
        return _safe(self.say(Phrase(code, params)))

    def field(self, name: str) -> str:
        """Return what a field means, with its unit; a name that a check has made stays as it is."""
        symbol = fields.unit(name)
        label = self.say(fields.meaning(name)) if fields.is_described(name) else name
        return _safe(f"{label} ({symbol})" if symbol else label)


def render(tables: Tables, *, say: Say, creation: Phrase, language: str, zone: str) -> str:
    """Lay out the tables of an export by kind of data. say and made: see export. zone: of the reader's clock."""
    reader = _Reader(say, zone)
    title = reader.text("privacy.page.title")
    parts = [
        _HEAD.format(language=language.replace("_", "-"), title=title),
        f"<h1>{title}</h1>\n<p>{_safe(say(creation))}</p>\n<p>{reader.text('privacy.page.intro')}</p>\n",
        *(_section(category, tables, reader) for category in Category),
        "</html>\n",
    ]
    return "".join(parts)


def _section(category: Category, tables: Tables, reader: _Reader) -> str:
    mine = [table for table in tables.values() if _home(table) is category and table["rows"]]
    if not mine:
        return ""
    head = reader.text(f"privacy.category.{category}")
    why = reader.text(f"privacy.category.{category}.why")
    details = "".join(_details(table, reader) for table in mine)
    return f"<section>\n<h2>{head}</h2>\n<p>{why}</p>\n{details}</section>\n"


def _home(table: Mapping[str, Any]) -> Category:
    """Return the kind a table is shown under: the one most of its columns are of, system marks aside."""
    kinds = [Category(kind) for kind in table["columns"].values() if kind != Category.SYSTEM]
    return max(kinds, key=kinds.count, default=Category.SYSTEM)


def _details(table: Mapping[str, Any], reader: _Reader) -> str:
    rows = table["rows"]
    names = list(dict.fromkeys(name for row in rows for name in row))
    head = "".join(f'<th title="{_safe(name)}">{reader.field(name)}</th>' for name in names)
    body = "".join(_cells(row, names, reader) for row in rows[:SHOWN])
    summary = reader.text("privacy.page.table", table=table["about"], n=len(rows))
    more = reader.text("privacy.page.more", n=len(rows) - SHOWN) if len(rows) > SHOWN else ""
    return (
        f"<details><summary>{summary}</summary>\n"
        f'<div class="scroll"><table>\n<tr>{head}</tr>\n{body}</table></div>\n'
        f'<p class="quiet">{more}</p>\n</details>\n'
    )


def _cells(row: Mapping[str, Any], names: list[str], reader: _Reader) -> str:
    return "<tr>" + "".join(f"<td>{_value(row.get(name), reader)}</td>" for name in names) + "</tr>\n"


def _value(value: object, reader: _Reader) -> str:
    """Show a value: what it holds is listed below each other, of long lists the newest."""
    match value:
        case None:
            return ""
        case bool():
            return reader.text("privacy.page.yes" if value else "privacy.page.no")
        case float():
            return f"{value:.6g}"
        case dict():
            return _list(f"{reader.field(name)}: {_value(inner, reader)}" for name, inner in value.items())
        case list():
            rest = len(value) - LISTED
            more = [reader.text("privacy.page.rest", n=rest)] if rest > 0 else []
            return _list([*more, *(_value(each, reader) for each in value[-LISTED:])])
    return _plain(str(value), reader)


def _list(lines: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def _plain(text: str, reader: _Reader) -> str:
    if _INSTANT.fullmatch(text):
        return reader.text("privacy.page.moment", at=Moment(datetime.fromisoformat(text), reader.zone))
    return _safe(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def _safe(text: str) -> str:
    return html.escape(clean(text))
