"""The files that every page needs: style and scripts, from this package."""

from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final

from litestar import Response, Router, get
from litestar.exceptions import NotFoundException
from litestar.params import PathParameter

from api.auth import Role

_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FOLDER: Final = Path(__file__).with_name("files")
FILES: Final = {each.name: each.read_bytes() for each in sorted(_FOLDER.iterdir()) if each.suffix in _TYPES}
VERSION: Final = sha256(b"".join(FILES.values())).hexdigest()[:12]
"""Changes with any of the files, and stands in their addresses: a browser may keep them for a year."""


Name = Annotated[str, PathParameter(max_length=50)]


@get("/{name:str}", include_in_schema=False, sync_to_thread=False)
def file(name: Name) -> Response[bytes]:
    if name not in FILES:
        raise NotFoundException
    kind = _TYPES[Path(name).suffix]
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(FILES[name], media_type=f"{kind}; charset=utf-8", headers=headers)


ROUTES = (Router("/pages", route_handlers=[file], opt={"role": Role.PUBLIC}),)
