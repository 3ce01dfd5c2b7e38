"""The page behind a link that an owner shares, before it is opened: nobody signs in, and the address names nobody."""

from typing import Annotated, Final

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import PathParameter

from api.areas import Request
from api.auth import Role
from api.pages.render import show

FOR_ALL: Final = {"role": Role.PUBLIC}
Code = Annotated[str, PathParameter(max_length=100)]


def door(folder: str, *, is_dossier: bool) -> HTTPRouteHandler:
    """Return the page at /folder/code with the button that opens what the code stands for.

    A messenger that looks at a link for its preview sees this one, and so reads and notes nothing.
    """

    @get(f"/{folder}/{{code:str}}", opt=FOR_ALL, sync_to_thread=False)
    def show_door(request: Request, code: Code) -> Response[str]:
        return show(request, "link_door.html", code=code, is_dossier=is_dossier)

    return show_door
