"""The description of the API as one page: nothing is loaded from elsewhere, and no script runs."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from litestar.openapi.plugins import OpenAPIRenderPlugin

from api.areas import Request
from api.markup import ENVIRONMENT
from api.pages import files


class SchemaPage(OpenAPIRenderPlugin):
    """Shows every address with what goes in, its answers, and an example of each."""

    def __init__(self) -> None:
        super().__init__(path="/")
        self._page = b""

    def render(self, request: Request, openapi_schema: dict[str, Any]) -> bytes:
        """Return the page, made at the first look: that takes longer than any answer may."""
        del request
        self._page = self._page or _page(openapi_schema).encode()
        return self._page


def _page(openapi_schema: Mapping[str, Any]) -> str:
    operations = [
        (method.upper(), path, operation, list(_parts(operation)))
        for path, methods in sorted(openapi_schema["paths"].items())
        for method, operation in methods.items()
        if isinstance(operation, dict)
    ]
    forms = sorted(openapi_schema["components"]["schemas"].items())
    return ENVIRONMENT.get_template("schema.html").render(
        title=f"{openapi_schema['info']['title']} {openapi_schema['info']['version']}",
        style=files.FILES["style.css"].decode(),
        operations=operations,
        forms=[(name, _lines(form)) for name, form in forms],
    )


def _parts(operation: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if operation.get("parameters"):
        yield "Parameters", _lines(operation["parameters"])
    if operation.get("requestBody"):
        yield "Body", _lines(operation["requestBody"].get("content", {}))
    for status, answer in operation.get("responses", {}).items():
        yield f"{status} {answer.get('description', '')}", _lines(answer.get("content", {}))


def _lines(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False)
