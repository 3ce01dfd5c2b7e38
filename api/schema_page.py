"""The description of the API as one page: nothing is loaded from elsewhere, and no script runs."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from litestar.openapi.plugins import OpenAPIRenderPlugin

from api.areas import Request
from api.markup import safe

_STYLE: Final = (Path(__file__).parent / "technician" / "style.css").read_text(encoding="utf-8")
_HEAD: Final = (
    '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
)


class SchemaPage(OpenAPIRenderPlugin):
    """Shows every address with what goes in, its answers, and an example of each."""

    def __init__(self) -> None:
        super().__init__(path="/")
        self._page = b""

    def render(self, request: Request, openapi_schema: dict[str, Any]) -> bytes:
        """Return the page, made at the first look: that takes longer than any answer may."""
        del request
        self._page = self._page or _page(openapi_schema)
        return self._page


def _page(openapi_schema: Mapping[str, Any]) -> bytes:
    title = safe(f"{openapi_schema['info']['title']} {openapi_schema['info']['version']}")
    sections = "".join(
        _section(method, path, operation)
        for path, methods in sorted(openapi_schema["paths"].items())
        for method, operation in methods.items()
        if isinstance(operation, dict)
    )
    forms = "".join(
        f"<details><summary>{safe(name)}</summary>{_code(form)}</details>"
        for name, form in sorted(openapi_schema["components"]["schemas"].items())
    )
    return (
        f"{_HEAD}<title>{title}</title>\n<style>{_STYLE}</style>\n<main><h1>{title}</h1>"
        f'<p>For machines: <a href="/schema/openapi.json">openapi.json</a></p>{sections}<h2>Forms</h2>{forms}</main>'
    ).encode()


def _section(method: str, path: str, operation: Mapping[str, Any]) -> str:
    about = safe(operation.get("description") or operation.get("summary") or "")
    who = safe(", ".join(operation.get("tags", [])))
    parts = "".join(f"<h3>{safe(title)}</h3>{_code(content)}" for title, content in _parts(operation))
    return (
        f"<details><summary><b>{safe(method.upper())}</b> {safe(path)} "
        f'<span class="soft">{safe(operation.get("summary", ""))} · {who}</span></summary>'
        f'<div class="card"><p>{about}</p>{parts}</div></details>\n'
    )


def _parts(operation: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    if operation.get("parameters"):
        yield "Parameters", operation["parameters"]
    if operation.get("requestBody"):
        yield "Body", operation["requestBody"].get("content", {})
    for status, answer in operation.get("responses", {}).items():
        yield f"{status} {answer.get('description', '')}", answer.get("content", {})


def _code(value: object) -> str:
    return f'<pre class="scroll">{_lines(json.dumps(value, indent=1, ensure_ascii=False))}</pre>'


def _lines(text: str) -> str:
    """Escape line by line: cleaning makes blanks of line breaks."""
    return "\n".join(safe(line) for line in text.splitlines())
