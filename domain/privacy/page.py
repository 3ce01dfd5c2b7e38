"""The page of an export: one file that needs no network, whose every value is escaped and runs nothing."""

import html
import json
from collections.abc import Mapping
from typing import Any, Final

from domain.explain.facts import Phrase
from domain.explain.render import clean
from domain.kit.classified import Category
from domain.privacy.opened import Say

SHOWN: Final = 200  # rows of a table; data.json has them all
_LONGEST: Final = 600  # characters of a cell

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
summary {{ cursor: pointer; padding: .3rem 0; }}
.quiet {{ opacity: .7; }}
</style>
"""

Tables = Mapping[str, Mapping[str, Any]]


def render(tables: Tables, *, say: Say, made: Phrase, language: str) -> str:
    """Lay out the tables of an export by kind of data. say and made: see export."""
    title = _safe(say(Phrase("privacy.page.title")))
    parts = [
        _HEAD.format(language=language.replace("_", "-"), title=title),
        f"<h1>{title}</h1>\n<p>{_safe(say(made))}</p>\n<p>{_safe(say(Phrase('privacy.page.intro')))}</p>\n",
        *(_section(category, tables, say) for category in Category),
        "</html>\n",
    ]
    return "".join(parts)


def _section(category: Category, tables: Tables, say: Say) -> str:
    mine = [table for table in tables.values() if _home(table) is category and table["rows"]]
    if not mine:
        return ""
    head = _safe(say(Phrase(f"privacy.category.{category}")))
    why = _safe(say(Phrase(f"privacy.category.{category}.why")))
    shown = "".join(_details(table, say) for table in mine)
    return f"<section>\n<h2>{head}</h2>\n<p>{why}</p>\n{shown}</section>\n"


def _home(table: Mapping[str, Any]) -> Category:
    """Return the kind a table is shown under: the one most of its columns are of, system marks aside."""
    kinds = [Category(kind) for kind in table["columns"].values() if kind != Category.SYSTEM]
    return max(kinds, key=kinds.count, default=Category.SYSTEM)


def _details(table: Mapping[str, Any], say: Say) -> str:
    rows = table["rows"]
    names = list(dict.fromkeys(name for row in rows for name in row))
    head = "".join(f"<th>{_safe(name)}</th>" for name in names)
    body = "".join(_cells(row, names) for row in rows[:SHOWN])
    summary = say(Phrase("privacy.page.table", {"table": table["about"], "n": len(rows)}))
    more = say(Phrase("privacy.page.more", {"n": len(rows) - SHOWN})) if len(rows) > SHOWN else ""
    return (
        f"<details><summary>{_safe(summary)}</summary>\n"
        f'<div class="scroll"><table>\n<tr>{head}</tr>\n{body}</table></div>\n'
        f'<p class="quiet">{_safe(more)}</p>\n</details>\n'
    )


def _cells(row: Mapping[str, Any], names: list[str]) -> str:
    return "<tr>" + "".join(f"<td>{_safe(_text(row.get(name)))}</td>" for name in names) + "</tr>\n"


def _text(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _safe(text: str) -> str:
    return html.escape(clean(text))
