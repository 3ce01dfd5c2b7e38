"""The two pages, chat with cars or cars alone, and their files, as they lie in `page/`."""

from functools import cache
from pathlib import Path
from types import MappingProxyType

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

PAGE = Path(__file__).with_name("page")
KINDS = MappingProxyType(
    {
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".svg": "image/svg+xml",
    }
)
HEADERS = MappingProxyType(
    {
        "Cache-Control": "no-cache",
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
)


@cache
def _files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in PAGE.iterdir() if path.suffix in KINDS}


def _served(name: str) -> Response[bytes]:
    data = _files().get(name)
    if data is None:
        raise NotFoundException(detail="no such file")
    return Response(data, media_type=KINDS[Path(name).suffix], headers=dict(HEADERS))


@get(["/", "/playground"], sync_to_thread=False)
def index() -> Response[bytes]:
    return _served("index.html")


@get(["/", "/playground"], sync_to_thread=False)
def cars_index() -> Response[bytes]:
    return _served("cars.html")


@get("/playground/page/{name:str}", sync_to_thread=False)
def page_file(name: FromPath[str]) -> Response[bytes]:
    return _served(name)
